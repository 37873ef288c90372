"""Numbers and intervals as people write them."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["estimate_of", "interval", "words"]


def words(value: float) -> str:
    """A number as people write it: three digits, thousands and millions in letters."""
    if not np.isfinite(value):
        return "–"
    for size, letter in ((1e9, " bn"), (1e6, " M"), (1e4, " k")):
        if abs(value) >= size:
            return f"{value / (1e3 if letter == ' k' else size):.3g}{letter}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def estimate_of(table: pd.DataFrame, outcome: str, arm: str, middle: str = "mean") -> tuple[float, float, float]:
    """Middle, low and high of one row of `outcomes` or `effects`."""
    row = table.index.get_loc((outcome, arm))
    found = table[[middle, "low", "high"]].to_numpy(dtype=np.float64)[row]
    return float(found[0]), float(found[1]), float(found[2])


def interval(estimate: tuple[float, float, float], plus: str = "") -> str:
    """A mean with its interval: ``1.2 M [1.1 M, 1.3 M]``; `plus` goes before positive means."""
    mean, low, high = estimate
    return f"{plus if mean > 0 else ''}{words(mean)} [{words(low)}, {words(high)}]"

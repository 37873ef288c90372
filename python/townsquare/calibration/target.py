"""Published figures, and how far a run is from them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import xarray as xr

from townsquare.scenario import catalogue_folder
from townsquare.sweep.errors import StudyError

__all__ = ["Target", "published"]


@dataclass(frozen=True)
class Target:
    """A published figure, or a pattern, that runs should meet.

    Parameters
    ----------
    name
        What tables call it.
    value
        The figure, in the unit of the outcome or series.
    of
        Name of an outcome (``"gini_of_sales"``), or of a weekly series with `weeks`.
    weeks
        First and last week of the series that are added up, from 0, both included.
    scale
        Errors are differences divided by this. Without it they are logarithms of ratios, and the value must be above 0.
    use
        ``"fitted"``, or ``"predicted"`` for a figure that is held back and only compared.
    """

    name: str
    value: float
    of: str
    weeks: tuple[int, int] | None = None
    scale: float | None = None
    use: str = "fitted"

    def __post_init__(self) -> None:
        if self.weeks is not None and not 0 <= self.weeks[0] <= self.weeks[1]:
            raise StudyError(f"weeks of target {self.name!r} are (first, last), with 0 <= first <= last, not {self.weeks!r}")
        if self.scale is None and not self.value > 0:
            raise StudyError(f"target {self.name!r} is {self.value!r}: only values above 0 are compared by ratio; give it a scale")
        if self.scale is not None and not self.scale > 0:
            raise StudyError(f"scale of target {self.name!r} must be above 0, not {self.scale!r}")

    def values(self, ds: xr.Dataset) -> npt.NDArray[np.float64]:
        """What runs gave: shape (replication,). *Errors*: StudyError if the runs have no such outcome or series."""
        if self.of not in ds or ("week" in ds[self.of].dims) != (self.weeks is not None):
            kind = "outcome" if self.weeks is None else "weekly series"
            raise StudyError(f"target {self.name!r} is of {self.of!r}, and there is no {kind} of that name")
        if self.weeks is None:
            return np.asarray(ds[self.of].to_numpy(), dtype=np.float64)
        return np.asarray(ds[self.of].isel(week=slice(self.weeks[0], self.weeks[1] + 1)).sum("week").to_numpy(), dtype=np.float64)

    def error(self, value: float) -> float:
        """How far a run is off; 0 is a hit. A ratio counts as a thousandth at least, so that runs without sales have an error too."""
        if self.scale is not None:
            return (value - self.value) / self.scale
        return float(np.log(max(value / self.value, 1e-3)))


def published(name: str, use: str | None = "fitted") -> list[Target]:
    """Yearly sales that a platform published, from the catalogue's ``published/NAME.toml``.

    Parameters
    ----------
    name
        ``"stocksy"``.
    use
        Only figures that are ``"fitted"``, or only those ``"predicted"``; None for all.
    """
    path = Path(catalogue_folder()) / "published" / f"{name}.toml"
    if not path.exists():
        there = sorted(each.stem for each in path.parent.glob("*.toml"))
        raise StudyError(f"nothing published by {name!r} is in the catalogue; there are {', '.join(there)}")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["revenue"]
    return [Target(f"sales {row['year']}", _money(row["value"]), "gmv", (row["first_week"], row["last_week"]), use=row["use"])
            for row in rows if use in (None, row["use"])]


def _money(text: str) -> float:
    number, unit = text.split()[0], text.split()[-1]
    times = 1e6 if number.endswith("M") or unit.startswith("M") else 1e3 if number.endswith("k") or unit.startswith("k") else 1.0
    return float(number.rstrip("Mk")) * times

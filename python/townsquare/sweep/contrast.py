"""Differences between two levels of a factor, on the same luck, and whether they hold over what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from townsquare import _core
from townsquare.sweep.errors import StudyError

if TYPE_CHECKING:
    from townsquare.sweep.study import Study

__all__ = ["Robustness", "differences", "robustness"]


@dataclass(frozen=True)
class Robustness:
    """Whether a difference has the same sign over the sweep of free factors.

    Attributes
    ----------
    combinations
        How many combinations of the other factors there are.
    above, below, undecided
        Shares of them in which the 95 % interval of the difference lies above 0, below 0, or holds 0.
    least, most
        Least and greatest mean difference.
    worst_case
        Levels of the combination with the least.
    table
        The difference in each combination, as :meth:`StudyResults.contrast` gives it.
    """

    outcome: str
    question: str
    combinations: int
    above: float
    below: float
    undecided: float
    least: float
    most: float
    worst_case: dict[str, str]
    table: pd.DataFrame

    def verdict(self) -> str:
        """One sentence for people."""
        if self.above and self.below:
            word = "depends on what nobody knows: both signs occur"
        elif self.above + self.below == 0:
            word = "is undecided everywhere"
        else:
            sign = "above" if self.above else "below"
            word = f"is {sign} 0 in {max(self.above, self.below):.0%} of {self.combinations} combinations and nowhere the reverse"
        return f"{self.question}: the difference of {self.outcome} {word} ({self.least:.3g} to {self.most:.3g})"

    def __str__(self) -> str:
        return self.verdict()


def differences(
    study: Study, outcome: str, values: npt.NDArray[np.float64], factor: str, a: object, b: object, n_weeks: int
) -> pd.DataFrame:
    """See :meth:`townsquare.StudyResults.contrast`; `values` are (n_points, n_replications)."""
    names = [each.name for each in study.factors]
    if factor not in names:
        near = [each.name for each in study.factors if each.key == factor]
        raise StudyError(f"no factor is called {factor!r}; there are {', '.join(names)}" + (f" (its name is {near[0]!r})" if near else ""))
    at = names.index(factor)
    first, second = (_label(study, at, level) for level in (a, b))
    points = {labels: i for i, labels in reversed(list(enumerate(study.table.labels)))}
    rows = []
    for labels, i in points.items():
        other = points.get((*labels[:at], second, *labels[at + 1 :]))
        if labels[at] != first or other is None:
            continue
        x, y = values[i], values[other]
        rest = [label for k, label in enumerate(labels) if k != at]
        rows.append((i, *rest, *_core.outcome_difference(outcome, x, y, n_weeks), _core.variance_reduction(x, y)))
    if not rows:
        raise StudyError(f"no two points of this design differ only in {factor!r} ({first} and {second}): contrasts need a grid of it")
    columns = ["point", *(name for name in names if name != factor), "difference", "low", "high", "runs", "variance_reduction"]
    return pd.DataFrame(rows, columns=columns).sort_values("point").set_index("point")


def _label(study: Study, at: int, level: object) -> str:
    factor = study.factors[at]
    there = list(dict.fromkeys(row[at] for row in study.table.labels))
    word = level if isinstance(level, str) else repr(level.item() if hasattr(level, "item") else level)
    if word in there:
        return word
    numbers = factor.numbers_of(there)
    if numbers is not None and isinstance(level, (int, float)) and float(level) in numbers[0]:
        return there[numbers[0].index(float(level))]
    raise StudyError(f"factor {factor.name!r} has no level {level!r}; it has {', '.join(there[:12])}{', ...' if len(there) > 12 else ''}")


def robustness(
    table: pd.DataFrame, study: Study, outcome: str, factor: str, a: object, b: object, over: Sequence[str] | None
) -> Robustness:
    """See :meth:`townsquare.StudyResults.robust`."""
    others = [each.name for each in study.factors if each.name != factor]
    free = others if over is None else list(over)
    for name in free:
        if name not in others:
            raise StudyError(f"no other factor is called {name!r}; there are {', '.join(others)}")
    fixed = [name for name in others if name not in free]
    if fixed and table[fixed].drop_duplicates().shape[0] > 1:
        raise StudyError(f"{', '.join(fixed)} varies too: name it in `over`, or make a study in which it has one level")
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    middle = table["difference"].to_numpy(dtype=np.float64)
    if not np.isfinite(middle).all():
        raise StudyError(f"{int((~np.isfinite(middle)).sum())} combinations have no pair of runs with {outcome!r}: run the study to its end")
    above, below = float((low > 0).mean()), float((high < 0).mean())
    worst = table.iloc[int(middle.argmin())]
    return Robustness(
        outcome, f"{factor} from {a} to {b}", len(table), above, below, 1 - above - below, float(middle.min()), float(middle.max()),
        {name: str(worst[name]) for name in others}, table)

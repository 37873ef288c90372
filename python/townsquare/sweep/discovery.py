"""Scenario discovery: the boxes of factors in which an outcome goes wrong, found by PRIM of the EMA Workbench."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from townsquare.sweep.errors import StudyError

if TYPE_CHECKING:
    from townsquare.sweep.factor import Factor
    from townsquare.sweep.study import Study

__all__ = ["Discovery", "boxes_of"]


@dataclass(frozen=True)
class Discovery:
    """Boxes of factors that hold the points at which something goes wrong.

    Attributes
    ----------
    question
        What counts as gone wrong: ``"survived below 0.5"``.
    points, failed
        Points of the study, and at how many of them it went wrong.
    boxes
        One row for each box, indexed by ``box`` from 1: ``coverage`` (share of all failed points that lie in it), ``density`` (share
        of its points that failed), ``mass`` (share of all points that lie in it), ``points``, ``failed`` and ``factors`` (how many
        it limits). Each box is sought among the points that lie in none before it.
    limits
        One row for each limited factor, indexed by ``box`` and ``factor``: ``low`` and ``high`` as numbers in ``unit`` (NaN where
        there is no limit, or where levels are words), ``levels`` (those inside, of a factor with levels), and ``quasi_p``: the
        chance of at least as many failures without the limit, the larger one of its two sides (a one-sided binomial test; near 0
        where the limit matters). It treats points as independent, and knows nothing of the search that found the limit.
    trajectory
        What the search peeled off step by step, indexed by ``box`` and ``step``: ``coverage``, ``density``, ``mass`` and
        ``factors``. The box is the step with the largest coverage among those that are dense enough.
    """

    question: str
    points: int
    failed: int
    boxes: pd.DataFrame
    limits: pd.DataFrame
    trajectory: pd.DataFrame

    def verdict(self) -> str:
        """One sentence for each box, for people."""
        if self.boxes.empty:
            best = self.trajectory["density"].max()
            return (f"{self.question} at {self.failed} of {self.points} points, and no box of factors holds them densely enough: "
                    f"the densest reaches {best:.0%}")
        return "\n".join(self._sentence(box) for box in self.boxes.index)

    def _sentence(self, box: int) -> str:
        found, limits = self.boxes.loc[box], self.limits.loc[box]
        where = " and ".join(_words(str(name), limit) for name, limit in limits.iterrows())
        return (f"{self.question} at {found['density']:.0%} of the points with {where}; these are {found['coverage']:.0%} of all such "
                f"points, in {found['mass']:.0%} of the space")

    def __str__(self) -> str:
        return self.verdict()


def _words(name: str, limit: pd.Series[Any]) -> str:
    if limit["levels"]:
        return f"{name} in {{{', '.join(limit['levels'])}}}"
    low, high, unit = limit["low"], limit["high"], f" {limit['unit']}".rstrip()
    if np.isnan(low):
        return f"{name} at most {high:.3g}{unit}"
    if np.isnan(high):
        return f"{name} at least {low:.3g}{unit}"
    return f"{name} from {low:.3g} to {high:.3g}{unit}"


def boxes_of(
    study: Study, outcome: str, means: npt.NDArray[np.float64], below: float | None, above: float | None,
    density: float, mass: float, boxes: int,
) -> Discovery:
    """See :meth:`townsquare.StudyResults.discover`; `means` are (n_points,)."""
    question, is_failed = _question(outcome, means, below, above)
    for name, value in (("density", density), ("mass", mass)):
        if not 0 < value < 1:
            raise StudyError(f"{name} is a share between 0 and 1, not {value!r}")
    if boxes < 1:
        raise StudyError(f"boxes must be 1 or more, not {boxes!r}")
    if len(means) * mass < 1 or len(means) < 20:
        raise StudyError(f"{len(means)} points are too few to find a box of {mass:.0%} of them in: sample at least {max(20, int(np.ceil(1 / mass)))}")
    if not is_failed.any() or is_failed.all():
        raise StudyError(
            f"{question} at {'every' if is_failed.all() else 'no'} point (it lies between {means.min():.6g} and {means.max():.6g}): "
            "there is nothing to tell apart, choose another limit")
    if is_failed.mean() >= density:
        raise StudyError(f"{question} at {is_failed.mean():.0%} of all points, so that the whole space is dense enough: ask for a density above "
                         "that, or for the points where it is otherwise")
    columns = [_Column(factor, [row[i] for row in study.table.labels]) for i, factor in enumerate(study.factors)]
    found = _search(columns, is_failed, density, mass, boxes)
    return Discovery(question, len(means), int(is_failed.sum()), *found)


def _question(
    outcome: str, means: npt.NDArray[np.float64], below: float | None, above: float | None
) -> tuple[str, npt.NDArray[np.bool_]]:
    if (below is None) == (above is None):
        raise StudyError(f"say when it fails, by one limit on the mean of {outcome!r}: below=... or above=...")
    if above is not None:
        return f"{outcome} above {above:g}", np.asarray(means > above)
    assert below is not None
    return f"{outcome} below {below:g}", np.asarray(means < below)


class _Column:
    """A factor as the search sees it: a number, the place among levels that are numbers, or a word."""

    def __init__(self, factor: Factor, labels: Sequence[str]) -> None:
        self.name = factor.name
        self._levels: list[str] = []
        numbers = factor.numbers_of(labels)
        self.unit = "" if numbers is None else numbers[1]
        self.values: Any
        if factor.is_range and numbers is not None:
            self.values = np.asarray(numbers[0], dtype=np.float64)
            return
        self._levels = list(dict.fromkeys(labels))
        if numbers is not None:
            self._levels.sort(key=lambda label: numbers[0][labels.index(label)])
            # places as floating point: the search cannot widen a box of whole numbers with pandas 3
            self.values = np.array([self._levels.index(label) for label in labels], dtype=np.float64)
        else:
            self.values = pd.Series(list(labels), dtype="category")

    def limit(self, ends: Sequence[Any], all_ends: Sequence[Any], quasi_p: Sequence[float]) -> dict[str, object]:
        """One row of the table of limits. A quasi-p of -1 says that this side has no limit."""
        row: dict[str, object] = {
            "low": np.nan, "high": np.nan, "unit": self.unit, "levels": (), "quasi_p": max(p for p in quasi_p if p >= 0)}
        if isinstance(ends[0], (set, frozenset)):
            return {**row, "levels": tuple(level for level in self._levels if level in ends[0])}
        if self._levels:
            return {**row, "levels": tuple(level for i, level in enumerate(self._levels) if ends[0] <= i <= ends[1])}
        low, high = (float(end) if end != unlimited else np.nan for end, unlimited in zip(ends, all_ends, strict=True))
        return {**row, "low": low, "high": high}


def _search(
    columns: Sequence[_Column], is_failed: npt.NDArray[np.bool_], density: float, mass: float, boxes: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    # columns are numbered: the library leaves out one that is called "scenario"
    table = pd.DataFrame({f"f{i}": column.values for i, column in enumerate(columns)})
    rows, limits, steps = [], [], []
    with warnings.catch_warnings():
        # of optional parts of the library, and of pandas about the library
        warnings.simplefilter("ignore")
        try:
            from ema_workbench.analysis import prim
        except ImportError as error:
            raise ImportError(f"discover() needs {error.name}: pip install 'townsquare[study]'") from error
        # any bar above 0 will do: the library would hand out a dump of all that is left, in place of a box below its bar
        search = prim.Prim(table, is_failed, threshold=1e-9, mass_min=mass)
        for number in range(1, boxes + 1):
            box = search.find_box()
            if box is None:
                break
            path = box.peeling_trajectory
            is_dense = (path["density"] >= density) & (path["res_dim"] > 0)
            if number == 1 or is_dense.any():
                steps += _path(path, number)
            if not is_dense.any():
                break
            best = int(path[is_dense].sort_values(["coverage", "density", "res_dim"], ascending=[False, False, True]).index[0])
            box.select(best)
            chosen = path.loc[best]
            rows.append({"box": number, "coverage": chosen["coverage"], "density": chosen["density"], "mass": chosen["mass"],
                         "points": int(chosen["n"]), "failed": int(chosen["k"]), "factors": int(chosen["res_dim"])})
            for name, quasi_p in sorted(box.qp[best].items(), key=lambda each: max(each[1])):
                i = int(name[1:])
                limit = columns[i].limit(list(box.box_lims[best][name]), list(search.box_init[name]), quasi_p)
                limits.append({"box": number, "factor": columns[i].name, **limit})
    kept = ["coverage", "density", "mass", "points", "failed", "factors"]
    return (pd.DataFrame(rows, columns=["box", *kept]).set_index("box"),
            pd.DataFrame(limits, columns=["box", "factor", "low", "high", "unit", "levels", "quasi_p"]).set_index(["box", "factor"]),
            pd.DataFrame(steps, columns=["box", "step", "coverage", "density", "mass", "factors"]).set_index(["box", "step"]))


def _path(path: pd.DataFrame, number: int) -> list[dict[str, object]]:
    return [{"box": number, "step": i, "coverage": row["coverage"], "density": row["density"], "mass": row["mass"],
             "factors": int(row["res_dim"])} for i, row in path.reset_index(drop=True).iterrows()]

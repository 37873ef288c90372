"""Designs: which points of the factors a study runs. Samples come from SciPy and SALib."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from townsquare.scenario import whole_number
from townsquare.sweep.errors import StudyError
from townsquare.sweep.factor import Factor

__all__ = ["KINDS", "Design", "Table", "table_of"]

#: Kinds of designs, with what `points` counts in each.
KINDS = {
    "grid": "every level of every factor with every other",
    "list": "the first levels of all factors together, then the second ones, and so on",
    "latin_hypercube": "`points` points, each factor in equal strata",
    "sobol": "the first `points` points of a scrambled Sobol' sequence; more can be added later",
    "saltelli": "Saltelli's design for Sobol' indices, from `points` base points; more can be added later",
    "morris": "`points` trajectories for elementary effects",
}
_SAMPLED = ("latin_hypercube", "sobol", "saltelli", "morris")


@dataclass(frozen=True)
class Design:
    """A kind of design with its size.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    points
        Size of a sampled design, as said there. A power of 2 for ``sobol`` and ``saltelli``.
    seed
        Of the sample; the luck of the runs has another one.
    second_order
        Saltelli's larger design, which gives interactions of pairs too.
    levels
        Of Morris' trajectories, an even number.
    """

    kind: str = "grid"
    points: int | None = None
    seed: int = 1
    second_order: bool = False
    levels: int = 4

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise StudyError(f"no design is called {self.kind!r}; there are {', '.join(KINDS)}")
        if self.is_sampled:
            if self.points is None:
                raise StudyError(f"design {self.kind!r} needs points, a whole number: {KINDS[self.kind]}")
            whole_number("points", self.points, 1)
            if self.kind in ("sobol", "saltelli") and self.points & (self.points - 1):
                raise StudyError(f"points of design {self.kind!r} must be a power of 2 to be balanced, not {self.points}")
        elif self.points is not None:
            raise StudyError(f"design {self.kind!r} takes no points: its size follows from the levels")
        whole_number("seed of the design", self.seed, 0)

    @property
    def is_sampled(self) -> bool:
        """Whether its points are drawn, and levels may be ranges."""
        return self.kind in _SAMPLED


@dataclass(frozen=True)
class Table:
    """The points of a design: a level of each factor as text, and for samples the place in the unit cube."""

    labels: list[tuple[str, ...]]
    unit: npt.NDArray[np.float64] | None  # (n_points, n_factors)


def table_of(design: Design, factors: Sequence[Factor]) -> Table:
    """The points of a design. *Errors*: StudyError if the design is empty or does not fit the factors."""
    if not factors:
        raise StudyError("a study needs at least one factor")
    if not design.is_sampled:
        return _listed(design, factors)
    unit = _sample(design, len(factors))
    labels = [tuple(factor.label_at(u) for factor, u in zip(factors, row, strict=True)) for row in unit]
    return Table(labels, unit)


def _listed(design: Design, factors: Sequence[Factor]) -> Table:
    for factor in factors:
        if factor.is_range:
            raise StudyError(f"factor {factor.name!r} has a range, which design {design.kind!r} cannot take: give it levels")
    if design.kind == "grid":
        for factor in factors:
            for label in factor.labels:
                if factor.labels.count(label) > 1:
                    raise StudyError(f"level {label!r} of factor {factor.name!r} stands twice in a grid")
        return Table(list(itertools.product(*(factor.labels for factor in factors))), None)
    lengths = {factor.name: len(factor.labels) for factor in factors}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {n}" for name, n in lengths.items())
        raise StudyError(f"design 'list' takes the levels in step, so that every factor needs as many: {told}")
    return Table(list(zip(*(factor.labels for factor in factors), strict=True)), None)


def _sample(design: Design, n_factors: int) -> npt.NDArray[np.float64]:
    try:
        found = _drawn(design, n_factors)
    except ImportError as error:
        raise ImportError(f"design {design.kind!r} needs {error.name}: pip install 'townsquare[study]'") from error
    # the last point below 1: a sample may touch the end
    return np.clip(np.asarray(found, dtype=np.float64), 0.0, np.nextafter(1.0, 0.0))


def _drawn(design: Design, n_factors: int) -> Any:
    n = design.points
    assert n is not None
    if design.kind in ("latin_hypercube", "sobol"):
        from scipy.stats import qmc

        if design.kind == "sobol":
            return qmc.Sobol(n_factors, scramble=True, rng=np.random.default_rng(design.seed)).random(n)
        return qmc.LatinHypercube(n_factors, rng=np.random.default_rng(design.seed)).random(n)
    problem = problem_of([f"x{i}" for i in range(n_factors)])
    if design.kind == "saltelli":
        from SALib.sample import sobol

        return sobol.sample(problem, n, calc_second_order=design.second_order, seed=design.seed)
    from SALib.sample import morris

    return morris.sample(problem, n, num_levels=design.levels, seed=design.seed)


def problem_of(names: Sequence[str]) -> dict[str, object]:
    """The unit cube in SALib's words."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}

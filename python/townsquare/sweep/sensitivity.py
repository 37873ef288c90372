"""Sensitivity of an outcome to the factors, computed by SALib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from townsquare.sweep.design import problem_of
from townsquare.sweep.errors import StudyError

if TYPE_CHECKING:
    from townsquare.sweep.study import Study

__all__ = ["indices", "means_of"]

_METHODS = {"sobol": ("saltelli",), "morris": ("morris",), "pawn": ("latin_hypercube", "sobol", "saltelli", "morris")}


def indices(
    study: Study, outcome: str, values: npt.NDArray[np.float64], method: str | None, seed: int, resamples: int
) -> pd.DataFrame:
    """See :meth:`townsquare.StudyResults.sensitivity`; `values` are (n_points, n_replications)."""
    kind = study.design.kind
    chosen = method or {"saltelli": "sobol", "morris": "morris"}.get(kind, "pawn")
    if chosen not in _METHODS:
        raise StudyError(f"no method is called {chosen!r}; there are {', '.join(_METHODS)}")
    if kind not in _METHODS[chosen]:
        raise StudyError(f"method {chosen!r} needs design {' or '.join(map(repr, _METHODS[chosen]))}, and this study has {kind!r}")
    means = means_of(outcome, values)
    names = [factor.name for factor in study.factors]
    unit = study.table.unit
    assert unit is not None
    try:
        table = _ANALYSES[chosen](problem_of(names), unit, means, seed, resamples, study)
    except ImportError as error:
        raise ImportError(f"method {chosen!r} needs {error.name}: pip install 'townsquare[study]'") from error
    table.index = pd.Index(names, name="factor")
    table.attrs.update(outcome=outcome, method=chosen, luck_share=_luck_share(values, means), points=len(means))
    return table


def means_of(outcome: str, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Mean of each point, (n_points,). *Errors*: StudyError if one has no run with the outcome."""
    n_without = int(np.isnan(values).all(axis=1).sum())
    if n_without:
        raise StudyError(
            f"{n_without} of {len(values)} points have no value of {outcome!r}: run the study to its end, see status(); or this "
            "outcome is not defined there, then choose another")
    return np.asarray(np.nanmean(values, axis=1))


def _luck_share(values: npt.NDArray[np.float64], means: npt.NDArray[np.float64]) -> float:
    """Mean variance of a point's mean by luck, over the variance between the means."""
    n = np.isfinite(values).sum(axis=1)
    if (n < 2).any() or means.var() == 0:
        return float("nan")
    return float((np.nanvar(values, axis=1, ddof=1) / n).mean() / means.var(ddof=1))


def _sobol(problem: dict[str, object], unit: Any, means: Any, seed: int, resamples: int, study: Study) -> pd.DataFrame:
    from SALib.analyze import sobol

    _require_variance(means)
    found = sobol.analyze(problem, means, study.design.second_order, resamples, 0.95, seed=seed, print_to_console=False)
    return pd.DataFrame({
        "first": found["S1"], "first_low": found["S1"] - found["S1_conf"], "first_high": found["S1"] + found["S1_conf"],
        "total": found["ST"], "total_low": found["ST"] - found["ST_conf"], "total_high": found["ST"] + found["ST_conf"]})


def _morris(problem: dict[str, object], unit: Any, means: Any, seed: int, resamples: int, study: Study) -> pd.DataFrame:
    from SALib.analyze import morris

    found = morris.analyze(
        problem, unit, means, resamples, 0.95, print_to_console=False, num_levels=study.design.levels, seed=seed)
    star, half = np.asarray(found["mu_star"]), np.asarray(found["mu_star_conf"])
    return pd.DataFrame({
        "mu": found["mu"], "mu_star": star, "mu_star_low": star - half, "mu_star_high": star + half, "sigma": found["sigma"]})


def _pawn(problem: dict[str, object], unit: Any, means: Any, seed: int, resamples: int, study: Study) -> pd.DataFrame:
    from SALib.analyze import pawn

    _require_variance(means)
    whole = pawn.analyze(problem, unit, means, S=10, seed=seed, print_to_console=False)
    random = np.random.default_rng(seed)
    medians = []
    for _ in range(min(resamples, 100)):
        rows = random.integers(0, len(means), len(means))
        medians.append(pawn.analyze(problem, unit[rows], means[rows], S=10, seed=seed, print_to_console=False)["median"])
    low, high = np.quantile(medians, [0.025, 0.975], axis=0)
    return pd.DataFrame({"median": whole["median"], "median_low": low, "median_high": high, "maximum": whole["maximum"]})


def _require_variance(means: npt.NDArray[np.float64]) -> None:
    if np.ptp(means) == 0:
        raise StudyError(f"the outcome is {means[0]:.6g} at every point: nothing moves it, so there is nothing to divide among factors")


_ANALYSES = {"sobol": _sobol, "morris": _morris, "pawn": _pawn}

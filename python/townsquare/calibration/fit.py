"""What was fitted: the posterior, fresh runs from it, and how they compare with what was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from townsquare.calibration.target import Target
from townsquare.scenario import Scenario, overrides_of, whole_number
from townsquare.study import run
from townsquare.sweep.factor import Factor

__all__ = ["Fit", "run_once", "scenario_at", "weeks_of"]


@dataclass(frozen=True, repr=False)
class Fit:
    """What :func:`calibrate` found.

    Attributes
    ----------
    posterior
        One row for each particle of the last generation: each factor as a number in its unit, ``distance`` (of its run), and
        ``weight``; weights add up to 1. ``posterior.to_xarray()`` gives a dataset.
    generations
        One row for each generation: ``epsilon`` (largest distance that was accepted), ``runs``, and ``effective_size`` of the sample.
    targets
        What was fitted.
    places
        The particles in the unit cube of the priors, (particle, factor).
    """

    scenario: Scenario
    factors: tuple[Factor, ...]
    targets: tuple[Target, ...]
    posterior: pd.DataFrame
    generations: pd.DataFrame
    seed: int
    places: npt.NDArray[np.float64] = field(repr=False)

    def summary(self, share: float = 0.9) -> pd.DataFrame:
        """Indexed by factor: ``low``, ``median`` and ``high`` of the posterior in its unit, and ``narrowing``: the width of that interval
        over the same of the prior (near 1: the targets say nothing of it)."""
        tails = [(1 - share) / 2, 0.5, (1 + share) / 2]
        weights = self.posterior["weight"].to_numpy()
        rows = {}
        for i, factor in enumerate(self.factors):
            low, middle, high = _quantiles(self.posterior[factor.name].to_numpy(), weights, tails)
            first, last = _quantiles(self.places[:, i], weights, [tails[0], tails[2]])
            rows[factor.name] = (low, middle, high, _unit_of(factor), (last - first) / share)
        return pd.DataFrame.from_dict(rows, orient="index", columns=["low", "median", "high", "unit", "narrowing"]).rename_axis("factor")

    def runs(self, draws: int = 100, *, weeks: int | None = None, prior: bool = False, seed: int | None = None) -> xr.Dataset:
        """Fresh runs with assumptions drawn from the posterior (or the prior), each with luck of its own.

        Parameters
        ----------
        draws
            How many runs.
        weeks
            Length of a run; by default as far as the targets reach.
        prior
            Draws from the prior instead: what was believed before the figures were seen.
        seed
            Of the draws and their luck; the fit's own unless given.

        Returns
        -------
        xarray.Dataset
            Outcomes and weekly series with dimensions (arm, replication, week), as a result has them; the arm is ``"posterior"`` or
            ``"prior"``. ``townsquare.charts.fan`` draws it.
        """
        whole_number("draws", draws, 1)
        luck = np.random.default_rng([self.seed if seed is None else seed, 1 if prior else 0])
        if prior:
            places = luck.random((draws, len(self.factors)))
        else:
            places = self.places[luck.choice(len(self.places), draws, p=self.posterior["weight"].to_numpy())]
        n_weeks = weeks or weeks_of(self.scenario, self.targets)
        done = [run_once(scenario_at(self.scenario, self.factors, place), n_weeks, int(luck.integers(2**31))) for place in places]
        whole = xr.concat(done, "replication", data_vars="all", coords="minimal", compat="override", join="override", combine_attrs="override")
        arm = "prior" if prior else "posterior"
        return whole.assign_coords(replication=np.arange(draws)).expand_dims(arm=[arm]).transpose("arm", "replication", ...)

    def check(self, targets: Sequence[Target] | None = None, draws: int = 100, *, share: float = 0.9) -> pd.DataFrame:
        """The predictive check: published figures beside what fresh runs of prior and posterior give.

        Returns
        -------
        pandas.DataFrame
            Indexed by target: ``published``, ``use``, then ``low``, ``median``, ``high`` of the posterior's runs (`share` of them), the
            same of the prior (``prior_low``, ...), ``is_inside``, and ``rank``: the share of posterior runs below the figure.
        """
        chosen = self.targets if targets is None else tuple(targets)
        weeks = weeks_of(self.scenario, chosen)
        tails = [(1 - share) / 2, 0.5, (1 + share) / 2]
        after, before = (self.runs(draws, weeks=weeks, prior=prior).isel(arm=0) for prior in (False, True))
        rows = {}
        for target in chosen:
            values = target.values(after)
            low, middle, high = np.quantile(values, tails)
            rows[target.name] = (target.value, target.use, low, middle, high, *np.quantile(target.values(before), tails),
                                 bool(low <= target.value <= high), float((values < target.value).mean()))
        columns = ["published", "use", "low", "median", "high", "prior_low", "prior_median", "prior_high", "is_inside", "rank"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("target")

    def __repr__(self) -> str:
        names = ", ".join(factor.name for factor in self.factors)
        return f"<townsquare.Fit {self.scenario.name!r}: {names} to {len(self.targets)} targets, {len(self.posterior)} particles>"


def weeks_of(base: Scenario, targets: Sequence[Target]) -> int:
    """As far as the targets reach; to the end for outcomes."""
    return max(base.weeks if target.weeks is None else target.weeks[1] + 1 for target in targets)


def scenario_at(base: Scenario, factors: Sequence[Factor], place: npt.NDArray[np.float64]) -> Scenario:
    """The scenario at a place of the unit cube, (factor,)."""
    # with evidence, so that a replication does not draw the value from a range once more
    overrides = []
    for factor, u in zip(factors, place, strict=True):
        settings = factor.settings_of(factor.label_at(min(float(u), 1 - 1e-12)))
        for text in overrides_of(settings):
            key, value = text.split("=", 1)
            overrides.append(f'{key}={{ value = {value}, evidence = "weak", source = "fitted" }}')
    return base._changed(overrides, [])


def run_once(scenario: Scenario, weeks: int, seed: int) -> xr.Dataset:
    """One run, without its arm."""
    return run(scenario, 1, seed=seed, weeks=weeks, threads=1, progress=False).ds.isel(arm=0, drop=True)


def _quantiles(values: npt.NDArray[Any], weights: npt.NDArray[Any], shares: Sequence[float]) -> list[float]:
    """Of a weighted sample: the least value with at least such a share of the weight at or below it."""
    order = np.argsort(values, kind="stable")
    heap = np.cumsum(weights[order])
    return [float(values[order][min(int(np.searchsorted(heap, share * heap[-1])), len(values) - 1)]) for share in shares]


def _unit_of(factor: Factor) -> str:
    return (factor.numbers_of([factor.label_at(0.5)]) or ([], ""))[1]

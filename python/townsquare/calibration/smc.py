"""The fit itself: approximate Bayesian computation with sequential Monte Carlo, by pyABC, the engine as its simulator."""

from __future__ import annotations

import logging
import random
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import pandas as pd

from townsquare.calibration import fit
from townsquare.calibration.fit import Fit, scenario_at, weeks_of
from townsquare.calibration.target import Target
from townsquare.scenario import Scenario, ScenarioLike, Setting, load, whole_number
from townsquare.sweep.errors import StudyError
from townsquare.sweep.factor import Factor

__all__ = ["calibrate"]


def calibrate(
    scenario: ScenarioLike, factors: Sequence[Factor], targets: Sequence[Target], *, population: int = 100, generations: int = 5,
    seed: int = 1, set: Mapping[str, Setting] | None = None,
) -> Fit:
    """Fits assumptions to published figures, by approximate Bayesian computation with sequential Monte Carlo.

    Toni, Welch, Strelkowa, Ipsen and Stumpf (2009), J. R. Soc. Interface 6:187; by pyABC (Schälte and others 2022, JOSS 7:4304), with the
    engine as simulator. Each particle is one run with luck of its own, as a published figure is of one platform: the posterior
    therefore holds luck and all assumptions that a run draws itself, and is as wide as these leave it.

    Parameters
    ----------
    scenario
        As in :func:`townsquare.run`.
    factors
        What to fit: :class:`townsquare.Factor` with ``low`` and ``high``, which are a uniform prior (uniform in the logarithm with
        ``scale="log"``). Replications do not draw these keys once more; all other assumptions they do.
    targets
        Figures to meet; the distance of a run is the root of the mean of its squared errors. Those of use ``"predicted"`` are left out.
    population
        Particles of each generation.
    generations
        How many; in each the accepted distance shrinks to the median of the one before.
    seed
        All draws follow from it: the same seed gives the same posterior to the last bit, with the same versions of pyABC, SciPy and
        scikit-learn.
    set
        Keys to change, as in :func:`townsquare.run`.

    Returns
    -------
    Fit
        Posterior, its summary, fresh runs and the predictive check.

    Raises
    ------
    StudyError
        If there is nothing to fit, a factor has no range, or a target cannot be read from the runs.
    InvalidScenario
        If a factor is no key of the scenario, or its ends are not allowed.
    """
    base = load(scenario, set)
    fitted = tuple(target for target in targets if target.use == "fitted")
    named = tuple(Factor(each.key, each.levels, each.low, each.high, each.scale, each.name or each.key.split(".")[-1]) for each in factors)
    _check(base, named, fitted, population, generations)
    weeks = weeks_of(base, fitted)
    for end in (0.0, 1.0):  # a mistake is told before the fit begins
        first = fit.run_once(scenario_at(base, named, np.full(len(named), end)), weeks, seed)
        for target in fitted:
            target.values(first)

    def simulate(place: Mapping[str, float]) -> dict[str, float]:
        at = np.array([place[f"f{i}"] for i in range(len(named))])
        done = fit.run_once(scenario_at(base, named, at), weeks, int(np.random.randint(2**31)))
        return {f"t{i}": target.error(float(target.values(done)[0])) for i, target in enumerate(fitted)}

    unit, weights, distances, steps = _smc(simulate, len(named), len(fitted), population, generations, seed)
    labels = [[factor.label_at(float(u)) for u in unit[:, i]] for i, factor in enumerate(named)]
    numbers = {factor.name: (factor.numbers_of(labels[i]) or ([], ""))[0] for i, factor in enumerate(named)}
    posterior = pd.DataFrame({**numbers, "distance": distances, "weight": weights}).rename_axis("particle")
    return Fit(base, named, fitted, posterior, steps, seed, unit)


def _check(base: Scenario, factors: Sequence[Factor], fitted: Sequence[Target], population: int, generations: int) -> None:
    whole_number("population", population, 10)
    whole_number("generations", generations, 1)
    if not factors or not fitted:
        raise StudyError("calibrate needs at least one factor and one target of use 'fitted'")
    for factor in factors:
        if not factor.is_range:
            raise StudyError(f"factor {factor.name!r} has levels; only ranges can be fitted: give it low and high")
    for what, names in (("factors", [f.name for f in factors]), ("targets", [t.name for t in fitted])):
        if len({*names}) < len(names):
            raise StudyError(f"two {what} have the same name: {', '.join(names)}")
    last = weeks_of(base, fitted)
    if last > base.weeks:
        raise StudyError(f"a target reaches week {last - 1}, and a run has {base.weeks} weeks: set run.weeks")


def _smc(
    simulate: Callable[[Mapping[str, float]], dict[str, float]], n_factors: int, n_targets: int, population: int, generations: int, seed: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64], pd.DataFrame]:
    """Particles in the unit cube, (particle, factor), their weights and distances, and the table of generations."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries about each other
        try:
            import pyabc
        except ImportError as error:
            raise ImportError(f"calibrate needs {error.name}: pip install 'townsquare[calibration]'") from error
        prior = pyabc.Distribution(**{f"f{i}": pyabc.RV("uniform", 0, 1) for i in range(n_factors)})

        def distance(x: Mapping[str, float], there: Mapping[str, float]) -> float:
            return float(np.sqrt(np.mean([(x[name] - there[name]) ** 2 for name in sorted(there)])))

        with _own_luck(seed):
            smc = pyabc.ABCSMC(simulate, prior, distance, population_size=population, sampler=pyabc.sampler.SingleCoreSampler())
            smc.new("sqlite://", {f"t{i}": 0.0 for i in range(n_targets)})
            history = smc.run(max_nr_populations=generations)
        table, weights = history.get_distribution()
        told = history.get_all_populations()
        told = told[told["t"] >= 0]
        sizes = [pyabc.weighted_statistics.effective_sample_size(history.get_distribution(t=t)[1]) for t in told["t"]]
        last = history.get_weighted_distances()
    steps = pd.DataFrame({"epsilon": told["epsilon"].to_numpy(), "runs": told["samples"].to_numpy(), "effective_size": sizes})
    unit = table[[f"f{i}" for i in range(n_factors)]].to_numpy(dtype=np.float64)
    return unit, np.asarray(weights, dtype=np.float64), last["distance"].to_numpy(dtype=np.float64), steps.rename_axis("generation")


@contextmanager
def _own_luck(seed: int) -> Iterator[None]:
    """Pyabc draws from the global generators: they are seeded, and afterwards what they were. Its log is quiet meanwhile."""
    numpy_state, python_state = np.random.get_state(), random.getstate()
    logs = [logging.getLogger(name) for name in ("ABC", "ABC.History", "ABC.Sampler", "ABC.Distance", "ABC.Epsilon")]
    levels = [log.level for log in logs]
    np.random.seed(seed % 2**32)
    random.seed(seed)
    for log in logs:
        log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        np.random.set_state(numpy_state)
        random.setstate(python_state)
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)

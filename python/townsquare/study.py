"""Running scenarios: one alone, or several on the same luck."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import NoReturn

import numpy as np
import xarray as xr
from tqdm import TqdmExperimentalWarning, TqdmWarning

from townsquare import _core
from townsquare.result import Comparison, Result
from townsquare.scenario import Scenario, ScenarioLike, Setting, catalogue_folder, load, whole_number

with warnings.catch_warnings():  # a notebook without ipywidgets has the bar as text, which is no reason to warn
    warnings.simplefilter("ignore", TqdmWarning)
    warnings.simplefilter("ignore", TqdmExperimentalWarning)
    from tqdm.auto import tqdm as tqdm

__all__ = ["compare", "run"]


def run(
    scenario: ScenarioLike,
    replications: int = 50,
    *,
    seed: int = 1,
    weeks: int | None = None,
    threads: int | None = None,
    set: Mapping[str, Setting] | None = None,
    output: str | PathLike[str] | None = None,
    progress: bool = True,
) -> Result:
    """Runs one scenario.

    Parameters
    ----------
    scenario
        A name of the catalogue, a path of a file, or what :func:`townsquare.load` gave.
    replications
        How many runs, each with its own luck and its own draw of the assumptions nobody has measured.
    seed
        All luck follows from it: the same seed gives the same runs, to the last bit.
    weeks
        Length of a run, short for ``set={"run.weeks": "N weeks"}``; 52 make a year.
    threads
        How many threads; all of the machine by default. Results do not depend on it.
    set
        Keys to change: ``{"fees.take_rate": "8 %"}``.
    output
        Writes a result file (HDF5 in netCDF-4 form) there, batch after batch.
    progress
        Shows a progress bar.

    Returns
    -------
    Result
        With one arm.

    Raises
    ------
    InvalidScenario
        With everything that is wrong with the scenario.
    TypeError, ValueError
        If another argument is of the wrong kind or out of range.
    ResultFileError
        If the output cannot be written.
    KeyboardInterrupt
        On Ctrl-C, within a second; the batches so far stay in the output file.
    """
    one = load(scenario, set, weeks=weeks)
    return Result(*_study([one], replications, seed, threads, output, progress, one.title))


def compare(
    *scenarios: ScenarioLike,
    replications: int | None = None,
    seed: int = 1,
    weeks: int | None = None,
    threads: int | None = None,
    set: Mapping[str, Setting] | None = None,
    fork_at: int | None = None,
    output: str | PathLike[str] | None = None,
    progress: bool = True,
) -> Comparison:
    """Runs several scenarios on the same luck, so that they differ only by what they are.

    Parameters
    ----------
    *scenarios
        Two or more, as in :func:`run`, or the name of one comparison of the catalogue
        (``"stocksy-against-twin"``), or one :class:`Scenario` with rivals. Rivals follow their scenario as arms of the
        same runs. The first is the reference of :meth:`Comparison.effects`. Names of arms are the scenarios' and rivals'
        names, numbered where two are the same (``"stocksy"``, ``"stocksy-2"``), as on the command line. The arms of a
        comparison with ``[launch]`` are its numbers of founders (``"100-sellers-1000-buyers"``), after ``"nobody-enters"``.
    replications
        Runs per arm; by default what the comparison says, or 50.
    seed, weeks, threads, output, progress
        As in :func:`run`.
    set
        Keys to change in every arm.
    fork_at
        In each replication all arms are one run for so many weeks, under the first scenario; then each lives on under its own:
        ``compare("stocksy", load("stocksy", {"fees.take_rate": "40 %"}), fork_at=104)``. What votes or an operator changed
        before stays, unless a scenario says of it something other than the first does.

    Returns
    -------
    Comparison
        With one arm per scenario.

    Raises
    ------
    InvalidScenario
        Also (C060) where a scenario cannot be lived from the fork on: another market, other founders or owners, a shock of the past.
    """
    fork = 0 if fork_at is None else whole_number("fork_at", fork_at, 1, 2**32 - 1)
    chosen = list(scenarios)
    title = ""
    if len(chosen) == 1 and isinstance(chosen[0], (str, PathLike)):
        file = fspath(chosen[0])
        title, names, n = _core.read_comparison(file, catalogue_folder())
        chosen = list(names)
        replications = n if replications is None else replications
        base = load(names[0], set, weeks=weeks)
        launches = _core.launches_of_comparison(file, catalogue_folder(), base.weeks)
        if launches and fork:
            raise ValueError("launches differ from the first week on, so they cannot fork")
        if launches:
            arms = [base._changed(overrides, []) for _, overrides in launches]
            return Comparison(*_study(arms, replications, seed, threads, output, progress, title, [name for name, _ in launches]))
    arms = [arm for each in chosen for arm in load(each, set, weeks=weeks).by_platform()]
    if len(arms) < 2:
        raise ValueError(f"a comparison needs two scenarios or more, or one with rivals, and got {len(arms)} arm")
    title = title or " against ".join(each.title for each in arms)
    n_runs = 50 if replications is None else replications
    return Comparison(*_study(arms, n_runs, seed, threads, output, progress, title, fork_at=fork))


def _study(
    scenarios: list[Scenario],
    replications: int,
    seed: int,
    threads: int | None,
    output: str | PathLike[str] | None,
    progress: bool,
    title: str,
    arm_names: list[str] | None = None,
    fork_at: int = 0,
) -> tuple[xr.Dataset, Path | None]:
    replications = whole_number("replications", replications, 1)
    seed = whole_number("seed", seed, 0, 2**64 - 1)
    threads = 0 if threads is None else whole_number("threads", threads, 1, 2**31 - 1)
    names = _arm_names(scenarios) if arm_names is None else arm_names
    path = Path(fspath(output)) if output is not None else None
    arms = [(name, scenario._core) for name, scenario in zip(names, scenarios, strict=True)]
    with tqdm(total=replications * len(arms), unit="run", disable=not progress, leave=False) as bar:
        study = _core.run_study(
            arms, seed, 0, replications, threads, None if path is None else str(path), _command_line(), title,
            moves(bar) if progress else None, fork_at,
        )
    dataset = dataset_of(study, scenarios, seed, title)
    return (dataset.assign_attrs(fork_at=fork_at) if fork_at else dataset), path


def moves(bar: tqdm[NoReturn]) -> Callable[[int], None]:
    def move(runs_done: int) -> None:
        bar.n = runs_done
        bar.refresh()

    return move


def _arm_names(scenarios: list[Scenario]) -> list[str]:
    """Names of the scenarios, and of rivals; the second that has a name gets ``-2`` behind it, as on the command line."""
    names = [each.observed for each in scenarios]
    counts = [names[: i + 1].count(name) for i, name in enumerate(names)]
    return [name if count == 1 else f"{name}-{count}" for name, count in zip(names, counts, strict=True)]


def _command_line() -> str:
    return "python: " + " ".join(sys.argv) if sys.argv and sys.argv[0] else "python"


def dataset_of(study: _core.Study, scenarios: list[Scenario], seed: int, title: str) -> xr.Dataset:
    """A finished study as a dataset, in the names of the result file; weekly series are not copied."""
    currency = scenarios[0].currency
    variables: dict[str, xr.Variable] = {
        "scenario": xr.Variable("arm", [each.toml for each in scenarios], {"long_name": "the whole scenario, as TOML"}),
        "weeks": xr.Variable("arm", [each.weeks for each in scenarios], {"long_name": "length of a run", "units": "week"}),
        "fingerprint": xr.Variable(("arm", "replication"), study.fingerprints(), {"long_name": "hash of the run"}),
    }
    for i, (name, unit, long_name) in enumerate(_core.outcomes()):
        variables[name] = xr.Variable(("arm", "replication"), study.outcome(i), _words(unit, long_name, currency))
    for i, (name, unit, long_name) in enumerate(_core.weekly_metrics()):
        variables[name] = xr.Variable(("arm", "replication", "week"), study.series(i), _words(unit, long_name, currency))
    coordinates = {
        "arm": ("arm", study.arms, {"long_name": "scenario"}),
        "replication": ("replication", np.arange(study.n_replications), {"long_name": "replication"}),
        "week": ("week", np.arange(1, study.n_weeks + 1), {"long_name": "weeks since the run began", "units": "week"}),
    }
    if study.assumptions():
        coordinates["assumption"] = (
            "assumption", study.assumptions(), {"long_name": "key of the scenario that each replication draws"})
        variables["assumption_factor"] = xr.Variable(
            ("replication", "assumption"), study.factors(),
            {"long_name": "factor by which the replication multiplies the key", "units": "1"})
    attributes = {"title": title, "seed": seed, "currency": currency, "fingerprint": study.fingerprint}
    return xr.Dataset(variables, coordinates, attributes | _core.build_stamp())


def _words(unit: str, long_name: str, currency: str) -> dict[str, str]:
    return {"units": unit.replace("currency", currency), "long_name": long_name}

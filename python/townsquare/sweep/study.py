"""Studies: a scenario, what is varied in it, how often each point is run, and what is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from townsquare import _core
from townsquare.scenario import Scenario, ScenarioLike, Setting, load, whole_number
from townsquare.study import moves, tqdm
from townsquare.sweep.design import Design, Table, table_of
from townsquare.sweep.errors import StudyError
from townsquare.sweep.execution import Runner, require_workers
from townsquare.sweep.factor import Factor, Level
from townsquare.sweep.folder import driver_lock, look_through, replace_file, table_text
from townsquare.sweep.identity import point_id
from townsquare.sweep.plan import Plan, make_plan
from townsquare.sweep.points import Changes, changes_of, scenarios_of
from townsquare.sweep.results import StudyResults
from townsquare.sweep.shard import Layout
from townsquare.sweep.store import begin, check_engine, missing_runs
from townsquare.sweep.toml_file import read_study_file, study_text

__all__ = ["Study"]

#: Levels of a factor, or the two ends of its range, or all of it.
FactorLike = Factor | Sequence[Setting] | Mapping[str, Level]


class Study:
    """A scenario run at many points of some factors, each point on the same luck.

    Parameters
    ----------
    scenario
        As in :func:`townsquare.run`.
    factors
        What varies: a list of :class:`Factor`, or a mapping from keys to lists of levels or to ``(low, high)`` tuples.
    design
        A :class:`Design`, or its kind (``"grid"``, ``"list"``, ``"latin_hypercube"``, ``"sobol"``, ``"saltelli"``, ``"morris"``).
    points
        Size of a sampled design if `design` is only its kind.
    replications
        Runs of each point. Replication *r* has the same luck at every point (common random numbers).
    seed
        All luck of the runs follows from it.
    set
        Keys to change in every point, before the factors.
    outcomes
        Outcomes to look at (``"gmv_last_year"``); all unless said. All are kept, so that this can be changed later.
    series
        Weekly series to keep of each run (``"gmv"``); none unless said.
    every
        Of the series, the last week of every so many is kept.
    title
        For people; the scenario's unless said.

    Raises
    ------
    StudyError, InvalidScenario
        If something of it is wrong; nothing has run then.
    """

    def __init__(
        self,
        scenario: ScenarioLike,
        factors: Sequence[Factor] | Mapping[str, FactorLike],
        *,
        design: Design | str = "grid",
        points: int | None = None,
        replications: int = 20,
        seed: int = 1,
        set: Mapping[str, Setting] | None = None,
        outcomes: Sequence[str] = (),
        series: Sequence[str] = (),
        every: int = 1,
        title: str = "",
    ) -> None:
        self.base: Scenario = load(scenario, set)
        self.source = scenario.name if isinstance(scenario, Scenario) else fspath(scenario)
        self.settings: dict[str, Setting] = dict(set or {})
        self.factors: list[Factor] = _named(_factors(factors))
        if isinstance(design, Design) and points is not None:
            raise StudyError("points belong into the Design here")
        self.design: Design = design if isinstance(design, Design) else Design(design, points)
        self.replications: int = whole_number("replications", replications, 1)
        self.seed: int = whole_number("seed", seed, 0, 2**53 - 1)  # what every reader of TOML keeps
        self.outcomes: tuple[str, ...] = _known("outcome", outcomes, [name for name, _, _ in _core.outcomes()])
        self.series: tuple[str, ...] = _known("weekly series", series, [name for name, _, _ in _core.weekly_metrics()])
        self.every: int = whole_number("every", every, 1)
        self.title: str = title or self.base.title
        self._scenarios: dict[str, Scenario] = {
            label: load(str(factor.settings_of(label)["scenario"]), set)
            for factor in self.factors if factor.key == "scenario" for label in factor.labels}
        self._table: Table | None = None
        self._ids: list[bytes] | None = None
        self._weeks = 0

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Study:
        """Reads a study file; see ``docs/studies.md``.

        Raises
        ------
        StudyError
            If a key or value of it is wrong, with the nearest key.
        """
        return cls(**read_study_file(Path(fspath(path))))

    def to_toml(self) -> str:
        """The study as text that :meth:`from_toml` and ``townsquare sweep`` read."""
        return study_text(self, self.source)

    def write(self, path: str | PathLike[str]) -> None:
        """Writes the study for ``townsquare sweep``: a TOML file, and beside it the table of a sample's points.

        *Errors*: StudyError if a point is no scenario; StudyFolderError if it cannot be written.
        """
        file = Path(fspath(path))
        if self.ids and self.design.is_sampled:
            names = [factor.name for factor in self.factors]
            table = "points.csv" if file.name == "study.toml" else f"{file.stem}.points.csv"
            replace_file(file.with_name(table), table_text(names, self.table.labels, self.table.unit))
        replace_file(file, self.to_toml())

    @property
    def table(self) -> Table:
        """Levels of every point, and the sample that they come from. *Errors*: StudyError if there is no point."""
        if self._table is None:
            self._table = table_of(self.design, self.factors)
        return self._table

    @property
    def n_points(self) -> int:
        """How many points the design has."""
        return len(self.table.labels)

    @property
    def changes(self) -> list[Changes]:
        """What each point changes in the scenario."""
        texts = {label: each.toml for label, each in self._scenarios.items()}
        base = self.base.toml
        return [changes_of(base, texts, self.factors, labels) for labels in self.table.labels]

    def scenario(self, point: int) -> Scenario:
        """The scenario of a point. *Errors*: StudyError if it is none."""
        return next(iter(scenarios_of([self.changes[point]])))

    @property
    def ids(self) -> list[bytes]:
        """Identity of every point: SHA-256 of its resolved scenario. *Errors*: StudyError if a point is none."""
        if self._ids is None:
            found, weeks = [], 0
            for scenario in scenarios_of(self.changes):
                found.append(point_id(scenario.toml))
                weeks = max(weeks, scenario.weeks)
            self._ids, self._weeks = found, weeks
        return self._ids

    @property
    def layout(self) -> Layout:
        """What is kept of each run: all outcomes, and the chosen series."""
        n_columns = self._weeks // self.every if self.ids and self.series else 0
        return Layout(tuple(name for name, _, _ in _core.outcomes()), self.series, self.every, n_columns)

    def plan(self, folder: str | PathLike[str] | None = None, *, pilot: int = 12) -> Plan:
        """What the study will cost and how sure its answers will be, from a few timed runs of which nothing is kept.

        Parameters
        ----------
        folder
            Where it will be run: runs that are there already are not counted.
        pilot
            How many runs to time, at points spread over the design.

        Returns
        -------
        Plan
            Runs, CPU hours, bytes on disk and the expected 95 % interval of each outcome's mean at a point.
        """
        return make_plan(self, None if folder is None else Path(fspath(folder)), whole_number("pilot", pilot, 2))

    def run(
        self,
        folder: str | PathLike[str],
        *,
        threads: int | None = None,
        processes: int | None = None,
        executor: Executor | None = None,
        batch_seconds: float = 30.0,
        retries: int = 1,
        progress: bool = True,
    ) -> StudyResults:
        """Runs what is missing in a folder: all of it the first time, the rest after a stop, the new after a change.

        Parameters
        ----------
        folder
            Where runs are kept. It can be moved, copied, and continued on another machine.
        threads
            Threads of this process (the default: all of the machine).
        processes
            Instead: so many processes; one that dies is replaced.
        executor
            Instead: any executor of ``concurrent.futures``, loky, Dask (``client.get_executor()``) or mpi4py.
        batch_seconds
            How long a batch runs before it is flushed: what a kill can lose.
        retries
            How often a run that failed is tried again in this call. A later call tries once more.
        progress
            Shows a progress bar.

        Returns
        -------
        StudyResults
            The runs so far, those that failed told in :meth:`StudyResults.status`.

        Raises
        ------
        StudyFolderError
            If the folder is of another study or engine, in use, read-only or full. Nothing written before is lost.
        """
        require_workers(processes, executor, threads)
        place = Path(fspath(folder))
        ids, changes = self.ids, self.changes  # every point is read before the first run
        begin(self, place)
        with driver_lock(place):
            begin(self, place, writes=True)
            found = look_through(place)
            check_engine(self, found, place)
            runs = missing_runs(ids, self.seed, self.replications, found)
            with tqdm(total=len(runs), unit="run", disable=not progress, leave=False) as bar:
                runner = Runner(place, self.layout, self.seed, changes, ids, batch_seconds, retries, moves(bar))
                if executor is not None:
                    runner.on(executor, runs)
                elif processes is not None:
                    runner.in_processes(runs, whole_number("processes", processes, 1))
                else:
                    runner.in_process(runs, 0 if threads is None else whole_number("threads", threads, 1))
        return StudyResults(self, place)

    def __repr__(self) -> str:
        names = ", ".join(factor.name for factor in self.factors)
        return (f"<townsquare.Study {self.title!r}: {self.design.kind} of {self.n_points} points over {names}, "
                f"{self.replications} replications>")


def _factors(given: Sequence[Factor] | Mapping[str, FactorLike]) -> list[Factor]:
    if not isinstance(given, Mapping):
        return list(given)
    return [
        each if isinstance(each, Factor)
        else Factor(key, low=each[0], high=each[1]) if isinstance(each, tuple) and len(each) == 2
        else Factor(key, each)
        for key, each in given.items()]


def _named(factors: list[Factor]) -> list[Factor]:
    """Every factor with a name: its own, else the last part of its key, else the whole key."""
    if not all(isinstance(each, Factor) for each in factors):
        raise StudyError("factors are a list of townsquare.Factor, or a mapping from keys to levels")
    short = [each.name or each.key.rsplit(".", 1)[-1] for each in factors]
    names = [each.name or (name if short.count(name) == 1 else each.key) for each, name in zip(factors, short, strict=True)]
    for name in names:
        if names.count(name) > 1:
            raise StudyError(f"two factors are called {name!r}: give one of them another name")
        if name in ("replication", "week", "point", "status", "shard", "point_id", *(each for each, _, _ in _core.outcomes())):
            raise StudyError(f"no factor may be called {name!r}, for results have a variable of that name: give it another name")
    return [
        Factor(each.key, each.levels, each.low, each.high, each.scale, name) for each, name in zip(factors, names, strict=True)]


def _known(what: str, names: Sequence[str], there_are: Sequence[str]) -> tuple[str, ...]:
    import difflib

    if isinstance(names, str):
        raise StudyError(f"write a list of names: [{names!r}]")
    for name in names:
        if name not in there_are:
            near = difflib.get_close_matches(name, there_are, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"`townsquare list {'outcomes' if what == 'outcome' else 'metrics'}` shows all"
            raise StudyError(f"no {what} is called {name!r}; {hint}")
    return tuple(names)


"""The runs of a study: opened, counted, compared, and asked what moves them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from townsquare import _core
from townsquare.result import Result
from townsquare.scenario import whole_number
from townsquare.study import _command_line
from townsquare.study import dataset_of as run_dataset
from townsquare.sweep import contrast, discovery, sensitivity
from townsquare.sweep.dataset import dataset_of
from townsquare.sweep.errors import StudyError
from townsquare.sweep.folder import Found, look_through, read_failures
from townsquare.sweep.identity import run_id
from townsquare.sweep.store import stored_table

if TYPE_CHECKING:
    from townsquare.sweep.contrast import Robustness
    from townsquare.sweep.discovery import Discovery
    from townsquare.sweep.study import Study

__all__ = ["Status", "StudyResults", "open_study"]


class Status(NamedTuple):
    """How far a study is.

    Attributes
    ----------
    runs, complete, failed, missing
        All of the design; done; failed at the last try; not tried yet.
    damaged
        Records in the shards that are torn or spoiled, as a kill in mid-write leaves; they are run again.
    failures
        One row for each try that failed: ``run``, ``point``, ``replication``, ``why``, ``utc``.
    """

    runs: int
    complete: int
    failed: int
    missing: int
    damaged: int
    failures: pd.DataFrame


class StudyResults:
    """A study with its folder. Made by :meth:`Study.run` and :func:`open_study`."""

    def __init__(self, study: Study, folder: Path) -> None:
        self.study = study
        self.folder = folder

    @cached_property
    def _found(self) -> Found:
        return look_through(self.folder)

    @cached_property
    def ds(self) -> xr.Dataset:
        """All runs, read when they are used.

        Returns
        -------
        xarray.Dataset
            Outcomes with one dimension for each factor of a grid (``point`` for all other designs) and ``replication``;
            series have ``week`` too. ``status``, ``shard`` and ``point_id`` tell of each run; runs that are not there are
            NaN. ``ds.chunk()`` gives Dask arrays.
        """
        return dataset_of(self.study, self._found, self.folder)

    def status(self) -> Status:
        """How many runs are done, failed and missing, and why they failed."""
        values = self.ds["status"].to_numpy()
        table = pd.DataFrame(read_failures(self.folder), columns=["run", "point", "replication", "why", "utc"])
        done, failed = int((values == 1).sum()), int((values == 2).sum())
        return Status(values.size, done, failed, values.size - done - failed, self._found.n_damaged, table)

    def means(self, outcome: str) -> pd.DataFrame:
        """Mean of an outcome at each point.

        Returns
        -------
        pandas.DataFrame
            One row for each point: its levels, ``mean``, ``low``, ``high`` (95 % interval) and ``runs``.
        """
        rows = self._rows(outcome)
        estimates = [_core.outcome_estimate(outcome, row, self._weeks) for row in rows]
        return self._levels().join(pd.DataFrame(estimates, columns=["mean", "low", "high", "runs"]))

    def sensitivity(self, outcome: str, method: str | None = None, *, seed: int = 1, resamples: int = 200) -> pd.DataFrame:
        """Which factors move an outcome, by SALib.

        Parameters
        ----------
        outcome
            Name of an outcome; its mean over the replications of each point is analysed.
        method
            ``"sobol"`` (of a ``saltelli`` design), ``"morris"`` (of a ``morris`` one) or ``"pawn"`` (of any sample); by
            default the one that the design is for.
        seed, resamples
            Of the bootstrap that gives the intervals.

        Returns
        -------
        pandas.DataFrame
            Indexed by factor. Sobol': ``first``, ``first_low``, ``first_high``, ``total``, ``total_low``, ``total_high``.
            Morris: ``mu``, ``mu_star``, ``mu_star_low``, ``mu_star_high``, ``sigma``. PAWN: ``median``, ``median_low``,
            ``median_high``, ``maximum``. ``.attrs["luck_share"]`` is the part of the variance between points that is luck of too few
            replications: indices know nothing of it.

        Raises
        ------
        StudyError
            If the design is not for the method, or a point has no run.
        """
        return sensitivity.indices(self.study, outcome, self._rows(outcome), method, seed, resamples)

    def contrast(self, outcome: str, factor: str, a: object, b: object) -> pd.DataFrame:
        """Paired differences of an outcome between two levels of a factor: `b` less `a`, replication by replication.

        Returns
        -------
        pandas.DataFrame
            One row for each combination of the other factors: their levels, ``difference``, ``low``, ``high`` (95 %
            interval), ``runs``, and ``variance_reduction``: how many times less the difference varies than on
            separate luck.

        Raises
        ------
        StudyError
            If there is no such factor or level, or no two points differ in it alone.
        """
        return contrast.differences(self.study, outcome, self._rows(outcome), factor, a, b, self._weeks)

    def robust(self, outcome: str, factor: str, a: object, b: object, *, over: Sequence[str] | None = None) -> Robustness:
        """Whether `b` is better than `a` wherever the free factors may lie.

        Parameters
        ----------
        outcome, factor, a, b
            As in :meth:`contrast`.
        over
            Factors whose true value nobody knows; all others unless said.

        Returns
        -------
        Robustness
            In which share of the combinations the difference is above 0, below 0 or undecided, its range, and the combination
            in which it is least.
        """
        return contrast.robustness(self.contrast(outcome, factor, a, b), self.study, outcome, factor, a, b, over)

    def discover(
        self, outcome: str, *, below: float | None = None, above: float | None = None, density: float = 0.8, mass: float = 0.05,
        boxes: int = 3,
    ) -> Discovery:
        """Where an outcome goes wrong: the ranges of factors that hold the points at which it fails (scenario discovery).

        The Patient Rule Induction Method (Friedman and Fisher 1999, Statistics and Computing 9:123) peels thin slices off the space
        of the factors as long as failures grow denser, and pastes some back; used for this question, with coverage, density and
        quasi-p, by Bryant and Lempert (2010, Technological Forecasting and Social Change 77:34). By the EMA Workbench.

        Parameters
        ----------
        outcome
            Name of an outcome; its mean over the replications of each point is judged.
        below, above
            A point fails if the mean is below, or above, this, in the outcome's unit. One of them is given:
            ``discover("survived", below=0.5)`` finds where more than half of the runs close.
        density
            Share of a box's points that must fail.
        mass
            Least share of all points that a box holds.
        boxes
            At most so many, each among the points outside those before it.

        Returns
        -------
        Discovery
            Boxes with coverage, density and mass; their limits with quasi-p; ``verdict()`` says it in words.

        Raises
        ------
        StudyError
            If no point or every point fails, there are too few points, a point has no run, or there is no such outcome.
        """
        means = sensitivity.means_of(outcome, self._rows(outcome))
        return discovery.boxes_of(self.study, outcome, means, below, above, density, mass, boxes)

    def rerun(self, point: int, replication: int, *, output: str | PathLike[str] | None = None) -> Result:
        """One run of the study once more, with all that a run has: every weekly series, and its record of events.

        Parameters
        ----------
        point
            Its row in ``study.table``, from 0.
        replication
            From 0; also one that the study does not have.
        output
            Writes a result file there, with the events (:meth:`Result.events`).

        Returns
        -------
        Result
            With one arm and one replication.

        Raises
        ------
        StudyError
            If there is no such point, or the run differs from the one that is kept.
        """
        point, replication = whole_number("point", point, 0), whole_number("replication", replication, 0)
        if point >= self.study.n_points:
            raise StudyError(f"there is no point {point}; the study has {self.study.n_points}, from 0")
        scenario = self.study.scenario(point)
        path = None if output is None else Path(fspath(output))
        title = f"{scenario.title}, point {point}"
        run = _core.run_study([(scenario.name, scenario._core)], self.study.seed, replication, 1, 1, None if path is None else str(path), _command_line(), title, None)
        place = int(self._found.places(np.array([run_id(self.study.ids[point], self.study.seed, replication)], dtype="S32"))[0])
        if place >= 0:
            kept = int(self._found.shards[self._found.shard[place]].records()["fingerprint"][self._found.row[place]])
            if kept != int(run.fingerprints()[0, 0]):
                raise StudyError(f"point {point}, replication {replication} has fingerprint {int(run.fingerprints()[0, 0]):016x} here and {kept:016x} in {self.folder}: another engine ran it")
        return Result(run_dataset(run, [scenario], self.study.seed, title).assign_coords(replication=[replication]), path)

    def save(self, path: str | PathLike[str]) -> None:
        """Writes all runs into one netCDF file, which every reader of netCDF-4 opens with the same names."""
        self.ds.to_netcdf(fspath(path), engine="h5netcdf")

    @property
    def _weeks(self) -> int:
        return self.study._weeks or max(self.study.base.weeks, 1)

    def _levels(self) -> pd.DataFrame:
        return pd.DataFrame(self.study.table.labels, columns=[factor.name for factor in self.study.factors])

    def _rows(self, outcome: str) -> npt.NDArray[np.float64]:
        """Values of an outcome, (n_points, n_replications)."""
        if outcome not in self.ds or "replication" not in self.ds[outcome].dims or "week" in self.ds[outcome].dims:
            names = [str(name) for name, each in self.ds.data_vars.items() if each.dtype == np.float64 and "week" not in each.dims]
            near = difflib.get_close_matches(outcome, names, 1)
            told = f"the nearest is {near[0]!r}" if near else f"it has {', '.join(names[:8])}{', ...' if len(names) > 8 else ''}"
            raise StudyError(f"the study keeps no outcome {outcome!r}; {told}")
        return np.asarray(self.ds[outcome].to_numpy(), dtype=np.float64).reshape(self.study.n_points, self.study.replications)

    def __repr__(self) -> str:
        state = self.status()
        return (f"<townsquare.StudyResults {self.folder}: {state.complete} of {state.runs} runs complete, {state.failed} failed, "
                f"{state.missing} missing; {self.study!r}>")


def open_study(folder: str | PathLike[str]) -> StudyResults:
    """Opens a folder of runs, finished or not, written by Python or by ``townsquare sweep``.

    Raises
    ------
    FileNotFoundError
        If the folder holds no study.
    StudyFolderError
        If its shards are of another engine, or two runs that should be the same differ.
    """
    from townsquare.sweep.study import Study

    place = Path(fspath(folder))
    if not (place / "study.toml").exists():
        raise FileNotFoundError(f"no study in {place}: there is no {place / 'study.toml'}")
    study = Study.from_toml(place / "study.toml")
    stored_table(study, place)
    return StudyResults(study, place)

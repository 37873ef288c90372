"""What a study gives: an xarray dataset with a verdict, tidy frames and intervals around it."""

from __future__ import annotations

from functools import cached_property
from os import PathLike, fspath
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from townsquare import _core, _html
from townsquare._words import estimate_of, interval, words
from townsquare.record import RecordCheck, events_of, open_dataset, rows_of_runs

__all__ = ["Comparison", "Result", "open_result"]

#: Outcomes of the short table in notebooks; `outcomes` has all of them.
HEADLINES = ("seller_income_total", "buyer_surplus_total", "gmv_total", "platform_surplus", "surplus_to_members",
             "gini_of_sales", "weeks_to_critical_mass", "survived")


class Result:
    """Runs of one or several arms on the same luck.

    Attributes
    ----------
    ds : xarray.Dataset
        Weekly series with dimensions (arm, replication, week), outcomes with (arm, replication). Every variable has
        ``units`` and ``long_name``; money is in major units (dollars). Series of a study that has just run lie in
        the engine's own memory and are read-only.
    path : pathlib.Path or None
        The result file, if one was written or opened.
    """

    def __init__(self, ds: xr.Dataset, path: Path | None = None) -> None:
        self.ds = ds
        self.path = path

    @property
    def arms(self) -> list[str]:
        """Names of the arms, in order."""
        return [str(name) for name in self.ds["arm"].to_numpy()]

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits; two studies with equal fingerprints had the same runs, to the last bit."""
        return str(self.ds.attrs["fingerprint"])

    @property
    def series(self) -> list[str]:
        """Names of the weekly series."""
        return [str(name) for name, values in self.ds.data_vars.items() if values.dims == ("arm", "replication", "week")]

    @property
    def outcome_names(self) -> list[str]:
        """Names of the outcomes: numbers with one value for each run."""
        return [
            str(name) for name, values in self.ds.data_vars.items()
            if values.dims == ("arm", "replication") and np.issubdtype(values.dtype, np.floating)
        ]

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Means of the outcomes over the replications.

        Returns
        -------
        pandas.DataFrame
            Indexed by (outcome, arm), with columns ``mean``, ``low``, ``high`` (95 % interval), ``runs`` and ``unit``.
            Shares of runs have Wilson's interval, all others Student's t, clipped where a value is impossible.
            ``runs`` is the number of runs that have the outcome: a closed platform has no take rate at the end.
        """
        rows = []
        for name in self.outcome_names:
            values = self.ds[name]
            for arm in self.arms:
                estimate = _core.outcome_estimate(name, values.sel(arm=arm).to_numpy(), self.ds.sizes["week"])
                rows.append((name, arm, *estimate, values.attrs.get("units", "")))
        columns = ["outcome", "arm", "mean", "low", "high", "runs", "unit"]
        return pd.DataFrame(rows, columns=columns).set_index(["outcome", "arm"])

    def influences(self, outcome: str, arm: str | None = None) -> pd.DataFrame:
        """Which assumptions move an answer most, over the replications' draws of them.

        Parameters
        ----------
        outcome
            Name of an outcome (see :attr:`outcome_names`).
        arm
            Which arm's outcome; the first by default. A comparison takes its difference from the reference instead.

        Returns
        -------
        pandas.DataFrame
            Indexed by key, strongest first: ``correlation`` (Spearman, factor drawn with the answer) and ``share``,
            its square, and ``may_be_chance``: as large a share arises by luck alone in more than 1 of 20 studies.
            Empty if nothing was drawn.
        """
        rows: list[tuple[str, float, float]] = []
        answer = self._answer(outcome, arm)
        if "assumption_factor" in self.ds:
            keys = [str(key) for key in self.ds["assumption"].to_numpy()]
            drawn = self.ds["assumption_factor"].transpose("assumption", "replication").to_numpy()
            rows = _core.rank_influences(keys, list(drawn), answer)
        table = pd.DataFrame(rows, columns=["key", "correlation", "share"]).set_index("key")
        table["may_be_chance"] = table["share"] < _core.chance_share(len(rows), int(np.isfinite(answer).sum()))
        return table

    def _answer(self, outcome: str, arm: str | None) -> npt.NDArray[np.float64]:
        return np.asarray(self.ds[outcome].sel(arm=arm if arm is not None else self.arms[0]), dtype=np.float64)

    def frame(self) -> pd.DataFrame:
        """The weekly series as a tidy table.

        Returns
        -------
        pandas.DataFrame
            One row per arm, replication and week, one column per series.
        """
        return self.ds[self.series].to_dataframe().reset_index()

    def events(self) -> pd.DataFrame:
        """The record, one row for each event: proposals, votes, changes of rules, payments.

        *Errors*: ValueError if there is none, as in a result that was not opened from a file, or from one older than records.
        """
        if "event_count" not in self.ds:
            raise ValueError("no record of events here: open the result file with townsquare.open_result")
        return events_of(self.ds)

    def verify(self) -> RecordCheck:
        """Whether the record of events in the file is what was written; see ``docs/result_format.md``.

        Raises
        ------
        ValueError, ResultFileError
            If no file was written; if it cannot be read.
        """
        if self.path is None:
            raise ValueError("this result has no file to verify: give `output=` when you run it")
        return RecordCheck(**_core.verify_events(str(self.path)))

    def verdict(self) -> str:
        """One line for people: who is alive at the end, and how much was sold."""
        n = self.ds.sizes["replication"]
        parts = [f"{arm}: {self._life(arm)}" for arm in self.arms]
        return f"{'; '.join(parts)} ({n} replications, {self.ds.sizes['week']} weeks)"

    def _life(self, arm: str) -> str:
        alive, low, high = (100 * share for share in estimate_of(self.outcomes, "survived", arm))
        sold = float(self.ds["gmv_last_year"].sel(arm=arm).median("replication"))
        unit = self.ds["gmv_last_year"].attrs.get("units", "")
        return f"alive in {alive:.0f} % of runs [{low:.0f}, {high:.0f}], sales of the last year {words(sold)} {unit} (median)"

    def __repr__(self) -> str:
        n, weeks = self.ds.sizes["replication"], self.ds.sizes["week"]
        lines = [f"<townsquare.{type(self).__name__} {self.fingerprint}: {n} replications of {weeks} weeks>"]
        width = max(len(arm) for arm in self.arms)
        for name, cells in zip(self._headlines(), self._rows(), strict=True):
            lines.append(self._label(name))
            for i, arm in enumerate(self.arms):
                line = f"  {arm:<{width}}  {cells[1 + i]}"
                if 0 < i < len(cells) - len(self.arms):  # a comparison has differences behind the means
                    line = f"{line:<{width + 34}}  {cells[len(self.arms) + i]}"
                lines.append(line.rstrip())
        return "\n".join([*lines, self._footnote()])

    def _footnote(self) -> str:
        return "means with 95 % intervals"

    def _repr_html_(self) -> str:
        weekly = [self.ds["gmv"].sel(arm=arm).median("replication").to_numpy() for arm in self.arms]
        return _html.page(
            self.verdict(),
            _html.table(["outcome", *self.arms], self._rows(), [None, *_html.COLOURS[: len(self.arms)]]),
            _html.sparkline(weekly, "weekly sales, median of the replications"),
            note=f"weekly sales, median of the replications · fingerprint {self.fingerprint}",
        )

    def _headlines(self) -> list[str]:
        return [name for name in HEADLINES if name in self.ds] or self.outcome_names

    def _label(self, name: str) -> str:
        unit = str(self.ds[name].attrs.get("units", "1"))
        return name.replace("_", " ") + ("" if unit == "1" else f", {unit}")

    def _rows(self) -> list[list[str]]:
        table = self.outcomes
        return [
            [self._label(name), *(interval(estimate_of(table, name, arm)) for arm in self.arms)]
            for name in self._headlines()
        ]


class Comparison(Result):
    """Several arms on the same luck, and how they differ."""

    def effects(self, reference: str | None = None) -> pd.DataFrame:
        """Paired differences of every arm from one of them.

        Parameters
        ----------
        reference
            Name of the arm that the others are compared with; the first by default.

        Returns
        -------
        pandas.DataFrame
            Indexed by (outcome, arm): ``difference`` is the mean over replications of arm minus reference, ``low``
            and ``high`` its 95 % interval (Student's t over pairs, clipped where a value is impossible; Newcombe's for
            shares of runs), ``runs`` over how many pairs it is: those in which both arms have the outcome.
            ``reference_mean`` and ``arm_mean`` are what it is the difference of, and ``variance_reduction`` says how
            many times less it varies than on separate luck.
        """
        base = reference if reference is not None else self.arms[0]
        if base not in self.arms:
            raise ValueError(f"no arm is called {base!r}; there are {', '.join(self.arms)}")
        rows = []
        for name in self.outcome_names:
            a = self.ds[name].sel(arm=base).to_numpy()
            for arm in self.arms:
                if arm == base:
                    continue
                b = self.ds[name].sel(arm=arm).to_numpy()
                both = np.isfinite(a) & np.isfinite(b)
                rows.append((name, arm, base, *_core.outcome_difference(name, a, b, self.ds.sizes["week"]),
                             _core.mean_of(a[both])[0], _core.mean_of(b[both])[0], _core.variance_reduction(a, b), self.ds[name].attrs.get("units", "")))
        columns = ["outcome", "arm", "reference", "difference", "low", "high", "runs", "reference_mean", "arm_mean",
                   "variance_reduction", "unit"]
        return pd.DataFrame(rows, columns=columns).set_index(["outcome", "arm"])

    def _footnote(self) -> str:
        return f"means with 95 % intervals; behind them the paired difference from {self.arms[0]}, with its own"

    def _answer(self, outcome: str, arm: str | None) -> npt.NDArray[np.float64]:
        other = super()._answer(outcome, arm if arm is not None else self.arms[1])
        return other - super()._answer(outcome, self.arms[0])

    def _rows(self) -> list[list[str]]:
        rows = super()._rows()
        effects = self.effects()
        for row, name in zip(rows, self._headlines(), strict=True):
            row.extend(interval(estimate_of(effects, name, arm, "difference"), "+") for arm in self.arms[1:])
        return rows

    def _repr_html_(self) -> str:
        weekly = [self.ds["gmv"].sel(arm=arm).median("replication").to_numpy() for arm in self.arms]
        heads = ["outcome", *self.arms, *(f"{arm} − {self.arms[0]}" for arm in self.arms[1:])]
        return _html.page(
            self.verdict(),
            _html.table(heads, self._rows(), [None, *_html.COLOURS[: len(self.arms)]]),
            _html.sparkline(weekly, "weekly sales, median of the replications"),
            note=f"weekly sales, median of the replications; differences are paired, 95 % intervals · "
                 f"fingerprint {self.fingerprint}",
        )


def open_result(path: str | PathLike[str], *, check: bool = True) -> Result:
    """Opens a result file, lazily.

    Parameters
    ----------
    path
        A file written by the program or by :func:`townsquare.run`.
    check
        Reads every number against its checksum first. Without it a very large file opens at once.

    Returns
    -------
    Result
        A :class:`Comparison` if the file has several arms. Values are read when they are used.

    Raises
    ------
    ResultFileError
        If the file is no result file, or is damaged; FileNotFoundError if there is none.
    """
    file = Path(fspath(path))
    if not file.exists():
        raise FileNotFoundError(f"no result file {file}")
    ds = open_dataset(file)
    if check and "series_checksum" in ds:  # files of the first versions have none
        try:
            _core.check_result(fspath(file))
        except _core.ResultFileError:
            ds.close()
            raise
    # a run that was killed may have left replications without their values
    whole = (ds["status"] == 1).all("arm").to_numpy()
    if not whole.all():
        ds = rows_of_runs(ds.isel(replication=np.flatnonzero(whole)))
    return (Comparison if ds.sizes["arm"] > 1 else Result)(ds, file)

"""What breaks a scenario: named shocks on the same luck, verdicts on promises, and the size at which each promise breaks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import pandas as pd

from townsquare import _core, _html
from townsquare.errors import ResultFileError
from townsquare.scenario import ScenarioLike, Setting, catalogue_folder, load, whole_number
from townsquare.study import _command_line, moves, tqdm

__all__ = ["StressTest", "open_stress", "stress"]

#: Verdicts, as people read them.
VERDICTS = {"holds": "✓ holds", "fails": "✗ fails", "too_close": "? too close to call"}


class StressTest:
    """The answer of a stress test.

    Attributes
    ----------
    answer : dict
        Everything, as ``townsquare stress --json`` prints it (docs/result_format.md).
    path : pathlib.Path or None
        The result file with the undisturbed runs, if one was written or opened.
    """

    def __init__(self, answer: dict[str, Any], path: Path | None = None) -> None:
        self.answer = answer
        self.path = path

    @property
    def promises(self) -> pd.DataFrame:
        """The promises and what becomes of them without any shock.

        Returns
        -------
        pandas.DataFrame
            Indexed by promise: ``says``, ``terms``, ``needed`` (share of runs), ``verdict`` (``holds``, ``fails`` or ``too_close``),
            ``share`` of the runs that keep it, with ``low`` and ``high``: an interval that holds whenever it is looked at.
        """
        promises = pd.DataFrame(self.answer["promises"]).set_index("name")
        return promises.join(_cells(self.answer["undisturbed"]["promises"]).set_index("promise")).rename_axis("promise")

    @property
    def verdicts(self) -> pd.DataFrame:
        """One row for each shock and promise.

        Returns
        -------
        pandas.DataFrame
            Indexed by (shock, promise), most damaging shock first: ``size`` (as text), ``verdict``, ``share``, ``low``, ``high``, ``runs``.
        """
        rows = [
            _cells(each["promises"]).assign(shock=each["shock"], size=each["size_text"])
            for each in self.answer["shocks"] if each["promises"]
        ]
        columns = ["shock", "promise", "size", "verdict", "share", "low", "high", "runs"]
        table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
        return table[columns].set_index(["shock", "promise"])

    @property
    def shocks(self) -> pd.DataFrame:
        """The battery.

        Returns
        -------
        pandas.DataFrame
            Indexed by shock, most damaging first, those that do not apply last: ``says``, ``size`` (as text), ``damage`` (mean fall of the
            share of runs that keep a promise), ``money_lost`` (part of what sellers earn and buyers gain), ``applies`` and ``why_not``.
        """
        table = pd.DataFrame(self.answer["shocks"]).set_index("shock")
        return table[["says", "size_text", "damage", "money_lost", "applies", "why_not"]].rename(columns={"size_text": "size"})

    @property
    def breaking_points(self) -> pd.DataFrame:
        """At what size each shock breaks each promise.

        Returns
        -------
        pandas.DataFrame
            Indexed by (shock, promise): ``state`` (``breaks``, ``at_once``, ``never`` up to the end of the range, ``too_close`` to call at any size, ``unknown``), ``size`` with
            ``low`` and ``high`` (95 %) in ``unit``, and ``real_size``, that of the real case, NaN where nobody measured one.
        """
        rows = [
            {"shock": each["shock"], "promise": point["promise"], "state": point["state"], "size": point["size"], "low": point["low"],
             "high": point["high"], "unit": each["unit"], "real_size": each["real_size"]}
            for each in self.answer["shocks"] for point in each["breaking_points"]
        ]
        columns = ["shock", "promise", "state", "size", "low", "high", "unit", "real_size"]
        numbers = dict.fromkeys(["size", "low", "high", "real_size"], "float64")
        return pd.DataFrame(rows, columns=columns).astype(numbers).set_index(["shock", "promise"])

    def fragility(self, shock: str, promise: str) -> pd.DataFrame:
        """The fragility curve: the share of runs that keep a promise over the size of a shock.

        Returns
        -------
        pandas.DataFrame
            Indexed by ``size``: ``kept`` with ``low`` and ``high`` (Wilson), at the sizes that were tried.

        Raises
        ------
        KeyError
            If no breaking point was looked for there.
        """
        for each in self.answer["shocks"]:
            for point in each["breaking_points"]:
                if (each["shock"], point["promise"]) == (shock, promise):
                    return pd.DataFrame(point["curve"]).set_index("size")
        known = ", ".join(f"{a} / {b}" for a, b in self.breaking_points.index)
        raise KeyError(f"no breaking point of {shock} / {promise}; there are: {known}")

    @property
    def attacks(self) -> pd.DataFrame:
        """What attackers pay and get.

        Returns
        -------
        pandas.DataFrame
            Indexed by shock: shares of runs ``in_control`` and ``won``, ``cost_of_control`` (median, major units, NaN where none gets
            control), ``value_extracted`` and ``treasury`` (means, major units), and both ratios to the treasury.
        """
        rows = {each["shock"]: each["attack"] for each in self.answer["shocks"] if each["attack"]}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("shock")

    @property
    def pairs(self) -> pd.DataFrame:
        """Two shocks together, the worst pair first.

        Returns
        -------
        pandas.DataFrame
            Columns ``one``, ``other``, ``damage``, ``sum_of_both`` (damage of each alone, added) and ``money_lost``.
        """
        rows = [{"one": each["shocks"][0], "other": each["shocks"][1], **{key: each[key] for key in ("damage", "sum_of_both", "money_lost")}}
                for each in self.answer["pairs"]]
        return pd.DataFrame(rows, columns=["one", "other", "damage", "sum_of_both", "money_lost"])

    @property
    def verdict(self) -> str:
        """One sentence: how many promises hold on a good day, and the shock that breaks most."""
        cells = self.answer["undisturbed"]["promises"]
        held = sum(each["verdict"] == "holds" for each in cells)
        sentence = f"{held} of {len(cells)} promises hold without a shock."
        worst = next((each for each in self.answer["shocks"] if each["promises"]), None)
        if worst is None:
            return sentence
        broken = [each["promise"] for each in worst["promises"] if each["verdict"] == "fails"]
        size = f" ({worst['size_text']})" if worst["size_text"] else ""
        return f"{sentence} Worst: {worst['shock']}{size}" + (f" breaks {', '.join(broken)}." if broken else " breaks none for certain.")

    def __repr__(self) -> str:
        return f"<townsquare.StressTest {self.answer['scenario']!r}: {self.verdict}>"

    def _repr_html_(self) -> str:
        names = [each["name"] for each in self.answer["promises"]]
        rows = [
            [f"{each['shock']}: {each['size_text']}" if each["size_text"] else each["shock"], *(VERDICTS[cell["verdict"]] for cell in each["promises"]),
             f"{each['damage']:.0%}"]
            for each in self.answer["shocks"] if each["promises"]
        ]
        note = f"{self.answer['runs']:,} runs, seed {self.answer['seed']}; a verdict is wrong in at most {self.answer['error_rate']:.0%} of cases"
        return _html.page(self.verdict, _html.table(["shock", *names, "damage"], rows), note=note)


def _cells(cells: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["promise", "verdict", "share", "low", "high", "runs"])


def stress(
    scenario: ScenarioLike,
    *,
    only: Sequence[str] = (),
    at: int | None = None,
    replications: int | None = None,
    seed: int = 1,
    weeks: int | None = None,
    threads: int | None = None,
    set: Mapping[str, Setting] | None = None,
    output: str | PathLike[str] | None = None,
    progress: bool = True,
) -> StressTest:
    """Tries what could go wrong: every shock that applies, beside the undisturbed runs on the same luck.

    Parameters
    ----------
    scenario
        As in :func:`townsquare.run`. What it promises is asked; of one that promises nothing, what anybody would ask: that it lives, and
        where members vote, that nobody decides alone.
    only
        Names of shocks, or ids of known failures (``"C1"``); all that apply by default.
    at
        Weeks lived before the shocks begin; by default 52, or a third of a run of less than three years.
    replications
        At most so many for each verdict and each breaking point; 32 and 24 by default. Verdicts that are clear end early.
    seed, weeks, threads, set, progress
        As in :func:`townsquare.run`. ``weeks`` is also the length of the scenarios that promises compare with, ``set`` is not for them.
    output
        Writes a result file there: the undisturbed runs, and the answer for ``townsquare report``.

    Returns
    -------
    StressTest
        The same as ``townsquare stress`` prints, to the last bit.

    Raises
    ------
    InvalidScenario
        With everything that is wrong with the scenario.
    ValueError
        If there is no such shock (the nearest name is told), or the run is too short for one.
    KeyboardInterrupt
        On Ctrl-C, after the runs under way; the undisturbed runs so far stay in the output.
    """
    one = load(scenario, set, weeks=weeks)
    if isinstance(only, str):
        raise TypeError(f"only is a list of shocks, as in [{only!r}]")
    shocks = [str(each) for each in only]
    week = 0 if at is None else whole_number("at", at, 1)
    most = None if replications is None else whole_number("replications", replications, 1)
    n_threads = 0 if threads is None else whole_number("threads", threads, 1, 2**31 - 1)
    path = Path(fspath(output)) if output is not None else None
    total = _core.most_runs_of_stress(one._core, one._promises, shocks, week, most)
    with tqdm(total=total, unit="run", disable=not progress, leave=False) as bar:
        text = _core.run_stress(
            one._core, one._promises, catalogue_folder(), weeks, shocks, whole_number("seed", seed, 0, 2**64 - 1), week, most, n_threads,
            None if path is None else str(path), _command_line(), moves(bar) if progress else None,
        )
    return StressTest(json.loads(text), path)


def open_stress(file: str | PathLike[str]) -> StressTest:
    """Opens the answer that ``townsquare stress`` or :func:`stress` left in a result file.

    Raises
    ------
    ResultFileError
        If the file cannot be read or holds no such answer.
    """
    path = Path(fspath(file))
    text = _core.stored_text(str(path), "stress")
    if text is None:
        raise ResultFileError(f"{path}: a result file without a stress test in it; run `townsquare stress`")
    return StressTest(json.loads(text), path)

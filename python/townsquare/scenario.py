"""Scenarios: what is fixed before a run. Read from TOML files or the catalogue, changed by dotted keys."""

from __future__ import annotations

import operator
import os
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from os import PathLike, fspath
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from townsquare import _core
from townsquare._core import Promise

__all__ = ["Scenario", "ScenarioLike", "list_catalogue", "load"]

#: A value of one key: as in a file (``"8 %"``, ``"26 weeks"``), or a bare number, or a list of either.
Setting: TypeAlias = str | int | float | list[str] | list[int] | list[float]


@dataclass(frozen=True, repr=False)
class Scenario:
    """One resolved scenario: every key of the parameter table has its value.

    Immutable; :meth:`with_` gives a changed copy. Made by :func:`load`.
    """

    _core: _core.Scenario
    _promises: tuple[Promise, ...] = ()

    @property
    def name(self) -> str:
        """Short name, as on the command line (``"stocksy"``)."""
        return self._core.name

    @property
    def title(self) -> str:
        """Title for people."""
        return self._core.title

    @property
    def weeks(self) -> int:
        """Length of a run, in weeks."""
        return self._core.weeks

    @property
    def currency(self) -> str:
        """Currency of all money in this scenario (ISO 4217, ``"USD"``)."""
        return self._core.currency

    @property
    def observed(self) -> str:
        """Name of the platform of which results are kept: the scenario's own, or one of its rivals."""
        return self._core.observed

    def by_platform(self) -> list[Scenario]:
        """The scenario once for each platform in its market, its own first: the same runs, each seen from another."""
        return [Scenario(each, self._promises if i == 0 else ()) for i, each in enumerate(self._core.by_platform())]

    @property
    def promises(self) -> pd.DataFrame:
        """What its file promises (``[promises.NAME]``).

        Returns
        -------
        pandas.DataFrame
            Indexed by the promise's name, with ``says`` (the sentence for members), ``terms`` (what is checked) and
            ``share_of_runs`` (in how many runs it must be kept, in (0, 1)).
        """
        rows = [(each.name, each.says, each.terms, each.share_of_runs) for each in self._promises]
        return pd.DataFrame(rows, columns=["promise", "says", "terms", "share_of_runs"]).set_index("promise")

    @property
    def toml(self) -> str:
        """The whole scenario as one TOML text without includes; reading it gives the same scenario to the last bit."""
        return self._core.toml

    def describe(self) -> str:
        """The scenario in plain English, as ``townsquare describe`` prints it."""
        return self._core.describe()

    def uncertain(self) -> pd.DataFrame:
        """Assumptions that nobody has measured.

        Returns
        -------
        pandas.DataFrame
            One row per key, with ``low`` and ``high``: the factors between which a replication draws it
            (when ``run.draw_assumptions`` says so).
        """
        return pd.DataFrame(self._core.uncertain_keys(), columns=["key", "low", "high"]).set_index("key")

    def with_(self, settings: Mapping[str, Setting]) -> Scenario:
        """A copy with some keys changed.

        Parameters
        ----------
        settings
            Dotted key to value, in the words of the scenario file:
            ``{"fees.take_rate": "8 %", "run.weeks": "104 weeks"}``.

        Returns
        -------
        Scenario
            The changed copy.

        Raises
        ------
        InvalidScenario
            With everything that is wrong, if a key is unknown or a value has the wrong unit or range.
        """
        return self._changed(overrides_of(settings), [])

    def _changed(self, overrides: list[str], named: list[tuple[str, str]]) -> Scenario:
        if not overrides and not named:
            return self
        return Scenario(_core.read_scenario_text(self.toml, f"{self.name}.toml", overrides, named), self._promises)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.toml == other.toml

    def __hash__(self) -> int:
        return hash(self.toml)

    def __repr__(self) -> str:
        return f"<townsquare.Scenario {self.name!r}: {self.title} ({self.weeks} weeks)>"

    def _repr_html_(self) -> str:
        return (
            f"<p><b>{escape(self.title)}</b> <code>{escape(self.name)}</code>, {self.weeks} weeks</p>"
            f"<details><summary>in plain words</summary><pre>{escape(self.describe())}</pre></details>"
            f"<details><summary>every key</summary><pre>{escape(self.toml)}</pre></details>"
        )


#: Whatever :func:`load` takes: a scenario, a name of the catalogue, or a path of a file.
ScenarioLike: TypeAlias = Scenario | str | PathLike[str]


def load(
    scenario: ScenarioLike, set: Mapping[str, Setting] | None = None, *, weeks: int | None = None
) -> Scenario:
    """Reads a scenario from the catalogue or from a file.

    Parameters
    ----------
    scenario
        A name of the catalogue (see :func:`list_catalogue`), a path of a TOML file, or a scenario.
    set
        Keys to change, as in :meth:`Scenario.with_`; they are the last layer, above file and includes.
    weeks
        Length of a run, short for ``set={"run.weeks": "N weeks"}``.

    Returns
    -------
    Scenario
        The resolved scenario.

    Raises
    ------
    InvalidScenario
        With file, line, column and what is allowed, for everything that is wrong.
    TypeError
        If an argument is of another kind than told here.
    """
    overrides = overrides_of({} if set is None else set)
    named = [] if weeks is None else [(f"run.weeks={whole_number('weeks', weeks, 1)} weeks", f"weeks={weeks}")]
    if isinstance(scenario, Scenario):
        return scenario._changed(overrides, named)
    if not isinstance(scenario, (str, PathLike)):
        raise TypeError(f"a scenario is a name, a path or what townsquare.load gave, not {_kind(scenario)}")
    read, promises = _core.load_scenario(fspath(scenario), catalogue_folder(), overrides, named)
    return Scenario(read, tuple(promises))


def list_catalogue(kind: str | None = None) -> pd.DataFrame:
    """What the catalogue holds.

    Parameters
    ----------
    kind
        Only these: ``"scenarios"`` (for :func:`townsquare.run`), ``"comparisons"`` (for :func:`townsquare.compare`),
        ``"markets"``, ``"constitutions"``, ``"operators"``, ``"attacks"``, ... All by default.

    Returns
    -------
    pandas.DataFrame
        Columns ``kind``, ``name``, ``title`` and ``path``, one row per file.
    """
    table = pd.DataFrame(_core.list_catalogue(catalogue_folder()), columns=["kind", "name", "title", "path"])
    return table if kind is None else table[table["kind"] == kind].reset_index(drop=True)


def overrides_of(settings: Mapping[str, Setting]) -> list[str]:
    """Settings as ``key=value`` of the command line."""
    if not isinstance(settings, Mapping):
        raise TypeError(f'settings map keys to values, as in {{"fees.take_rate": "8 %"}}, and are not {_kind(settings)}')
    for key in settings:
        if not isinstance(key, str):
            raise TypeError(f"a key is text such as 'fees.take_rate', not {_kind(key)}")
    return [f"{key}={_toml_value(value)}" for key, value in settings.items()]


def _toml_value(value: Setting) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    number = value.item() if hasattr(value, "item") else value  # numbers of numpy too
    if isinstance(number, bool):
        return "true" if number else "false"
    if not isinstance(number, (int, float)):
        raise TypeError(f"a value is text such as '8 %', a number or a list of these, not {_kind(value)}")
    return repr(number)


def whole_number(name: str, value: object, least: int, most: int = 2**32 - 1) -> int:
    """A whole number from `least` to `most`; anything else is told by the name of its argument."""
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {_kind(value)}") from None
    if not least <= number <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}, not {number}")
    return number


def _kind(value: object) -> str:
    return f"{value!r} ({type(value).__name__})"


def catalogue_folder() -> str:
    """The folder named by TOWNSQUARE_CATALOGUE, else the catalogue that came with the package."""
    return os.environ.get("TOWNSQUARE_CATALOGUE") or str(Path(__file__).parent / "catalogue")

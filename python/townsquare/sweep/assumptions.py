"""Assumptions that nobody has measured, as factors of a study."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from townsquare.scenario import ScenarioLike, load
from townsquare.sweep.errors import StudyError
from townsquare.sweep.factor import Factor, _number

__all__ = ["free_factors"]


def free_factors(scenario: ScenarioLike, keys: Sequence[str] | None = None) -> list[Factor]:
    """Factors over the ranges of assumptions without evidence, as the scenario states them.

    Parameters
    ----------
    scenario
        As in :func:`townsquare.run`.
    keys
        Which; all of :meth:`Scenario.uncertain` unless said. Set ``run.draw_assumptions`` to ``"no"`` in the study, or each
        replication draws them once more.

    Returns
    -------
    list of Factor
        Each from the scenario's value times the low end of its range to times the high end.
    """
    chosen = load(scenario)
    ranges = chosen.uncertain()
    text = tomllib.loads(chosen.toml)
    factors = []
    for key in ranges.index if keys is None else keys:
        if key not in ranges.index:
            raise StudyError(f"{key!r} is no assumption without evidence of this scenario; Scenario.uncertain() lists them")
        value = _value_at(text, str(key))
        number, unit = _number(str(key), value)
        ends = [number * float(ranges[end].to_dict()[key]) for end in ("low", "high")]
        if number == 0:
            continue
        whole = isinstance(value, int) or unit == "weeks"
        low, high = (round(end) if whole else end for end in sorted(ends))
        if low < high:
            factors.append(Factor(str(key), low=f"{low} {unit}" if unit else low, high=f"{high} {unit}" if unit else high))
    return factors


def _value_at(text: dict[str, Any], key: str) -> Any:
    found: Any = text
    for part in key.split("."):
        found = found[part]
    return found["value"] if isinstance(found, dict) else found

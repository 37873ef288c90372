"""Points of a study as scenarios: which keys each sets, and the identity that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from townsquare import _core
from townsquare.errors import InvalidScenario
from townsquare.scenario import Scenario, overrides_of
from townsquare.sweep.errors import StudyError
from townsquare.sweep.factor import Factor

__all__ = ["Changes", "changes_of", "resolve", "scenarios_of"]

#: What a point changes: text of a base scenario, and (``key=value``, words for messages) in order.
Changes = tuple[str, tuple[tuple[str, str], ...]]


def changes_of(base: str, scenarios: Mapping[str, str], factors: Sequence[Factor], labels: Sequence[str]) -> Changes:
    """What a point changes in the base scenario. `scenarios` has the text of each level of the factor ``scenario``."""
    changes: list[tuple[str, str]] = []
    for factor, label in zip(factors, labels, strict=True):
        if factor.key == "scenario":
            base = scenarios[label]
            continue
        told = f"factor {factor.key} = {label}"
        changes.extend((text, told) for text in overrides_of(factor.settings_of(label)))
    return base, tuple(changes)


@lru_cache(maxsize=4096)
def resolve(changes: Changes) -> Scenario:
    """The scenario of a point. *Errors*: InvalidScenario."""
    base, named = changes
    return Scenario(_core.read_scenario_text(base, "study.toml", [], list(named)))


def scenarios_of(points: Iterable[Changes]) -> Iterable[Scenario]:
    """The scenarios of all points, before anything runs. *Errors*: StudyError with the first point that cannot be run."""
    for i, point in enumerate(points):
        try:
            yield resolve(point)
        except InvalidScenario as error:
            setting = ", ".join(told.removeprefix("factor ") for told in dict.fromkeys(t for _, t in point[1]))
            raise StudyError(f"point {i} of the study ({setting}) is no valid scenario:\n{error}") from error



"""A study as a TOML file: the same words as in Python, with the same meaning. See docs/studies.md."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from townsquare.scenario import Setting, overrides_of
from townsquare.sweep.design import Design
from townsquare.sweep.errors import StudyError
from townsquare.sweep.factor import Factor

if TYPE_CHECKING:
    from townsquare.sweep.study import Study

__all__ = ["read_study_file", "study_text"]

_TOP = {"title": str, "scenario": str, "replications": int, "seed": int, "outcomes": list, "series": list, "every": int,
        "set": dict, "design": dict, "factor": list}
_DESIGN = {"kind": str, "points": int, "seed": int, "second_order": bool, "levels": int}
_FACTOR = {"key": str, "name": str, "levels": (list, dict), "low": (str, int, float), "high": (str, int, float), "scale": str}


def read_study_file(path: Path) -> dict[str, Any]:
    """The arguments of :class:`townsquare.Study` that a file stands for. *Errors*: StudyError, FileNotFoundError."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudyError(f"{path}: this is not TOML: {error}") from error
    _check(path, "the study", found, _TOP)
    for needed in ("scenario", "factor"):
        if needed not in found:
            raise StudyError(f"{path}: a study needs `{needed}`" + (", as in [[factor]]" if needed == "factor" else ""))
    words = dict(found)
    factors = words.pop("factor")
    for i, each in enumerate(factors):
        _check(path, f"[[factor]] number {i + 1}", each, _FACTOR, ("key",))
        if isinstance(each.get("levels"), dict):
            each["levels"] = {label: _flat(level) if isinstance(level, dict) else level for label, level in each["levels"].items()}
        if each["key"] == "scenario":
            each["levels"] = _scenario_levels(path, each.get("levels", {}))
    words["factors"] = [Factor(**each) for each in factors]
    design = words.pop("design", {})
    _check(path, "[design]", design, _DESIGN)
    words["design"] = Design(**design)
    words["set"] = _flat(words.get("set", {}))
    words["scenario"] = _beside(path, words["scenario"])
    return words


def _beside(path: Path, scenario: str) -> str:
    """A file is looked for beside the study, a name in the catalogue."""
    file = path.parent / scenario
    return str(file) if scenario.endswith(".toml") and file.exists() else scenario


def _scenario_levels(path: Path, levels: Any) -> dict[str, str]:
    pairs = levels.items() if isinstance(levels, dict) else [(each, each) for each in levels]
    return {str(label): _beside(path, str(scenario)) for label, scenario in pairs}


def _check(path: Path, where: str, found: Any, kinds: Mapping[str, Any], needed: tuple[str, ...] = ()) -> None:
    import difflib

    if not isinstance(found, dict):
        raise StudyError(f"{path}: {where} must be a table of keys and values")
    for key, value in found.items():
        if key not in kinds:
            near = difflib.get_close_matches(key, list(kinds), 1)
            hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(kinds)}"
            raise StudyError(f"{path}: unknown key `{key}` in {where}; {hint}")
        if not isinstance(value, kinds[key]) or (isinstance(value, bool) and kinds[key] is not bool):
            raise StudyError(f"{path}: `{key}` in {where} cannot be {value!r}")
    for key in needed:
        if key not in found:
            raise StudyError(f"{path}: {where} needs `{key}`")


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Setting]:
    """Tables within tables as dotted keys."""
    flat: dict[str, Setting] = {}
    for key, value in table.items():
        flat.update(_flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value})
    return flat


def study_text(study: Study, scenario: str, replaced: Mapping[str, str] | None = None) -> str:
    """The study as TOML. `replaced` renames levels of the factor ``scenario`` to files."""
    lines = [
        f"title = {_text(study.title)}", f"scenario = {_text(scenario)}", f"replications = {study.replications}",
        f"seed = {study.seed}", f"outcomes = {_value(study.outcomes)}", f"series = {_value(study.series)}",
        f"every = {study.every}", "",
    ]
    if study.settings and replaced is None:
        lines += ["[set]", *_pairs(study.settings), ""]
    design = study.design
    lines += ["[design]", f"kind = {_text(design.kind)}"]
    if design.points is not None:
        lines += [f"points = {design.points}", f"seed = {design.seed}"]
        lines += [f"second_order = {str(design.second_order).lower()}", f"levels = {design.levels}"]
    for factor in study.factors:
        lines += ["", "[[factor]]", f"key = {_text(factor.key)}", f"name = {_text(factor.name)}"]
        if factor.is_range:
            lines += [f"low = {_value(factor.low)}", f"high = {_value(factor.high)}", f"scale = {_text(factor.scale)}"]
        elif factor.key == "scenario" and replaced is not None:
            lines += [f"levels = {{ {', '.join(f'{_text(label)} = {_text(file)}' for label, file in replaced.items())} }}"]
        elif isinstance(factor.levels, Mapping):
            lines += [f"levels = {{ {', '.join(_level(label, level) for label, level in factor.levels.items())} }}"]
        else:
            lines += [f"levels = {_value(factor.levels)}"]
    return "\n".join(lines) + "\n"


def _level(label: str, level: Any) -> str:
    if not isinstance(level, Mapping):
        return f"{_text(label)} = {_value(level)}"
    return f"{_text(label)} = {{ {', '.join(_pairs(level))} }}"


def _pairs(settings: Mapping[str, Setting]) -> list[str]:
    return [f"{_text(key)} = {_value(value)}" for key, value in settings.items()]


def _text(word: str) -> str:
    return _value(word)


def _value(value: Any) -> str:
    """A value as TOML writes it."""
    return overrides_of({"x": list(value) if isinstance(value, tuple) else value})[0].removeprefix("x=")

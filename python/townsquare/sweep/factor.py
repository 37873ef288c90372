"""Factors: what a study varies. A key of the scenario over levels or over a range, or named bundles of keys."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from townsquare.scenario import Setting
from townsquare.sweep.errors import StudyError

__all__ = ["Factor", "Level"]

#: A level of a factor: a value of its key, or under a name a bundle of keys with their values.
Level = Setting | Mapping[str, Setting]

_NUMBER = re.compile(r"\s*([-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*)")
_TIMES = {"k": 1e3, "M": 1e6}


@dataclass(frozen=True)
class Factor:
    """One thing that a study varies.

    Parameters
    ----------
    key
        Dotted key of the scenario (``"fees.take_rate"``, ``"governance.spending.rule"``, ``"shocks.demand.size"``), or
        ``"scenario"`` to vary the whole scenario, or any name if the levels are bundles.
    levels
        Values of the key as in a scenario file; or a mapping from labels to bundles of keys with their values. Sampled
        designs cut the unit interval into as many equal parts as there are levels.
    low, high
        Instead of levels: the ends of a range, written in one unit. Whole numbers (and weeks, and cents) stay whole.
    scale
        ``"linear"``, or ``"log"`` for equal ratios; both ends are then above 0.
    name
        How results call it; the last part of the key unless two factors share that.
    """

    key: str
    levels: Sequence[Setting] | Mapping[str, Level] | None = None
    low: Setting | None = None
    high: Setting | None = None
    scale: str = "linear"
    name: str = ""
    _labels: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _bundles: tuple[Mapping[str, Setting], ...] = field(init=False, repr=False, compare=False)
    _range: _Range | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        has_range = self.low is not None or self.high is not None
        if has_range == (self.levels is not None):
            raise StudyError(f"factor {self.key!r} needs either levels or both low and high")
        labels, bundles = ((), ()) if self.levels is None else _levels(self.key, self.levels)
        if self.key == "scenario" and len(set(labels)) < len(labels):
            raise StudyError("a scenario stands twice among the levels of factor 'scenario': give them labels, {label: scenario}")
        object.__setattr__(self, "_labels", labels)
        object.__setattr__(self, "_bundles", bundles)
        object.__setattr__(self, "_range", _range(self.key, self.low, self.high, self.scale) if has_range else None)

    @property
    def is_range(self) -> bool:
        """Whether it has ends rather than levels."""
        return self._range is not None

    @property
    def labels(self) -> tuple[str, ...]:
        """Levels as text, in order; none of a range."""
        return self._labels

    def label_at(self, position: float) -> str:
        """The level at a position in [0, 1), as text."""
        if self._range is not None:
            return self._range.text_at(position)
        return self._labels[min(int(position * len(self._labels)), len(self._labels) - 1)]

    def settings_of(self, label: str) -> Mapping[str, Setting]:
        """Keys and values that a level sets. *Errors*: StudyError if there is no such level."""
        if self._range is not None:
            return {self.key: self._range.setting_of(label)}
        if label not in self._labels:
            raise StudyError(f"factor {self.name or self.key!r} has no level {label!r}; it has {', '.join(self._labels)}")
        return self._bundles[self._labels.index(label)]

    def numbers_of(self, labels: Sequence[str]) -> tuple[list[float], str] | None:
        """Labels as numbers of one unit, and the unit; None if they are words, or differ in unit."""
        parts = [_NUMBER.fullmatch(label) for label in labels]
        units = {part.group(2).strip().replace("weeks", "week") for part in parts if part is not None}
        if None in parts or len(units) != 1:
            return None
        return [float(part.group(1).replace("_", "")) for part in parts if part is not None], units.pop()


@dataclass(frozen=True)
class _Range:
    low: float
    high: float
    unit: str  # behind the number; empty for bare ones
    decimals: int | None  # 0: whole; None: as they come
    is_log: bool

    def text_at(self, position: float) -> str:
        if self.is_log:
            number = math.exp(math.log(self.low) + position * (math.log(self.high) - math.log(self.low)))
        else:
            number = self.low + position * (self.high - self.low)
        text = f"{number:.12g}" if self.decimals is None else f"{number:.{self.decimals}f}"
        return f"{text} {self.unit}".strip()

    def setting_of(self, label: str) -> Setting:
        if self.unit:
            return label
        return int(label) if self.decimals == 0 else float(label)


def _range(key: str, low: Setting | None, high: Setting | None, scale: str) -> _Range:
    if low is None or high is None:
        raise StudyError(f"factor {key!r} needs either levels or both low and high")
    (a, unit), (b, other) = _number(key, low), _number(key, high)
    if unit != other:
        raise StudyError(f"low and high of factor {key!r} must be in one unit, not {low!r} and {high!r}")
    if not a < b:
        raise StudyError(f"factor {key!r} has low {low!r}, which is not below high {high!r}")
    if scale not in ("linear", "log"):
        raise StudyError(f'scale of factor {key!r} is "linear" or "log", not {scale!r}')
    if scale == "log" and a <= 0:
        raise StudyError(f"factor {key!r} with scale log needs low above 0, not {low!r}")
    is_whole = unit == "weeks" or (isinstance(low, int) and isinstance(high, int))
    is_money = re.fullmatch(r"[A-Z]{3}(/week)?", unit) is not None
    return _Range(a, b, unit, 0 if is_whole else 2 if is_money else None, scale == "log")


def _number(key: str, value: Setting) -> tuple[float, str]:
    """A number in the unit that values are kept in: weeks rather than years, USD rather than k USD."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value), ""
    part = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if part is None:
        raise StudyError(f'ends of factor {key!r} are numbers with their unit, as in "8 %", not {value!r}')
    number, unit = float(part.group(1).replace("_", "")), part.group(2).strip()
    if unit in ("year", "years"):
        number, unit = number * 52, "weeks"
    thousand = re.fullmatch(r"([kM])\s*(\S.*)", unit)
    if thousand:
        number, unit = number * _TIMES[thousand.group(1)], thousand.group(2)
    return number, "weeks" if unit == "week" else unit


def _levels(key: str, levels: Sequence[Setting] | Mapping[str, Level]) -> tuple[tuple[str, ...], tuple[Mapping[str, Setting], ...]]:
    if isinstance(levels, Mapping):
        labels = tuple(str(label) for label in levels)
        bundles = tuple(dict(each) if isinstance(each, Mapping) else {key: each} for each in levels.values())
    elif isinstance(levels, Sequence) and not isinstance(levels, str):
        labels = tuple(_label(key, each) for each in levels)
        bundles = tuple({key: each} for each in levels)
    else:
        raise StudyError(f"levels of factor {key!r} are a list, or a mapping from labels to keys and values, not {levels!r}")
    if not labels:
        raise StudyError(f"factor {key!r} has no level: write at least one")
    return labels, bundles


def _label(key: str, value: object) -> str:
    if isinstance(value, Mapping):
        raise StudyError(f"bundles of keys need labels: levels of factor {key!r} = {{label: {value!r}, ...}}")
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_label(key, each) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    item = value.item() if hasattr(value, "item") else value
    return item if isinstance(item, str) else repr(item)

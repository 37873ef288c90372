"""What can go wrong, as exceptions."""

from __future__ import annotations

from townsquare._core import InvalidScenario, ResultFileError

__all__ = ["InvalidScenario", "ResultFileError"]

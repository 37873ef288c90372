"""What can go wrong, as exceptions."""

from __future__ import annotations

from townsquare._core import InvalidScenario, StudyStopped

__all__ = ["InvalidScenario", "StudyStopped"]

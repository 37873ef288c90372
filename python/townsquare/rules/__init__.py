"""The engine's rules as pure functions of arrays, for tests, teaching and comparison with other programs."""

from __future__ import annotations

from townsquare.rules import voting

__all__ = ["voting"]

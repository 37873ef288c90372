"""What can go wrong, as exceptions."""

from __future__ import annotations

from townsquare._core import InvalidScenario, ResultFileError

__all__ = ["InvalidScenario", "ResultFileError"]

InvalidScenario.__doc__ = """A scenario cannot be read: the text tells all that is wrong, each with file, line and column."""
ResultFileError.__doc__ = """A result file cannot be written or read: the text names the file and the reason."""

"""What can go wrong with a study, as exceptions with one clear sentence each."""

from __future__ import annotations

__all__ = ["StudyError", "StudyFolderError"]


class StudyError(ValueError):
    """A study cannot be made or analysed as asked: the text says what is wrong and what to write instead."""


class StudyFolderError(OSError):
    """A folder of runs cannot be used: it is in use, cannot be written, or holds runs of another study or engine."""

"""Studies over many points of some factors: designed, run anywhere, survived, opened and analysed."""

from __future__ import annotations

from townsquare.sweep.assumptions import free_factors
from townsquare.sweep.contrast import Robustness
from townsquare.sweep.design import Design
from townsquare.sweep.discovery import Discovery
from townsquare.sweep.errors import StudyError, StudyFolderError
from townsquare.sweep.factor import Factor
from townsquare.sweep.plan import Plan
from townsquare.sweep.results import Status, StudyResults, open_study
from townsquare.sweep.study import Study

__all__ = [
    "Design", "Discovery", "Factor", "Plan", "Robustness", "Status", "Study", "StudyError", "StudyFolderError", "StudyResults",
    "free_factors", "open_study",
]

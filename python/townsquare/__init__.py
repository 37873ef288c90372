"""Townsquare: marketplaces owned by their members, simulated beside the same market run for profit.

>>> import townsquare as ts
>>> ts.run("stocksy", replications=50)
>>> ts.compare("stocksy", "shutterstock-schedule", replications=200).effects()
"""

from __future__ import annotations

from townsquare import rules
from townsquare._core import __version__
from townsquare.errors import InvalidScenario, ResultFileError
from townsquare.launch import launch_frontier
from townsquare.power import PowerMeasures, power
from townsquare.record import RecordCheck
from townsquare.result import Comparison, Result, open_result
from townsquare.scenario import Scenario, list_catalogue, load
from townsquare.stress import StressTest, open_stress, stress
from townsquare.study import compare, run
from townsquare.sweep import Design, Factor, Study, StudyError, StudyFolderError, StudyResults, free_factors, open_study

__all__ = [
    "Comparison",
    "Design",
    "Factor",
    "InvalidScenario",
    "PowerMeasures",
    "RecordCheck",
    "Result",
    "ResultFileError",
    "Scenario",
    "StressTest",
    "Study",
    "StudyError",
    "StudyFolderError",
    "StudyResults",
    "__version__",
    "compare",
    "free_factors",
    "launch_frontier",
    "list_catalogue",
    "load",
    "open_result",
    "open_stress",
    "open_study",
    "power",
    "rules",
    "run",
    "stress",
]

"""What the tests of studies share: tiny worlds, and an engine whose outcome is a sum that one can check by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import townsquare as ts
import xarray as xr
from townsquare import _core

#: A world that runs in a millisecond.
TINY: dict[str, str | int] = {"run.weeks": "12 weeks", "market.buyers": 100, "market.sellers": 60, "growth.founding_sellers": 40}

FACTORS = {"fees.take_rate": ["30 %", "45 %"], "market.match_weight": [2, 3, 4]}

#: Weights of the linear toy; `market.match_weight` in [0, 1] and so on.
WEIGHTS = {"market.match_weight": 4.0, "market.quality_weight": 2.0, "market.taste_spread": 1.0}
PLACE = [name for name, _, _ in _core.outcomes()].index("gmv_total")


def toy_of(function: Callable[..., float]) -> Callable[..., Any]:
    """In place of the engine: gmv_total is a function of the three keys, the same in all replications."""

    def run_list(scenarios: Any, seed: int, jobs: Any, *others: Any) -> Any:
        found = toy_run_list(scenarios, seed, jobs, *others)
        for i, (scenario, _) in enumerate(jobs):
            found["outcomes"][i, PLACE] = function(*(value_of(scenarios[scenario].toml, key) for key in WEIGHTS))
        return found

    return run_list


def toy_run_list(scenarios: Any, seed: int, jobs: Any, metrics: Any, every: int, n_columns: int, threads: int, progress: Any) -> Any:
    """In place of the engine: gmv_total is a weighted sum of three keys, and luck common to all points."""
    n = len(jobs)
    outcomes = np.zeros((n, len(_core.outcomes())))
    for i, (scenario, replication) in enumerate(jobs):
        outcomes[i, PLACE] = sum(weight * value_of(scenarios[scenario].toml, key) for key, weight in WEIGHTS.items()) + replication
    return {
        "is_done": np.ones(n, dtype=bool), "failures": [""] * n, "fingerprints": np.arange(n, dtype=np.uint64),
        "outcomes": outcomes, "series": np.empty((n, 0)), "stopped_by": None}


def value_of(text: str, key: str) -> float:
    name = key.split(".")[1]
    found = re.search(rf'^{name} = (?:\{{ value = )?"?([-\d.e]+)', text, re.MULTILINE)
    assert found is not None
    return float(found.group(1))


def study(replications: int = 4, **changed: Any) -> ts.Study:
    """Six points in the tiny world."""
    return ts.Study("stocksy", changed.pop("factors", FACTORS), replications=replications, set={**TINY, **changed.pop("set", {})}, **changed)


def outcomes_of(result: ts.StudyResults) -> xr.Dataset:
    """Everything of the runs that must not depend on how they were run."""
    return result.ds.drop_vars("shard").drop_attrs().compute()

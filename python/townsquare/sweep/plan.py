"""What a study will cost, and how sure its answers will be, before it runs."""

from __future__ import annotations

import math
import os
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from townsquare import _core
from townsquare.sweep.errors import StudyError
from townsquare.sweep.folder import look_through
from townsquare.sweep.points import scenarios_of
from townsquare.sweep.store import missing_runs

if TYPE_CHECKING:
    from townsquare.sweep.study import Study

__all__ = ["Plan", "make_plan"]


@dataclass(frozen=True)
class Plan:
    """Cost and precision of a study.

    Attributes
    ----------
    points, replications, runs
        How many of each; `runs_left` of them are not in the folder yet.
    cpu_hours
        Of one core, for the runs that are left; `hours` on all cores of this machine.
    bytes_on_disk
        Of all runs when the study is done.
    widths
        Indexed by outcome: ``mean`` of the pilot, ``half_width`` of the expected 95 % interval of a point's mean.
    """

    points: int
    replications: int
    runs: int
    runs_left: int
    cpu_hours: float
    hours: float
    bytes_on_disk: int
    widths: pd.DataFrame

    def __str__(self) -> str:
        lines = [
            f"{self.points} points x {self.replications} replications = {self.runs} runs, {self.runs_left} of them to be run",
            f"about {_time(self.cpu_hours)} of one core, {_time(self.hours)} on this machine; {self.bytes_on_disk / 1e6:.3g} MB on disk",
        ]
        for name, row in self.widths.iterrows():
            lines.append(f"{name}: mean of a point known to +- {row['half_width']:.3g} ({row['unit']}; pilot's mean {row['mean']:.3g})")
        return "\n".join(lines)


def make_plan(study: Study, folder: Path | None, pilot: int) -> Plan:
    """Times `pilot` runs: up to eight replications, for the spread within a point, at points spread over the design."""
    n_replications = max(2, min(pilot // 2, 8))
    n_points = max(1, min(study.n_points, pilot // n_replications))
    chosen = sorted({round(i) for i in np.linspace(0, study.n_points - 1, n_points)})
    jobs = [(i, r) for r in range(n_replications) for i in range(len(chosen))]
    ids, changes = study.ids, study.changes
    began = time.process_time()
    found = _core.run_list(
        [each._core for each in scenarios_of(changes[i] for i in chosen)], study.seed, jobs, [], 1, 0, 0, None)
    seconds = (time.process_time() - began) / len(jobs)
    failed = [why for why in found["failures"] if why]
    if failed:
        raise StudyError(f"a run of the pilot failed: {failed[0]}")

    if folder is None or not (folder / "shards").exists():
        left = len(set(ids)) * study.replications
    else:
        left = len(missing_runs(ids, study.seed, study.replications, look_through(folder)))
    values = found["outcomes"].reshape(n_replications, len(chosen), -1)
    hours = seconds * left / 3600
    return Plan(
        study.n_points, study.replications, study.n_points * study.replications, left, hours, hours / (os.cpu_count() or 1),
        len(set(ids)) * study.replications * study.layout.dtype.itemsize, _widths(study, values))


def _widths(study: Study, values: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Expected half-widths from the spread of replications within the points of the pilot."""
    n = study.replications
    per_sd = _half_width_per_sd(n)
    rows = []
    for i, (name, unit, _) in enumerate(_core.outcomes()):
        if study.outcomes and name not in study.outcomes:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # an outcome that no run of the pilot has
            variance = float(np.nanmean(np.nanvar(values[:, :, i], axis=0, ddof=1)))
            mean = float(np.nanmean(values[:, :, i]))
        rows.append((name, mean, math.sqrt(variance) * per_sd, unit.replace("currency", study.base.currency)))
    return pd.DataFrame(rows, columns=["outcome", "mean", "half_width", "unit"]).set_index("outcome")


def _half_width_per_sd(n: int) -> float:
    """Half of Student's 95 % interval of a mean of n values, over their standard deviation."""
    if n < 2:
        return math.inf
    values = np.arange(n, dtype=np.float64)
    _, low, high = _core.mean_of(values)
    return (high - low) / 2 / float(values.std(ddof=1))


def _time(hours: float) -> str:
    if hours < 1 / 60:
        return f"{3600 * hours:.1f} s"
    return f"{60 * hours:.1f} min" if hours < 1 else f"{hours:.1f} h"

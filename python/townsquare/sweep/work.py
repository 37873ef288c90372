"""The work of one batch: runs of some points, written to the shard of this process. Imported by workers."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from townsquare import _core
from townsquare.sweep.errors import StudyError
from townsquare.sweep.identity import point_id, run_id
from townsquare.sweep.points import Changes, resolve
from townsquare.sweep.shard import Layout, ShardWriter

__all__ = ["Batch", "Receipt", "work"]


@dataclass(frozen=True)
class Batch:
    """Runs that are done together: small enough to travel, about half a minute of work."""

    folder: str
    layout: Layout
    seed: int
    points: tuple[tuple[Changes, bytes], ...]  # what each point changes, and its identity
    runs: tuple[tuple[int, int], ...]  # (place in `points`, replication)
    threads: int = 1


@dataclass
class Receipt:
    """What travels back: no results, these are in the shard."""

    n_done: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)  # (place in `runs`, why)
    seconds: float = 0.0
    stopped_by: BaseException | None = None


_own = threading.local()


def work(batch: Batch, progress: Callable[[int], None] | None = None) -> Receipt:
    """Does a batch and flushes it. *Errors*: StudyError if this machine reads a point otherwise; StudyFolderError."""
    began = time.monotonic()
    scenarios = []
    for changes, identity in batch.points:
        scenario = resolve(changes)
        if point_id(scenario.toml) != identity:
            raise StudyError(
                f"this worker (Townsquare {_core.__version__}, revision {_core.build_stamp()['git_revision'][:12]}) reads a point "
                "of the study otherwise than the driver: both need the same version")
        scenarios.append(scenario._core)
    names = [name for name, _, _ in _core.weekly_metrics()]
    layout = batch.layout
    found = _core.run_list(
        scenarios, batch.seed, list(batch.runs), [names.index(each) for each in layout.series], layout.every, layout.columns,
        batch.threads, progress)
    done = np.flatnonzero(found["is_done"])
    receipt = Receipt(len(done), [(i, why) for i, why in enumerate(found["failures"]) if why], stopped_by=found["stopped_by"])
    if len(done):
        runs = [batch.runs[i] for i in done]
        ids = [run_id(batch.points[p][1], batch.seed, r) for p, r in runs]
        kept = {name: found[name][done] for name in ("fingerprints", "outcomes", "series")}
        _shard(batch).append(ids, [r for _, r in runs], kept)
    receipt.seconds = time.monotonic() - began
    return receipt


def _shard(batch: Batch) -> ShardWriter:
    """The shard of this thread of this process; a child made by a fork begins one of its own."""
    key = (os.getpid(), batch.folder, batch.layout)
    if getattr(_own, "key", None) != key:
        _own.key = key
        _own.writer = ShardWriter(Path(batch.folder) / "shards", batch.layout, "python")
    writer: ShardWriter = _own.writer
    return writer

"""Running what is missing: in this process, or batch after batch on any executor of Python."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from types import FrameType

from townsquare.sweep.errors import StudyError
from townsquare.sweep.folder import note_failures
from townsquare.sweep.identity import run_id
from townsquare.sweep.points import Changes
from townsquare.sweep.shard import Layout
from townsquare.sweep.work import Batch, Receipt, work

__all__ = ["Runner", "require_workers"]

#: How often a batch may lose its worker before its runs are recorded as failed.
_MOST_DEATHS = 3
_EXIT_REQUEUE = 75

Run = tuple[int, int]  # (point, replication)


@dataclass
class Runner:
    """Runs lists of (point, replication) of one study into its folder."""

    folder: Path
    layout: Layout
    seed: int
    changes: Sequence[Changes]
    ids: Sequence[bytes]
    batch_seconds: float
    retries: int
    tell: Callable[[int], None]  # called with the number of runs done so far
    n_done: int = 0
    failed: dict[Run, int] = field(default_factory=dict)

    def in_process(self, runs: Sequence[Run], threads: int) -> None:
        """On the threads of this process, in batches of about `batch_seconds`; Ctrl-C keeps the runs that are complete."""
        todo, width = list(runs), threads or os.cpu_count() or 1
        size = 2 * width
        with _signals():
            while todo:
                now, todo = todo[:size], todo[size:]
                before = self.n_done
                receipt = work(self._batch(now, threads), lambda done, before=before: self.tell(before + done))  # type: ignore[misc]
                todo += self._take(now, receipt)
                if receipt.stopped_by is not None:
                    raise receipt.stopped_by
                per_run = receipt.seconds / max(len(now), 1)
                size = max(width, min(4 * size, math.ceil(self.batch_seconds / max(per_run, 1e-6))))

    def on(self, executor: Executor, runs: Sequence[Run]) -> None:
        """On an executor. *Errors*: BrokenExecutor when it lost a worker; what was flushed is kept."""
        with _signals():
            left = self._submit_all(executor, self._batches(runs, getattr(executor, "_max_workers", None)), {})
        if left:
            raise BrokenExecutor("the executor lost a worker; runs that were written are kept: call run() again with a new executor")

    def in_processes(self, runs: Sequence[Run], processes: int) -> None:
        """In processes of our own; one that dies is replaced and its batch is done again."""
        deaths: dict[Batch, int] = {}
        todo = self._batches(runs, processes)
        with _signals():
            while todo:
                with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _leave_with_parent) as pool:
                    todo = self._submit_all(pool, todo, deaths)
                for batch in [each for each in todo if deaths.get(each, 0) >= _MOST_DEATHS]:
                    todo.remove(batch)
                    why = f"its worker died {_MOST_DEATHS} times while it ran"
                    self._take(self._runs_of(batch), Receipt(0, [(i, why) for i in range(len(batch.runs))]), may_retry=False)

    def _submit_all(self, executor: Executor, batches: Sequence[Batch], deaths: dict[Batch, int]) -> list[Batch]:
        """Keeps the executor busy; gives the batches back that are not done because a worker died."""
        waiting, lost = list(batches), list[Batch]()
        under_way: dict[Future[Receipt], Batch] = {}
        most = 2 * (getattr(executor, "_max_workers", None) or os.cpu_count() or 1) + 2
        try:
            while waiting or under_way:
                while waiting and len(under_way) < most and not lost:
                    try:
                        under_way[executor.submit(work, waiting[0])] = waiting[0]
                    except BrokenExecutor:
                        lost.append(waiting[0])
                    waiting.pop(0)
                if not under_way:
                    break
                for future in wait(under_way, timeout=0.2, return_when=FIRST_COMPLETED).done:
                    batch = under_way.pop(future)
                    try:
                        receipt = future.result()
                        again = self._take(self._runs_of(batch), receipt)
                        if receipt.stopped_by is not None:
                            raise receipt.stopped_by
                        waiting += self._cut(again, len(batch.runs)) if again else []
                    except BrokenExecutor:
                        deaths[batch] = deaths.get(batch, 0) + 1
                        lost.append(batch)
                self.tell(self.n_done)
        except BaseException:
            for future in under_way:
                future.cancel()
            raise
        return lost + waiting

    def _runs_of(self, batch: Batch) -> list[Run]:
        points = [self._point_of[identity] for _, identity in batch.points]
        return [(points[p], r) for p, r in batch.runs]

    def __post_init__(self) -> None:
        self._point_of = {identity: i for i, identity in reversed(list(enumerate(self.ids)))}

    def _take(self, runs: Sequence[Run], receipt: Receipt, may_retry: bool = True) -> list[Run]:
        """Counts a batch; gives back the runs to be tried again."""
        self.n_done += receipt.n_done
        again, lines = [], []
        for place, why in receipt.failures:
            run = runs[place]
            self.failed[run] = self.failed.get(run, 0) + 1
            lines.append({
                "run": run_id(self.ids[run[0]], self.seed, run[1]).hex(), "point": run[0], "replication": run[1],
                "why": why, "utc": datetime.now(timezone.utc).isoformat(timespec="seconds")})
            if may_retry and self.failed[run] <= self.retries:
                again.append(run)
        note_failures(self.folder, lines)
        return again

    def _batches(self, runs: Sequence[Run], workers: int | None) -> list[Batch]:
        """Batches of about `batch_seconds` by one run that is timed here, but enough of them for all workers."""
        if not runs:
            return []
        began = time.process_time()
        again = self._take(runs[:1], work(self._batch(runs[:1], 1)))
        seconds = max(time.process_time() - began, 1e-6)
        rest = [*runs[1:], *again]
        most = math.ceil(len(rest) / (4 * (workers or os.cpu_count() or 1)))
        return self._cut(rest, max(1, min(math.ceil(self.batch_seconds / seconds), most)))

    def _cut(self, runs: Sequence[Run], size: int) -> list[Batch]:
        return [self._batch(runs[i : i + size], 1) for i in range(0, len(runs), size)]

    def _batch(self, runs: Sequence[Run], threads: int) -> Batch:
        points = list(dict.fromkeys(point for point, _ in runs))
        place = {point: i for i, point in enumerate(points)}
        return Batch(
            str(self.folder), self.layout, self.seed, tuple((self.changes[p], self.ids[p]) for p in points),
            tuple((place[p], r) for p, r in runs), threads)


def _leave_with_parent() -> None:
    """Ends a worker whose driver was killed; what it has not flushed is run again later."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _signals() -> Iterator[None]:
    """SIGTERM and SIGUSR1 end the batch and the program with exit code 75, which asks a queue to start it again."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: FrameType | None) -> None:
        raise SystemExit(_EXIT_REQUEUE)

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGUSR1)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def require_workers(processes: int | None, executor: Executor | None, threads: int | None) -> None:
    """*Errors*: StudyError if more than one way to run is asked for."""
    if sum(each is not None for each in (processes, executor, threads)) > 1:
        raise StudyError("give one of threads, processes and executor, not several")

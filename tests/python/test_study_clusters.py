"""Studies on executors of other packages: Dask with a worker killed in mid-sweep, and loky."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest
import xarray as xr
from study_worlds import outcomes_of, study

LONG = {"run.weeks": "30 weeks"}


def kill_when_written(folder: Path, pids: list[int], killed: list[int]) -> None:
    """Kills the first process once two have written."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(folder.glob("shards/*.runs"))) < 3:
        time.sleep(0.002)
    os.kill(pids[0], signal.SIGKILL)
    killed.append(pids[0])


@pytest.mark.slow
def test_a_dask_cluster_that_loses_a_worker_gives_the_runs_of_one_process(tmp_path) -> None:
    distributed = pytest.importorskip("distributed")
    one, killed = study(60, set=LONG), list[int]()
    with distributed.LocalCluster(
            n_workers=4, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path / "dask")
    ) as cluster, distributed.Client(cluster) as client:
        pids = list(client.run(os.getpid).values())
        killer = threading.Thread(target=kill_when_written, args=(tmp_path / "study", pids, killed))
        killer.start()
        result = one.run(tmp_path / "study", executor=client.get_executor(), batch_seconds=0.001, progress=False)
        killer.join()
    assert killed and result.status().complete == 360
    xr.testing.assert_identical(outcomes_of(result), outcomes_of(one.run(tmp_path / "whole", progress=False)))


def test_loky_gives_the_same_runs(whole, tmp_path) -> None:
    loky = pytest.importorskip("loky")
    pool = loky.get_reusable_executor(max_workers=2)
    try:
        result = study().run(tmp_path / "study", executor=pool, batch_seconds=0.01, progress=False)
    finally:
        pool.shutdown()
    xr.testing.assert_identical(outcomes_of(result), outcomes_of(whole))

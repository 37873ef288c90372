"""A study as a Slurm array, on a real Slurm of one node: four tasks, one of which is stopped and takes its turn again."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
import townsquare as ts
import xarray as xr
from slurm_cluster import NEEDED, program as path_of, slurm
from study_worlds import outcomes_of

STUDY = """
scenario = "stocksy"
replications = 150
outcomes = ["gmv_total"]
[set]
run.weeks = "104 weeks"
market.buyers = 2000
market.sellers = 60
growth.founding_sellers = 40
[[factor]]
key = "fees.take_rate"
levels = ["30 %", "45 %"]
"""
PATIENCE = 240  # seconds; a machine may be busy with other things


@pytest.fixture
def cluster(tmp_path: Path):
    missing = [name for name in NEEDED if not path_of(name)]
    if missing or os.geteuid() != 0:
        if os.environ.get("TOWNSQUARE_BUILDS_EXPECTED") and missing:
            pytest.fail(f"./bootstrap test installs slurm-wlm and munge; missing: {', '.join(missing)}")
        pytest.skip("needs Slurm and munge, which ./bootstrap test installs, and root")
    (tmp_path / "slurm").mkdir()
    with slurm(tmp_path / "slurm") as environment:
        yield environment


def told(environment: dict[str, str], *words: str) -> str:
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=True).stdout


def rows(environment: dict[str, str]) -> dict[str, tuple[str, str]]:
    """State and reason of each task that has not ended."""
    return {row.split()[0]: (row.split()[1], row.split()[2]) for row in told(environment, "squeue", "-h", "-r", "-o", "%K %T %r").splitlines()}


@pytest.mark.slow
def test_an_array_of_four_tasks_one_requeued_gives_the_runs_of_one_process(cluster, tmp_path: Path, program: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "townsquare").symlink_to(program.resolve())
    environment = {**cluster, "PATH": f"{tmp_path / 'bin'}:{cluster['PATH']}"}
    (tmp_path / "fees.toml").write_text(STUDY)

    # the script as printed, edited as its head asks
    script = subprocess.run([program, "slurm", "fees.toml", "--shards", "4", "--folder", "fees"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "#SBATCH --array=1-4\n" in script
    (tmp_path / "fees.sbatch").write_text(script.replace("--mem-per-cpu=1G", "--mem-per-cpu=400M"))
    job = subprocess.run(["sbatch", "--parsable", "fees.sbatch"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    # the first task is told that its time is over, as Slurm does before its limit
    deadline = time.monotonic() + PATIENCE
    while not list((tmp_path / "fees").glob("shards/*.runs")) or rows(environment).get("1", ("", ""))[0] != "RUNNING":
        assert time.monotonic() < deadline, rows(environment)
        time.sleep(0.1)
    stopping = subprocess.Popen(["scancel", "--signal=USR1", f"{job}_1"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    was_requeued = False
    while left := rows(environment):
        assert time.monotonic() < deadline, left
        if left.get("1", ("", ""))[1] == "BeginTime":
            # a requeued task waits for two minutes; the operator lets it begin
            was_requeued = True
            subprocess.run(["scontrol", "update", f"JobId={job}_1", "StartTime=now"], env=environment, capture_output=True, timeout=60)
        time.sleep(0.5)
    stopping.wait(timeout=PATIENCE)
    assert was_requeued, (tmp_path / f"fees-{job}_1.log").read_text()

    merged = subprocess.run([program, "merge", "fees"], cwd=tmp_path, capture_output=True, text=True)
    assert merged.returncode == 0, merged.stderr
    result = ts.open_study(tmp_path / "fees")
    assert result.status().complete == 300 and result.status().failed == 0
    whole = ts.Study.from_toml(tmp_path / "fees.toml").run(tmp_path / "whole", progress=False)
    xr.testing.assert_identical(outcomes_of(result), outcomes_of(whole))

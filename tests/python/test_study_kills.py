"""Two hundred kills at random moments of a sweep: whatever was written stays, and the study ends as if nothing had happened."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
import townsquare as ts
import xarray as xr
from study_worlds import outcomes_of, study
from townsquare.sweep.shard import read_shard

KILLS = 200


def records_of(folder: Path) -> set[bytes]:
    """All records that are whole."""
    shards = [read_shard(each) for each in (folder / "shards").glob("*.runs")]
    return {record.tobytes() for shard in shards if shard is not None for record in shard.records()}


@pytest.mark.slow
def test_200_kills_at_random_moments_lose_nothing_that_was_written(program, tmp_path: Path) -> None:
    moments, kills, replications = random.Random(200), 0, 300
    kept: set[bytes] = set()
    counts: list[int] = []
    while kills < KILLS:
        # a machine that is too fast for this many kills is given more to do
        study(replications, set={"run.weeks": "30 weeks"}).write(tmp_path / "fees.toml")
        process = subprocess.Popen([program, "sweep", tmp_path / "fees.toml", "--batch", "0", "--threads", "2", "--quiet"], stdout=subprocess.DEVNULL)
        try:
            assert process.wait(timeout=moments.uniform(0.01, 0.12)) == 0
            replications += 100
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        if not (tmp_path / "fees" / "shards").exists():
            continue
        now = records_of(tmp_path / "fees")
        assert kept <= now
        kept = now
        counts.append(len(now))
        if kills % 50 == 0:
            assert ts.open_study(tmp_path / "fees").status().complete == len(now)
    assert len(set(counts)) > KILLS / 4  # kills came while runs were written, not only before
    last = study(replications, set={"run.weeks": "30 weeks"})
    xr.testing.assert_identical(outcomes_of(last.run(tmp_path / "fees", progress=False)), outcomes_of(last.run(tmp_path / "whole", progress=False)))

"""The program without Python: the same study file, the same runs, the same folder."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
import townsquare as ts
import xarray as xr
from study_worlds import FACTORS, TINY, outcomes_of, study
from townsquare.sweep.folder import driver_lock
from townsquare.sweep.shard import read_shard


@pytest.fixture
def file(tmp_path) -> Path:
    study().write(tmp_path / "fees.toml")
    return tmp_path / "fees.toml"


def sweep(program: Path, *words: object, command: str = "sweep", code: int = 0, **environment: str) -> str:
    done = subprocess.run(
        [program, command, *map(str, words)], capture_output=True, text=True, timeout=120, env={**os.environ, **environment})
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + re.sub(r"\s+", " ", done.stderr)


def records_of(folder: Path) -> bytes:
    """All records, in the order of their identities."""
    shards = [read_shard(each) for each in (folder / "shards").iterdir()]
    return b"".join(sorted(record.tobytes() for shard in shards if shard is not None for record in shard.records()))


def test_the_program_writes_what_python_writes_to_the_bit(program, file, whole) -> None:
    assert "24 runs done" in sweep(program, file)
    folder = file.parent / "fees"
    assert records_of(folder) == records_of(whole.folder)
    xr.testing.assert_identical(outcomes_of(ts.open_study(folder)), outcomes_of(whole))


def test_each_goes_on_where_the_other_stopped(program, file, whole) -> None:
    folder = file.parent / "fees"
    study(2).run(folder, progress=False)
    assert "12 runs done, 12 in" in sweep(program, file)
    assert "0 runs done, 24 in" in sweep(program, folder)
    more = {**FACTORS, "fees.take_rate": ["30 %", "40 %", "45 %"]}
    grown = study(4, factors=more)
    assert grown.plan(folder).runs_left == 12
    xr.testing.assert_identical(
        outcomes_of(grown.run(folder, progress=False)).sel(take_rate=[30, 45]), outcomes_of(whole))


def test_shards_are_disjoint_and_merge_into_one(program, file, whole) -> None:
    folder = file.parent / "there"
    for k in (1, 2, 3, 4):
        slurm = {"SLURM_ARRAY_TASK_ID": str(k - 1), "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "0"}
        words, environment = (["--shard", f"{k}/4"], {}) if k % 2 else (["--shard", "auto"], slurm)
        assert f"part {k} of 4: 6 runs done" in sweep(program, file, "--folder", folder, *words, **environment)
    before = records_of(folder)
    assert len(list((folder / "shards").iterdir())) == 4
    assert "24 runs in" in sweep(program, folder, command="merge")
    assert len(list((folder / "shards").iterdir())) == 1 and records_of(folder) == before
    xr.testing.assert_identical(outcomes_of(ts.open_study(folder)), outcomes_of(whole))


def test_series_samples_bundles_and_scenarios_mean_the_same(program, tmp_path) -> None:
    factors = [
        ts.Factor("fees.take_rate", low="26 %", high="50 %"), ts.Factor("market.buyers", low=50, high=100),
        ts.Factor("market.need_rate", low="0.1 /week", high="1 /week", scale="log"), ts.Factor("voters.time_cost", ["1 USD", "9.5 USD"]),
        ts.Factor("scenario", ["stocksy", "photo-operator"]), ts.Factor("market.match_weight", low=0.5, high=2.5),
        ts.Factor("slump", {"none, at all": {}, "deep": {"shocks.demand.size": "-50 %", "shocks.demand.week": "2 weeks"}})]
    one = ts.Study("stocksy", factors, design="sobol", points=16, replications=2, set=TINY, series=["gmv"], every=4)
    one.write(tmp_path / "mixed.toml")
    sweep(program, tmp_path / "mixed.toml")
    here = one.run(tmp_path / "python", progress=False)
    assert records_of(tmp_path / "mixed") == records_of(tmp_path / "python")
    assert one.plan(tmp_path / "mixed").runs_left == 0
    found = ts.open_study(tmp_path / "mixed")
    assert (found.ds["slump"] == here.ds["slump"]).all() and (found.ds["gmv"] == here.ds["gmv"]).all()


def test_kill_9_and_requeue_lose_nothing(program, file, whole) -> None:
    many = study(3000, set={"run.weeks": "30 weeks"})
    many.write(file)
    folder, kept = file.parent / "fees", 0
    for number in (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGUSR1, signal.SIGINT):
        process = subprocess.Popen([program, "sweep", file, "--batch", "0", "--quiet"], stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        time.sleep(0.3)
        process.send_signal(number)
        process.communicate(timeout=60)
        assert process.returncode == (-9 if number == signal.SIGKILL else 75)
        now = ts.open_study(folder).status().complete
        assert now > kept
        kept = now
    assert kept < 18000
    few = study(20, set={"run.weeks": "30 weeks"})
    xr.testing.assert_identical(outcomes_of(few.run(folder, progress=False)), outcomes_of(few.run(file.parent / "whole", progress=False)))


def test_a_slurm_script_names_the_study_and_its_array(program, file) -> None:
    script = sweep(program, file, "--shards", "8", "--threads", "2", command="slurm")
    assert "#SBATCH --array=1-8" in script and "--cpus-per-task=2" in script and "= 24 runs in 8 tasks" in script
    assert f"townsquare sweep {file} --folder {file.parent / 'fees'} --shard auto --threads 2" in script
    assert subprocess.run(["sh", "-n"], input=script, text=True).returncode == 0


@pytest.mark.parametrize(("words", "code", "told"), [
    (["--shard", "9/4"], 2, "there is no part 9 of 4"),
    (["--shard", "0/4"], 2, "whole number from 1"),
    (["--shard", "half"], 2, "takes K/N, as in 7/200, or auto"),
    (["--shard", "auto"], 2, "needs SLURM_ARRAY_TASK_ID"),
])
def test_a_wrong_part_is_told(program, file, words, code, told) -> None:
    assert told in sweep(program, file, *words, code=code)


@pytest.mark.parametrize(("old", "new", "told"), [
    ('"fees.take_rate"', '"fees.take_rat"', "did you mean `take_rate`?"),
    ('"45 %"', '"145 %"', "from 0 % to 95 %"),
    ("replications = 4", "replicatons = 4", "did you mean `replications`?"),
    ('kind = "grid"', 'kind = "gird"', "did you mean `grid`?"),
    ('["30 %", "45 %"]', "[]", "has no level: write at least one"),
    ('kind = "grid"', 'kind = "list"', "needs as many"),
    ('kind = "grid"', 'kind = "sobol"\npoints = 8', "kept in"),
    ('levels = ["30 %", "45 %"]', 'low = "30 %"\nhigh = "45 %"', "has a range, which design `grid` cannot take"),
])
def test_a_wrong_study_is_told_before_anything_runs(program, file, old, new, told) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    assert told in sweep(program, file, code=3)
    assert not (file.parent / "fees").exists()


def test_a_folder_of_another_study_version_or_driver_is_refused(program, file) -> None:
    folder = file.parent / "fees"
    sweep(program, file)
    with driver_lock(folder):
        assert "is in use by Python" in sweep(program, file, code=5)
    text = file.read_text()
    file.write_text(text.replace("seed = 1", "seed = 2", 1))
    assert "the study changed after runs exist: `seed`" in sweep(program, file, code=5)
    file.write_text(text)
    shard = next((folder / "shards").iterdir())
    shard.write_bytes(shard.read_bytes().replace(b'"engine_results":1', b'"engine_results":0'))
    assert "holds runs of another version" in sweep(program, file, code=5)
    assert "no study in" in sweep(program, file.parent, command="merge", code=5)


def test_duplicates_that_differ_stop_the_merge(program, file) -> None:
    from townsquare.sweep.shard import checksums

    folder = file.parent / "fees"
    sweep(program, file)
    shard = next((folder / "shards").iterdir())
    found = read_shard(shard)
    assert found is not None
    records = found.records().copy()
    records["outcomes"][3, 2] += 1
    records["checksum"] = checksums(records)
    shard.with_name("copy.runs").write_bytes(shard.read_bytes()[: found.start] + records.tobytes())
    assert "run twice with different results" in sweep(program, folder, command="merge", code=5)
    assert len(list((folder / "shards").iterdir())) == 2

"""Studies run, stopped, killed, continued and extended; the runs are always those of an unbroken study."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import townsquare as ts
import xarray as xr
from study_worlds import FACTORS, TINY, outcomes_of, study
from townsquare import _core

def test_every_point_is_the_run_of_its_scenario(whole) -> None:
    assert dict(whole.ds.sizes) == {"take_rate": 2, "match_weight": 3, "replication": 4}
    assert whole.ds["take_rate"].attrs["units"] == "%"
    alone = ts.run("stocksy", 4, set={**TINY, "fees.take_rate": "45 %", "market.match_weight": 3}, progress=False)
    here = whole.ds.sel(take_rate=45, match_weight=3)
    for name in ("gmv_total", "seller_income_total", "survived"):
        assert np.array_equal(here[name].to_numpy(), alone.ds[name].isel(arm=0).to_numpy(), equal_nan=True)


def test_a_second_call_runs_nothing_and_new_levels_and_replications_run_alone(whole, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "study"
    study(2).run(folder, progress=False)
    asked: list[int] = []
    engine = _core.run_list
    monkeypatch.setattr(_core, "run_list", lambda *words: (asked.append(len(words[2])), engine(*words))[1])
    study(2).run(folder, progress=False)
    assert sum(asked) in (0, 3)  # three runs may be repeated, to see that the engine is the same
    asked.clear()
    more = {**FACTORS, "fees.take_rate": ["30 %", "40 %", "45 %"]}
    result = study(4, factors=more).run(folder, progress=False)
    assert sum(asked) in (36 - 12, 36 - 12 + 3)
    xr.testing.assert_identical(outcomes_of(result).sel(take_rate=[30, 45]), outcomes_of(whole))


def test_a_stopped_study_is_an_even_sample(tmp_path) -> None:
    from townsquare.sweep.folder import Found, look_through
    from townsquare.sweep.store import missing_runs

    one = study()
    nothing = Found([], np.empty(0, "S32"), np.empty(0, np.int32), np.empty(0, np.int64))
    order = missing_runs(one.ids, one.seed, one.replications, nothing)
    assert [r for _, r in order] == [r for r in range(4) for _ in range(6)]
    one.run(tmp_path / "study", progress=False)
    assert missing_runs(one.ids, one.seed, 4, look_through(tmp_path / "study")) == []


SPAWN = multiprocessing.get_context("spawn")


@pytest.mark.parametrize("how", ["processes", "pool", "threads"])
def test_processes_and_executors_give_the_same_runs(whole, tmp_path, how) -> None:
    if how == "processes":
        result = study().run(tmp_path / "study", processes=2, batch_seconds=0.01, progress=False)
    else:
        pool = ProcessPoolExecutor(2, SPAWN) if how == "pool" else ThreadPoolExecutor(2)
        with pool:
            result = study().run(tmp_path / "study", executor=pool, batch_seconds=0.01, progress=False)
    xr.testing.assert_identical(outcomes_of(result), outcomes_of(whole))


LONG = {"run.weeks": "30 weeks"}


def kill_a_worker(folder: Path, killed: list[int]) -> None:
    """Kills a process of the pool once something was written by one."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not killed:
        workers = multiprocessing.active_children()
        if workers and len(list(folder.glob("shards/*.runs"))) > 1:
            os.kill(workers[0].pid or 0, signal.SIGKILL)
            killed.append(workers[0].pid or 0)
        time.sleep(0.002)


def test_a_killed_worker_is_replaced_and_nothing_is_lost(tmp_path) -> None:
    one = study(60, set=LONG)
    folder, killed = tmp_path / "study", list[int]()
    killer = threading.Thread(target=kill_a_worker, args=(folder, killed))
    killer.start()
    result = one.run(folder, processes=2, batch_seconds=0.001, progress=False)
    killer.join()
    assert killed and result.status().complete == 360
    xr.testing.assert_identical(outcomes_of(result), outcomes_of(one.run(tmp_path / "whole", progress=False)))


def test_an_executor_that_lost_a_worker_is_told_and_another_goes_on(tmp_path) -> None:
    one = study(60, set=LONG)
    folder, killed = tmp_path / "study", list[int]()
    killer = threading.Thread(target=kill_a_worker, args=(folder, killed))
    killer.start()
    with pytest.raises(BrokenExecutor, match="call run.. again with a new executor"), ProcessPoolExecutor(2, SPAWN) as pool:
        one.run(folder, executor=pool, batch_seconds=0.001, progress=False)
    killer.join()
    there = ts.open_study(folder).status()
    assert 0 < there.complete < 360
    assert one.run(folder, progress=False).status().complete == 360
    xr.testing.assert_identical(outcomes_of(ts.open_study(folder)), outcomes_of(one.run(tmp_path / "whole", progress=False)))


DRIVER = """
    import sys
    import townsquare as ts
    one = ts.Study("stocksy", {factors!r}, replications=400, set={tiny!r})
    print("ready", flush=True)
    one.run({folder!r}, batch_seconds={seconds}, progress=False)
"""


def driver(folder: Path, seconds: float = 0.02) -> subprocess.Popen[str]:
    code = textwrap.dedent(DRIVER).format(factors=FACTORS, tiny={**TINY, **LONG}, folder=str(folder), seconds=seconds)
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def test_kill_9_of_the_driver_at_many_moments_loses_nothing_that_was_flushed(tmp_path) -> None:
    folder, kept = tmp_path / "study", 0
    for delay in (0.05, 0.11, 0.17, 0.23, 0.31):
        process = driver(folder)
        time.sleep(delay)
        process.kill()
        process.communicate()
        if (folder / "study.toml").exists():
            now = ts.open_study(folder).status().complete
            assert now >= kept
            kept = now
    one = study(400, set=LONG)
    assert 0 < kept < 2400
    xr.testing.assert_identical(
        outcomes_of(one.run(folder, progress=False)), outcomes_of(one.run(tmp_path / "whole", progress=False)))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 75), (signal.SIGUSR1, 75), (signal.SIGINT, -signal.SIGINT)])
def test_a_signal_keeps_the_runs_of_the_batch(tmp_path, number, code) -> None:
    process = driver(tmp_path / "study", seconds=1000)  # the first batches grow; the last would be the whole study
    time.sleep(0.4)
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == code
    there = ts.open_study(tmp_path / "study").status()
    assert 0 < there.complete < 2400 and there.damaged == 0


def test_ctrl_c_keeps_the_runs_that_the_batch_under_way_has_completed(tmp_path, monkeypatch) -> None:
    def impatient(bar):
        def move(done: int) -> None:
            if done >= 60:  # batches of 2, 8, 32 and 128 runs: within the fourth
                raise KeyboardInterrupt

        return move

    monkeypatch.setattr("townsquare.sweep.study.moves", impatient)
    with pytest.raises(KeyboardInterrupt):
        study(60, set=LONG).run(tmp_path / "study", threads=1, batch_seconds=1000, progress=False)
    assert 60 <= ts.open_study(tmp_path / "study").status().complete < 360


def test_a_torn_record_is_run_again(whole, tmp_path) -> None:
    folder = tmp_path / "study"
    study().run(folder, progress=False)
    shard = next((folder / "shards").iterdir())
    data = shard.read_bytes()
    shard.write_bytes(data[:-100])  # a kill in mid-write
    assert ts.open_study(folder).status().missing == 1
    shard.write_bytes(data[:-3000] + bytes([data[-3000] ^ 1]) + data[-2999:])  # a bit that turned
    assert ts.open_study(folder).status().damaged == 1
    again = study().run(folder, progress=False)
    assert again.status().complete == 24
    xr.testing.assert_identical(outcomes_of(again), outcomes_of(whole))


@pytest.mark.parametrize("field", ["outcomes", "replication"])
def test_duplicates_that_differ_in_a_bit_stop_the_study(tmp_path, field) -> None:
    from townsquare.sweep.shard import checksums, read_shard

    folder = tmp_path / "study"
    study().run(folder, progress=False)
    shard = next((folder / "shards").iterdir())
    copy = shard.with_name("copy.runs")
    copy.write_bytes(shard.read_bytes())
    assert ts.open_study(folder).status().complete == 24  # equal ones are one run
    found = read_shard(copy)
    assert found is not None
    records = np.array(found.records())
    records[field].reshape(24, -1)[5, 0] += 1
    records["checksum"] = checksums(records)
    copy.write_bytes(shard.read_bytes()[: found.start] + records.tobytes())
    with pytest.raises(ts.StudyFolderError, match="run twice with different results"):
        _ = ts.open_study(folder).ds


def test_series_are_read_lazily_and_saved_as_one_file(tmp_path) -> None:
    result = study(series=["gmv", "cash", "take_rate"], every=4, outcomes=["gmv_total"]).run(tmp_path / "study", progress=False)
    assert result.ds["gmv"].dims == ("take_rate", "match_weight", "replication", "week")
    assert list(result.ds["week"].to_numpy()) == [4, 8, 12]
    assert result.ds["take_rate_weekly"].dims[-1] == "week"  # a factor has the name already
    assert not result.ds["gmv"].variable._in_memory
    alone = ts.run("stocksy", 4, set={**TINY, "fees.take_rate": "45 %", "market.match_weight": 2}, progress=False)
    cash = result.ds["cash"].sel(take_rate=45, match_weight=2)
    assert np.array_equal(cash.to_numpy(), alone.ds["cash"].isel(arm=0).to_numpy()[:, 3::4])
    assert float(result.ds["cash"][1, 0, 2, 1]) == float(cash[2, 1])
    assert np.array_equal(result.ds["cash"][:, [2, 0], 1:3, -1], result.ds["cash"].to_numpy()[..., -1][:, [2, 0], 1:3])
    pytest.importorskip("dask")
    mean = result.ds["gmv"].chunk({"replication": 1}).mean("replication")
    assert np.allclose(mean.compute(), result.ds["gmv"].mean("replication"))
    result.save(tmp_path / "all.nc")
    with xr.open_dataset(tmp_path / "all.nc", engine="h5netcdf") as saved:
        assert np.array_equal(saved["gmv"].to_numpy(), result.ds["gmv"].to_numpy())


def test_a_sampled_study_has_points_and_opens_with_the_points_that_were_run(tmp_path) -> None:
    factors = {"fees.take_rate": ("26 %", "50 %"), "market.buyers": (50, 100), "voters.time_cost": ["1 USD", "9.5 USD"]}
    result = study(2, factors=factors, design="sobol", points=8).run(tmp_path / "study", progress=False)
    assert dict(result.ds.sizes) == {"point": 8, "replication": 2}
    assert (result.ds["buyers"] % 1 == 0).all() and set(result.ds["time_cost"].to_numpy()) == {1.0, 9.5}
    table = (tmp_path / "study" / "points.csv").read_text().splitlines()
    assert table[0] == "take_rate,buyers,time_cost,unit take_rate,unit buyers,unit time_cost" and len(table) == 9
    xr.testing.assert_identical(outcomes_of(ts.open_study(tmp_path / "study")), outcomes_of(result))
    more = study(2, factors=factors, design="sobol", points=16)
    assert more.plan(tmp_path / "study").runs_left == 16


def test_rules_shocks_and_whole_scenarios_are_factors_too(tmp_path) -> None:
    factors = [
        ts.Factor("scenario", ["stocksy", "photo-operator"]),
        ts.Factor("slump", {"none": {}, "deep": {"shocks.demand.size": "-50 %", "shocks.demand.week": "2 weeks"}}),
    ]
    one = ts.Study("stocksy", factors, replications=3, set=TINY, outcomes=["gmv_total"])
    result = one.run(tmp_path / "study", progress=False)
    assert list(result.ds["scenario"].to_numpy()) == ["stocksy", "photo-operator"]
    assert (result.contrast("gmv_total", "slump", "none", "deep")["difference"] < 0).all()
    xr.testing.assert_identical(outcomes_of(ts.open_study(tmp_path / "study")), outcomes_of(result))
    alone = ts.run("photo-operator", 3, set=TINY, progress=False)
    here = result.ds["gmv_total"].sel(scenario="photo-operator", slump="none")
    assert np.array_equal(here, alone.ds["gmv_total"].isel(arm=0))


def test_a_chosen_run_is_run_again_with_its_series_and_events(whole, tmp_path) -> None:
    again = whole.rerun(4, 2, output=tmp_path / "one.nc")
    assert list(again.ds["replication"].to_numpy()) == [2]
    levels = whole.study.table.labels[4]
    kept = whole.ds["gmv_total"].isel(replication=2).to_numpy().reshape(-1)[4]
    assert float(again.ds["gmv_total"].item()) == kept, levels
    assert again.ds.sizes["week"] == 12
    events = ts.open_result(tmp_path / "one.nc").events()
    assert len(events) == int(ts.open_result(tmp_path / "one.nc").ds["event_count"].sum())
    with pytest.raises(ts.StudyError, match="there is no point 6; the study has 6"):
        whole.rerun(6, 0)

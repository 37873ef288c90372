"""Ctrl-C, threads of Python and the progress bar while the engine runs."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

import townsquare as ts

ENDLESS = """
    import sys, time
    import townsquare as ts
    print("ready", flush=True)
    try:
        ts.run("stocksy", replications={replications}, set={small}, output={output}, progress=False)
    except KeyboardInterrupt:
        print("interrupted", time.monotonic(), flush=True)
        sys.exit(130)
"""


REPLICATIONS = 20_000


def heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(small: dict, output: Path | None) -> subprocess.Popen[str]:
    code = textwrap.dedent(ENDLESS).format(small=small, replications=REPLICATIONS, output=None if output is None else repr(str(output)))
    # a shell that runs the tests in the background ignores Ctrl-C, and children inherit that
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, preexec_fn=heed_ctrl_c)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def short_weeks(small) -> dict:
    return {**small, "run.weeks": "4 weeks"}


@pytest.mark.parametrize("delay", [0.3, 1.5])
def test_ctrl_c_is_a_keyboard_interrupt_within_a_second(short_weeks, delay: float) -> None:
    process = start(short_weeks, None)
    time.sleep(delay)
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    word, caught = output.split()
    assert word == "interrupted"
    assert float(caught) - sent < 1.0  # both clocks count from the start of the machine


def test_ctrl_c_leaves_a_file_with_the_batches_so_far(short_weeks, tmp_path) -> None:
    file = tmp_path / "stopped.nc"
    process = start(short_weeks, file)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    result = ts.open_result(file)
    assert 0 < result.ds.sizes["replication"] < REPLICATIONS
    assert result.ds.attrs["is_complete"] == 0
    whole = ts.run("stocksy", replications=2, set=short_weeks, progress=False)
    assert float(result.ds["gmv"].isel(replication=1).sum()) == float(whole.ds["gmv"].isel(replication=1).sum())


def test_kill_9_leaves_a_readable_file(short_weeks, tmp_path) -> None:
    file = tmp_path / "killed.nc"
    process = start(short_weeks, file)
    deadline = time.monotonic() + 20
    while (not file.exists() or file.stat().st_size < 200_000) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.communicate(timeout=30)
    result = ts.open_result(file)
    assert result.ds.sizes["replication"] > 0
    assert bool((result.ds["is_alive"].isel(replication=0) >= 0).all())


def test_other_threads_of_python_go_on_during_a_run(small) -> None:
    ticks: list[float] = []
    is_over = threading.Event()

    def tick() -> None:
        while not is_over.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    began = time.monotonic()
    try:
        ts.run("stocksy", replications=40, threads=1, set=small, progress=False)
    finally:
        is_over.set()
    ended = time.monotonic()
    thread.join()
    during = [each for each in ticks if began < each < ended]
    assert len(during) > (ended - began) / 0.1  # at least every tenth of a second, on a busy machine too


def test_runs_may_go_side_by_side_in_threads_of_python(small, tmp_path) -> None:
    alone = ts.run("stocksy", replications=5, set=small, progress=False).fingerprint
    found: list[str] = []

    def one(i: int) -> None:
        found.append(ts.run("stocksy", replications=5, set=small, output=tmp_path / f"{i}.nc", progress=False).fingerprint)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 3


def test_the_bar_counts_every_run(small, capfd) -> None:
    ts.compare("stocksy", "shutterstock-schedule", replications=5, set=small, progress=True)
    assert "10/10" in capfd.readouterr().err


def test_an_error_in_the_progress_bar_ends_the_run(small) -> None:
    from townsquare import _core

    def fail(done: int) -> None:
        raise RuntimeError(f"the bar broke at {done}")

    scenario = ts.load("stocksy", set=small)._core
    with pytest.raises(RuntimeError, match="the bar broke"):
        _core.run_study([("a", scenario)], 1, 0, 200, 1, None, "", "", fail)


def test_a_pool_of_processes_gives_the_same_runs(small, tmp_path) -> None:
    file = tmp_path / "pool.py"
    file.write_text(textwrap.dedent(f"""
        import multiprocessing as mp
        import townsquare as ts

        def one(seed):
            return ts.run("stocksy", replications=2, seed=seed, threads=1, set={small!r}, progress=False).fingerprint

        if __name__ == "__main__":
            with mp.get_context("spawn").Pool(2) as pool:
                print(*pool.map(one, [1, 1]))
    """))
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.split()
    assert first == second == ts.run("stocksy", replications=2, set=small, progress=False).fingerprint

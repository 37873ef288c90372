"""What docs/studies.md tells of a study that moves from a laptop to a cluster: its own files and commands, on the real things."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import townsquare as ts
import xarray as xr
from slurm_cluster import NEEDED, program as path_of, slurm
from study_worlds import outcomes_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "studies.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PATIENCE = 240  # seconds; a machine may be busy with other things


def block(language: str, word: str, text: str = PAGE) -> str:
    """The one block of a page that has a word in it."""
    found = [each for each in re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE) if word in each]
    assert len(found) == 1, (word, len(found))
    return found[0]


def commands(word: str) -> list[str]:
    return [line.removeprefix("$ ") for line in block("console", word).splitlines()]


@pytest.fixture
def place(tmp_path: Path, program: Path) -> Path:
    """A folder with the fifteen lines of the README, whose runs take a little longer so that Ctrl-C comes in their midst."""
    study = block("python", "ts.Study", README)
    assert len([line for line in study.splitlines() if line]) <= 15
    (tmp_path / "study.py").write_text(study.replace('"26 weeks"', '"104 weeks"').replace('"market.buyers": 200', '"market.buyers": 1000'))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "townsquare").symlink_to(program.resolve())
    (tmp_path / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / "bin" / "python").chmod(0o755)
    return tmp_path


def environment_of(place: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}", **more}


def interrupted(place: Path) -> None:
    """The study, stopped by Ctrl-C when it has written something and before its end."""
    command, _ = commands("on_dask.py")
    heed = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    first = subprocess.Popen(["/bin/sh", "-c", f"exec {command}"], cwd=place, env=environment_of(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed)
    deadline = time.monotonic() + PATIENCE
    while not list(place.glob("fees-study/shards/*.runs")):
        assert time.monotonic() < deadline and first.poll() is None, first.communicate()
        time.sleep(0.01)
    time.sleep(0.5)
    first.send_signal(signal.SIGINT)
    _, err = first.communicate(timeout=PATIENCE)
    assert "KeyboardInterrupt" in err, err


@pytest.mark.slow
def test_a_study_goes_from_ctrl_c_to_dask_to_slurm_and_opens_as_one(place: Path) -> None:
    pytest.importorskip("distributed")
    interrupted(place)
    status = ts.open_study(place / "fees-study").status()
    assert 0 < status.complete < status.runs == 320

    # the same folder on Dask
    (place / "on_dask.py").write_text(block("py", "LocalCluster"))
    done = subprocess.run(commands("on_dask.py")[1].split(), cwd=place, env=environment_of(place), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert "complete=320" in done.stdout

    # fifty more replications through Slurm
    edit, write, submit, merge = commands("sbatch")
    if not all(path_of(name) for name in NEEDED) or os.geteuid() != 0:
        assert not os.environ.get("TOWNSQUARE_BUILDS_EXPECTED") or os.geteuid() != 0, "./bootstrap test installs slurm-wlm and munge"
        pytest.skip("needs Slurm and munge, and root")
    (place / "slurm").mkdir()
    with slurm(place / "slurm") as environment:
        environment = {**environment_of(place), "SLURM_CONF": environment["SLURM_CONF"]}
        for line in (edit, write, "sed -i s/mem-per-cpu=1G/mem-per-cpu=400M/ more.sbatch", submit):
            subprocess.run(["sh", "-e", "-c", line], cwd=place, env=environment, check=True, timeout=60)
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(["squeue", "-h"], env=environment, capture_output=True, text=True, timeout=60, check=True).stdout.strip():
            assert time.monotonic() < deadline
            time.sleep(0.5)
    subprocess.run(["sh", "-e", "-c", merge], cwd=place, env=environment_of(place), check=True, timeout=PATIENCE)

    # one dataset, the runs of one process
    results = ts.open_study(place / "fees-study")
    assert results.status().complete == results.status().runs == 80 * 54
    assert results.sensitivity("gmv_total").shape[0] == 3
    shutil.copytree(place / "fees-study", place / "again", ignore=shutil.ignore_patterns("shards", "*.lock"))
    whole = ts.Study.from_toml(place / "again" / "study.toml").run(place / "again", progress=False)
    xr.testing.assert_identical(outcomes_of(results), outcomes_of(whole))


@pytest.mark.slow
def test_the_page_s_study_on_three_ranks_of_mpi_gives_the_runs_of_one_process(place: Path) -> None:
    pytest.importorskip("mpi4py")
    command = re.search(r"`(mpirun [^`]+)`", PAGE)
    assert command is not None and "-n 3" in command[1]
    if not shutil.which("mpirun"):
        assert not os.environ.get("TOWNSQUARE_BUILDS_EXPECTED"), "./bootstrap test installs openmpi-bin"
        pytest.skip("needs mpirun")
    interrupted(place)
    (place / "on_mpi.py").write_text(block("py", "MPIPoolExecutor").replace("executor=pool)", "executor=pool, batch_seconds=0.05)"))
    # three ranks on any machine, and as root in a container
    may = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1", "OMPI_MCA_btl": "self,vader,tcp", "OMPI_MCA_btl_tcp_if_include": "lo"}
    before = set(place.glob("fees-study/shards/*.runs"))
    done = subprocess.run(command[1].split(), cwd=place, env=environment_of(place, **may), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert "complete=320" in done.stdout
    assert len(set(place.glob("fees-study/shards/*.runs")) - before) >= 2  # a shard for each worker
    shutil.copytree(place / "fees-study", place / "again", ignore=shutil.ignore_patterns("shards", "*.lock"))
    whole = ts.Study.from_toml(place / "again" / "study.toml").run(place / "again", progress=False)
    xr.testing.assert_identical(outcomes_of(ts.open_study(place / "fees-study")), outcomes_of(whole))

"""Runs that fail, folders in use, disks that are full: told in one sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os

import pytest
import townsquare as ts
import xarray as xr
from study_worlds import outcomes_of, study
from townsquare import _core
from townsquare.sweep.shard import read_shard


def fail_some(engine, which):
    """The engine, but runs of replication 1 throw in the tries of which it is told."""

    def run_list(scenarios, seed, jobs, *rest):
        found = engine(scenarios, seed, jobs, *rest)
        if which():
            for i, (_, replication) in enumerate(jobs):
                if replication == 1:
                    found["is_done"][i] = False
                    found["failures"][i] = "no memory"
        return found

    return run_list


def test_runs_that_fail_are_tried_again_told_and_never_dropped(whole, tmp_path, monkeypatch) -> None:
    folder, engine = tmp_path / "study", _core.run_list
    monkeypatch.setattr(_core, "run_list", fail_some(engine, lambda: True))
    state = study().run(folder, progress=False).status()
    assert (state.complete, state.failed, state.missing) == (18, 6, 0)
    assert len(state.failures) == 12 and set(state.failures["why"]) == {"no memory"}  # each was tried twice
    monkeypatch.setattr(_core, "run_list", engine)
    result = study().run(folder, progress=False)
    assert result.status().failed == 0
    xr.testing.assert_identical(outcomes_of(result), outcomes_of(whole))


def test_a_second_driver_is_kept_out(tmp_path) -> None:
    from townsquare.sweep.folder import driver_lock

    folder = tmp_path / "study"
    study().run(folder, progress=False)
    with driver_lock(folder), pytest.raises(ts.StudyFolderError, match=f"in use by process {os.getpid()}"):
        study(5).run(folder, progress=False)
    assert study(5).run(folder, progress=False).status().complete == 30


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only")])
def test_a_disk_that_takes_no_more_is_told_and_what_was_flushed_stays(whole, tmp_path, monkeypatch, number, words) -> None:
    folder, write, calls = tmp_path / "study", os.write, []

    def stingy(fd: int, data) -> int:
        calls.append(len(data))
        if len(calls) > 2:
            raise OSError(number, os.strerror(number))
        return write(fd, data[: len(data) // 2 + 7] if len(calls) == 2 else data)  # the last write is torn

    study(1).run(folder, progress=False)
    monkeypatch.setattr(os, "write", stingy)
    with pytest.raises(ts.StudyFolderError, match=words):
        study().run(folder, batch_seconds=1e-9, progress=False)
    monkeypatch.setattr(os, "write", write)
    for shard in (folder / "shards").iterdir():
        found = read_shard(shard)
        assert found is not None and (shard.stat().st_size - found.start) % found.layout.dtype.itemsize == 0  # no torn record is left
    state = ts.open_study(folder).status()
    assert 6 <= state.complete < 24 and state.damaged == 0
    xr.testing.assert_identical(outcomes_of(study().run(folder, progress=False)), outcomes_of(whole))

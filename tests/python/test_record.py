"""The record of events of a result file, from Python."""

from __future__ import annotations

import shutil

import h5py
import pytest

import townsquare as ts

LIVELY = {"run.weeks": "60 weeks", "voters.draft_rate": "0.3 /week"}


@pytest.fixture(scope="module")
def written(small, tmp_path_factory):
    file = tmp_path_factory.mktemp("record") / "r.nc"
    ts.compare("stocksy", "photo-operator", replications=3, set=small | LIVELY, output=file, progress=False)
    return file


def test_a_file_as_written_is_intact(written) -> None:
    check = ts.open_result(written).verify()
    assert check.is_intact and check.runs == 6 and check.events > 6 and check.reason == ""


def test_the_record_is_a_table_with_words(written) -> None:
    result = ts.open_result(written)
    table = result.events()
    assert len(table) == int(result.ds["event_count"].sum())
    assert set(table["arm"]) == {"stocksy", "photo-operator"}
    first = table.groupby(["arm", "replication"]).first()
    assert (first["kind"] == "launched").all() and (first["week"] == 1).all()
    drafted = table[table["kind"] == "drafted"]
    assert len(drafted) > 0 and (drafted["subject"] == "fees").all() and (drafted["actor"] >= 0).all()


@pytest.mark.parametrize("change", ["a byte", "an event"])
def test_a_changed_copy_is_detected(written, tmp_path, change: str) -> None:
    copy = tmp_path / "copy.nc"
    shutil.copy(written, copy)
    with h5py.File(copy, "r+") as file:
        columns = [name for name in file if name.startswith("event_") and file[name].shape[:1] == file["event_week"].shape]
        n = len(file["event_week"])
        if change == "a byte":
            file["event_key"][2] ^= 1
        for name in columns if change == "an event" else []:
            file[name][2:-1] = file[name][3:]
            file[name].resize(n - 1, axis=0)
    check = ts.open_result(copy).verify()
    assert not check.is_intact
    assert (check.arm, check.replication, check.event) == ("stocksy", 0, 3)
    assert check.week > 0 and check.reason


def test_a_result_without_a_file_has_no_record(small) -> None:
    result = ts.run("stocksy", replications=1, set=small, progress=False)
    with pytest.raises(ValueError, match="no file"):
        result.verify()
    with pytest.raises(ValueError, match="no record"):
        result.events()

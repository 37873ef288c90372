"""A folder of runs: which study it is of, who works in it, and what is there already."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from townsquare import _core
from townsquare.sweep.errors import StudyFolderError
from townsquare.sweep.shard import Shard, read_shard

__all__ = ["Found", "driver_lock", "look_through", "note_failures", "read_failures", "read_table", "replace_file", "table_text"]


@dataclass
class Found:
    """What the shards of a folder hold, duplicates checked and left out."""

    shards: list[Shard]
    ids: npt.NDArray[np.bytes_] = field(repr=False)  # sorted, one for each run
    shard: npt.NDArray[np.int32] = field(repr=False)
    row: npt.NDArray[np.int64] = field(repr=False)
    n_damaged: int = 0

    def places(self, wanted: npt.NDArray[np.bytes_]) -> npt.NDArray[np.int64]:
        """Where each wanted run is among `ids`; -1 if it is missing."""
        if len(self.ids) == 0:
            return np.full(wanted.shape, -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.where(self.ids[at] == wanted, at, -1)


def look_through(folder: Path) -> Found:
    """Reads all shards. *Errors*: StudyFolderError if they are of another engine, or duplicates differ in a bit."""
    shards = [shard for path in sorted((folder / "shards").glob("*.runs")) if (shard := read_shard(path)) is not None]
    for each in shards:
        if each.engine_results != _core.engine_results:
            raise StudyFolderError(
                f"{folder} holds runs of another version: {each.path.name} has results of version {each.engine_results}, this "
                f"program gives version {_core.engine_results}. Use the program that began it ({each.build['townsquare_version']}, "
                f"revision {each.build['git_revision'][:12]}), or another folder")
    sound = [np.flatnonzero(shard.is_sound) for shard in shards]
    ids = np.concatenate([shard.records()["id"][rows] for shard, rows in zip(shards, sound, strict=True)] or [np.empty(0, "S32")])
    shard_of = np.repeat(np.arange(len(shards), dtype=np.int32), [len(rows) for rows in sound])
    row_of = np.concatenate([*sound, np.empty(0, np.int64)])
    order = np.argsort(ids, kind="stable")
    ids, shard_of, row_of = ids[order], shard_of[order], row_of[order]
    is_first = np.ones(len(ids), dtype=bool)
    is_first[1:] = ids[1:] != ids[:-1]
    for i in np.flatnonzero(~is_first):
        _require_same(shards, shard_of[i - 1 : i + 1], row_of[i - 1 : i + 1])
    # a torn tail is what a kill leaves; a bad record before it is damage, and is run again
    n_damaged = sum(int((~shard.is_sound).sum()) for shard in shards)
    return Found(shards, ids[is_first], shard_of[is_first], row_of[is_first], n_damaged)


def _require_same(shards: list[Shard], pair: npt.NDArray[np.int32], rows: npt.NDArray[np.int64]) -> None:
    a, b = (np.asarray(shards[s].records()[r]) for s, r in zip(pair, rows, strict=True))
    is_same = a["fingerprint"] == b["fingerprint"] and a["outcomes"].tobytes() == b["outcomes"].tobytes()
    if is_same and a.dtype == b.dtype:
        is_same = a.tobytes() == b.tobytes()
    if not is_same:
        first, second = (shards[s] for s in pair)
        raise StudyFolderError(
            f"run {a['id'].tobytes().hex()[:16]} was run twice with different results: fingerprint {int(a['fingerprint']):016x} in "
            f"{first.path} (revision {first.build['git_revision'][:12]}), {int(b['fingerprint']):016x} in {second.path} "
            f"(revision {second.build['git_revision'][:12]}). The engines differ: remove the shards of one of them")


@contextmanager
def driver_lock(folder: Path) -> Iterator[None]:
    """Keeps a second driver out. *Errors*: StudyFolderError if one is at work, or nothing can be written there."""
    path = folder / "driver.lock"
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StudyFolderError(f"cannot write in {folder}: {error.strerror}") from error
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            who = os.pread(fd, 200, 0).decode("utf-8", "replace").strip() or "a sweep of the program"
            raise StudyFolderError(f"{folder} is in use by {who}: wait until it ends, or use another folder") from None
        os.ftruncate(fd, 0)
        os.pwrite(fd, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        yield
        os.ftruncate(fd, 0)
    finally:
        os.close(fd)


def replace_file(path: Path, text: str) -> None:
    """Writes a small file whole or not at all; leaves an equal one as it is. *Errors*: StudyFolderError."""
    try:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        new = path.with_name(path.name + ".new")
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise StudyFolderError(f"cannot write {path}: {error.strerror}") from error


def table_text(names: Sequence[str], labels: Sequence[Sequence[str]], unit: npt.NDArray[np.float64] | None) -> str:
    """The points as CSV: a level of each factor, and behind them the place in the unit cube of samples."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names, *(f"unit {name}" for name in names if unit is not None)])
    for i, row in enumerate(labels):
        writer.writerow([*row, *(repr(float(u)) for u in (unit[i] if unit is not None else ()))])
    return text.getvalue()


def read_table(path: Path, names: Sequence[str]) -> tuple[list[tuple[str, ...]], npt.NDArray[np.float64] | None]:
    """What :func:`table_text` wrote. *Errors*: StudyFolderError."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or rows[0][: len(names)] != list(names):
        raise StudyFolderError(f"{path}: its columns are not the factors {', '.join(names)}")
    labels = [tuple(row[: len(names)]) for row in rows[1:]]
    has_unit = len(rows[0]) == 2 * len(names)
    return labels, np.array([[float(u) for u in row[len(names) :]] for row in rows[1:]]) if has_unit else None


def note_failures(folder: Path, failures: Sequence[dict[str, Any]]) -> None:
    """Adds to the list of runs that failed, one line of JSON for each."""
    if not failures:
        return
    with (folder / "failures.jsonl").open("a", encoding="utf-8") as file:
        file.write("".join(json.dumps(each) + "\n" for each in failures))
        file.flush()
        os.fsync(file.fileno())


def read_failures(folder: Path) -> list[dict[str, Any]]:
    """The list of runs that failed; a line that was torn by a kill is left out."""
    path = folder / "failures.jsonl"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return found

"""Shards: files of runs of equal length, each with its checksum, that only one process ever appends to.

A kill in mid-write leaves a torn last record and nothing worse. See docs/studies.md for the bytes.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import socket
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from townsquare import _core
from townsquare._core import build_stamp
from townsquare.sweep.errors import StudyFolderError

__all__ = ["MAGIC", "Layout", "Shard", "ShardWriter", "read_shard"]

MAGIC = "townsquare-shard 1"
_HEADER_UNIT = 512  # headers are padded to whole pieces of so many bytes


@dataclass(frozen=True)
class Layout:
    """What a record holds beside its identity."""

    outcomes: tuple[str, ...]
    series: tuple[str, ...] = ()
    every: int = 1
    columns: int = 0

    @property
    def dtype(self) -> np.dtype[np.void]:
        """Of one record; all little-endian, without gaps."""
        return np.dtype([
            ("id", "S32"), ("fingerprint", "<u8"), ("replication", "<u4"), ("status", "<u4"),
            ("outcomes", "<f8", (len(self.outcomes),)), ("series", "<f8", (len(self.series), self.columns)),
            ("checksum", "<u8"),
        ])


@dataclass(frozen=True)
class Shard:
    """A shard that was looked through."""

    path: Path
    layout: Layout
    build: dict[str, str]
    engine_results: int
    start: int
    n_records: int
    is_sound: npt.NDArray[np.bool_] = field(repr=False)

    def records(self) -> npt.NDArray[np.void]:
        """All records, mapped from the file and read when they are used."""
        if self.n_records == 0:
            return np.empty(0, self.layout.dtype)
        return np.memmap(self.path, self.layout.dtype, "r", self.start, (self.n_records,))


def checksums(records: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """CRC-32 of each record without its checksum."""
    size = records.dtype.itemsize
    body = memoryview(records.tobytes())
    return np.array([zlib.crc32(body[i * size : (i + 1) * size - 8]) for i in range(len(records))], dtype=np.uint64)


def read_shard(path: Path) -> Shard | None:
    """Looks through a shard; None if not even its head was written. *Errors*: StudyFolderError if it is no shard."""
    with path.open("rb") as file:
        magic = file.readline(100)
        text = file.readline(1_000_000)
        start = file.tell()
    if not text.endswith(b"\n") and (MAGIC + "\n").encode().startswith(magic[: len(MAGIC) + 1]):
        return None  # killed while it was begun
    if magic.decode("ascii", "replace").rstrip("\n") != MAGIC:
        raise StudyFolderError(f"{path}: this is no shard of this version of Townsquare (it begins with {magic[:40]!r})")
    head = json.loads(text)
    layout = Layout(tuple(head["outcomes"]), tuple(head["series"]), int(head["every"]), int(head["columns"]))
    if layout.dtype.itemsize != head["record_bytes"]:
        raise StudyFolderError(f"{path}: records of {head['record_bytes']} bytes, where {layout.dtype.itemsize} belong; it is damaged")
    n = (path.stat().st_size - start) // layout.dtype.itemsize
    shard = Shard(path, layout, head["build"], int(head["engine_results"]), start, n, np.zeros(n, dtype=bool))
    records = shard.records()
    for first in range(0, n, 4096):
        piece = np.asarray(records[first : first + 4096])
        shard.is_sound[first : first + 4096] = checksums(piece) == piece["checksum"]
    return shard


class ShardWriter:
    """Appends batches to a new shard of its own; what `append` returned from is on the disk."""

    def __init__(self, folder: Path, layout: Layout, run_by: str) -> None:
        self.layout = layout
        self._folder = folder
        self._run_by = run_by
        self._begin()

    def _begin(self) -> None:
        self._path = self._folder / f"{_plain(socket.gethostname())}-{os.getpid()}-{secrets.token_hex(4)}.runs"
        self._size = 0

    @property
    def name(self) -> str:
        """Name of the file."""
        return self._path.name

    def append(self, ids: Sequence[bytes], replications: Sequence[int], found: dict[str, npt.NDArray[np.float64]]) -> None:
        """Appends completed runs. *Errors*: StudyFolderError if they cannot be written; earlier ones stay."""
        records = np.zeros(len(ids), self.layout.dtype)
        records["id"] = ids
        records["replication"] = replications
        records["status"] = 1
        records["fingerprint"] = found["fingerprints"]
        records["outcomes"] = found["outcomes"]
        records["series"] = found["series"].reshape(records["series"].shape)
        records["checksum"] = checksums(records)
        if self._size and (not self._path.exists() or self._path.stat().st_size != self._size):
            self._begin()  # somebody moved or cut it
        head = head_of(self.layout, self._run_by) if self._size == 0 else b""
        self._write(head + records.tobytes())

    def _write(self, data: bytes) -> None:
        try:
            fd = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                view = memoryview(data)
                while view:
                    view = view[os.write(fd, view) :]
                os.fsync(fd)
                self._size += len(data)
            except OSError:
                os.ftruncate(fd, self._size)  # no torn batch; what was flushed before stays
                raise
            finally:
                os.close(fd)
        except OSError as error:
            raise StudyFolderError(_why(self._path, error)) from error


def head_of(layout: Layout, run_by: str) -> bytes:
    """The two lines that a shard begins with."""
    head = {
        "engine_results": _core.engine_results, "build": build_stamp(), "host": socket.gethostname(), "run_by": run_by,
        "outcomes": layout.outcomes, "series": layout.series, "every": layout.every, "columns": layout.columns,
        "record_bytes": layout.dtype.itemsize,
    }
    text = f"{MAGIC}\n{json.dumps(head)}".encode()
    return text + b" " * (-(len(text) + 1) % _HEADER_UNIT) + b"\n"


def _plain(word: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in word)[:40] or "host"


def _why(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full: {path} could not be extended. Runs written before are kept; make room and call again"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"cannot write {path}: the folder is read-only for you ({error.strerror})"
    return f"cannot write {path}: {error.strerror}"

"""What a folder says of its study, and which runs of it are missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from townsquare import _core
from townsquare.sweep.errors import StudyFolderError
from townsquare.sweep.folder import Found, read_table, replace_file, table_text
from townsquare.sweep.identity import run_id
from townsquare.sweep.points import resolve
from townsquare.sweep.toml_file import read_study_file, study_text

if TYPE_CHECKING:
    from townsquare.sweep.study import Study

__all__ = ["begin", "check_engine", "missing_runs", "run_ids", "stored_table"]


def begin(study: Study, folder: Path, *, writes: bool = False) -> None:
    """Makes the folder one of this study. *Errors*: StudyFolderError if it is one of another, or cannot be written."""
    if not (folder / "study.toml").exists():
        if folder.exists() and any(each.name not in ("driver.lock", "shards", "scenario.toml") for each in folder.iterdir()):
            raise StudyFolderError(f"{folder} holds other files and no study.toml: choose an empty or a new folder")
    else:
        _require_same_study(study, folder)
    try:
        (folder / "shards").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StudyFolderError(f"cannot make the folder {folder}: {error.strerror}") from error
    if not writes:
        return
    # study.toml comes last: a folder without it has no runs
    replace_file(folder / "scenario.toml", study.base.toml)
    files = {}
    for i, (label, scenario) in enumerate(study._scenarios.items()):
        files[label] = f"scenario-{i + 1}.toml"
        replace_file(folder / files[label], scenario.toml)
    names = [factor.name for factor in study.factors]
    replace_file(folder / "points.csv", table_text(names, study.table.labels, study.table.unit))
    replace_file(folder / "study.toml", study_text(study, "scenario.toml", files))


def _require_same_study(study: Study, folder: Path) -> None:
    before = read_study_file(folder / "study.toml")
    names = [factor.name for factor in before["factors"]]
    pairs = [
        ("seed", before.get("seed", 1), study.seed), ("series", tuple(before.get("series", ())), study.series),
        ("every", before.get("every", 1), study.every),
        ("factors", sorted(names), sorted(factor.name for factor in study.factors)),
    ]
    for word, was, now in pairs:
        if was != now:
            raise StudyFolderError(
                f"the study changed after runs exist: `{word}` in {folder} was {was!r} and is now {now!r}. Use another folder, or "
                f"put it back; levels, points and replications may change")
    was_text, now_text = (folder / "scenario.toml").read_text(encoding="utf-8"), study.base.toml
    if was_text != now_text:
        changed = [line for line in now_text.splitlines() if line not in set(was_text.splitlines())]
        raise StudyFolderError(
            f"the study changed after runs exist: the scenario of {folder} was another (now: {'; '.join(changed[:3]) or 'lines are gone'}). "
            "Use another folder, or put it back")


def stored_table(study: Study, folder: Path) -> None:
    """Lets a study have the points that the folder keeps, which another version of SciPy or SALib might draw otherwise."""
    from townsquare.sweep.design import Table

    path = folder / "points.csv"
    if path.exists():
        study._table = Table(*read_table(path, [factor.name for factor in study.factors]))


def run_ids(ids: Sequence[bytes], seed: int, replications: int) -> npt.NDArray[np.bytes_]:
    """Identities of all runs, (n_points, n_replications)."""
    return np.array([[run_id(point, seed, r) for r in range(replications)] for point in ids], dtype="S32")


def missing_runs(ids: Sequence[bytes], seed: int, replications: int, found: Found) -> list[tuple[int, int]]:
    """(point, replication) of what is not there, replication after replication: a stopped study is an even sample."""
    is_missing = found.places(run_ids(ids, seed, replications)) < 0
    first = {identity: i for i, identity in reversed(list(enumerate(ids)))}  # points that are the same scenario run once
    is_missing &= np.array([first[identity] == i for i, identity in enumerate(ids)])[:, None]
    return [(int(point), int(r)) for r, point in np.argwhere(is_missing.T)]


def check_engine(study: Study, found: Found, folder: Path) -> None:
    """Repeats up to three kept runs if another revision made them. *Errors*: StudyFolderError if one comes out otherwise."""
    ours = _core.build_stamp()
    others = [
        i for i, shard in enumerate(found.shards)
        if shard.build["git_revision"] != ours["git_revision"] or "dirty" in ours["git_revision"]]
    if not others or len(found.ids) == 0:
        return
    places = found.places(run_ids(study.ids, study.seed, study.replications))
    theirs = np.argwhere((places >= 0) & np.isin(found.shard[places], others))
    for i in sorted({0, len(theirs) // 2, len(theirs) - 1} if len(theirs) else ()):
        point, replication = (int(each) for each in theirs[i])
        place = places[point, replication]
        shard = found.shards[found.shard[place]]
        kept = int(shard.records()["fingerprint"][found.row[place]])
        again = _core.run_list([resolve(study.changes[point])._core], study.seed, [(0, replication)], [], 1, 0, 1, None)
        here = int(again["fingerprints"][0])
        if here != kept:
            raise StudyFolderError(
                f"{folder} holds runs of another engine: point {point}, replication {replication} has fingerprint {kept:016x} in "
                f"{shard.path.name} (revision {shard.build['git_revision'][:12]}) and {here:016x} here (revision "
                f"{ours['git_revision'][:12]}). Use that program, or another folder")

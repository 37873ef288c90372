"""Who may include whom, and which library lives where: the rules of docs/architecture.md, by reading the includes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def sources(*folders: str) -> list[Path]:
    found = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.suffix in {".hpp", ".cpp", ".h"}]
    return sorted(found)


def includes(path: Path) -> list[str]:
    return [name for _, name in INCLUDE.findall(path.read_text(encoding="utf-8"))]


def offenders(paths: list[Path], is_forbidden) -> list[str]:
    return [f"{p.relative_to(ROOT)} includes {name}" for p in paths for name in includes(p) if is_forbidden(p, name)]


# room -> rooms of the repository that its files may include
MAY_INCLUDE = {
    "engine": {"engine"},
    "scenarios": {"scenarios", "engine"},
    "analysis": {"analysis", "scenarios", "engine"},
    "python": {"python", "analysis", "scenarios", "engine"},
    "bench": {"bench", "analysis", "scenarios", "engine"},
    "tests": {"tests", "analysis", "scenarios", "engine"},
}


@pytest.mark.parametrize("room", MAY_INCLUDE)
def test_a_room_includes_only_rooms_below_it(room: str) -> None:
    forbidden = set(MAY_INCLUDE) - MAY_INCLUDE[room]
    assert not offenders(sources(room), lambda _, name: name.split("/")[0] in forbidden)


def test_includes_of_the_repository_start_at_its_root() -> None:
    """So that a path names the same file everywhere, and the test above sees every arrow."""
    assert not offenders(sources(*MAY_INCLUDE), lambda _, name: name.startswith("."))


def test_rules_and_behaviours_never_include_the_state() -> None:
    """They take columns and give columns, so that three numbers test them."""
    upper = ("engine/state/", "engine/phases/", "engine/population/", "engine/week.hpp", "engine/simulate.hpp")
    assert not offenders(sources("engine/rules", "engine/behaviour"), lambda _, name: name.startswith(upper))


def test_state_is_only_columns() -> None:
    upper = ("engine/phases/", "engine/population/", "engine/week.hpp", "engine/simulate.hpp")
    assert not offenders(sources("engine/state"), lambda _, name: name.startswith(upper))


def test_phases_do_not_include_the_week_or_the_run_around_them() -> None:
    def is_back_arrow(path: Path, name: str) -> bool:
        return name == "engine/week.hpp"

    assert not offenders(sources("engine/phases"), is_back_arrow)


def test_families_never_include_each_other() -> None:
    """A rule knows its own family's header, and no sibling pair of files."""

    def is_sibling(path: Path, name: str) -> bool:
        match = re.match(r"engine/(rules|behaviour)/(\w+)/", name)
        own = path.relative_to(ROOT / "engine").parts[:2]
        return bool(match) and match.groups() != own

    assert not offenders(sources("engine/rules", "engine/behaviour"), is_sibling)


def test_a_rule_never_includes_another_rule_of_its_family() -> None:
    def is_sibling(path: Path, name: str) -> bool:
        match = re.match(r"engine/(?:rules|behaviour)/(\w+)/(\w+)\.hpp$", name)
        if not match or path.stem == path.parent.name:  # the table includes all its members
            return False
        family, stem = match.groups()
        # a header that declares no row of the table is a step that several rules share
        is_rule = f"{stem}_rule()" in (ROOT / name).read_text(encoding="utf-8")
        return is_rule and family == path.parent.name and stem != path.stem

    assert not offenders(sources("engine/rules", "engine/behaviour"), is_sibling)


# library -> what its includes look like, and the only place that may include it
HOMES = {
    "oneTBB": (r"^(oneapi/)?tbb/", ["engine/parallel.hpp"]),
    "toml++": (r"^toml(\+\+|plusplus)?/|^toml\+\+\.h", ["scenarios/"]),
    "HDF5": (r"^(hdf5|H5\w*|highfive)[./]", ["analysis/results/"]),
    "OpenSSL": (r"^openssl/", ["analysis/results/event_chain."]),
    "Boost.Program_options": (r"^boost/program_options", ["analysis/cli/"]),
    "nlohmann-json": (r"^nlohmann/", ["analysis/", "scenarios/", "bench/"]),
    "pybind11": (r"^pybind11/", ["python/bindings/"]),
    "Catch2": (r"^catch2/", ["tests/", "bench/"]),
}


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    pattern, homes = HOMES[library]
    # tests may look at a file or a thread with the library itself
    allowed = [*homes, "tests/"]

    def is_stray(path: Path, name: str) -> bool:
        where = path.relative_to(ROOT).as_posix()
        return bool(re.match(pattern, name)) and not where.startswith(tuple(allowed))

    assert not offenders(sources(*MAY_INCLUDE), is_stray)


def test_the_engine_never_prints_reads_files_or_looks_at_clocks() -> None:
    forbidden = {"iostream", "cstdio", "fstream", "chrono", "ctime", "filesystem", "random", "stdio.h", "time.h"}
    assert not offenders(sources("engine"), lambda _, name: name in forbidden)


def test_only_the_program_exits_or_prints() -> None:
    """Libraries report by return value and exception; what a person reads is written in analysis/cli."""
    prints = re.compile(r"\bstd::(cout|cerr|exit|abort|quick_exit)\b|\b(printf|puts|fprintf)\s*\(")
    found = []
    for path in sources("engine", "scenarios", "analysis", "python/bindings"):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith("analysis/cli/") or where == "engine/check.hpp":
            continue
        code = re.sub(r"//.*|\"(?:[^\"\\]|\\.)*\"", "", path.read_text(encoding="utf-8"))
        found += [f"{where}: {m.group(0)}" for m in prints.finditer(code)]
    assert not found


def test_the_program_is_small_enough_to_read() -> None:
    """Files under 300 lines (docs/style.md); the reader's first impression of a house is its rooms."""
    files = [*sources(*MAY_INCLUDE), *(p for room in MAY_INCLUDE for p in sorted((ROOT / room).rglob("*.py")))]
    long = {p.relative_to(ROOT).as_posix(): n for p in files if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300}
    assert not long

"""The package as people get it: typed, whole, installable from its wheel alone."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import townsquare as ts

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path = ROOT, timeout: int = 900) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_types_of_the_package_hold() -> None:
    """mypy, strict, on the installed package and so on its stubs."""
    run(sys.executable, "-m", "mypy", "--strict", ROOT / "python" / "townsquare", "--ignore-missing-imports")


def test_the_stubs_say_what_the_module_has(tmp_path) -> None:
    """Every name of the compiled module is in _core.pyi, and every name there is in the module."""
    allowed = tmp_path / "allowed.txt"
    allowed.write_text(r"townsquare\._core\.(Promise|Scenario|Study)(\.__init__)?" + "\n")  # made by the engine, not by people
    run(sys.executable, "-m", "mypy.stubtest", "townsquare._core", "--allowlist", allowed, cwd=tmp_path)


def test_the_installed_package_is_typed_and_has_its_catalogue() -> None:
    folder = Path(ts.__file__).parent
    assert (folder / "py.typed").exists() and (folder / "_core.pyi").exists()
    committed = {p.relative_to(ROOT / "scenarios" / "catalogue") for p in (ROOT / "scenarios" / "catalogue").rglob("*.toml")}
    installed = {p.relative_to(folder / "catalogue") for p in (folder / "catalogue").rglob("*.toml")}
    assert committed == installed


def test_one_version_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text()
    assert f"version: {ts.__version__}" in citation
    assert ts.run.__module__ == "townsquare.study" and ts.__version__.count(".") == 2


def test_public_things_have_docstrings_with_their_parameters() -> None:
    for name in ts.__all__:
        thing = getattr(ts, name)
        if name.startswith("__"):
            continue
        assert thing.__doc__, name
    for function in (ts.run, ts.compare, ts.load, ts.open_result):
        assert "Parameters\n" in function.__doc__ and "Returns\n" in function.__doc__, function


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder, ".")
    return next(folder.glob("townsquare-*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert top == {"townsquare", f"townsquare-{ts.__version__}.dist-info"}
    for wanted in ("townsquare/py.typed", "townsquare/_core.pyi", "townsquare/catalogue/scenarios/stocksy.toml"):
        assert wanted in names
    assert any("LICENSE" in name for name in names)
    assert sum(name.endswith(".so") for name in names) == 1
    assert wheel.stat().st_size < 20e6


@pytest.mark.slow
def test_the_wheel_runs_the_quick_start_in_a_fresh_environment(wheel: Path, tmp_path) -> None:
    """Its dependencies come from this environment, so that the test needs no network; `pip check` sees to their list."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    code = (
        "import townsquare as ts; print(ts.__file__);"
        "r = ts.run('stocksy', replications=3, set={'run.weeks': '20 weeks'}, progress=False); print(r.fingerprint)"
    )
    file, fingerprint = run(python, "-c", code, cwd=tmp_path).split()
    assert file.startswith(str(site))
    assert fingerprint == ts.run("stocksy", replications=3, set={"run.weeks": "20 weeks"}, progress=False).fingerprint
    run(sys.executable, "-m", "pip", "check")


def test_every_module_that_the_package_imports_is_a_dependency() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    wanted = {word.split(">")[0].lower() for word in project["dependencies"]}
    extra = {word.split(">")[0].lower() for word in project["optional-dependencies"]["plots"]}
    imported = set()
    for path in (ROOT / "python" / "townsquare").glob("*.py"):
        for line in path.read_text().splitlines():
            words = line.split()
            if words[:1] in (["import"], ["from"]):
                imported.add(words[1].split(".")[0])
    outside = imported - set(sys.stdlib_module_names) - {"townsquare"}
    assert outside <= wanted | extra


@pytest.mark.slow
def test_the_source_archive_has_all_that_a_build_needs(tmp_path) -> None:
    code = "from scikit_build_core import build; import sys; print(build.build_sdist(sys.argv[1]))"
    name = run(sys.executable, "-c", code, tmp_path).strip().splitlines()[-1]
    with tarfile.open(tmp_path / name) as archive:
        inside = {member.name.split("/", 1)[1] for member in archive.getmembers() if "/" in member.name}
    tracked = run("git", "ls-files", "engine", "scenarios", "analysis", "python", "CMakeLists.txt", "LICENSE", "README.md",
                  "pyproject.toml").split("\n")
    assert {name for name in tracked if name} <= inside
    assert not {name for name in inside if name.startswith(("build", ".venv", "tests", ".git/"))}

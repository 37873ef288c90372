"""The documentation builds as a site, every link of it leads somewhere, and reading it asks for nothing from outside."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("mkdocs")


def build(site: Path, config: Path = ROOT / "mkdocs.yml") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(config), "--site-dir", str(site)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_of_the_docs_is_on_the_site(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert len(pages) > 60
    missing = [page for page in pages if not (site / page).exists()]
    assert missing == []
    for page in ["readme.html", "changelog.html", "contributing.html", "cite.html"]:
        assert (site / page).stat().st_size > 5_000, page


def test_every_public_name_of_python_is_documented(site: Path) -> None:
    import townsquare

    page = (site / "python.html").read_text(encoding="utf-8")
    for name in ["load", "run", "compare", "open_result", "Study", "StudyResults", "Scenario"]:
        assert name in townsquare.__all__
        assert f'id="townsquare.{name}"' in page, name


def test_a_page_asks_for_nothing_from_outside(site: Path) -> None:
    for page in ["readme.html", "tutorial.html", "python.html", "odd.html"]:
        text = (site / page).read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe|source)[^>]*\ssrc="(https?:[^"]*)"', text) + re.findall(r'<link[^>]*rel="(?:stylesheet|preconnect|preload)"[^>]*href="(https?:[^"]*)"', text)
        assert loaded == [], page


def test_a_link_that_leads_nowhere_is_left_for_the_strict_build_to_tell() -> None:
    spec = importlib.util.spec_from_file_location("hooks", ROOT / "docs/site/hooks.py")
    assert spec and spec.loader
    hooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hooks)
    assert hooks.followed("[x]", "nowhere.md", "", "odd.md") == "[x](nowhere.md)"
    assert hooks.followed("[x]", "../README.md", "#demo", "odd.md") == "[x](readme.md#demo)"
    assert hooks.followed("[x]", "../../validation.md", "", "catalogue/scenarios/uber.md") == "[x](../../validation.md)"
    assert hooks.followed("[x]", "../../../scenarios/catalogue/markets/rides.toml", "", "catalogue/scenarios/uber.md") == "[x](../../files/scenarios/catalogue/markets/rides.toml)"
    assert hooks.followed("[x]", "../engine/week.hpp", "", "architecture.md") in ("x", "[x](../engine/week.hpp)")
    assert hooks.followed("[x]", "LICENSE", "", "readme.md") == "x"

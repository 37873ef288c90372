"""The page of `townsquare report` in a browser: it draws, asks for nothing, can be read by everybody, and its numbers are the file's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import numpy as np
import pytest
import townsquare as ts

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""


@pytest.fixture(scope="module")
def modules(program: Path) -> Path:
    folder = program.parent / "report/npm"
    if not (folder / "node_modules/playwright-core").exists() or not CHROMIUM:
        if os.environ.get("TOWNSQUARE_BUILDS_EXPECTED"):
            pytest.fail(f"./bootstrap test installs Chromium ({CHROMIUM or 'missing'}) and npm ({folder})")
        pytest.skip("needs Chromium and npm, which ./bootstrap test installs")
    return folder


def run(program: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(program), *words], cwd=folder, capture_output=True, text=True, timeout=300, env={**os.environ, "NO_COLOR": "1"})


@pytest.fixture(scope="module")
def folder(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison with promises, and the page of it."""
    place = tmp_path_factory.mktemp("page")
    small = ["--replications", "12", "--weeks", "60", "--quiet"]
    done = run(program, place, "compare", "founders-majority", "founders-one-vote", *small, "--output", "two.nc")
    assert done.returncode == 0, done.stderr
    assert run(program, place, "report", "two.nc").returncode == 0
    return place


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "two.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seen(folder: Path, modules: Path) -> dict:
    done = subprocess.run(["node", str(ROOT / "tests/browser/read_page.mjs"), str(modules), str(folder / "two.html")], capture_output=True, text=True,
                          timeout=300, env={**os.environ, "CHROMIUM": CHROMIUM})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def charts(page: str) -> dict[str, dict]:
    text = re.search(r'<script type="application/json" id="charts">(.*?)</script>', page, flags=re.DOTALL)
    assert text
    return {each["id"]: each["spec"] for each in json.loads(text[1])}


def test_the_page_draws_from_the_disk_and_asks_for_nothing(seen: dict) -> None:
    for look in seen["looks"]:
        assert look["said"] == [], look["name"]
        assert look["asked"] == [], look["name"]
    assert seen["bytes_on_paper"] > 50_000


def test_every_figure_has_its_picture_its_sentence_and_its_numbers(seen: dict) -> None:
    for look in seen["looks"]:
        assert {each["id"] for each in look["figures"]} >= {"gains-chart", "sales-chart", "sellers-chart", "winners-chart", "fee-chart"}
        for figure in look["figures"]:
            assert figure["marks"] > 3, figure
            assert figure["rows"] >= 1 and figure["columns"] >= 2, figure
            assert re.search(r"\d", figure["sentence"]) and figure["sentence"].endswith("."), figure


def test_everybody_can_read_it(seen: dict) -> None:
    for look in seen["looks"]:
        assert look["violations"] == [], look["name"]
        assert look["overflow"] <= 0, look["name"]
        assert look["firstStop"] == "Skip to the verdicts"
        assert look["opensByKey"]


def test_its_sections_stand_in_the_order_of_the_questions(seen: dict) -> None:
    assert seen["looks"][0]["sections"] == ["Verdicts", "What members gain and lose", "The cold start", "What breaks it", "What decides this answer", "The launch frontier",
                                            "Who wins and who loses", "The rule book's history", "What this model leaves out", "How to repeat it"]


def test_the_numbers_of_the_charts_are_those_of_the_file(page: str, folder: Path) -> None:
    drawn, data = charts(page), ts.open_result(folder / "two.nc").ds[["gmv", "is_alive", "income_per_seller_last_year"]].load()
    # the fan of sales, every point of it
    titles = {"A founder with most of the tokens": "founders-majority", "The same founder, with one vote as every member": "founders-one-vote"}
    points = drawn["sales-chart"]["data"]["values"]
    assert len(points) >= 2 * 30
    for point in points:
        sales = data.gmv.sel(arm=titles[point["arm"]], week=point["week"]).values
        for key, q in [("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)]:
            assert point[key] == pytest.approx(np.quantile(sales, q), rel=1e-12, abs=1e-9)
        assert point["alive"] == pytest.approx(data.is_alive.sel(arm=titles[point["arm"]], week=point["week"]).values.mean(), abs=1e-12)
    # the paired difference of a seller's income
    income = data.income_per_seller_last_year
    difference = (income.sel(arm="founders-one-vote") - income.sel(arm="founders-majority")).mean().item()
    shown = [each for each in drawn["gains-chart"]["data"]["values"] if each["row"].startswith("Income of a seller")]
    assert [each["value"] for each in shown] == [pytest.approx(difference, rel=1e-9)]


def test_its_verdicts_are_those_of_the_command(page: str, program: Path, folder: Path) -> None:
    said = json.loads(run(program, folder, "compare", "founders-majority", "founders-one-vote", "--replications", "12", "--weeks", "60", "--json", "--quiet", "--output", "again.nc").stdout)
    promises = {(each["arm"], each["name"]): each for each in said["promises"]}
    assert len(promises) == 4
    words = {"holds": "✔ Holds", "fails": "✘ Fails", "too close to call": "≈ Too close to call"}
    items = [unescape(re.sub("<[^>]+>", "", each)) for each in re.findall(r'<li><span class="verdict.*?</li>', page)]
    assert len(items) == 4
    for each, item in zip(said["promises"], items, strict=True):
        assert item.startswith(words[each["verdict"]])
        assert each["says"] in item and f"of {each['runs']} runs" in item


def test_the_page_is_small_and_whole(page: str, folder: Path) -> None:
    assert (folder / "two.html").stat().st_size < 2_000_000
    assert "Content-Security-Policy" in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page.split("<script")[0]) == []


def test_its_script_is_typed(modules: Path) -> None:
    shutil.copy(ROOT / "analysis/report/page/page.ts", modules / "page.ts")
    done = subprocess.run(["npm", "run", "--silent", "check"], cwd=modules, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_what_is_no_result_is_told(program: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("a b c")
    wrong = run(program, tmp_path, "report", "notes.txt")
    assert wrong.returncode == 5 and "neither a result file nor what `townsquare explain` writes" in wrong.stderr
    missing = run(program, tmp_path, "report", "nowhere.nc")
    assert missing.returncode == 5 and "nowhere.nc is not there" in missing.stderr
    (tmp_path / "mine.txt").write_text("mine")
    kept = run(program, folder, "report", "two.nc", "--output", str(tmp_path / "mine.txt"))
    assert kept.returncode == 5 and "--force" in kept.stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"
    both = run(program, folder, "report", "two.nc", "two.nc")
    assert both.returncode == 2 and "two" in both.stderr


def test_shocks_and_explanations_stand_on_the_page_when_their_files_are_given(program: Path, folder: Path, modules: Path) -> None:
    small = ["--set", "market.buyers=300", "--set", "market.sellers=150", "--set", "growth.founding_buyers=100", "--weeks", "110", "--quiet"]
    assert run(program, folder, "new", "one", "--template", "small-coop").returncode == 0
    dearer = re.sub(r'^take_rate = "\d+ %"', 'take_rate = "14 %"', (folder / "one.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    (folder / "other.toml").write_text(dearer, encoding="utf-8")
    for words in (["stress", "one.toml", "--only", "loss_of_funding", "--only", "cost", "--replications", "8", *small, "--output", "shaken.nc"],
                  ["explain", "one.toml", "other.toml", "--replications", "4", *small, "--output", "why.json"]):
        done = run(program, folder, *words)
        assert done.returncode == 0, done.stderr
    assert run(program, folder, "report", "two.nc", "shaken.nc", "why.json", "--output", "all.html").returncode == 0
    page = (folder / "all.html").read_text(encoding="utf-8")
    assert "No shock was tried" not in page
    assert {"clauses-chart"} <= charts(page).keys()
    stress = json.loads(ts.open_result(folder / "shaken.nc").ds.attrs["stress"])
    for shock in stress["shocks"]:
        if shock["applies"]:
            assert shock["says"] in unescape(page)
    # what explain says of each clause is what is drawn
    why = json.loads((folder / "why.json").read_text())
    drawn = [point["value"] for point in charts(page)["clauses-chart"]["data"]["values"]]
    assert drawn == [pytest.approx(clause["contribution"]["estimate"]) for clause in why["attribution"]["clauses"]]
    # a file of stress is a page alone: its undisturbed runs, and the shocks
    assert run(program, folder, "report", "shaken.nc").returncode == 0
    alone = (folder / "shaken.html").read_text(encoding="utf-8")
    assert "What breaks it" in alone and {"sales-chart"} <= charts(alone).keys()
    done = subprocess.run(["node", str(ROOT / "tests/browser/read_page.mjs"), str(modules), str(folder / "all.html")], capture_output=True, text=True,
                          timeout=300, env={**os.environ, "CHROMIUM": CHROMIUM})
    assert done.returncode == 0, done.stderr
    for look in json.loads(done.stdout)["looks"]:
        assert (look["said"], look["asked"], look["violations"]) == ([], [], []), look["name"]
        assert look["overflow"] <= 0, look["name"]

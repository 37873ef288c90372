"""`ts.stress`: the battery from Python, as the command line prints it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest

import townsquare as ts

WORLD = """
title = "A shop"
include = ["markets/local-food.toml"]
[assumptions.run]
weeks = "30 weeks"
[assumptions.market]
buyers = 200
sellers = 40
[assumptions.growth]
founding_sellers = 20
founding_buyers = 50
[constitution.fees]
take_rate = "10 %"
[promises.cheap]
says = "it takes little"
outcome = "final_take_rate"
at_most = "12 %"
"""
ONLY = ["C26", "demand"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    file = tmp_path_factory.mktemp("shop") / "shop.toml"
    file.write_text(WORLD)
    return file


@pytest.fixture(scope="module")
def tested(shop):
    return ts.stress(shop, only=ONLY, progress=False, output=shop.with_name("s.nc"))


def test_it_says_what_the_command_line_says(shop, tested, program) -> None:
    said = subprocess.run([program, "stress", shop.name, "--only", ONLY[0], "--only", ONLY[1], "--json", "--quiet"], cwd=shop.parent, capture_output=True, text=True, check=True)
    assert tested.answer == json.loads(said.stdout)
    assert ts.open_stress(shop.with_name("shop-stress.nc")).answer == tested.answer
    assert ts.open_stress(shop.with_name("s.nc")).answer == tested.answer


def test_tables_hold_the_answer(tested) -> None:
    assert list(tested.promises.index) == ["cheap"]
    assert tested.promises.loc["cheap", "verdict"] == "holds"
    assert set(tested.verdicts.index.get_level_values("shock")) == {"unilateral_fee", "demand"}
    fee = tested.breaking_points.loc[("unilateral_fee", "cheap")]
    assert fee["state"] == "breaks" and 0.02 <= fee["size"] <= 0.03 and fee["real_size"] == 0.015
    assert np.isnan(tested.breaking_points.loc[("demand", "cheap"), "real_size"])
    curve = tested.fragility("unilateral_fee", "cheap")
    assert curve["kept"].iloc[0] == 1 and curve["kept"].iloc[-1] == 0
    with pytest.raises(KeyError, match="unilateral_fee / cheap"):
        tested.fragility("unilateral_fee", "dear")
    assert tested.attacks.empty
    assert len(tested.pairs) == 1
    assert "1 of 1 promises hold" in tested.verdict and tested.verdict in tested._repr_html_()


def test_a_scenario_keeps_its_promises_when_it_is_changed(shop) -> None:
    scenario = ts.load(shop)
    assert scenario.promises.loc["cheap", "says"] == "it takes little"
    dearer = scenario.with_({"fees.take_rate": "20 %"})
    assert list(dearer.promises.index) == ["cheap"]
    found = ts.stress(dearer, only=["demand"], replications=8, progress=False)
    assert found.promises.loc["cheap", "verdict"] == "fails"
    assert "0 of 1 promises hold" in found.verdict


def test_bad_input_is_told_before_anything_is_run(shop) -> None:
    with pytest.raises(ValueError, match="did you mean `demand`"):
        ts.stress(shop, only=["demnd"], progress=False)
    with pytest.raises(TypeError, match=r"\['C26'\]"):
        ts.stress(shop, only="C26", progress=False)
    with pytest.raises(ValueError, match="30"):
        ts.stress(shop, at=30, progress=False)
    with pytest.raises(ts.ResultFileError, match="without a stress test"):
        ts.run(shop, 2, output=shop.with_name("r.nc"), progress=False)
        ts.open_stress(shop.with_name("r.nc"))


def test_ctrl_c_ends_it_and_leaves_what_is_known(shop) -> None:
    file = shop.with_name("cut.nc")
    code = textwrap.dedent(f"""
        import townsquare as ts
        print("ready", flush=True)
        try:
            ts.stress({str(shop)!r}, weeks=300, set={{"market.buyers": 20_000, "costs.fixed": "1 USD/week"}}, progress=False, output={str(file)!r})
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """)
    heed = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, preexec_fn=heed, env=os.environ)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert output == "interrupted\n"
    kept = ts.open_stress(file).answer
    assert not kept["is_complete"] and kept["undisturbed"]["replications"] > 0

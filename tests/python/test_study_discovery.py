"""Boxes of PRIM on a toy that fails in a known box, through factors, points, shards and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import townsquare as ts
from study_worlds import PLACE, TINY, toy_run_list, value_of

pytest.importorskip("ema_workbench")
FACTORS: list[ts.Factor] = [
    ts.Factor("market.match_weight", low=0.0, high=1.0),
    ts.Factor("market.quality_weight", low=0.0, high=2.0),
    ts.Factor("market.taste_spread", low=0.1, high=1.1),
    ts.Factor("voters.time_cost", low="1 USD", high="20 USD")]


def boxed_run_list(scenarios: Any, seed: int, jobs: Any, *others: Any) -> Any:
    """gmv_total is 0 where match_weight is above 0.6 and quality_weight below 0.8, and 1 elsewhere."""
    done = toy_run_list(scenarios, seed, jobs, *others)
    for i, (scenario, _) in enumerate(jobs):
        text = scenarios[scenario].toml
        is_failed = value_of(text, "market.match_weight") > 0.6 and value_of(text, "market.quality_weight") < 0.8
        done["outcomes"][i, PLACE] = 0.0 if is_failed else 1.0
    return done


@pytest.fixture
def toy(monkeypatch):
    monkeypatch.setattr("townsquare._core.run_list", boxed_run_list)


def test_the_box_of_a_toy_is_found_within_a_peel(toy, tmp_path) -> None:
    study = ts.Study("stocksy", FACTORS, design="latin_hypercube", points=400, replications=1, set=TINY)
    found = study.run(tmp_path / "toy", progress=False).discover("gmv_total", below=0.5)
    assert len(found.boxes) == 1
    box = found.boxes.loc[1]
    values = study_values(study)
    is_failed = (values[:, 0] > 0.6) & (values[:, 1] < 0.8)
    assert (found.points, found.failed) == (400, is_failed.sum())
    assert box["density"] >= 0.8 and box["coverage"] >= 0.9
    limits = found.limits.loc[1]
    assert limits.loc["match_weight", "low"] == pytest.approx(0.6, abs=0.05) and np.isnan(limits.loc["match_weight", "high"])
    assert limits.loc["quality_weight", "high"] == pytest.approx(0.8, abs=0.1) and np.isnan(limits.loc["quality_weight", "low"])
    assert (limits.loc[["match_weight", "quality_weight"], "quasi_p"] < 1e-6).all()
    # what is told of the box is what one counts inside its limits
    inside = np.ones(400, dtype=bool)
    for name, limit in limits.iterrows():
        column = values[:, [factor.name for factor in study.factors].index(name)]
        inside &= ~(column < limit["low"]) & ~(column > limit["high"])
    assert (box["points"], box["failed"]) == (inside.sum(), (inside & is_failed).sum())
    assert box["mass"] == inside.mean() and box["coverage"] == (inside & is_failed).sum() / is_failed.sum()
    assert box["density"] == box["failed"] / box["points"]
    assert "match_weight at least 0.594 and quality_weight at most" in found.verdict()


def study_values(study: ts.Study) -> np.ndarray:
    columns = [factor.numbers_of([row[i] for row in study.table.labels]) for i, factor in enumerate(study.factors)]
    return np.array([column[0] for column in columns if column is not None]).T


def test_levels_are_told_as_levels(toy, tmp_path) -> None:
    factors = [ts.Factor("market.match_weight", [1.0, 0.1, 0.9, 0.2]), ts.Factor("market.quality_weight", [0.5, 1.0]),
               ts.Factor("fees.take_rate", ["30 %", "45 %", "40 %"]), ts.Factor("mood", {"good": {"voters.time_cost": "1 USD"}, "bad": {"voters.time_cost": "9 USD"}})]
    study = ts.Study("stocksy", factors, replications=2, set=TINY)
    found = study.run(tmp_path / "grid", progress=False).discover("gmv_total", below=0.5)
    assert found.boxes.loc[1, ["coverage", "density", "mass"]].tolist() == [1, 1, 0.25]
    assert found.limits["levels"].to_dict() == {(1, "match_weight"): ("0.9", "1.0"), (1, "quality_weight"): ("0.5",)}
    assert "match_weight in {0.9, 1.0}" in found.verdict()


def test_words_are_peeled_too(toy, tmp_path) -> None:
    factors = [ts.Factor("weights", {word: {"market.match_weight": weight, "market.quality_weight": 0.1} for word, weight in
                                     {"low": 0.1, "high": 0.9, "higher": 1.0}.items()}), ts.Factor("market.taste_spread", low=0.1, high=1.1)]
    study = ts.Study("stocksy", factors, design="sobol", points=64, replications=1, set=TINY)
    found = study.run(tmp_path / "words", progress=False).discover("gmv_total", below=0.5)
    assert set(found.limits.loc[(1, "weights"), "levels"]) == {"high", "higher"}
    assert found.boxes.loc[1, "coverage"] == 1


def test_what_cannot_be_discovered_is_told(toy, tmp_path) -> None:
    study = ts.Study("stocksy", FACTORS, design="latin_hypercube", points=40, replications=1, set=TINY)
    result = study.run(tmp_path / "toy", progress=False)
    for words, arguments in {
        r"gmv_total below -1 at no point \(it lies between 0 and 1\)": {"below": -1},
        "gmv_total above -1 at every point": {"above": -1},
        "say when it fails, by one limit": {},
        "density is a share between 0 and 1, not 80": {"below": 0.5, "density": 80},
        "boxes must be 1 or more": {"below": 0.5, "boxes": 0},
        "40 points are too few to find a box of 1% of them in: sample at least 100": {"below": 0.5, "mass": 0.01},
    }.items():
        with pytest.raises(ts.StudyError, match=words):
            result.discover("gmv_total", **arguments)
    with pytest.raises(ts.StudyError, match="keeps no outcome 'gmv_totals'; the nearest is 'gmv_total'"):
        result.discover("gmv_totals", below=1)
    for shard in (tmp_path / "toy" / "shards").iterdir():
        shard.unlink()
    with pytest.raises(ts.StudyError, match="40 of 40 points have no value"):
        ts.open_study(tmp_path / "toy").discover("gmv_total", below=0.5)


def test_failures_without_a_pattern_give_no_box(monkeypatch, tmp_path) -> None:
    def coin(scenarios: Any, seed: int, jobs: Any, *others: Any) -> Any:
        done = toy_run_list(scenarios, seed, jobs, *others)
        done["outcomes"][:, PLACE] = [int(1e6 * value_of(scenarios[scenario].toml, "market.taste_spread")) % 2 for scenario, _ in jobs]
        return done

    monkeypatch.setattr("townsquare._core.run_list", coin)
    study = ts.Study("stocksy", FACTORS, design="latin_hypercube", points=200, replications=1, set=TINY)
    found = study.run(tmp_path / "coin", progress=False).discover("gmv_total", below=0.5, density=0.99, mass=0.2)
    assert found.boxes.empty and found.limits.empty and 0.4 < found.trajectory["density"].max() < 0.99
    assert "no box of factors holds them densely enough" in found.verdict()


def test_a_box_comes_out_of_the_engine_too(tmp_path) -> None:
    factors = {"market.need_rate": ("0.05 /week", "1 /week"), "voters.time_cost": ("1 USD", "10 USD")}
    study = ts.Study("stocksy", factors, design="sobol", points=64, replications=2, set={**TINY, "market.buyers": 400})
    result = study.run(tmp_path / "real", progress=False)
    middle = float(result.means("gmv_total")["mean"].quantile(0.4))
    found = result.discover("gmv_total", below=middle)
    assert found.limits.index[0] == (1, "need_rate") and found.limits["unit"].iloc[0] == "/week"
    assert found.boxes.loc[1, "coverage"] > 0.7 and "need_rate at most" in found.verdict()

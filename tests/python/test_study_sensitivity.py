"""Indices of SALib on a linear toy, through factors, points, shards, dataset and back."""

from __future__ import annotations

import numpy as np
import pytest
import townsquare as ts
from study_worlds import TINY, WEIGHTS, toy_of, toy_run_list

pytest.importorskip("SALib")
FACTORS = [ts.Factor(key, low=0.1, high=1.1) for key in WEIGHTS]
SHARES = np.array([16, 4, 1]) / 21  # of the variance of a sum with weights 4, 2 and 1


@pytest.fixture
def toy(monkeypatch):
    monkeypatch.setattr("townsquare._core.run_list", toy_run_list)


def test_sobol_indices_of_a_linear_toy_are_its_squared_weights(toy, tmp_path) -> None:
    study = ts.Study("stocksy", FACTORS, design="saltelli", points=256, replications=2, set=TINY, outcomes=["gmv_total"])
    assert study.n_points == 256 * (3 + 2)
    found = study.run(tmp_path / "toy", progress=False).sensitivity("gmv_total")
    assert list(found.index) == ["match_weight", "quality_weight", "taste_spread"]
    for index in ("first", "total"):
        assert found[index].to_numpy() == pytest.approx(SHARES, abs=0.02)
        assert ((found[f"{index}_low"] <= SHARES) & (SHARES <= found[f"{index}_high"])).all()
    assert found.attrs["luck_share"] > 0  # replications differ by 1


def test_sobol_indices_of_ishigami_s_function_lie_in_their_intervals(monkeypatch, tmp_path) -> None:
    """Ishigami and Homma (1990) with a = 7 and b = 0.1: exact shares are known, the third factor acts through the first alone."""
    a, b = 7, 0.1
    variance = a**2 / 8 + b * np.pi**4 / 5 + b**2 * np.pi**8 / 18 + 0.5
    first = np.array([0.5 * (1 + b * np.pi**4 / 5) ** 2, a**2 / 8, 0]) / variance
    total = first + np.array([8 * b**2 * np.pi**8 / 225, 0, 8 * b**2 * np.pi**8 / 225]) / variance

    def ishigami(*values: float) -> float:
        x, y, z = (2 * np.pi * (value - 0.6) for value in values)
        return float(np.sin(x) + a * np.sin(y) ** 2 + b * z**4 * np.sin(x))

    monkeypatch.setattr("townsquare._core.run_list", toy_of(ishigami))
    study = ts.Study("stocksy", FACTORS, design="saltelli", points=512, replications=1, set=TINY)
    found = study.run(tmp_path / "ishigami", progress=False).sensitivity("gmv_total")
    for index, exact in (("first", first), ("total", total)):
        assert found[index].to_numpy() == pytest.approx(exact, abs=0.06)
        assert ((found[f"{index}_low"] <= exact + 1e-9) & (exact - 1e-9 <= found[f"{index}_high"])).all(), found


def test_a_saltelli_design_grows_without_running_a_point_again(toy, tmp_path) -> None:
    small = ts.Study("stocksy", FACTORS, design="saltelli", points=16, replications=1, set=TINY)
    large = ts.Study("stocksy", FACTORS, design="saltelli", points=32, replications=1, set=TINY)
    small.run(tmp_path / "toy", progress=False)
    assert large.plan(tmp_path / "toy").runs_left == 16 * 5
    assert large.run(tmp_path / "toy", progress=False).status().missing == 0


def test_morris_and_pawn_rank_the_weights(toy, tmp_path) -> None:
    morris = ts.Study("stocksy", FACTORS, design="morris", points=20, replications=1, set=TINY)
    found = morris.run(tmp_path / "morris", progress=False).sensitivity("gmv_total")
    assert found["mu_star"].to_numpy() == pytest.approx([4, 2, 1], rel=1e-6)  # effects on the unit interval
    assert found["sigma"].to_numpy() == pytest.approx(0, abs=1e-6)
    sample = ts.Study("stocksy", FACTORS, design="latin_hypercube", points=300, replications=1, set=TINY)
    ranks = sample.run(tmp_path / "pawn", progress=False).sensitivity("gmv_total")
    assert list(ranks["median"].sort_values(ascending=False).index) == ["match_weight", "quality_weight", "taste_spread"]
    assert (ranks["median_low"] <= ranks["median_high"]).all()


def test_a_method_is_refused_with_the_wrong_design_or_an_unfinished_study(toy, tmp_path) -> None:
    sample = ts.Study("stocksy", FACTORS, design="sobol", points=8, replications=2, set=TINY)
    result = sample.run(tmp_path / "toy", progress=False)
    with pytest.raises(ts.StudyError, match="method 'sobol' needs design 'saltelli', and this study has 'sobol'"):
        result.sensitivity("gmv_total", "sobol")
    for shard in (tmp_path / "toy" / "shards").iterdir():
        shard.unlink()
    with pytest.raises(ts.StudyError, match="8 of 8 points have no value"):
        ts.open_study(tmp_path / "toy").sensitivity("gmv_total")
    flat = ts.Study("stocksy", FACTORS, design="saltelli", points=8, replications=2, set=TINY)
    with pytest.raises(ts.StudyError, match="nothing moves it"):
        flat.run(tmp_path / "flat", progress=False).sensitivity("survived")


def test_indices_come_out_of_the_engine_too(tmp_path) -> None:
    factors = {"market.need_rate": ("0.1 /week", "1 /week"), "voters.time_cost": ("1 USD", "10 USD")}
    study = ts.Study("stocksy", factors, design="saltelli", points=32, replications=2, set={**TINY, "market.buyers": 400})
    found = study.run(tmp_path / "real", progress=False).sensitivity("gmv_total")
    assert found.loc["need_rate", "total"] > 0.5 > found.loc["time_cost", "total"]

"""Calibration on a toy whose posterior is known, and on the engine: the same seed gives the same posterior."""

from __future__ import annotations

import random

import numpy as np
import pytest
import townsquare as ts
import xarray as xr
from study_worlds import TINY, value_of
from townsquare.calibration import Target, calibrate, published

pytest.importorskip("pyabc")
FACTORS = [ts.Factor("market.match_weight", low=0.0, high=10.0)]
LEVEL = Target("level", 4.0, "level", scale=1.0)


@pytest.fixture
def toy(monkeypatch):
    def run(scenario, weeks, seed):
        level = value_of(scenario.toml, "market.match_weight") + np.random.default_rng(seed).normal()
        return xr.Dataset({"level": ("replication", [level]), "gmv": (("replication", "week"), np.full((1, weeks), level))})

    monkeypatch.setattr("townsquare.calibration.fit.run_once", run)


def test_the_posterior_of_a_toy_is_the_known_one(toy) -> None:
    """A normal value with a flat prior around one observation: its posterior is normal there, with the same spread."""
    fit = calibrate("stocksy", FACTORS, [LEVEL], population=150, generations=4, set=TINY)
    values, weights = fit.posterior["match_weight"], fit.posterior["weight"]
    mean = float((values * weights).sum())
    assert weights.sum() == pytest.approx(1)
    assert mean == pytest.approx(4, abs=0.35)
    assert np.sqrt(float((weights * (values - mean) ** 2).sum())) == pytest.approx(1, abs=0.3)
    assert (fit.posterior["distance"] <= fit.generations["epsilon"].iloc[-1]).all()
    assert fit.generations["epsilon"].is_monotonic_decreasing
    summary = fit.summary().loc["match_weight"]
    assert summary["low"] < 4 < summary["high"] and 0.2 < summary["narrowing"] < 0.6
    # what is held back is compared, not fitted
    table = fit.check([LEVEL, Target("half", 2.0, "level", scale=1.0, use="predicted")], draws=200)
    assert table.loc["level", "rank"] == pytest.approx(0.5, abs=0.15) and table.loc["half", "rank"] < 0.25
    assert table.loc["level", "high"] - table.loc["level", "low"] < table.loc["level", "prior_high"] - table.loc["level", "prior_low"]


def test_a_fit_through_the_engine_is_the_same_again_to_the_last_bit() -> None:
    factors = [ts.Factor("market.buyers", low=50, high=400, scale="log"), ts.Factor("market.need_rate", low="0.1 /week", high="1 /week")]
    targets = [Target("sales", 20_000.0, "gmv", (0, 11))]
    before = (np.random.get_state()[1].copy(), random.getstate())
    first, again = (calibrate("stocksy", factors, targets, population=10, generations=2, set=TINY) for _ in range(2))
    assert np.array_equal(np.random.get_state()[1], before[0]) and random.getstate() == before[1]
    assert first.posterior.equals(again.posterior) and first.generations.equals(again.generations)
    other = calibrate("stocksy", factors, targets, population=10, generations=2, seed=2, set=TINY)
    assert not first.posterior["buyers"].equals(other.posterior["buyers"])
    assert first.posterior["buyers"].between(50, 400).all() and (first.posterior["buyers"] % 1 == 0).all()
    assert list(first.summary()["unit"]) == ["", "/week"]
    # what is fitted is not drawn once more, all else is
    from townsquare.calibration.fit import scenario_at

    there = scenario_at(first.scenario, first.factors, first.places[0])
    assert "market.need_rate" not in there.uncertain().index and "market.taste_spread" in there.uncertain().index
    ds = first.runs(3, weeks=12)
    assert dict(ds["gmv"].sizes) == {"arm": 1, "replication": 3, "week": 12}
    assert first.check(draws=5).equals(again.check(draws=5))


def test_what_stocksy_published_is_read_from_the_catalogue() -> None:
    everything = published("stocksy", use=None)
    assert [(each.name, each.value, each.weeks, each.use) for each in everything] == [
        ("sales 2014", 3.5e6, (40, 91), "fitted"), ("sales 2015", 7.93e6, (92, 143), "fitted"), ("sales 2017", 10.7e6, (196, 247), "predicted")]
    assert published("stocksy") == everything[:2]
    with pytest.raises(ts.StudyError, match="nothing published by 'stoxy' is in the catalogue; there are stocksy"):
        published("stoxy")


def test_what_cannot_be_fitted_is_told_before_anything_is() -> None:
    sales = Target("sales", 100.0, "gmv", (0, 11))
    for words, factors, targets in (
        ("at least one factor and one target", [], [sales]),
        ("at least one factor and one target", FACTORS, [Target("sales", 100.0, "gmv", (0, 11), use="predicted")]),
        ("factor 'buyers' has levels", [ts.Factor("market.buyers", [1, 2])], [sales]),
        ("two factors have the same name", FACTORS * 2, [sales]),
        ("reaches week 99, and a run has 12 weeks", FACTORS, [Target("late", 1.0, "gmv", (0, 99))]),
        ("there is no weekly series of that name", FACTORS, [Target("sales", 1.0, "gmvv", (0, 3))]),
        ("there is no outcome of that name", FACTORS, [Target("sales", 1.0, "gmv")]),
    ):
        with pytest.raises(ts.StudyError, match=words):
            calibrate("stocksy", factors, targets, population=10, generations=1, set=TINY)
    with pytest.raises(ts.InvalidScenario, match="match_weight"):
        calibrate("stocksy", [ts.Factor("market.match_weigth", low=0.0, high=1.0)], [sales], population=10, generations=1, set=TINY)
    for words, arguments in (("only values above 0 are compared by ratio", (0.0, "gmv", (0, 1))), ("weeks of target", (1.0, "gmv", (3, 1)))):
        with pytest.raises(ts.StudyError, match=words):
            Target("wrong", *arguments)

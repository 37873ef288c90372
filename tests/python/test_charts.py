"""Charts carry the numbers that the results hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import townsquare as ts
from study_worlds import TINY, study

pytest.importorskip("altair")
from townsquare import charts  # noqa: E402


def is_drawn(chart) -> bool:
    """A renderer of Vega-Lite takes it, and makes a picture of it."""
    converter = pytest.importorskip("vl_convert")
    png = converter.vegalite_to_png(chart.to_dict())
    return png.startswith(b"\x89PNG") and len(png) > 2000


def test_a_fan_has_the_quantiles_and_the_living_of_the_result_file(tmp_path) -> None:
    path = tmp_path / "runs.nc"
    ts.compare("stocksy", "photo-operator", replications=9, weeks=30, set={"market.buyers": 100, "market.sellers": 60, "growth.founding_sellers": 40}, output=path, progress=False)
    ds = ts.open_result(path).ds
    chart = charts.fan(ds, "gmv", smooth=1)
    data = chart.data.set_index(["arm", "week"])
    assert len(data) == 2 * 30
    for arm in ("stocksy", "photo-operator"):
        for week in (0, 13, 29):
            values = ds["gmv"].sel(arm=arm).isel(week=week).to_numpy()
            row = data.loc[(arm, int(ds["week"][week]))]
            assert row[["low", "quarter", "median", "three_quarters", "high"]].tolist() == pytest.approx(list(np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])))
            assert row["alive"] == ds["is_alive"].sel(arm=arm).isel(week=week).mean()
    assert is_drawn(chart)
    with pytest.raises(ValueError, match="no weekly series 'gmw'"):
        charts.fan(ds, "gmw")


def test_a_phase_diagram_has_the_means_and_intervals_of_the_study(whole) -> None:
    means = whole.means("gmv_total")
    chart = charts.phases(means, "take_rate", "match_weight")
    assert chart.data[["mean", "low", "high"]].equals(means[["mean", "low", "high"]])
    assert chart.data["take_rate"].tolist() == means["take_rate"].tolist()
    assert is_drawn(chart)
    with pytest.raises(ValueError, match="no factor is called 'fee'; there are take_rate, match_weight"):
        charts.phases(means, "fee", "match_weight")
    with pytest.raises(ValueError, match="several points each"):
        charts.phases(pd.concat([means, means]), "take_rate", "match_weight")


def test_a_phase_diagram_of_a_frontier_marks_what_is_unsure() -> None:
    scenario = ts.load("stocksy", {**TINY, "capital.start_cash": "1M USD"})
    frontier = ts.launch_frontier(scenario, [2, 40], [0, 20, 50], replications=4, progress=False)
    data = charts.phases(frontier["survived"], "founding_buyers", "founding_sellers").data
    assert len(data) == 6
    for _, row in data.iterrows():
        runs = frontier["survived"].sel(founding_buyers=int(row["founding_buyers"]), founding_sellers=int(row["founding_sellers"]))
        assert row["mean"] == runs.mean() and row["unsure"] == (row["low"] < 0.5 < row["high"])
    with pytest.raises(ValueError, match="no dimension 'buyers'"):
        charts.phases(frontier["survived"], "buyers", "founding_sellers")


def test_boxes_are_drawn_where_they_were_found(tmp_path) -> None:
    pytest.importorskip("ema_workbench")
    factors = {"market.need_rate": ("0.05 /week", "1 /week"), "voters.time_cost": ("1 USD", "10 USD")}
    result = study(2, factors=factors, design="sobol", points=64, set={"market.buyers": 400}).run(tmp_path / "real", progress=False)
    middle = float(result.means("gmv_total")["mean"].quantile(0.4))
    chart = charts.boxes(result, "gmv_total", "need_rate", "time_cost", below=middle)
    found = result.discover("gmv_total", below=middle)
    assert (chart.data["failed"] == found.question).sum() == found.failed
    frame = chart.layer[1].data.iloc[0]
    assert frame["need_rate_high"] == found.limits.loc[(1, "need_rate"), "high"] and frame["need_rate_low"] == chart.data["need_rate"].min()
    assert is_drawn(chart)
    with pytest.raises(ValueError, match="no factor with a range is called 'fee'"):
        charts.boxes(result, "gmv_total", "fee", "time_cost", below=middle)


def test_the_pictures_of_a_fit_hold_its_weights_and_its_check() -> None:
    pytest.importorskip("pyabc")
    from townsquare.calibration import Target, calibrate

    factors = [ts.Factor("market.buyers", low=50, high=400, scale="log"), ts.Factor("market.need_rate", low="0.1 /week", high="1 /week")]
    fit = calibrate("stocksy", factors, [Target("sales", 20_000.0, "gmv", (0, 11))], population=10, generations=1, set=TINY)
    chart = charts.posterior(fit, bins=4)
    for name in ("buyers", "need_rate"):
        part = chart.data[chart.data["factor"] == name]
        assert part["weight"].sum() == pytest.approx(1)
        for _, row in part.iterrows():
            inside = fit.posterior[name].between(row["low"], row["high"])
            assert row["weight"] == pytest.approx(fit.posterior["weight"][inside].sum(), abs=0.11)  # an edge may round to a whole number
    assert is_drawn(chart)
    table = fit.check(draws=5)
    assert charts.check(table).data.set_index("target")[["published", "median"]].equals(table[["published", "median"]])
    assert is_drawn(charts.check(table, unit="USD"))

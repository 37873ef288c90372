"""What a person does in a notebook: load, run, compare, look, and make mistakes."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import townsquare as ts
from townsquare import _core
from townsquare._words import estimate_of, interval

from conftest import SMALL


@pytest.fixture(scope="module")
def result(small):
    return ts.run("stocksy", replications=6, seed=3, set=small, progress=False)


@pytest.fixture(scope="module")
def comparison(small):
    return ts.compare("stocksy", "shutterstock-schedule", replications=6, seed=3, set=small, progress=False)


class TestScenario:
    def test_a_name_of_the_catalogue_and_its_path_are_the_same_scenario(self) -> None:
        table = ts.list_catalogue("scenarios").set_index("name")
        assert {"stocksy", "shutterstock-schedule"} <= set(table.index)
        assert ts.load("stocksy") == ts.load(table.loc["stocksy", "path"])

    def test_its_text_reads_back_as_itself(self, tmp_path) -> None:
        scenario = ts.load("stocksy")
        file = tmp_path / "stocksy.toml"
        file.write_text(scenario.toml, encoding="utf-8")
        assert ts.load(file).toml == scenario.toml

    def test_with_changes_a_copy_only(self) -> None:
        scenario = ts.load("stocksy")
        before = scenario.toml
        changed = scenario.with_({"run.weeks": "30 weeks", "market.buyers": 500, "market.need_rate": "0.2 /week"})
        assert (changed.weeks, scenario.weeks) == (30, 260)
        assert scenario.toml == before and changed != scenario
        assert ts.load(changed) == changed

    def test_numbers_of_numpy_are_numbers(self) -> None:
        assert ts.load("stocksy").with_({"market.buyers": np.int64(500)}) == ts.load("stocksy", set={"market.buyers": 500})

    def test_the_description_is_prose_about_this_scenario(self) -> None:
        text = ts.load("stocksy").describe()
        assert len(text.splitlines()) > 10 and "member" in text
        assert "stocksy" in repr(ts.load("stocksy"))
        assert "<pre>" in ts.load("stocksy")._repr_html_()

    def test_assumptions_that_nobody_measured_have_ranges(self) -> None:
        table = ts.load("stocksy").uncertain()
        assert len(table) > 5 and (table["low"] < table["high"]).all()


class TestMistakes:
    def test_a_typing_error_is_told_with_place_and_nearest_word(self, tmp_path) -> None:
        file = tmp_path / "mine.toml"
        file.write_text('title = "Mine"\n[fees]\nrule = "take_rate"\ntake_rat = "8 %"\n', encoding="utf-8")
        with pytest.raises(ts.InvalidScenario) as caught:
            ts.load(file)
        assert re.search(r"mine\.toml:4:1\b", str(caught.value)), caught.value
        assert "take_rate" in str(caught.value) and "take_rat" in str(caught.value)

    def test_all_mistakes_are_told_at_once(self) -> None:
        with pytest.raises(ts.InvalidScenario) as caught:
            ts.load("stocksy", set={"market.buyerz": 5, "run.weeks": "40", "market.quality_mean": "140 %"})
        for word in ("buyerz", "weeks", "140 %"):
            assert word in str(caught.value)

    def test_an_invalid_scenario_is_a_value_error(self) -> None:
        with pytest.raises(ValueError, match="stocksy"):
            ts.load("stoksy")

    def test_a_change_of_a_scenario_is_checked_like_a_file(self) -> None:
        with pytest.raises(ts.InvalidScenario, match="need_rate"):
            ts.load("stocksy").with_({"market.need_rat": "0.2 /week"})

    @pytest.mark.parametrize("bad", [{"replications": 0}, {"replications": -3}, {"threads": 0}])
    def test_numbers_that_make_no_sense_are_refused(self, bad) -> None:
        with pytest.raises(ValueError, match=next(iter(bad))):
            ts.run("stocksy", progress=False, **bad)

    @pytest.mark.parametrize(("bad", "kind"), [
        ({"seed": -1}, ValueError), ({"seed": 2**64}, ValueError), ({"seed": 1.5}, TypeError), ({"seed": "one"}, TypeError),
        ({"replications": 2.0}, TypeError), ({"replications": 2**32}, ValueError), ({"replications": None}, TypeError),
        ({"threads": "two"}, TypeError), ({"weeks": 0}, ValueError), ({"weeks": "5 weeks"}, TypeError),
    ])
    def test_arguments_of_another_kind_are_told_by_their_names(self, bad, kind) -> None:
        with pytest.raises(kind) as caught:
            ts.run("stocksy", progress=False, **bad)
        assert str(caught.value).startswith(f"{next(iter(bad))} must be a whole number"), caught.value

    @pytest.mark.parametrize("bad", [["fees.take_rate=8 %"], "fees.take_rate=8 %", {3: "8 %"}, {"fees.take_rate": None}])
    def test_settings_of_another_kind_are_told(self, bad) -> None:
        with pytest.raises(TypeError, match="key|value"):
            ts.load("stocksy", set=bad)

    def test_a_scenario_of_another_kind_is_told(self) -> None:
        with pytest.raises(TypeError, match="a scenario is a name"):
            ts.run(7, progress=False)
        with pytest.raises(TypeError, match="a scenario is a name"):
            ts.compare(7, 8, progress=False)

    def test_weeks_out_of_range_are_told_as_weeks(self) -> None:
        with pytest.raises(ts.InvalidScenario) as caught:
            ts.run("stocksy", weeks=10**6, progress=False)
        assert "weeks=1000000" in str(caught.value) and "--set" not in str(caught.value)

    def test_a_comparison_needs_two_arms(self) -> None:
        with pytest.raises(ValueError, match="two"):
            ts.compare(ts.load("stocksy"))

    def test_a_folder_that_is_not_there_is_an_os_error_with_its_name(self, small, tmp_path) -> None:
        with pytest.raises(OSError, match="nowhere"):
            ts.run("stocksy", replications=1, set=small, output=tmp_path / "nowhere" / "r.nc", progress=False)

    def test_a_file_of_something_else_is_refused(self, tmp_path) -> None:
        file = tmp_path / "letter.nc"
        file.write_text("Dear all,")
        with pytest.raises(ts.ResultFileError, match=r"letter\.nc"):
            ts.open_result(file)
        with pytest.raises(FileNotFoundError):
            ts.open_result(tmp_path / "none.nc")


class TestWeeks:
    def test_weeks_are_the_length_of_a_run(self, small) -> None:
        short = ts.run("stocksy", replications=1, weeks=9, set={k: v for k, v in small.items() if k != "run.weeks"}, progress=False)
        assert short.ds.sizes["week"] == 9
        both = ts.compare("stocksy", "photo-operator", replications=1, weeks=9, set={"market.buyers": 100}, progress=False)
        assert both.ds.sizes["week"] == 9
        assert ts.load("stocksy", weeks=9).weeks == 9 and ts.load(ts.load("stocksy"), weeks=9).weeks == 9

    def test_weeks_given_twice_contradict(self) -> None:
        with pytest.raises(ts.InvalidScenario, match="set twice"):
            ts.load("stocksy", set={"run.weeks": "9 weeks"}, weeks=9)

    def test_booleans_and_tuples_are_values(self) -> None:
        assert ts.load("stocksy", set={"run.draw_assumptions": False}).uncertain() is not None
        tiers = {"fees.rule": "tiered", "fees.take_rates": ("85 %", "80 %"), "fees.from_orders": (0, 101)}
        assert "101 orders" in " ".join(ts.load("shutterstock-schedule", set=tiers).describe().split())


class TestResult:
    def test_it_is_a_dataset_with_dimensions_coordinates_and_units(self, result) -> None:
        ds = result.ds
        assert isinstance(ds, xr.Dataset)
        assert {name: ds.sizes[name] for name in ("arm", "replication", "week")} == {"arm": 1, "replication": 6, "week": 40}
        assert ds["assumption_factor"].dims == ("replication", "assumption")
        assert ds["gmv"].dims == ("arm", "replication", "week")
        assert ds["gini_of_sales"].dims == ("arm", "replication")
        assert list(ds["arm"].to_numpy()) == ["stocksy"]
        for name in [*result.series, *result.outcome_names]:
            assert ds[name].attrs["units"] and ds[name].attrs["long_name"], name
        assert ds["gmv"].attrs["units"] == "USD/week"

    def test_series_lie_in_the_engine_memory(self, result) -> None:
        values = result.ds["gmv"].to_numpy()
        assert not values.flags.owndata and not values.flags.writeable
        assert np.shares_memory(values, result.ds["gmv"].variable.values)

    def test_arrays_outlive_the_result(self, small) -> None:
        values = ts.run("stocksy", replications=1, set=small, progress=False).ds["gmv"].to_numpy()
        kept = values.copy()
        import gc

        gc.collect()
        ts.run("stocksy", replications=1, seed=9, set=small, progress=False)
        assert np.array_equal(values, kept)

    def test_totals_of_the_engine_are_sums_of_its_weeks(self, result) -> None:
        np.testing.assert_allclose(result.ds["gmv"].sum("week"), result.ds["gmv_total"], rtol=1e-12)
        assert float(result.ds["gmv_total"].min()) > 0

    def test_the_frame_is_tidy(self, result) -> None:
        frame = result.frame()
        assert isinstance(frame, pd.DataFrame)
        assert len(frame) == 6 * 40 and {"arm", "replication", "week", "gmv"} <= set(frame.columns)

    def test_outcomes_have_means_inside_their_intervals(self, result) -> None:
        table = result.outcomes
        assert {"mean", "low", "high", "unit"} <= set(table.columns)
        assert ((table["low"] <= table["mean"] + 1e-9) & (table["mean"] <= table["high"] + 1e-9)).all()
        mean, low, high = _core.mean_of(result.ds["gmv_total"].to_numpy().ravel())
        assert tuple(table.loc[("gmv_total", "stocksy"), ["mean", "low", "high"]]) == (mean, low, high)

    def test_its_picture_in_a_notebook_is_small_and_has_no_scripts(self, result, comparison) -> None:
        for each in (result, comparison):
            html = each._repr_html_()
            assert len(html) < 20_000 and "<svg" in html and "<table" in html
            assert "<script" not in html and "NaN" not in html and "nan" not in html.lower().replace("financ", "")
            assert each.fingerprint in html

    def test_its_text_has_means_and_differences_in_a_narrow_table(self, result, comparison) -> None:
        for each in (result, comparison):
            lines = repr(each).splitlines()
            assert each.fingerprint in lines[0] and max(map(len, lines)) <= 100
            assert any(line.startswith("gmv total, USD") for line in lines)
        rows = [line for line in repr(comparison).splitlines() if line.startswith("  shutterstock-schedule")]
        assert len(rows) > 5
        assert all(line.count("[") == line.count("]") == 2 for line in rows), rows  # a mean and a difference
        one = estimate_of(result.outcomes, "gmv_total", "stocksy")
        assert interval(one) in repr(result)
        assert interval(estimate_of(comparison.effects(), "gmv_total", "shutterstock-schedule", "difference"), "+") in repr(comparison)

    def test_one_replication_is_enough_to_look_at(self, small) -> None:
        one = ts.run("stocksy", replications=1, set=small, progress=False)
        assert "<table" in one._repr_html_() and len(one.outcomes) > 5


    def test_influences_name_the_assumptions_that_move_an_answer(self, result, comparison) -> None:
        for each in (result, comparison):
            table = each.influences("gmv_total")
            assert set(table.index) == set(each.ds["assumption"].to_numpy())
            assert table["share"].is_monotonic_decreasing and table["correlation"].between(-1, 1).all()
        fixed = ts.run("stocksy", replications=2, set={**SMALL, "run.draw_assumptions": "no"}, progress=False)
        assert fixed.influences("gmv_total").empty


class TestComparison:
    def test_effects_are_paired(self, comparison) -> None:
        effects = comparison.effects()
        gmv = comparison.ds["gmv_total"]
        differences = gmv.sel(arm="shutterstock-schedule") - gmv.sel(arm="stocksy")
        row = effects.loc[("gmv_total", "shutterstock-schedule")]
        assert row["difference"] == pytest.approx(float(differences.mean()))
        assert row["low"] < row["difference"] < row["high"]
        half = 2.5705818 * float(differences.std(ddof=1)) / np.sqrt(6)  # t of 5 degrees, 97.5 %
        assert row["high"] - row["difference"] == pytest.approx(half, rel=1e-5)

    def test_the_reference_can_be_chosen(self, comparison) -> None:
        there = comparison.effects().loc[("gmv_total", "shutterstock-schedule")]
        back = comparison.effects("shutterstock-schedule").loc[("gmv_total", "stocksy")]
        assert back["difference"] == pytest.approx(-there["difference"])
        assert back["low"] == pytest.approx(-there["high"])
        with pytest.raises(ValueError, match="stocksy, shutterstock-schedule"):
            comparison.effects("etsy")

    def test_two_arms_that_are_the_same_do_not_differ_at_all(self, small) -> None:
        twice = ts.compare("stocksy", "stocksy", replications=4, set=small, progress=False)
        assert twice.arms == ["stocksy", "stocksy-2"]  # as the program names them
        assert (twice.effects()["difference"] == 0).all()

    def test_a_comparison_of_the_catalogue_has_its_arms(self, small) -> None:
        three = ts.compare("stocksy-against-twin", replications=2, set=small, progress=False)
        assert three.arms[0] == "stocksy" and len(three.arms) == 3

    def test_an_arm_alone_has_the_luck_it_has_in_company(self, result, comparison) -> None:
        assert np.array_equal(result.ds["fingerprint"].sel(arm="stocksy"), comparison.ds["fingerprint"].sel(arm="stocksy"))

    def test_arms_of_different_length_are_kept_side_by_side(self, small) -> None:
        long = ts.load("stocksy", set=small)
        short = long.with_({"run.weeks": "20 weeks"})
        both = ts.compare(long, short, replications=2, progress=False)
        assert both.ds.sizes["week"] == 40
        assert np.isnan(both.ds["gmv"].isel(arm=1, week=slice(20, None))).all()
        assert not np.isnan(both.ds["gmv"].isel(arm=1, week=slice(None, 20))).any()


def test_results_do_not_depend_on_threads(small) -> None:
    prints = {ts.run("stocksy", replications=9, seed=5, threads=n, set=small, progress=False).fingerprint
              for n in (1, 2, 7, None)}
    assert len(prints) == 1


def test_another_seed_is_another_world(small) -> None:
    prints = {ts.run("stocksy", replications=2, seed=seed, set=small, progress=False).fingerprint for seed in (1, 2)}
    assert len(prints) == 2


def test_more_replications_keep_the_first_ones(small) -> None:
    few, many = (ts.run("stocksy", replications=n, set=small, progress=False) for n in (3, 20))
    assert np.array_equal(few.ds["fingerprint"], many.ds["fingerprint"].isel(replication=slice(3)))


def test_the_tables_of_metrics_and_outcomes_name_each_variable_once() -> None:
    names = [row[0] for row in [*_core.weekly_metrics(), *_core.outcomes()]]
    assert len(names) == len(set(names)) > 30

"""Result files as docs/result_format.md describes them, opened by both readers of netCDF-4 that xarray has."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import townsquare as ts

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "result_format.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(small, tmp_path_factory):
    """A comparison as it was in memory, and its file."""
    file = tmp_path_factory.mktemp("results") / "r.nc"
    return ts.compare("stocksy", "shutterstock-schedule", replications=20, set=small, output=file, progress=False), file


@pytest.fixture(params=["h5netcdf", "netcdf4"])
def opened(request, written):
    with xr.open_dataset(written[1], engine=request.param) as ds:
        yield ds


def test_dimensions_and_coordinates_have_their_names(opened) -> None:
    assert {"arm": 2, "replication": 20, "week": 40}.items() <= dict(opened.sizes).items()
    assert set(opened.sizes) <= {"arm", "replication", "week", "assumption", "event", "hash_byte"}
    assert opened["arm"].to_numpy().tolist() == ["stocksy", "shutterstock-schedule"]
    assert opened["replication"].to_numpy().tolist() == list(range(20))
    assert opened["week"].to_numpy().tolist() == list(range(1, 41))


def test_the_file_holds_the_bits_that_were_computed(opened, written) -> None:
    memory = written[0].ds
    assert set(memory.data_vars) <= set(opened.data_vars)
    for name in memory.data_vars:
        assert opened[name].dims == memory[name].dims, name
        assert opened[name].dtype == memory[name].dtype, name
        assert opened[name].to_numpy().tobytes() == np.ascontiguousarray(memory[name].to_numpy()).tobytes(), name
        assert opened[name].attrs == memory[name].attrs, name


def test_units_name_the_currency(opened) -> None:
    assert opened["gmv"].attrs == {"units": "USD/week", "long_name": "value of orders settled"}
    assert opened["gmv_total"].attrs["units"] == "USD"
    assert not any("currency" in each.attrs.get("units", "") for each in opened.data_vars.values())


def test_the_file_says_what_made_it(opened, written) -> None:
    attributes = opened.attrs
    assert attributes["format"] == "townsquare-result" and attributes["result_version"] == 1
    assert attributes["fingerprint"] == written[0].fingerprint
    assert attributes["is_complete"] == 1 and attributes["n_replications_planned"] == 20
    assert re.fullmatch(r"[0-9a-f]{40}(-dirty)?|unknown", attributes["git_revision"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", attributes["created_utc"])
    assert (opened["status"] == 1).all()


def test_every_attribute_and_every_fixed_variable_is_documented(opened, written) -> None:
    documented = set(re.findall(r"`(\w+)`", DOCUMENT))
    measured = {*written[0].series, *written[0].outcome_names}
    assert set(opened.attrs) <= documented
    assert set(opened.variables) - measured <= documented


def test_the_scenario_inside_gives_the_same_runs(opened, written, tmp_path) -> None:
    file = tmp_path / "again.toml"
    file.write_text(opened["scenario"].sel(arm="stocksy").item(), encoding="utf-8")
    again = ts.run(file, replications=3, seed=int(opened.attrs["seed"]), progress=False)
    expected = opened["fingerprint"].sel(arm="stocksy").isel(replication=slice(3)).to_numpy()
    assert np.array_equal(again.ds["fingerprint"].to_numpy()[0], expected)

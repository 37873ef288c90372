"""Result files: the same from Python and from the program, for every reader, beside other HDF5 libraries."""

from __future__ import annotations

import json
import subprocess
import sys

import h5py
import numpy as np
import pytest
import xarray as xr

import townsquare as ts


@pytest.fixture(scope="module")
def written(small, tmp_path_factory):
    file = tmp_path_factory.mktemp("results") / "two arms.nc"
    result = ts.compare("stocksy", "shutterstock-schedule", replications=5, seed=4, set=small, output=file, progress=False)
    return result, file


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_both_readers_of_netcdf_find_what_python_has_in_memory(written, engine: str) -> None:
    result, file = written
    with xr.open_dataset(file, engine=engine) as ds:
        assert {name: ds.sizes[name] for name in result.ds.sizes} == dict(result.ds.sizes)
        assert set(result.ds.variables) <= set(ds.variables)
        for name, values in result.ds.variables.items():
            assert ds[name].dims == values.dims, name
            np.testing.assert_array_equal(ds[name].to_numpy(), values.to_numpy(), err_msg=str(name))
            for key, text in values.attrs.items():
                assert ds[name].attrs.get(key) == text, f"{key} of {name}"
        for key, value in result.ds.attrs.items():
            assert ds.attrs[key] == value, key


def test_a_file_opens_as_what_was_run(written) -> None:
    result, file = written
    opened = ts.open_result(file)
    assert isinstance(opened, ts.Comparison) and opened.path == file
    assert opened.fingerprint == result.fingerprint
    assert opened.effects().equals(result.effects())
    assert opened.influences("gmv_total").equals(result.influences("gmv_total"))
    assert opened.frame().equals(result.frame())
    assert opened.outcomes.equals(result.outcomes)
    assert opened._repr_html_() == result._repr_html_()


def test_the_scenario_in_a_file_gives_the_same_runs_again(written, tmp_path) -> None:
    result, file = written
    text = str(ts.open_result(file).ds["scenario"].sel(arm="stocksy").to_numpy())
    again = tmp_path / "again.toml"
    again.write_text(text, encoding="utf-8")
    prints = ts.run(again, replications=5, seed=4, progress=False).ds["fingerprint"].to_numpy()
    np.testing.assert_array_equal(prints[0], result.ds["fingerprint"].sel(arm="stocksy").to_numpy())


def test_the_program_and_python_give_the_same_bits(program, small, tmp_path) -> None:
    sets = [word for key, value in small.items() for word in ("--set", f"{key}={value}")]
    file = tmp_path / "program.nc"
    done = subprocess.run(
        [program, "run", "stocksy", "--replications", "5", "--seed", "8", "--json", "--output", file, *sets],
        capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    here = ts.run("stocksy", replications=5, seed=8, set=small, progress=False)
    assert json.loads(done.stdout)["fingerprint"] == here.fingerprint
    there = ts.open_result(file)
    assert there.fingerprint == here.fingerprint
    for name in here.series:
        np.testing.assert_array_equal(there.ds[name].to_numpy(), here.ds[name].to_numpy(), err_msg=name)


# our module brings Debian's HDF5, pip's h5py and netCDF4 bring their own: all in one process, in every order
ORDERS = [
    ("townsquare", "h5py", "netCDF4"),
    ("h5py", "townsquare", "netCDF4"),
    ("netCDF4", "h5py", "townsquare"),
]


@pytest.mark.parametrize("order", ORDERS, ids=[" then ".join(order) for order in ORDERS])
def test_several_hdf5_libraries_live_in_one_process(order, small, tmp_path) -> None:
    code = "\n".join([
        *(f"import {name}" for name in order),
        "import numpy as np, xarray as xr",
        f"small = {small!r}",
        "h5py.File('other.h5', 'w').create_dataset('x', data=np.arange(5.0))",
        "r = townsquare.run('stocksy', replications=2, set=small, output='ours.nc', progress=False)",
        "assert h5py.File('other.h5')['x'][3] == 3",
        "assert h5py.File('ours.nc')['gmv'].shape == (1, 2, 40)",
        "assert netCDF4.Dataset('ours.nc')['gmv'][:].sum() == r.ds['gmv'].sum()",
        "assert xr.open_dataset('ours.nc', engine='h5netcdf')['gmv'].sum() == r.ds['gmv'].sum()",
        "r = townsquare.run('stocksy', replications=2, set=small, output='ours again.nc', progress=False)",
        "print(townsquare.open_result('ours again.nc').fingerprint == r.fingerprint)",
    ])
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True"


def test_a_number_that_was_changed_in_a_file_is_told(written, tmp_path) -> None:
    changed = tmp_path / "changed.nc"
    changed.write_bytes(written[1].read_bytes())
    with h5py.File(changed, "r+") as file:
        file["gmv"][0, 2, 3] += 1
    with pytest.raises(ts.ResultFileError, match="damaged.*stocksy.*replication 2"):
        ts.open_result(changed)
    assert ts.open_result(changed, check=False).arms == written[0].arms


def test_an_outcome_that_a_run_does_not_have_is_left_out_of_means_and_pairs(small) -> None:
    poor = {**small, "capital.start_cash": "320k USD", "marketing.spend": "0 USD/week"}
    both = ts.compare("stocksy", "photo-operator", replications=12, set=poor, progress=False)
    rate, alive = both.ds["final_take_rate"], both.ds["survived"]
    np.testing.assert_array_equal(np.isfinite(rate), alive == 1)
    assert 0 < int(alive.sum()) < alive.size, "some runs must close and some live"
    for arm in both.arms:
        row = both.outcomes.loc[("final_take_rate", arm)]
        assert row["runs"] == int(alive.sel(arm=arm).sum())
        np.testing.assert_allclose(row["mean"], float(rate.sel(arm=arm).mean()))
    effect = both.effects().loc[("final_take_rate", "photo-operator")]
    assert effect["runs"] == int((alive == 1).all("arm").sum())
    shares = both.effects().loc[("survived", "photo-operator")]
    assert -1 <= shares["low"] <= shares["difference"] <= shares["high"] <= 1

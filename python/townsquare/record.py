"""A result file as a dataset, its record of events as a table, and whether that is what was written."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import xarray as xr

from townsquare import _core

__all__ = ["RecordCheck", "events_of", "open_dataset", "rows_of_runs"]

#: What opens files. For each variable of an unlimited dimension h5netcdf looks at all others to learn its size, so that its time grows with
#: the square of their number: 9.3 s against 1.8 s for a file of 188 variables, imports included.
ENGINE = "netcdf4" if find_spec("netCDF4") else "h5netcdf"


def open_dataset(file: Path) -> xr.Dataset:
    """A result file, lazily. *Errors*: ResultFileError when it is none."""
    try:
        ds = xr.open_dataset(file, engine=ENGINE)
    except (OSError, ValueError) as error:
        raise _core.ResultFileError(f"{file}: this is no result file ({error})") from error
    if not {"arm", "replication", "week"} <= set(ds.dims):
        raise _core.ResultFileError(f"{file}: no dimensions arm, replication and week, so it was not written by townsquare")
    return ds


class RecordCheck(NamedTuple):
    """What `Result.verify` found. The fields from `reason` on tell of the first broken link, if there is one.

    Attributes
    ----------
    is_intact
        True if the record is what was written.
    runs, events
        How many were looked at.
    reason
        What is wrong, in words; empty if nothing is.
    arm, replication, event, week
        Where; events and weeks are counted from 1, and week 0 means that there is no such event.
    """

    is_intact: bool
    runs: int
    events: int
    reason: str
    arm: str
    replication: int
    event: int
    week: int


def rows_of_runs(ds: xr.Dataset) -> xr.Dataset:
    """The dataset without events that belong to no run: a kill may leave some."""
    return ds.isel(event=slice(int(ds["event_count"].sum()))) if "event_count" in ds else ds


def events_of(ds: xr.Dataset) -> pd.DataFrame:
    """One row for each event of a dataset, with words for what its numbers stand for."""
    names = [str(name) for name, values in ds.variables.items() if values.dims == ("event",)]
    table = pd.DataFrame({name.removeprefix("event_"): ds[name].to_numpy() for name in names})
    table["arm"] = ds["arm"].to_numpy()[table["arm"].to_numpy()]
    for name in ("kind", "subject"):
        words = np.array(str(ds[f"event_{name}"].attrs["flag_meanings"]).split())
        table[name] = words[table[name].to_numpy()]
    return table

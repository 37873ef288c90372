"""What the runs of Stocksy United give beside what it published: the rows of docs/validation.md.

    build/release/townsquare compare stocksy-against-twin
    python python/calibration/stocksy_facts.py stocksy-against-twin.nc
"""

import sys

import numpy as np
import townsquare as ts
import xarray as xr

YEAR = {2013: slice(0, 40), 2014: slice(40, 92), 2015: slice(92, 144), 2016: slice(144, 196), 2017: slice(196, 248)}  # week 0 is 25 March 2013
PLATFORM_YEAR = {2015: slice(104, 156), 2017: slice(208, 260)}  # dividends are paid at the end of the platform's year


def in_words(values: np.ndarray) -> str:
    """Median and the range of 90 % of the runs."""
    known = values[np.isfinite(values)]
    low, middle, high = np.percentile(known, [5, 50, 95])
    return f"{middle:,.4g} ({low:,.4g} to {high:,.4g}), {known.size} of {values.size} runs"


def first_profit(ds: xr.Dataset) -> np.ndarray:
    """Week, counted from 1, at whose end the fees of the last quarter first cover its costs; NaN if never."""
    margin = (ds["platform_revenue"] - ds["platform_cost"]).rolling(week=13).sum()
    covered = ((margin >= 0) & (ds["gmv"] > 0)).to_numpy()
    return np.where(covered.any(axis=-1), covered.argmax(axis=-1) + 1.0, np.nan)


def main() -> None:
    ds = ts.open_result(sys.argv[1]).ds.sel(arm="stocksy").load()
    lived = (ds["survived"] == 1).to_numpy()
    rows = {f"sales {year}": ds["gmv"].isel(week=YEAR[year]).sum("week") for year in (2014, 2015, 2016, 2017)}
    rows["weeks to a quarter without loss"] = first_profit(ds)
    rows |= {f"dividends {year}": ds["dividends"].isel(week=weeks).sum("week") for year, weeks in PLATFORM_YEAR.items()}
    rows["applications 2015"] = ds["applications"].isel(week=YEAR[2015]).sum("week")
    rows["sellers at the end of 2015"] = ds["active_sellers"].isel(week=143)
    rows["take rate of 2015, weeks with sales"] = 100 * ds["take_rate"].where(ds["gmv"] > 0).isel(week=YEAR[2015]).mean("week")
    rows["take rate of the last year, runs that lived"] = xr.where(lived, 100 * ds["take_rate"].isel(week=slice(208, 260)).mean("week"), np.nan)
    for name, values in rows.items():
        print(f"{name:<45} {in_words(np.asarray(values, dtype=float))}")


if __name__ == "__main__":
    main()

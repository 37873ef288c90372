"""The launch frontier: with how many founding sellers and buyers a platform takes off."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

import numpy as np
import xarray as xr

from townsquare.scenario import Scenario, load, whole_number
from townsquare.study import run, tqdm

__all__ = ["launch_frontier"]

#: Outcomes that are kept of each run.
KEPT = ("reached_critical_mass", "weeks_to_critical_mass", "survived", "gmv_last_year", "seller_income_total", "buyer_surplus_total",
        "market_seller_income_total", "market_buyer_surplus_total")


def launch_frontier(
    scenario: str | PathLike[str] | Scenario,
    founding_sellers: Sequence[int],
    founding_buyers: Sequence[int],
    replications: int = 20,
    *,
    seed: int = 1,
    weeks: int | None = None,
    threads: int | None = None,
    progress: bool = True,
) -> xr.Dataset:
    """Runs a scenario from every pair of founding numbers, on the same luck.

    Parameters
    ----------
    scenario
        As in :func:`townsquare.run`. With rivals in it, of the scenario's own platform.
    founding_sellers, founding_buyers
        Values of ``growth.founding_sellers`` and ``growth.founding_buyers`` (buyer agents), in the order of the axes.
    replications
        Runs from each pair. Replication *r* has the same luck from every pair, so that neighbours differ by their founders only.
    seed, weeks, threads, progress
        As in :func:`townsquare.run`.

    Returns
    -------
    xarray.Dataset
        Outcomes (``reached_critical_mass``, ``survived``, ``gmv_last_year``, ...) with dimensions (founding_sellers, founding_buyers,
        replication); their mean over replications is the phase diagram, which :func:`townsquare.plots.phases` draws.

    Raises
    ------
    ValueError
        If a list is empty.
    InvalidScenario
        If a number of founders is more than there are people.
    """
    sellers = [whole_number("founding_sellers", n, 0) for n in founding_sellers]
    buyers = [whole_number("founding_buyers", n, 0) for n in founding_buyers]
    if not sellers or not buyers:
        raise ValueError("founding_sellers and founding_buyers need at least one number each")
    base = load(scenario, None, weeks=weeks)
    # all scenarios are read before the first one runs: a mistake in the last costs nothing
    scenarios = [[base.with_({"growth.founding_sellers": s, "growth.founding_buyers": b}) for b in buyers] for s in sellers]
    values = {name: np.empty((len(sellers), len(buyers), replications)) for name in KEPT}
    attributes = {}
    with tqdm(total=len(sellers) * len(buyers), unit="pair", disable=not progress, leave=False) as bar:
        for i, row in enumerate(scenarios):
            for j, each in enumerate(row):
                done = run(each, replications, seed=seed, threads=threads, progress=False).ds.isel(arm=0)
                for name in KEPT:
                    values[name][i, j] = done[name].to_numpy()
                    attributes[name] = done[name].attrs
                bar.update()
    axes = ("founding_sellers", "founding_buyers", "replication")
    return xr.Dataset(
        {name: xr.Variable(axes, array, attributes[name]) for name, array in values.items()},
        {"founding_sellers": sellers, "founding_buyers": buyers, "replication": np.arange(replications)},
        {"title": base.title, "seed": seed},
    )

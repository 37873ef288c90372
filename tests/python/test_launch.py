"""The launch frontier: the same luck from every pair of founders."""

from __future__ import annotations

import numpy as np
import pytest
import townsquare as ts
from townsquare import plots

SMALL: dict[str, str | int] = {"growth.founding_sellers": 20, "market.buyers": 400, "market.sellers": 80, "market.niches": 2, "capital.start_cash": "1M USD"}


def test_every_pair_is_the_run_of_its_founders() -> None:
    scenario = ts.load("stocksy", SMALL, weeks=60)
    frontier = ts.launch_frontier(scenario, [2, 40], [0, 50, 200], replications=3, progress=False)
    assert dict(frontier.sizes) == {"founding_sellers": 2, "founding_buyers": 3, "replication": 3}
    alone = ts.run(scenario, 3, set={"growth.founding_sellers": 40, "growth.founding_buyers": 50}, progress=False)
    here = frontier.sel(founding_sellers=40, founding_buyers=50)
    for name in ("gmv_last_year", "reached_critical_mass", "survived"):
        assert np.array_equal(here[name].to_numpy(), alone.ds[name].isel(arm=0).to_numpy(), equal_nan=True)
    # more founders on both sides never sell less on the whole
    sold = frontier["gmv_last_year"].mean("replication")
    assert float(sold.sel(founding_sellers=2, founding_buyers=0)) < float(sold.sel(founding_sellers=40, founding_buyers=200))
    assert plots.phases(frontier["gmv_last_year"]).get_xlabel() == "founding buyers"


def test_a_wrong_pair_is_told_before_anything_runs() -> None:
    with pytest.raises(ts.InvalidScenario, match="founding_sellers"):
        ts.launch_frontier(ts.load("stocksy", SMALL), [10, 100000], [10], progress=False)
    with pytest.raises(ValueError, match="at least one"):
        ts.launch_frontier("stocksy", [], [10])
    with pytest.raises(ValueError, match="founding_buyers"):
        ts.launch_frontier("stocksy", [10], [-1])

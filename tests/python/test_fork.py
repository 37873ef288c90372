"""Runs that are one up to a week and then go separate ways."""

from __future__ import annotations

import numpy as np
import pytest

import townsquare as ts

small = {"market.buyers": 300, "market.sellers": 60, "growth.founding_sellers": 20, "growth.founding_buyers": 60, "run.weeks": "40 weeks"}


def test_arms_are_one_run_up_to_the_fork() -> None:
    base, dear = ts.load("stocksy", small), ts.load("stocksy", small | {"fees.take_rate": "60 %"})
    forked = ts.compare(base, base, dear, fork_at=20, replications=3, progress=False).ds
    assert forked.attrs["fork_at"] == 20
    prints = forked["fingerprint"].values
    assert (prints[0] == prints[1]).all() and (prints[0] != prints[2]).all()
    gmv, rate = forked["gmv"].values, forked["take_rate"].values
    assert np.array_equal(gmv[0, :, :20], gmv[2, :, :20])
    assert np.array_equal(rate[0, :, :20], rate[2, :, :20])
    assert np.allclose(rate[2, :, 20:].max(axis=1), 0.6, atol=0.001)  # 0 in a week without sales
    unbroken = ts.run(base, replications=3, progress=False).ds
    assert np.array_equal(unbroken["fingerprint"].values[0], prints[0])


def test_a_branch_that_cannot_be_lived_is_refused() -> None:
    base, other = ts.load("stocksy", small), ts.load("stocksy", small | {"market.sellers": 70})
    with pytest.raises(ts.InvalidScenario, match=r"(?s)C060.*market\.sellers"):
        ts.compare(base, other, fork_at=20, replications=1, progress=False)
    with pytest.raises(ValueError, match="fork_at"):
        ts.compare(base, base, fork_at=0, replications=1, progress=False)

"""Measures of power of an array."""

from __future__ import annotations

import math

import numpy as np
import pytest

import townsquare as ts


def test_three_holders_have_the_indices_of_the_literature() -> None:
    found = ts.power([50, 49, 1])
    assert found.banzhaf_share == 0.6 and found.pivotal_share == 0.75 and found.is_exact
    assert found.shapley_shubik == pytest.approx(2 / 3)
    assert (found.nakamoto, found.minimal_winning_coalition, found.holders) == (2, 2, 3)


def test_equal_members_are_exact_at_any_number() -> None:
    found = ts.power(np.ones(100_001))
    assert found.is_exact and found.gini == pytest.approx(0, abs=1e-12)
    assert found.pivotal_share == pytest.approx(math.sqrt(2 / (math.pi * 100_001)), rel=1e-4)


def test_what_is_sampled_has_an_error_and_repeats() -> None:
    holdings = np.arange(1, 200)
    found = ts.power(holdings, quota=0.6, seed=3)
    assert not found.is_exact and found.banzhaf_share_error > 0 and math.isnan(found.shapley_shubik)
    assert ts.power(holdings, quota=0.6, seed=3).banzhaf_share == found.banzhaf_share


@pytest.mark.parametrize(("holdings", "quota", "message"), [
    ([1, -1], 0.5, "at least 0"), ([0.5], 0.5, "whole votes"), ([[1, 2]], 0.5, "one column"),
    ([1, 2], 1.0, "share in"), ([2**53, 1], 0.5, "larger units"),
])
def test_what_is_no_power_is_refused(holdings, quota: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ts.power(holdings, quota)

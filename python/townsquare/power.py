"""Who could decide: measures of power for any array of holdings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from townsquare import _core

__all__ = ["PowerMeasures", "power"]


class PowerMeasures(NamedTuple):
    """Power of one body under one quota. Members without power count in `gini` only.

    Attributes
    ----------
    gini
        Of power over all members, in [0, 1).
    holders
        Members with power.
    nakamoto
        Least number of holders that together have more than half.
    minimal_winning_coalition
        Least number of holders that pass alone at the quota; 0 if nobody can.
    banzhaf_share, banzhaf_share_error
        The largest holder's part of all swings, in [0, 1], and its standard error (0: exact).
    shapley_shubik
        The largest holder's chance to be pivotal in a random order; NaN when more than 25 are unequal.
    pivotal_share, pivotal_share_error
        Chance that the largest holder decides a vote of fair coins (absolute Banzhaf), and its standard error.
    is_exact
        False when swings were sampled.
    """

    gini: float
    holders: int
    nakamoto: int
    minimal_winning_coalition: int
    banzhaf_share: float
    banzhaf_share_error: float
    shapley_shubik: float
    pivotal_share: float
    pivotal_share_error: float
    is_exact: bool


def power(holdings: npt.ArrayLike, quota: float = 0.5, seed: int = 1) -> PowerMeasures:
    """Measures of power of a column of votes.

    Parameters
    ----------
    holdings
        Whole votes of each member, at least 0, in one dimension; their sum below 2**53.
    quota
        Share of all votes that a coalition must exceed, in [0, 1).
    seed
        For what is sampled: the swings of more than 25 unequal holders.

    Raises
    ------
    ValueError
        For votes that are negative, not whole or too many, and for a quota outside [0, 1).

    Examples
    --------
    >>> import townsquare as ts
    >>> ts.power([50, 49, 1]).banzhaf_share
    0.6
    """
    votes = np.asarray(holdings)
    if votes.ndim != 1:
        raise ValueError(f"power takes one column of votes, not an array of {votes.ndim} dimensions")
    if not 0 <= quota < 1:
        raise ValueError(f"quota is a share in [0, 1), not {quota}")
    whole = votes.astype(np.int64)
    if (whole != votes).any() or (whole < 0).any():
        raise ValueError("power takes whole votes of at least 0")
    if float(whole.sum(dtype=np.float64)) >= 2.0**53:
        raise ValueError("the votes add up to 2**53 or more: count them in larger units")
    return PowerMeasures(**_core.measure_power(whole, float(quota), int(seed)))

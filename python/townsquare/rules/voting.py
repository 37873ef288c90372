"""Voting rules on arrays: the functions that a run calls when a vote is closed.

Option 0 is the present rule, except under :func:`median`. Ballots are one row for each voter:

* yes or no (majority, supermajority, quadratic, conviction, optimistic, liquid delegation, sortition panel): 1, 0, or -1 to abstain;
* one option (plurality): the index of an option, or -1;
* approval: a matrix of booleans, voters by options;
* rankings (instant runoff, Condorcet): a matrix of indexes, best first, voters by options; a row of -1 abstains;
* numbers (median): see :func:`median`.

>>> import townsquare as ts
>>> ts.rules.voting.majority([1, 1, 0, -1], quorum=0.5).result
'passed'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

import numpy as np
from numpy.typing import ArrayLike

from townsquare.rules.counting import MEANINGS, RULES, Asked, Decision, count, weigh

__all__ = [
    "RULES",
    "Asked",
    "Decision",
    "approval",
    "condorcet",
    "conviction",
    "count",
    "instant_runoff",
    "liquid_delegation",
    "majority",
    "median",
    "optimistic",
    "plurality",
    "quadratic",
    "sortition_panel",
    "supermajority",
    "weigh",
]


def majority(ballots: ArrayLike, power: ArrayLike | None = None, **asked: Unpack[Asked]) -> Decision:
    """More than the asked share of yes and no votes; see :func:`count`."""
    return count("majority", ballots, power, **asked)


def supermajority(ballots: ArrayLike, power: ArrayLike | None = None, *, share: float = 2 / 3, **asked: Unpack[Asked]) -> Decision:
    """At least `share` of yes and no votes, and more than `support`; see :func:`count`."""
    return count("supermajority", ballots, power, share=share, **asked)


def plurality(ballots: ArrayLike, power: ArrayLike | None = None, *, n_options: int | None = None, **asked: Unpack[Asked]) -> Decision:
    """Most votes win, ties go to the lower index; see :func:`count`."""
    return count("plurality", ballots, power, n_options=n_options, **asked)


def approval(ballots: ArrayLike, power: ArrayLike | None = None, **asked: Unpack[Asked]) -> Decision:
    """The most approved option wins, ties go to the lower index; see :func:`count`."""
    return count("approval", ballots, power, **asked)


def instant_runoff(ballots: ArrayLike, power: ArrayLike | None = None, **asked: Unpack[Asked]) -> Decision:
    """Fewest first places are removed until one is left, of equals the highest index; see :func:`count`."""
    return count("instant_runoff", ballots, power, **asked)


def condorcet(ballots: ArrayLike, power: ArrayLike | None = None, **asked: Unpack[Asked]) -> Decision:
    """Who beats all others wins; cycles are broken by strongest paths, ties go to the lower index; see :func:`count`."""
    return count("condorcet", ballots, power, **asked)


def median(numbers: ArrayLike, power: ArrayLike | None = None, *, present: float | None = None, **asked: Unpack[Asked]) -> float:
    """The number in force after a vote on a number: the weighted lower median, if what is asked is met.

    Parameters
    ----------
    numbers
        What each voter asks for, shape (n,).
    power
        Whole power of each voter, shape (n,); 1 each by default.
    present
        The number in force; without one, the median is the answer whatever is asked.
    **asked
        As in :class:`Asked`.

    Returns
    -------
    float
        The median, or the present if the quorum is missed.
    """
    submitted = np.asarray(numbers, dtype=float)
    if submitted.ndim != 1 or not np.isfinite(submitted).all() or (present is None and not submitted.size):
        raise ValueError("numbers are a column of finite numbers")
    grid = np.unique(submitted if present is None else np.append(submitted, present))
    places = np.searchsorted(grid, submitted)
    n_options = max(2, grid.size)
    if present is None:
        return float(grid[count("median", places, power, n_options=n_options).option])
    place = int(np.searchsorted(grid, present))
    return float(grid[count("median", places, power, n_options=n_options, present=place, **asked).option])


def quadratic(
    ballots: ArrayLike, power: ArrayLike | None = None, *, strength: ArrayLike | None = None, credits: float = 10_000, **asked: Unpack[Asked]
) -> Decision:
    """Majority of votes that cost their square of a budget of credits x power; see :func:`count`."""
    return count("quadratic", ballots, power, strength=strength, credits=credits, **asked)


def conviction(
    ballots: ArrayLike,
    power: ArrayLike | None = None,
    *,
    memory: float = 0.0,
    requested_share: float = 0.0,
    half_life: float = 1,
    minimum_conviction: float = 0.03,
    spending_limit: float = 0.04,
    **asked: Unpack[Asked],
) -> Decision:
    """One week of conviction voting; give `memory` of the decision to the next week's count; see :func:`count`."""
    return count(
        "conviction",
        ballots,
        power,
        memory=memory,
        requested_share=requested_share,
        half_life=half_life,
        minimum_conviction=minimum_conviction,
        spending_limit=spending_limit,
        **asked,
    )


def optimistic(ballots: ArrayLike, power: ArrayLike | None = None, *, veto_share: float = 0.1, **asked: Unpack[Asked]) -> Decision:
    """Passes unless votes against reach a share of the electorate; see :func:`count`."""
    return count("optimistic", ballots, power, veto_share=veto_share, **asked)


def liquid_delegation(
    ballots: ArrayLike, power: ArrayLike | None = None, *, delegates: ArrayLike, casts: ArrayLike, **asked: Unpack[Asked]
) -> Decision:
    """Majority, in which the power of who does not cast follows its delegates to the first who does; see :func:`count`."""
    return count("liquid_delegation", ballots, power, delegates=delegates, casts=casts, **asked)


def sortition_panel(
    ballots: ArrayLike,
    power: ArrayLike | None = None,
    *,
    panel_size: int = 25,
    seed: int = 1,
    replication: int = 0,
    proposal: int = 0,
    **asked: Unpack[Asked],
) -> Decision:
    """Majority of a panel drawn by lot among all with power; see :func:`count`."""
    return count(
        "sortition_panel", ballots, power, panel_size=panel_size, seed=seed, replication=replication, proposal=proposal, **asked
    )


def __getattr__(name: str) -> Callable[..., Decision]:
    """A rule of the engine that has no function of its own here: `voting.NAME(ballots, power, ...)` is ``count("NAME", ballots, power, ...)``."""
    if name not in RULES:
        raise AttributeError(f"there is no voting rule {name!r}; there are {', '.join(RULES)}")

    def rule(ballots: ArrayLike, power: ArrayLike | None = None, **asked: Any) -> Decision:
        return count(name, ballots, power, **asked)

    rule.__name__ = rule.__qualname__ = name
    rule.__doc__ = f"{MEANINGS[name]} See :func:`count`."
    return rule


def __dir__() -> list[str]:
    return sorted({*__all__, *RULES})

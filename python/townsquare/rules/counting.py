"""Ballots, power and thresholds as arrays, given to the engine's voting rules; :mod:`townsquare.rules.voting` is the face of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from townsquare import _core

__all__ = ["RULES", "Asked", "Decision", "count", "weigh"]

_rows = {row[0]: row for row in _core.list_voting_rules()}

#: Names of the rules, as `governance.voting.rule` has them.
RULES: tuple[str, ...] = tuple(_rows)

#: What each does, in a sentence of the engine's own table.
MEANINGS: dict[str, str] = {name: row[1] for name, row in _rows.items()}


@dataclass(frozen=True)
class Decision:
    """What a vote decided.

    Attributes
    ----------
    result
        ``passed``, ``defeated``, ``no_quorum``, or ``open`` while a continuous rule has not decided.
    option
        The option in force after the vote.
    yes, no
        Votes for the winner against the present, and the other way round; if the present stays, those of the option that came nearest.
    memory
        What a continuous rule wants to be given at its next count, else 0.
    """

    result: Literal["passed", "defeated", "no_quorum", "open"]
    option: int
    yes: int
    no: int
    memory: float


class Asked(TypedDict, total=False):
    """What a process asks of a vote; keywords of every function here.

    Attributes
    ----------
    quorum
        Least share of the electorate that takes part, 0 by default.
    quorum_number
        Least number of votes, 0 by default.
    counts
        Which votes count for it: ``all_cast`` (default), ``yes_and_abstain`` or ``yes_only``.
    support
        Share of yes among yes and no that must be exceeded, 0.5 by default; for yes/no rules.
    min_approval
        Least share of the electorate that says yes, 0 by default.
    electorate
        Votes there could have been; by default those of everybody in `power`.
    """

    quorum: float
    quorum_number: float
    counts: Literal["all_cast", "yes_and_abstain", "yes_only"]
    support: float
    min_approval: float
    electorate: int


def _values(rule: str, parameters: dict[str, float]) -> list[float]:
    if rule not in _rows:
        raise ValueError(f'there is no voting rule "{rule}"; there are {", ".join(RULES)}')
    known = {key: default for key, _, default, _, _ in _rows[rule][4]}
    if strange := set(parameters) - set(known):
        raise TypeError(f"{rule} has no parameter {', '.join(sorted(strange))}; it has {', '.join(known) or 'none'}")
    return [float(parameters.get(key, default)) for key, default in known.items()]


def _whole(values: ArrayLike, name: str) -> NDArray[np.int64]:
    array = np.asarray(values)
    if array.size and array.dtype.kind not in "iub":
        raise ValueError(f"{name} must be whole numbers")
    return array.astype(np.int64)


def _codes(rule: str, ballots: ArrayLike) -> tuple[NDArray[np.int64], int | None]:
    """Ballots as the engine's codes, and the number of options where the ballots tell it."""
    kind = _rows[rule][2]
    if kind == "approval":
        approves = np.asarray(ballots, dtype=bool)
        return _core.encode_approvals(approves), approves.shape[1]
    if kind == "ranking":
        rankings = _whole(ballots, "rankings")
        return _core.encode_rankings(rankings), rankings.shape[1]
    codes = _whole(ballots, "ballots")
    if codes.ndim != 1:
        raise ValueError(f"{rule} takes one ballot for each voter, not a matrix")
    return codes, 2 if kind == "yes_no" else None


def _weighed(
    rule: str,
    power: NDArray[np.int64],
    casts: ArrayLike | None,
    delegates: ArrayLike | None,
    strength: ArrayLike | None,
    seed: int,
    replication: int,
    proposal: int,
    parameters: dict[str, float],
) -> tuple[NDArray[np.int64], int]:
    n = power.size
    return _core.weigh_votes(
        rule,
        _values(rule, parameters),
        power,
        np.ones(n, np.uint8) if casts is None else np.asarray(casts, dtype=bool).astype(np.uint8),
        np.arange(n) if delegates is None else _whole(delegates, "delegates"),
        np.ones(n, np.float32) if strength is None else np.asarray(strength, dtype=np.float32),
        seed,
        replication,
        proposal,
    )


def weigh(
    rule: str,
    power: ArrayLike,
    *,
    casts: ArrayLike | None = None,
    delegates: ArrayLike | None = None,
    strength: ArrayLike | None = None,
    seed: int = 1,
    replication: int = 0,
    proposal: int = 0,
    **parameters: float,
) -> NDArray[np.int64]:
    """How many votes each voter has under a rule.

    Parameters
    ----------
    rule
        One of `RULES`.
    power
        Whole power of each voter at the snapshot, shape (n,).
    casts
        Who casts a ballot, be it an abstention, shape (n,); everybody by default.
    delegates
        Row that each voter trusts, its own row for nobody, shape (n,); for liquid delegation.
    strength
        How much each cares, in [0, 1], shape (n,); for quadratic voting.
    seed, replication, proposal
        What the lots of a panel are drawn by.
    **parameters
        Values of the rule, such as ``panel_size=25``; its defaults otherwise.

    Returns
    -------
    numpy.ndarray
        Votes, whole numbers, shape (n,); 0 for whoever does not cast.
    """
    return _weighed(rule, _whole(power, "power"), casts, delegates, strength, seed, replication, proposal, parameters)[0]


def count(
    rule: str,
    ballots: ArrayLike,
    power: ArrayLike | None = None,
    *,
    n_options: int | None = None,
    casts: ArrayLike | None = None,
    delegates: ArrayLike | None = None,
    strength: ArrayLike | None = None,
    present: int = 0,
    memory: float = 0.0,
    requested_share: float = 0.0,
    electorate: int | None = None,
    quorum: float = 0.0,
    quorum_number: float = 0.0,
    counts: Literal["all_cast", "yes_and_abstain", "yes_only"] = "all_cast",
    support: float = 0.5,
    min_approval: float = 0.0,
    seed: int = 1,
    replication: int = 0,
    proposal: int = 0,
    **parameters: float,
) -> Decision:
    """Weighs and counts the ballots of one vote.

    Parameters
    ----------
    rule
        One of `RULES`.
    ballots
        One row for each voter; :mod:`townsquare.rules.voting` says how each kind of ballot is written.
    power
        Whole power of each voter, shape (n,); 1 each by default.
    n_options
        Number of options, where ballots are indexes; by default one more than the largest.
    casts, delegates, strength, seed, replication, proposal
        As in :func:`weigh`. The ballot of who does not cast must be one, and counts for nothing.
    present
        Option in force, for `median` alone; 0 otherwise.
    memory, requested_share
        For conviction: what the last count gave, and the part of the fund that is asked for, in [0, 1].
    electorate, quorum, quorum_number, counts, support, min_approval
        As in :class:`Asked`.
    **parameters
        Values of the rule, such as ``share=0.75``; its defaults otherwise.

    Returns
    -------
    Decision
        The same for any order of the voters, but for a panel, whose lots are drawn by row.

    Raises
    ------
    ValueError
        If a ballot, power, rule or value is not what the rule can count.
    TypeError
        If the rule has no parameter of that name.
    """
    values = _values(rule, parameters)
    codes, told = _codes(rule, ballots)
    n = codes.size
    powers = np.ones(n, np.int64) if power is None else _whole(power, "power")
    votes, everybody = _weighed(rule, powers, casts, delegates, strength, seed, replication, proposal, parameters)
    if n_options is None:
        n_options = told if told is not None else max(2, int(codes.max(initial=0)) + 1)
    counted = _core.count_ballots(
        rule,
        values,
        n_options,
        codes,
        votes,
        everybody if electorate is None else electorate,
        present,
        memory,
        requested_share,
        (quorum, quorum_number, counts, support, min_approval),
    )
    return Decision(cast(Literal["passed", "defeated", "no_quorum", "open"], counted[0]), *counted[1:])

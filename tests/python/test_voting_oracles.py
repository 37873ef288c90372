"""The voting rules against pref_voting on thousands of random profiles, and their ties by their own words."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import numpy as np
import pytest
from pref_voting import grade_methods, voting_methods
from pref_voting.grade_profiles import GradeProfile
from pref_voting.profiles import Profile

import townsquare as ts
from townsquare import _core

voting = ts.rules.voting
N_PROFILES = 3000


def random_rankings(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A few kinds of ballots with weights; small and even numbers of voters make ties, small numbers of kinds cycles."""
    n_options, n_kinds = int(rng.integers(2, 7)), int(rng.integers(1, 12))
    orders = np.array([rng.permutation(n_options) for _ in range(n_kinds)])
    return orders, rng.integers(1, rng.choice([3, 20, 1000]), n_kinds)


def as_profile(orders: np.ndarray, power: np.ndarray) -> Profile:
    return Profile([tuple(int(k) for k in order) for order in orders], rcounts=[int(n) for n in power])


def winners_and_ours(method: Callable, ours: Callable) -> tuple[list[list[int]], list[int]]:
    rng = np.random.default_rng(7)
    expected, found = [], []
    for _ in range(N_PROFILES):
        orders, power = random_rankings(rng)
        expected.append([int(k) for k in method(as_profile(orders, power))])
        found.append(ours(orders, power))
    return expected, found


def agree(expected: list[list[int]], found: list[int]) -> None:
    alone = [(e[0], f) for e, f in zip(expected, found, strict=True) if len(e) == 1]
    assert len(alone) > N_PROFILES / 2
    assert not [pair for pair in alone if pair[0] != pair[1]]
    # where the oracle has several winners, ours is one of them
    assert all(f in e for e, f in zip(expected, found, strict=True))


def test_plurality_is_that_of_pref_voting() -> None:
    expected, found = winners_and_ours(
        voting_methods.plurality, lambda o, p: voting.plurality(o[:, 0], p, n_options=o.shape[1]).option
    )
    agree(expected, found)
    assert all(f == min(e) for e, f in zip(expected, found, strict=True))


def test_instant_runoff_is_that_of_pref_voting_whichever_tied_option_goes_first() -> None:
    """Its version with parallel universes lists the winner of every way to break ties."""
    agree(*winners_and_ours(voting_methods.instant_runoff_put, lambda o, p: voting.instant_runoff(o, p).option))


def test_condorcet_with_strongest_paths_is_beat_path_of_pref_voting() -> None:
    expected, found = winners_and_ours(voting_methods.beat_path, lambda o, p: voting.condorcet(o, p).option)
    agree(expected, found)
    assert all(f == min(e) for e, f in zip(expected, found, strict=True))


def test_a_condorcet_winner_of_pref_voting_always_wins() -> None:
    rng = np.random.default_rng(8)
    n_winners = n_cycles = 0
    for _ in range(N_PROFILES):
        orders, power = random_rankings(rng)
        winner = as_profile(orders, power).condorcet_winner()
        n_winners += winner is not None
        n_cycles += winner is None
        assert winner is None or voting.condorcet(orders, power).option == winner
    assert n_winners > 1000 and n_cycles > 100


def test_approval_is_that_of_pref_voting() -> None:
    rng = np.random.default_rng(9)
    expected, found = [], []
    for _ in range(N_PROFILES):
        n_options, n_kinds = int(rng.integers(2, 9)), int(rng.integers(1, 8))
        approves = rng.random((n_kinds, n_options)) < 0.5
        power = rng.integers(1, 8, n_kinds)
        grades = [{k: int(a) for k, a in enumerate(row)} for row in approves]
        profile = GradeProfile(grades, [0, 1], gcounts=[int(n) for n in power], candidates=list(range(n_options)))
        expected.append([int(k) for k in grade_methods.approval(profile)])
        found.append(voting.approval(approves, power).option)
    agree(expected, found)
    assert all(f == min(e) for e, f in zip(expected, found, strict=True))


def runoff_in_words(orders: np.ndarray, power: np.ndarray) -> int:
    """Fewest first places go, of equals the highest index: written from the words, to check ties."""
    left = list(range(orders.shape[1]))
    while len(left) > 1:
        firsts = dict.fromkeys(left, 0)
        for order, n in zip(orders, power, strict=True):
            firsts[next(int(k) for k in order if k in left)] += int(n)
        left.remove(max(k for k in left if firsts[k] == min(firsts.values())))
    return left[0]


def test_ties_of_the_runoff_go_as_its_head_comment_says() -> None:
    rng = np.random.default_rng(10)
    for _ in range(N_PROFILES):
        orders, power = random_rankings(rng)
        power = np.ones_like(power)
        assert voting.instant_runoff(orders, power).option == runoff_in_words(orders, power)


def test_ties_elsewhere_go_to_the_lower_index_and_so_to_the_present() -> None:
    assert voting.plurality([0, 1, 2, 2, 1]).option == 1
    assert voting.plurality([0, 1]).result == "defeated"
    assert voting.approval([[False, True, True]]).option == 1
    assert voting.condorcet([[0, 1, 2], [1, 2, 0], [2, 0, 1]]).option == 0


def test_the_median_is_the_lower_median_of_numpy() -> None:
    rng = np.random.default_rng(11)
    for _ in range(1000):
        numbers = rng.integers(0, 30, int(rng.integers(1, 40))) / 100
        power = rng.integers(0, 5, numbers.size)
        power[0] += 1
        exact = np.quantile(np.repeat(numbers, power), 0.5, method="inverted_cdf")
        assert voting.median(numbers, power) == exact
        assert voting.median(numbers, power, present=0.5) == exact
    assert voting.median([0.1, 0.2], present=0.3, quorum_number=3) == 0.3


def test_each_rule_can_be_called_by_name_with_what_its_process_asks() -> None:
    ballots = [1, 1, 1, 0, -1]
    assert voting.majority(ballots, quorum=1.0).result == "passed"
    assert voting.majority(ballots, electorate=100, quorum=0.06).result == "no_quorum"
    assert voting.majority(ballots, quorum=0.8, counts="yes_only").result == "no_quorum"
    assert voting.supermajority(ballots, share=0.76).result == "defeated"
    assert voting.optimistic(ballots, veto_share=0.2).result == "defeated"
    assert voting.quadratic([1, 1, 0], [1, 1, 1], strength=[0.3, 0.3, 1]).result == "defeated"
    delegated = voting.liquid_delegation([0, 1, 1], [5, 1, 1], delegates=[1, 1, 2], casts=[False, True, True])
    assert (delegated.yes, delegated.no) == (7, 0)
    panel = voting.sortition_panel([1] * 100, panel_size=9)
    assert (panel.yes, panel.no, panel.result) == (9, 0, "passed")
    assert voting.weigh("sortition_panel", [1] * 100, panel_size=9).sum() == 9


def test_conviction_hands_its_memory_on() -> None:
    weeks, decision = 1, voting.conviction([1, -1, -1, -1], minimum_conviction=0.2, half_life=4)
    while decision.result == "open":
        decision = voting.conviction([1, -1, -1, -1], minimum_conviction=0.2, half_life=4, memory=decision.memory)
        weeks += 1
    assert weeks == 10  # 1 - 2^(-t/4) reaches .2 / .25


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: voting.count("mayority", [1]), "there is no voting rule"),
        (lambda: voting.majority([1, 2]), "an option that is not there"),
        (lambda: voting.majority([0.5]), "whole numbers"),
        (lambda: voting.majority([[1, 0]]), "one ballot for each voter"),
        (lambda: voting.majority([1, 0], [1]), "one ballot for each voter|different lengths"),
        (lambda: voting.majority([1], [-1]), "negative"),
        (lambda: voting.majority([1], quorum=2), "shares between 0 and 1"),
        (lambda: voting.majority([1, 1], electorate=1), "more votes are cast"),
        (lambda: voting.condorcet([[0, 0, 1]]), "every option once"),
        (lambda: voting.condorcet([list(range(7))]), "2 to 6 options"),
        (lambda: voting.approval([[True] * 9]), "2 to 8 options"),
        (lambda: voting.supermajority([1], share=0.4), "share is outside its range"),
        (lambda: voting.liquid_delegation([1], delegates=[1], casts=[True]), "delegate is not a row"),
    ],
)
def test_what_cannot_be_counted_is_said(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_a_parameter_that_a_rule_does_not_have_is_said() -> None:
    with pytest.raises(TypeError, match="majority has no parameter share"):
        voting.count("majority", [1], share=0.6)


def test_every_rule_of_the_table_has_a_function_of_its_name_with_its_defaults() -> None:
    for name, _, _, _, parameters in _core.list_voting_rules():
        signature = inspect.signature(getattr(voting, name))
        for key, _, default, _, _ in parameters:
            assert signature.parameters[key].default == pytest.approx(default), (name, key)

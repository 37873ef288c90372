"""Python knows every voting rule of the engine, also one that nobody wrote a function for."""

from __future__ import annotations

import pytest
import townsquare as ts

voting = ts.rules.voting


@pytest.mark.parametrize("name", voting.RULES)
def test_every_rule_of_the_engine_can_be_called_by_its_name(name: str) -> None:
    assert callable(getattr(voting, name))
    assert name in dir(voting)


def test_a_rule_without_a_function_of_its_own_counts_as_the_engine_does() -> None:
    found = voting.__getattr__("supermajority")
    for ballots in ([1, 1, 0, -1], [1, 0, 0], [1, 1, 1, 0]):
        assert found(ballots, share=0.7) == voting.supermajority(ballots, share=0.7)
    assert found.__name__ == "supermajority"
    assert "See :func:`count`" in found.__doc__


def test_a_rule_that_is_nowhere_is_told() -> None:
    with pytest.raises(AttributeError, match="there is no voting rule 'majorty'; there are majority"):
        voting.majorty  # noqa: B018

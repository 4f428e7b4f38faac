"""What can come of a rule is one table: every state, in the order of attention, with its names."""

from __future__ import annotations

from typing import get_args

from kimtan.audit.outcomes import OUTCOMES, STATES, WRONG, Outcome, State, urgency


def test_every_outcome_and_state_is_in_the_table_in_the_order_of_attention() -> None:
    """What is wrong comes first, what is settled next, and what holds last; no state is forgotten."""
    assert tuple(STATES) == get_args(State)
    assert get_args(Outcome) == OUTCOMES
    assert [*WRONG, "settled"] == list(STATES)[: len(WRONG) + 1]
    assert sorted(OUTCOMES, key=urgency) == list(OUTCOMES)


def test_whatever_is_wrong_has_a_name_beside_its_figures() -> None:
    """A reader of a figure is told that something is wrong with it, or was, in both languages; else nothing."""
    assert [state for state, names in STATES.items() if all(names.doubt)] == [*WRONG, "settled"]

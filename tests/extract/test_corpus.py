"""The corpus for the reading of reports keeps its own rules."""

from __future__ import annotations

import pytest

from benchmarks.sentences import corpus, verify


def test_the_corpus_is_in_order() -> None:
    """Tokens stand where they are said to, every digit token is accounted for once, and no id is there twice."""
    assert verify.all_problems() == []


@pytest.mark.parametrize(
    ("key", "wrong", "problem"),
    [("value", "1", "does not fit"), ("start", 0, "does not stand there"), ("unit", "acres", "does not exist")],
)
def test_a_slip_is_named(key: str, wrong: object, problem: str) -> None:
    """A wrong value, place or unit of one figure is told."""
    item = corpus.at_hand()[0]
    item["figures"][0][key] = wrong
    assert any(problem in line for line in verify.problems(item, verify.units()))

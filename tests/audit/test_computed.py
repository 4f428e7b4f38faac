"""An expression over stated figures has a value, a range and the figures that it rests on; or nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.audit.amounts import Amount, Range
from kimtan.audit.computed import computed, over_corners
from kimtan.data.formulas import Constant, Expression, NotBelowZero, Quotient, Scaled, Sum, Term, minus, value
from kimtan.data.identities import Topic

FRACTIONS = st.fractions(min_value=1, max_value=50, max_denominator=9)
DONE, GOAL = Topic("houses.new", "actual"), Topic("houses.new", "plan")
A, B = Term(DONE), Term(GOAL)


def amount(low: float | None, high: float | None, face: float, figure: str) -> Amount:
    low_end, high_end = (None if end is None else Fraction(end) for end in (low, high))
    return Amount(low_end, high_end, Fraction(face), (figure,))


GIVEN = {("houses.new", "actual"): amount(1, 3, 2, "done@L1"), ("houses.new", "plan"): amount(4, 5, 4, "goal@L2")}


def stated(indicator: str, measure: str, basis: str | None) -> Amount | None:
    return GIVEN.get((indicator, measure))


@pytest.mark.parametrize(
    ("expression", "value", "low", "high", "inputs"),
    [
        (Quotient(A, B), Fraction(1, 2), Fraction(1, 5), Fraction(3, 4), ("done@L1", "goal@L2")),
        (minus(B, A), Fraction(2), Fraction(1), Fraction(4), ("goal@L2", "done@L1")),
        (NotBelowZero(minus(A, B)), Fraction(0), Fraction(0), Fraction(0), ("done@L1", "goal@L2")),
        (Quotient(A, Sum((A, B))), Fraction(1, 3), Fraction(1, 6), Fraction(3, 7), ("done@L1", "goal@L2")),
        (Scaled(Fraction(100), A), Fraction(200), Fraction(100), Fraction(300), ("done@L1",)),
    ],
)
def test_value_range_and_inputs_come_from_the_expression(
    expression: Expression, value: Fraction, low: Fraction, high: Fraction, inputs: tuple[str, ...]
) -> None:
    """A figure that occurs twice counts once: a share of itself and another is not widened."""
    found = computed(expression, stated)
    assert found is not None
    assert (found.value, found.range, found.inputs) == (value, Range(low, high), inputs)


def test_what_is_missing_or_divides_by_nothing_has_no_value() -> None:
    """No figure, no number; and no rate over a base that is not above zero."""
    assert computed(Quotient(A, Term(Topic("houses.new", "target"))), stated) is None
    assert computed(Quotient(A, minus(A, A)), stated) is None
    assert computed(Quotient(A, minus(A, B)), stated) is None


def test_open_ends_and_divisors_that_may_be_zero_give_no_range() -> None:
    """The value is known, what it stands for is not."""
    found = computed(Quotient(A, B), lambda *_: amount(1, None, 2, "x@L1"))
    assert found is not None
    assert (found.value, found.range) == (1, None)
    assert (
        over_corners(Quotient(A, B), {DONE: Range(Fraction(1), Fraction(2)), GOAL: Range(Fraction(0), Fraction(1))})
        is None
    )
    assert computed(Quotient(A, B), stated, is_monotonic=False).range is None  # type: ignore[union-attr]


@given(low=FRACTIONS, width=FRACTIONS, other=FRACTIONS, share=st.fractions(min_value=0, max_value=1))
def test_no_value_of_a_formula_lies_outside(low: Fraction, width: Fraction, other: Fraction, share: Fraction) -> None:
    """Whatever an input is between its ends, a quotient lies in the range."""
    found = over_corners(Quotient(A, B), {DONE: Range(low, low + width), GOAL: Range(other, other + 1)})
    within, below = low + share * width, other + share
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= within / below <= found.high


@given(st.lists(st.tuples(FRACTIONS, FRACTIONS), min_size=5, max_size=5), st.integers(0, 2))
def test_what_adds_up_apart_is_tried_at_both_ends_alone(ends: list[tuple[Fraction, Fraction]], form: int) -> None:
    """The range is that of all corners, also where an addend stands elsewhere as well, and must not be taken apart."""
    names = [Topic(f"part.{place}", "actual") for place in range(5)]
    ranges = {name: Range(low, low + width) for name, (low, width) in zip(names, ends, strict=True)}
    a, b, c, d, e = map(Term, names)
    implied = Quotient(c, Sum((Constant(Fraction(1)), d)))
    expression = [
        Quotient(Scaled(Fraction(100), minus(a, b)), Sum((b, implied, e))),
        Quotient(b, Sum((a, b, Scaled(Fraction(2), implied), e))),
        NotBelowZero(minus(Sum((a, implied, Scaled(Fraction(-1), e))), b)),
    ][form]
    corners = product(*((ranges[name].low, ranges[name].high) for name in names))
    values = [value(expression, dict(zip(names, corner, strict=True))) for corner in corners]
    assert over_corners(expression, ranges) == Range(min(values), max(values))

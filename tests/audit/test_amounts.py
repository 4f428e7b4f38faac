"""Ranges are computed exactly: nothing that could be is lost, and no end is wider than it has to be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kimtan.audit.amounts import Amount, Range, exactly
from kimtan.figures import Interval

numbers = st.fractions(min_value=-50, max_value=50, max_denominator=12)
ends = st.none() | numbers


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Range, Fraction]:
    """A range, any end of which may be open, and a value in it."""
    value, low, high = draw(numbers), draw(ends), draw(ends)
    low, high = (None if end is None else abs(end) for end in (low, high))
    return Range(None if low is None else value - low, None if high is None else value + high), value


def holds(one: Range, value: Fraction) -> bool:
    return one.meets(Range(value, value))


def between(low: str | None, high: str | None) -> Range:
    return Range(*(None if end is None else Fraction(end) for end in (low, high)))


@given(ranges(), ranges(), numbers.filter(bool))
def test_sums_differences_and_multiples_hold_what_values_give(
    one: tuple[Range, Fraction], two: tuple[Range, Fraction], factor: Fraction
) -> None:
    """Whatever lies in two ranges, its sum lies in their sum; the ends are reached, and open ones stay open."""
    (first, x), (second, y) = one, two
    assert holds(first.plus(second), x + y)
    assert holds(first.minus(second), x - y)
    assert holds(first.times(factor), x * factor)
    assert first.plus(second).low == (None if None in {first.low, second.low} else first.low + second.low)  # type: ignore[operator]
    assert first.minus(second).high == (None if first.high is None or second.low is None else first.high - second.low)
    assert first.times(factor).times(1 / factor) == first


@given(ranges(), ranges())
def test_products_hold_what_values_give(one: tuple[Range, Fraction], two: tuple[Range, Fraction]) -> None:
    """A factor that is above zero throughout has a product; with any other there is none."""
    (first, x), (second, y) = one, two
    product = first.by(second)
    assert (product is not None) == (second.low is not None and second.low > 0)
    if product is not None:
        assert holds(product, x * y)


@given(ranges(), ranges())
def test_quotients_hold_what_values_give(one: tuple[Range, Fraction], two: tuple[Range, Fraction]) -> None:
    """Nothing is divided by what may be zero; an open divisor comes as near to it as one likes."""
    (first, x), (second, y) = one, two
    quotient = first.over(second)
    assert (quotient is None) == (
        (second.low is not None and second.low <= 0) or (second.high is not None and second.high <= 0)
    )
    assume(y > 0)
    if quotient is not None:
        assert holds(quotient, x / y)


@given(ranges(), ranges())
def test_ranges_meet_where_they_have_a_value_in_common(
    one: tuple[Range, Fraction], two: tuple[Range, Fraction]
) -> None:
    """What lies in both lies in the narrowed range; what lies in either lies in the widened one."""
    (first, x), (second, y) = one, two
    assert first.meets(second) == second.meets(first)
    if holds(first, y):
        assert first.meets(second)
        assert holds(first.narrowed_by(second), y)
    wide = first.widened_to(second)
    assert holds(wide, x)
    assert holds(wide, y)
    ends_of = [end for end in (wide.low, wide.high) if end is not None]
    assert all(end in {first.low, first.high, second.low, second.high} for end in ends_of)


@pytest.mark.parametrize(
    ("one", "two", "product", "quotient"),
    [
        (("2", "3"), ("4", "5"), ("8", "15"), ("2/5", "3/4")),
        (("-2", "3"), ("4", "5"), ("-10", "15"), ("-1/2", "3/4")),
        (("-3", "-2"), ("4", "5"), ("-15", "-8"), ("-3/4", "-2/5")),
        (("2", "3"), ("4", None), ("8", None), ("0", "3/4")),
        (("2", None), ("4", "5"), ("8", None), ("2/5", None)),
        (("0", "3"), ("4", None), ("0", None), ("0", "3/4")),
        (("2", "3"), (None, "4"), None, ("1/2", None)),
        (("-2", "3"), (None, "4"), None, (None, None)),
        (("2", "3"), ("0", "4"), None, None),
        (("2", "3"), ("-1", "4"), None, None),
    ],
)
def test_products_and_quotients_have_the_ends_that_are_reached(
    one: tuple[str | None, str | None],
    two: tuple[str | None, str | None],
    product: tuple[str | None, str | None] | None,
    quotient: tuple[str | None, str | None] | None,
) -> None:
    """No wider than need be, whatever the signs; open ends open only what they do open."""
    first, second = between(*one), between(*two)
    assert first.by(second) == (None if product is None else between(*product))
    assert first.over(second) == (None if quotient is None else between(*quotient))


@given(ranges())
def test_in_decimals_a_range_only_grows(one: tuple[Range, Fraction]) -> None:
    """Thirds do not come out even: their decimals are moved outward, by less than anybody could write."""
    known, value = one
    third = known.times(Fraction(1, 3))
    written = third.interval
    for end, exact, sign in ((written.low, third.low, -1), (written.high, third.high, 1)):
        assert (end is None) == (exact is None)
        if end is not None and exact is not None:
            assert 0 <= sign * (Fraction(end) - exact) < Fraction(1, 10**24)
    assert third.low is None or third.low <= value / 3


def test_ends_that_come_out_even_stay_as_they_are() -> None:
    """A quarter is 0,25; a third is enclosed; an open end stays open."""
    assert between("1/4", "3/8").interval == Interval(Decimal("0.25"), Decimal("0.375"))
    low, high = between("-1/3", None).interval.low, between("-1/3", None).interval.high
    assert (low, high) == (Decimal("-0.3333333333333333333333333334"), None)


def test_an_amount_keeps_its_face_value_and_its_figures() -> None:
    """4 ± 0,5 over 2 says 2; a mere bound says nothing; each quantity is named once where it was used."""
    four = Amount(Fraction(7, 2), Fraction(9, 2), Fraction(4), ("a",))
    bound = Amount(Fraction(3), None, None, ("b",))
    half = four.over(exactly(Fraction(2)))
    assert half == Amount(Fraction(7, 4), Fraction(9, 4), Fraction(2), ("a",))
    assert four.plus(bound) == Amount(Fraction(13, 2), None, None, ("a", "b"))
    assert four.minus(exactly(Fraction(1))).face == 3
    assert four.by(exactly(Fraction(-1))) is None
    assert four.times(Fraction(-2)) == Amount(Fraction(-9), Fraction(-7), Fraction(-8), ("a",))


def test_the_finer_of_two_amounts_gives_the_face_value() -> None:
    """10 and 10,3 are one quantity: it lies in both ranges and is called 10,3."""
    coarse = Amount(Fraction(19, 2), Fraction(21, 2), Fraction(10), ("a",))
    fine = Amount(Fraction(41, 4), Fraction(207, 20), Fraction(103, 10), ("b",))
    for one, two in ((coarse, fine), (fine, coarse)):
        both = one.narrowed_by(two)
        assert (both.range, both.face, both.figures) == (fine.range, fine.face, one.figures + two.figures)
    assert coarse.narrowed_by(between("10", None)).face == 10


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((-3, 5), (0, 5)),
        ((2, 5), (2, 5)),
        ((-3, -1), (0, 0)),
        ((None, -1), (0, 0)),
        ((None, None), (0, None)),
        ((-1, None), (0, None)),
    ],
)
def test_below_zero_there_is_nothing(ends: tuple[int | None, int | None], expected: tuple[int, int | None]) -> None:
    """What is below zero counts as zero; an end that is open above stays open."""
    low, high = (None if end is None else Fraction(end) for end in ends)
    assert Range(low, high).not_below_zero() == Range(*(None if end is None else Fraction(end) for end in expected))

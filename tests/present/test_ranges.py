"""A derived figure tells what it stands for where that is known, and nothing where it is not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.audit.amounts import Range
from kimtan.audit.expressions import amount, by_way
from kimtan.data.dataset import Dataset
from kimtan.present.derived import DERIVED
from kimtan.present.facts import Facts
from kimtan.present.ranges import FORMULAS, of_derived, over_points

FRACTIONS = st.fractions(min_value=1, max_value=50, max_denominator=9)


def test_an_implied_plan_stands_for_what_the_audit_says(real: Dataset) -> None:
    """The range is that of ``kimtan trace``: 552.054 over a rounded 60.8% is no single plan."""
    facts = Facts(real, "vi")
    number = facts.derived("income.trade_services", "implied_plan")
    assert number is not None
    assert number.stands_for == "545,42 – 546,34 tỷ đồng"
    way = by_way("income.trade_services", ("actual", "pct_of_plan"), None, facts.figures)
    known = amount(way, facts.figures)
    one = facts.dataset.indicators["income.trade_services"]
    value = facts.value("income.trade_services", "implied_plan") or 0.0
    assert known is not None
    assert of_derived(facts, one, "implied_plan", number.inputs, value) == known.range


def test_every_range_holds_the_figure_that_is_shown(real: Dataset) -> None:
    """All derived figures of the real period: most have a range, and none lies outside its own."""
    facts = Facts(real, "en")
    known = 0
    for name in facts.dataset.indicators:
        one = facts.dataset.indicators[name]
        for kind, rule in DERIVED.items():
            number, value = facts.derived(name, kind), facts.value(name, rule.column)
            if number is None or value is None or kind not in FORMULAS:
                continue
            found = of_derived(facts, one, kind, number.inputs, value)
            if found is not None and found.low is not None and found.high is not None:
                known += 1
                assert float(found.low) - 1e-6 <= value <= float(found.high) + 1e-6
    assert known > 80


@pytest.mark.parametrize("name", ["share_change"])
def test_what_does_not_rise_or_fall_throughout_has_no_range(real: Dataset, name: str) -> None:
    """No made-up range: a change of shares is left empty."""
    number = Facts(real, "vi").derived("income.trade_services", name)
    assert number is not None
    assert number.stands_for == ""


def test_a_value_outside_and_open_ends_give_none() -> None:
    """A range that the shown value is not in is of something else; an open end leads nowhere."""
    ends = Range(Fraction(1), Fraction(2))
    assert over_points([ends], lambda one: one, 3.0) is None
    assert over_points([Range(Fraction(1), None)], lambda one: one, 1.0) is None
    assert over_points([Range(Fraction(0), Fraction(2))], lambda one: 1 / one, 1.0) is None


@given(low=FRACTIONS, width=FRACTIONS, other=FRACTIONS, share=st.fractions(min_value=0, max_value=1))
def test_no_value_of_a_formula_lies_outside(low: Fraction, width: Fraction, other: Fraction, share: Fraction) -> None:
    """Whatever an input is between its ends, a quotient lies in the range."""
    ends, divisor = Range(low, low + width), Range(other, other + 1)
    within, below = low + share * width, other + share
    found = over_points([ends, divisor], lambda one, two: one / two, float(within / below))
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= within / below <= found.high


def test_a_single_value_that_does_not_come_out_even_is_not_called_exact(real: Dataset) -> None:
    """31 houses in 181 days are about 5.2 a month; 86 of 100 are exactly 86%."""
    number = Facts(real, "vi").derived("housing.new_houses", "achieved_per_month")
    assert number is not None
    assert number.stands_for.startswith("≈ 5,2")


def test_amounts_of_money_have_their_unit_on_one_side(small_dataset: Callable[..., Dataset]) -> None:
    """In English a range is written as an amount is: VND first."""
    indicators = ["a.b,economy,A,A,vnd_bn,flow,higher,3,,,,,,false,10"]
    rows = ['a.b,actual,20.0,vnd_bn,"20,0",,,,final,,L1,,', "a.b,pct_of_plan,40,pct,40%,,,,final,,L1,,"]
    number = Facts(small_dataset(indicators, rows), "en").derived("a.b", "implied_plan")
    assert number is not None
    assert number.stands_for == "VND 49.3 – 50.8 billion"

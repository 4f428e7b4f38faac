"""A derived figure is one expression: its value is what the metrics compute, its range what the audit says."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan import metrics
from kimtan.audit.amounts import Amount
from kimtan.audit.computed import computed
from kimtan.audit.expressions import amount, derived_level
from kimtan.data.dataset import Dataset
from kimtan.present.derived import DERIVED, Stated
from kimtan.present.facts import Facts

COLUMNS: Mapping[str, str] = {
    "completion": "completion_pct",
    "implied_plan": "implied_plan",
    "implied_last_year": "implied_last_year",
    "growth": "growth_pct",
    "index": "index_used_pct",
    "change": "change",
    "remaining": "remaining_used",
    "lead": "lead_pp",
    "achieved_per_month": "achieved_per_month",
    "needed_per_month": "needed_per_month",
    "pace_ratio": "pace_ratio",
    "share": "share_pct",
    "share_change": "share_change_pp",
    "contribution": "contribution_pp",
    "whole_growth": "whole_growth_pct",
    "outlook": "outlook",
    "outlook_of_plan": "outlook_pct_of_plan",
}
"""The metrics' columns of the same quantities."""

AMOUNTS = st.one_of(st.none(), st.fractions(min_value=0, max_value=1000, max_denominator=10))
RATES = st.one_of(st.none(), st.fractions(min_value=-90, max_value=300, max_denominator=10))
ROWS = st.fixed_dictionaries(
    {
        name: RATES if name == "yoy_pct" else AMOUNTS
        for name in ("actual", "plan", "last_year", "pct_of_plan", "yoy_pct", "remaining")
    }
)


def test_every_derived_figure_has_its_column() -> None:
    """What is added to the one has to be added to the other, or be no metric."""
    assert set(DERIVED) == set(COLUMNS)


@given(rows=st.lists(ROWS, min_size=1, max_size=3), kind=st.sampled_from(["flow", "stock"]), gone=st.integers(0, 365))
def test_expressions_and_metrics_are_the_same(rows: list[dict[str, Fraction | None]], kind: str, gone: int) -> None:
    """For parts of one whole with any of the measures stated: the same values, and missing alike."""
    names = [f"farm.part{place}" for place in range(len(rows))]
    own = dict(zip(names, rows, strict=True))
    frame = pd.DataFrame(
        [{name: None if value is None else float(value) for name, value in row.items()} for row in rows], index=names
    ).assign(part_of="farm.all", breakdown="kind", kind=kind, better="higher")
    frame = frame.rename(columns={"remaining": "remaining_stated"}).astype(
        dict.fromkeys(("actual", "plan", "last_year", "pct_of_plan", "yoy_pct", "remaining_stated"), float)
    )
    left, share = 365 - gone, 100 * gone / 365
    made = (
        frame.pipe(metrics.plan_completion)
        .pipe(metrics.implied_plan)
        .pipe(metrics.implied_last_year)
        .pipe(metrics.growth)
        .pipe(metrics.remaining)
        .pipe(metrics.pace, share, gone, left)
        .pipe(metrics.share_of_total)
        .pipe(metrics.share_change)
        .pipe(metrics.contribution)
        .pipe(metrics.year_end_outlook, share)
    )
    made = made.assign(
        index_used_pct=100 + made["growth_used_pct"],
        achieved_per_month=made["achieved_per_day"] * 365 / 12,
        needed_per_month=made["needed_per_day"] * 365 / 12,
    )

    def stated(indicator: str, measure: str, basis: str | None) -> Amount | None:
        value = own[indicator].get(measure)
        return None if value is None else Amount(value, value, value, (f"{indicator}:{measure}@L1",))

    for name in names:
        for kind_of_figure, rule in DERIVED.items():
            given_here = Stated(name, stated, dict.fromkeys(names, Fraction(1)), gone, left, kind == "flow")
            try:
                found = computed(rule.expression(given_here), stated, rule.is_monotonic)
            except KeyError:
                found = None
            metric = float(made.at[name, COLUMNS[kind_of_figure]])
            if found is None:
                assert math.isnan(metric), (name, kind_of_figure, metric)
            else:
                assert float(found.value) == pytest.approx(metric, rel=1e-9, abs=1e-9), (name, kind_of_figure)


def test_an_implied_plan_stands_for_what_the_audit_says(real: Dataset) -> None:
    """The range is that of ``kimtan trace``: 324.799 over a rounded 59.5% is no single plan."""
    facts = Facts(real, "vi")
    number, found = (make("income.trade_services", "implied_plan") for make in (facts.derived, facts.computed))
    assert number is not None
    assert number.stands_for == "545,42 – 546,34 tỷ đồng"
    known = amount(
        derived_level("income.trade_services", ("actual", "pct_of_plan"), None, facts.figures), facts.figures
    )
    assert known is not None
    assert found is not None
    assert found.range == known.range
    assert found.inputs == known.figures


def test_every_range_holds_the_figure_that_is_shown(real: Dataset) -> None:
    """All derived figures of the real period: most have a range, and none lies outside its own."""
    facts = Facts(real, "en")
    every = [facts.computed(name, kind) for name in facts.dataset.indicators for kind in DERIVED]
    ranged = [found for found in every if found is not None and found.range is not None]
    assert len(ranged) > 80
    for found in ranged:
        ends = found.range
        assert ends is not None
        assert ends.low is not None
        assert ends.high is not None
        assert ends.low <= found.value <= ends.high


def test_what_does_not_rise_or_fall_throughout_has_no_range(real: Dataset) -> None:
    """No made-up range: a change of shares is left empty."""
    number = Facts(real, "vi").derived("income.trade_services", "share_change")
    assert number is not None
    assert number.stands_for == ""


def test_a_figure_rests_on_what_its_formula_takes_and_nothing_else(small_dataset: Callable[..., Dataset]) -> None:
    """With a plan stated, the percentage of it says nothing of what remains; of two statements the first is taken."""
    indicators = ["a.b,economy,A,A,houses,flow,higher,0,,,,,,false,10"]
    rows = [
        "a.b,actual,11,houses,11,,,,final,,L1,,",
        "a.b,plan,90,houses,90,,,,final,,L2,,",
        'a.b,pct_of_plan,12.2,pct,"12,2%",,,,final,,L3,,',
        "a.b,plan,91,houses,91,,,,final,,L4,,",
    ]
    facts = Facts(small_dataset(indicators, rows), "vi")
    number = facts.derived("a.b", "remaining")
    assert number is not None
    assert (number.text, number.inputs) == ("79 nhà", ("a.b:actual@report:L1", "a.b:plan@report:L2"))


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

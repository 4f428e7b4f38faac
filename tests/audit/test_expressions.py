"""Expressions are evaluated forward on ranges, and backward to what each figure alone would have to be."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.audit.amounts import Range
from kimtan.audit.expressions import amount, derived_level, implied_level, linear, needs
from kimtan.audit.statements import Statements
from kimtan.data.formulas import Constant, Expression, Product, Quotient, Reached, Scaled, Sum, Term, minus, topics
from kimtan.data.identities import Topic
from kimtan.data.observations import Observation
from kimtan.figures import Interval
from tests.audit.test_confrontation import HERD, INCOME, RATIOS, UNITS, stated

ALL, FARMS, TRADE = (Term(Topic(f"income.{name}", "actual")) for name in ("all", "farms", "trade"))
DICTIONARY = INCOME | HERD | RATIOS


def statements(*rows: Observation) -> Statements:
    return Statements(rows, DICTIONARY, UNITS, "nearest")


def percent(value: int) -> Constant:
    return Constant(Fraction(value, 100))


def interval(expression: Expression, figures: Statements) -> tuple[str, str] | None:
    found = amount(expression, figures)
    return None if found is None else (str(found.interval.low), str(found.interval.high))


# Forward

THREE = statements(
    stated("income.all:actual", "10.0"), stated("income.farms:actual", "4"), stated("income.trade:actual", "2", "vnd_m")
)


@pytest.mark.parametrize(
    ("expression", "ends"),
    [
        (FARMS, ("3.5", "4.5")),
        (Scaled(Fraction(-2), FARMS), ("-9", "-7")),
        (Sum((FARMS, Scaled(Fraction(1, 1000), TRADE))), ("3.5015", "4.5025")),
        (minus(ALL, FARMS), ("5.45", "6.55")),
        (Product(FARMS, percent(50)), ("1.75", "2.25")),
        (Quotient(ALL, TRADE), ("3.98", "6.7")),
        (Sum((Constant(Fraction(1)), ALL)), ("10.95", "11.05")),
    ],
)
def test_an_expression_lies_where_its_figures_put_it(expression: Expression, ends: tuple[str, str]) -> None:
    """10 ± 0,05 and 4 ± 0,5: sums, differences, products and quotients of all values in there."""
    assert interval(expression, THREE) == ends


def test_what_is_not_stated_has_no_range() -> None:
    """A sum with something unknown in it is unknown, and so is what is divided by what may be zero."""
    unknown = Term(Topic("income.all", "plan"))
    assert amount(Sum((FARMS, unknown)), THREE) is None
    assert amount(Product(FARMS, unknown), THREE) is None
    assert amount(Quotient(FARMS, minus(FARMS, FARMS)), THREE) is None


PLAN, LAST = Topic("herd.cattle", "plan"), Topic("herd.cattle", "last_year")


@pytest.mark.parametrize(
    ("topic", "rows", "ends"),
    [
        (PLAN, {"plan": "210", "pct_of_plan": "50"}, (210, 210)),
        (PLAN, {"pct_of_plan": "80.0", "remaining": "90"}, (124.9219, 125.0782)),
        (PLAN, {"remaining": "90"}, (190, 190)),
        (LAST, {"yoy_index": "80"}, (124.2236, 125.7862)),
        (LAST, {"yoy_abs": "-30"}, (130, 130)),
        (LAST, {"yoy_pct": "-20", "yoy_abs": "7"}, (124.2236, 125.7862)),
    ],
)  # fmt: skip
def test_a_level_is_what_is_stated_of_it_else_what_is_implied(
    topic: Topic, rows: dict[str, str], ends: tuple[float, float]
) -> None:
    """100 head, and what they are of a plan or of last year's; the firmest way is taken, the direct one first."""
    units = dict.fromkeys(("pct_of_plan", "yoy_pct", "yoy_index"), "pct")
    told = [stated(f"herd.cattle:{measure}", value, units.get(measure, "head")) for measure, value in rows.items()]
    figures = statements(stated("herd.cattle:actual", "100", "head"), *told)
    low, high = interval(Term(topic), figures) or ("", "")
    assert (round(float(low), 4), round(float(high), 4)) == ends
    assert (implied_level(topic, figures) is None) == (topic.measure in rows)


def test_nothing_implies_an_actual_and_a_plan_of_another_basis_is_another() -> None:
    """The province's percentage says nothing of a plan without a basis."""
    rows = [stated("herd.cattle:actual", "100", "head"), stated("herd.cattle:pct_of_plan:province", "50", "pct")]
    figures = statements(*rows)
    assert amount(Term(PLAN), figures) is None
    assert amount(Term(PLAN._replace(basis="province")), figures) is not None
    assert implied_level(Topic("herd.cattle", "actual"), figures) is None
    way = derived_level("herd.cattle", ("actual", "pct_of_plan"), "province", figures)
    assert [*topics(way)] == [Topic("herd.cattle", "actual"), Topic("herd.cattle", "pct_of_plan", "province")]


def test_how_many_reached_their_plan_is_counted_by_their_percentages() -> None:
    """100,4 is sure, 100 and 99,96 may be it, 97 is not."""
    pcts = {"income.all": "100.4", "income.farms": "100", "income.trade": "97", "rice.money": "100.0"}
    figures = statements(*(stated(f"{name}:pct_of_plan", value, "pct") for name, value in pcts.items()))
    found = amount(Reached(), figures)
    assert found is not None
    assert (found.interval, found.face) == (Interval(Decimal(1), Decimal(3)), Fraction(3))
    assert len(found.figures) == 3


@pytest.mark.parametrize(
    ("pcts", "count"),
    [
        ({"district": "120", "province": "110"}, (1, 1, 1)),
        ({"district": "120", "province": "90"}, (0, 1, 0)),
        ({"district": "80", "resolution": "120"}, (0, 0, 0)),
    ],
)
def test_an_indicator_with_several_plans_is_counted_once(pcts: dict[str, str], count: tuple[int, ...]) -> None:
    """Surely where it has reached all of them; a resolution's is for years and is none of the year's."""
    rows = (stated(f"income.all:pct_of_plan:{basis}@{basis}", value, "pct") for basis, value in pcts.items())
    found = amount(Reached(), statements(*rows))
    assert found is not None
    assert (found.low, found.high, found.face) == count


# Backward

ROWS = [
    stated("income.all:actual", "100"), stated("income.farms:actual", "41.0"),
    stated("income.farms:pct_of_plan", "50.0", "pct"), stated("income.trade:actual", "60", "vnd_m"),
    stated("rice.money:actual", "3"), stated("people.income:actual", "2.5", "vnd_m_per_person"),
]  # fmt: skip
FARMS_PLAN, MONEY = Term(Topic("income.farms", "plan")), Term(Topic("rice.money", "actual"))
RATIO = Term(Topic("people.income", "actual"))
SIDES: list[tuple[Expression, Expression]] = [
    (ALL, FARMS_PLAN),
    (ALL, Sum((FARMS_PLAN, Scaled(Fraction(-1), TRADE)))),
    (ALL, Product(TRADE, MONEY)),
    (ALL, Quotient(Scaled(Fraction(3), TRADE), RATIO)),
    (Product(ALL, RATIO), Sum((TRADE, Product(FARMS, MONEY)))),
    (Quotient(ALL, MONEY), Quotient(Sum((TRADE, FARMS)), Scaled(Fraction(1, 4), RATIO))),
]


def agree(sides: tuple[Expression, Expression], figures: Statements) -> bool:
    one, two = (amount(side, figures) for side in sides)
    return one is not None and two is not None and one.meets(two)


def wanted(sides: tuple[Expression, Expression], figures: Statements) -> dict[str, Range]:
    """What each figure of either side needs, above zero."""
    left, right = sides
    one, two = amount(left, figures), amount(right, figures)
    assert one is not None
    assert two is not None
    found = [*needs(left, two.range, figures), *needs(right, one.range, figures)]
    assert len(found) == len(dict(found)), "each figure once"
    return {figure: one for figure, one in found if one.high is None or one.high > 0}


@given(
    st.sampled_from(SIDES),
    st.lists(st.integers(100, 9999), min_size=len(ROWS), max_size=len(ROWS)),
    st.lists(st.integers(0, 2), min_size=len(ROWS), max_size=len(ROWS)),
    st.integers(1, 99),
)
def test_a_figure_needs_exactly_what_makes_both_sides_agree(
    sides: tuple[Expression, Expression], digits: list[int], places: list[int], share: int
) -> None:
    """Whatever the figures: any value in the range makes the rule hold, any outside it leaves it as it is."""
    values = [Decimal(number).scaleb(-place) for number, place in zip(digits, places, strict=True)]
    rows = [row.model_copy(update={"value": value}) for row, value in zip(ROWS, values, strict=True)]
    figures = statements(*rows)
    by_name = {row.figure: row for row in rows}
    for figure, needed in wanted(sides, figures).items():
        low, high = max(needed.low or Fraction(0), Fraction(0)), needed.high
        inside = low + 1 if high is None else low + (high - low) * Fraction(share, 100)
        outside = [] if high is None else [high + (high - low) / 50 + Fraction(1, 10**6)]
        outside += [] if low == 0 else [low - min(low, (high or 2 * low) - low) / 50]
        for value, is_inside in ((inside, True), *((value, False) for value in outside)):
            row = _exactly(by_name[figure], value)
            tried = statements(*(row if other.figure == figure else other for other in rows))
            assert agree(sides, tried) == is_inside, (figure, needed, value)


def _exactly(row: Observation, value: Fraction) -> Observation:
    """The figure with another value, which is no rounding of anything."""
    divided = Context(prec=28, rounding=ROUND_HALF_EVEN).divide(Decimal(value.numerator), Decimal(value.denominator))
    return row.model_copy(update={"value": divided, "precision": "exact"})


def test_every_figure_of_a_rule_is_told_what_it_needs() -> None:
    """100 = 41 / 50 % + 0,06: the plan is 82 as it stands, so the total needs that, the share 41, the farms 50."""
    rows = [
        stated("income.all:actual", "100"),
        stated("income.farms:actual", "41.0"),
        stated("income.farms:pct_of_plan", "50.0", "pct"),
        stated("rice.money:actual", "0", precision="exact"),
    ]
    found = wanted((ALL, Sum((FARMS_PLAN, MONEY))), statements(*rows))
    told = {figure.partition("@")[0]: (float(one.low or 0), float(one.high or 0)) for figure, one in found.items()}
    assert told == {
        "income.all:actual": pytest.approx((40.95 / 0.5005, 41.05 / 0.4995)),
        "income.farms:actual": pytest.approx((99.5 * 0.4995, 100.5 * 0.5005)),
        "income.farms:pct_of_plan": pytest.approx((4095 / 100.5, 4105 / 99.5)),
        "rice.money:actual": pytest.approx((99.5 - 41.05 / 0.4995, 100.5 - 40.95 / 0.5005)),
    }


def test_a_divisor_is_told_what_it_needs_where_the_quotient_may_be_next_to_nothing() -> None:
    """60 over something is to be 1 at the most, or even less than nothing: it has to be 59.5 or more."""
    figures = statements(
        stated("income.trade:actual", "60", "vnd_m"), stated("people.income:actual", "2.5", "vnd_m_per_person")
    )
    quotient, divisor = Quotient(TRADE, RATIO), "people.income:actual@report:L1"
    for low in (Fraction(-1), Fraction(0), None):
        assert dict(needs(quotient, Range(low, Fraction(1)), figures))[divisor] == Range(Fraction("59.5"), None)
    assert divisor not in dict(needs(quotient, Range(Fraction(-2), Fraction(-1)), figures))


def test_of_two_statements_one_alone_cannot_help_where_the_other_contradicts() -> None:
    """10 is wanted; stated are 10 and 20: the 20 would have to be the 10, which can do nothing about the 20."""
    figures = statements(stated("income.all:actual@L1", "10"), stated("income.all:actual@L2", "20"))
    found = dict(needs(ALL, Range(Fraction(10), Fraction(12)), figures))
    assert found == {"income.all:actual@report:L2": Range(Fraction(10), Fraction("10.5"))}
    assert dict(needs(ALL, Range(Fraction(50), Fraction(60)), figures)) == {}


# Linear


def test_the_coefficients_of_what_is_linear_are_told() -> None:
    """A level that occurs twice is added up; a constant stands under none."""
    expression = Sum((ALL, Scaled(Fraction(2), Sum((ALL, Scaled(Fraction(-1, 1000), TRADE)))), percent(50)))
    assert linear(expression) == {ALL.topic: Fraction(3), TRADE.topic: Fraction(-1, 500), None: Fraction(1, 2)}
    assert linear(minus(ALL, ALL)) == {ALL.topic: Fraction(0)}


@pytest.mark.parametrize("expression", [Product(ALL, FARMS), Quotient(ALL, FARMS), Reached()])
def test_what_is_not_linear_has_no_coefficients(expression: Expression) -> None:
    """Neither has anything that contains it."""
    assert linear(expression) is None
    assert linear(Sum((ALL, Scaled(Fraction(2), expression)))) is None


def test_a_range_is_told_in_decimals_that_enclose_it() -> None:
    """41 / 50 % comes out even at neither end."""
    figures = statements(stated("income.farms:actual", "41.0"), stated("income.farms:pct_of_plan", "50.0", "pct"))
    found = amount(FARMS_PLAN, figures)
    assert found is not None
    assert found.face == 82
    assert found.interval == Interval(
        Decimal("81.81818181818181818181818181"), Decimal("82.18218218218218218218218219")
    )

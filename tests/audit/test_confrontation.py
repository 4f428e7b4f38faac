"""What must agree is checked on the ranges that figures stand for; what cannot be checked says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.audit.audit import judged
from kimtan.audit.findings import Finding, frame
from kimtan.audit.generated import generated as rules
from kimtan.audit.outcomes import OUTCOMES
from kimtan.audit.statements import Statements
from kimtan.audit.wording import range_text
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.figures import Interval, Rounding


def unit(name: str, dimension: str, factor: str = "1", exact: str = "false") -> Unit:
    names = {"unit": name, "name_vi": name, "name_en": name, "one_en": name}
    return Unit.model_validate({**names, "dimension": dimension, "factor": factor, "exact": exact})


UNITS = {
    "vnd_bn": unit("vnd_bn", "money", "1000"),
    "vnd_m": unit("vnd_m", "money"),
    "vnd_m_per_person": unit("vnd_m_per_person", "money_per_person"),
    "pct": unit("pct", "percent"),
    "t": unit("t", "mass"),
    "ha": unit("ha", "area"),
    "quintal_per_ha": unit("quintal_per_ha", "yield", "0.1"),
    "head": unit("head", "count", exact="true"),
}


def dictionary(*rows: dict[str, str]) -> dict[str, Indicator]:
    defaults = {"section": "s", "unit": "vnd_bn", "kind": "flow", "better": "higher", "decimals": "0", "order": "1"}
    return {
        row["indicator"]: Indicator.model_validate(
            {**defaults, "restricted": "false", "name_vi": row["indicator"], "name_en": row["indicator"].upper(), **row}
        )
        for row in rows
    }


INCOME = dictionary(
    {"indicator": "income.all", "price": "current"},
    {"indicator": "income.farms", "price": "current", "part_of": "income.all", "breakdown": "sector"},
    {"indicator": "income.trade", "price": "current", "part_of": "income.all", "breakdown": "sector", "unit": "vnd_m"},
)
HERD = dictionary({"indicator": "herd.cattle", "unit": "head", "kind": "stock"})


def stated(figure: str, value: str, unit: str = "vnd_bn", **cells: str) -> Observation:
    """``income.all:plan:district@L1`` with a value."""
    name, _, place = figure.partition("@")
    indicator, measure, *basis = name.split(":")
    row = {"indicator": indicator, "measure": measure, "value": value, "unit": unit, "as_written": value, **cells}
    optional = {"basis": basis[0]} if basis else {}
    return Observation.model_validate({**row, **optional, "status": "final", "source": f"report:{place or 'L1'}"})


def checks(
    observations: Sequence[Observation],
    indicators: Mapping[str, Indicator],
    units: Mapping[str, Unit] = UNITS,
    rounding: Rounding = "nearest",
) -> list[Finding]:
    figures = Statements(observations, indicators, units, rounding)
    return list(judged(rules(figures), figures))


def check(indicators: dict[str, Indicator], *observations: Observation, kind: str) -> list[Finding]:
    return [one for one in checks(observations, indicators) if one.rule == kind]


def outcomes(indicators: dict[str, Indicator], *observations: Observation, kind: str) -> dict[str, str]:
    return {one.id: one.outcome for one in check(indicators, *observations, kind=kind)}


# A whole and its parts


@pytest.mark.parametrize(
    ("whole", "outcome"),
    [("10.3", "holds"), ("10.4", "holds_by_rounding"), ("10.45", "cannot_hold"), ("11", "cannot_hold")],
)
def test_a_whole_is_the_sum_of_its_parts_in_one_unit(whole: str, outcome: str) -> None:
    """4,1 tỷ and 6200 triệu are 10,3 tỷ, give or take what their rounding hides: 0,05 and 0,0005."""
    rows = [stated("income.all:actual", whole), stated("income.farms:actual", "4.1")]
    (found,) = check(INCOME, *rows, stated("income.trade:actual", "6200", "vnd_m"), kind="parts")
    assert (found.id, found.outcome) == ("parts:income.all:sector:actual", outcome)
    assert found.label == (
        "income.all = income.farms + income.trade",
        "INCOME.ALL = INCOME.FARMS + INCOME.TRADE",
    )
    assert found.figures == tuple(f"income.{name}:actual@report:L1" for name in ("all", "farms", "trade"))
    assert found.recomputed == Interval(Decimal("10.2495"), Decimal("10.3505"))
    assert found.unit == "vnd_bn"
    assert found.lacks == ()


def test_parts_of_a_plan_are_stated_or_implied() -> None:
    """Percentages imply plans: 41 / 50 % + 60 / 60 % = 82 + 100, which a stated whole of 190 cannot be."""
    farms = [stated("income.farms:actual", "41.0"), stated("income.farms:pct_of_plan", "50.0", "pct")]
    trade = [stated("income.trade:actual", "60000", "vnd_m"), stated("income.trade:pct_of_plan", "60.0", "pct")]
    fits, fails = stated("income.all:plan", "182"), stated("income.all:plan", "190")
    assert outcomes(INCOME, fits, *farms, *trade, kind="parts")["parts:income.all:sector:plan"] == "holds"
    found = check(INCOME, fails, *farms, *trade, kind="parts")[-1]
    assert found.outcome == "cannot_hold"
    assert "income.farms:pct_of_plan@report:L1" in found.figures
    assert found.label.vi == "income.all = income.farms + income.trade (kế hoạch năm)"


def test_a_stated_plan_goes_before_an_implied_one() -> None:
    """What is stated is taken at its word; that it contradicts what is implied is another check's finding."""
    rows = [
        stated("income.all:plan", "100"),
        stated("income.farms:plan", "40"),
        stated("income.trade:plan", "60000", "vnd_m"),
    ]
    odd = [stated("income.farms:actual", "1"), stated("income.farms:pct_of_plan", "90", "pct")]
    assert outcomes(INCOME, *rows, *odd, kind="parts")["parts:income.all:sector:plan"] == "holds"


def test_last_year_is_implied_by_growth() -> None:
    """A whole that grew by 10 % to 110 was 100, though its parts were 50 and 45: sums hold for last year, too."""
    grown = [("all", "110.0", "10.0"), ("farms", "55.0", "10.0"), ("trade", "45.0", "0.0")]
    rows = [
        stated(f"income.{name}:{measure}", value, unit)
        for name, actual, growth in grown
        for measure, value, unit in (("actual", actual, "vnd_bn"), ("yoy_pct", growth, "pct"))
    ]
    assert outcomes(INCOME, *rows, kind="parts") == {
        "parts:income.all:sector:actual": "cannot_hold",
        "parts:income.all:sector:last_year": "cannot_hold",
    }


def test_a_missing_part_is_said_and_is_not_zero() -> None:
    """4 + nothing known is no sum."""
    rows = [stated("income.all:actual", "10"), stated("income.farms:actual", "4")]
    (found,) = check(INCOME, *rows, kind="parts")
    assert (found.outcome, found.lacks, found.recomputed) == ("not_evaluable", ("income.trade:actual",), None)
    assert found.figures == ("income.all:actual@report:L1", "income.farms:actual@report:L1")


def test_each_breakdown_is_a_rule_of_its_own() -> None:
    """A budget splits by source, and again into paid and owed; parts of different breakdowns are never added up."""
    parts = {"district": "source", "town": "source", "paid": "payment", "owed": "payment"}
    rows = [{"indicator": f"cost.{part}", "part_of": "cost.all", "breakdown": by} for part, by in parts.items()]
    figures = [stated(f"cost.{name}:actual", value) for name, value in zip(["all", *parts], "95438", strict=True)]
    assert outcomes(dictionary({"indicator": "cost.all"}, *rows), *figures, kind="parts") == {
        "parts:cost.all:source:actual": "holds",
        "parts:cost.all:payment:actual": "cannot_hold",
    }


# Plan, percent and remainder


@pytest.mark.parametrize(("plan", "outcome"), [("250", "holds"), ("251", "holds_by_rounding"), ("252", "cannot_hold")])
def test_a_plan_is_actual_over_percent(plan: str, outcome: str) -> None:
    """100 head that are 40 % may be of 247 to 253 by the percentage; 39.8 % narrows it to 250.9 to 251.6."""
    pct = {"250": "40", "251": "39.8", "252": "39.8"}[plan]
    rows = [stated("herd.cattle:actual", "100", "head"), stated("herd.cattle:pct_of_plan", pct, "pct")]
    (found,) = check(HERD, stated("herd.cattle:plan", plan, "head"), *rows, kind="plan")
    assert (found.id, found.outcome) == ("plan:herd.cattle:plan:actual*pct_of_plan", outcome)
    assert found.stated == Interval(Decimal(plan), Decimal(plan))


def test_what_remains_contradicts_and_a_target_is_only_suspicious() -> None:
    """183 + 17 = 200 is not 183 / 93 %, for which 195.7 to 197.8 is possible; a target may mean something else."""
    rows = [stated("herd.cattle:actual", "183", "head"), stated("herd.cattle:pct_of_plan", "93", "pct")]
    (found,) = check(HERD, *rows, stated("herd.cattle:remaining", "17", "head"), kind="plan")
    assert (found.outcome, found.assumes.en) == ("cannot_hold", "")
    (found,) = check(HERD, *rows, stated("herd.cattle:target", "17", "head"), kind="target")
    assert (found.outcome, found.id) == ("suspicious", "target:herd.cattle:plan")
    assert "tried both as what remains" in found.assumes.en


@pytest.mark.parametrize(
    ("target", "outcome"), [("100", "holds"), ("200", "holds"), ("90", "suspicious"), ("110", "suspicious")]
)
def test_a_target_may_be_what_remains_or_the_level(target: str, outcome: str) -> None:
    """100 of 200 are done: 100 remain, 200 is the level, and nothing else agrees."""
    rows = [stated("herd.cattle:actual", "100", "head"), stated("herd.cattle:plan", "200", "head")]
    found = outcomes(HERD, *rows, stated("herd.cattle:target", target, "head"), kind="target")
    assert found == {"target:herd.cattle:plan": outcome}


def test_all_ways_to_a_plan_are_compared_with_each_other() -> None:
    """Three ways make three findings."""
    rows = [stated("herd.cattle:actual", "100", "head"), stated("herd.cattle:pct_of_plan", "50", "pct")]
    rows += [stated("herd.cattle:plan", "200", "head"), stated("herd.cattle:remaining", "90", "head")]
    assert outcomes(HERD, *rows, kind="plan") == {
        "plan:herd.cattle:plan:actual*pct_of_plan": "holds",
        "plan:herd.cattle:plan:actual*remaining": "cannot_hold",
        "plan:herd.cattle:actual*pct_of_plan:actual*remaining": "cannot_hold",
    }


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([("actual", "183"), ("pct_of_plan", "93")], ("herd.cattle:plan",)),
        ([("actual", "183"), ("plan", "200")], ("herd.cattle:pct_of_plan",)),
        ([("actual", "183"), ("plan", "200"), ("pct_of_plan", "0")], ("herd.cattle:remaining",)),
        ([("plan", "200"), ("pct_of_plan", "93")], ("herd.cattle:actual",)),
    ],
)
def test_a_plan_told_in_one_way_only_is_not_evaluable(rows: list[tuple[str, str]], missing: tuple[str, ...]) -> None:
    """It says what is missing; a completion of zero percent implies no plan."""
    units = {"pct_of_plan": "pct"}
    figures = [stated(f"herd.cattle:{measure}", value, units.get(measure, "head")) for measure, value in rows]
    (found,) = check(HERD, *figures, kind="plan")
    assert (found.outcome, found.lacks) == ("not_evaluable", missing)


def test_plans_of_two_authorities_are_two_rules() -> None:
    """The actual is one; the district's percentage says nothing of the province's plan."""
    rows = [stated("herd.cattle:actual", "100", "head")]
    for basis, plan, pct in (("district", "200", "50.0"), ("province", "250", "50.0")):
        rows.append(stated(f"herd.cattle:plan:{basis}@L{plan}", plan, "head"))
        rows.append(stated(f"herd.cattle:pct_of_plan:{basis}", pct, "pct"))
    assert outcomes(HERD, *rows, kind="plan") == {
        "plan:herd.cattle:plan:actual*pct_of_plan:district": "holds",
        "plan:herd.cattle:plan:actual*pct_of_plan:province": "cannot_hold",
    }


@pytest.mark.parametrize(
    ("measure", "value", "unit", "outcome"),
    [
        ("yoy_pct", "10.0", "pct", "holds"),
        ("yoy_pct", "-10.0", "pct", "cannot_hold"),
        ("yoy_index", "110", "pct", "holds"),
        ("yoy_index", "98.1", "pct", "cannot_hold"),
        ("yoy_abs", "10", "head", "holds"),
        ("yoy_abs", "-10", "head", "cannot_hold"),
    ],
)
def test_growth_leads_back_to_last_year(measure: str, value: str, unit: str, outcome: str) -> None:
    """110 head after 100: 10 % more, 110 % of it, 10 head more."""
    rows = [stated("herd.cattle:actual", "110", "head"), stated("herd.cattle:last_year", "100", "head")]
    (found,) = check(HERD, *rows, stated(f"herd.cattle:{measure}", value, unit), kind="last_year")
    assert (found.id, found.outcome) == (f"last_year:herd.cattle:last_year:actual*{measure}", outcome)


def test_the_range_of_a_difference_takes_both_roundings() -> None:
    """110.0 less 10.0 may be anything from 99.9 to 100.1."""
    rows = [stated("income.all:actual", "110.0"), stated("income.all:yoy_abs", "10.0")]
    (found,) = check(INCOME, stated("income.all:last_year", "100"), *rows, kind="last_year")
    assert found.recomputed == Interval(Decimal("99.9"), Decimal("100.1"))


def test_a_target_implies_no_plan_for_a_sum() -> None:
    """Its reading is unsettled, so a sum of plans does without it."""
    rows = [stated("income.all:plan", "10"), stated("income.farms:plan", "4")]
    rows += [stated("income.trade:actual", "1000", "vnd_m"), stated("income.trade:target", "5000", "vnd_m")]
    found = check(INCOME, *rows, kind="parts")[-1]
    assert (found.outcome, found.lacks) == ("not_evaluable", ("income.trade:plan",))


# The same thing said twice


@pytest.mark.parametrize(
    ("first", "second", "unit", "outcome"),
    [
        ("6.291", "6291", "vnd_m", "holds"),
        ("6.3", "6291", "vnd_m", "holds_by_rounding"),
        ("6.3", "6219", "vnd_m", "cannot_hold"),
    ],
)
def test_what_is_stated_twice_is_the_same(first: str, second: str, unit: str, outcome: str) -> None:
    """In whatever unit and however coarsely."""
    (found,) = check(
        INCOME, stated("income.all:actual@L1", first), stated("income.all:actual@L9", second, unit), kind="repeated"
    )
    assert (found.id, found.outcome) == ("repeated:income.all:actual:report:L1+report:L9", outcome)
    assert found.label.en == "INCOME.ALL: stated more than once"


def test_three_statements_are_compared_in_pairs() -> None:
    """The one that is off shows in both of its pairs."""
    rows = [stated(f"herd.cattle:actual@L{value}", value, "head") for value in ("7", "8", "07")]
    found = [one.outcome for one in check(HERD, *rows, kind="repeated")]
    assert found == ["cannot_hold", "holds", "cannot_hold"]


def test_percentages_are_compared_as_percentages() -> None:
    """Not in the unit of their indicator."""
    rows = [stated(f"herd.cattle:pct_of_plan@L{value}", value, "pct") for value in ("93", "92.6")]
    (found,) = check(HERD, *rows, kind="repeated")
    assert (found.outcome, found.unit) == ("holds_by_rounding", "pct")


def test_another_cut_off_date_is_another_figure() -> None:
    """Revenue up to 10 June and up to the period's end differ, and rules take the latest."""
    early = stated("income.all:actual@L1", "10", as_of="2023-06-10")
    rows = [early, stated("income.all:actual@L2", "12"), stated("income.farms:actual", "4")]
    rows.append(stated("income.trade:actual", "8000", "vnd_m"))
    assert check(INCOME, *rows, kind="repeated") == []
    assert outcomes(INCOME, *rows, kind="parts") == {"parts:income.all:sector:actual": "holds"}


@pytest.mark.parametrize(("qualifier", "outcome"), [("moh_rules", "suspicious"), (None, "cannot_hold")])
def test_statements_by_different_rules_are_suspicious(qualifier: str | None, outcome: str) -> None:
    """49 % by the ministry's rules and 38.4 % without them may both be true; two of one kind may not."""
    rows = [stated("herd.cattle:pct_of_plan@L1", "49", "pct", qualifier=qualifier)]
    rows.append(stated("herd.cattle:pct_of_plan@L2", "38.4", "pct"))
    (found,) = check(HERD, *rows, kind="repeated")
    assert found.outcome == outcome
    assert any(found.assumes) == (qualifier is not None)


@pytest.mark.parametrize(("qualifier", "outcomes_of_all"), [("moh_rules", {"suspicious"}), (None, {"cannot_hold"})])
def test_levels_by_different_rules_contradict_nothing(qualifier: str | None, outcomes_of_all: set[str]) -> None:
    """A level of 49 by the ministry's rules and one of 38 without them are two quantities to the solver as well."""
    rows = [stated("herd.cattle:actual@L1", "49", "head", qualifier=qualifier)]
    rows.append(stated("herd.cattle:actual@L2", "38", "head"))
    figures = Statements(rows, HERD, UNITS, "nearest")
    assert {finding.outcome for finding in judged(rules(figures), figures) if finding.is_wrong} == outcomes_of_all


def test_figures_that_contradict_each_other_are_used_in_no_other_rule() -> None:
    """Which of them is meant is not known: the sum is not evaluable rather than guessed."""
    rows = [stated("income.all:actual@L1", "10"), stated("income.all:actual@L2", "20")]
    rows += [stated("income.farms:actual", "4"), stated("income.trade:actual", "6000", "vnd_m")]
    (found,) = check(INCOME, *rows, kind="parts")
    assert (found.outcome, found.lacks) == ("not_evaluable", ("income.all:actual",))


def test_of_two_statements_that_agree_the_finer_one_is_taken() -> None:
    """10 and 10.3 are one figure: what it says is 10.3, and both are named."""
    rows = [stated("income.all:actual@L1", "10"), stated("income.all:actual@L2", "10.3")]
    rows += [stated("income.farms:actual", "4.1"), stated("income.trade:actual", "6200", "vnd_m")]
    (found,) = check(INCOME, *rows, kind="parts")
    assert found.outcome == "holds"
    assert found.stated == Interval(Decimal("10.25"), Decimal("10.35"))
    assert found.figures[:2] == ("income.all:actual@report:L1", "income.all:actual@report:L2")


# Subsets and ratios


@pytest.mark.parametrize(
    ("subset", "outcome"),
    [("11", "holds"), ("13", "holds"), ("14", "cannot_hold")],
)
def test_a_subset_is_no_larger_than_its_whole(subset: str, outcome: str) -> None:
    """11 of 13 cases, or all of them; counts are exact."""
    cases = dictionary(
        {"indicator": "case.all", "unit": "head"}, {"indicator": "case.sent", "unit": "head", "within": "case.all"}
    )
    rows = [stated("case.all:actual", "13", "head"), stated("case.sent:actual", subset, "head")]
    assert outcomes(cases, *rows, kind="subset") == {"subset:case.sent:actual": outcome}


def test_a_subset_in_another_unit_is_converted() -> None:
    """5000 triệu lie in 5 tỷ, 5001 do by rounding only."""
    loans = dictionary({"indicator": "loan.all"}, {"indicator": "loan.new", "unit": "vnd_m", "within": "loan.all"})
    for value, outcome in (("5000", "holds"), ("5001", "holds_by_rounding"), ("5501", "cannot_hold")):
        rows = [stated("loan.all:actual", "5"), stated("loan.new:actual", value, "vnd_m")]
        (found,) = check(loans, *rows, kind="subset")
        assert (found.outcome, found.unit) == (outcome, "vnd_m")
        assert found.recomputed == Interval(Decimal(4500), Decimal(5500))


RATIOS = dictionary(
    {"indicator": "rice.output", "unit": "t"},
    {"indicator": "rice.area", "unit": "ha"},
    {"indicator": "rice.yield", "unit": "quintal_per_ha", "numerator": "rice.output", "denominator": "rice.area"},
    {"indicator": "people.all", "unit": "head"},
    {"indicator": "people.insured", "unit": "head"},
    {"indicator": "people.share", "unit": "pct", "numerator": "people.insured", "denominator": "people.all"},
    {"indicator": "people.income", "unit": "vnd_m_per_person", "numerator": "rice.money", "denominator": "people.all"},
    {"indicator": "rice.money"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([("rice.yield", "60"), ("rice.output", "6.00"), ("rice.area", "1.000")], "holds"),
        ([("rice.yield", "6"), ("rice.output", "6.00"), ("rice.area", "1.000")], "cannot_hold"),
        ([("people.share", "91.2"), ("people.insured", "11858"), ("people.all", "13000")], "holds_by_rounding"),
        ([("people.share", "91.3"), ("people.insured", "11858"), ("people.all", "13000")], "cannot_hold"),
        ([("people.income", "47.2"), ("rice.money", "552.054"), ("people.all", "11696")], "holds_by_rounding"),
    ],
)
def test_a_ratio_is_its_numerator_over_its_denominator(rows: list[tuple[str, str]], outcome: str) -> None:
    """In the ratio's own unit: tạ per hectare, percent, triệu a head out of tỷ."""
    figures = [stated(f"{name}:actual", value, RATIOS[name].unit) for name, value in rows]
    found = [one for one in check(RATIOS, *figures, kind="ratio") if one.id == f"ratio:{rows[0][0]}:actual"]
    assert [one.outcome for one in found] == [outcome]


def test_a_quotient_that_does_not_come_out_even_is_widened() -> None:
    """Its decimals enclose it, so that nothing that could hold is lost in showing it."""
    figures = [("people.share", "91.2"), ("people.insured", "11858"), ("people.all", "13000")]
    rows = [stated(f"{name}:actual", value, RATIOS[name].unit) for name, value in figures]
    (found, *_) = check(RATIOS, *rows, kind="ratio")
    assert found.recomputed is not None
    low, high = found.recomputed.low, found.recomputed.high
    assert low is not None
    assert high is not None
    assert Fraction(low) < Fraction(1185800, 13000) < Fraction(high)


def test_a_ratio_of_targets_assumes_that_they_are_levels() -> None:
    """10 out of 3000 are not 0.5 %, but a target may be an increase."""
    targets = {"people.share": "0.5", "people.insured": "10", "people.all": "3000"}
    figures = [stated(f"{name}:target", value, RATIOS[name].unit) for name, value in targets.items()]
    found = [one for one in check(RATIOS, *figures, kind="ratio") if one.id == "ratio:people.share:target"]
    assert [(one.outcome, one.assumes.en) for one in found] == [
        ("suspicious", "The figure stated among the tasks ahead is read as a level to reach.")
    ]


@pytest.mark.parametrize(
    "figures",
    [
        [("rice.yield", "60"), ("rice.output", "6"), ("rice.area", "0")],
        [("people.share", "50"), ("people.insured", "6"), ("people.all", "0")],
    ],
)
def test_nothing_is_divided_by_what_may_be_zero(figures: list[tuple[str, str]]) -> None:
    """Zero hectares give no yield; it says which figure does not divide."""
    rows = [stated(f"{name}:actual", value, RATIOS[name].unit) for name, value in figures]
    found = [one for one in check(RATIOS, *rows, kind="ratio") if one.id == f"ratio:{figures[0][0]}:actual"]
    assert [(one.outcome, one.lacks) for one in found] == [("not_evaluable", (f"{figures[-1][0]}:actual",))]


def test_a_bound_holds_wherever_the_values_lie_within_it() -> None:
    """'97% trở lên' is met by 97.2 and not by 96."""
    shares = dictionary({"indicator": "people.share", "unit": "pct", "kind": "share"})
    bound = stated("people.share:actual@L1", "97", "pct", bound="at_least")
    for value, outcome in (("97.2", "holds"), ("96", "cannot_hold")):
        (found,) = check(shares, bound, stated("people.share:actual@L2", value, "pct"), kind="repeated")
        assert found.outcome == outcome


# Editions and tables


def test_a_check_with_a_restricted_indicator_is_restricted() -> None:
    """One restricted part is enough: with the whole and the others it could be computed."""
    cases = dictionary(
        {"indicator": "case.all", "unit": "head"},
        {"indicator": "case.sent", "unit": "head", "within": "case.all", "restricted": "true"},
        {"indicator": "case.open", "unit": "head", "within": "case.all"},
    )
    rows = [stated(f"case.{name}:actual", "3", "head") for name in ("all", "sent", "open")]
    assert [one.restricted for one in check(cases, *rows, kind="subset")] == [True, False]


def test_nothing_stated_nothing_checked() -> None:
    """Rules without any figure are no findings."""
    assert checks([], INCOME, UNITS) == []


def test_truncated_figures_have_other_ranges() -> None:
    """1.9 + 1.9 = 3.9 when digits were cut off, but 4.0 is out of reach; rounded to nearest, 3.9 holds as well."""
    rows = [stated("income.farms:actual", "1.9"), stated("income.trade:actual", "1900.0", "vnd_m")]
    found = [
        checks([stated("income.all:actual", value), *rows], INCOME, UNITS, "truncated")[0].outcome
        for value in ("3.8", "3.9", "4.0", "3.6")
    ]
    assert found == ["holds", "holds_by_rounding", "cannot_hold", "cannot_hold"]


def test_the_table_begins_with_what_needs_attention() -> None:
    """Ranges with their unit in the reader's language, figures and what is missing by identity."""
    rows = [stated("herd.cattle:actual", "183", "head"), stated("herd.cattle:pct_of_plan", "93", "pct")]
    odd = [*rows, stated("herd.cattle:target", "17", "head"), stated("herd.cattle:yoy_pct", "1", "pct")]
    found = checks(odd, HERD, UNITS)[::-1]
    table = frame(found, "vi", UNITS)
    assert [*table["outcome"]] == ["suspicious", *["not_evaluable"] * 2, *["holds_by_rounding"] * 2]
    assert [*table.columns] == [
        "outcome", "severity", "rule", "label", "stated", "recomputed", "figures", "suspects", "missing", "assumption",
        "decision", "cluster", "id",
    ]  # fmt: skip
    assert [*table.loc[0, ["stated", "recomputed", "missing"]]] == ["17 head", "12,7 – 14,8 head", ""]
    assert "herd.cattle:last_year" in [*table["missing"]]
    assert frame(found, "en", UNITS).loc[0, "label"] == "HERD.CATTLE (target still to reach): plan of the year"
    assert set(table["outcome"]) <= set(OUTCOMES)
    assert [*frame((), "en", UNITS).columns] == [*table.columns]


@pytest.mark.parametrize(
    ("low", "high", "name", "text"),
    [
        ("48.5", "49.5", "%", "48,5 – 49,5%"),
        ("195.6756", "197.8378", "con", "195,7 – 197,8 con"),
        ("1492.8177", "1509.4972", "con", "1.493 – 1.509 con"),
        ("35126.0", "35126.0", "con", "35.126 con"),
        ("91.21538461538461", "91.21538461538462", "%", "91,215385%"),
        ("97", None, "%", "≥ 97%"),
        (None, "8.11", "%", "≤ 8,11%"),
        ("70.9167", "71", "con", "70,917 – 71,000 con"),
        (None, None, "%", ""),
    ],
)
def test_a_range_is_written_with_two_digits_of_its_width(
    low: str | None, high: str | None, name: str, text: str
) -> None:
    """No more digits than tell something; a point as it is, an open end as a bound."""
    ends = Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))
    own = UNITS["pct"].model_copy(update={"name_vi": name})
    assert range_text(ends, own, "vi") == text


# Laws

parts = st.lists(st.integers(min_value=0, max_value=10**6).map(lambda n: Decimal(n).scaleb(-3)), min_size=2, max_size=2)


@given(parts, st.integers(min_value=0, max_value=3))
def test_rounding_true_values_never_makes_a_contradiction(values: list[Decimal], places: int) -> None:
    """Whatever a whole and its parts are, each rounded on its own: the check holds, at most by rounding."""
    step = Decimal(1).scaleb(-places)
    figures = [("all", sum(values)), ("farms", values[0]), ("trade", values[1] * 1000)]
    rows = [
        stated(f"income.{name}:actual", f"{Decimal(value).quantize(step):f}", INCOME[f"income.{name}"].unit)
        for name, value in figures
    ]
    (found,) = check(INCOME, *rows, kind="parts")
    assert found.outcome in {"holds", "holds_by_rounding"}


@given(st.integers(1, 10**5), st.integers(1, 10**5), st.integers(0, 2))
def test_a_true_percentage_never_contradicts_its_plan(actual: int, plan: int, places: int) -> None:
    """However coarsely completion is written, as long as it is not written as zero."""
    exact = Fraction(actual, plan) * 100
    pct = round(exact, places)
    value = f"{Decimal(pct.numerator) / Decimal(pct.denominator):.{places}f}"
    rows = [stated("herd.cattle:actual", str(actual), "head"), stated("herd.cattle:plan", str(plan), "head")]
    (found,) = check(HERD, *rows, stated("herd.cattle:pct_of_plan", value, "pct"), kind="plan")
    assert found.outcome in ({"holds", "holds_by_rounding"} if Decimal(value) else {"not_evaluable"})


@pytest.mark.parametrize(
    ("kind", "figures", "is_confronted"),
    [
        ("target", ["herd.cattle:target"], False),
        ("target", ["herd.cattle:target", "herd.cattle:actual"], True),
        ("plan", ["herd.cattle:actual", "herd.cattle:pct_of_plan"], False),
        ("plan", ["herd.cattle:actual", "herd.cattle:pct_of_plan", "herd.cattle:plan"], True),
    ],
)
def test_a_rule_counts_where_figures_meet_or_one_more_is_wanted(
    kind: str, figures: list[str], is_confronted: bool
) -> None:
    """A task without plan and result, and a plan that a percentage alone implies, meet nothing."""
    rows = [stated(name, "50", "pct" if name.endswith("pct_of_plan") else "head") for name in figures]
    found = [finding for finding in check(HERD, *rows, kind=kind) if finding.rule == kind]
    assert {finding.is_confronted for finding in found} == {is_confronted}

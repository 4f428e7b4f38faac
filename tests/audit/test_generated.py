"""The families of rules that follow from the data dictionary, each with what it takes for granted and what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from kimtan.audit.amounts import Amount
from kimtan.audit.audit import judged
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated as rules
from kimtan.audit.generated.integrality import nearest_whole
from kimtan.audit.statements import Statements
from kimtan.audit.wording import ONE_PRICE
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.texts import NamedList
from kimtan.figures import Interval
from kimtan.languages import NOTHING, Bilingual
from kimtan.period import Period
from tests.audit.test_confrontation import HERD, INCOME, RATIOS, UNITS, dictionary, stated

H1 = Period.parse("2023-H1")


def found(
    indicators: dict[str, Indicator],
    observations: Sequence[Observation],
    kind: str,
    lists: Sequence[NamedList] = (),
    as_of: dt.date | None = None,
) -> dict[str, Finding]:
    """The findings of one family by identity."""
    figures = Statements(observations, indicators, UNITS, "nearest", lists, H1, as_of)
    return {one.id: one for one in judged(rules(figures), figures) if one.rule == kind}


def listed(indicator: str, *members: str, place: str = "L9", measure: str = "actual", numbers: str = "") -> NamedList:
    """A list of members, each named alike in both languages."""
    names = [{"vi": member, "en": member} for member in members]
    cells = {"indicator": indicator, "measure": measure, "source": f"report:{place}", "members": names}
    return NamedList.model_validate({**cells, "numbers": [int(number) for number in numbers.split()]})


# Forms of a sum

NAMES = ("all", "farms", "trade")


def reached(all_pct: str, farms_pct: str, trade_pct: str) -> list[Observation]:
    """100 tỷ of 25 and 75000 triệu, with what each is in percent of its plan."""
    actuals = {"all": ("100.0", "vnd_bn"), "farms": ("25.0", "vnd_bn"), "trade": ("75000", "vnd_m")}
    rows = [stated(f"income.{name}:actual", *actuals[name]) for name in NAMES]
    pcts = zip(NAMES, (all_pct, farms_pct, trade_pct), strict=True)
    return rows + [stated(f"income.{name}:pct_of_plan", pct, "pct") for name, pct in pcts]


@pytest.mark.parametrize(
    ("pcts", "among", "weighted"),
    [
        (("60.0", "50.0", "64.3"), "holds", "holds_by_rounding"),
        (("57.0", "50.0", "64.3"), "holds", "cannot_hold"),
        (("70.0", "50.0", "64.3"), "cannot_hold", "cannot_hold"),
        (("64.4", "50.0", "64.3"), "holds_by_rounding", "cannot_hold"),
    ],
)
def test_a_totals_completion_lies_among_its_parts_and_is_their_mean(
    pcts: tuple[str, str, str], among: str, weighted: str
) -> None:
    """25 / 50 % + 75 / 64,3 % = 50 + 116,6: 100 of these are 60,0 %, in whatever units the parts are."""
    rows = reached(*pcts)
    (one,) = found(INCOME, rows, "among").values()
    (other,) = found(INCOME, rows, "weighted").values()
    assert (one.outcome, other.outcome) == (among, weighted)
    assert one.recomputed == Interval(Decimal("49.95"), Decimal("64.35"))
    assert other.recomputed is not None
    assert Decimal("60.00") in other.recomputed
    assert one.label.en == "INCOME.ALL: percent of plan, lies among those of its parts"
    assert other.label.vi == "income.all: tỷ lệ so với kế hoạch, bằng bình quân gia quyền của các phần"


def test_forms_are_told_with_the_sum_that_they_are_forms_of() -> None:
    """The sum of plans fails, so do both forms: one contradiction, one cluster, the same suspects."""
    rows = reached("70.0", "50.0", "64.3")
    (total,) = [one for one in found(INCOME, rows, "parts").values() if one.id.endswith(":plan")]
    forms = [*found(INCOME, rows, "among").values(), *found(INCOME, rows, "weighted").values()]
    assert [one.id for one in forms] == [
        "among:income.all:sector:pct_of_plan", "weighted:income.all:sector:pct_of_plan",
    ]  # fmt: skip
    assert (total.outcome, total.form_of, total.cluster) == ("cannot_hold", "", total.id)
    assert {(one.form_of, one.cluster) for one in forms} == {(total.id, total.id)}
    assert all(one.suspects == total.suspects != () for one in forms)


def test_growth_has_forms_too() -> None:
    """A whole that grew by 20 % while its parts grew by 5 and 10 % is a form of the sum of last year's values."""
    rows = [stated(f"income.{name}:actual", value) for name, value in (("all", "100"), ("farms", "25"))]
    rows.append(stated("income.trade:actual", "75000", "vnd_m"))
    pcts = (("all", "20"), ("farms", "5"), ("trade", "-10"))
    rows += [stated(f"income.{name}:yoy_pct", value, "pct") for name, value in pcts]
    among, weighted = (next(iter(found(INCOME, rows, kind).values())) for kind in ("among", "weighted"))
    assert (among.outcome, weighted.outcome) == ("cannot_hold", "cannot_hold")
    assert among.form_of == weighted.form_of == "parts:income.all:sector:last_year"
    assert among.recomputed == Interval(Decimal("-10.5"), Decimal("5.5"))


def priced(all_in: str | None, farms_in: str | None, trade_in: str | None) -> dict[str, Indicator]:
    """The dictionary of income with other prices; ``None`` where it states none."""
    prices = {"income.all": all_in, "income.farms": farms_in, "income.trade": trade_in}
    return {name: indicator.model_copy(update={"price": prices[name]}) for name, indicator in INCOME.items()}


@pytest.mark.parametrize(
    ("prices", "outcome", "assumption"),
    [
        (("current", "current", "current"), "cannot_hold", NOTHING),
        (("constant", "constant", "constant"), "cannot_hold", NOTHING),
        (("current", None, None), "cannot_hold", NOTHING),
        ((None, "current", "current"), "suspicious", ONE_PRICE),
        ((None, None, None), "suspicious", ONE_PRICE),
        (("current", "constant", None), "not_evaluable", NOTHING),
    ],
)
def test_growth_of_a_total_rests_on_one_price(
    prices: tuple[str | None, str | None, str | None], outcome: str, assumption: Bilingual
) -> None:
    """20 % against -10 to 5 %: a contradiction only where the dictionary states the total's prices and no others."""
    rows = [stated(f"income.{name}:actual", value) for name, value in zip(NAMES, ("100", "25", "75"), strict=True)]
    pcts = zip(NAMES, ("20", "5", "-10"), strict=True)
    rows += [stated(f"income.{name}:yoy_pct", value, "pct") for name, value in pcts]
    about_growth = [
        finding
        for kind in ("parts", "among", "weighted")
        for finding in found(priced(*prices), rows, kind).values()
        if finding.id.endswith(("last_year", "yoy_pct"))
    ]
    assert [(finding.outcome, finding.assumes) for finding in about_growth] == [(outcome, assumption)] * 3


def test_levels_rest_on_no_price() -> None:
    """Amounts of this year and stated amounts of last year add up or do not, whatever is known of their prices."""
    rows = [
        stated(f"income.{name}:{measure}", value)
        for measure in ("actual", "last_year")
        for name, value in (("all", "100"), ("farms", "25"), ("trade", "70"))
    ]
    sums = found(priced(None, None, None), rows, "parts").values()
    assert [(finding.outcome, finding.assumes) for finding in sums] == [("cannot_hold", NOTHING)] * 2


def test_growth_of_what_has_no_price_assumes_none() -> None:
    """Head of cattle are no money: their growth contradicts that of their parts without any assumption."""
    names = {"herd.all": {}, "herd.cows": {"part_of": "herd.all", "breakdown": "kind"}}
    herd = dictionary(*({"indicator": name, "unit": "ha", **cells} for name, cells in names.items()))
    rows = [
        stated(f"{name}:{measure}", value, unit)
        for name, growth in (("herd.all", "20"), ("herd.cows", "5"))
        for measure, value, unit in (("actual", "100", "ha"), ("yoy_pct", growth, "pct"))
    ]
    (finding,) = [one for one in found(herd, rows, "parts").values() if one.id.endswith("last_year")]
    assert (finding.outcome, finding.assumes) == ("cannot_hold", NOTHING)


def test_a_form_without_every_part_says_which_is_missing() -> None:
    """Without the percentage of trade nothing is known of what lies among."""
    one = found(INCOME, reached("60.0", "50.0", "64.3")[:-1], "among")["among:income.all:sector:pct_of_plan"]
    assert (one.outcome, one.lacks) == ("not_evaluable", ("income.trade:pct_of_plan",))


# Whole numbers


@pytest.mark.parametrize(
    ("actual", "pct", "whole", "outcome"),
    [
        ("31", "58.5", "53", "holds_by_rounding"),
        ("31", "62", "50", "holds"),
        ("3", "66", "5", "cannot_hold"),
        ("31", "59.0", "53", "cannot_hold"),
    ],
)
def test_a_plan_of_things_is_a_whole_number(actual: str, pct: str, whole: str, outcome: str) -> None:
    """31 houses are 58,5 % of 53; no whole plan is there of which 3 are 66 %."""
    rows = [stated("herd.cattle:actual", actual, "head"), stated("herd.cattle:pct_of_plan", pct, "pct")]
    (one,) = found(HERD, rows, "whole").values()
    assert (one.id, one.outcome) == ("whole:herd.cattle:plan", outcome)
    assert one.recomputed == Interval(Decimal(whole), Decimal(whole))
    assert one.label.en == "HERD.CATTLE: is a whole number (plan of the year)"


@pytest.mark.parametrize(
    ("measure", "value", "outcome"),
    [("yoy_index", "98.1", "holds_by_rounding"), ("yoy_index", "98.5", "cannot_hold"), ("yoy_pct", "-1.9", None)],
)
def test_last_years_number_is_whole_too(measure: str, value: str, outcome: str | None) -> None:
    """51 head that are 98,1 % of last year's, or 1,9 % fewer, were 52; 98,5 % of nothing whole is 51."""
    rows = [stated("herd.cattle:actual", "51", "head"), stated(f"herd.cattle:{measure}", value, "pct")]
    one = found(HERD, rows, "whole")["whole:herd.cattle:last_year"]
    assert one.outcome == (outcome or "holds_by_rounding")
    if one.outcome == "holds_by_rounding":
        assert one.recomputed == Interval(Decimal(52), Decimal(52))


def test_a_rate_of_people_need_not_be_whole() -> None:
    """3 pupils a class that are 66 % of the plan: 4,5 a class is a plan."""
    rate = dictionary({"indicator": "class.size", "unit": "head", "kind": "rate"})
    rows = [stated("class.size:actual", "3", "head"), stated("class.size:pct_of_plan", "66", "pct")]
    assert found(rate, rows, "whole") == {}


def test_a_plan_that_is_stated_or_measured_need_not_be_whole() -> None:
    """A stated plan is compared as it is; money and weights have no whole numbers."""
    rows = [stated("herd.cattle:actual", "3", "head"), stated("herd.cattle:pct_of_plan", "66", "pct")]
    assert found(HERD, [*rows, stated("herd.cattle:plan", "5", "head")], "whole") == {}
    money = [stated("income.all:actual", "3"), stated("income.all:pct_of_plan", "66", "pct")]
    assert found(INCOME, money, "whole") == {}


@pytest.mark.parametrize(
    ("low", "high", "face", "whole"),
    [
        ("3.4", None, "3.4", 4),
        ("3.6", "4.2", "3.9", 4),
        ("3.4", "3.9", "3.6", 4),
        (None, "3.4", "3.6", 3),
    ],
)
def test_the_nearest_whole_number_lies_in_the_range_where_one_does(
    low: str | None, high: str | None, face: str, whole: int
) -> None:
    """3,4 or more may be 4, 3,4 or less 3; none is in 3,4 to 3,9, where the nearest one is told."""
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    assert nearest_whole(Amount(*ends, Fraction(face), ())).face == whole


# Limits


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("97.2", "holds"), ("100", "holds"), ("100.4", "cannot_hold"), ("103", "cannot_hold"), ("101", "cannot_hold")],
)
def test_a_share_is_no_more_than_everything(value: str, outcome: str) -> None:
    """103 % of the people are not insured; a percentage of plan may be more than 100, and is no share."""
    shares = dictionary({"indicator": "people.share", "unit": "pct", "kind": "share"})
    rows = [stated("people.share:actual", value, "pct"), stated("people.share:pct_of_plan", "120", "pct")]
    limits = found(shares, rows, "limit")
    assert {name: one.outcome for name, one in limits.items()} == {"limit:people.share:actual": outcome}
    assert limits["limit:people.share:actual"].label.vi == "people.share không quá 100%"
    assert limits["limit:people.share:actual"].label.en.endswith(" must not exceed 100%")


def test_what_is_no_share_in_percent_may_be_more_than_a_hundred() -> None:
    """A rate in percent, such as growth, and a share that is told in another unit."""
    others = dictionary(
        {"indicator": "herd.rate", "unit": "pct", "kind": "rate"},
        {"indicator": "herd.share", "unit": "head", "kind": "share"},
    )
    rows = [stated("herd.rate:actual", "120", "pct"), stated("herd.share:actual", "120", "head")]
    assert found(others, rows, "limit") == {}


# Lists

CRITERIA = dictionary(
    {"indicator": "town.criteria", "unit": "head"},
    {"indicator": "town.met", "unit": "head", "part_of": "town.criteria", "breakdown": "state"},
    {"indicator": "town.unmet", "unit": "head", "part_of": "town.criteria", "breakdown": "state"},
)


@pytest.mark.parametrize(("figure", "outcome"), [("2", "holds"), ("3", "cannot_hold")])
def test_as_many_are_listed_as_are_announced(figure: str, outcome: str) -> None:
    """Two names after '3 tiêu chí' are one too few."""
    rows = [stated("town.met:actual", figure, "head")]
    (one,) = found(CRITERIA, rows, "list", [listed("town.met", "Y tế", "Nhà ở")]).values()
    assert (one.id, one.outcome) == ("list:town.met:actual:report:L1+report:L9", outcome)
    assert one.label.en == "TOWN.MET: as many as are listed"
    assert one.figures == ("town.met:actual@report:L1", "town.met:actual:list@report:L9")


def test_a_gap_in_the_numbering_is_suspicious() -> None:
    """1, 2, 4: three members and a number left out; it may be the numbering that is wrong."""
    full, gap = listed("town.met", "a", "b", "c", numbers="1 2 3"), listed("town.met", "a", "b", "c", numbers="1 2 4")
    (holds,) = found(CRITERIA, [], "numbering", [full]).values()
    (odd,) = found(CRITERIA, [], "numbering", [gap]).values()
    assert (holds.outcome, odd.outcome) == ("holds", "suspicious")
    assert odd.assumes.en == "The list is numbered without a gap."
    assert odd.stated == Interval(Decimal(4), Decimal(4))
    assert found(CRITERIA, [], "numbering", [listed("town.met", "a")]) == {}


def test_what_is_done_is_no_longer_to_do() -> None:
    """A member of the list of what is done stands among the tasks, under a longer name."""
    done = listed("town.met", "Chợ Kim Tân", "Y tế")
    todo = listed("town.met", "chợ kim tân mới", place="L20", measure="target")
    (one,) = found(CRITERIA, [], "members", [done, todo]).values()
    assert (one.outcome, one.id) == ("suspicious", "members:town.met:report:L9+L20")
    assert one.label.vi == "town.met: đã đạt thì không còn là nhiệm vụ (Chợ Kim Tân – chợ kim tân mới)"
    assert one.assumes.en == "Names that are alike are taken to mean the same."
    apart = listed("town.met", "Nhà ở", place="L20", measure="target")
    assert next(iter(found(CRITERIA, [], "members", [done, apart]).values())).outcome == "holds"


def test_none_is_both_met_and_unmet_and_tasks_are_unmet() -> None:
    """Sibling lists share no member; what is set as a task is found among what is unmet."""
    met, unmet = listed("town.met", "Y tế", "Nhà ở"), listed("town.unmet", "Cây xanh", "Y tế", place="L12")
    (one,) = found(CRITERIA, [], "members", [met, unmet]).values()
    assert (one.outcome, one.label.en) == ("suspicious", "TOWN.MET: none is both met and unmet (Y tế)")
    task, other = (listed("town.met", name, place="L30", measure="target") for name in ("Cây xanh", "Vỉa hè"))
    for tasks, outcome in ((task, "holds"), (other, "suspicious")):
        (one,) = found(CRITERIA, [], "members", [unmet, tasks]).values()
        assert (one.outcome, one.label.en) == (outcome, "TOWN.MET: what is to be met is among what is unmet")


def test_a_list_stands_for_a_figure_that_is_not_stated() -> None:
    """9 criteria are 5 met and 2 listed as unmet: not all are accounted for, and the list is a suspect of its own."""
    rows = [stated("town.criteria:actual", "9", "head"), stated("town.met:actual", "5", "head")]
    for names, outcome in (("abcd", "holds"), ("ab", "cannot_hold")):
        (one,) = found(CRITERIA, rows, "parts", [listed("town.unmet", *names)]).values()
        assert (one.id, one.outcome) == ("parts:town.criteria:state:actual", outcome)
        assert "town.unmet:actual:list@report:L9" in one.figures
    needs = {each.figure: each.needs for each in one.suspects}
    assert needs["town.unmet:actual:list@report:L9"] == Interval(Decimal(4), Decimal(4))
    rows.append(stated("town.unmet:actual", "4", "head"))
    (one,) = found(CRITERIA, rows, "parts", [listed("town.unmet", "a")]).values()
    assert one.outcome == "holds", "where a figure is stated, it counts, not the list"


# Subsets


@pytest.mark.parametrize(("dead", "outcome"), [("5900", "holds"), ("6100", "cannot_hold")])
def test_a_subset_is_compared_in_the_unit_of_its_set(dead: str, outcome: str) -> None:
    """6100 million are more than 6 billion, 5900 are not; whatever the units, and not the other way round."""
    money = dictionary({"indicator": "cost.all"}, {"indicator": "cost.paid", "unit": "vnd_m", "within": "cost.all"})
    rows = [stated("cost.all:actual", "6.0"), stated("cost.paid:actual", dead, "vnd_m")]
    rows[0] = rows[0].model_copy(update={"precision": "exact"})
    (finding,) = found(money, rows, "subset").values()
    assert finding.label.vi == "cost.paid không nhiều hơn cost.all"
    assert finding.outcome == outcome


# Targets


@pytest.mark.parametrize(
    ("target", "outcome"), [("2", "holds"), ("13", "holds"), ("11", "holds"), ("14", "suspicious"), ("1", "holds")]
)
def test_a_target_stays_within_the_whole(target: str, outcome: str) -> None:
    """Of 13 cases 11 are done: 2 more, or 13 in all, are possible, 14 are not."""
    cases = dictionary(
        {"indicator": "case.all", "unit": "head"}, {"indicator": "case.done", "unit": "head", "within": "case.all"}
    )
    rows = [stated("case.all:actual", "13", "head"), stated("case.done:actual", "11", "head")]
    one = found(cases, [*rows, stated("case.done:target", target, "head")], "target")["target:case.done:case.all"]
    assert (one.outcome, one.label.en) == (outcome, "CASE.DONE (target still to reach): CASE.ALL")


def test_a_target_stays_within_what_its_indicator_is_a_part_of() -> None:
    """14 of 13 cases cannot be solved, whether solved cases are a part of all or a set within them."""
    cases = dictionary(
        {"indicator": "case.all", "unit": "head"},
        {"indicator": "case.done", "unit": "head", "part_of": "case.all", "breakdown": "state"},
        {"indicator": "case.open", "unit": "head", "part_of": "case.all", "breakdown": "state"},
    )
    rows = [stated("case.all:actual", "13", "head"), stated("case.done:actual", "11", "head")]
    finding = found(cases, [*rows, stated("case.done:target", "14", "head")], "target")["target:case.done:case.all"]
    assert finding.outcome == "suspicious"


def test_a_target_is_read_by_the_announced_level_where_there_is_one() -> None:
    """100 done, 250 announced for the end of the year: 150 remain; without any level the plan is missing."""
    rows = [stated("herd.cattle:actual", "100", "head"), stated("herd.cattle:target", "150", "head")]
    (one,) = found(HERD, [*rows, stated("herd.cattle:year_end", "250", "head")], "target").values()
    assert (one.id, one.outcome) == ("target:herd.cattle:year_end", "holds")
    (one,) = found(HERD, rows, "target").values()
    assert (one.outcome, one.lacks) == ("not_evaluable", ("herd.cattle:plan",))


def test_a_target_is_not_held_against_what_a_resolution_set_for_years() -> None:
    """20 to go are what remains of a plan of 120, and of the 500 of a resolution only where that is the plan."""
    rows = [
        stated("herd.cattle:actual", "100", "head"),
        stated("herd.cattle:plan@L2", "120", "head"),
        stated("herd.cattle:pct_of_plan:resolution@L3", "20", "pct"),
        stated("herd.cattle:target@L4", "20", "head"),
    ]
    (finding,) = found(HERD, rows, "target").values()
    assert (finding.id, finding.outcome) == ("target:herd.cattle:plan", "holds")
    counted = Statements(rows, HERD, UNITS, "nearest", period=H1, plan_basis="resolution")
    outcomes = {finding.id: finding.outcome for finding in judged(rules(counted), counted) if finding.rule == "target"}
    assert outcomes["target:herd.cattle:plan:resolution"] == "suspicious"


def test_the_level_announced_is_the_plan_and_not_below_what_there_is() -> None:
    """A plan of 240 against 250 is only suspicious; a flow that has 300 already cannot end the year with 250."""
    flow, count = (dictionary({"indicator": "herd.cattle", "unit": "head", "kind": kind}) for kind in ("flow", "count"))
    rows = [stated(f"herd.cattle:{measure}", value, "head") for measure, value in
            (("year_end", "250"), ("plan", "240"), ("actual", "300"))]  # fmt: skip
    both = found(flow, rows, "year_end")
    assert found(count, rows, "year_end").keys() == both.keys(), "what was counted until now is counted at the end"
    assert {name: one.outcome for name, one in both.items()} == {
        "year_end:herd.cattle:plan": "suspicious", "year_end:herd.cattle:actual": "cannot_hold",
    }  # fmt: skip
    assert both["year_end:herd.cattle:plan"].assumes.en == "The level announced for the end of the year is its plan."
    assert [*found(HERD, rows, "year_end")] == ["year_end:herd.cattle:plan"], "a herd may shrink"


# Bases, and cut-off dates


@pytest.mark.parametrize(("poor", "outcome"), [("500", "holds"), ("520", "holds_by_rounding"), ("600", "suspicious")])
def test_two_ratios_have_the_same_unstated_denominator(poor: str, outcome: str) -> None:
    """900 are 90 % and 500 are 50 % of 1000, which nobody states; 600 would be half of another 1200."""
    indicators = RATIOS | dictionary(
        {"indicator": "people.poor", "unit": "head"},
        {"indicator": "poor.share", "unit": "pct", "numerator": "people.poor", "denominator": "people.all"},
    )
    values = {"people.insured": "900", "people.share": "90", "people.poor": poor, "poor.share": "50"}
    rows = [stated(f"{name}:actual", value, indicators[name].unit) for name, value in values.items()]
    rows[-1] = rows[-1].model_copy(update={"precision": Decimal(4)})
    (one,) = found(indicators, rows, "base").values()
    assert (one.id, one.outcome) == ("base:people.all:people.share:poor.share:actual", outcome)
    assert one.assumes.en == "Both ratios are taken to be of the same total."
    assert one.label.en == "PEOPLE.ALL: PEOPLE.INSURED / PEOPLE.SHARE = PEOPLE.POOR / POOR.SHARE"
    known = stated("people.all:actual", "1000", "head")
    assert found(indicators, [*rows, known], "base") == {}, "where it is stated, each ratio is checked with it"


def test_shares_of_one_denominator_in_two_units_imply_the_same() -> None:
    """500 are 50 % of 1000, and 2 billion are 2 million a head of 1000; of targets as of what was done."""
    indicators = RATIOS | dictionary(
        {"indicator": "people.poor", "unit": "head"},
        {"indicator": "poor.share", "unit": "pct", "numerator": "people.poor", "denominator": "people.all"},
    )
    values = {"people.poor": "500", "poor.share": "50.0", "rice.money": "2.000", "people.income": "2.000"}
    for measure in ("actual", "target"):
        rows = [stated(f"{name}:{measure}", value, indicators[name].unit) for name, value in values.items()]
        (finding,) = found(indicators, rows, "base").values()
        assert finding.id.endswith(f":{measure}")
        assert finding.outcome in {"holds", "holds_by_rounding"}


@pytest.mark.parametrize(
    ("day", "as_of", "outcome"),
    [
        ("2023-06-10", None, "holds"),
        ("2023-06-30", None, "holds"),
        ("2023-01-01", None, "holds"),
        ("2023-07-01", None, "suspicious"),
        ("2022-12-31", None, "suspicious"),
        ("2023-06-10", dt.date(2023, 5, 31), "suspicious"),
    ],
)
def test_a_cut_off_date_lies_in_the_period(day: str, as_of: dt.date | None, outcome: str) -> None:
    """No later than the period's end, or the day until which the report as a whole was counted."""
    rows = [stated("herd.cattle:actual", "9", "head", as_of=day), stated("income.all:actual", "1")]
    (one,) = found(HERD | INCOME, rows, "cut_off", as_of=as_of).values()
    assert (one.id, one.outcome) == (f"cut_off:herd.cattle:{day}", outcome)
    assert one.figures == ("herd.cattle:actual@report:L1",)
    assert one.assumes.en == "Figures are counted until a day of the period."
    if day == "2023-06-10":
        assert one.label.en == "HERD.CATTLE: counted until a day of the period (10 June 2023)"


def test_figures_counted_until_different_days_are_only_suspicious() -> None:
    """10 = 4 + 8 cannot hold, but 4 was counted until 10 June."""
    rows = [stated("income.all:actual", "10"), stated("income.trade:actual", "8000", "vnd_m")]
    same, other = stated("income.farms:actual", "4"), stated("income.farms:actual", "4", as_of="2023-06-10")
    sums = [next(iter(found(INCOME, [*rows, one], "parts").values())) for one in (same, other)]
    assert [(one.outcome, one.assumes.en) for one in sums] == [
        ("cannot_hold", ""),
        ("suspicious", "The figures were counted until different days."),
    ]


def test_what_stands_in_many_places_is_not_confronted_in_every_pair() -> None:
    """Of twenty statements of one topic the two that differ are objected to, in tens of pairs instead of hundreds."""
    values = ["12"] * 18 + ["13", "13"]
    rows = [stated(f"herd.cattle:actual@L{at}", value, "head") for at, value in enumerate(values, 1)]
    findings = found(HERD, rows, "repeated")
    wrong = {figure for one in findings.values() if one.is_wrong for figure in one.figures}
    assert len(findings) < 50
    assert wrong == {row.figure for row in rows}, "and each of the others is confronted with one of them"

"""What a careful reader would ask about: each family finds its case, and is silent on the case beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kimtan.audit.audit import audit, judged
from kimtan.audit.coincidences import coincidences
from kimtan.audit.findings import Finding
from kimtan.audit.generated import generated as rules
from kimtan.audit.statements import Statements
from kimtan.data.dataset import load
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.period import Period
from kimtan.workspace import Workspace
from tests.audit.test_confrontation import UNITS, dictionary, stated, unit

ALL_UNITS = UNITS | {"km": unit("km", "length"), "cases": unit("cases", "count", exact="true")}


def figures(indicators: dict[str, Indicator], rows: Sequence[Observation]) -> Statements:
    return Statements(rows, indicators, ALL_UNITS, "nearest", (), Period.parse("2023-H1"))


def findings(indicators: dict[str, Indicator], rows: Sequence[Observation], kind: str) -> dict[str, Finding]:
    known = figures(indicators, rows)
    return {finding.id: finding for finding in judged(rules(known), known) if finding.rule == kind}


# A count that its base cannot carry

HOUSEHOLDS = dictionary(
    {"indicator": "homes.all", "unit": "head", "kind": "count"},
    {"indicator": "homes.poor", "unit": "head", "kind": "count"},
    {"indicator": "homes.share", "unit": "pct", "kind": "share", "numerator": "homes.poor", "denominator": "homes.all"},
)


@pytest.mark.parametrize(("share", "outcome"), [("33.3", "holds_by_rounding"), ("30", "cannot_hold"), ("25", "holds")])
def test_a_share_of_so_many_is_one_that_their_number_can_give(share: str, outcome: str) -> None:
    """Of 12 households 3 are 25 % and 4 are 33,3 %; 30 % would be 3,54 to 3,66 of them."""
    rows = [stated("homes.all:actual", "12", "head"), stated("homes.share:actual", share, "pct")]
    (finding,) = findings(HOUSEHOLDS, rows, "granularity").values()
    assert (finding.id, finding.outcome) == ("granularity:homes.poor:homes.share", outcome)
    assert set(finding.figures) == {row.figure for row in rows}


@pytest.mark.parametrize("measured", ["homes.all", "homes.poor"])
def test_a_share_of_what_is_measured_may_be_any(measured: str) -> None:
    """Of 12 tonnes any share may be; so may what is measured of 12 households."""
    known = {**HOUSEHOLDS, measured: HOUSEHOLDS[measured].model_copy(update={"unit": "t"})}
    rows = [stated("homes.all:actual", "12", known["homes.all"].unit), stated("homes.share:actual", "30", "pct")]
    assert findings(known, rows, "granularity") == {}


@pytest.mark.parametrize(
    ("measure", "base", "percentage", "outcome"),
    [
        ("pct_of_plan", "plan", "58", "cannot_hold"),
        ("pct_of_plan", "plan", "57.1", "holds_by_rounding"),
        ("yoy_index", "last_year", "58", "cannot_hold"),
        ("yoy_pct", "last_year", "-42", "cannot_hold"),
        ("yoy_pct", "last_year", "-42.9", "holds_by_rounding"),
    ],
)
def test_a_percentage_of_a_small_plan_is_one_that_it_can_give(
    measure: str, base: str, percentage: str, outcome: str
) -> None:
    """4 of 7 are 57,1 %, or 42,9 % less; no number of them is 58 % or 42 % less."""
    rows = [stated(f"homes.all:{base}", "7", "head"), stated(f"homes.all:{measure}", percentage, "pct")]
    (finding,) = findings(HOUSEHOLDS, rows, "granularity").values()
    assert finding.outcome == outcome
    known = [*rows, stated("homes.all:actual", "4", "head")]
    assert findings(HOUSEHOLDS, known, "granularity") == {}, "a stated count is confronted by itself"


# Tasks that are read in two ways

TASKS = dictionary(
    {"indicator": "trees.new"},
    {"indicator": "roads.new"},
    {"indicator": "water.share", "unit": "pct", "kind": "share"},
)


def task(indicator: str, actual: str, plan: str, target: str, unit_name: str = "vnd_bn") -> list[Observation]:
    values = {"actual": actual, "plan": plan, "target": target}
    return [stated(f"{indicator}:{measure}", value, unit_name) for measure, value in values.items()]


def test_tasks_that_mix_what_remains_with_levels_are_asked_about() -> None:
    """Of 20 trees 12 stand and 8 are to do; of 10 roads 4 are done and 10 are set, which is the plan itself."""
    rows = [*task("trees.new", "12", "20", "8"), *task("roads.new", "4", "10", "10")]
    (finding,) = findings(TASKS, rows, "task_list").values()
    assert finding.outcome == "suspicious"
    assert finding.label.en == "what remains to be done: TREES.NEW; level to reach: ROADS.NEW"
    assert finding.figures == ("trees.new:target@report:L1", "roads.new:target@report:L1")
    same = [*task("trees.new", "12", "20", "8"), *task("roads.new", "4", "10", "6")]
    assert findings(TASKS, same, "task_list") == {}
    apart = [*task("trees.new", "12", "20", "8"), *task("water.share", "90", "95", "95", "pct")]
    assert findings(TASKS, apart, "task_list") == {}, "shares are levels by nature"


# One event told twice

FINES = dictionary(
    {"indicator": "market.cases", "section": "trade", "unit": "cases", "kind": "count"},
    {"indicator": "market.fines", "section": "trade", "unit": "vnd_m"},
    {"indicator": "police.cases", "section": "order", "unit": "cases", "kind": "count"},
    {"indicator": "police.fines", "section": "order", "unit": "vnd_m"},
)


@pytest.mark.parametrize(
    ("cases", "fine", "count"), [("1", "3.5", 1), ("2", "3.5", 0), ("1", "3.6", 0)], ids=["same", "cases", "fine"]
)
def test_one_case_and_one_fine_in_two_sections_may_be_one(cases: str, fine: str, count: int) -> None:
    """One case and 3,5 triệu in trade and again in order; neither alone is the same."""
    rows = [
        stated("market.cases:actual", "1", "cases"),
        stated("market.fines:actual", "3.5", "vnd_m"),
        stated("police.cases:actual", cases, "cases"),
        stated("police.fines:actual", fine, "vnd_m"),
    ]
    same = findings(FINES, rows, "same_event")
    assert len(same) == count
    for finding in same.values():
        assert finding.outcome == "suspicious"
        assert set(finding.figures) == {row.figure for row in rows}


@pytest.mark.parametrize(
    "changed",
    [{"section": "trade"}, {"part_of": "market.fines", "breakdown": "b"}, {"within": "market.fines"}],
    ids=["section", "part", "subset"],
)
def test_what_belongs_together_is_not_told_twice(changed: dict[str, str]) -> None:
    """Of one section, or one part of the other, the same amount says nothing."""
    rows = [
        stated("market.cases:actual", "1", "cases"),
        stated("market.fines:actual", "3.5", "vnd_m"),
        stated("police.cases:actual", "1", "cases"),
        stated("police.fines:actual", "3.5", "vnd_m"),
    ]
    indicators = FINES | {"police.fines": FINES["police.fines"].model_copy(update=changed)}
    assert findings(indicators, rows, "same_event") == {}


def test_a_round_amount_is_no_event() -> None:
    """One case with 5 triệu each: a round amount comes often."""
    rows = [
        stated(f"{section}.{name}:actual", value, unit_name)
        for section in ("market", "police")
        for name, value, unit_name in (("cases", "1", "cases"), ("fines", "5", "vnd_m"))
    ]
    assert findings(FINES, rows, "same_event") == {}


# Counted until another day


@pytest.mark.parametrize(("day", "count"), [("2023-06-16", 1), ("2023-06-17", 0)])
def test_a_figure_closed_weeks_before_those_beside_it_is_asked_about(day: str, count: int) -> None:
    """Two weeks before the end of the half-year, beside a figure of the same section that has no date of its own."""
    early = stated("market.cases:actual", "1", "cases", as_of=day)
    beside = stated("market.fines:actual", "3.5", "vnd_m")
    assert len(findings(FINES, [early, beside], "early_cut_off")) == count
    elsewhere = stated("police.fines:actual", "3.5", "vnd_m")
    assert findings(FINES, [early, elsewhere], "early_cut_off") == {}
    plan = stated("market.fines:plan", "3.5", "vnd_m")
    assert findings(FINES, [early, plan], "early_cut_off") == {}, "a plan is not counted until a day"


# What a name promises


def named(name: str, unit_name: str, **cells: str) -> dict[str, Indicator]:
    return dictionary({"indicator": "some.thing", "name_vi": name, "unit": unit_name, "kind": "stock", **cells})


@pytest.mark.parametrize(
    ("name", "unit_name", "kind", "count"),
    [
        ("Tỷ lệ đường được cứng hóa", "km", "rate_name", 1),
        ("Tỷ lệ đường được cứng hóa", "pct", "rate_name", 0),
        ("Đường được cứng hóa", "km", "rate_name", 0),
        ("Tỷ lệ hộ nghèo và tỷ lệ hộ cận nghèo", "pct", "two_names", 1),
        ("Tỷ lệ hộ nghèo và cận nghèo", "pct", "two_names", 0),
        ("Diện tích, sản lượng lúa", "ha", "two_names", 1),
        ("Số dự án và tổng vốn đầu tư", "vnd_m", "two_names", 1),
        ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "vnd_m", "two_names", 0),
        ("Số hộ nghèo và số hộ cận nghèo", "head", "two_names", 0),
    ],
)
def test_a_name_promises_a_kind_of_figure(name: str, unit_name: str, kind: str, count: int) -> None:
    """A rate is in percent, and two rates have two figures."""
    rows = [stated("some.thing:target", "11", unit_name)]
    assert len(findings(named(name, unit_name), rows, kind)) == count


def test_one_name_of_a_section_is_one_indicator() -> None:
    """A number and a share under one name; in two sections they may be two things."""
    rows = [stated("a.count:actual", "85", "head"), stated("a.share:actual", "85", "pct")]

    def indicators(section: str) -> dict[str, Indicator]:
        return dictionary(
            {"indicator": "a.count", "name_vi": "Gia đình văn hóa", "unit": "head", "kind": "count"},
            {"indicator": "a.share", "name_vi": "gia đình văn hóa", "unit": "pct", "kind": "share", "section": section},
        )

    (finding,) = findings(indicators("s"), rows, "one_name").values()
    assert finding.figures == tuple(row.figure for row in rows)
    assert findings(indicators("other"), rows, "one_name") == {}


# One value that is contradicted under both of its names

TWICE = dictionary(
    {"indicator": "people.growth", "unit": "pct", "kind": "rate"},
    {"indicator": "town.share", "unit": "pct", "kind": "rate"},
)


@pytest.mark.parametrize(
    ("value", "again", "count"),
    [("0.8", "9.9", 1), ("3", "9.9", 0), ("0.8", "0.8", 0)],
    ids=["both contradicted", "a common number", "one of them agrees"],
)
def test_one_value_contradicted_under_two_names_may_have_been_copied(value: str, again: str, count: int) -> None:
    """0,8 % is stated of both, and elsewhere 5 % of the one and 9,9 % of the other."""
    rows = [
        stated("people.growth:actual@L1", value, "pct"),
        stated("people.growth:actual@L2", "5.0", "pct"),
        stated("town.share:actual@L3", value, "pct"),
        stated("town.share:actual@L4", again, "pct"),
    ]
    known = figures(TWICE, rows)
    doubled = list(coincidences(list(judged(rules(known), known)), known))
    assert [rule.named for rule in doubled] == [(rows[0].figure, rows[2].figure)] * count


def test_what_needs_other_findings_repeats_none_of_them(copy_of_repository: Workspace) -> None:
    """The rate of urban people is the growth of the population; contradictions are told once, with or without it."""
    dataset = load(copy_of_repository, copy_of_repository.params_file("2023-H1"))
    made = audit(dataset)
    assert [finding.id for finding in made if finding.rule == "same_value"] == [
        "same_value:urban.urbanisation:target@report:L546+population.growth:actual@report:L249"
    ]
    assert not [finding.id for finding in made if finding.rule == "joint"]
    assert len({finding.id for finding in made}) == len(made)

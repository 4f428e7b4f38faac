"""From figures to candidates, whatever a reader made of the words: the figures are given here, with what they state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from kimtan.data.dataset import Dataset
from kimtan.extract.candidates import Candidates, candidates
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.wholes import Breakdown
from tests.extract.made import paragraphs
from tests.extract.test_left_out import period_of

Figure = tuple[int, str, Mapping[str, Any]]
"""The number of its line from 1, its token, and what else it states than so many pigs, surely."""

PIGS: Mapping[str, Any] = {"unit": "head", "unit_text": "con", "measure": "actual", "subject": "Đàn lợn"}
KNOWN = "livestock.pigs"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The first half-year of an office that has nothing but the suite's dictionary."""
    return period_of(tmp_path_factory.mktemp("office"), "2024-H1")


def of(dataset: Dataset, lines: Sequence[str], *figures: Figure, parts: Sequence[Sequence[int]] = ()) -> Candidates:
    """The candidates of lines in which just these figures were read, with wholes before their parts, by number."""
    document, read = paragraphs(*lines), []
    for n, (line, token, stated) in enumerate(figures, 1):
        start = lines[line - 1].index(token)
        fields = {"confidence": 0.9, "scale": 1, **PIGS, **stated}
        value = fields.pop("value") if "value" in stated else Decimal(token.replace(".", "").replace(",", "."))
        unit, scale = fields.pop("unit"), Decimal(fields.pop("scale"))
        read.append(ReadFigure(n, line - 1, start, start + len(token), token, value, **fields).in_unit(unit, scale))
    wholes = [
        Breakdown(read[whole - 1], tuple(read[part - 1] for part in own), is_all=True, fits=True)
        for whole, *own in parts
    ]
    return candidates(document, Reading(tuple(read), breakdowns=tuple(wholes)), dataset)


@pytest.mark.parametrize(("confidence", "shown"), [(0.9, "0.90"), (0.7, "0.70"), (0.69, "0.55"), (0.5, "0.40")])
def test_what_is_in_doubt_is_less_sure_still(dataset: Dataset, confidence: float, shown: str) -> None:
    """A figure that the audit would only suspect comes before those that it relies on: a fifth is taken off."""
    (row,) = of(dataset, ["Đàn lợn 700 con."], (1, "700", {"confidence": confidence})).rows
    assert row.confidence == shown


LESS_POOR = "poverty.near_poor_reduction"


@pytest.mark.parametrize(
    ("matched", "indicators"),
    [
        ((LESS_POOR, LESS_POOR), {LESS_POOR}),
        ((LESS_POOR, ""), {LESS_POOR}),
        ((LESS_POOR, "poverty.poor_reduction"), {"other.so_ho_can_ngheo_giam"}),
    ],
)
def test_a_subject_that_two_indicators_match_is_neither(
    dataset: Dataset, matched: tuple[str, str], indicators: set[str]
) -> None:
    """Both names are like it; which one was taken would depend on the order."""
    stated = {"subject": "Số hộ cận nghèo giảm", "unit": "households", "unit_text": "hộ"}
    lines = ["Số hộ cận nghèo giảm 20 hộ, kế hoạch 25 hộ."]
    actual, plan = ({**stated, "indicator": name} for name in matched)
    rows = of(dataset, lines, (1, "20", actual), (1, "25", {**plan, "measure": "plan"})).rows
    assert {row.indicator for row in rows} == indicators


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("1. Nuôi xa bờ", "a) Cá lồng", "Đàn lợn 700 con."), "Nuôi xa bờ"),
        (("1. Nuôi xa bờ", "- Cá lồng:", "Đàn lợn 700 con."), "Nuôi xa bờ"),
        (("1. Nuôi xa bờ", "Các loại đã nuôi:", "Đàn lợn 700 con."), "Nuôi xa bờ"),
        (("1. Nuôi xa bờ", "1.1. Cá lồng", "Đàn lợn 700 con."), "Cá lồng"),
        (("I. NUÔI XA BỜ", "1. Đàn lợn 700 con."), "Nuôi xa bờ"),
        (("Đàn lợn 700 con.",), "Nội dung khác"),
    ],
)
def test_the_heading_of_a_list_is_no_section(dataset: Dataset, lines: Sequence[str], title: str) -> None:
    """A section is a chapter, the nearest above; neither an item nor the figure's own line is one."""
    (row,) = of(dataset, lines, (len(lines), "700", {})).rows
    assert (row.section_title, row.is_new) == (title, "new")


MONEY: Mapping[str, Any] = {"unit": "vnd_bn", "unit_text": "tỷ đồng"}
SERVICES = {**MONEY, "subject": "Thương mại - dịch vụ", "indicator": "income.trade_services"}
TRADE = {**MONEY, "subject": "Hoạt động thương mại - dịch vụ", "indicator": "income.trade"}
BUILDING = {**MONEY, "subject": "Xây dựng", "indicator": "income.construction"}


def test_a_section_of_the_dictionary_is_known_by_its_words(dataset: Dataset) -> None:
    """With whatever capitals a report writes them."""
    section, title = max(((name, one.title_vi) for name, one in dataset.sections.items()), key=lambda row: len(row[1]))
    assert len(title.split()) > 5
    for written in (title, title.title(), title.upper(), f"Về {title.lower()}"):
        (row,) = of(dataset, [f"1. {written}", "Đàn lợn 700 con."], (2, "700", {})).rows
        assert (row.section, row.section_title) == (section, "")


def test_a_part_is_the_dictionarys_only_below_its_own_whole(dataset: Dataset) -> None:
    """Trade is a part of trade and services there; what is told as another part of it is something of its own."""
    lines = ["Thương mại - dịch vụ 90 tỷ đồng: hoạt động thương mại - dịch vụ 70 tỷ đồng, xây dựng 20 tỷ đồng."]
    rows = of(dataset, lines, (1, "90", SERVICES), (1, "70", TRADE), (1, "20", BUILDING), parts=[(1, 2, 3)]).rows
    assert [(row.indicator, row.is_new, row.part_of) for row in rows] == [
        ("income.trade_services", "", ""),
        ("income.trade", "", ""),
        ("other.xay_dung", "new", "income.trade_services"),
    ]
    assert [bool(row.breakdown) for row in rows] == [False, False, True]


def test_an_indicator_of_the_dictionary_is_stated_once(dataset: Dataset) -> None:
    """The same again is the same; another number under its name is of something else, and both are kept."""
    known = {"indicator": KNOWN}
    lines = ["Đàn lợn 700 con.", "Đàn lợn có 700 con.", "Đàn lợn 40 con."]
    rows = of(dataset, lines, (1, "700", known), (2, "700", known), (3, "40", known)).rows
    assert [(row.value, row.indicator) for row in rows] == [("700", KNOWN), ("700", KNOWN), ("40", "other.dan_lon_p3")]


@pytest.mark.parametrize(
    ("subject", "values", "indicators"),
    [
        ("Gian hàng chợ đêm", ("31", "31"), ("other.gian_hang_cho_dem",) * 2),
        ("Gian hàng chợ đêm", ("31", "32"), ("other.gian_hang_cho_dem", "other.gian_hang_cho_dem_p2")),
        ("Gian", ("31", "31"), ("other.gian", "other.gian_p2")),
    ],
)
def test_a_new_thing_told_twice_is_one_where_its_name_tells_enough(
    dataset: Dataset, subject: str, values: tuple[str, str], indicators: tuple[str, str]
) -> None:
    """A name of one word, or with another number, may mean another thing in another line; its name says which."""
    stated = {"subject": subject, "unit": "", "unit_text": "gian"}
    lines = [f"{subject} {value} gian." for value in values]
    rows = of(dataset, lines, (1, values[0], stated), (2, values[1], stated)).rows
    assert tuple(row.indicator for row in rows) == indicators


def test_an_identity_that_the_dictionary_has_is_not_given_again(dataset: Dataset) -> None:
    """Pigs by weight are another indicator, in the section and with the words of the one in heads."""
    weighed = {"subject": "Pigs", "unit": "t", "unit_text": "tấn"}
    (row,) = of(dataset, ["1. Livestock", "Pigs 700 tấn."], (2, "700", weighed)).rows
    assert (row.indicator, row.is_new) == ("livestock.pigs_2", "new")


@pytest.mark.parametrize(
    ("stated", "kind", "unit"),
    [
        (PIGS, "stock", "head"),
        ({**MONEY, "subject": "Thu chợ"}, "flow", "vnd_bn"),
        ({"subject": "Chợ sạch", "unit": "pct", "unit_text": "%"}, "share", "pct"),
        ({"subject": "Chợ", "unit": "pct", "unit_text": "%", "measure": "yoy_pct"}, "rate", "pct"),
        ({"subject": "Lúa", "unit": "", "unit_text": "tạ/ha"}, "rate", "quintal_per_ha"),
    ],
)
def test_the_kind_of_a_new_indicator_follows_what_it_measures(
    dataset: Dataset, stated: Mapping[str, Any], kind: str, unit: str
) -> None:
    """Money flows, heads are a stock, a percentage is a share unless it is of change, so much per hectare a rate."""
    (row,) = of(dataset, ["Số đó là 70."], (1, "70", stated)).rows
    assert (row.kind, row.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("unit_text", "unit", "scale", "value", "precision", "unit_name"),
    [
        ("nghìn con", "head", 1000, "1200", "100", ""),
        ("nghìn tấn", "t", 1000, "1.2", "", "nghìn tấn"),
    ],
)
def test_thousands_are_told_in_ones_only_of_what_is_counted(
    dataset: Dataset, unit_text: str, unit: str, scale: int, value: str, precision: str, unit_name: str
) -> None:
    """1,2 thousand heads are 1200 to the nearest hundred; a measured amount keeps the unit in which it was told."""
    told = {"unit": unit, "unit_text": unit_text, "scale": scale}
    (row,) = of(dataset, [f"Đàn lợn 1,2 {unit_text}."], (1, "1,2", told)).rows
    assert (row.value, row.precision, row.unit_name) == (value, precision, unit_name)


@pytest.mark.parametrize(
    ("stated", "value", "precision", "bound"),
    [
        ({}, "6", "2", ""),
        ({"bound": "about"}, "6", "2", ""),
        (
            {"unit_text": "nghìn con", "scale": 1000},
            "6000",
            "2000",
            "",
        ),
        ({"measure": "yoy_abs", "value": Decimal(-5), "direction": "-"}, "-6", "2", ""),
    ],
)
def test_a_range_is_its_middle_and_as_wide_as_it_is(
    dataset: Dataset, stated: Mapping[str, Any], value: str, precision: str, bound: str
) -> None:
    """A fall of 5 to 7 is one of 6, below zero; both ends say more than ``about``."""
    range_of = {"upper": Decimal(7), "value": Decimal(5), **stated}
    (row,) = of(dataset, ["Đàn lợn 5 - 7 con."], (1, "5 - 7", range_of)).rows
    assert (row.value, row.precision, row.bound) == (value, precision, bound)


@pytest.mark.parametrize(
    ("before", "measure", "status"),
    [
        ("Đàn lợn ước", "actual", "estimate"),
        ("Ước đàn lợn", "actual", "estimate"),
        ("Đàn lợn", "actual", "final"),
        ("Kế hoạch ước", "plan", "final"),
        ("Ước cuối kỳ này thì toàn bộ số con trong đàn lợn", "actual", "final"),
    ],
)
def test_an_estimate_is_said_to_be_one_right_before(dataset: Dataset, before: str, measure: str, status: str) -> None:
    """A plan is none, whatever stands before it."""
    (row,) = of(dataset, [f"{before} 700 con."], (1, "700", {"measure": measure})).rows
    assert row.status == status


@pytest.mark.parametrize(("parts", "measure"), [([(1, 2, 3)], "actual"), ([], "remaining")])
def test_what_remains_of_a_whole_is_told_once(dataset: Dataset, parts: Sequence[Sequence[int]], measure: str) -> None:
    """As a part of it where it was read as one, else as what remains."""
    lines = ["Đàn lợn 700 con, trong đó lợn nái 70 con, còn lại 630 con."]
    sows, rest = {"subject": "lợn nái"}, {"subject": "lợn nái", "measure": "remaining"}
    rows = of(dataset, lines, (1, "700", {}), (1, "70", sows), (1, "630", rest), parts=parts).rows
    assert [(row.value, row.measure) for row in rows] == [("700", "actual"), ("70", "actual"), ("630", measure)]


@pytest.mark.parametrize(
    ("base", "basis", "name"),
    [
        ("so với đầu nhiệm kỳ", "term_start", "đầu nhiệm kỳ"),
        ("so với năm 2020", "y2020", ""),
        ("so với phiên chợ Tết", "phien_cho_tet", "phiên chợ Tết"),
        ("so với kế hoạch năm 2023", "plan", "kế hoạch"),
        ("", "other", "mốc khác"),
    ],
)
def test_a_base_has_a_code_and_what_people_call_it(dataset: Dataset, base: str, basis: str, name: str) -> None:
    """A year needs no name; what is none of the usual ones keeps its words."""
    grown = {"measure": "change", "unit": "pct", "unit_text": "%", "base": base}
    (row,) = of(dataset, ["Đàn lợn tăng 7%."], (1, "7", grown)).rows
    assert (row.measure, row.basis, row.basis_name) == ("change_pct", basis, name)


@pytest.mark.parametrize(
    ("authority", "basis", "name"),
    [("huyện giao", "district", "huyện giao"), ("HĐND tỉnh giao", "province", "tỉnh giao"), ("", "", "")],
)
def test_whose_plan_it_is_is_told(dataset: Dataset, authority: str, basis: str, name: str) -> None:
    """By a code and in words; where nobody is named, by neither."""
    (row,) = of(dataset, ["Kế hoạch 700 con."], (1, "700", {"measure": "plan", "base": authority})).rows
    assert (row.basis, row.basis_name) == (basis, name)


def test_a_new_indicator_says_which_way_is_better(dataset: Dataset) -> None:
    """Where its words do; the dictionary's own keep theirs, and say nothing here."""
    poor = {"subject": "Tỷ lệ hộ nghèo", "unit": "pct", "unit_text": "%"}
    lines = ["Tỷ lệ hộ nghèo 3%, đàn lợn 700 con."]
    new, known = of(dataset, lines, (1, "3", poor), (1, "700", {"indicator": KNOWN})).rows
    assert (new.better, new.is_new, known.better, known.is_new) == ("lower", "new", "", "")
    assert (known.section_title, known.part_of, known.breakdown, known.unit_name) == ("", "", "", "")


def test_two_new_units_have_two_codes(dataset: Dataset) -> None:
    """Also where their names differ in marks alone; one that units.csv has is not taken from it."""
    names = ("giàn", "gian", "head")
    lines = [f"Chợ có 7 {name}." for name in names]
    figures = [
        (at, "7", {"subject": f"Hàng {name}", "unit": "", "unit_text": name}) for at, name in enumerate(names, 1)
    ]
    rows = of(dataset, lines, *figures).rows
    assert [(row.unit, row.unit_name) for row in rows] == [("gian", "giàn"), ("gian_2", "gian"), ("head_2", "head")]


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Đến năm 2026 đạt 50, đến năm 2030 đạt 60.", ("y2026", "y2030")),
        ("Đạt 50 vào năm 2026, đạt 60 vào năm 2030.", ("y2026", "y2030")),
        ("Đạt 50 rồi 60, vào năm 2030.", ("y2030", "y2030")),
        ("Đến năm 2023 có 50, đến năm 2030 đạt 60.", ("y2030", "y2030")),
    ],
)
def test_a_goal_is_of_the_year_that_is_named_with_it(dataset: Dataset, line: str, years: tuple[str, str]) -> None:
    """Not of the one that the next goal names; a year that is over is none to aim at."""
    aims = {"measure": "target"}
    rows = of(dataset, [line], (1, "50", aims), (1, "60", aims)).rows
    assert tuple(row.basis for row in rows) == years
    assert {row.measure for row in rows} == {"goal"}


@pytest.mark.parametrize(
    ("title", "basis"),
    [("MỤC TIÊU ĐẾN NĂM 2030", "y2030"), ("MỤC TIÊU NĂM 2026 - 2030", "y2030"), ("MỤC TIÊU NĂM 2023", "")],
)
def test_a_title_may_name_the_year_of_a_goal(dataset: Dataset, title: str, basis: str) -> None:
    """The last of a span; a year that is over makes no goal of a target."""
    (row,) = of(dataset, [title, "Đàn lợn đạt 700 con."], (2, "700", {"measure": "target"})).rows
    assert (row.basis, row.measure) == (basis, "goal" if basis else "target")


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("Cùng kỳ là 700 con.", True),
        ("Cùng kỳ năm 2023 là 700 con.", True),
        ("Cùng kỳ là 700 con (năm 2023).", True),
        ("Cùng kỳ năm 2022 là 700 con.", False),
        ("Cùng kỳ là 700 con năm 2022.", False),
        ("Năm 2022 khó khăn, cùng kỳ là 700 con.", True),
    ],
)
def test_last_year_is_the_year_before(dataset: Dataset, line: str, is_kept: bool) -> None:
    """What another year had is left out with the year, whether that stands before or behind."""
    made = of(dataset, [line], (1, "700", {"measure": "last_year"}))
    assert [row.measure for row in made.rows] == ["last_year"] * is_kept
    assert ["2022" in left.reason for left in made.unheld] == [True] * (not is_kept)


@pytest.mark.parametrize(("title", "measure"), [("PHƯƠNG HƯỚNG, NHIỆM VỤ", "target"), ("KẾT QUẢ", "pct_of_plan")])
def test_a_percentage_of_plan_among_tasks_is_a_target(dataset: Dataset, title: str, measure: str) -> None:
    """Nothing is achieved there yet."""
    share = {"measure": "pct_of_plan", "unit": "pct", "unit_text": "%"}
    (row,) = of(dataset, [title, "Đàn lợn đạt 70% kế hoạch."], (2, "70", share)).rows
    assert (row.measure, row.unit) == (measure, "pct")


def test_two_breakdowns_of_one_whole_are_told_apart(dataset: Dataset) -> None:
    """Parts of both would be the whole twice."""
    lines = ["Đàn 100 con: đực 60 con, cái 40 con; đen 70 con, trắng 30 con."]
    names = {"100": "Đàn", "60": "Con đực", "40": "Con cái", "70": "Con đen", "30": "Con trắng"}
    figures: list[Figure] = [(1, value, {"subject": name}) for value, name in names.items()]
    whole, *parts = of(dataset, lines, *figures, parts=[(1, 2, 3), (1, 4, 5)]).rows
    assert {part.part_of for part in parts} == {whole.indicator}
    first, same, second, as_well = (part.breakdown for part in parts)
    assert (first, second) == (same, as_well)
    assert first != second


def test_a_fraction_states_what_is_done_and_what_was_planned(dataset: Dataset) -> None:
    """Where its percentage of plan follows; two rows of one token, each with its own value."""
    lines = ["Đàn lợn đạt 44/52 con, bằng 85% kế hoạch."]
    share = {"measure": "pct_of_plan", "unit": "pct", "unit_text": "%"}
    done = {"value": Decimal(44), "denominator": Decimal(52)}
    rows = of(dataset, lines, (1, "44/52", done), (1, "85", share)).rows
    stated = {(row.measure, row.value, row.as_written) for row in rows}
    assert stated >= {("actual", "44", "44/52"), ("plan", "52", "44/52"), ("pct_of_plan", "85", "85")}

"""What stands in a candidate, and what an accepted one becomes: each field by itself, up to the row of data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError
from kimtan.extract.candidate_files import as_workbook, read_accepted
from kimtan.extract.candidates import COLUMNS, Candidate, candidates
from kimtan.extract.figures import ReadFigure
from kimtan.extract.proposals import observations, proposals
from kimtan.extract.reading import read
from kimtan.forms.founding import founded
from kimtan.period import Period
from tests.extract.made import paragraphs

LINES = (
    "I. KẾT QUẢ",
    "1. Chăn nuôi xa bờ",
    "Trang trại ước đạt 1,2 nghìn con, giảm 7% so với cùng kỳ.",
    "Có hơn 300 hộ chăn nuôi.",
    "Sản lượng thịt hơi 12 nghìn tấn.",
    "2. Giáo dục",
    "Trao 752 suất quà.",
    "3. Chợ đêm",
    "Số gian hàng là 100 gian, trong đó: gian ăn uống 60 gian, gian quần áo 40 gian.",
    "Đàn lợn 701 con.",
    "Đàn lợn 650 tấn.",
    "Khách đến chợ 5.200 lượt, trong đó khách nước ngoài 310 lượt.",
)


@pytest.fixture(scope="module")
def period(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The first period of an office that has nothing but the suite's dictionary."""
    founding = founded(tmp_path_factory.mktemp("office") / "o", Period.parse("2024-H1"), "xã Thành Mỹ", "commune")
    founding.write()
    return load(founding.workspace, founding.workspace.params_file("2024-H1"))


@pytest.fixture(scope="module")
def read_of(period: Dataset) -> dict[str, Candidate]:
    """The candidates of a few lines by their values."""
    document = paragraphs(*LINES)
    found = candidates(document, read(document, period.complete.indicators, period.units), period).rows
    return {candidate.value: candidate for candidate in found}


def test_what_is_told_in_thousands_is_as_much_and_as_precise(read_of: dict[str, Candidate]) -> None:
    """1,2 thousand heads are 1200 to the nearest hundred; thousands of tonnes are a unit of their own."""
    farms, meat = read_of["1200"], read_of["12"]
    assert (farms.as_written, farms.precision, farms.unit, farms.name_vi) == ("1.200", "100", "head", "Trang trại")
    assert (meat.as_written, meat.precision, meat.unit_name) == ("12", "", "nghìn tấn")
    assert (read_of["300"].precision, read_of["300"].note_vi) == ("", "")


def test_a_fall_is_below_zero_and_written_without_a_sign(read_of: dict[str, Candidate]) -> None:
    """The words say that it fell: the token is the report's own."""
    fall = read_of["-7"]
    assert (fall.as_written, fall.unit, fall.measure, fall.note_vi) == ("7", "pct", "yoy_pct", "")


def test_bounds_and_estimates_are_told_by_the_words_before(read_of: dict[str, Candidate]) -> None:
    """``hơn`` is a bound, and ``ước`` an estimate; without such words a figure is final."""
    assert (read_of["300"].bound, read_of["300"].status) == ("at_least", "final")
    assert (read_of["1200"].bound, read_of["1200"].status) == ("", "estimate")


def test_a_section_is_that_of_the_nearest_heading(read_of: dict[str, Candidate]) -> None:
    """One of the dictionary's where it is called alike, else a new one with its title."""
    assert (read_of["300"].section, read_of["300"].section_title) == ("chan_nuoi_xa_bo", "Chăn nuôi xa bờ")
    assert read_of["300"].is_new == "new"
    assert read_of["752"].section_title == ""


def test_parts_that_are_told_below_their_whole_are_its_parts(read_of: dict[str, Candidate]) -> None:
    """In one breakdown; the whole itself is part of nothing."""
    whole, parts = read_of["100"], [read_of["60"], read_of["40"]]
    assert (whole.part_of, whole.breakdown) == ("", "")
    assert [part.part_of for part in parts] == [whole.indicator] * 2
    assert parts[0].breakdown == parts[1].breakdown != ""


def test_one_of_several_parts_lies_within_its_whole(read_of: dict[str, Candidate]) -> None:
    """``trong đó`` with some of them: no sum is to be reached, and none is more than the whole."""
    whole, some = read_of["5200"], read_of["310"]
    assert (some.within, some.part_of, some.breakdown) == (whole.indicator, "", "")
    assert (whole.within, whole.part_of) == ("", "")


def test_what_is_measured_otherwise_is_another_indicator(read_of: dict[str, Candidate]) -> None:
    """700 pigs are those of the dictionary wherever they are told; 650 tonnes are not."""
    assert (read_of["701"].indicator, read_of["701"].is_new, read_of["701"].part_of) == ("livestock.pigs", "", "")
    assert (read_of["650"].is_new, read_of["650"].unit, read_of["650"].section) == ("new", "t", "cho_dem")


@pytest.mark.parametrize(
    ("matches", "expected"),
    [
        ({"650": "livestock.pigs"}, {"650": "new"}),
        ({"60": "livestock.pigs", "40": "livestock.pigs"}, {"60": "new", "40": "new"}),
    ],
)
def test_an_indicator_is_taken_once_and_in_a_unit_of_its_own(
    period: Dataset, matches: dict[str, str], expected: dict[str, str]
) -> None:
    """Whatever a reader matched: tonnes are no heads, and stalls have no word of pigs."""
    document = paragraphs(*(line for line in LINES if "701" not in line))
    reading = read(document, period.complete.indicators, period.units)
    figures = [
        replace(figure, indicator=matches.get(str(figure.value), figure.indicator), unit=unit_of(figure, matches))
        for figure in reading.figures
    ]
    found = candidates(document, replace(reading, figures=tuple(figures)), period).rows
    assert {candidate.value: candidate.is_new for candidate in found if candidate.value in expected} == expected


def unit_of(figure: ReadFigure, matches: dict[str, str]) -> str:
    """Heads where a figure is matched that is told without a unit of the dictionary."""
    return "head" if str(figure.value) in matches and figure.unit != "t" else figure.unit


def test_the_least_sure_of_some_lines_comes_first(period: Dataset, read_of: dict[str, Candidate]) -> None:
    """By number."""
    sure = [Decimal(candidate.confidence) for candidate in read_of.values()]
    assert sure == sorted(sure)
    assert len(set(sure)) > 1


def accepted(**cells: str) -> Candidate:
    """A candidate that was accepted, of an indicator that the dictionary has not."""
    fixed = dict.fromkeys(COLUMNS, "")
    fixed |= {
        "accept": "x", "confidence": "1", "place": "p3", "as_written": "12,5", "value": "12.5", "unit": "t",
        "measure": "actual", "status": "final", "indicator": "market.sales", "is_new": "new", "name_vi": "Hàng hóa",
        "section": "market", "section_title": "Chợ", "kind": "flow",
    }  # fmt: skip
    return Candidate(**{**fixed, **cells})


def test_a_proposed_indicator_has_the_unit_and_decimals_of_its_levels(period: Dataset) -> None:
    """A percentage of it has other ones; of several levels the finest counts."""
    rows = [
        accepted(measure="yoy_pct", unit="pct", value="7.125", as_written="7,125"),
        accepted(value="12.5"),
        accepted(measure="plan", value="30", as_written="30"),
    ]
    proposed = proposals(rows, period)
    (indicator,) = proposed.indicators
    assert (indicator.unit, indicator.decimals, indicator.kind, indicator.section) == ("t", 1, "flow", "market")
    titles = [(section.section, section.title_vi) for section in proposed.sections]
    assert (proposed.units, titles) == ((), [("market", "Chợ")])


def test_what_is_new_comes_after_what_there_is(period: Dataset) -> None:
    """In the order of the report; an indicator, a unit and a section that are there are not proposed again."""
    there = next(iter(period.complete.indicators.values()))
    rows = [
        accepted(indicator=there.indicator, unit=there.unit, section=there.section),
        accepted(),
        accepted(indicator="market.stalls", unit="stalls", unit_name="gian hàng", value="12", as_written="12"),
        accepted(measure="plan"),
    ]
    proposed = proposals(rows, period)
    units, sections, indicators = proposed.units, proposed.sections, proposed.indicators
    assert [indicator.indicator for indicator in indicators] == ["market.sales", "market.stalls"]
    last = max(indicator.order for indicator in period.complete.indicators.values())
    assert last < indicators[0].order < indicators[1].order
    assert [(unit.unit, unit.name_vi, unit.exact) for unit in units] == [("stalls", "gian hàng", True)]
    assert len(sections) == 1


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_subset_lies_within_its_set_where_that_is_accepted(period: Dataset, is_accepted: bool) -> None:
    """Else it stands alone; it is named among those without a whole."""
    some = accepted(indicator="market.fish", within="market.sales")
    made = proposals([some, accepted()] if is_accepted else [some], period)
    assert made.indicators[0].within == ("market.sales" if is_accepted else None)
    assert len(made.without_whole) == (not is_accepted)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_part_stays_one_where_its_whole_is_accepted(period: Dataset, is_accepted: bool) -> None:
    """Else nothing would be there for it to be a part of."""
    part = accepted(indicator="market.fish", part_of="market.sales", breakdown="kind")
    indicators = proposals([part, accepted()] if is_accepted else [part], period).indicators
    expected = ("market.sales", "kind") if is_accepted else (None, None)
    assert (indicators[0].part_of, indicators[0].breakdown) == expected


def test_a_row_has_all_that_its_candidate_says() -> None:
    """Bound, basis, note and step of rounding; its place is one of the document."""
    full = accepted(
        measure="plan",
        basis="council",
        bound="at_least",
        precision="0.1",
        note_vi="Văn bản ghi 12,5.",
        status="estimate",
    )
    (row,) = observations([full], "report")
    assert (row.indicator, row.measure, row.value, row.unit) == ("market.sales", "plan", Decimal("12.5"), "t")
    assert (row.basis, row.bound, row.precision, row.status) == ("council", "at_least", Decimal("0.1"), "estimate")
    assert (row.note_vi, row.as_written, row.source) == ("Văn bản ghi 12,5.", "12,5", "report:p3")
    (bare,) = observations([accepted()], "report")
    assert (bare.basis, bare.bound, bare.precision, bare.note_vi) == (None, None, None, None)


def test_plans_of_two_authorities_are_two_figures_of_one_place() -> None:
    """Each has the place by itself."""
    rows = [accepted(measure="plan", basis=basis) for basis in ("district", "commune", "district")]
    assert [row.source for row in observations(rows, "report")] == ["report:p3", "report:p3", "report:p3n2"]


@pytest.mark.parametrize(
    ("cells", "terms"),
    [
        ({"measure": "change_pct", "basis": "fair", "basis_name": "phiên chợ"}, [("base", "fair", "phiên chợ")]),
        ({"measure": "plan", "basis": "guild", "basis_name": "phường hội"}, [("plan_basis", "guild", "phường hội")]),
        ({"measure": "goal", "basis": "y2030", "basis_name": ""}, []),
        ({"measure": "plan", "basis": "district", "basis_name": "cấp trên giao"}, []),
    ],
)
def test_who_is_not_known_yet_is_named(period: Dataset, cells: dict[str, str], terms: list[tuple[str, ...]]) -> None:
    """A base among bases, an authority among those that assign plans, each once; what has a name keeps it."""
    made = proposals([accepted(**cells), accepted(**cells, value="13", as_written="13")], period).terms
    assert [(term.kind, term.term, term.name_vi) for term in made] == terms


def test_a_unit_is_of_whole_things_where_all_its_figures_are_whole(period: Dataset) -> None:
    """Counts in halves are not exact; a unit beside them is, and measures the same."""
    boxes = [
        accepted(indicator=f"market.{number}", unit="boxes", unit_name="hộp", value=value)
        for number, value in (("one", "12"), ("two", "1.5"))
    ]
    stalls = accepted(indicator="market.stalls", unit="stalls", unit_name="gian hàng", value="12")
    units = proposals([*boxes, stalls], period).units
    assert [(unit.unit, unit.dimension, unit.exact) for unit in units] == [
        ("boxes", "count", False), ("stalls", "count", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("others", "unit"),
    [
        ([{"measure": "plan", "unit": "kg", "confidence": "1"}], "t"),
        ([{"measure": "pct_of_plan", "unit": "pct", "confidence": "1"}], "t"),
        ([{"measure": "actual", "unit": "kg", "confidence": "0.8"}], "kg"),
        ([{"measure": "yoy_abs", "unit": "kg", "confidence": "1"}], "t"),
    ],
)
def test_the_unit_of_an_indicator_is_that_of_its_surest_actual(
    period: Dataset, others: list[dict[str, str]], unit: str
) -> None:
    """Before plans and changes however sure those are, wherever it stands."""
    rows = [accepted(confidence="0.5"), *(accepted(**cells) for cells in others)]
    for ordered in (rows, rows[::-1]):
        (indicator,) = proposals(ordered, period).indicators
        assert indicator.unit == unit


@pytest.mark.parametrize(("measures", "unit"), [(("plan", "yoy_abs"), "t"), (("yoy_abs", "plan"), "kg")])
def test_a_level_says_more_of_the_unit_than_a_change(period: Dataset, measures: tuple[str, str], unit: str) -> None:
    """Where nothing was achieved yet."""
    rows = [accepted(measure=measure, unit=own) for measure, own in zip(measures, ("t", "kg"), strict=True)]
    assert {proposals(ordered, period).indicators[0].unit for ordered in (rows, rows[::-1])} == {unit}


def test_an_indicator_in_two_dimensions_is_asked_about(period: Dataset) -> None:
    """Tonnes and dong are two things; both places are told. A percentage of it is no dimension of its own."""
    money = accepted(measure="plan", unit="vnd_bn", place="p9")
    with pytest.raises(InputError, match=r"in t at p3, and in vnd_bn at p9"):
        proposals([accepted(), money], period)
    assert proposals([accepted(), accepted(measure="yoy_pct", unit="pct")], period).indicators[0].unit == "t"


def test_a_new_section_comes_after_those_of_its_chapter(period: Dataset) -> None:
    """The first of the report; what stands in other chapters has numbers of its own."""
    numbers = [str(section.number) for section in period.sections.values()]
    last = max(int(number.split(".")[1]) for number in numbers if number.startswith("I."))
    beyond = period.sections[next(iter(period.sections))].model_copy(
        update={"section": "beyond", "number": "II.900", "chapter": "II"}
    )
    both = replace(period, sections={**period.sections, "beyond": beyond})
    for dataset in (period, both):
        (section,) = proposals([accepted()], dataset).sections
        assert (section.number, section.chapter) == (f"I.{last + 1}", "I")


def test_what_is_told_twice_in_one_place_has_two_places() -> None:
    """The first as the place is, each other with its number; another measure or indicator has the place by itself."""
    rows = [accepted(), accepted(), accepted(measure="plan"), accepted(), accepted(indicator="market.fish")]
    sources = [row.source for row in observations(rows, "report")]
    assert sources == ["report:p3", "report:p3n2", "report:p3", "report:p3n3", "report:p3"]


def test_the_workbook_asks_in_its_first_column_and_the_first_row_counts(tmp_path: Path) -> None:
    """The list of marks is where the mark is typed; the keys are hidden; no is no."""
    rows = [accepted(accept=" CÓ "), accepted(accept="Không", value="1"), accepted(accept="", value="2")]
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_workbook(rows))
    assert read_accepted(path, "a.xlsx") == [rows[0]]
    page = load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    (choice,) = page.data_validations.dataValidation
    assert (str(choice.sqref), choice.type, choice.formula1) == ("A3:A5", "list", '"x"')
    assert [row for row, height in page.row_dimensions.items() if height.hidden] == [2]
    assert page.freeze_panes == "B3"

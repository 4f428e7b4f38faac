"""What a form tells while a clerk types: what remains, percentages, sums, and figures that do not agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kimtan.data.dataset import load
from kimtan.forms.layout import MEASURES, sheets
from kimtan.forms.workbook import write
from tests.conftest import write_workspace
from tests.forms.computing import computed

INDICATORS = [
    'herd.all,farms,"Đàn ""gia súc""",Cattle,t,stock,higher,1,,,,,,false,1',
    "herd.pigs,pigs,Lợn,Pigs,t,stock,higher,1,herd.all,kind,,,,false,2",
    "herd.cows,cows,Bò,Cows,t,stock,higher,1,herd.all,kind,,,,false,3",
    "herd.sick,farms,Ốm,Sick,t,stock,higher,1,,,herd.all,,,false,4",
    "herd.dead,farms,Chết,Dead,kg,stock,higher,1,,,herd.all,,,false,5",
    "cost.all,money,Chi,Cost,vnd_bn,flow,higher,0,,,,,,false,6",
    "cost.paid,money,Đã chi,Paid,vnd_bn,flow,higher,0,cost.all,payment,,,,false,7",
    "cost.owed,money,Còn nợ,Owed,vnd_bn,flow,higher,0,cost.all,payment,,,,false,8",
    "land.all,land,Đất,Land,ha,stock,higher,0,,,,,,false,9",
    "land.rice,rice,Lúa,Rice,ha,stock,higher,0,land.all,crop,,,,false,10",
    "land.maize,rice,Ngô,Maize,ha,stock,higher,0,land.all,crop,,,,false,11",
    "land.own,owners,Của hộ,Own,ha,stock,higher,0,land.all,owner,,,,false,12",
    "case.all,cases,Vụ việc,Cases,cases,count,lower,0,,,,,,false,13",
    "case.fire,fires,Vụ cháy,Fires,cases,count,lower,0,case.all,kind,,,,false,14",
    "case.theft,thefts,Vụ trộm,Thefts,cases,count,lower,0,case.all,kind,,,,false,15",
]

SCALE, SUM, LARGER = (
    "Chênh trên 100 lần: xem lại dấu phẩy. ", "Khác tổng các phần. ", "Lớn hơn: Đàn 'gia súc'. ",
)  # fmt: skip


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Mapping[str, tuple[str, int]]]:
    """A form that nobody has filled in, with the sheet and the row of each indicator."""
    workspace = write_workspace(tmp_path_factory.mktemp("live") / "w", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    asked = sheets(dataset)
    places = {line.indicator.indicator: (sheet.title, line.row) for sheet in asked for line in sheet.lines}
    return write(dataset, asked), places


@pytest.fixture
def told(form: tuple[bytes, Mapping[str, tuple[str, int]]]) -> Callable[..., Any]:
    """What a column says of an indicator when others have these values: ``told("herd.all", "L", {...})``."""
    content, places = form
    book: Workbook = load_workbook(BytesIO(content))

    def make(indicator: str, column: str, cells: dict[tuple[str, str], float]) -> Any:
        for (name, measure), value in cells.items():
            title, row = places[name]
            book[title][f"{MEASURES[measure]}{row}"] = value
        title, row = places[indicator]
        return computed(book[title], f"{column}{row}")

    return make


@pytest.mark.parametrize(
    ("plan", "last_year", "actual", "columns"),
    [
        (200, 80, 100, ("100", "50", "125")),
        (200, None, 100, ("100", "50", "")),
        (None, 80, 100, ("", "", "125")),
        (200, 80, None, ("", "", "")),
        (0, 0, 100, ("-100", "", "")),
    ],
)
def test_what_remains_and_percentages_are_computed(
    told: Callable[..., Any], plan: float, last_year: float, actual: float, columns: tuple[str, ...]
) -> None:
    """The plan less what was done, and what was done of the plan and of last year; blank where one is not there."""
    cells = {("herd.sick", "plan"): plan, ("herd.sick", "last_year"): last_year, ("herd.sick", "actual"): actual}
    assert [told("herd.sick", column, cells) for column in "HIJ"] == [text and Decimal(text) for text in columns]


@pytest.mark.parametrize(("owed", "whole"), [(30, 50), (None, "")])
def test_a_whole_is_added_up_when_all_its_parts_are_there(
    told: Callable[..., Any], owed: float, whole: float | str
) -> None:
    """Half a sum would be taken for the whole."""
    assert told("cost.all", "G", {("cost.paid", "actual"): 20, ("cost.owed", "actual"): owed}) == whole


@pytest.mark.parametrize(
    ("measure", "reference", "actual", "warned"),
    [
        ("plan", 10, 1000, SCALE),
        ("plan", 10, 999.9, ""),
        ("plan", 1000, 10, SCALE),
        ("plan", 1000, 10.1, ""),
        ("last_year", 10, 1000, SCALE),
        ("last_year", 1000, 10, SCALE),
        ("plan", 0, 1000, ""),
        ("plan", 1000, 0, ""),
        ("plan", None, 1000, ""),
    ],
)
def test_a_mark_taken_for_another_one_is_warned_of(
    told: Callable[..., Any], measure: str, reference: float, actual: float, warned: str
) -> None:
    """From a hundred times the plan or last year's figure on, and down to a hundredth; nothing is told of zero."""
    assert told("herd.pigs", "L", {("herd.pigs", measure): reference, ("herd.pigs", "actual"): actual}) == warned


@pytest.mark.parametrize(
    ("whole", "cows", "warned"),
    [
        (10, 6, ""), (10.12, 6, ""), (10.2, 6, SUM), (9.9, 6, ""), (9.8, 6, SUM), (10.2, None, ""), (None, 6, ""),
    ],
)  # fmt: skip
def test_a_whole_that_is_not_its_parts_is_warned_of(
    told: Callable[..., Any], whole: float, cows: float, warned: str
) -> None:
    """Parts in other sheets: more than half a last digit for each figure, either way; nothing until all are typed."""
    cells = {("herd.all", "actual"): whole, ("herd.pigs", "actual"): 4, ("herd.cows", "actual"): cows}
    assert told("herd.all", "L", cells) == warned


@pytest.mark.parametrize(("whole", "warned"), [(10, ""), (11, SUM), (9, SUM)])
def test_what_is_counted_is_warned_of_from_one_on(told: Callable[..., Any], whole: int, warned: str) -> None:
    """Nothing is rounded of cases, so that one more is one too many, as it is when the form is read."""
    cells = {("case.all", "actual"): whole, ("case.fire", "actual"): 4, ("case.theft", "actual"): 6}
    assert told("case.all", "L", cells) == warned


def test_two_breakdowns_are_no_one_sum(told: Callable[..., Any]) -> None:
    """Who owns the land and what grows on it are the same land twice."""
    cells = {("land.all", "actual"): 9, ("land.rice", "actual"): 5, ("land.maize", "actual"): 4}
    assert told("land.all", "L", {**cells, ("land.own", "actual"): 8}) == ""


@pytest.mark.parametrize(("part", "warned"), [(5, ""), (5.1, LARGER), (4.9, "")])
def test_a_part_of_a_set_is_not_larger_than_it(told: Callable[..., Any], part: float, warned: str) -> None:
    """As many as all may be sick, more may not."""
    assert told("herd.sick", "L", {("herd.all", "actual"): 5, ("herd.sick", "actual"): part}) == warned


def test_what_is_in_another_unit_is_not_compared(told: Callable[..., Any]) -> None:
    """5.000 kg are not more than 6 t."""
    assert told("herd.dead", "L", {("herd.all", "actual"): 6, ("herd.dead", "actual"): 5000}) == ""

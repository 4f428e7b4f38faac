"""What a form lets a clerk type and how it shows it: open and locked cells, formats, lists of words, hidden parts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kimtan.data.dataset import load
from kimtan.forms.layout import sheets
from kimtan.forms.styles import INPUT, LOCKED
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

INDICATORS = [
    "crops.all,farms,Sản lượng,Output,t,flow,higher,2,,,,,,false,1",
    "crops.rice,farms,Lúa,Rice,t,flow,higher,2,crops.all,crop,,,,false,2",
    "crops.maize,farms,Ngô,Maize,t,flow,higher,2,crops.all,crop,,,,false,3",
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,4",
    "herd.cows,farms,Đàn bò,Cows,head,stock,higher,0,,,,,,false,5",
]
ROWS = [
    'crops.rice,yoy_pct,-1.9,pct,"1,9",,,,estimate,,report:L1,,',
    'crops.rice,target,7.25,t,"7,25",,,,final,,report:L2,,',
    'crops.rice,plan,50,t,50,2,,,implied,,report:L3,,',
    "crops.maize,actual,9,kg,9,,,,estimate,,report:L4,,",
    "herd.pigs,target,900,head,900,,,,final,,report:L5,,",
    "herd.pigs,actual,850,head,850,,at_most,,estimate,,report:L6,,",
    "herd.pigs,plan,1000,head,1000,exact,,,final,,report:L7,,",
    "herd.pigs,last_year,800,head,800,,,rebased,final,,report:L8,,",
]  # fmt: skip
ALL, RICE, MAIZE, PIGS, COWS, NEW = range(6, 12)
"""Rows: the whole, its parts, animals, and the first one for a new indicator."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    """The only sheet of figures of a form that has all further columns."""
    workspace = write_workspace(tmp_path_factory.mktemp("guarding") / "w", INDICATORS, ROWS)
    dataset = load(workspace, workspace.params_file("2024-H1"))
    return load_workbook(BytesIO(write(dataset, sheets(dataset)))).worksheets[1]


@pytest.mark.parametrize(
    ("row", "columns"),
    [(ALL, "K"), (RICE, "EFGKMN"), (MAIZE, "EFGK"), (PIGS, "EFGKNO"), (COWS, "EFGK"), (NEW, "CDEFGK"), (NEW + 5, "")],
)
def test_what_is_asked_is_open_and_yellow_and_all_else_is_locked(page: Worksheet, row: int, columns: str) -> None:
    """A sum, a percentage and a warning are no input; nor is a further column in which nothing is asked of a row."""
    assert page.protection.sheet
    cells = [page[f"{column}{row}"] for column in "ABCDEFGHIJKLMNO"]
    assert "".join(cell.column_letter for cell in cells if not cell.protection.locked) == columns
    assert "".join(cell.column_letter for cell in cells if cell.fill.start_color.rgb == f"00{INPUT}") == columns
    if row < NEW:
        shaded = [cell.column_letter for cell in cells if cell.fill.start_color.rgb == f"00{LOCKED}"]
        assert "".join(shaded) == "".join(column for column in "EFGHIJLMNO" if column not in columns)


@pytest.mark.parametrize(
    ("row", "formats"),
    [
        (RICE, {**dict.fromkeys("EFGHN", "#,##0.00"), **dict.fromkeys("IJ", "0.0"), "M": "0.0##", "L": "General"}),
        (PIGS, {**dict.fromkeys("EFGHN", "#,##0"), **dict.fromkeys("IJ", "0.0"), "O": "General"}),
    ],
)
def test_figures_are_shown_with_the_decimals_of_their_indicator(
    page: Worksheet, row: int, formats: dict[str, str]
) -> None:
    """What is typed is taken as it is shown, so that a decimal that is not shown would be lost."""
    assert {column: page[f"{column}{row}"].number_format for column in formats} == formats


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (f"E{PIGS}", 1000),
        (f"F{PIGS}", None),
        (f"G{PIGS}", 850),
        (f"O{PIGS}", "dưới"),
        (f"N{PIGS}", 900),
        (f"M{RICE}", -1.9),
        (f"N{RICE}", 7.25),
        (f"E{RICE}", None),
        (f"G{MAIZE}", None),
        (f"O{RICE}", None),
    ],
)
def test_what_is_stated_stands_in_its_cell(page: Worksheet, cell: str, value: Any) -> None:
    """In the indicator's own unit, on the basis that is asked for, and as a figure: 9 kg are not 9 t."""
    assert page[cell].value == value


def test_an_interval_is_told_beside_its_cell(page: Worksheet) -> None:
    """An implied plan is good to know and no figure to confirm: it is a note, with its unit."""
    note = page[f"E{RICE}"].comment
    assert note is not None
    assert note.text.startswith("Suy ra từ kỳ trước, chỉ là số gần đúng")
    assert note.text.endswith(": 50 tấn.")
    assert [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment] == [f"E{RICE}"]


def rules(page: Worksheet, cell: str) -> list[tuple[Any, ...]]:
    """What a cell takes."""
    return [
        (rule.type, rule.operator, rule.formula1, rule.formula2, rule.allowBlank)
        for rule in page.data_validations.dataValidation
        if cell in rule.sqref
    ]


@pytest.mark.parametrize("column", "EFG")
def test_amounts_are_not_below_zero_and_sums_take_nothing(page: Worksheet, column: str) -> None:
    """In every column of amounts, and in the rows for new indicators."""
    decimal, whole = (
        ("decimal", "greaterThanOrEqual", "0", None, True),
        ("whole", "greaterThanOrEqual", "0", None, True),
    )
    found = {row: rules(page, f"{column}{row}") for row in range(ALL, NEW + 6)}
    parts, animals, blanks = (RICE, MAIZE), (PIGS, COWS), range(NEW, NEW + 5)
    expected = {**{row: [decimal] for row in (*parts, *blanks)}, **{row: [whole] for row in animals}}
    assert found == {ALL: [], NEW + 5: [], **expected}


def test_growth_may_be_below_zero_and_bounds_are_chosen_from_a_list(page: Worksheet) -> None:
    """In each row of the sheet, and in no other column."""
    for row in range(ALL, NEW):
        assert rules(page, f"M{row}") == [("decimal", "between", "-1000000000", "1000000000", True)]
        assert rules(page, f"O{row}") == [("list", None, '"hơn,dưới,khoảng"', None, True)]
        assert rules(page, f"N{row}") == rules(page, f"K{row}") == []


def test_a_wrong_number_is_refused_with_words(page: Worksheet) -> None:
    """A rule that only colours the cell would let it pass."""
    amounts = [rule for rule in page.data_validations.dataValidation if rule.operator == "greaterThanOrEqual"]
    assert [(rule.showErrorMessage, rule.errorTitle) for rule in amounts] == [(True, "Số không hợp lệ")] * 2


def test_codes_are_hidden_and_warnings_are_seen(page: Worksheet) -> None:
    """The column of identities and the row of keys; warnings turn red in every row and are printed."""
    assert [letter for letter, column in page.column_dimensions.items() if column.hidden] == ["A"]
    assert [row for row, height in page.row_dimensions.items() if height.hidden] == [4]
    assert page.freeze_panes == f"D{ALL}"
    ((area, (rule,)),) = ((str(area.sqref), area.rules) for area in page.conditional_formatting)
    assert (area, rule.formula) == (f"L{ALL}:L{NEW + 4}", [f"LEN($L{ALL})>0"])
    assert page.print_area == f"'{page.title}'!$B$1:$O${NEW + 4}"
    assert page.print_title_rows == "$5:$5"


def test_figures_have_room(page: Worksheet) -> None:
    """A figure that is too wide for its column is shown as ``####``; a warning wraps in its own."""
    widths = {letter: page.column_dimensions[letter].width for letter in "CDEFGHL"}
    assert all(widths[letter] >= 12 for letter in "EFGH")
    assert min(widths["C"], widths["L"]) >= 24
    assert [bool(page[f"{column}{PIGS}"].alignment.wrap_text) for column in "CGHL"] == [True, False, False, True]


def test_parts_stand_below_their_whole(page: Worksheet) -> None:
    """Numbered after it, and moved to the right; the whole is bold."""
    told = [
        (page[f"B{row}"].value, page[f"C{row}"].alignment.indent, bool(page[f"C{row}"].font.b))
        for row in (ALL, RICE, PIGS)
    ]
    assert told == [("1", 0, True), ("1.1", 1, False), ("2", 0, False)]

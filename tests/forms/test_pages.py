"""A form's row is the row that its owner sees: name, unit, columns and cells are those that were filled in."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from kimtan.data.dataset import Dataset, load
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.typed import Form, row_problem
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

INDICATORS = [
    "crops.rice,farms,Diện tích lúa,Rice,ha,stock,higher,1,,,,,,false,1",
    "crops.maize,farms,Diện tích ngô,Maize,ha,stock,higher,1,,,,,,false,2",
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,3",
]
CODES = {6: "crops.rice", 7: "crops.maize", 8: "herd.pigs"}
PLACES = ("Diện tích lúa!E6", "Diện tích lúa!F6", "Diện tích lúa!G6")
FIGURES = {"E6": 100, "F6": 90, "G6": 95.5, "E7": 50, "F7": 40, "G7": 45.5, "E8": 900, "F8": 800, "G8": 850}


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A period of an office with three indicators."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, [])
    return load(workspace, workspace.params_file("2024-H1"))


Changed = Callable[[Callable[[Any], object]], Form]


@pytest.fixture
def changed(dataset: Dataset, tmp_path: Path) -> Changed:
    """Read the form of that office, filled in, with something done to its sheet."""

    def change(step: Callable[[Any], object]) -> Form:
        book = load_workbook(io.BytesIO(write(dataset, sheets(dataset))))
        page = book.worksheets[1]
        for cell, value in FIGURES.items():
            page[cell] = value
        step(page)
        path = tmp_path / "form.xlsx"
        book.save(path)
        return read(path, "f.xlsx", dataset)

    return change


def put(**cells: Any) -> Callable[[Any], object]:
    """Write into cells of a sheet."""

    def step(page: Any) -> None:
        for cell, value in cells.items():
            page[cell] = value

    return step


def swapped(first: str, second: str, rows: range) -> Callable[[Any], object]:
    """Swap the cells of two columns in some rows."""

    def step(page: Any) -> None:
        for row in rows:
            one, other = page[f"{first}{row}"], page[f"{second}{row}"]
            one.value, other.value = other.value, one.value

    return step


def hide(row: int = 0, column: str = "") -> Callable[[Any], object]:
    """Hide a row or a column."""

    def step(page: Any) -> None:
        if row:
            page.row_dimensions[row].hidden = True
        else:
            page.column_dimensions[column].hidden = True

    return step


def hidden_together(first: str, last: int) -> Callable[[Any], object]:
    """Hide columns up to a number as Excel writes them: once for all."""

    def step(page: Any) -> None:
        look = page.column_dimensions[first]
        look.min, look.max, look.hidden = column_index_from_string(first), last, True

    return step


def hidden_by_default(row: int) -> Callable[[Any], object]:
    """Hide all rows of which nothing else is said, and say nothing of one."""

    def step(page: Any) -> None:
        page.sheet_format.zeroHeight = True
        del page.row_dimensions[row]

    return step


def codes(form: Form) -> list[str]:
    """What is wrong with a form."""
    return [problem.code for problem in form.problems]


def figures(form: Form) -> dict[tuple[str, str], str]:
    """What a form states."""
    return {(one.indicator, one.measure): str(one.value) for one in form.typed}


def right() -> dict[tuple[str, str], str]:
    """What was typed."""
    measures = {"E": "plan", "F": "last_year", "G": "actual"}
    return {(CODES[int(cell[1:])], measures[cell[0]]): str(value) for cell, value in FIGURES.items()}


def test_a_form_as_it_was_made_states_what_was_typed(changed: Changed) -> None:
    """All of it, and its key row is not seen."""
    form = changed(lambda page: page)
    assert (codes(form), form.remarks, figures(form)) == ([], [], right())


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (put(A6="crops.maize", A7="crops.rice"), ["form.row", "form.row"]),
        (put(C6="Diện tích ngô"), ["form.row"]),
        (put(C6=None), ["form.row"]),
        (put(D6="m²"), ["form.row_unit"]),
        (put(D6=None), ["form.row_unit"]),
        (put(A6=None), ["form.row"]),
        (put(C6="Diện  tích lúa "), []),
    ],
)
def test_a_row_is_its_visible_row(changed: Changed, step: Callable[[Any], object], expected: list[str]) -> None:
    """Its hidden code, its name and its unit agree, or it is refused: m² for ha would be a ten-thousandth."""
    form = changed(step)
    assert codes(form) == expected
    assert all(problem.place.startswith("f.xlsx (") and "!" in problem.place for problem in form.problems)


@pytest.mark.parametrize("at", [2, 5, 6, 7])
def test_columns_are_found_by_their_heads(changed: Changed, at: int) -> None:
    """A column that was inserted moves the others; each figure stays that of its head, and its owner is told."""
    form = changed(lambda page: page.insert_cols(at))
    assert (codes(form), figures(form)) == ([], right())
    assert len(form.remarks) == 1
    places = {(one.indicator, one.measure): one.place for one in form.typed}
    assert places["crops.maize", "actual"] == "Diện_tích_lúa!H7"
    form = changed(lambda page: (put(G7="x")(page), page.insert_cols(at)))
    assert [problem.place for problem in form.problems] == ["f.xlsx (Diện tích lúa!H7)"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (swapped("E", "G", range(5, 6)), ["form.heads"]),
        (swapped("E", "G", range(5, 9)), ["form.heads"]),
        (put(G5="Thực hiện"), ["form.heads"]),
        (put(H5="Ước thực hiện"), ["form.heads"]),
        (put(F5="Thực hiện cùng kỳ (địa giới mới)"), ["form.heads"]),
        (put(A5="Mã"), ["form.heads"]),
        (put(G4=None), ["form.heads"]),
        (lambda page: page.delete_cols(6), ["form.heads"]),
        (put(M7=12), ["form.column"]),
        (hide(row=7), ["form.hidden"]),
        (hide(column="F"), ["form.hidden"]),
        (hide(column="C"), ["form.hidden"]),
        (hide(column="D"), ["form.hidden"]),
        (lambda page: (put(E7=None, F7=None, G7=0)(page), hide(row=7)(page)), ["form.hidden"]),
        (hidden_together("E", 7), ["form.hidden"] * 3),
        (hidden_by_default(7), ["form.hidden"]),
        (lambda page: page.merge_cells("G7:G8"), ["form.merged"]),
        (lambda page: page.merge_cells("E6:G6"), ["form.merged"]),
    ],
)
def test_what_is_moved_renamed_hidden_or_merged_is_told(
    changed: Changed, step: Callable[[Any], object], expected: list[str]
) -> None:
    """Last year's figure would become this year's, or nobody would see what is read."""
    assert codes(changed(step)) == expected


@pytest.mark.parametrize(
    "step",
    [
        lambda page: page.merge_cells("B1:G1"),
        lambda page: page.insert_rows(1, 10),
        hide(column="K"),
        lambda page: setattr(page.sheet_format, "zeroHeight", True),
    ],
    ids=["title over columns", "rows above the heads", "notes hidden", "other rows hidden"],
)
def test_what_changes_no_figure_is_nobody_s_concern(changed: Changed, step: Callable[[Any], object]) -> None:
    """Above the heads somebody may write what he likes."""
    form = changed(step)
    assert (codes(form), figures(form)) == ([], right())


def test_the_first_hidden_or_foreign_cell_is_named(changed: Changed) -> None:
    """Where its owner begins to look: the topmost of a column, the leftmost of a row."""
    form = changed(put(M8=1, M7=2))
    assert [problem.place for problem in form.problems] == ["f.xlsx (Diện tích lúa!M7)"]
    form = changed(hide(row=7))
    assert [problem.place for problem in form.problems] == ["f.xlsx (Diện tích lúa!E7)"]


def test_columns_swapped_whole_are_read_by_their_heads(changed: Changed) -> None:
    """With key, head and figures."""
    form = changed(swapped("E", "G", range(4, 9)))
    assert (codes(form), figures(form), len(form.remarks)) == ([], right(), 1)


def test_hidden_rows_without_figures_are_nobody_s_concern(changed: Changed) -> None:
    """Whoever prints a form hides what is not used."""
    form = changed(lambda page: (put(E7=None, F7=None, G7=None)(page), hide(row=7)(page)))
    assert codes(form) == []


def test_a_form_of_an_earlier_version_is_read_where_it_was_made(changed: Changed) -> None:
    """It has no row of keys: its heads are then at their letters, or it is refused."""

    def without_keys(page: Any) -> None:
        for column in "ABCDEFGHIJKL":
            page[f"{column}4"] = None

    form = changed(without_keys)
    assert (codes(form), figures(form)) == ([], right())
    assert codes(changed(lambda page: (without_keys(page), page.insert_cols(5)))) == ["form.heads"]


@pytest.mark.parametrize(
    ("note", "expected"), [("ước của phòng", []), ("ti\u0301nh", []), ("ước\u200bcủa phòng", ["form.note"] * 3)]
)
def test_a_note_is_composed_or_told_at_its_row(changed: Changed, note: str, expected: list[str]) -> None:
    """It would be refused later, at a place in a file that nobody has written."""
    form = changed(put(K6=note))
    assert codes(form) == expected
    assert {problem.place for problem in form.problems} <= {f"f.xlsx ({form_place})" for form_place in PLACES}
    noted = {one.note for one in form.typed if one.indicator == "crops.rice"}
    assert noted == (set() if expected else {unicodedata.normalize("NFC", note)})


@pytest.mark.parametrize(
    ("name", "unit", "place", "code", "seen"),
    [
        ("Đàn bò", "con", "name", "form.row", "The row says 'Đàn bò', and its code is that of 'Đàn lợn'."),
        ("Đàn lợn", "tấn", "unit", "form.row_unit", "The unit says 'tấn', and 'Đàn lợn' is asked in con."),
        ("Đàn lợn", "", "unit", "form.row_unit", "The unit says '', and 'Đàn lợn' is asked in con."),
    ],
)
def test_a_row_that_is_another_one_is_told_by_what_it_shows(
    tmp_path: Path, name: str, unit: str, place: str, code: str, seen: str
) -> None:
    """Its owner reads the name and the unit; both are said as they stand there and as they should."""
    row = "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1"
    workspace = write_workspace(tmp_path / "row", [row], [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    (line,) = (line for sheet in sheets(dataset) for line in sheet.lines)
    problem = row_problem(line, name, unit, dataset, "name", "unit")
    assert problem is not None
    assert (problem.place, problem.code, problem.seen) == (place, code, seen)
    assert problem.remedy
    assert row_problem(line, " Đàn  lợn ", "con", dataset, "name", "unit") is None

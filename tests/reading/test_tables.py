"""Tables are read strictly: every row with its line, every cell as written, every problem with its place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.errors import Problems
from kimtan.reading.tables import TableRow, read_table

SHOWN = "data/units.csv"
COLUMNS = ["unit", "name_vi", "factor"]
QUOTES_REMEDY = "Put the whole cell between quotation marks and write those inside it twice."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "units.csv"


def read(file: Path, text: str, *, may_be_empty: bool = False) -> tuple[list[TableRow], list[str]]:
    """Write the text, read it as a table of units, and give the rows with the problems as people see them."""
    file.write_bytes(text.encode())
    problems = Problems()
    rows = read_table(file, SHOWN, COLUMNS, ["unit", "name_vi"], problems, may_be_empty=may_be_empty)
    return rows, [str(problem) for problem in problems.found]


def test_rows_come_with_the_line_where_they_begin(file: Path) -> None:
    """A quoted cell may hold line ends; the next row's line counts them. Blank lines count and are left out."""
    rows, found = read(file, 'name_vi,unit\r\n\r\n"hai\r\ndòng",ha\r\ntấn,t\r\n,\r\nkm,"k,m"\r\n')
    assert found == []
    assert rows == [
        TableRow(3, {"unit": "ha", "name_vi": "hai\ndòng", "factor": ""}),
        TableRow(5, {"unit": "t", "name_vi": "tấn", "factor": ""}),
        TableRow(7, {"unit": "k,m", "name_vi": "km", "factor": ""}),
    ]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("unit\tname_vi", "tabs"),
        ("unit|name_vi", "vertical bars"),
    ],
)
def test_other_delimiters_are_recognised(file: Path, header: str, name: str) -> None:
    """That is said, instead of missing columns."""
    assert read(file, f"\n{header}\nha;hec-ta;1\n") == (
        [],
        [f"data/units.csv: The columns are separated by {name}, not by commas. Save the file as CSV with commas."],
    )


@pytest.mark.parametrize("header", ["unit;name_vi;factor", '"unit";"name_vi";"factor"'])
def test_semicolons_are_read(file: Path, header: str) -> None:
    """Excel writes them where the decimal sign is a comma; a comma is then a letter like any other."""
    rows, found = read(file, f"{header}\nha;hec-ta, ha;1\nm2;mét;2;3\n")
    assert [row.cells["name_vi"] for row in rows] == ["hec-ta, ha"]
    assert found == [
        "data/units.csv:3: The header has 3 cells, this row 4. "
        "Put a cell that holds a semicolon between quotation marks."
    ]


def test_all_problems_of_a_header_at_once(file: Path) -> None:
    """Missing, unknown, doubled and unnamed columns are told together, with the nearest valid name."""
    rows, found = read(file, "unit,unit,Name_VI ,,zzz\na,b,c,d,e\n")
    assert rows == []
    assert found == [
        "data/units.csv:1: The column 'unit' is there twice. Take one of them out.",
        "data/units.csv:1: There is no column 'Name_VI '. Did you mean 'name_vi'?",
        "data/units.csv:1: Column 4 has no name. Name it or take it out.",
        "data/units.csv:1: There is no column 'zzz'. Valid are: unit, name_vi, factor.",
        "data/units.csv:1: The column 'name_vi' is missing. Add it.",
    ]


def test_rows_of_a_wrong_length_are_left_out_and_told(file: Path) -> None:
    """A decimal comma splits a cell in two: the row is refused, the others are still read."""
    rows, found = read(file, "unit,name_vi,factor\nha,hec-ta,1,5\nt,tấn,1\nkm\n")
    assert [row.line for row in rows] == [3]
    assert found == [
        "data/units.csv:2: The header has 3 cells, this row 4. Put a cell that holds a comma between quotation marks.",
        "data/units.csv:4: The header has 3 cells, this row 1. Add the missing commas.",
    ]


@pytest.mark.parametrize("cell", [" ha", "ha ", "\u00a0ha", '"ha\n"'])
def test_blanks_around_a_cell_are_not_stripped_silently(file: Path, cell: str) -> None:
    """A blank at the edge of a cell is a problem with line and column name."""
    rows, found = read(file, f"unit,name_vi\n{cell},hec-ta\n")
    assert rows == []
    assert found == ["data/units.csv:2 (unit): There is a blank before or after 'ha'. Delete it."]


def test_a_long_cell_is_cut_in_the_message(file: Path) -> None:
    """A message stays readable whatever the cell holds."""
    _, found = read(file, f"unit,name_vi\n {'x' * 500},hec-ta\n")
    assert f"'{'x' * 59}…'" in found[0]


@pytest.mark.parametrize(
    ("body", "line", "until"),
    [
        ('ha,"hec-ta\nt,tấn\n', 2, " and runs on to line 3"),
        ('ha,hec-ta\nt,"tấn" x\n', 3, ""),
        ('ha,5" ống\nt,tấn\n', 2, ""),
    ],
)
def test_unbalanced_quotation_marks(file: Path, body: str, line: int, until: str) -> None:
    """A quotation mark without a partner is told where its row begins, not where the file ends."""
    _, found = read(file, "unit,name_vi\n" + body)
    assert found == [f"data/units.csv:{line}: A quotation mark in this row has no partner{until}. {QUOTES_REMEDY}"]


def test_paired_quotation_marks_inside_a_cell_are_kept(file: Path) -> None:
    """Doubled quotation marks in a quoted cell are one each."""
    rows, found = read(file, 'unit,name_vi\nha,"khu ""A"""\n')
    assert found == []
    assert rows[0].cells["name_vi"] == 'khu "A"'


def test_header_only_is_for_the_caller_to_allow(file: Path) -> None:
    """A table without rows is a problem unless the caller says otherwise."""
    assert read(file, "unit,name_vi\n")[1] == ["data/units.csv: The table has a header but no rows. Add a row."]
    assert read(file, "unit,name_vi\n,\n", may_be_empty=True) == ([], [])


def test_commas_alone_are_no_header(file: Path) -> None:
    """A file of empty cells says how to begin."""
    assert read(file, ",,\n")[1] == ["data/units.csv: The file has no header. Begin with: unit,name_vi,factor"]


def test_problems_of_the_text_stop_the_reading(file: Path) -> None:
    """A file with invisible characters gives these problems only."""
    assert read(file, "unit,nam\u200be\n") == (
        [],
        ["data/units.csv:1:9: There is an invisible character here (U+200B). Delete it."],
    )


def test_a_cell_of_ten_megabytes_is_refused(file: Path) -> None:
    """A cell beyond the limit of the csv module is a problem with its line."""
    _, found = read(file, f"unit,name_vi\nha,{'x' * 10_000_000}\n")
    assert found == [
        "data/units.csv:2: A cell of this row is longer than any figure or note can be. "
        "See whether a quotation mark is missing."
    ]


def test_problems_are_capped(file: Path) -> None:
    """A thousand bad rows give twenty problems and a number."""
    _, found = read(file, "unit,name_vi\n" + "x\n" * 1000)
    assert len(found) == 21
    assert found[-1] == "data/units.csv: 980 more problems were found in this file. Mend these first."


CELLS = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), max_size=12).map(str.strip)


@given(rows=st.lists(st.tuples(CELLS.filter(bool), CELLS, CELLS), min_size=1, max_size=8))
def test_reading_inverts_writing(rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the csv module writes is read back cell by cell."""
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *rows])
    read_rows, found = read(tmp_path_factory.getbasetemp() / "inverse.csv", out.getvalue())
    assert found == []
    assert [tuple(row.cells.values()) for row in read_rows] == rows
    assert [row.line for row in read_rows] == list(range(2, len(rows) + 2))

"""Rows of a table become typed records; all that is wrong with them is told in words, with line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from kimtan.errors import Problems
from kimtan.reading.records import Day, Flag, Record, Whole, nearest, read_records, unique

SHOWN = "data/herds.csv"


class Herd(Record):
    """A row for tests: one column of every kind."""

    name: str = Field(description="Name", pattern="^[a-z]+$")
    count: Whole = Field(description="Count")
    kept: Flag = Field(description="Whether it is kept")
    kind: Literal["stock", "flow"] = Field("stock", description="Kind")
    day: Day | None = Field(None, description="Day")


def herd(name: str, count: str, kept: str, **cells: str) -> Herd:
    return Herd.model_validate({"name": name, "count": count, "kept": kept, **cells})


def read(tmp_path: Path, text: str) -> tuple[list[tuple[int, Herd]], Problems]:
    path = tmp_path / "herds.csv"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return read_records(path, SHOWN, Herd, problems, "herds"), problems


def test_records_come_with_their_line(tmp_path: Path) -> None:
    """Empty cells take the column's default, in any order of the columns."""
    records, problems = read(tmp_path, "count,name,kept,kind\n183,buffalo,true,\n\n203,cattle,false,flow\n")
    assert problems.found == []
    assert records == [
        (2, herd("buffalo", "183", "true")),
        (4, herd("cattle", "203", "false", kind="flow")),
    ]
    assert records[0][1].count == 183
    assert records[0][1].day is None


@pytest.mark.parametrize(("cell", "kept"), [("true", True), ("TRUE", True), ("False", False), ("FALSE", False)])
def test_true_and_false_are_read_in_any_case(tmp_path: Path, cell: str, kept: bool) -> None:
    """Spreadsheets write them in capitals."""
    records, problems = read(tmp_path, f"name,count,kept,kind,day\na,1,{cell},,\n")
    assert ([record.kept for _, record in records], problems.found) == ([kept], [])


@pytest.mark.parametrize(
    ("row", "problem", "code"),
    [
        (
            ",1,true,,",
            "(name): The cell is empty. Fill it in, or take the row out when nothing is known.",
            "herds.name",
        ),
        ("a,1.5,true,,", "(count): '1.5' is no whole number. Write digits only, such as 3.", "herds.count"),
        ("a,²,true,,", "(count): '²' is no whole number. Write digits only, such as 3.", "herds.count"),
        ("a,1,yes,,", "(kept): 'yes' is neither true nor false. Write true or false.", "herds.kept"),
        ("a,1,true,stok,", "(kind): 'stok' is not allowed here. Did you mean 'stock'?", "herds.kind"),
        ("a,1,true,x,", "(kind): 'x' is not allowed here. Use one of: flow, stock.", "herds.kind"),
        ("a,1,true,,10/6/2023", "(day): '10/6/2023' is no date. Write it as year-month-day: 2023-06-10.", "herds.day"),
    ],
)
def test_a_wrong_cell_is_told_with_its_column_and_code(tmp_path: Path, row: str, problem: str, code: str) -> None:
    """The row is left out; the code stays when the wording changes."""
    records, problems = read(tmp_path, f"name,count,kept,kind,day\n{row}\n")
    assert records == []
    assert [str(found) for found in problems.found] == [f"{SHOWN}:2 {problem}"]
    assert [found.code for found in problems.found] == [code]


def test_a_cell_that_does_not_match_its_pattern_is_refused(tmp_path: Path) -> None:
    """What the cell must look like is said in words, and where nobody has any, by the pattern."""
    _, problems = read(tmp_path, "name,count,kept\nA1,1,true\n")
    assert [found.place for found in problems.found] == [f"{SHOWN}:2 (name)"]
    assert problems.found[0].seen.endswith(".")
    assert problems.found[0].remedy == "It must match ^[a-z]+$."


def test_sound_rows_are_kept_beside_wrong_ones(tmp_path: Path) -> None:
    """The caller can go on looking, so that all problems are told at once."""
    records, problems = read(tmp_path, "name,count,kept\na,x,maybe\nb,2,true\nc,y,true\n")
    assert [(line, record.name) for line, record in records] == [(3, "b")]
    assert [found.place for found in problems.found] == [
        f"{SHOWN}:2 (count)",
        f"{SHOWN}:2 (kept)",
        f"{SHOWN}:4 (count)",
    ]


def test_a_required_column_must_be_there(tmp_path: Path) -> None:
    """Columns with a default may be missing from the file altogether."""
    records, problems = read(tmp_path, "name,count\na,1\n")
    assert records == []
    assert [str(found) for found in problems.found] == [f"{SHOWN}:1: The column 'kept' is missing. Add it."]


def test_a_key_stands_once() -> None:
    """Each repetition is told with the line of the first."""
    rows = [(line, herd(name, "1", "true")) for line, name in ((2, "a"), (3, "b"), (4, "a"), (9, "a"))]
    problems = Problems()
    unique(rows, "name", SHOWN, problems, "herds")
    told = "'a' stands on line 2 already. Keep one of the two rows."
    assert [str(found) for found in problems.found] == [f"{SHOWN}:4 (name): {told}", f"{SHOWN}:9 (name): {told}"]
    assert {found.code for found in problems.found} == {"herds.duplicate"}


@pytest.mark.parametrize(
    ("name", "known", "sentence"),
    [
        ("stok", ["stock", "flow"], "Did you mean 'stock'?"),
        ("zzz", ["stock", "flow"], "Use one of: flow, stock."),
        ("zzz", [f"n{number:02}" for number in range(13)], "Use one of: {twelve}, …."),
    ],
)
def test_the_nearest_name_is_offered(name: str, known: list[str], sentence: str) -> None:
    """Else what there is to choose from, twelve at most."""
    twelve = ", ".join(f"n{number:02}" for number in range(12))
    assert nearest(name, known) == sentence.replace("{twelve}", twelve)

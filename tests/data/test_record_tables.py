"""Records are written as the tables that they are read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field

from kimtan.data.record_tables import extended
from kimtan.errors import Problems
from kimtan.reading.records import Record, read_records


class Herd(Record):
    """A row for tests."""

    name: str = Field(description="Name")
    note: str | None = Field(None, description="Note")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "name,note\ncows,\n"),
        ("note,name\nold,pigs", "note,name\nold,pigs\n,cows\n"),
        ("name;note\npigs;1,5\n", "name;note\npigs;1,5\ncows;\n"),
        ("\ufeffname;note\n", "\ufeffname;note\ncows;\n"),
        ("\nname,note\npigs,\n", "\nname,note\npigs,\ncows,\n"),
        ('"name","note"\n', '"name","note"\ncows,\n'),
    ],
)
def test_rows_are_added_in_the_columns_and_the_separator_of_the_table(tmp_path: Path, before: str, after: str) -> None:
    """What stands there stays as it is, a mark, a blank first line and a missing last line end included."""
    path = tmp_path / "herds.csv"
    if before:
        path.write_text(before, encoding="utf-8")
    text = extended(path, Herd, [Herd(name="cows")])
    assert text == after
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    assert read_records(path, "herds.csv", Herd, problems, "herds")[-1][1] == Herd(name="cows")
    assert problems.found == []

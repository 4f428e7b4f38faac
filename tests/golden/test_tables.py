"""A golden table says what differs by row and column, and takes no rounding of a float for a difference."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.golden.tables import Row, differences, read, write

ROWS: list[Row] = [
    {"name": "farms", "share": 30.0, "gap": Decimal("0.30"), "range": Fraction(1, 3), "is_open": True},
    {"name": "trade", "share": float("nan"), "gap": None, "range": None, "is_open": False},
]


def changed(**cells: object) -> list[Row]:
    """The rows with other cells in the first."""
    return [{**ROWS[0], **cells}, ROWS[1]]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (ROWS, []),
        (changed(share=30.0 + 1e-11), []),
        (changed(share=30.0001), ["farms: share: was 30, is 30.0001"]),
        (changed(share=None), ["farms: share: was 30, is empty"]),
        (changed(gap=Decimal("0.3")), ["farms: gap: was 0.30, is 0.3"]),
        (changed(range=Fraction(1, 4)), ["farms: range: was 1/3, is 1/4"]),
        (changed(is_open=False), ["farms: is_open: was yes, is empty"]),
        (changed(name="fields"), ["farms: the row is gone"]),
        (ROWS[:1], ["trade: the row is gone"]),
        (ROWS[::-1], ["trade: the rows are the same in another order, from here on"]),
        ([*ROWS, ROWS[0]], ["1 rows have the keys of others"]),
        ([{**row, "more": 1} for row in ROWS], ["farms: more: the column is new", "trade: more: the column is new"]),
    ],
)
def test_what_differs_is_told_by_row_and_column(tmp_path: Path, now: list[Row], found: list[str]) -> None:
    """What it was and what it is; a new row with all that is in it."""
    write(tmp_path / "table.csv", ROWS)
    told = differences(read(tmp_path / "table.csv"), now, ["name"])
    assert told[: len(found)] == found
    assert [line for line in told if "a new row" in line] == told[len(found) :]


def test_no_table_is_an_empty_one(tmp_path: Path) -> None:
    """So that all rows are new where none was accepted yet."""
    assert len(differences(read(tmp_path / "none.csv"), ROWS, ["name"])) == 2

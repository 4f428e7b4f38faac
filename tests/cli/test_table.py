"""On a terminal no number is cut, however narrow it is."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from kimtan.cli.table import table

HEADS = ("indicator", "2023-H1", "2024-H1", "change", "%", "", "earlier figure as told now")
ROWS = [
    ("Tổng thu ngân sách trên địa bàn (nghìn đồng)", "239.020.000", "251.118.345", "12.098.345", "5,1", "changed", ""),
    ("Đàn lợn (con)", "900", "1.020", "120", "13,3", "changed", "898,5 – 899,4"),
]  # fmt: skip
NUMBERS = {number for row in ROWS for cell in row for number in re.findall(r"\d[\d.,]*\d", cell)}


@pytest.mark.parametrize("width", [200, 120, 100, 80, 60, 40, 24])
def test_every_number_stands_whole_on_one_line(width: int) -> None:
    """As a table where it fits, else row under row; nothing is cut and no line is longer than the terminal."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=width, color_system=None)
    console.print(table("Title", HEADS, ROWS, width))
    lines = file.getvalue().splitlines()
    assert "…" not in file.getvalue()
    assert max(map(len, lines)) <= width
    assert {number for number in NUMBERS if any(number in line for line in lines)} == NUMBERS


def test_a_wide_terminal_has_a_table_and_a_narrow_one_a_list() -> None:
    """Where numbers alone are wider than the terminal, each stands behind the head of its column."""
    file = io.StringIO()
    Console(file=file, force_terminal=True, width=40, color_system=None).print(table("", HEADS, ROWS, 40))
    assert "2023-H1: 900 · 2024-H1: 1.020" in file.getvalue()


@pytest.mark.parametrize("width", [50, 60, 64, 70, 80])
def test_every_word_is_there_where_a_table_is_narrower_than_its_cells(width: int) -> None:
    """Columns get what fits together: the last one is not cut off at the edge."""
    row = ("2023-H1", "6 tháng đầu năm 2023", "complete (22/22)", "3 contradictions", "not reported")
    file = io.StringIO()
    Console(file=file, force_terminal=True, width=width, color_system=None).print(
        table("", ("period", "", "figures", "", "report"), [row], width)
    )
    assert set(" ".join(row).split()) <= set(file.getvalue().split())

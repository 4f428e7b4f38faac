"""The columns of a printed table share the page by what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.report.typeset.columns import Demand, fitted


def demand(*cells: str) -> Demand:
    column = Demand(is_text=True)
    column.title("Cột", "")
    for cell in cells:
        column.cell(cell, 0, is_brief=False, is_marked=False, is_bold=False)
    return column


def widths(*columns: Sequence[str]) -> list[float]:
    layout = fitted([demand(*cells) for cells in columns], is_compact=True, has_notes=False)
    assert layout is not None
    return layout.widths


def test_a_column_of_paragraphs_gets_the_room() -> None:
    """One long value in the others does not take a third of the page each from what fills ten lines."""
    briefs = ["12", "15", "khoảng 30,4 triệu đồng/người"]
    long, short = (
        widths(briefs, briefs, ["số liệu của từng chỉ tiêu " * 12] * 3),
        widths(briefs, briefs, ["một từ"] * 3),
    )
    assert long[2] > 0.6 * sum(long)
    assert min(short[:2]) > 0.25 * sum(short)

"""The cells of a Word table with their rows and columns, merged ones as one cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kimtan.extract.documents.word_xml import Element, attribute, child, name_of, number_in, unwrapped

_WIDEST = 1_000


@dataclass(frozen=True)
class RowCell:
    """A cell and where it stands, from row and column 1."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def rows_of(table: Element) -> list[RowCell]:
    """The cells in reading order; what goes on from the row above is part of the cell there, deleted rows are gone."""
    cells: list[RowCell] = []
    open_cells: dict[int, int] = {}
    rows = [row for row in unwrapped(table) if name_of(row) == "tr" and child(child(row, "trPr"), "del") is None]
    for number, row in enumerate(rows, start=1):
        column = 1 + min(number_in(attribute(child(child(row, "trPr"), "gridBefore"), "val")), _WIDEST)
        for element in (inner for inner in unwrapped(row) if name_of(inner) == "tc"):
            properties = child(element, "tcPr")
            span = max(1, min(number_in(attribute(child(properties, "gridSpan"), "val"), 1), _WIDEST))
            merged = child(properties, "vMerge")
            is_continued = merged is not None and attribute(merged, "val") != "restart"
            above = open_cells.get(column)
            if is_continued and above is not None:
                cells[above] = replace(cells[above], row_span=number - cells[above].row + 1)
            else:
                cells.append(RowCell(element, number, column, 1, span))
                open_cells[column] = len(cells) - 1
            column += span
    return cells

"""The look of a form's cells: fonts, fills, borders, number formats and print set-up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

INPUT, LOCKED, HEAD = "FFF8E1", "F2F2F2", "DCE6F1"
"""Colours of cells that are typed in, of all others, and of heads."""


def number_format(decimals: int) -> str:
    """Excel's format for so many decimals; Excel shows it with the marks of the machine, 1.234,5 on a Vietnamese one.

    >>> number_format(3), number_format(0)
    ('#,##0.000', '#,##0')
    """
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def cell_number(value: Decimal) -> int | float:
    """A decimal as Excel keeps it: whole where it is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def put_text(cell: Any, text: str) -> Any:
    """Put text into a cell that Excel must not take for a formula, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"
    return cell


def make_input(cell: Any) -> None:
    """Unlock a cell, and give it the look of one that is typed in."""
    if cell.font.name != font().name:
        cell.font = font()
    cell.fill, cell.border, cell.protection = fill(INPUT), border(), Protection(locked=False)


def lock(cell: Any) -> None:
    """Give a cell the look of one that nobody types in; cells are locked by default."""
    cell.fill, cell.border = fill(LOCKED), border()


def font(**look: Any) -> Font:
    """The form's font, with what is given of openpyxl's :class:`Font` beside it."""
    return Font(**{"name": "Times New Roman", "size": 12, **look})


def fill(colour: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def border() -> Border:
    """A thin line around a cell."""
    side = Side(style="thin", color="BFBFBF")
    return Border(left=side, right=side, top=side, bottom=side)


def set_up_print(sheet: Worksheet, repeated: str = "") -> None:
    """Fit a sheet to the width of A4 landscape; ``repeated`` names the rows at the top of each page: ``5:5``."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    if repeated:
        sheet.print_title_rows = repeated
    sheet.oddFooter.center.text = "&P/&N"  # type: ignore[union-attr]
    sheet.page_margins.left = sheet.page_margins.right = 0.4

"""Cells of tables that people open in a spreadsheet: none of them becomes a formula."""

from __future__ import annotations

_LIVE = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of text that a spreadsheet takes for a formula."""


def harmless(cell: str) -> str:
    """A cell of a table that no spreadsheet takes for a formula; a number with a sign stays one.

    >>> harmless("=1+1"), harmless("-3,5"), harmless("- rice")
    ("'=1+1", '-3,5', "'- rice")
    """
    is_number = cell[1:].replace(".", "").replace(",", "").isdigit() and cell[:1] in "+-"
    return f"'{cell}" if cell.startswith(_LIVE) and not is_number else cell


def as_it_was(cell: str) -> str:
    """A cell without the sign that :func:`harmless` put before it.

    >>> as_it_was("'=1+1"), as_it_was("'quoted'")
    ('=1+1', "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_LIVE) else cell

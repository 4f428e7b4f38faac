"""The sheet: where text, tables and the notes in the margin stand on A4, in points."""

from __future__ import annotations

from dataclasses import dataclass

_MM = 72 / 25.4


@dataclass(frozen=True)
class PageSize:
    """Measures of the page; the margin at the right is wide enough for notes.

    Parameters
    ----------
    left, top, bottom
        Margins.
    text, text_flipped
        Width of the text, upright and on a page turned for a wide table.
    gap, notes
        Between the text and the notes in the margin, and the width of these.
    height
        Of the text, upright.
    """

    left: float = 22 * _MM
    top: float = 27 * _MM
    bottom: float = 24 * _MM
    text: float = 134 * _MM
    text_flipped: float = 221 * _MM
    gap: float = 5 * _MM
    notes: float = 37 * _MM
    height: float = (297 - 27 - 24) * _MM

    @property
    def wide(self) -> float:
        """Width of text and margin together, for a table that has no notes beside it."""
        return self.text + self.gap + self.notes


PAGE = PageSize()

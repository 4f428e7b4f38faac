"""The text of a document as it is read: passages in reading order, each with the places that a person finds.

Every kind of document (Word, PDF, plain text, HTML) becomes the same passages; what reads numbers and sentences knows
no other form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["paragraph", "heading", "cell", "caption", "footnote", "header", "footer", "text_box"]


@dataclass(frozen=True)
class Cell:
    """Where a passage stands in a table; all numbers count from 1."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class SourceLine:
    """Where a line of the file begins in a passage that was put together from several.

    Parameters
    ----------
    at
        Position in the passage's text, in characters.
    number
        The 1-based number of the line in the file; of the paragraph, where the document has no lines.
    column
        Position in that line at which the passage's text goes on, in characters.
    """

    at: int
    number: int
    column: int = 0


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading, table cell or note.

    Parameters
    ----------
    text
        Composed (NFC) text without line breaks; in each kind of document, one character stands for one of the source
        wherever :attr:`lines` says where.
    lines
        Where the text comes from; at least one.
    place
        Where a person finds it: ``p12``, ``bảng 2, hàng 3, cột 5``, ``trang 4``.
    kind
        What it is in its document.
    level
        Of a heading, 1 for the highest; 0 for everything else.
    number
        The number or sign that an automatic list puts before it (``1.2.``, ``-``), where the text does not hold it.
    cell
        Where it stands in a table.
    """

    text: str
    lines: tuple[SourceLine, ...]
    place: str
    kind: PassageKind = "paragraph"
    level: int = 0
    number: str = ""
    cell: Cell | None = None

    def line_at(self, position: int) -> tuple[int, int]:
        """The line of the file and the column in it of a position in the text."""
        line = self.lines[bisect_right([line.at for line in self.lines], position) - 1]
        return line.number, line.column + position - line.at

    def place_at(self, position: int) -> str:
        """Where a person finds a position in the text: in a text of lines the very line, else the passage's place."""
        return f"dòng {self.line_at(position)[0]}" if self.place.startswith("dòng ") else self.place

    def told_at(self, position: int) -> str:
        """That place in words: ``đoạn 20`` for ``p20``."""
        return _PARAGRAPH.sub("đoạn ", self.place_at(position))


_PARAGRAPH = re.compile(r"(?<!\w)p(?=\d)")
"""The paragraph of a Word file, as places name it in data: ``p20``, ``khung chữ ở p7``."""


@dataclass(frozen=True)
class ReadDocument:
    """A document as it was read.

    Parameters
    ----------
    name
        The file's name.
    passages
        In reading order.
    notes
        What a reader of the results has to know of the reading: converted texts, pages without a text layer.
    properties
        What the document says of itself.
    """

    name: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()
    properties: Mapping[str, str] | None = None

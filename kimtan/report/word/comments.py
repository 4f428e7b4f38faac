"""Comments beside the numbers that somebody must settle before signing, one a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from kimtan.report.word.rich_text import Piece
from kimtan.report.word.xml import Element, clean, run, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

AUTHOR = "kimtan"
INITIALS = "kt"


class Comments:
    """The comments of one document.

    Parameters
    ----------
    document
        Where they go.
    date
        When they were made: of the document, not of the run.
    is_clean
        Whether there are to be none.
    """

    def __init__(self, document: WordDocument, date: dt.datetime, is_clean: bool) -> None:
        self._document, self._date, self._is_clean = document, date, is_clean

    def text(self, pieces: Iterable[Piece]) -> list[Element]:
        """The runs of a paragraph, with one comment around the marked numbers of each sentence."""
        elements: list[Element] = []
        for _, sentence in groupby(pieces, key=lambda piece: piece.sentence):
            within = list(sentence)
            elements += self._around(within, within)
        return elements

    def row(self, cells: Sequence[Sequence[Piece]]) -> list[list[Element]]:
        """The runs of a table's cells, with one comment on all marked numbers of the row, at the first of them."""
        marked = [piece for cell in cells for piece in cell]
        runs: list[list[Element]] = []
        for cell in cells:
            is_first = any(piece.why for piece in cell) and marked
            runs.append(self._around(cell, marked if is_first else []))
            marked = [] if is_first else marked
        return runs

    def _around(self, pieces: Sequence[Piece], commented: Sequence[Piece]) -> list[Element]:
        elements = [piece.element for piece in pieces]
        at = [place for place, piece in enumerate(pieces) if piece.why]
        if self._is_clean or not at or not any(piece.why for piece in commented):
            return elements
        number = self._add(commented)
        start, end = w("commentRangeStart", id=number), w("commentRangeEnd", id=number)
        reference = run(w("commentReference", id=number))
        reference.insert(0, w("rPr", w("rStyle", val="CommentReference")))
        return [*elements[: at[0]], start, *elements[at[0] : at[-1] + 1], end, reference, *elements[at[-1] + 1 :]]

    def _add(self, commented: Sequence[Piece]) -> int:
        """Write a comment: each reason once, after the numbers that it is about."""
        reasons: dict[str, list[str]] = {}
        for piece in commented:
            if piece.why:
                reasons.setdefault(piece.why, []).append(piece.number)
        lines = [f"{'; '.join(dict.fromkeys(numbers))}: {why}" for why, numbers in reasons.items()]
        text = "\n".join(map(clean, lines))
        made = self._document.comments.add_comment(text, author=AUTHOR, initials=INITIALS)
        made._comment_elm.set(qn("w:date"), f"{self._date:%Y-%m-%dT%H:%M:%SZ}")
        return made.comment_id

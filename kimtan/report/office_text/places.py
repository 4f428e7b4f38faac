"""Where figures that were read out of a Word file stand in the open document."""

from __future__ import annotations

from typing import NamedTuple

from docx.oxml.ns import qn

from kimtan.extract.documents.word_source import WordSource
from kimtan.extract.documents.word_xml import ATOMS
from kimtan.extract.passages import Passage
from kimtan.report.office_text.word_text import WordText
from kimtan.report.word.xml import Element


class TextRange(NamedTuple):
    """A range of a paragraph's text; ``paragraph`` counts those of :class:`WordText` from 0."""

    paragraph: int
    start: int
    end: int


class Places:
    """Places of a Word file in the document that was opened from the same bytes and not changed since."""

    def __init__(self, source: WordSource, text: WordText) -> None:
        self._source = source
        self._elements = {name: _atoms(root) for name, root in text.parts.items()}
        self._at = {
            id(piece.element): (number, piece.at)
            for number, paragraph in enumerate(text.paragraphs)
            for piece in paragraph.pieces
        }

    def span(self, passage: Passage, start: int, end: int) -> TextRange | None:
        """The range of a passage's characters; ``None`` where it lies in no paragraph that can be changed."""
        first, last = self._position(passage, start), self._position(passage, end - 1)
        if first is None or last is None or first[0] != last[0]:
            return None
        return TextRange(first[0], first[1], last[1] + 1)

    def _position(self, passage: Passage, position: int) -> tuple[int, int] | None:
        number, column = passage.line_at(position)
        paragraph = self._source.paragraphs.get(number)
        if paragraph is None:
            return None
        atom = next((atom for atom in paragraph.atoms if atom.column <= column < atom.column + atom.length), None)
        elements = self._elements.get(paragraph.part.lstrip("/"), [])
        if atom is None or atom.index >= len(elements):
            return None
        known = self._at.get(id(elements[atom.index]))
        return None if known is None else (known[0], known[1] + atom.offset + column - atom.column)


def _atoms(root: Element) -> list[Element]:
    return list(root.iter(*(qn(f"w:{name}") for name in ATOMS)))

"""Tables: what the heads of rows and columns say of each cell."""

from __future__ import annotations

from kimtan.extract import numbers
from kimtan.extract.figures import ReadFigure, Refused
from kimtan.extract.numbers import Style
from kimtan.extract.passages import ReadDocument


def read_tables(document: ReadDocument, around: Style | None) -> tuple[list[ReadFigure], list[Refused]]:
    """The figures of all tables, and the tokens in them that are none."""
    none = [
        Refused(index, token.start, token.end, token.text, "ô bảng")
        for index, passage in enumerate(document.passages)
        if passage.cell is not None
        for token in numbers.tokens(passage.text)
    ]
    return [], none

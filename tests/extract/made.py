"""Documents out of a few lines, for tests of reading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import Cell, Passage, ReadDocument, SourceLine
from kimtan.extract.reading import read


def paragraphs(*texts: str) -> ReadDocument:
    """A document of one paragraph a text."""
    passages = [Passage(text, (SourceLine(0, line),), f"p{line}") for line, text in enumerate(texts, 1)]
    return ReadDocument("test.txt", tuple(passages))


def table(*rows: Sequence[str | None], above: Sequence[str] = ()) -> ReadDocument:
    """A document of one table, below some paragraphs."""
    cells = [
        Passage(
            text, (SourceLine(0, row),), f"bảng 1, hàng {row}, cột {column}", kind="cell", cell=Cell(1, row, column)
        )
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text is not None
    ]
    return ReadDocument("test.docx", (*paragraphs(*above).passages, *cells))


def figures(*texts: str) -> list[ReadFigure]:
    """The figures of paragraphs."""
    return list(read(paragraphs(*texts)).figures)


def brief(figure: ReadFigure) -> tuple[str, str, str]:
    """Value, unit and measure of a figure with its direction: ``("2.3", "%", "yoy_pct+")``."""
    value = figure.value if figure.value != figure.value.to_integral_value() else Decimal(int(figure.value))
    return str(value), figure.unit_text, figure.measure + figure.direction

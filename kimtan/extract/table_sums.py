"""Wholes and parts in tables: rows that are totals, rows numbered below others, columns that add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument
from kimtan.extract.wholes import Breakdown


def table_breakdowns(document: ReadDocument, figures: Sequence[ReadFigure]) -> Iterator[Breakdown]:
    """The breakdowns of all tables."""
    yield from ()

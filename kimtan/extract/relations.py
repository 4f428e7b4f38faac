"""Which figures belong together: wholes and parts, in sentences, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument


def with_parts(document: ReadDocument, figures: Sequence[ReadFigure]) -> list[ReadFigure]:
    """The figures, each with the whole that it is a part of."""
    return list(figures)

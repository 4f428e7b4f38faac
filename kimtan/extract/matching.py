"""Subjects matched with the indicators of a dictionary, by their names and the words of the heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kimtan.data.indicators import Indicator
from kimtan.data.units import Unit
from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument


def matched(
    document: ReadDocument,
    figures: Iterable[ReadFigure],
    dictionary: Mapping[str, Indicator],
    units: Mapping[str, Unit],
) -> Iterator[ReadFigure]:
    """The figures with their indicators."""
    yield from figures

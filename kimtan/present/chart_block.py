"""The chart as a block: a drawing with what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from kimtan.present.block import Block, hold, pieces
from kimtan.present.rich_text import Run, plain
from kimtan.present.table_block import Table


@dataclass(frozen=True)
class Chart(Block):
    """A drawn chart.

    Parameters
    ----------
    title
        The finding, as a sentence without a full stop; its numbers are bound as everywhere.
    svg
        The drawing: one ``<svg>`` element, safe to place inline (``kimtan.present.charts.drawing``).
    alt
        What a person who cannot see it must know, made from the same data.
    data
        The drawn values as a table, for who wants the numbers.
    note
        A run set under the chart: units, how the values were derived.
    narrow
        The drawing for a phone, if there is one: the same values, with labels over what they name.
    """

    kind: ClassVar[str] = "chart"
    title: Run
    svg: str
    alt: str
    data: Table
    note: Run = field(default=())
    narrow: str = ""

    def __post_init__(self) -> None:
        hold(self, title=pieces(self.title), note=pieces(self.note))

    def runs(self) -> Iterator[Run]:
        yield from (self.title, self.note)
        yield from self.data.runs()

    def to_text(self) -> str:
        return f"{plain(self.title)}\n{self.alt}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {**super()._repr_mimebundle_(include, exclude), "image/svg+xml": self.svg}

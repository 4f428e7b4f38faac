"""What all charts have in common: two drawings, words for who cannot see them, and a table of the values drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd

from kimtan.languages import Bilingual, Language
from kimtan.present import roundings
from kimtan.present.blocks import Chart, Column, Number, Role, Row, Run, Table, plain
from kimtan.present.charts import terms
from kimtan.present.charts.items import Items, drawable
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill, sentence
from kimtan.present.rich_text import Piece, numbers

FEWEST_COMPARED = 3
"""A chart with fewer values to compare says less than a sentence, and is not drawn."""


@dataclass(frozen=True, eq=False)
class Kind(ABC):
    """A chart of one kind; a kind says what is its own, and :meth:`chart` puts the rest around it.

    Attributes
    ----------
    frame
        One row per item, as :mod:`kimtan.present.charts.items` and the kind say; never changed.
    language
        Of all words in the chart.
    unit
        Of the values, for the table's heading.
    FLOATS, SHOWN
        Columns of numbers that are drawn, and columns of the :class:`~kimtan.present.blocks.Number` that say them: an
        item without any of these numbers is not drawn, but named under the chart.
    LEAST
        How many items there must be for anything to be drawn.
    ALT
        The alternative text, with a slot ``{items}`` for what :meth:`spoken` says of each.
    ITEM, VALUE
        Headings of the table's first two columns.
    """

    frame: pd.DataFrame
    language: Language
    unit: str = ""

    FLOATS: ClassVar[Sequence[str]] = ("value",)
    SHOWN: ClassVar[Sequence[str]] = ("shown",)
    LEAST: ClassVar[int] = 1
    ALT: ClassVar[Bilingual]
    ITEM: ClassVar[Bilingual]
    VALUE: ClassVar[Bilingual]

    @abstractmethod
    def title(self) -> Sentence:
        """The finding, as a sentence without a full stop."""

    @abstractmethod
    def draw(self) -> str:
        """The drawing as SVG; called once for the page and once for a phone (:mod:`kimtan.present.charts.widths`)."""

    def arranged(self, items: Items) -> Items:
        """The items in the order of the drawing, with what else is known of them; as given unless a kind overrides."""
        return items

    def is_drawable(self) -> bool:
        """Whether there is anything to draw."""
        return len(self.items) >= self.LEAST

    def is_off_by_rounding(self) -> bool:
        """Whether a number is not what those beside it come to as they are shown, so that the note must say why."""
        return False

    def spoken(self) -> Sequence[str]:
        """What the alternative text says of each item."""
        return [f"{label}: {shown}" for label, shown in zip(self.items.labels, self.items.texts(), strict=True)]

    def alt(self) -> str:
        """The alternative text."""
        return self.words(self.ALT, items=terms.listed(self.spoken(), self.language))

    def columns(self) -> Mapping[str, Column]:
        """The table's columns by those of the frame, ``label`` first."""
        return {"label": self.text_column(self.ITEM), "shown": Column(self.words(self.VALUE), self.unit)}

    def roles(self) -> Sequence[Role]:
        """Of the table's rows, one an item."""
        return ["plain"] * len(self.items)

    def beside(self) -> Mapping[str, Number]:
        """Numbers that are drawn besides the items', such as those of lines, by what they are."""
        return {}

    @cached_property
    def items(self) -> Items:
        """What is drawn."""
        return self.arranged(drawable(self.frame, self.FLOATS, self.SHOWN))

    def chart(self, fewest: int = FEWEST_COMPARED) -> Chart | None:
        """The chart; ``None`` where there is nothing to draw, or fewer values to compare than ``fewest``.

        Raises
        ------
        ValueError
            If a column of the frame is not there, or a row has a value but no number to show for it.
        """
        if not self.is_drawable():
            return None
        table = self._table()
        compared = [row for row in table.rows if row.role != "reference" and any(numbers(row.runs()))]
        if len(compared) < fewest:
            return None
        drawing = drawn(self.draw)
        return Chart(
            title=self.title(),
            svg=drawing.wide,
            narrow=drawing.narrow,
            alt=self.alt(),
            data=table,
            note=self._note(),
        )

    def words(self, text: Bilingual, **slots: str) -> str:
        """A text in the chart's language, its slots filled with words."""
        return text.in_(self.language).format(**slots)

    def sentence(self, template: Bilingual, **slots: Run | Piece) -> Sentence:
        """A template in the chart's language, its slots filled with words and bound numbers."""
        return fill(template.in_(self.language), **slots)

    def text_column(self, title: Bilingual) -> Column:
        """A column of words."""
        return Column(self.words(title), align="text")

    def _table(self) -> Table:
        """The values drawn; an item without a value stands at the end with empty cells, for missing is no zero."""
        columns = self.columns()
        cells = zip(*(self.items.column(name) for name in columns), strict=True)
        rows = [Row(tuple(map(_cell, row)), role) for row, role in zip(cells, self.roles(), strict=True)]
        rows += [Row(((label,), *([None] * (len(columns) - 1)))) for label in self.items.missing]
        for label, number in self.beside().items():
            cells_beside = ((number,) if name == "shown" else () for name in list(columns)[1:])
            rows.append(Row(((label,), *cells_beside), role="reference"))
        return Table(terms.TABLE.in_(self.language), tuple(columns.values()), tuple(rows))

    def _note(self) -> Run:
        """The items that could not be drawn, and that rounding shows."""
        missing = "; ".join(self.items.missing)
        remarks = [terms.MISSING.in_(self.language).format(missing)] if missing else []
        if self.is_off_by_rounding():
            remarks.append(plain(sentence((roundings.NOTE.in_(self.language),))))
        return (" ".join(remarks),) if remarks else ()


def _cell(value: object) -> Run | None:
    if isinstance(value, Number):
        return (value,)
    return (value,) if isinstance(value, str) and value else None

"""The table as a block, with its columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from kimtan.present.block import Block, hold, pieces
from kimtan.present.rich_text import Run, marks, plain

Align = Literal["text", "number", "center"]
Holds = Literal["", "name", "measure"]
Medium = Literal["", "screen"]
Role = Literal["plain", "total", "part", "group", "detail", "evidence", "finding", "reference"]


@dataclass(frozen=True)
class Column:
    """A table's column.

    Parameters
    ----------
    title, unit
        Its head; the unit is shown under the title.
    align
        How its cells are set: words, numbers under each other, or in the middle.
    holds
        What its cells are to their rows, where who reads the table must know: the ``name`` of what the row is about, or
        which ``measure`` of it. Where no column says so, the first one of words has the name.
    """

    title: str
    unit: str = ""
    align: Align = "number"
    holds: Holds = ""


@dataclass(frozen=True)
class Row:
    """A table's row: one run a column, ``None`` where nothing is known (shown as a dash, never as zero).

    Parameters
    ----------
    cells
        A cell with nothing to say is empty, which is no dash.
    role
        ``total`` and ``part`` of a sum; a ``group`` heads the rows under it; a ``detail`` says more of the row above
        it; ``evidence`` tells where a figure comes from, and a ``finding`` what figures cannot agree; a ``reference``
        is what a chart's values are drawn against.
    depth
        How far it is set in.
    anchor
        Makes it a place that links lead to: the evidence of a figure is the row that carries ``figure_anchor(ref)``,
        and every :class:`Number` with that ``ref`` links to it.
    """

    cells: tuple[Run | None, ...]
    role: Role = "plain"
    depth: int = 0
    anchor: str = ""

    def __post_init__(self) -> None:
        hold(self, cells=tuple(None if cell is None else pieces(cell) for cell in self.cells))

    @property
    def is_across(self) -> bool:
        """Whether it says one thing, in its first cell, over all columns."""
        return self.role in {"group", "detail", "finding"} and not any(self.cells[1:])

    def runs(self) -> Iterator[Run]:
        """The cells that say something."""
        return (cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Table(Block):
    """A table with its caption and notes.

    Parameters
    ----------
    caption
        What the table shows, without a number: exporters count tables.
    columns, rows
        Every row has as many cells as there are columns; a row of role ``group`` has its label in the first.
    notes
        Runs set under the table.
    medium
        ``screen`` for what is looked up and not read through: it stands on the page, and paper says where.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Run, ...] = ()
    medium: Medium = ""

    def __post_init__(self) -> None:
        hold(self, columns=tuple(self.columns), rows=tuple(self.rows), notes=tuple(map(pieces, self.notes)))

    @property
    def head(self) -> int:
        """The place of the column that names what a row is about."""
        named = self.holding("name")
        of_words = (at for at, column in enumerate(self.columns) if column.align == "text")
        return named if named is not None else next(of_words, 0)

    def holding(self, what: Holds) -> int | None:
        """The place of the column that holds the name or the measure; none where no column says so."""
        return next((at for at, column in enumerate(self.columns) if column.holds == what), None)

    def cells(self, at: int) -> list[Run | None]:
        """The cells of a column, from the top."""
        return [row.cells[at] for row in self.rows]

    def is_marked(self, at: int) -> bool:
        """Whether a number in a column carries a mark."""
        return any(marks(cell for cell in self.cells(at) if cell))

    def runs(self) -> Iterator[Run]:
        for row in self.rows:
            yield from row.runs()
        yield from self.notes

    def to_text(self) -> str:
        lines = [self.caption, " | ".join(column.title for column in self.columns)]
        lines += [" | ".join("—" if cell is None else plain(cell) for cell in row.cells) for row in self.rows]
        return "\n".join(lines)

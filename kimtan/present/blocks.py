"""What a notebook shows, as data: heading, narrative, table, chart, callout.

A block is plain frozen data without any markup in it. It displays through Jupyter's own MIME bundle: the JSON of
:data:`MIME_TYPE` (:mod:`kimtan.present.block_json`), which exporters read back into blocks, and ``text/html`` and
``text/plain`` for whoever looks at the notebook, with ``text/markdown`` and ``text/latex`` for programs that take it
further.
Text inside a block is a *run*: strings, numbers, strong words and links in reading order
(:mod:`kimtan.present.rich_text`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from kimtan.present.rich_text import Break, Link, Mark, Number, Piece, Run, Strong, marks, plain

__all__ = [
    "MIME_TYPE", "Align", "Block", "Break", "Callout", "Chart", "Column", "Heading", "Holds", "Link", "Mark",
    "Medium", "Narrative", "Number", "Role", "Row", "Run", "Strong", "Style", "Table", "Tone", "plain",
]  # fmt: skip

MIME_TYPE = "application/vnd.kimtan.block+json"

Align = Literal["text", "number", "center"]
Holds = Literal["", "name", "measure"]
Medium = Literal["", "screen"]
Role = Literal["plain", "total", "part", "group", "detail", "evidence", "finding", "reference"]
Style = Literal["prose", "bullets", "numbered"]
Tone = Literal["info", "good", "warn", "bad"]


@dataclass(frozen=True)
class Block:
    """Base of all blocks: heading, narrative, table, chart and callout; there are no others."""

    kind: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """The JSON document of the block, as a notebook keeps it."""
        from kimtan.present.block_json import to_json

        return to_json(self)

    @staticmethod
    def from_json(document: Any, place: str = "block") -> Block:
        """The block of a JSON document, equal to the one that :meth:`to_json` was asked of.

        Parameters
        ----------
        document
            As it was read from a notebook.
        place
            Where it stands, for messages: the notebook and the cell.

        Raises
        ------
        SectionError
            When it is of no known kind, lacks a field, has one that is not known, or one holds what it cannot.
        """
        from kimtan.present.block_json import from_json

        return from_json(document, place)

    def to_text(self) -> str:
        """What a terminal shows."""
        raise NotImplementedError

    def runs(self) -> Iterator[Run]:
        """Every run of text in the block, in reading order; titles that are bare words are none."""
        yield from ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from kimtan.present.html import fragment
        from kimtan.present.markup import markup

        html = fragment(self, standalone=True)
        return {MIME_TYPE: self.to_json(), "text/html": html, **markup(self), "text/plain": self.to_text()}


def _pieces(run: Run) -> tuple[Piece, ...]:
    """A run as blocks hold it, whatever sequence it was given as; a bare string is a run of one piece."""
    return (run,) if isinstance(run, str) else tuple(run)


def _hold(block: object, **values: Any) -> None:
    """Set fields of frozen data while it is being made."""
    for name, value in values.items():
        object.__setattr__(block, name, value)


@dataclass(frozen=True)
class Heading(Block):
    """The title of a section or of a part of it.

    Parameters
    ----------
    text
        Title without its number.
    number
        Number as in the official report (``I.1.3``), or empty for a heading inside a section.
    anchor
        Identity for links within the report, unique in it; ASCII letters, digits and hyphens.
    level
        1 to 6. A numbered section's level is the count of its number's parts, plus one (the report's title is level 1).
    """

    kind: ClassVar[str] = "heading"
    text: str
    anchor: str
    level: int
    number: str = ""

    def to_text(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True)
class Narrative(Block):
    """Paragraphs of prose, or a list of points.

    Parameters
    ----------
    paragraphs
        One run a paragraph.
    style
        ``prose``, ``bullets`` or ``numbered``.
    """

    kind: ClassVar[str] = "narrative"
    paragraphs: tuple[Run, ...]
    style: Style = "prose"

    def __post_init__(self) -> None:
        _hold(self, paragraphs=tuple(map(_pieces, self.paragraphs)))

    def runs(self) -> Iterator[Run]:
        yield from self.paragraphs

    def to_text(self) -> str:
        return "\n\n".join(plain(run) for run in self.paragraphs)


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
        _hold(self, cells=tuple(None if cell is None else _pieces(cell) for cell in self.cells))

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
        _hold(self, columns=tuple(self.columns), rows=tuple(self.rows), notes=tuple(map(_pieces, self.notes)))

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
        _hold(self, title=_pieces(self.title), note=_pieces(self.note))

    def runs(self) -> Iterator[Run]:
        yield from (self.title, self.note)
        yield from self.data.runs()

    def to_text(self) -> str:
        return f"{plain(self.title)}\n{self.alt}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {**super()._repr_mimebundle_(include, exclude), "image/svg+xml": self.svg}


@dataclass(frozen=True)
class Callout(Block):
    """A remark that should not be overlooked."""

    kind: ClassVar[str] = "callout"
    title: str
    paragraphs: tuple[Run, ...]
    tone: Tone = "info"

    def __post_init__(self) -> None:
        _hold(self, paragraphs=tuple(map(_pieces, self.paragraphs)))

    def runs(self) -> Iterator[Run]:
        yield from self.paragraphs

    def to_text(self) -> str:
        return "\n".join([self.title, *(plain(run) for run in self.paragraphs)])

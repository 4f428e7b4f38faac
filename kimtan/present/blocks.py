"""What a notebook shows, as data: heading, narrative, table, chart, callout.

A block is plain frozen data without any markup in it. It displays through Jupyter's own MIME bundle: the JSON of
:data:`MIME_TYPE`, from which all exporters build, and ``text/html`` and ``text/plain`` for whoever looks at the
notebook.
Text inside a block is a *run*: strings, numbers, strong words and links in reading order
(:mod:`kimtan.present.rich_text`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal

from kimtan.present.rich_text import Break, Link, Mark, Number, Run, Strong, document, plain

__all__ = [
    "MIME_TYPE", "Block", "Break", "Callout", "Chart", "Column", "Heading", "Link", "Mark", "Narrative", "Number",
    "Role", "Row", "Run", "Strong", "Table", "Tone", "plain", "show",
]  # fmt: skip

MIME_TYPE = "application/vnd.kimtan.block+json"

Role = Literal["plain", "total", "part", "group", "detail"]
Tone = Literal["info", "good", "warn", "bad"]


@dataclass(frozen=True)
class Block:
    """Base of all blocks; subclasses give their ``kind`` and their JSON body."""

    kind: ClassVar[str]

    def body(self) -> dict[str, Any]:
        """The block's own part of the JSON."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """The whole JSON document of the block, as exporters read it."""
        return {"kind": self.kind, **self.body()}

    def to_text(self) -> str:
        """What a terminal shows."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from kimtan.present.html import fragment

        document = self.to_json()
        return {MIME_TYPE: document, "text/html": fragment(document, standalone=True), "text/plain": self.to_text()}


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

    def body(self) -> dict[str, Any]:
        return asdict(self)

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
    style: Literal["prose", "bullets", "numbered"] = "prose"

    def body(self) -> dict[str, Any]:
        return {"style": self.style, "paragraphs": [document(run) for run in self.paragraphs]}

    def to_text(self) -> str:
        return "\n\n".join(plain(run) for run in self.paragraphs)


@dataclass(frozen=True)
class Column:
    """A table's column: its title, its unit (shown under the title) and how its cells are set."""

    title: str
    unit: str = ""
    align: Literal["text", "number", "center"] = "number"


@dataclass(frozen=True)
class Row:
    """A table's row: one run a column, ``None`` where nothing is known (shown as a dash, never as zero).

    A ``detail`` says more of the row above it; a cell with nothing to say there is empty, which is no dash.
    ``anchor`` makes the row a place that links lead to: the evidence of a figure is the row that carries
    ``figure_anchor(ref)``, and every :class:`Number` with that ``ref`` links to it.
    """

    cells: tuple[Run | None, ...]
    role: Role = "plain"
    depth: int = 0
    anchor: str = ""


def _row(row: Row) -> dict[str, Any]:
    body = {"role": row.role, "depth": row.depth, "cells": [document(cell) for cell in row.cells]}
    return body | {"anchor": row.anchor} if row.anchor else body


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
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Run, ...] = ()

    def body(self) -> dict[str, Any]:
        return {
            "caption": self.caption,
            "columns": [asdict(column) for column in self.columns],
            "rows": [_row(row) for row in self.rows],
            "notes": [document(note) for note in self.notes],
        }

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

    def body(self) -> dict[str, Any]:
        return {
            "title": document(self.title),
            "alt": self.alt,
            "svg": self.svg,
            **({"narrow": self.narrow} if self.narrow else {}),
            "data": self.data.to_json(),
            "note": document(self.note),
        }

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

    def body(self) -> dict[str, Any]:
        return {"tone": self.tone, "title": self.title, "paragraphs": [document(run) for run in self.paragraphs]}

    def to_text(self) -> str:
        return "\n".join([self.title, *(plain(run) for run in self.paragraphs)])


def show(*blocks: Block | None) -> None:
    """Display blocks one after another from one cell; each becomes an output of its own, ``None`` nothing."""
    from IPython.display import display

    for block in blocks:
        if block is not None:
            display(block)

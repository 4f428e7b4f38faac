"""A block as the JSON that a notebook keeps of it, and back: each thing's writing, and under it its reading.

Reading is strict: what a report did not understand of a notebook, it would leave out without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar, get_args

from kimtan.present.blocks import (
    Align,
    Block,
    Callout,
    Chart,
    Column,
    Heading,
    Holds,
    Medium,
    Narrative,
    Role,
    Row,
    Style,
    Table,
    Tone,
)
from kimtan.present.json_fields import Fields, short, unreadable
from kimtan.present.rich_text import KINDS, Break, Link, Mark, Number, Piece, Run, Strong

_ALIGNS: tuple[Align, ...] = get_args(Align)
_HOLDS: tuple[Holds, ...] = get_args(Holds)
_ROLES: tuple[Role, ...] = get_args(Role)
_MEDIA: tuple[Medium, ...] = get_args(Medium)
_STYLES: tuple[Style, ...] = get_args(Style)
_TONES: tuple[Tone, ...] = get_args(Tone)

Part = TypeVar("Part")


def to_json(block: Block) -> dict[str, Any]:
    """The JSON document of a block."""
    match block:
        case Heading():
            body = asdict(block)
        case Narrative():
            body = {"style": block.style, "paragraphs": _written(block.paragraphs)}
        case Callout():
            body = {"tone": block.tone, "title": block.title, "paragraphs": _written(block.paragraphs)}
        case Table():
            body = _table_written(block)
        case Chart():
            body = _chart_written(block)
        case _:
            raise TypeError(f"{type(block).__name__} is no kind of block that a report knows.")
    return {"kind": block.kind, **body}


def from_json(document: object, place: str) -> Block:
    """The block of a JSON document (:meth:`kimtan.present.blocks.Block.from_json`)."""
    fields = Fields(document, "block", place)
    kind = fields.what = fields.take("kind", str)
    if kind not in _KINDS:
        raise unreadable(f"A block of kind {kind!r} is not known; there are {', '.join(_KINDS)}.", place, "block.kind")
    block = _KINDS[kind](fields)
    fields.end()
    return block


def _heading(fields: Fields) -> Heading:
    text, anchor, number = (fields.take(name, str) for name in ("text", "anchor", "number"))
    return Heading(text, anchor, fields.take("level", int), number)


def _narrative(fields: Fields) -> Narrative:
    return Narrative(_runs(fields, "paragraphs"), fields.choice("style", _STYLES))


def _callout(fields: Fields) -> Callout:
    return Callout(fields.take("title", str), _runs(fields, "paragraphs"), fields.choice("tone", _TONES))


def _table_written(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [_column_written(column) for column in table.columns],
        "rows": [_row_written(row) for row in table.rows],
        "notes": _written(table.notes),
        **({"medium": table.medium} if table.medium else {}),
    }


def _table(fields: Fields) -> Table:
    columns, rows = _parts(fields, "columns", "column", _column), _parts(fields, "rows", "table row", _row)
    caption, notes = fields.take("caption", str), _runs(fields, "notes")
    return Table(caption, columns, rows, notes, fields.choice("medium", _MEDIA, ""))


def _column_written(column: Column) -> dict[str, Any]:
    body = {"title": column.title, "unit": column.unit, "align": column.align}
    return body | ({"holds": column.holds} if column.holds else {})


def _column(fields: Fields) -> Column:
    title, unit = fields.take("title", str), fields.take("unit", str)
    return Column(title, unit, fields.choice("align", _ALIGNS), fields.choice("holds", _HOLDS, ""))


def _row_written(row: Row) -> dict[str, Any]:
    cells = [None if cell is None else _run_written(cell) for cell in row.cells]
    body = {"role": row.role, "depth": row.depth, "cells": cells}
    return body | ({"anchor": row.anchor} if row.anchor else {})


def _row(fields: Fields) -> Row:
    cells = tuple(None if cell is None else _run(cell, fields.place) for cell in fields.take("cells", list))
    return Row(cells, fields.choice("role", _ROLES), fields.take("depth", int), fields.take("anchor", str, ""))


def _chart_written(chart: Chart) -> dict[str, Any]:
    return {
        "title": _run_written(chart.title),
        "alt": chart.alt,
        "svg": chart.svg,
        **({"narrow": chart.narrow} if chart.narrow else {}),
        "data": to_json(chart.data),
        "note": _run_written(chart.note),
    }


def _chart(fields: Fields) -> Chart:
    title, note = (_run(fields.take(name, list), fields.place) for name in ("title", "note"))
    svg, alt, narrow = fields.take("svg", str), fields.take("alt", str), fields.take("narrow", str, "")
    data = from_json(fields.take("data", dict), fields.place)
    if not isinstance(data, Table):
        raise unreadable(f"The field 'data' of a chart is a {data.kind} and no table.", fields.place)
    return Chart(title, svg, alt, data, note, narrow)


def _written(runs: Sequence[Run]) -> list[Any]:
    return [_run_written(run) for run in runs]


def _runs(fields: Fields, name: str) -> tuple[Run, ...]:
    return tuple(_run(value, fields.place) for value in fields.take(name, list))


def _run_written(run: Run) -> list[Any]:
    return [piece if isinstance(piece, str) else _piece_written(piece) for piece in run]


def _run(value: Any, place: str) -> Run:
    if not isinstance(value, list):
        raise unreadable(f"Where a list of pieces of text should be stands {short(value)}.", place)
    return tuple(piece if isinstance(piece, str) else _piece(piece, place) for piece in value)


def _piece_written(piece: Number | Strong | Link | Break) -> dict[str, Any]:
    match piece:
        case Strong(text):
            return {"strong": text}
        case Link(text, anchor):
            return {"link": text, "see": anchor}
        case Break(text):
            return {"break": text}
    number: dict[str, Any] = {"number": piece.text, "ref": piece.ref}
    if piece.formula:
        number["formula"] = piece.formula
    if piece.formula or piece.inputs:
        number["inputs"] = list(piece.inputs)
    if piece.listed:
        number["listed"] = list(piece.listed)
    if piece.stands_for:
        number["stands_for"] = piece.stands_for
    if piece.mark is not None:
        number["mark"] = asdict(piece.mark)
    return number


def _piece(value: Any, place: str) -> Piece:
    fields = Fields(value, "piece of text", place)
    kind = fields.which(_PIECES)
    if not kind:
        raise unreadable(f"{short(value)} is no piece of text; it has none of {', '.join(_PIECES)}.", place)
    fields.what = kind
    piece = _PIECES[kind](fields)
    fields.end()
    return piece


def _number(fields: Fields) -> Number:
    return Number(
        fields.take("number", str),
        fields.take("ref", str),
        fields.take("formula", str, ""),
        fields.texts("inputs", []),
        None if (mark := fields.may_have("mark")) is None else _mark(Fields(mark, "mark", fields.place)),
        listed=fields.texts("listed", []),
        stands_for=fields.take("stands_for", str, ""),
    )


def _mark(fields: Fields) -> Mark:
    mark = Mark(fields.choice("kind", KINDS), fields.take("why", str), fields.take("see", str))
    fields.end()
    return mark


def _parts(fields: Fields, name: str, what: str, read: Callable[[Fields], Part]) -> tuple[Part, ...]:
    """The objects of a list, each read to its end."""
    parts = []
    for value in fields.take(name, list):
        part = Fields(value, what, fields.place)
        parts.append(read(part))
        part.end()
    return tuple(parts)


_KINDS: dict[str, Callable[[Fields], Block]] = {
    "heading": _heading,
    "narrative": _narrative,
    "table": _table,
    "chart": _chart,
    "callout": _callout,
}

_PIECES: dict[str, Callable[[Fields], Number | Strong | Link | Break]] = {
    "number": _number,
    "strong": lambda fields: Strong(fields.take("strong", str)),
    "link": lambda fields: Link(fields.take("link", str), fields.take("see", str)),
    "break": lambda fields: Break(fields.take("break", str)),
}

"""A table block as HTML: headers that say what they head, and numbers that stand comma under comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kimtan.present.blocks import Column, Row, Table
from kimtan.present.html_text import FragmentContext, escaped, identity, text
from kimtan.present.rich_text import Run, plain

_DEEPEST = 4
_BRIEF, _LONG = 16, 45  # letters of a cell that stays on one line, and of one that wants width even on a phone
_STYLED = {"total", "part", "group", "detail"}
"""Roles of rows that the page's style knows."""
_MARKS = {"vi": (",", "."), "en": (".", ",")}  # decimal mark and thousands separator


@dataclass(frozen=True)
class _Setting:
    """How the cells of a column are set: with a margin for marks, and with what each lacks behind its last digit."""

    column: Column
    is_marked: bool
    pads: Sequence[str | None]


def table(block: Table, place: FragmentContext) -> Markup:
    """The table with caption and notes, in a region that scrolls sideways by mouse, touch and keyboard.

    A table outside the count (the data under a chart) is no landmark of its own.
    """
    label = place.label("table")
    name = f"{label}. {block.caption}" if label else block.caption
    shown_label = Markup('<span class="label">{}.</span> ').format(label) if label else Markup("")
    note = Markup('<p class="note">{}</p>\n')
    notes = Markup("").join(note.format(text(run, place)) for run in block.notes)
    settings = [
        _Setting(column, block.is_marked(at), padding(block.cells(at), column, place.language))
        for at, column in enumerate(block.columns)
    ]
    return Markup(
        '<div class="table">\n<div class="scroll" role="{}" aria-label="{}" tabindex="0">\n<table>\n'
        '<caption><span class="caption">{}{}</span></caption>\n<thead>\n<tr>{}</tr>\n</thead>\n'
        "{}</table>\n</div>\n{}</div>\n"
    ).format(
        "region" if label or place.standalone else "group",
        name,
        shown_label,
        block.caption,
        Markup("").join(map(_title, settings)),
        _bodies(block, settings, place),
        notes,
    )


def _title(setting: _Setting) -> Markup:
    column = setting.column
    unit = Markup(' <span class="unit">{}</span>').format(column.unit) if column.unit else Markup("")
    if not column.title and not unit:
        return Markup("<td></td>")
    return Markup('<th scope="col"{}>{}{}</th>').format(Markup(_kind(setting)), column.title, unit)


def _kind(setting: _Setting, cell: Run | None = None) -> str:
    align = setting.column.align
    if align == "text" and cell:
        length = len(plain(cell))
        return ' class="brief"' if length <= _BRIEF else ' class="long"' if length >= _LONG else ""
    if align == "number":
        return ' class="num marked"' if setting.is_marked else ' class="num"'
    return ' class="mid"' if align == "center" else ""


def _bodies(block: Table, settings: Sequence[_Setting], place: FragmentContext) -> Markup:
    """One ``tbody`` a group, so that a group's header heads the rows under it and no others."""
    bodies: list[list[str]] = [[]]
    for at, row in enumerate(block.rows):
        if row.role == "group" and bodies[-1]:
            bodies.append([])
        bodies[-1].append(_row(row, at, block.head, settings, place))
    return Markup("".join([f"<tbody>\n{''.join(body)}</tbody>\n" for body in bodies]))  # each row is escaped already


def _row(row: Row, at: int, head: int, settings: Sequence[_Setting], place: FragmentContext) -> str:
    role = f' class="{row.role}"' if row.role in _STYLED else ""
    opening = f"<tr{identity(row.anchor, place)}{role}>"
    depth = min(row.depth, _DEEPEST)
    if row.is_across:
        words = text(row.cells[0] or (), place)
        if row.role == "finding":
            return f'{opening}<th scope="row" colspan="{len(settings)}">{words}</th></tr>\n'
        if row.role == "group":
            return f'{opening}<th scope="rowgroup" colspan="{len(settings)}"><div>{words}</div></th></tr>\n'
        return f'{opening}<td colspan="{len(settings)}" class="depth-{depth}"><div>{words}</div></td></tr>\n'
    parts = [opening]
    for place_in_row, (cell, setting) in enumerate(zip(row.cells, settings, strict=True)):
        if place_in_row == head and cell is not None:
            classes = [f"depth-{depth}"] * (depth > 0) + ["long"] * (len(plain(cell)) >= _LONG)
            kind = f' class="{" ".join(classes)}"' if classes else ""
            parts.append(f'<th scope="row"{kind}>{text(cell, place)}</th>')
        else:
            parts.append(_cell(cell, setting, setting.pads[at], place))
    return "".join([*parts, "</tr>\n"])


def _cell(cell: Run | None, setting: _Setting, pad: str | None, place: FragmentContext) -> str:
    if cell is None:
        missing = f'<span class="missing" role="img" aria-label="{escaped(place.word("missing"))}">—</span>'
        return f"<td{_kind(setting)}{_pad(pad)}>{missing}</td>"
    if setting.column.align == "number" and pad is None and len(plain(cell)) > _BRIEF:
        classes = "num marked words" if setting.is_marked else "num words"
        return f'<td class="{classes}">{text(cell, place)}</td>'
    return f"<td{_kind(setting, cell)}{_pad(pad)}>{text(cell, place)}</td>"


def _pad(pad: str | None) -> str:
    return f' data-pad="{escaped(pad)}"' if pad else ""


def padding(cells: Sequence[Run | None], column: Column, language: str) -> list[str | None]:
    """What each cell lacks behind its last digit to be as wide as the longest, so that decimal marks meet.

    The page sets it invisibly after the number. Cells that are no numbers have none; a missing one stands where a
    whole number would.
    """
    if column.align != "number":
        return [None] * len(cells)
    mark, thousands = _MARKS.get(language, _MARKS["en"])
    number = re.compile(rf"\W*\d[\d{thousands}\s]*(?P<decimals>[{mark}]\d+)?(?P<tail>\D{{0,4}})")
    matches = [number.fullmatch("0" if cell is None else plain(cell).strip()) for cell in cells]
    decimals = max((len(match["decimals"] or "") for match in matches if match), default=0)  # the mark is one of them
    zeros = f"{mark}{'0' * decimals}"[:decimals]
    tail = max((match["tail"] for match in matches if match), key=len, default="")
    pads: list[str | None] = []
    for match in matches:
        if match is None:
            pads.append(None)
        else:
            lacking = zeros[len(match["decimals"] or "") :]
            pads.append(lacking + (tail[len(match["tail"]) :] if tail.startswith(match["tail"]) else ""))
    return pads

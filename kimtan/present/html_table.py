"""A table block as HTML: headers that say what they head, and numbers that stand comma under comma."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from kimtan.present.html_text import Place, identity, is_marked, plain, text

_DEEPEST = 4
_BRIEF, _LONG = 16, 45  # letters of a cell that stays on one line, and of one that wants width even on a phone
_MARKS = {"vi": (",", "."), "en": (".", ",")}  # decimal mark and thousands separator


def table(document: Mapping[str, Any], place: Place) -> Markup:
    """The table with caption and notes, in a region that scrolls sideways by mouse, touch and keyboard.

    A table outside the count (the data under a chart) is no landmark of its own.
    """
    label = place.label("table")
    name = f"{label}. {document['caption']}" if label else document["caption"]
    shown_label = Markup('<span class="label">{}.</span> ').format(label) if label else Markup("")
    note = Markup('<p class="note">{}</p>\n')
    notes = Markup("").join(note.format(text(run, place)) for run in document.get("notes", ()))
    return Markup(
        '<div class="table">\n<div class="scroll" role="{}" aria-label="{}" tabindex="0">\n<table>\n'
        '<caption><span class="caption">{}{}</span></caption>\n<thead>\n<tr>{}</tr>\n</thead>\n'
        "{}</table>\n</div>\n{}</div>\n"
    ).format(
        "region" if label or place.standalone else "group",
        name,
        shown_label,
        document["caption"],
        Markup("").join(_title(column) for column in _columns(document)),
        _bodies(document, place),
        notes,
    )


def _columns(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The columns, and of each whether a number in it carries a mark: marks then stand in a margin of the column."""
    rows = [row["cells"] for row in document["rows"]]
    return [
        {**column, "is_marked": any(cells[at] and is_marked(cells[at]) for cells in rows)}
        for at, column in enumerate(document["columns"])
    ]


def _title(column: Mapping[str, Any]) -> Markup:
    unit = Markup(' <span class="unit">{}</span>').format(column["unit"]) if column.get("unit") else Markup("")
    if not column["title"] and not unit:
        return Markup("<td></td>")
    return Markup('<th scope="col"{}>{}{}</th>').format(_kind(column), column["title"], unit)


def _kind(column: Mapping[str, Any], cell: Sequence[Any] | None = None) -> Markup:
    align = column.get("align", "number")
    if align == "text" and cell:
        length = len(plain(cell))
        return Markup(' class="brief"' if length <= _BRIEF else ' class="long"' if length >= _LONG else "")
    if align == "number":
        return Markup(' class="num marked"' if column["is_marked"] else ' class="num"')
    return Markup(' class="mid"' if align == "center" else "")


def _bodies(document: Mapping[str, Any], place: Place) -> Markup:
    """One ``tbody`` a group, so that a group's header heads the rows under it and no others."""
    columns, rows = _columns(document), document["rows"]
    pads = [padding([row["cells"][at] for row in rows], column, place) for at, column in enumerate(columns)]
    head = next((at for at, column in enumerate(columns) if column.get("align") == "text"), 0)
    bodies: list[list[Markup]] = [[]]
    for at, row in enumerate(rows):
        if row["role"] == "group" and bodies[-1]:
            bodies.append([])
        bodies[-1].append(_row(row, columns, head, [column_pads[at] for column_pads in pads], place))
    return Markup("").join(Markup("<tbody>\n{}</tbody>\n").format(Markup("").join(body)) for body in bodies)


def _row(row: Mapping[str, Any], columns: Sequence[Any], head: int, pads: Sequence[str | None], place: Place) -> Markup:
    role = row["role"] if row["role"] in {"total", "part", "group", "detail"} else ""
    opening = Markup("<tr{}{}>").format(
        identity(row.get("anchor", ""), place), Markup(' class="{}"').format(role) if role else Markup("")
    )
    cells = row["cells"]
    if role == "group" and not any(cells[1:]):
        label = text(cells[0] or (), place)
        return opening + Markup('<th scope="rowgroup" colspan="{}">{}</th></tr>\n').format(len(columns), label)
    depth = min(int(row.get("depth", 0)), _DEEPEST)
    if role == "detail" and not any(cells[1:]):
        detail = Markup('<td colspan="{}" class="depth-{}"><div>{}</div></td></tr>\n')
        return opening + detail.format(len(columns), depth, text(cells[0] or (), place))
    parts = [opening]
    for at, (cell, column, pad) in enumerate(zip(cells, columns, pads, strict=True)):
        if at == head and cell is not None:
            classes = [f"depth-{depth}"] * (depth > 0) + ["long"] * (len(plain(cell)) >= _LONG)
            kind = Markup(' class="{}"').format(" ".join(classes)) if classes else Markup("")
            parts.append(Markup('<th scope="row"{}>{}</th>').format(kind, text(cell, place)))
        else:
            parts.append(_cell(cell, column, pad, place))
    return Markup("").join([*parts, Markup("</tr>\n")])


def _cell(cell: Sequence[Any] | None, column: Mapping[str, Any], pad: str | None, place: Place) -> Markup:
    if cell is None:
        missing = Markup('<span class="missing" role="img" aria-label="{}">—</span>').format(place.word("missing"))
        return Markup("<td{}{}>{}</td>").format(_kind(column), _pad(pad), missing)
    if column.get("align", "number") == "number" and pad is None and len(plain(cell)) > _BRIEF:
        classes = "num marked words" if column["is_marked"] else "num words"
        return Markup('<td class="{}">{}</td>').format(classes, text(cell, place))
    return Markup("<td{}{}>{}</td>").format(_kind(column, cell), _pad(pad), text(cell, place))


def _pad(pad: str | None) -> Markup:
    return Markup(' data-pad="{}"').format(pad) if pad else Markup("")


def padding(cells: Sequence[Sequence[Any] | None], column: Mapping[str, Any], place: Place) -> list[str | None]:
    """What each cell lacks behind its last digit to be as wide as the longest, so that decimal marks meet.

    The page sets it invisibly after the number. Cells that are no numbers have none; a missing one stands where a
    whole number would.
    """
    if column.get("align", "number") != "number":
        return [None] * len(cells)
    mark, thousands = _MARKS.get(place.language, _MARKS["en"])
    number = re.compile(rf"\W*\d[\d{thousands}\s]*(?P<decimals>[{mark}]\d+)?(?P<tail>\D{{0,4}})")
    found = [number.fullmatch("0" if cell is None else plain(cell).strip()) for cell in cells]
    decimals = max((len(each["decimals"] or "") for each in found if each), default=0)
    tail = max((each["tail"] for each in found if each), key=len, default="")
    pads: list[str | None] = []
    for each in found:
        if each is None:
            pads.append(None)
        else:
            own = each["decimals"] or mark[:decimals]
            lacking = (mark[:decimals] if not each["decimals"] else "") + "0" * (decimals - len(own))
            pads.append(lacking + (tail[len(each["tail"]) :] if tail.startswith(each["tail"]) else ""))
    return pads

"""A table as data for the template: how its columns share the width, and what each row looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.present.html_table import padding
from kimtan.present.html_text import Place as Language
from kimtan.present.html_text import is_marked, plain
from kimtan.report.typeset.checks import name_of
from kimtan.report.typeset.columns import Demand, fitted, parts
from kimtan.report.typeset.rich_text import Place, breakable, has_marks, run

_DEEPEST = 4
_FEW_ROWS, _MANY_ROWS, _LONG_TABLE = 12, 26, 100
"""Rows of a table that stays on one page, that is set compactly, and whose cells run their lists on."""
_SHORT, _BRIEF = 16, 12
"""Letters of a number, and of words, that are kept on one line."""
_LONGEST_WHOLE = 900
"""Letters of a row that is kept on one page."""


def table(block: Mapping[str, Any], label: str, place: Place, *, anchor: str = "") -> list[dict[str, Any]]:
    """The table with its caption, rows and notes; in parts where no page is wide enough for all of its columns.

    Parameters
    ----------
    block
        JSON document of the table.
    label
        ``Bảng 3``; its caption follows.
    place
        Where it stands.
    anchor
        Its own, if something leads to it.
    """
    whole = _table(block, label, place, anchor)
    if whole is not None:
        return [whole]
    demands = [_column(block, at, place)["demand"] for at in range(len(block["columns"]))]
    groups = parts(demands)
    made = []
    for number, columns in enumerate(groups, start=1):
        part = _part(block, columns, number, len(groups))
        drawn = _table(part, f"{label} ({number}/{len(groups)})", place, anchor if number == 1 else "")
        if drawn is None:
            seen = f"The column “{block['columns'][columns[-1]]['title']}” is wider than a page."
            raise SectionError(Problem(name_of(block), seen, "Shorten what stands in it.", "pdf.table"))
        made.append(drawn)
    return made


def _part(block: Mapping[str, Any], columns: Sequence[int], number: int, count: int) -> dict[str, Any]:
    """Some columns of a table; places and what spans all columns stand in the first part, notes under the last."""
    rows = [row for row in block["rows"] if number == 1 or not (_spans(row) and row["role"] == "detail")]
    return {
        **block,
        "columns": [block["columns"][at] for at in columns],
        "rows": [
            {
                **row,
                "cells": [row["cells"][at] for at in columns],
                "anchor": row.get("anchor", "") if number == 1 else "",
            }
            for row in rows
        ],
        "notes": block.get("notes", ()) if number == count else (),
    }


def _table(block: Mapping[str, Any], label: str, place: Place, anchor: str) -> dict[str, Any] | None:
    rows = block["rows"]
    columns = [_column(block, at, place) for at in range(len(block["columns"]))]
    told = [_is_told_below(rows, at) for at in range(len(rows))]
    has_notes = any(has_marks(row) and not is_told for row, is_told in zip(rows, told, strict=True))
    is_compact = len(rows) > _MANY_ROWS or any(row.get("anchor") for row in rows)
    layout = fitted([column["demand"] for column in columns], is_compact, has_notes)
    if layout is None:
        return None
    return {
        "kind": "table",
        "label": label,
        "caption": breakable(block["caption"]),
        "anchor": anchor,
        "whole": len(rows) <= _FEW_ROWS,
        "runs_on": len(rows) > _LONG_TABLE,
        "span": layout.span,
        "size": layout.size,
        "widths": layout.widths,
        "columns": [{key: column[key] for key in ("title", "unit", "align", "is_marked")} for column in columns],
        "rows": [_row(row, columns, at, place, told[at]) for at, row in enumerate(rows)],
        "notes": [run(note, place) for note in block.get("notes", ())],
    }


def _column(block: Mapping[str, Any], at: int, place: Place) -> dict[str, Any]:
    """A column: its title, the width it asks for, and what its cells lack behind their last digit."""
    column = block["columns"][at]
    rows = block["rows"]
    align = column.get("align", "number")
    lacking = padding([row["cells"][at] for row in rows], column, Language(place.language))
    is_marked_column = any(row["cells"][at] and is_marked(row["cells"][at]) for row in rows)
    demand = Demand(is_text=align == "text")
    demand.title(column["title"], column.get("unit", ""))
    for row, pad in zip(rows, lacking, strict=True):
        cell = row["cells"][at]
        if cell and not _spans(row):
            words = plain(cell) if len(rows) > _LONG_TABLE else plain(_lines(cell))
            demand.cell(
                words + (pad or ""),
                row.get("depth", 0) * (at == 0),
                len(words) <= (_BRIEF if align == "text" else _SHORT),
                is_marked_column,
                is_bold=row["role"] == "total",
            )
    return {
        "title": breakable(column["title"], 14),
        "unit": column.get("unit", ""),
        "align": align,
        "is_marked": is_marked_column,
        "pads": lacking,
        "demand": demand,
    }


def _lines(cell: Sequence[Any]) -> list[Any]:
    """A cell with its line breaks as such."""
    return ["\n" if isinstance(piece, Mapping) and "break" in piece else piece for piece in cell]


def _spans(row: Mapping[str, Any]) -> bool:
    """Whether the row's first cell takes the whole width."""
    return row["role"] in {"group", "detail"} and not any(row["cells"][1:])


def _is_told_below(rows: Sequence[Mapping[str, Any]], at: int) -> bool:
    """Whether a row, or the one under it, says more of its marks, as in evidence; a note would say it twice."""
    return any(row["role"] == "detail" for row in rows[at : at + 2])


def _row(
    row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]], at: int, place: Place, is_told: bool
) -> dict[str, Any]:
    """A row; the run of a cell is none where nothing is known."""
    cells = [
        {"run": None if cell is None else run(cell, place), "pad": column["pads"][at] or ""}
        for cell, column in zip(row["cells"], columns, strict=True)
    ]
    return {
        "role": row["role"],
        "depth": min(int(row.get("depth", 0)), _DEEPEST),
        "anchor": row.get("anchor", ""),
        "spans": _spans(row),
        "whole": sum(len(plain(cell)) for cell in row["cells"] if cell) <= _LONGEST_WHOLE,
        "told": is_told,
        "line": not is_told,
        "cells": cells[:1] if _spans(row) else cells,
    }

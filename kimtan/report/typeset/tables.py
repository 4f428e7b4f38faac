"""A table as data for the template: how its columns share the width, and what each row looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.present.blocks import Break, Column, Row, Run, Table, plain
from kimtan.present.html_table import padding
from kimtan.present.rich_text import marks
from kimtan.report.typeset.checks import name_of
from kimtan.report.typeset.columns import Demand, fitted, parts
from kimtan.report.typeset.rich_text import RunContext, breakable, run, runs

_DEEPEST = 4
_FEW_ROWS, _MANY_ROWS, _LONG_TABLE = 12, 26, 100
"""Rows of a table that stays on one page, that is set compactly, and whose cells run their lists on."""
_SHORT, _BRIEF = 16, 12
"""Letters of a number, and of words, that are kept on one line."""
_LONGEST_WHOLE = 900
"""Letters of a row that is kept on one page."""


@dataclass(frozen=True)
class _Setting:
    """How the cells of a column are set: with a margin for marks, what each lacks behind its last digit, its width."""

    column: Column
    is_marked: bool
    pads: Sequence[str | None]
    demand: Demand

    def head(self) -> dict[str, Any]:
        """The column as the template reads it."""
        column = self.column
        title = breakable(column.title, 14)
        return {"title": title, "unit": column.unit, "align": column.align, "is_marked": self.is_marked}


def table(block: Table, label: str, place: RunContext, *, anchor: str = "") -> list[dict[str, Any]]:
    """The table with its caption, rows and notes; in parts where no page is wide enough for all of its columns.

    Parameters
    ----------
    block
        The table.
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
    demands = [_setting(block, at, place.language).demand for at in range(len(block.columns))]
    groups = parts(demands)
    made = []
    for number, columns in enumerate(groups, start=1):
        part = _part(block, columns, number, len(groups))
        drawn = _table(part, f"{label} ({number}/{len(groups)})", place, anchor if number == 1 else "")
        if drawn is None:
            seen = f"The column “{block.columns[columns[-1]].title}” is wider than a page."
            raise SectionError(Problem(name_of(block), seen, "Shorten what stands in it.", "pdf.table"))
        made.append(drawn)
    return made


def _part(block: Table, columns: Sequence[int], number: int, count: int) -> Table:
    """Some columns of a table; places and what spans all columns stand in the first part, notes under the last."""
    is_first = number == 1
    rows = [row for row in block.rows if is_first or not (row.is_across and row.role != "group")]
    return replace(
        block,
        columns=tuple(block.columns[at] for at in columns),
        rows=tuple(
            replace(row, cells=tuple(row.cells[at] for at in columns), anchor=row.anchor if is_first else "")
            for row in rows
        ),
        notes=block.notes if number == count else (),
    )


def _table(block: Table, label: str, place: RunContext, anchor: str) -> dict[str, Any] | None:
    rows = block.rows
    settings = [_setting(block, at, place.language) for at in range(len(block.columns))]
    explained = [_is_explained_below(rows, at) for at in range(len(rows))]
    has_notes = place.is_noted and any(
        any(marks(row.runs())) and not is_explained for row, is_explained in zip(rows, explained, strict=True)
    )
    is_compact = len(rows) > _MANY_ROWS or any(row.anchor for row in rows)
    layout = fitted([setting.demand for setting in settings], is_compact, has_notes)
    if layout is None:
        return None
    return {
        "kind": "table",
        "label": label,
        "caption": breakable(block.caption),
        "anchor": anchor,
        "whole": len(rows) <= _FEW_ROWS,
        "runs_on": len(rows) > _LONG_TABLE,
        "span": layout.span,
        "size": layout.size,
        "widths": layout.widths,
        "head": block.head,
        "columns": [setting.head() for setting in settings],
        "rows": [_row(row, settings, at, place, explained[at]) for at, row in enumerate(rows)],
        "notes": runs(block.notes, place),
    }


def _setting(block: Table, at: int, language: str) -> _Setting:
    column, rows = block.columns[at], block.rows
    pads = padding(block.cells(at), column, language)
    is_marked, is_text = block.is_marked(at), column.align == "text"
    demand = Demand(is_text=is_text)
    demand.title(column.title, column.unit)
    for row, pad in zip(rows, pads, strict=True):
        cell = row.cells[at]
        if cell and not row.is_across:
            words = plain(cell) if len(rows) > _LONG_TABLE else plain(_lines(cell))
            demand.cell(
                words + (pad or ""),
                row.depth * (at == 0),
                len(words) <= (_BRIEF if is_text else _SHORT),
                is_marked,
                is_bold=row.role == "total",
            )
    return _Setting(column, is_marked, pads, demand)


def _lines(cell: Run) -> Run:
    """A cell with its line breaks as such."""
    return ["\n" if isinstance(piece, Break) else piece for piece in cell]


def _is_explained_below(rows: Sequence[Row], at: int) -> bool:
    """Whether a row, or the one under it, says more of its marks, as in evidence; a note would say it twice."""
    return any(row.role == "detail" for row in rows[at : at + 2])


def _row(row: Row, settings: Sequence[_Setting], at: int, place: RunContext, is_explained: bool) -> dict[str, Any]:
    """A row; the run of a cell is none where nothing is known."""
    cells = [
        {"run": None if cell is None else run(cell, place), "pad": setting.pads[at] or ""}
        for cell, setting in zip(row.cells, settings, strict=True)
    ]
    return {
        "role": row.role,
        "depth": min(row.depth, _DEEPEST),
        "anchor": row.anchor,
        "spans": row.is_across,
        "whole": sum(len(plain(cell)) for cell in row.runs()) <= _LONGEST_WHOLE,
        "told": is_explained,
        "line": not is_explained,
        "cells": cells[:1] if row.is_across else cells,
    }

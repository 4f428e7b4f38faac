"""Tables of a PDF page without lines around their cells: rows of numbers that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import NamedTuple

from kimtan.extract.documents.pdf_grid import GridCell

_NUMBER = re.compile(r"[-+−–(]?\s?\d+(?:[.,/]\s?\d+)*\s?%?\)?")
_NOTHING = re.compile(r"[-–—…./xX]{1,5}")
_LEAST_VALUES, _LEAST_ROWS = 2, 2
_SAME_LINE = 3.0
_CELL_GAP, _LETTER = 1.0, 0.5
"""In heights of letters: a gap that parts cells, and the width that a letter is taken to have."""

_FARTHEST_ROW, _FARTHEST_HEAD, _NEARER = 3.5, 2.6, 0.8
"""In heights of letters: how far apart the rows of one table may be, and the lines of its head."""

_MOST_HEAD_LINES, _MOST_NAMES, _LONGEST_NAME, _MOST_CHUNKS = 8, 2, 70, 20_000

Interval = tuple[float, float]


class Chunk(NamedTuple):
    """A piece of text, where it begins, and the height of its letters, in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class AlignedTable:
    """A table: the cell of each of its chunks, by the chunk's place on the page, and where its columns begin."""

    cells: dict[int, GridCell]
    columns: tuple[float, ...]


@dataclass
class _Cell:
    """Chunks that follow each other closely in a line."""

    chunks: list[int]
    text: str
    low: float
    high: float

    @property
    def is_number(self) -> bool:
        return _NUMBER.fullmatch(self.text.strip()) is not None

    @property
    def is_value(self) -> bool:
        return self.is_number or _NOTHING.fullmatch(self.text.strip()) is not None


@dataclass
class _Line:
    """The cells at one height."""

    y: float
    size: float
    cells: list[_Cell] = field(default_factory=list)

    @property
    def values(self) -> list[_Cell]:
        """The cells at its end that hold a number each, or a sign that there is none."""
        return list(takewhile(lambda cell: cell.is_value, reversed(self.cells)))[::-1]

    @property
    def is_row(self) -> bool:
        """Whether several values stand at its end, one of them a number."""
        return len(self.values) >= _LEAST_VALUES and any(cell.is_number for cell in self.values)


def aligned_tables(chunks: Sequence[Chunk]) -> list[AlignedTable]:
    """The tables among the chunks of a page that stand in no ruled table, from top to bottom."""
    lines = _lines(chunks) if len(chunks) <= _MOST_CHUNKS else []
    tables: list[AlignedTable] = []
    at = free = 0
    while at < len(lines):
        run = _run(lines, at) if lines[at].is_row else []
        columns = _columns(run)
        if columns:
            head, names = _head(lines[free:at], run[0], columns)
            tables.append(_table(head, [*names, *run], columns))
            at = free = at + len(run)
        else:
            at += 1
    return tables


def _lines(chunks: Sequence[Chunk]) -> list[_Line]:
    """The lines of a page from top to bottom, their chunks joined to cells."""
    lines: list[_Line] = []
    placed = [at for at, chunk in enumerate(chunks) if chunk.text.strip()]
    for at in sorted(placed, key=lambda at: -chunks[at].y):
        chunk = chunks[at]
        if not lines or lines[-1].y - chunk.y > _SAME_LINE:
            lines.append(_Line(chunk.y, chunk.size))
        lines[-1].cells.append(_Cell([at], chunk.text, chunk.x, chunk.x + width_of(chunk)))
    for line in lines:
        cells: list[_Cell] = []
        for cell in sorted(line.cells, key=lambda cell: cell.low):
            last = cells[-1] if cells else None
            if last is not None and cell.low - last.high < _CELL_GAP * line.size:
                last.chunks += cell.chunks
                last.text += cell.text
                last.high = max(last.high, cell.high)
            else:
                cells.append(cell)
        for left, right in pairwise(cells):
            left.high = min(left.high, right.low - 1)
        line.cells = cells
    return lines


def width_of(chunk: Chunk) -> float:
    """About how wide a chunk is, in points."""
    text = chunk.text.strip()
    narrow = sum(character in ".,:; il|" for character in text)
    return (len(text) - narrow / 2) * _LETTER * chunk.size


def _run(lines: Sequence[_Line], start: int) -> list[_Line]:
    """The rows of a table from its first on, with the lines between them that only name something at the left."""
    run, waiting = [lines[start]], list[_Line]()
    columns = _intervals(lines[start])
    last = lines[start]
    for line in lines[start + 1 :]:
        if last.y - line.y > _FARTHEST_ROW * line.size:
            break
        last = line
        if line.values and _stand_below(line, columns):
            run += [*waiting, line]
            waiting = []
            columns = _widened(columns, _intervals(line))
        elif _is_name(line, columns):
            waiting.append(line)
        else:
            break
    below = waiting[0] if waiting else None  # the last name may go on in one more line
    return [*run, below] if below is not None and _goes_on(below) else run


def _intervals(line: _Line) -> list[Interval]:
    return [(cell.low, cell.high) for cell in line.values]


def _is_name(line: _Line, values: Sequence[Interval]) -> bool:
    """Whether a line stands before the values of a table: it names rows, or goes on with a name."""
    is_short = all(len(cell.text) <= _LONGEST_NAME for cell in line.cells)
    return is_short and len(line.cells) <= _MOST_NAMES and line.cells[0].low < values[0][0]


def _stand_below(line: _Line, columns: Sequence[Interval]) -> bool:
    """Whether most of the numbers of a line stand below those of the lines before."""
    below = [any(_meet(own, column) for column in columns) for own in _intervals(line)]
    return all(below) if len(below) < _LEAST_VALUES else sum(below) * 2 > len(below)


def _widened(columns: Sequence[Interval], more: Sequence[Interval]) -> list[Interval]:
    """Stretches made one where they meet."""
    merged: list[Interval] = []
    for low, high in sorted([*columns, *more]):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def _meet(left: Interval, right: Interval) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _columns(run: Sequence[_Line]) -> list[Interval]:
    """The columns of a table, by what stands below each other in its rows; none where it is no table."""
    rows = [line for line in run if line.values]
    if len(rows) < _LEAST_ROWS:
        return []
    columns = _widened([], [(cell.low, cell.high) for line in rows for cell in line.cells])
    filled = [{_column(cell, columns) for cell in line.cells} for line in rows]
    for at in range(len(columns) - 1, 0, -1):
        if all((at in own) != (at + 1 in own) for own in filled):  # dashes in the middle, numbers at the edge
            columns[at - 1 : at + 1] = [(columns[at - 1][0], columns[at][1])]
            filled = [{column - (column > at) for column in own} for own in filled]
    return columns


def _column(cell: _Cell, columns: Sequence[Interval]) -> int:
    """The number of the column, from 1, that a cell has most in common with."""
    overlaps = [min(cell.high, high) - max(cell.low, low) for low, high in columns]
    return overlaps.index(max(overlaps)) + 1


def _head(above: Sequence[_Line], first: _Line, columns: Sequence[Interval]) -> tuple[list[_Line], list[_Line]]:
    """The lines right above a table that stand over its columns, from top to bottom, and names below them."""
    head, names = list[_Line](), list[_Line]()
    values = [columns[_column(first.values[0], columns) - 1]]
    below = first
    for line in reversed(above[-_MOST_HEAD_LINES:]):
        if line.y - below.y > _FARTHEST_HEAD * line.size:
            break
        spans = [sum(_meet((cell.low, cell.high), column) for column in columns) for cell in line.cells]
        if max(spans) <= 1 and (len(line.cells) > 1 or line.cells[0].low >= values[0][0]):
            head.insert(0, line)
        elif not head and not names and _is_name(line, values) and len(line.cells) == 1:
            names.insert(0, line)
        else:
            break
        below = line
    return (head, names) if head else ([], [])


def _table(head: Sequence[_Line], run: Sequence[_Line], columns: Sequence[Interval]) -> AlignedTable:
    """Every chunk of a table with its cell; names that go on in another line belong to the row before."""
    cells: dict[int, GridCell] = {}
    row = 1 if head else 0
    for line in head:
        _put(cells, line, row, columns)
    waiting: set[int] = set()  # the columns of a name that has no values yet
    for before, line, behind in zip([None, *run], run, [*run[1:], None], strict=False):
        own = {_column(cell, columns) for cell in line.cells}
        if line.values:
            row += 0 if waiting and not waiting & own else 1
            waiting = set()
        elif not _goes_on(line) or _is_nearer(line, before, behind):
            row, waiting = row + 1, own
        _put(cells, line, max(row, 1), columns)
    return AlignedTable(cells, tuple(low for low, _ in columns))


def _goes_on(line: _Line) -> bool:
    """Whether a line continues the name before it."""
    first = line.cells[0].text.lstrip()[:1]
    return len(line.cells) == 1 and (first.islower() or first == "(")


def _is_nearer(line: _Line, before: _Line | None, behind: _Line | None) -> bool:
    """Whether a line is nearer to the one behind it than to the one before: it begins a cell of several lines."""
    return before is not None and behind is not None and (line.y - behind.y) < _NEARER * (before.y - line.y)


def _put(cells: dict[int, GridCell], line: _Line, row: int, columns: Sequence[Interval]) -> None:
    for cell in line.cells:
        cells |= dict.fromkeys(cell.chunks, GridCell(row, _column(cell, columns), 1, 1))

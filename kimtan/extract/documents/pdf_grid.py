"""Tables in a PDF page, by the lines that are drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

_NEAR = 3.0
"""Points that two lines may be apart and be one, or meet."""

_LEAST_LENGTH, _MOST_LINES, _MOST_CELLS = 6.0, 3_000, 20_000
_PAINTED = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_STROKED = {b"S", b"s", b"B", b"B*", b"b", b"b*"}


@dataclass(frozen=True)
class Ruling:
    """A straight line: at a height from left to right, or at a distance from bottom to top."""

    at: float
    low: float
    high: float


@dataclass(frozen=True)
class GridCell:
    """Where a cell stands in its grid, from row and column 1 at the top left."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass
class PageDrawing:
    """Collects the lines that a page draws, as its operators come."""

    horizontal: list[Ruling] = field(default_factory=list)
    vertical: list[Ruling] = field(default_factory=list)
    _path: list[tuple[float, float, float, float, bool]] = field(default_factory=list)
    _from: tuple[float, float] = (0.0, 0.0)

    def operator(self, name: bytes, operands: Sequence[Any], matrix: Sequence[float]) -> None:
        """Take an operator on; what it draws is turned as the page is by then."""
        if name in {b"m", b"l"} and len(operands) >= 2:
            point = moved(float(operands[0]), float(operands[1]), matrix)
            if name == b"l" and len(self._path) < _MOST_LINES:
                self._path.append((*self._from, *point, False))
            self._from = point
        elif name == b"re" and len(operands) >= 4 and len(self._path) < _MOST_LINES:
            x, y, width, height = (float(operand) for operand in operands[:4])
            self._path.append((*moved(x, y, matrix), *moved(x + width, y + height, matrix), True))
        elif name in _PAINTED or name == b"n":
            if name in _PAINTED and len(self.horizontal) + len(self.vertical) < _MOST_LINES:
                for piece in self._path:
                    self._draw(*piece, is_stroked=name in _STROKED)
            self._path.clear()

    def _draw(self, x: float, y: float, x_end: float, y_end: float, is_box: bool, is_stroked: bool) -> None:
        left, right, bottom, top = min(x, x_end), max(x, x_end), min(y, y_end), max(y, y_end)
        if top - bottom < _NEAR and right - left >= _LEAST_LENGTH:
            self.horizontal.append(Ruling((bottom + top) / 2, left, right))
        elif right - left < _NEAR and top - bottom >= _LEAST_LENGTH:
            self.vertical.append(Ruling((left + right) / 2, bottom, top))
        elif is_box and is_stroked and top - bottom >= _LEAST_LENGTH and right - left >= _LEAST_LENGTH:
            self.horizontal += [Ruling(bottom, left, right), Ruling(top, left, right)]
            self.vertical += [Ruling(left, bottom, top), Ruling(right, bottom, top)]


@dataclass(frozen=True)
class RuledGrid:
    """A ruled table on a page.

    Parameters
    ----------
    columns, rows
        Where its lines stand, from left to right and from bottom to top.
    cells
        By column and row of the elementary cells (from 0, rows from the bottom), the cell that each is part of.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[GridCell, ...], ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.rows[-1]

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point; None outside of the table."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        if 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1:
            return self.cells[column][row]
        return None


def grids(drawing: PageDrawing) -> list[RuledGrid]:
    """The ruled tables of a page, those with at least two rows and two columns."""
    count = len(drawing.horizontal)
    lines = [*drawing.horizontal, *drawing.vertical]
    if len(lines) > _MOST_LINES:
        return []
    parents = list(range(len(lines)))
    for across_at, across in enumerate(drawing.horizontal):
        for upright_at, upright in enumerate(drawing.vertical, start=count):
            if (
                across.low - _NEAR <= upright.at <= across.high + _NEAR
                and upright.low - _NEAR <= across.at <= upright.high + _NEAR
            ):
                parents[_root(parents, across_at)] = _root(parents, upright_at)
    met = (
        ([lines[at] for at in group if at < count], [lines[at] for at in group if at >= count])
        for group in _groups(parents)
    )
    ruled = [grid for across, upright in met if (grid := _grid(across, upright))]
    return sorted(ruled, key=lambda grid: -grid.top)


def _grid(across: Sequence[Ruling], upright: Sequence[Ruling]) -> RuledGrid | None:
    columns, rows = _clustered([line.at for line in upright]), _clustered([line.at for line in across])
    wide, high = len(columns) - 1, len(rows) - 1
    if wide < 2 or high < 2 or wide * high > _MOST_CELLS:
        return None
    walls = _covered(columns, rows, upright)
    floors = _covered(rows, columns, across)
    parents = list(range(wide * high))
    for column in range(wide):
        for row in range(high):
            here = column * high + row
            if column + 1 < wide and row not in walls[column + 1]:
                parents[_root(parents, here + high)] = _root(parents, here)
            if row + 1 < high and column not in floors[row + 1]:
                parents[_root(parents, here + 1)] = _root(parents, here)
    cells = [[GridCell(1, 1, 1, 1)] * high for _ in range(wide)]
    for group in _groups(parents):
        places = [divmod(here, high) for here in group]
        left, right = min(column for column, _ in places), max(column for column, _ in places)
        low, top = min(row for _, row in places), max(row for _, row in places)
        cell = GridCell(high - top, left + 1, top - low + 1, right - left + 1)
        for column, row in places:
            cells[column][row] = cell
    return RuledGrid(tuple(columns), tuple(rows), tuple(tuple(column) for column in cells))


def _covered(lines: Sequence[float], steps: Sequence[float], rulings: Sequence[Ruling]) -> list[set[int]]:
    """For each place of a line, the steps along it at which it is drawn."""
    drawn: list[set[int]] = [set() for _ in lines]
    for ruling in rulings:
        at = min(range(len(lines)), key=lambda place: abs(lines[place] - ruling.at))
        for step in range(len(steps) - 1):
            middle = (steps[step] + steps[step + 1]) / 2
            if ruling.low - _NEAR <= middle <= ruling.high + _NEAR:
                drawn[at].add(step)
    return drawn


def _clustered(places: Sequence[float]) -> list[float]:
    """Places in their order, those that are near each other as one."""
    apart: list[float] = []
    for place in sorted(places):
        if not apart or place - apart[-1] > _NEAR:
            apart.append(place)
    return apart


def _groups(parents: list[int]) -> Iterable[list[int]]:
    """What belongs together, where each has a parent: all with one root."""
    groups: dict[int, list[int]] = {}
    for at in range(len(parents)):
        groups.setdefault(_root(parents, at), []).append(at)
    return groups.values()


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def moved(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
    """A point where a transformation puts it on the page."""
    a, b, c, d, e, f = (float(number) for number in matrix[:6])
    return a * x + c * y + e, b * x + d * y + f

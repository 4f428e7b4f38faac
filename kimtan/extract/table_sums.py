"""Wholes and parts in tables: rows that are totals, rows that lie below others, columns that add up.

That rows or columns are parts is said by their names and numbers, or by the other columns and rows of the same table:
where they add up there, they must add up everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise, takewhile

from kimtan.extract.amounts import add_up, dimension, is_level, is_same_thing
from kimtan.extract.figures import ReadFigure
from kimtan.extract.grid import DASHED, UNMARKED, Grid, is_among
from kimtan.extract.grids import grids
from kimtan.extract.passages import ReadDocument
from kimtan.extract.wholes import Breakdown

_Cells = dict[tuple[int, int], ReadFigure]
_MOST = 60
_FEWEST_ROWS = 3
_LONGEST_RUN = 6
"""So many rows are tried as parts that nothing marks."""


def table_breakdowns(document: ReadDocument, figures: Sequence[ReadFigure]) -> Iterator[Breakdown]:
    """The breakdowns of all tables."""
    by_passage: dict[int, ReadFigure] = {}
    for figure in figures:
        if document.passages[figure.passage].cell is not None and is_level(figure):
            by_passage.setdefault(figure.passage, figure)
    if not by_passage:
        return
    for grid in grids(document):
        cells = {place: by_passage[index] for place, (index, _) in grid.cells.items() if index in by_passage}
        yield from _rows(grid, cells)
        yield from _columns(grid, cells)
        yield from _among_columns(grid, cells)


def _rows(grid: Grid, cells: _Cells) -> Iterator[Breakdown]:
    rows = [row for row in grid.body() if any((row, column) in cells for column in range(1, grid.columns + 1))]
    for whole, parts, is_total in _row_sets(grid, rows):
        checks = _of_rows(grid, cells, whole, parts)
        has_some = grid.is_among(parts[0]) or _may_be_some(grid, parts, checks)
        if has_some and (not is_total or grid.is_among(parts[0])) and not any(made.fits for made in checks):
            yield from _some(grid, cells, whole, parts)
            continue
        yield from _together(checks, f"hàng “{grid.row_name(whole)}”", is_announced=is_total)
    yield from _numbered_totals(grid, rows, cells)
    yield from _among_rows(grid, rows, cells)
    yield from _fitting_rows(grid, rows, cells)


def _numbered_totals(grid: Grid, rows: Sequence[int], cells: _Cells) -> Iterator[Breakdown]:
    """A total that is the first of the numbered rows: the others are its parts where they add up to it."""
    if len(rows) < _FEWEST_ROWS or not grid.is_total(rows[0]) or not grid.row_level(rows[0]):
        return
    whole, *parts = (row for row in rows if grid.row_level(row) == grid.row_level(rows[0]))
    checks = _of_rows(grid, cells, whole, parts)
    if checks and sum(made.fits for made in checks) * 2 > len(checks):
        yield from _together(checks, f"hàng “{grid.row_name(whole)}”", is_announced=False)


def _among_rows(grid: Grid, rows: Sequence[int], cells: _Cells) -> Iterator[Breakdown]:
    """A row that says that it is among those of the row above, though it lies no deeper: ``Trong đó: khám BHYT``."""
    for above, row in pairwise(rows):
        if grid.is_among(row) and not grid.is_among(above) and grid.row_level(row) <= (grid.row_level(above) or row):
            wholes = [(cells.get((above, at)), cells.get((row, at))) for at in range(1, grid.columns + 1)]
            if all(part.value <= whole.value for whole, part in wholes if whole and part):
                yield from _some(grid, cells, above, [row])


def _fitting_rows(grid: Grid, rows: Sequence[int], cells: _Cells) -> Iterator[Breakdown]:
    """Rows without any mark that add up to the row above, or all to the last, in every column and in several."""
    levels = {grid.row_level(row) for row in rows[:-1]}
    if len(rows) > _FEWEST_ROWS and len(levels) == 1 and grid.row_level(rows[-1]) == UNMARKED:
        checks = _of_rows(grid, cells, rows[-1], rows[:-1])
        if len(checks) > 1 and all(made.fits for made in checks):
            yield from _together(checks, f"hàng “{grid.row_name(rows[-1])}”", is_announced=False)
    for at, whole in enumerate(rows):
        if grid.row_level(whole) != UNMARKED:
            continue
        for size in range(2, _LONGEST_RUN + 1):
            parts = rows[at + 1 : at + 1 + size]
            if len(parts) < size or grid.row_level(parts[-1]) != UNMARKED:
                break
            checks = _of_rows(grid, cells, whole, parts)
            if len(checks) > 1 and all(made.fits and len(made.parts) == size for made in checks):
                yield from _together(checks, f"hàng “{grid.row_name(whole)}”", is_announced=False)
                break


def _of_rows(grid: Grid, cells: _Cells, whole: int, parts: Sequence[int]) -> list[Breakdown]:
    """A row and its possible parts, in each column that has several."""
    made = (
        _breakdown(cells.get((whole, column)), [cells.get((part, column)) for part in parts])
        for column in range(1, grid.columns + 1)
    )
    return [breakdown for breakdown in made if breakdown is not None]


def _may_be_some(grid: Grid, parts: Sequence[int], checks: Sequence[Breakdown]) -> bool:
    """Whether rows with a dash that stay below the row above them in every column are some of it."""
    is_dashed = all(grid.row_level(part) == DASHED for part in parts)
    is_numbered = all(grid.row_level(part) < DASHED for part in parts)
    return (
        (is_dashed or is_numbered)
        and bool(checks)
        and all(
            is_same_thing(made.whole, made.parts[0]) and sum(part.value for part in made.parts) < made.whole.value
            for made in checks
        )
    )


def _some(grid: Grid, cells: _Cells, whole: int, parts: Sequence[int]) -> Iterator[Breakdown]:
    """Rows of which each is only no larger than the row above them."""
    for column in range(1, grid.columns + 1):
        own = cells.get((whole, column))
        below = [part for row in parts if (part := cells.get((row, column))) is not None]
        if own and below and _are_alike(own, below):
            yield Breakdown(own, tuple(below), is_all=False, fits=False, because="trong đó")


def _row_sets(grid: Grid, rows: Sequence[int]) -> Iterator[tuple[int, list[int], bool]]:
    """Rows that may be wholes with the rows that may be their parts."""
    levels = {row: grid.row_level(row) for row in rows}
    for at, row in enumerate(rows):
        below: list[int] = []
        for other in rows[at + 1 :]:
            if grid.is_total(other) or (levels[other] <= levels[row] and levels[row] != 0):
                break
            below.append(other)
        if below:
            top = min(levels[other] for other in below)
            yield row, [other for other in below if levels[other] == top][:_MOST], grid.is_total(row)
        if grid.is_total(row) and at:
            above = [other for other in rows[:at] if not grid.is_total(other)]
            if above:
                top = min(levels[other] for other in above)
                yield row, [other for other in above if levels[other] == top][-_MOST:], True


def _columns(grid: Grid, cells: _Cells) -> Iterator[Breakdown]:
    """A column that is the sum of those next to it, in most rows."""
    columns = [at for at in range(1, grid.columns + 1) if any((row, at) in cells for row in grid.body())]
    for at, whole in enumerate(columns):
        head = grid.head(whole).lower()
        if "tổng" not in head and "cộng" not in head and "chung" not in head:
            continue
        for parts in (columns[at + 1 :], columns[:at]):
            for size in range(min(len(parts), 12), 1, -1):
                chosen = parts[:size] if parts[0] > whole else parts[-size:]
                checks = [
                    made
                    for row in grid.body()
                    if (made := _breakdown(cells.get((row, whole)), [cells.get((row, part)) for part in chosen]))
                ]
                fitting = sum(made.fits for made in checks)
                if fitting >= 2 and fitting * 3 >= len(checks) * 2:
                    across = [replace(made, is_across=True) for made in checks]
                    yield from _together(across, f"cột “{grid.head(whole)}”", is_announced=True)
                    return


def _among_columns(grid: Grid, cells: _Cells) -> Iterator[Breakdown]:
    """Columns below a head that says that they are among those of the column before: ``Trong đó`` over ``Nữ``."""
    among = [column for column in range(2, grid.columns + 1) if any(map(is_among, grid.head_cells(column)))]
    for column in among:
        if column - 1 in among:
            continue
        run = list(takewhile(among.__contains__, count(column)))
        for row in grid.body():
            whole, parts = cells.get((row, column - 1)), [cells.get((row, other)) for other in run]
            known = [part for part in parts if part is not None]
            if whole is None or not known or any(part.value > whole.value for part in known):
                continue
            if _are_alike(whole, known):
                yield Breakdown(whole, tuple(known), is_all=False, fits=False, because="trong đó")


def _breakdown(whole: ReadFigure | None, parts: Sequence[ReadFigure | None]) -> Breakdown | None:
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < 2 or not _are_alike(whole, known):
        return None
    return Breakdown(whole, tuple(known), is_all=True, fits=add_up(whole, known), is_guess=len(known) < len(parts))


def _are_alike(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    return all((dimension(part), part.measure) == (dimension(whole), whole.measure) for part in parts)


def _together(checks: Sequence[Breakdown], because: str, *, is_announced: bool) -> Iterator[Breakdown]:
    """The breakdowns of one set of rows or columns: where they add up once, they must everywhere."""
    if is_announced or any(made.fits for made in checks):
        yield from (replace(made, because=because) for made in checks)

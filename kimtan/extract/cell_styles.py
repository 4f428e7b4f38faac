"""How the cells of a table write numbers: with a decimal comma or a decimal point, though a table may mix both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kimtan.extract import numbers
from kimtan.extract.amounts import unit_named
from kimtan.extract.cell_units import unit_of
from kimtan.extract.grid import Grid
from kimtan.extract.grids import is_number
from kimtan.extract.numbers import Style

_THOUSANDS = re.compile(r"\d{1,3}(?P<sign>[.,])\d{3}")


class CellStyle(NamedTuple):
    """How a cell writes numbers, and whether that is in no doubt."""

    style: Style | None
    is_sure: bool = True


class CellStyles:
    """How each cell of a table writes numbers.

    A token says so itself where it can; else what is counted whole has no decimals; else its column does, or its row
    where the column writes numbers in both ways or says nothing. It is doubtful where both disagree, and where
    a point, which divides thousands in Vietnamese, would stand before three decimals.

    Parameters
    ----------
    around
        How the document writes numbers.
    """

    def __init__(self, grid: Grid, around: Style | None) -> None:
        self._grid = grid
        self._around = around
        self._votes: dict[int, Style | None] = {}
        aside = {grid.numbering, grid.names, grid.units}
        columns, rows = [column for column in range(1, grid.columns + 1) if column not in aside], grid.body()
        self._columns = {column: self._certain((row, column) for row in rows) for column in columns}
        self._rows = {row: self._certain((row, column) for column in columns) for row in rows}

    def of(self, row: int, column: int) -> CellStyle:
        """How a cell writes numbers."""
        tokens = [token.text for token in numbers.tokens(self._grid.text(row, column))]
        own = {style for token in tokens if (style := numbers.own_style(token))}
        if own:
            return CellStyle(next(iter(own)), len(own) == 1)
        in_column, in_row = self._columns.get(column, set()), self._rows.get(row, set())
        only = [next(iter(styles)) for styles in (in_column, in_row) if len(styles) == 1]
        usual = only[0] if only else self._most(column)
        grouped = [match["sign"] for token in tokens if (match := _THOUSANDS.fullmatch(token))]
        if not grouped:
            return CellStyle(usual or self._around)
        if len(set(grouped)) == 1 and self._is_counted(row, column):
            return CellStyle("vi" if grouped[0] == "." else "en")
        is_mixed = len(set(only)) > 1 or (len(in_column) > 1 and len(in_row) != 1) or (usual == "en" and "." in grouped)
        return CellStyle(usual or self._around, not is_mixed)

    def _most(self, column: int) -> Style | None:
        """How most numbers of a column are written."""
        if column not in self._votes:
            self._votes[column] = numbers.style(self._texts((row, column) for row in self._grid.body()))
        return self._votes[column]

    def _certain(self, places: Iterable[tuple[int, int]]) -> set[Style]:
        """The ways in which those cells write numbers that leave no doubt."""
        return {style for token in self._texts(places) if (style := numbers.own_style(token))}

    def _texts(self, places: Iterable[tuple[int, int]]) -> list[str]:
        texts = (self._grid.text(row, column) for row, column in places)
        return [token.text for text in texts if is_number(text) for token in numbers.tokens(text)]

    def _is_counted(self, row: int, column: int) -> bool:
        """Whether a cell counts whole things."""
        unit = unit_named(unit_of(self._grid, row, column))
        return unit is not None and unit.is_count and unit.factor == 1

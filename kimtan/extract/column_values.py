"""The numbers of a table's column, and what they alone tell of it."""

from __future__ import annotations

from decimal import Decimal

from kimtan.extract import numbers
from kimtan.extract.grid import Grid
from kimtan.extract.grids import is_negative

_FEWEST_PARTS = 3


def values_of(grid: Grid, column: int) -> dict[int, Decimal]:
    """The first number of each cell of a column by its row, negative where it says so."""
    values = {}
    style = numbers.style(token.text for row in grid.body() for token in numbers.tokens(grid.text(row, column)))
    for row in grid.body():
        text = grid.text(row, column)
        for token in numbers.tokens(text):
            read = numbers.value(token.text, style)
            if read is not None:
                values[row] = -read[0] if is_negative(text, token.start) else read[0]
                break
    return values


def adds_up(grid: Grid, column: int) -> bool:
    """Whether the numbers of a column add up to that of the one row of a total, as only amounts do."""
    values = values_of(grid, column)
    totals = [value for row, value in values.items() if grid.is_total(row)]
    others = [value for row, value in values.items() if not grid.is_total(row)]
    return len(totals) == 1 and len(others) >= _FEWEST_PARTS and sum(others) == totals[0]

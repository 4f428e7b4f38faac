"""A sheet looked over before its rows are read: it shows all that is read of it, and all that is on it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from openpyxl.utils import column_index_from_string

from kimtan.errors import Problem
from kimtan.forms.layout import FURTHER_HEADS, MEASURES, NAME, UNIT
from kimtan.forms.typed import normal

_MOST_NAMED = 5
"""The number of hidden rows of a sheet that are named in a problem, at most."""


@dataclass(frozen=True)
class Page:
    """A sheet whose columns are known.

    Parameters
    ----------
    page, shown
        The sheet as openpyxl has it, and what messages call its file.
    letters
        Where each column of the layout is, by its letter there.
    head
        The row of the heads; the indicators' rows are below.
    last_year
        What the head of last year's column has to say in this period.
    """

    page: Any
    shown: str
    letters: Mapping[str, str]
    head: int
    last_year: str

    def place(self, cell: str) -> str:
        """What messages call a cell or a range of cells."""
        return f"{self.shown} ({self.page.title}!{cell})"

    def problems(self) -> Iterator[Problem]:
        """Whatever would let a figure be read that nobody sees, or let one that is seen go unread."""
        yield from self._of_last_year()
        yield from self._foreign()
        yield from islice(self._hidden_rows(), _MOST_NAMED)
        yield from self._hidden_columns()
        yield from self._merged()

    @cached_property
    def _filled(self) -> list[Any]:
        """The cells below the heads that hold something."""
        rows = self.page.iter_rows(min_row=self.head + 1)
        return [cell for row in rows for cell in row if cell.value is not None]

    @cached_property
    def _figures(self) -> list[Any]:
        """The filled cells that were typed in as figures."""
        letters = {self.letters[own] for own in (*MEASURES.values(), *FURTHER_HEADS) if own in self.letters}
        return [cell for cell in self._filled if cell.column_letter in letters and cell.data_type != "f"]

    def _of_last_year(self) -> Iterator[Problem]:
        place = f"{self.letters[MEASURES['last_year']]}{self.head}"
        says = normal(self.page[place].value)
        if says != self.last_year:
            seen = f"The head says '{says}', and this period asks for '{self.last_year}'."
            yield Problem(self.place(place), seen, "Make the form anew.", "form.heads")

    def _foreign(self) -> Iterator[Problem]:
        known = set(self.letters.values())
        first = {cell.column_letter: cell for cell in reversed(self._filled) if cell.column_letter not in known}
        for letter, cell in first.items():
            seen = f"Column {letter} is not of the form, and nothing in it would be read."
            remedy = "Put its figures into the columns of the form, and delete it."
            yield Problem(self.place(cell.coordinate), seen, remedy, "form.column")

    def _hidden_rows(self) -> Iterator[Problem]:
        is_all = bool(self.page.sheet_format.zeroHeight)
        for row, cell in {cell.row: cell for cell in reversed(self._figures)}.items():
            look = self.page.row_dimensions.get(row)
            if is_all if look is None else look.hidden or look.height == 0:
                seen = f"Row {row} is hidden: nobody would see what is in it."
                remedy = "Show all rows, take filters off, or empty it."
                yield Problem(self.place(cell.coordinate), seen, remedy, "form.hidden")

    def _hidden_columns(self) -> Iterator[Problem]:
        used = {cell.column_letter for cell in self._figures} | {self.letters[NAME], self.letters[UNIT]}
        looks = [look for look in self.page.column_dimensions.values() if look.hidden or look.width == 0]
        for letter in sorted(used):
            at = column_index_from_string(letter)
            if any((look.min or 0) <= at <= (look.max or 0) for look in looks):
                seen = f"Column {letter} is hidden: nobody would see what is in it."
                yield Problem(self.place(f"{letter}{self.head}"), seen, "Show it.", "form.hidden")

    def _merged(self) -> Iterator[Problem]:
        known = {column_index_from_string(letter) for letter in self.letters.values()}
        for merged in self.page.merged_cells.ranges:
            if merged.max_row > self.head and known & set(range(merged.min_col, merged.max_col + 1)):
                seen = "These cells are merged: which row or column a figure is of cannot be seen."
                remedy = "Split them, and type each figure into its own cell."
                yield Problem(self.place(merged.coord), seen, remedy, "form.merged")

"""A table as a grid: heads of columns, names and levels of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kimtan.extract.passages import Passage
from kimtan.extract.units import ReadUnit

INDEX = re.compile(r"\(?(?:\d{1,2}|[A-D])\)?(?:\s?=\s?[\d()/*x×%+\-. :]{1,24})?")
"""The number of a column, and of which others it is made: ``(3)=(2)/(1)``."""
_MARKERS = (
    (re.compile(r"[A-H](?:[.)]|$)"), 1),
    (re.compile(r"[IVX]{1,5}(?:[.)/]|$)"), 2),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?$|\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s"), 5),
    (re.compile(r"\d{1,2}\.\d{1,2}\.?(?:$|\s)"), 4),
    (re.compile(r"\d{1,2}(?:[.)]|$)"), 3),
    (re.compile(r"[a-zđ](?:[.)]|$)"), 6),
    (re.compile(r"\*"), 6),
    (re.compile(r"[-–•]"), 7),
    (re.compile(r"[+○o](?:\s|$)"), 8),
)
_TOTAL = re.compile(
    r"(?:tổng(?:\s+(?:số|cộng))?|cộng|toàn\s+(?:xã|phường|đặc\s+khu|huyện|tỉnh|thị\s+(?:xã|trấn)|thành\s+phố|quốc|ngành)|cả\s+nước)(?!\w)",
    re.IGNORECASE,
)
_ROW_MARKER = re.compile(
    r"^(?:[-–+*•○]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s|[a-zđ]\)|[IVX]{1,5}[.)]|[A-H]\s?[-–.](?=\s?[^\W\d]))\s*"
)
_AMONG = re.compile(r"(?:trong\s+đó|tr\.\s?đó|gồm|bao\s+gồm)\s*[:,]?\s*(?:[-+]\s*)?", re.IGNORECASE)
UNMARKED = 9
"""The level of rows without a mark."""
_ABOVE_SIGNS = 6
"""The same where rows with a dash lie below them."""
_STEP = 0.5
"""A title without a number lies so far above the rows below it."""
_SHORTEST_AMONG = 10
"""A name that is hardly longer than the words for ``among them`` keeps these."""
DASHED = 7
"""From this level on a row is marked by a sign, which totals are as well."""


def is_among(text: str) -> bool:
    """Whether a row or a head says that it is among those of another: ``Trong đó: nữ``."""
    return _AMONG.match(text.lstrip("-+* ")) is not None


def _bare_name(text: str) -> str:
    """What a row is called, without its marker and the words that say that it is among others."""
    bare = _ROW_MARKER.sub("", text).strip()
    return _AMONG.sub("", bare, count=1) if len(bare) > _SHORTEST_AMONG and _AMONG.match(bare) else bare


@dataclass
class Grid:
    """One table; what its rows are called and how deep they lie is asked when heads and names are known.

    Parameters
    ----------
    table
        Its number in the document.
    cells
        The passages by row and column, each where it begins, with their index in the document.
    heads
        So many rows at the top are heads.
    names, numbering, units
        The columns with the names of the rows, their numbers and their units; 0 for none.
    rows, columns
        How many it has; both are counted by place, from 1.
    units_above, title
        The units and the words that stand above the table.
    report_year
        The year that the report is of, where it is known.
    covered
        The texts by row and column, at every place that a cell spans.
    """

    table: int
    cells: dict[tuple[int, int], tuple[int, Passage]] = field(default_factory=dict)
    heads: int = 0
    names: int = 0
    numbering: int = 0
    units: int = 0
    rows: int = 0
    columns: int = 0
    units_above: tuple[ReadUnit, ...] = ()
    title: str = ""
    report_year: int = 0
    covered: dict[tuple[int, int], str] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The text of the cell that begins at a place; empty where none does."""
        cell = self.cells.get((row, column))
        return cell[1].text.strip() if cell else ""

    def covering(self, row: int, column: int) -> str:
        """The text of the cell that covers a place, wherever that begins."""
        return self.covered.get((row, column), "")

    def head(self, column: int) -> str:
        """The head of a column over all rows of heads."""
        return " ".join(self.head_cells(column))

    def row_name(self, row: int) -> str:
        """The name of a row, without its marker."""
        return self._row_names[row]

    @cached_property
    def _row_names(self) -> dict[int, str]:
        return {row: _bare_name(self.covering(row, self.names)) for row in range(1, self.rows + 1)}

    def is_among(self, row: int) -> bool:
        """Whether a row says that it is among those of the row above."""
        return is_among(self.covering(row, self.names))

    def head_cells(self, column: int) -> list[str]:
        """The cells of the head of a column, from above."""
        texts = [self.covering(row, column) for row in range(1, self.heads + 1)]
        return [text for text in dict.fromkeys(texts) if text and not INDEX.fullmatch(text)]

    def groups_above(self, row: int) -> tuple[str, ...]:
        """The names of the rows that a row lies below, the nearest first; of a total those that are names alone."""
        return self._groups.get(row, ())

    @cached_property
    def _groups(self) -> dict[int, tuple[str, ...]]:
        made: dict[int, tuple[str, ...]] = {}
        open_rows: list[int] = []
        for row in self.body():
            level = self.row_level(row)
            if level:
                while open_rows and self.row_level(open_rows[-1]) >= level:
                    open_rows.pop()
            above = [other for other in open_rows if level or self._is_title(other)]
            made[row] = tuple(self.row_name(other) for other in reversed(above))
            if level:
                open_rows.append(row)
        return made

    def _is_title(self, row: int) -> bool:
        """Whether a row says nothing but a name."""
        name = self.covering(row, self.names)
        aside = {self.numbering, self.units, self.names}
        others = {self.covering(row, column) for column in range(1, self.columns + 1) if column not in aside}
        return bool(name) and others <= {"", name}

    def row_level(self, row: int) -> float:
        """How deep a row lies, by its number or the sign before its name: 1 for the highest."""
        return self._levels[row]

    @cached_property
    def _levels(self) -> dict[int, float]:
        made: dict[int, float] = {}
        marked = [self._marked_level(row) for row in range(1, self.rows + 1)]
        unmarked = _ABOVE_SIGNS if self._has_signs_below_names(marked) else UNMARKED
        below: float = unmarked
        for row in range(self.rows, 0, -1):
            is_title, level = self._is_title(row), marked[row - 1]
            if level is None:
                level = below - _STEP if is_title else unmarked
            made[row] = level
            if not is_title and not self.is_total(row):
                below = level
        return made

    def _has_signs_below_names(self, marked: Sequence[float | None]) -> bool:
        """Whether rows with a dash lie below rows that have no mark: a table without numbers, of two levels."""
        pairs = zip(self.body(), marked[self.heads :], marked[self.heads + 1 :], strict=False)
        return any(
            level is None and not self._is_title(row) and below is not None and DASHED <= below < UNMARKED
            for row, level, below in pairs
        )

    def _marked_level(self, row: int) -> float | None:
        """The level that a row's number or sign gives it; that of a total; nothing where it has neither."""
        for text in (self.text(row, self.numbering) if self.numbering else "", self.text(row, self.names)):
            for pattern, level in _MARKERS:
                if pattern.match(text):
                    return 0 if level >= DASHED and self.is_total(row) else level
        return 0 if self.is_total(row) else None

    def has_decimals(self, column: int) -> bool:
        """Whether a column has a number with a comma."""
        return column in self._with_decimals

    @cached_property
    def _with_decimals(self) -> frozenset[int]:
        columns = range(1, self.columns + 1)
        return frozenset(column for column in columns if any("," in self.text(row, column) for row in self.body()))

    def is_total(self, row: int) -> bool:
        """Whether a row is a total of all."""
        return _TOTAL.match(self.row_name(row)) is not None

    def body(self) -> range:
        """The rows below the heads."""
        return range(self.heads + 1, self.rows + 1)

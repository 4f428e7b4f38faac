"""Tables as grids: heads of columns and rows, units in heads, levels of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kimtan.extract import numbers
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.extract.units import ReadUnit, named

_NUMBERING = re.compile(r"(?:stt|tt|số\s*tt|số\s+thứ\s+tự|t\.t|mã(?:\s+số)?)\.?", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"(?:đvt|đ\.v\.t|(?:đơn\s+vị|đ/?v|đ\.v)(?:\s+(?:tính|đo))?)\.?:?", re.IGNORECASE)
_INDEX = re.compile(r"\(?(?:\d{1,2}|[A-D])\)?(?:\s?=\s?[\d()/*x×%+\-. :]{1,24})?")
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
_NUMBERED = re.compile(r"(?:[A-H]|[IVX]{1,5}|\d{1,2})[.)]?")
_GROUP_CELLS = 2
_TOTAL = re.compile(
    r"(?:tổng(?:\s+(?:số|cộng))?|cộng|toàn\s+(?:xã|huyện|tỉnh|thị\s+xã|thành\s+phố|quốc|ngành)|cả\s+nước)(?!\w)",
    re.IGNORECASE,
)
_UNIT_ABOVE = re.compile(
    r"(?:ĐVT|đơn\s+vị(?:\s+tính)?)\s*(?::|là(?!\w))|[,(–-]\s*(?:ĐVT|đơn\s+vị(?:\s+tính)?)(?=\s)(?!\s+tính)(?!\s*:)",
    re.IGNORECASE,
)
_TITLE = 2
_NEAR = 4
"""So many passages from its table a unit is named at most."""
_CAPTION = re.compile(r"\s*[^\d\W].{0,200}\([^()]{1,30}\)\s*[.:]?\s*$", re.IGNORECASE)
DITTO = frozenset({'"', "''", "-", "nt", "//", "”", "“"})
"""What stands in a column of units for the unit above."""
_ROW_MARKER = re.compile(
    r"^(?:[-–+*•○]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s|[a-zđ]\)|[IVX]{1,5}[.)]|[A-H]\s?[-–.](?=\s?[^\W\d]))\s*"
)
_AMONG = re.compile(r"(?:trong\s+đó|gồm|bao\s+gồm)\s*[:,]?\s*(?:[-+]\s*)?", re.IGNORECASE)
UNMARKED = 9
_STEP = 0.5
"""A title without a number lies so far above the rows below it."""
_SHORTEST_AMONG = 10
_SIGN = DASHED = 7
"""From this level on a row is marked by a sign, which totals are as well."""


@dataclass
class Grid:
    """One table; what its rows are called and how deep they lie is asked when heads and names are known.

    Parameters
    ----------
    cells
        The passages by row and column, each where it begins; columns are counted by place.
    heads
        So many rows at the top are heads.
    names
        The column that names the rows; ``numbering`` and ``units`` those with row numbers and units, 0 for none.
    unit, title
        The unit and the words that stand above the table.
    """

    table: int
    cells: dict[tuple[int, int], tuple[int, Passage]] = field(default_factory=dict)
    heads: int = 0
    names: int = 0
    numbering: int = 0
    units: int = 0
    rows: int = 0
    columns: int = 0
    unit: ReadUnit | None = None
    title: str = ""
    covered: dict[tuple[int, int], str] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; of the one that spans it where it does not begin there."""
        cell = self.cells.get((row, column))
        return cell[1].text.strip() if cell else ""

    def covering(self, row: int, column: int) -> str:
        """The text of the cell that covers a place."""
        return self.covered.get((row, column), "")

    def head(self, column: int) -> str:
        """The head of a column over all rows of heads."""
        return " ".join(self.head_cells(column))

    def row_name(self, row: int) -> str:
        """The name of a row, without its marker."""
        if row not in self._row_names:
            bare = _ROW_MARKER.sub("", self.covering(row, self.names)).strip()
            is_among = len(bare) > _SHORTEST_AMONG and _AMONG.match(bare) is not None
            self._row_names[row] = _AMONG.sub("", bare, count=1) if is_among else bare
        return self._row_names[row]

    @cached_property
    def _row_names(self) -> dict[int, str]:
        return {}

    def is_among(self, row: int) -> bool:
        """Whether a row says that it is among those of the row above."""
        return _AMONG.match(self.covering(row, self.names).lstrip("-+* ")) is not None

    def head_cells(self, column: int) -> list[str]:
        """The cells of the head of a column, from above."""
        texts = [self.covering(row, column) for row in range(1, self.heads + 1)]
        return [text for text in dict.fromkeys(texts) if text and not _INDEX.fullmatch(text)]

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
        below: float = UNMARKED
        for row in range(self.rows, 0, -1):
            is_title, level = self._is_title(row), self._marked_level(row)
            if level is None:
                level = below - _STEP if is_title else UNMARKED
            made[row] = level
            if not is_title and not self.is_total(row):
                below = level
        return made

    def _marked_level(self, row: int) -> float | None:
        """The level that a row's number or sign gives it; that of a total; nothing where it has neither."""
        for text in (self.text(row, self.numbering) if self.numbering else "", self.text(row, self.names)):
            for pattern, level in _MARKERS:
                if pattern.match(text):
                    return 0 if level >= _SIGN and self.is_total(row) else level
        return 0 if self.is_total(row) else None

    def has_decimals(self, column: int) -> bool:
        """Whether a column has a number with a comma."""
        if column not in self._decimals:
            self._decimals[column] = any("," in self.text(row, column) for row in self.body())
        return self._decimals[column]

    @cached_property
    def _decimals(self) -> dict[int, bool]:
        return {}

    def is_total(self, row: int) -> bool:
        """Whether a row is a total of all."""
        return _TOTAL.match(self.row_name(row)) is not None

    def body(self) -> range:
        """The rows below the heads."""
        return range(self.heads + 1, self.rows + 1)


def grids(document: ReadDocument) -> Iterator[Grid]:
    """The tables of a document that hold figures; others are only laid out as tables."""
    made: dict[int, Grid] = {}
    first: dict[int, int] = {}
    for index, passage in enumerate(document.passages):
        if passage.cell is None:
            continue
        cell = passage.cell
        grid = made.setdefault(cell.table, Grid(cell.table))
        first.setdefault(cell.table, index)
        grid.cells.setdefault((cell.row, cell.column), (index, passage))
        for row in range(cell.row, cell.row + min(cell.row_span, 500)):
            for column in range(cell.column, cell.column + min(cell.column_span, 100)):
                grid.covered.setdefault((row, column), passage.text.strip())
        grid.rows = max(grid.rows, cell.row + cell.row_span - 1)
        grid.columns = max(grid.columns, cell.column + cell.column_span - 1)
    for grid in made.values():
        if _is_data(grid):
            _find_heads(grid)
            grid.unit = _unit_above(document, grid, first[grid.table])
            titles = document.passages[max(0, first[grid.table] - _TITLE) : first[grid.table]]
            grid.title = " ".join(passage.text for passage in titles if passage.cell is None)
            yield grid


def is_number(text: str) -> bool:
    """Whether a cell holds a number and little else."""
    tokens = list(numbers.tokens(text))
    letters = sum(character.isalpha() for character in text)
    return bool(tokens) and len(tokens) <= 3 and letters <= 8


def _is_data(grid: Grid) -> bool:
    count = sum(is_number(passage.text) for _, passage in grid.cells.values())
    return grid.columns > 1 and grid.rows > 1 and count >= 2


def _find_heads(grid: Grid) -> None:
    rows = range(1, grid.rows + 1)
    for row in rows:
        texts = [grid.text(row, column) for column in range(1, grid.columns + 1)]
        filled = [text for text in texts if text]
        is_index = len(filled) > 1 and all(_INDEX.fullmatch(text) for text in filled) and _rises(filled)
        values = [text for text in texts[1:] if is_number(text) and not _is_year(text)]
        if is_index:
            grid.heads = row
            break
        if row > 1 and (values or _is_group(grid, row) or _is_numbered(texts)):
            break
        if values and row == 1 and not any(character.isalpha() for character in "".join(texts[1:])):
            break
        grid.heads = row
    for column in range(1, grid.columns + 1):
        head = grid.head(column)
        if _NUMBERING.fullmatch(head.strip()):
            grid.numbering = column
        elif _UNIT_HEAD.fullmatch(head.strip(" ()")) and _are_units(grid, column):
            grid.units = column
    grid.names = next(
        (c for c in range(1, grid.columns + 1) if c not in {grid.numbering, grid.units} and _is_text(grid, c)), 1
    )
    if not grid.numbering and grid.names > 1:
        grid.numbering = 1 if all(len(grid.text(row, 1)) <= 5 for row in grid.body()) else 0


def _are_units(grid: Grid, column: int) -> bool:
    """Whether a column holds units: ``Đơn vị`` stands above the names of places as well."""
    texts = [text for row in grid.body() if (text := grid.text(row, column)) and text not in DITTO]
    return sum(named(text) is not None for text in texts) * 2 > len(texts)


def _is_numbered(texts: list[str]) -> bool:
    """Whether a row has a number and a name, and nothing else: it names those below it."""
    return len(texts) > _GROUP_CELLS and bool(_NUMBERED.fullmatch(texts[0]) and texts[1]) and not any(texts[2:])


def _is_group(grid: Grid, row: int) -> bool:
    """Whether a row is one cell alone or over all columns: the title of the rows below it, no head of columns."""
    covering = [grid.covering(row, column) for column in range(1, grid.columns + 1)]
    filled = [text for text in covering if text]
    return grid.columns > 2 and len(set(filled)) == 1 and len(filled) in {1, grid.columns}


def _is_text(grid: Grid, column: int) -> bool:
    texts = [grid.text(row, column) for row in grid.body() if grid.text(row, column)]
    return sum(not is_number(text) and len(text) > 1 for text in texts) * 2 > len(texts)


def _rises(texts: list[str]) -> bool:
    indices = [int(match[0]) for text in texts if (match := re.search(r"\d{1,2}", text))]
    return len(indices) > 1 and indices == sorted(indices) and indices[0] <= 2


def _is_year(text: str) -> bool:
    return (re.search(r"(?:19|20)\d\d", text) is not None and any(c.isalpha() for c in text)) or (
        re.fullmatch(r"\s*(?:19|20)\d\d\s*", text) is not None
    )  # fmt: skip


def _unit_above(document: ReadDocument, grid: Grid, first: int) -> ReadUnit | None:
    """The unit that the passages right above or below a table name behind ``ĐVT:``, or that one above it is."""
    above = reversed(document.passages[max(0, first - _NEAR) : first])
    last = max(index for index, _ in grid.cells.values())
    below = document.passages[last + 1 : last + 1 + _NEAR]
    is_last = all(passage.cell is None for passage in below)
    for passage in (*above, *(below[:1] if is_last else ())):
        if passage.cell is not None:
            continue
        announced = _UNIT_ABOVE.search(passage.text)
        words = passage.text[announced.end() :] if announced is not None else passage.text
        unit = named(words.replace(", %", "").replace("; %", "").strip(" ()."))
        if unit is not None and (announced is not None or not unit.is_count):
            return unit
    if first and _CAPTION.match(document.passages[first - 1].text):
        unit = named(document.passages[first - 1].text.strip())
        if unit is not None:
            return unit
    for row in range(1, grid.heads + 1):
        for column in range(1, grid.columns + 1):
            text = grid.text(row, column)
            if re.search(r"(?:ĐVT|đơn\s+vị(?:\s+tính)?)\s*:", text, re.IGNORECASE) and (
                unit := named(text.strip(" ()"))
            ):
                return unit
    return None

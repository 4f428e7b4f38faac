"""The tables of a document: which rows are heads, which column names the rows, and in which unit they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimtan.extract import numbers
from kimtan.extract.grid import INDEX, Grid
from kimtan.extract.passages import ReadDocument
from kimtan.extract.units import ReadUnit, named

_NUMBERING = re.compile(r"(?:stt|tt|số\s*tt|số\s+thứ\s+tự|t\.t|mã(?:\s+số)?)\.?", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"(?:đvt|đ\.v\.t|(?:đơn\s+vị|đ/?v|đ\.v)(?:\s+(?:tính|đo))?)\.?:?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[A-H]|[IVX]{1,5}|\d{1,2})[.)]?")
_GROUP_CELLS = 2
_UNIT_ABOVE = re.compile(
    r"(?:ĐVT|đơn\s+vị(?:\s+tính)?)(?:\s+(?:số|tiền|vốn|giá|trị|kinh|phí|diện|tích)){0,2}\s*(?::|là(?!\w))|tính\s+bằng(?=\s)|[,(–-]\s*(?:ĐVT|đơn\s+vị(?:\s+tính)?)(?=\s)(?!\s+tính)(?!(?:\s+[^\W\d]+){0,3}\s*:)",
    re.IGNORECASE,
)
_UNIT_IN_HEAD = re.compile(r"(?:ĐVT|đơn\s+vị(?:\s+tính)?)\s*:", re.IGNORECASE)
_PERIOD = re.compile(r"(?<!\w)(?:\d{1,2}\s+tháng|(?:tháng|quý)\s+(?:\d{1,2}|[IV]{1,3}))(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADS = re.compile(
    r"^\d{1,2}/\d{1,2}/(?:19|20)\d\d$|(?<!\w)(?:TH|[ƯU]TH|\d{1,2}\s?T|T\d{1,2})(?!\w)[^/]{0,12}/\s?[^\W\d]",
    re.IGNORECASE,
)
"""Days, and quotients that are no numbers: ``31/12/2024``, ``TH 9T/KH``."""
_TITLE, _NEAR = 2, 4
"""So many passages right before a table are its title, and so far from it a unit is named at most."""
_CAPTION = re.compile(r"\s*[^\d\W].{0,200}\([^()]{1,30}\)\s*[.:]?\s*$", re.IGNORECASE)
_FALLS = re.compile(r"(?<!\w)(?:giảm|hụt|âm|↓|▼)\W*$", re.IGNORECASE)
DASHES = frozenset("-−–")
"""Minus signs as they are typed."""
DITTO = frozenset({'"', "''", "-", "nt", "//", "”", "“"})
"""What stands in a column of units for the unit above."""


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
            _find_columns(grid)
            grid.units_above = _units_above(document, grid, first[grid.table])
            titles = document.passages[max(0, first[grid.table] - _TITLE) : first[grid.table]]
            grid.title = " ".join(passage.text for passage in titles if passage.cell is None)
            yield grid


def is_number(text: str) -> bool:
    """Whether a cell holds a number and little else."""
    tokens = list(numbers.tokens(text))
    letters = sum(character.isalpha() for character in text)
    return bool(tokens) and len(tokens) <= 3 and letters <= 8


def is_negative(text: str, start: int) -> bool:
    """Whether a cell says that the number in it is below zero: ``- 5,2``, ``(5,2)``, ``giảm 5,2``."""
    before = text[:start].strip()
    is_in_brackets = before == "(" and text.rstrip().endswith(")")
    return before.lstrip("( ") in DASHES or is_in_brackets or _FALLS.search(before) is not None


def _is_data(grid: Grid) -> bool:
    count = sum(is_number(passage.text) for _, passage in grid.cells.values())
    return grid.columns > 1 and grid.rows > 1 and count >= 2


def _find_heads(grid: Grid) -> None:
    """How many rows at the top are heads: until the numbers of the columns, or a row with values."""
    rows = range(1, grid.rows + 1)
    for row in rows:
        texts = [grid.text(row, column) for column in range(1, grid.columns + 1)]
        filled = [text for text in texts if text]
        is_index = len(filled) > 1 and all(INDEX.fullmatch(text) for text in filled) and _rises(filled)
        values = [text for text in texts[1:] if is_number(text) and not _is_time(text) and not _HEADS.search(text)]
        if is_index:
            grid.heads = row
            if row > 1:
                break
            continue
        if row > 1 and (values or _is_group(grid, row) or _is_numbered(texts)):
            break
        if values and not any(map(str.isalpha, "".join(texts[1:]))):
            break
        grid.heads = row


def _find_columns(grid: Grid) -> None:
    """Which columns hold the numbers, the units and the names of the rows."""
    for column in range(1, grid.columns + 1):
        head = grid.head(column)
        if _NUMBERING.fullmatch(head.strip()):
            grid.numbering = column
        elif _UNIT_HEAD.fullmatch(head.strip(" ()")) and _are_units(grid, column):
            grid.units = column
    aside = {grid.numbering, grid.units}
    others = (column for column in range(1, grid.columns + 1) if column not in aside)
    grid.names = next((column for column in others if _is_text(grid, column)), 1)
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


def _is_time(text: str) -> bool:
    """Whether a cell names a time: a head of columns, and no number."""
    year = _YEAR.search(text)
    has_words = year is not None and any(character.isalpha() for character in text)
    return has_words or _YEAR.fullmatch(text.strip()) is not None or _PERIOD.search(text) is not None


def _units_above(document: ReadDocument, grid: Grid, first: int) -> tuple[ReadUnit, ...]:
    """The units that the passages right above or below a table name behind ``ĐVT:``, or that one above it is."""
    above = reversed(document.passages[max(0, first - _NEAR) : first])
    last = max(index for index, _ in grid.cells.values())
    below = document.passages[last + 1 : last + 1 + _NEAR]
    is_last = all(passage.cell is None for passage in below)
    for passage in (*above, *(below[:1] if is_last else ())):
        if passage.cell is not None:
            continue
        announced = _UNIT_ABOVE.search(passage.text)
        words = passage.text[announced.end() :] if announced is not None else passage.text
        units = _units(words)
        if units and (announced is not None or not units[0].is_count):
            return units
    if first and _CAPTION.match(document.passages[first - 1].text):
        unit = named(document.passages[first - 1].text.strip())
        if unit is not None:
            return (unit,)
    for row in range(1, grid.heads + 1):
        for column in range(1, grid.columns + 1):
            text = grid.text(row, column)
            if _UNIT_IN_HEAD.search(text) and (unit := named(text.strip(" ()"))):
                return (unit,)
    return ()


def _units(words: str) -> tuple[ReadUnit, ...]:
    """The units that some words name: one, or each of several between commas; percentages say so themselves."""
    words = words.replace(", %", "").replace("; %", "").strip(" ().")
    listed = [named(part) for part in re.split(r"[,;]\s", words)]
    if len(listed) > 1 and all(unit is not None for unit in listed):
        return tuple(unit for unit in listed if unit is not None)
    unit = named(words)
    return (unit,) if unit is not None else ()

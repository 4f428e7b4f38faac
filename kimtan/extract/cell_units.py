"""The unit of a table's cell: its row's, its row name's, its column's, the table's, or what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimtan.extract import numbers
from kimtan.extract.column_cues import CHANGES, RATE_HEAD, UNITS_IN_HEAD
from kimtan.extract.grid import Grid, is_among
from kimtan.extract.grids import DITTO
from kimtan.extract.letters import CAPITAL
from kimtan.extract.subject_kinds import is_act
from kimtan.extract.units import ReadUnit, behind, counted, named, number_of

_NO_UNIT_HEAD = re.compile(
    r"\s*(?:kế\s+hoạch|chỉ\s+tiêu|nội\s+dung|mục\s+tiêu|nhiệm\s+vụ|lĩnh\s+vực|quyết\s+định)\s*", re.IGNORECASE
)
"""Heads that say what a column states, though things are counted in these words as well."""
_LEVEL_HEAD = re.compile(
    r"\s*(?:KH|TH|ước(?:\s+TH)?|kế\s+hoạch|cùng\s+kỳ|(?:ước\s+)?thực\s+hiện)(?:\s[^()]{0,20})?", re.IGNORECASE
)
_SOME_OF = re.compile(
    r"\s*(?:trong\s+đó|chia\s+ra|gồm|bao\s+gồm|(?:không\s+)?hoàn\s+thành|đã|chưa|còn|đang|đúng|quá|trước|sớm|tiếp\s+nhận|giải\s+quyết|đạt|không|tồn|kỳ\s+trước|có\s+mặt|hiện\s+có|thoát|phát\s+sinh|tái)(?!\w)",
    re.IGNORECASE,
)
"""Heads that say in what state those are that the column before counts."""
_SUM = re.compile(r"(?:tổng\s+)?cộng|tổng(?:\s+số)?", re.IGNORECASE)
"""The head of a column that adds up those before it."""
_NO_HOUSEHOLDS = re.compile(r"hộ\s+(?:tịch|khẩu|chiếu)(?!\w)", re.IGNORECASE)
"""Matters of registration, where ``hộ`` counts no household."""
_AVERAGE = re.compile(r"(?:bình\s+quân|trung\s+bình)\s+(?:số\s+)?", re.IGNORECASE)
_TIMES = re.compile(r"(?:(?:đầu|cuối)\s+)?(?:năm|kỳ|tháng)\s+[\d/]+|(?<!\d)(?:19|20)\d\d(?!\d)", re.IGNORECASE)
_TITLED = re.compile(
    r"(?:tiếp\s+nhận(?:\s+(?:và|,)\s+)?|giải\s+quyết|xử\s+lý|thụ\s+lý|số|lượng)\s+(?:các\s+)?(?=hồ\s+sơ|đơn|vụ|kiến\s+nghị|phản\s+ánh|việc|TTHC)",
    re.IGNORECASE,
)
_NAMES = re.compile(rf"{CAPITAL}(?!{CAPITAL})|\d+$|[-–]$")
"""A word of a name, and not an abbreviation: ``Lập``, ``A``, ``3``."""
_HERD = re.compile(r"(?:tổng\s+)?đàn\s+(?!ong)", re.IGNORECASE)
_MEASURED = (
    (re.compile(r"(?<!\w)(?:năng\s+suất|NS)(?!\w)", re.IGNORECASE), "mass_per_ha"),
    (re.compile(r"(?<!\w)(?:sản\s+lượng|SL)(?!\w)", re.IGNORECASE), "mass"),
    (re.compile(r"(?<!\w)(?:diện\s+tích|DT)(?!\w)", re.IGNORECASE), "area"),
    (
        re.compile(r"(?<!\w)(?:giá\s+trị|kinh\s+phí|tiền|vốn|nợ|doanh\s+(?:thu|số))(?!\w)", re.IGNORECASE),
        "money",
    ),
    (re.compile(r"(?<!\w)số\s+(?!tiền|vốn)\w", re.IGNORECASE), "count"),
)
"""What the units above a table measure, by words of its heads and rows."""
_PEOPLE = re.compile(r"(?:dân\s+số|tổng\s+dân\s+số)(?!\w)", re.IGNORECASE)


def unit_of(grid: Grid, row: int, column: int) -> str:
    """The words of a cell's unit; empty where nothing says one."""
    head = grid.head(column)
    in_head = _in_brackets(head)
    if in_row := _in_column_of_units(grid, row):
        return in_head.text if in_head is not None and in_head.dimension.startswith("money") else in_row
    name = grid.row_name(row)
    for text in (name, head, *grid.groups_above(row)):
        if (unit := _in_brackets(text)) is not None:
            return unit.text
    read = None if _NO_UNIT_HEAD.fullmatch(head) else named(head)
    if read is not None:
        return read.text
    if (average := _AVERAGE.match(head)) is not None and (unit := named(head[average.end() :])) is not None:
        return unit.text
    if "," in name and (unit := named(name)) is not None and not (unit.is_count and grid.units_above):
        return unit.text
    for text in (*reversed(grid.head_cells(column)), head, name):
        if (unit := number_of(text)) is not None:
            return unit.text
    if RATE_HEAD.match(name):
        return "%"
    if (unit := _in_brackets(grid.head(grid.names))) is not None:
        return unit.text
    if grid.units_above:
        return _of_several(grid.units_above, f"{head} {name}").text
    near = _to_the_left(grid, row, column) or _to_the_right(grid, column)
    return near or _counted(grid, row, column) or _in_title(grid, column)


def _of_several(units: Sequence[ReadUnit], words: str) -> ReadUnit:
    """Of the units above a table that which its heads name what it measures of, else the first."""
    measured = _measured(words)
    return next((unit for unit in units if unit.dimension == measured), units[0])


def _measured(words: str) -> str:
    """What the words of a head say that is measured; empty where they do not."""
    return next((dimension for pattern, dimension in _MEASURED if pattern.search(words)), "")


def _in_column_of_units(grid: Grid, row: int) -> str:
    if not grid.units:
        return ""
    written = grid.covering(row, grid.units)
    if not written or written in DITTO:
        above = (grid.text(other, grid.units) for other in range(row - 1, grid.heads, -1))
        written = next((text for text in above if text and text not in DITTO), "")
    unit = named(written)
    return unit.text if unit is not None else written


def _in_brackets(text: str) -> ReadUnit | None:
    units = (named(bracket) for bracket in UNITS_IN_HEAD.findall(text))
    return next((unit for unit in units if unit is not None), None)


def _to_the_left(grid: Grid, row: int, column: int) -> str:
    """The unit that a cell of the row before this one is written with, or that the head of another level names."""
    head = grid.head(column)
    measured = _measured(head)
    is_level = _LEVEL_HEAD.fullmatch(head) is not None
    cells = grid.head_cells(column)
    is_some = any(_SOME_OF.match(cell) or is_among(cell) for cell in cells) or _SUM.fullmatch(head) is not None
    is_of_same = is_level or is_some or CHANGES.search(head) is not None
    for left in range(column - 1, grid.names, -1):
        text = grid.text(row, left)
        for token in numbers.tokens(text):
            if (unit := behind(text, token.end)) is not None and not unit.is_percent:
                return unit.text
        unit = _in_brackets(grid.head(left)) if is_of_same or measured else None
        if unit is not None and not unit.is_percent and unit.dimension == (measured or unit.dimension):
            return unit.text
        counted_left = (number_of(text) for text in reversed(grid.head_cells(left))) if is_of_same else ()
        if (unit := next(filter(None, counted_left), None)) is not None:
            return unit.text
    return ""


def _to_the_right(grid: Grid, column: int) -> str:
    """What a later head counts of those that the title or the names are of: ``Thụ lý``, ``Còn lại (vụ)``."""
    if grid.has_decimals(column):
        return ""
    told = f"{grid.title} {grid.head(grid.names)}".lower()
    for right in range(column + 1, grid.columns + 1):
        unit = _in_brackets(grid.head(right))
        if unit is not None and unit.is_count and _SOME_OF.match(grid.head(right)) and f" {unit.name}" in f" {told}":
            return unit.text
    return ""


def _in_title(grid: Grid, column: int) -> str:
    """What the title counts, where a head says no more than in what state it is: ``Tiếp nhận``, ``Quá hạn``."""
    titled = _TITLED.search(grid.title) if _SOME_OF.match(grid.head(column)) else None
    unit = counted(grid.title[titled.end() :]) if titled is not None else None
    return unit.text if unit is not None else ""


def _counted(grid: Grid, row: int, column: int) -> str:
    """What the head or the name of a row says is counted, where the column has whole numbers only."""
    if grid.has_decimals(column):
        return ""
    for text in (*reversed(grid.head_cells(column)), grid.row_name(row)):
        if is_act(text) or _NO_HOUSEHOLDS.match(text):
            continue
        if _HERD.match(text):
            return "con"
        if _PEOPLE.match(text):
            return "người"
        unit = counted(text)
        if unit is None or _NO_UNIT_HEAD.match(text):
            continue
        rest = _TIMES.sub("", text[unit.end - 1 :])
        if not any(_NAMES.match(word) for word in rest.split()):
            return unit.text
    return ""

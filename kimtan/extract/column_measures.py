"""What the heads of a table's columns say that is measured in them."""

from __future__ import annotations

import re
from decimal import Decimal
from statistics import median

from kimtan.extract import numbers
from kimtan.extract.cues import LAST_WORDS, PLAN_WORDS
from kimtan.extract.figures import ReadMeasure
from kimtan.extract.grids import Grid
from kimtan.extract.ratio_columns import measure_of
from kimtan.extract.units import named

_PLAN = re.compile(rf"(?<!\w)(?:{PLAN_WORDS}|giao|tổng\s+mức\s+đầu\s+tư)(?!\w)", re.IGNORECASE)


_LAST = re.compile(rf"(?<!\w)(?:{LAST_WORDS})(?!\w)", re.IGNORECASE)


_ACTUAL = re.compile(r"(?<!\w)(?:thực\s+hiện|TH|ước(?:\s+TH)?|kết\s+quả|đạt\s+được|báo\s+cáo)(?!\w)", re.IGNORECASE)


_RATIO = re.compile(
    r"%|(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|so\s+(?:với|sánh)|so|đạt|hoàn\s+thành|tốc\s+độ|chỉ\s+số)(?!\w)", re.IGNORECASE
)


_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm)(?!\w)|\(?\+\s?[,/;]?\s?[-–]\)?|±", re.IGNORECASE)


_COMPLETION = re.compile(r"(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|đạt|hoàn\s+thành|giải\s+ngân|thực\s+hiện)(?!\w)", re.IGNORECASE)


_SHARE = re.compile(r"(?<!\w)(?:tỷ\s+trọng|cơ\s+cấu)(?!\w)", re.IGNORECASE)


_LEFT = re.compile(r"(?<!\w)(?:còn\s+lại|còn\s+phải)(?!\w)", re.IGNORECASE)


_YEAR_END = re.compile(r"(?<!\w)(?:ước\s+(?:TH\s+|thực\s+hiện\s+)?(?:cả\s+)?năm|cả\s+năm)(?!\w)", re.IGNORECASE)


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


RATE_HEAD = re.compile(
    r"\s*(?:đạt\s+)?(?:tỷ|tỉ)\s+(?:lệ|trọng)(?!\w)|\s*tốc\s+độ(?!\w)|\s*cơ\s+cấu(?!\w)", re.IGNORECASE
)
"""A column of percentages, though its head does not write the sign."""


UNITS_IN_HEAD = re.compile(r"\([^()]{1,40}\)")


def measures_of(grid: Grid) -> dict[int, tuple[ReadMeasure, str]]:
    """What the cells of each column state; percentages whose head does not say of what, by the other columns."""
    columns = range(1, grid.columns + 1)
    measures = {column: _measure(grid, column) for column in columns}
    values = {column: values_of(grid, column) for column in columns}
    levels = [(measures[column][0], values[column]) for column in columns if not _is_in_percent(grid, column)]
    names = {measure for measure, numbers_in in levels if numbers_in}
    for column in columns:
        measure, _ = measures[column]
        head = grid.head(column)
        if not _is_in_percent(grid, column) or measure not in {"actual", "yoy_pct", "yoy_index", "plan"}:
            continue
        if measure != "actual" and (_PLAN.search(head) or _LAST.search(head)):
            continue
        found = measure_of(values[column], levels)
        if found:
            measures[column] = found, ""
        elif "plan" in names and "actual" in names and _COMPLETION.search(head):
            measures[column] = "pct_of_plan", ""
    return measures


def _is_in_percent(grid: Grid, column: int) -> bool:
    head = grid.head(column)
    return "%" in head or (RATE_HEAD.match(head) is not None and named(head) is None and not UNITS_IN_HEAD.search(head))


def _measure(grid: Grid, column: int) -> tuple[ReadMeasure, str]:
    """What the cells of a column state, and what their head adds to the subject."""
    head = grid.head(column)
    values = list(values_of(grid, column).values())
    years = [int(year) for year in _YEAR.findall(head)]
    all_years = [int(year) for c in range(1, grid.columns + 1) for year in _YEAR.findall(grid.head(c))]
    latest = max(all_years, default=0)
    is_last = bool(_LAST.search(head)) or (bool(years) and max(years) < latest and not _PLAN.search(head))
    if _SHARE.search(head):
        return "share", ""
    if _LEFT.search(head):
        return "remaining", ""
    if _RATIO.search(head) and ("%" in head or _is_ratio(head)):
        if _PLAN.search(head):
            return "pct_of_plan", ""
        if is_last or _LAST.search(head) or _CHANGE.search(head):
            is_growth = bool(_CHANGE.search(head)) or (bool(values) and median(values) < 45)
            return ("yoy_pct" if is_growth else "yoy_index"), ""
        if "%" in head and not _ACTUAL.search(head):
            return "actual", UNITS_IN_HEAD.sub("", head).strip()
    if _CHANGE.search(head) and not _PLAN.search(head):
        return "yoy_abs", ""
    if _YEAR_END.search(head) and not is_last:
        return ("plan" if _PLAN.search(head) else "year_end"), ""
    if _PLAN.search(head) and not _ACTUAL.search(head.replace("thực hiện kế hoạch", "")):
        return "plan", ""
    if is_last:
        return "last_year", ""
    if _ACTUAL.search(head) or years:
        return "actual", ""
    return "actual", UNITS_IN_HEAD.sub("", head).strip()


def _is_ratio(head: str) -> bool:
    return re.search(r"(?<!\w)(?:so\s+(?:với|sánh)|so|tỷ\s+lệ|tỉ\s+lệ)(?!\w)", head, re.IGNORECASE) is not None


def values_of(grid: Grid, column: int) -> dict[int, Decimal]:
    """The first number of each cell of a column by its row, negative where it says so."""
    values = {}
    style = numbers.style(token.text for row in grid.body() for token in numbers.tokens(grid.text(row, column)))
    for row in grid.body():
        text = grid.text(row, column)
        for token in numbers.tokens(text):
            read = numbers.value(token.text, style)
            if read is not None:
                values[row] = -read[0] if text.strip().startswith(("-", "−", "(")) else read[0]
                break
    return values

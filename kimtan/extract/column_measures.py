"""What the heads of a table's columns say that is measured in them."""

from __future__ import annotations

import re
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from kimtan.extract import numbers
from kimtan.extract.cues import LAST_WORDS, PLAN_WORDS
from kimtan.extract.figures import ReadMeasure
from kimtan.extract.grids import Grid
from kimtan.extract.ratio_columns import measure_of
from kimtan.extract.units import named

_PLAN = re.compile(rf"(?<!\w)(?:{PLAN_WORDS}|(?<!đã\s)giao|tổng\s+mức\s+đầu\s+tư)(?!\w)", re.IGNORECASE)


_LAST = re.compile(rf"(?<!\w)(?:{LAST_WORDS})(?!\w)", re.IGNORECASE)


_ACTUAL = re.compile(r"(?<!\w)(?:thực\s+hiện|TH|ước(?:\s+TH)?|kết\s+quả|đạt\s+được|báo\s+cáo)(?!\w)", re.IGNORECASE)


_RATIO = re.compile(
    r"%|(?<!\w)phần\s+trăm(?!\w)|(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|so\s+(?:với|sánh)|so|đạt|hoàn\s+thành|tốc\s+độ|chỉ\s+số)(?!\w)",
    re.IGNORECASE,
)


CHANGES = re.compile(r"(?<!\w)(?:tăng|giảm)(?!\w)|\(?\+\s?[,/;]?\s?[-–]\)?|±", re.IGNORECASE)


_COMPLETION = re.compile(
    r"(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|TL|đạt|hoàn\s+thành|giải\s+ngân|thực\s+hiện|TH|tiến\s+độ)(?!\w)", re.IGNORECASE
)


_SHARE = re.compile(r"(?<!\w)(?:tỷ\s+trọng|cơ\s+cấu)(?!\w)", re.IGNORECASE)


_LEFT = re.compile(
    r"(?<!\w)(?:còn\s+lại|còn\s+phải|(?:đang|chưa)\s+(?:giải\s+quyết|xử\s+lý|xem\s+xét))(?!\w)", re.IGNORECASE
)


_YEAR_END = re.compile(r"(?<!\w)(?:ước\s+(?:TH\s+|thực\s+hiện\s+)?(?:cả\s+)?năm|cả\s+năm)(?!\w)", re.IGNORECASE)


_COMPARES = re.compile(
    r"(?<!\w)(?:so(?:\s+(?:sánh|với))?|chênh\s+lệch|CL|tăng|giảm|đạt|hoàn\s+thành|tiến\s+độ)(?!\w)|\(?\+\s?[,/;]?\s?[-–]\)?|±",
    re.IGNORECASE,
)
"""A column that compares, whether in percent or by how much, which its head may leave to the reader."""


_DONE = (
    r"TH|[ƯU]TH|KQ|LK|ước(?:\s+TH|\s+thực\s+hiện)?|thực\s+hiện|kết\s+quả|lũy\s+kế|đạt|giải\s+ngân|T\d{1,2}|\d{1,2}\s?(?:T|tháng)(?:\s?(?:19|20)\d\d)?|"
    r"(?:19|20)\d\d"
)


_QUOTIENT = re.compile(
    rf"(?<!\w)(?:{_DONE})(?!\w)[^/()]{{0,25}}/\s?[^/()]{{0,12}}"
    rf"(?:{PLAN_WORDS}|{LAST_WORDS}|T\d{{1,2}}|\d{{1,2}}\s?T\s?(?:19|20)\d\d)(?!\w)|"
    rf"(?<!\w)(?:TH|[ƯU]TH|KQ|ước|thực\s+hiện|kết\s+quả)\s?/\s?(?:năm\s+)?(?:19|20)\d\d(?!\d)|"
    rf"(?<!\w)(?:đạt|hoàn\s+thành|HT)\s+(?:{PLAN_WORDS})(?!\w)|(?<!\w)SS?\s?(?:V\s?)?CK(?!\w)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![\d/])((?:19|20)\d\d)\s?/\s?((?:19|20)\d\d)(?![\d/])")
"""Results divided by a plan or by those of another time: ``TH/KH``, ``6T 2023/6T 2022``, ``SVCK``."""


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


_SAYS_HOW = re.compile(
    rf"\d|%|(?<!\w)(?:{PLAN_WORDS}|{LAST_WORDS}|thực\s+hiện|TH|ước|kết\s+quả|so|tỷ\s+lệ|tỉ\s+lệ|tăng|giảm|trong\s+đó|chia\s+ra|"
    r"gồm|bao\s+gồm|năm|tháng|quý|kỳ|nội\s+dung|chỉ\s+tiêu|ghi\s+chú|giai\s+đoạn|tổng\s+số|số\s+liệu)(?!\w)",
    re.IGNORECASE,
)
"""Heads that say of when or how a figure is, not of what."""


RATE_HEAD = re.compile(
    r"\s*(?:đạt\s+)?(?:tỷ|tỉ)\s+(?:lệ|trọng)(?!\w)|\s*tốc\s+độ(?!\w)|\s*cơ\s+cấu(?!\w)", re.IGNORECASE
)
"""A row or a column of percentages, though nothing writes the sign."""


_PERCENT_HEAD = re.compile(
    r"\s*(?:đạt\s+)?(?:tỷ|tỉ)\s+(?:lệ|trọng)(?!\w)|\s*(?:tốc\s+độ|cơ\s+cấu|tăng\s+trưởng|phần\s+trăm|TL)(?!\w)|"
    r"\s*mức(?:\s+độ)?\s+(?:hoàn\s+thành|đạt)(?!\w)|\s*chỉ\s+số\s*$",
    re.IGNORECASE,
)


UNITS_IN_HEAD = re.compile(r"\([^()]{1,40}\)")


_TO_ANOTHER_TIME = re.compile(
    r"(?<!\w)so\s+(?:với\s+)?(?:tháng|quý|kỳ\s+trước|đầu\s+(?:năm|kỳ)|cuối\s+năm|T\d|31/12|0?1/0?1)", re.IGNORECASE
)


_POINTS = re.compile(r"điểm\s+(?:%|phần\s+trăm)", re.IGNORECASE)


_OF_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)(?!\d|\s?[-–])", re.IGNORECASE)


_PERCENTAGES = frozenset({"pct_of_plan", "yoy_pct", "yoy_index", "share"})


_LEAST_INDEX, _MOST_INDEX = 45, 250
"""Between these are the indices of most columns: of the plan, or of another time."""


class Meaning(NamedTuple):
    """What the cells of a column state.

    Parameters
    ----------
    measure, more
        The measure, and what the head adds to the names of the rows.
    in_percent
        Whether the cells are percentages.
    is_sure
        Whether the head says so, or the other columns bear it out.
    """

    measure: ReadMeasure
    more: str
    in_percent: bool
    is_sure: bool = True


def measures_of(grid: Grid) -> dict[int, Meaning]:
    """What the cells of each column state; what is compared without a word of how, by the other columns."""
    columns = range(1, grid.columns + 1)
    measures = {column: _measure(grid, column) for column in columns}
    values = {column: values_of(grid, column) for column in columns}
    compared = {column for column in columns if is_in_percent(grid, column) or _COMPARES.search(grid.head(column))}
    levels = [(measures[column].measure, values[column]) for column in columns if column not in compared]
    names = {measure for measure, numbers_in in levels if numbers_in}
    for column in compared:
        head, measure = grid.head(column), measures[column].measure
        in_percent = is_in_percent(grid, column)
        if measure == "change" or (in_percent and measure not in {"actual", "yoy_pct", "yoy_index", "plan"}):
            continue
        base = _base(grid, head) if in_percent or measure != "actual" else ""
        possible = [level for level in levels if level[0] in {"actual", base or level[0]}]
        found = measure_of(values[column], possible, has_differences=not in_percent)
        more = _quantity_above(grid, column)
        if found:
            measures[column] = Meaning(found, more, found in _PERCENTAGES)
        elif not base and names >= {"plan", "actual"} and _COMPLETION.search(head):
            measures[column] = Meaning("pct_of_plan", more, in_percent=True, is_sure=in_percent)
        elif not in_percent and names & {"plan", "last_year"}:
            is_index = (
                measures[column].in_percent and median(list(values[column].values()) or [Decimal(0)]) >= _LEAST_INDEX
            )
            measures[column] = measures[column]._replace(is_sure=is_index)
    return measures


def _base(grid: Grid, head: str) -> ReadMeasure:
    """What a head says that its cells are compared with."""
    if _PLAN.search(head):
        return "plan"
    latest = _latest(grid)
    is_earlier = any(int(year) < latest for year in _YEAR.findall(head))
    return "last_year" if is_earlier or _LAST.search(head) else ""


def _latest(grid: Grid) -> int:
    """The latest year that the heads or the title of a table name."""
    heads = (year for column in range(1, grid.columns + 1) for year in _YEAR.findall(grid.head(column)))
    return max((int(year) for year in (*heads, *_OF_YEAR.findall(grid.title))), default=0)


def is_in_percent(grid: Grid, column: int) -> bool:
    """Whether the head of a column says that its cells are percentages."""
    head = grid.head(column)
    if _POINTS.search(head):
        return False
    if "%" in head or _is_quotient(head):
        return True
    unit = named(head)
    if unit is not None:
        return unit.is_percent
    return _PERCENT_HEAD.match(head) is not None and not UNITS_IN_HEAD.search(head)


def _is_quotient(head: str) -> bool:
    years = _YEARS.search(head)
    return _QUOTIENT.search(head) is not None or (years is not None and years[1] > years[2])


def _measure(grid: Grid, column: int) -> Meaning:
    """What the head of a column says."""
    measure, more = _by_head(grid, column)
    in_percent = measure in _PERCENTAGES or is_in_percent(grid, column)
    if measure == "actual" and _TO_ANOTHER_TIME.search(grid.head(column)):
        values = [abs(value) for value in values_of(grid, column).values()]
        size = median(values) if values else Decimal(0)
        in_percent = in_percent or _LEAST_INDEX <= size <= _MOST_INDEX
        return Meaning("change", _quantity_above(grid, column), in_percent, is_sure="%" in grid.head(column))
    return Meaning(measure, more or _quantity_above(grid, column), in_percent)


def _quantity_above(grid: Grid, column: int) -> str:
    """What the upper cells of a head of several say is measured: ``Diện tích`` above ``KH`` and ``TH``."""
    kept = (UNITS_IN_HEAD.sub("", text).strip() for text in grid.head_cells(column)[:-1])
    return " ".join(text for text in kept if not _SAYS_HOW.search(text))


def _by_head(grid: Grid, column: int) -> tuple[ReadMeasure, str]:
    head = grid.head(column)
    values = list(values_of(grid, column).values())
    years = [int(year) for year in _YEAR.findall(head)]
    latest = _latest(grid)
    is_quotient = _is_quotient(head)
    if _POINTS.search(head) and CHANGES.search(head):
        return "yoy_abs", ""
    is_last = bool(_LAST.search(head)) or (bool(years) and max(years) == latest - 1 and not _PLAN.search(head))
    if _SHARE.search(head):
        return "share", ""
    if _LEFT.search(head):
        return "remaining", ""
    if is_quotient or (_RATIO.search(head) and ("%" in head or _is_ratio(head))):
        if _PLAN.search(head):
            return "pct_of_plan", ""
        if is_last or is_quotient or CHANGES.search(head):
            is_growth = bool(CHANGES.search(head)) or (bool(values) and median(values) < _LEAST_INDEX)
            if is_growth and "%" not in head and not is_quotient and all(value == int(value) for value in values):
                return "yoy_abs", ""
            return ("yoy_pct" if is_growth else "yoy_index"), ""
        if "%" in head and not _ACTUAL.search(head):
            return "actual", UNITS_IN_HEAD.sub("", head).strip()
    if CHANGES.search(head) and not _PLAN.search(head):
        return ("yoy_pct" if is_in_percent(grid, column) else "yoy_abs"), ""
    if _YEAR_END.search(head) and not is_last:
        return ("plan" if _PLAN.search(head) else "year_end"), ""
    if _PLAN.search(head) and not _ACTUAL.search(head.replace("thực hiện kế hoạch", "")):
        return "plan", ""
    if is_last:
        return "last_year", ""
    if years and max(years) < latest:
        return "actual", f"năm {max(years)}"
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

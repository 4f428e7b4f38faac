"""What a figure states, as data has it: on another base, for a year to come, as a range; or why data cannot hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.extract.amounts import dimension
from kimtan.extract.figures import ReadFigure
from kimtan.extract.mentions import BELOW_ZERO, with_bound
from kimtan.extract.naming import slug
from kimtan.figures import NumberTextError, number_text, written_range, written_values
from kimtan.period import Period

NO_MEASURE = "không rõ số này nói về nội dung gì (thực hiện, kế hoạch, tăng giảm …)"
NO_UNIT = "đơn vị của số không hợp với nội dung mà câu nêu"
NO_POINTS = "chênh lệch tính bằng điểm phần trăm của một tỷ lệ đứng kèm: số liệu của kỳ không có chỗ cho mức này"
NO_YEAR = "mức của năm {}, không phải năm trước: số liệu của kỳ không có chỗ cho mức này"
PER_YEAR = "mức tăng, giảm bình quân mỗi năm: số liệu của kỳ không có chỗ cho mức này"

_COMPARES = re.compile(r"^so\s*(?:với|sánh với)?\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CLAUSE = re.compile(r"[^,;]*")
_TO_YEAR = re.compile(r"(?<!\w)(?:đến|vào|tới)\s+(?:hết\s+|cuối\s+)?năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_YEAR_BEHIND = re.compile(
    r"\s?(?:(?!so\s|với\s|từ\s|đến\s|trên\s)[^\s,;.()\d]+\s){0,3}?\(?năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\d)[^,;.\d]{0,20}$", re.IGNORECASE)
_A_YEAR = re.compile(r"(?<!\w)bình\s+quân\s+(?:mỗi|hằng|hàng|một|1|01)\s?năm(?!\w)[^,;.\d]{0,40}$", re.IGNORECASE)
_BASES = {
    "đầu nhiệm kỳ": "term_start", "nhiệm kỳ trước": "previous_term", "tháng trước": "previous_month",
    "quý trước": "previous_quarter", "kỳ trước": "previous_period", "đầu năm": "year_start", "kế hoạch": "plan",
    "cùng kỳ": "same_period",
}  # fmt: skip
"""Usual bases by the words that a comparison ends in."""
_PLANS = {
    "resolution": "theo nghị quyết", "party": "Đảng ủy giao", "central": "trung ương giao", "ministry": "bộ giao",
    "province": "tỉnh giao", "city": "thành phố giao", "district": "huyện giao", "town": "thị xã giao",
    "commune": "xã giao", "council": "HĐND giao",
}  # fmt: skip
"""Whose plan it is, as reports call it."""


@dataclass(frozen=True)
class FigureStatement:
    """What a figure states, as observations.csv has it.

    Parameters
    ----------
    basis, base_name
        Of a change or goal; what people call a base that is no year.
    precision
        Empty, or the width of a range.
    """

    measure: str
    value: Decimal
    basis: str = ""
    base_name: str = ""
    precision: str = ""
    is_percent_of_plan: bool = False


@dataclass(frozen=True)
class Around:
    """Where a figure stands: the words of its sentence before it, those behind it, the titles above, and the period."""

    before: str
    behind: str
    titles: Sequence[str]
    is_task: bool
    period: Period


def stated(figure: ReadFigure, row: Observation | None, around: Around, level: str = "") -> FigureStatement | str:
    """What a figure states, or the reason why the data of a period cannot hold it.

    Parameters
    ----------
    row
        What the audit takes it for; ``None`` where it has no rule for such a figure.
    level
        What the levels of the figure's subject measure: the change of a percentage is one in points.
    """
    value = row.value if row is not None else figure.in_written_unit(figure.value)
    measure = row.measure if row is not None else _measure(figure, level)
    if measure not in MEASURES:
        return NO_MEASURE
    if measure == "last_year" and (year := _other_year(around)):
        return NO_YEAR.format(year)
    if (MEASURES[measure].is_signed_by_words and _A_YEAR.search(around.before)) or (
        figure.measure in {"change", "yoy_pct", "yoy_abs"} and "/năm" in figure.unit_text
    ):
        return PER_YEAR
    precision = ""
    if figure.upper is not None:
        value, precision = _range(figure)
    elif row is None and MEASURES[measure].kind != "percent" and dimension(figure) == "points" and level != "percent":
        return NO_POINTS
    elif (
        row is None
        and measure not in {"change_pct", "change_abs"}
        and not (measure == "yoy_abs" and is_change_of(dimension(figure), level))
    ):
        return NO_UNIT
    if measure == "pct_of_plan" and around.is_task:
        return FigureStatement("target", value, precision=precision, is_percent_of_plan=True)
    if measure in {"target", "year_end"} and (year := _year_ahead(around)):
        return FigureStatement("goal", value, f"y{year}", precision=precision)
    basis = (row.basis or "") if row is not None else ""
    base_name = _PLANS.get(basis, "")
    if MEASURES[measure].is_on_base and not basis:
        basis, base_name = based(figure.base)
    return FigureStatement(measure, value, basis, base_name, precision)


def is_change_of(kind: str, level: str) -> bool:
    """Whether what measures a kind can be how far a level changed: so many dong of what is told per head."""
    return kind == level or level.startswith(f"{kind}_per_") or (kind == "points" and level == "percent")


def _measure(figure: ReadFigure, level: str) -> str:
    if figure.measure == "change":
        is_percent = figure.unit == "pct" or figure.unit_text.startswith("%")
        return "change_pct" if is_percent and level != "percent" else "change_abs"
    return "actual" if figure.measure == "share" else figure.measure


def _other_year(around: Around) -> int:
    """The year that a level is said to be of, where it is not the one before the period's; 0 where none is named."""
    year = _YEAR_BEHIND.match(around.behind) or _YEAR_BEFORE.search(around.before)
    return int(year[1]) if year is not None and int(year[1]) != around.period.year - 1 else 0


def _year_ahead(around: Around) -> int:
    """The later year that a level is aimed at: behind it in its clause, else the last before it, else further behind.

    A sentence may aim at one level after the other; where none of its years is later, a title above may name one.
    """
    clause = _CLAUSE.match(around.behind)
    years = [*_TO_YEAR.findall(clause[0] if clause else ""), *reversed(_TO_YEAR.findall(around.before))]
    for year in map(int, (*years, *_TO_YEAR.findall(around.behind))):
        if year > around.period.year:
            return year
    for title in reversed(around.titles):
        years = [int(year) for year in _YEAR.findall(title)]
        if years:
            return max(years) if max(years) > around.period.year else 0
    return 0


def based(words: str) -> tuple[str, str]:
    """The basis that a comparison names, and what people call it: ``so với năm 2020`` to ``y2020``.

    Examples
    --------
    >>> based("so với năm 2020"), based("so với đầu nhiệm kỳ")
    (('y2020', ''), ('term_start', 'đầu nhiệm kỳ'))
    """
    bare = " ".join(_COMPARES.sub("", words.strip()).split())
    known = next((name for name in _BASES if name in bare.lower()), "")
    year = _YEAR.search(bare)
    if year is not None and not known:
        return f"y{year[1]}", ""
    return (_BASES[known], known) if known else (slug(bare)[:40].strip("_") or "other", bare or "mốc khác")


def _range(figure: ReadFigure) -> tuple[Decimal, str]:
    """The middle of a range, and its width."""
    low, high = figure.in_written_unit(abs(figure.value)), figure.in_written_unit(figure.upper or figure.value)
    middle = (low + high) / 2
    return (-middle if figure.value < 0 else middle), f"{high - low:f}"


def token(figure: ReadFigure, stated: FigureStatement, text: str, times: Decimal) -> tuple[str, str]:
    """The token as observations.csv takes it, with its bound's words, and a note where the report has it otherwise.

    ``times`` is what the figure's numbers are multiplied with, since its unit is a multiple of the row's.
    """
    written = re.sub(r"(?<=[.,])\s+(?=\d)", "", figure.as_written)
    note = f"Văn bản ghi “{figure.as_written}{f' {figure.unit_text}' if times != 1 else ''}”."
    if figure.upper is not None:
        low, high = (figure.in_written_unit(end) * times for end in (abs(figure.value), figure.upper))
        if written_range(written) == (low, high):
            return written, ""
        return f"{number_text(low, 'vi')} - {number_text(high, 'vi')}", note
    value = abs(stated.value) * times
    try:
        is_read_so = any(reading == value for reading in written_values(written))
    except NumberTextError:
        is_read_so = False
    start, end = with_bound(text, figure.start, figure.end, figure.bound)
    if is_read_so:
        is_negative = stated.value < 0 and not MEASURES[stated.measure].is_signed_by_words
        sign = "" if not is_negative else "âm " if BELOW_ZERO.search(text[: figure.start]) else "-"
        return " ".join(f"{text[start : figure.start]}{sign}{written}{text[figure.end : end]}".split()), ""
    number = number_text(stated.value * times, "vi").replace("−", "-")
    return " ".join(f"{text[start : figure.start]}{number}".split()), note

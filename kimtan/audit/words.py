"""How the audit says things in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kimtan.data.units import Unit
from kimtan.figures import Interval, Language, decimals_of, number_text


class Words(NamedTuple):
    """The same words in Vietnamese and English."""

    vi: str
    en: str


_MOST_DECIMALS = 6
_TO = " – "

NOTHING = Words("", "")


def say(template: str, *parts: Words) -> Words:
    """Put words in for each ``{}`` of a template, in both languages.

    Examples
    --------
    >>> say("{} = {}", Words("tổng", "total"), Words("phần", "part"))
    Words(vi='tổng = phần', en='total = part')
    """
    return Words(template.format(*(part.vi for part in parts)), template.format(*(part.en for part in parts)))


MEASURES = {
    "actual": Words("thực hiện", "actual"),
    "plan": Words("kế hoạch năm", "plan of the year"),
    "last_year": Words("cùng kỳ năm trước", "same period of last year"),
    "pct_of_plan": Words("tỷ lệ so với kế hoạch", "percent of plan"),
    "yoy_pct": Words("tăng, giảm so với cùng kỳ", "growth on last year"),
    "yoy_index": Words("tỷ lệ so với cùng kỳ", "percent of last year"),
    "yoy_abs": Words("chênh lệch so với cùng kỳ", "change on last year"),
    "remaining": Words("phần còn lại", "remaining"),
    "year_end": Words("cuối năm", "end of the year"),
    "target": Words("nhiệm vụ thời gian còn lại", "target still to reach"),
}
"""What is stated about an indicator."""

WAYS_TOLD = {
    ("plan",): Words("kế hoạch được giao", "plan as assigned"),
    ("actual", "pct_of_plan"): Words("thực hiện chia cho tỷ lệ so với kế hoạch", "actual over percent of plan"),
    ("actual", "remaining"): Words("thực hiện cộng phần còn lại", "actual plus remaining"),
    ("last_year",): Words("cùng kỳ năm trước như đã nêu", "last year as stated"),
    ("actual", "yoy_pct"): Words("thực hiện quy ngược theo tốc độ tăng, giảm", "actual taken back by its growth"),
    ("actual", "yoy_index"): Words("thực hiện chia cho tỷ lệ so với cùng kỳ", "actual over percent of last year"),
    ("actual", "yoy_abs"): Words("thực hiện trừ chênh lệch so với cùng kỳ", "actual less its change on last year"),
}
"""Ways to a plan, and to last year's value, by the measures they take."""

TARGET_REMAINS = Words(
    "Số nêu ở nhiệm vụ thời gian còn lại được hiểu là phần còn phải thực hiện để đạt kế hoạch năm.",
    "The figure stated among the tasks ahead is read as what remains of the year's plan.",
)
TARGET_LEVEL = Words(
    "Số nêu ở nhiệm vụ thời gian còn lại được hiểu là mức phải đạt.",
    "The figure stated among the tasks ahead is read as a level to reach.",
)


TARGET_READ = Words(
    "Số nêu ở nhiệm vụ thời gian còn lại được thử cả hai cách hiểu: phần còn phải thực hiện, hoặc mức phải đạt.",
    "The figure stated among the tasks ahead is tried both as what remains to be done and as the level to reach.",
)
YEAR_END_IS_PLAN = Words(
    "Mức phấn đấu cuối năm được hiểu là kế hoạch năm.", "The level announced for the end of the year is its plan."
)
SAME_BASE = Words(
    "Hai tỷ lệ được hiểu là tính trên cùng một tổng số.", "Both ratios are taken to be of the same total."
)
DATES_DIFFER = Words(
    "Các số liệu được tính đến những ngày khác nhau.", "The figures were counted until different days."
)
NO_GAP = Words("Danh sách được đánh số liên tục.", "The list is numbered without a gap.")
SAME_MEMBER = Words(
    "Tên giống nhau được hiểu là cùng một đối tượng.", "Names that are alike are taken to mean the same."
)
WITHIN_PERIOD = Words(
    "Số liệu được tính đến ngày nằm trong kỳ báo cáo.", "Figures are counted until a day of the period."
)

JOINT = Words("các số liệu không thể cùng đúng", "the figures cannot all be true")
REPEATED = Words("nêu nhiều lần", "stated more than once")
ENUMERATED = Words("số nêu ra = số liệt kê", "as many as are listed")
NUMBERED = Words("đánh số liên tục", "numbered without a gap")
DONE_AND_TO_DO = Words("đã đạt thì không còn là nhiệm vụ", "what is done is no longer to do")
MET_AND_UNMET = Words("không vừa đạt vừa chưa đạt", "none is both met and unmet")
SET_IS_UNMET = Words("nhiệm vụ đặt ra nằm trong số chưa đạt", "what is to be met is among what is unmet")
AMONG_PARTS = Words("nằm giữa tỷ lệ của các phần", "lies among those of its parts")
WEIGHTED = Words("bằng bình quân gia quyền của các phần", "as the weighted mean of its parts")
WHOLE = Words("là số nguyên", "is a whole number")
CUT_OFF = Words("ngày chốt số liệu nằm trong kỳ", "counted until a day of the period")
NOT_BELOW_ACTUAL = Words("không thấp hơn đã thực hiện", "not below what is achieved")


def plainly(text: str) -> Words:
    """The same text in both languages."""
    return Words(text, text)


def about(measure: str, basis: str | None) -> Words:
    """What a rule is about, in brackets: nothing for the actual; with the basis where there is one."""
    if measure == "actual" and basis is None:
        return NOTHING
    return say(f" ({{}}{f', {basis}' if basis else ''})", MEASURES[measure])


def range_text(interval: Interval | None, unit: Unit, language: Language) -> str:
    """A range with its unit: a point as it is, else both ends with two digits of its width; empty when there is none.

    Examples
    --------
    >>> names = {"unit": "t", "name_vi": "tấn", "name_en": "tonnes", "one_en": "tonne"}
    >>> tonne = Unit.model_validate({**names, "dimension": "mass", "factor": "1", "exact": "false"})
    >>> range_text(Interval(Decimal("545.4156"), Decimal("546.3398")), tonne, "vi")
    '545,42 – 546,34 tấn'
    """
    shown = range_ends(interval, language)
    if interval is None or not shown:
        return ""
    several = Decimal(0)  # a unit is named in the plural beside it
    value = several if _TO in shown else next(end for end in (interval.low, interval.high) if end is not None)
    sign = shown[:2] if shown.startswith(("≤", "≥")) else ""
    return sign + unit.amount(shown.removeprefix(sign), language, value)


def range_ends(interval: Interval | None, language: Language) -> str:
    """The same without a unit. Ends that differ are told apart, though one of them needs no decimals.

    >>> range_ends(Interval(None, Decimal("8.25")), "en"), range_ends(Interval(Decimal("70.91"), Decimal(71)), "en")
    ('≤ 8.25', '70.910 – 71.000')
    """
    if interval is None:
        return ""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    width = ends[-1] - ends[0] if ends else Decimal(0)
    enough = min(_MOST_DECIMALS if width == 0 else 1 - width.adjusted(), _MOST_DECIMALS)
    shown = _told(ends, language, min([enough, *map(_decimals, ends)]))
    if width and len(shown) == 1:
        shown = _told(ends, language, enough)
    if interval.low is None or interval.high is None:
        shown = [f"{'≤' if interval.low is None else '≥'} {text}" for text in shown]
    return _TO.join(shown)


def _told(ends: Iterable[Decimal], language: Language, decimals: int) -> list[str]:
    """Ends as texts, those that are the same once."""
    return list(dict.fromkeys(number_text(end, language, max(0, decimals)) for end in ends))


def _decimals(value: Decimal) -> int:
    """Decimals that a value needs, zeros at its end left out."""
    return decimals_of(value.normalize())

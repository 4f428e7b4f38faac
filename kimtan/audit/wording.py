"""The words of the audit in both languages, and ranges as text."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kimtan.data.measures import MEASURES
from kimtan.data.units import Unit
from kimtan.figures import Interval, decimals_of, number_text
from kimtan.languages import NOTHING, Bilingual, Language, lower_first

_MOST_DECIMALS = 6
_TO = " – "


def fill(template: str, *parts: Bilingual) -> Bilingual:
    """Fill each ``{}`` of a template, in both languages.

    Examples
    --------
    >>> fill("{} = {}", Bilingual("tổng", "total"), Bilingual("phần", "part"))
    Bilingual(vi='tổng = phần', en='total = part')
    """
    return Bilingual(template.format(*(part.vi for part in parts)), template.format(*(part.en for part in parts)))


def lowered(name: Bilingual) -> Bilingual:
    """A name as it stands inside a sentence.

    >>> lowered(Bilingual("Đàn trâu", "Buffaloes"))
    Bilingual(vi='đàn trâu', en='buffaloes')
    """
    return Bilingual(lower_first(name.vi), lower_first(name.en))


def joined(separator: str, parts: Iterable[Bilingual]) -> Bilingual:
    """Words one after the other, in both languages.

    Examples
    --------
    >>> joined(" + ", [Bilingual("lúa", "rice"), Bilingual("ngô", "maize")])
    Bilingual(vi='lúa + ngô', en='rice + maize')
    """
    words = list(parts)
    return Bilingual(separator.join(part.vi for part in words), separator.join(part.en for part in words))


TARGET_LEVEL = Bilingual(
    "Số nêu ở nhiệm vụ thời gian còn lại được hiểu là mức phải đạt.",
    "The figure stated among the tasks ahead is read as a level to reach.",
)
TARGET_READ = Bilingual(
    "Số nêu ở nhiệm vụ thời gian còn lại được thử cả hai cách hiểu: phần còn phải thực hiện, hoặc mức phải đạt.",
    "The figure stated among the tasks ahead is tried both as what remains to be done and as the level to reach.",
)
YEAR_END_IS_PLAN = Bilingual(
    "Mức phấn đấu cuối năm được hiểu là kế hoạch năm.", "The level announced for the end of the year is its plan."
)
ONE_PRICE = Bilingual(
    "Tốc độ tăng của tổng và của các phần được hiểu là tính theo cùng một loại giá.",
    "Growth of the total and of its parts is taken to be in the same kind of prices.",
)
SAME_BASE = Bilingual(
    "Hai tỷ lệ được hiểu là tính trên cùng một tổng số.", "Both ratios are taken to be of the same total."
)
DATES_DIFFER = Bilingual(
    "Các số liệu được tính đến những ngày khác nhau.", "The figures were counted until different days."
)
QUALIFIERS_DIFFER = Bilingual(
    "Các số liệu không nêu cùng một cách tính.", "The figures are not said to be measured in the same way."
)
NO_GAP = Bilingual("Danh sách được đánh số liên tục.", "The list is numbered without a gap.")
SAME_MEMBER = Bilingual(
    "Tên giống nhau được hiểu là cùng một đối tượng.", "Names that are alike are taken to mean the same."
)
WITHIN_PERIOD = Bilingual(
    "Số liệu được tính đến ngày nằm trong kỳ báo cáo.", "Figures are counted until a day of the period."
)
ESTIMATE_WAS_CLOSE = Bilingual(
    "Số ước thực hiện của kỳ trước được hiểu là đúng với số đã thực hiện.",
    "The estimate of the earlier period is taken to be what was achieved.",
)
PLAN_UNCHANGED = Bilingual(
    "Kế hoạch năm được hiểu là không điều chỉnh trong năm.", "The plan is taken to be the same throughout the year."
)
PUBLISHED_THEN = Bilingual(
    "Số cùng kỳ năm trước được hiểu là số đã công bố khi đó.",
    "Last year's value is taken to be the one that was published then.",
)
READ_ALIKE = Bilingual(
    "Các số nêu ở nhiệm vụ thời gian còn lại được hiểu theo cùng một cách.",
    "The figures stated among the tasks ahead are all to be read alike.",
)
ONE_EVENT = Bilingual(
    "Hai mục nêu cùng số lượng và cùng số tiền được hiểu là nói về một việc.",
    "Two sections with the same count and the same amount of money are taken to tell of one event.",
)
COUNTED_TOGETHER = Bilingual(
    "Các số liệu trong cùng một mục được hiểu là tính đến cùng một ngày.",
    "Figures of one section are taken to be counted until the same day.",
)
RATE_IN_PERCENT = Bilingual(
    "Chỉ tiêu có tên là tỷ lệ, tốc độ tăng hoặc cơ cấu được hiểu là tính bằng phần trăm.",
    "What is named a rate is taken to be a percentage.",
)
TWO_NAMES_ONE_FIGURE = Bilingual(
    "Mỗi tỷ lệ, mỗi đại lượng được hiểu là có số liệu của riêng nó.",
    "Each rate and each quantity is taken to have a figure of its own.",
)
ONE_NAME = Bilingual(
    "Một tên trong cùng một mục được hiểu là một chỉ tiêu.", "One name in a section is taken to be one indicator."
)
ONE_VALUE = Bilingual(
    "Hai chỉ tiêu khác nhau ít khi cùng một giá trị mà mỗi số lại mâu thuẫn với số khác; một số có thể đã chép nhầm.",
    "Two indicators seldom have one value that other figures contradict in both places; one may have been copied.",
)

REMAINS = Bilingual("phần còn phải thực hiện", "what remains to be done")
TO_REACH = Bilingual("mức phải đạt", "level to reach")
TOLD_TWICE = Bilingual("có thể là một việc nêu ở hai mục", "perhaps one event told in two sections")
IS_A_RATE = Bilingual("tên là tỷ lệ nhưng số liệu không tính bằng %", "named a rate, given in another unit")
TWO_NAMES = Bilingual("hai đại lượng chung một số liệu", "two quantities with one figure")
SAME_NAME = Bilingual("một tên, hai loại số liệu", "one name for two kinds of figures")
SAME_VALUE = Bilingual("cùng một giá trị ở hai chỉ tiêu", "one value under two names")
CLOSED_EARLY = Bilingual("chốt sớm hơn các số cùng mục", "closed before others of its section")
JOINT = Bilingual("các số liệu không thể cùng đúng", "the figures cannot all be true")
REPEATED = Bilingual("nêu nhiều lần", "stated more than once")
ENUMERATED = Bilingual("số nêu ra = số liệt kê", "as many as are listed")
NUMBERED = Bilingual("đánh số liên tục", "numbered without a gap")
DONE_AND_TO_DO = Bilingual("đã đạt thì không còn là nhiệm vụ", "what is done is no longer to do")
MET_AND_UNMET = Bilingual("không vừa đạt vừa chưa đạt", "none is both met and unmet")
SET_IS_UNMET = Bilingual("nhiệm vụ đặt ra nằm trong số chưa đạt", "what is to be met is among what is unmet")
AMONG_PARTS = Bilingual("nằm giữa tỷ lệ của các phần", "lies among those of its parts")
WEIGHTED = Bilingual("bằng bình quân gia quyền của các phần", "as the weighted mean of its parts")
WHOLE = Bilingual("là số nguyên", "is a whole number")
CUT_OFF = Bilingual("ngày chốt số liệu nằm trong kỳ", "counted until a day of the period")
NO_MORE_THAN = Bilingual("không nhiều hơn", "must not exceed")
WITHIN_EVERYTHING = Bilingual("không quá 100%", "must not exceed 100%")
NOT_BELOW_ACTUAL = Bilingual("không thấp hơn đã thực hiện", "not below what is achieved")


def plainly(text: str) -> Bilingual:
    """The same text in both languages."""
    return Bilingual(text, text)


def about(measure: str, basis: str | None) -> Bilingual:
    """A measure in brackets, with its basis where there is one; empty for the actual without a basis."""
    if measure == "actual" and basis is None:
        return NOTHING
    return fill(f" ({{}}{f', {basis}' if basis else ''})", MEASURES[measure].name)


def range_text(interval: Interval | None, unit: Unit, language: Language) -> str:
    """A range with its unit: a single value as it is, else both ends, rounded to two digits of the range's width.

    Empty where there is no range.

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
    several = Decimal(0)  # makes the unit's name plural
    value = several if _TO in shown else next(end for end in (interval.low, interval.high) if end is not None)
    sign = shown[:2] if shown.startswith(("≤", "≥")) else ""
    return sign + unit.amount(shown.removeprefix(sign), language, value)


def range_ends(interval: Interval | None, language: Language) -> str:
    """A range without its unit; ends that differ get enough decimals to look different.

    >>> range_ends(Interval(None, Decimal("8.25")), "en"), range_ends(Interval(Decimal("70.91"), Decimal(71)), "en")
    ('≤ 8.25', '70.910 – 71.000')
    """
    if interval is None:
        return ""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    width = ends[-1] - ends[0] if ends else Decimal(0)
    enough = min(_MOST_DECIMALS if width == 0 else 1 - width.adjusted(), _MOST_DECIMALS)
    shown = _distinct_texts(ends, language, min([enough, *map(_decimals, ends)]))
    if width and len(shown) == 1:
        shown = _distinct_texts(ends, language, enough)
    if interval.low is None or interval.high is None:
        shown = [f"{'≤' if interval.low is None else '≥'} {text}" for text in shown]
    return _TO.join(shown)


def _distinct_texts(ends: Iterable[Decimal], language: Language, decimals: int) -> list[str]:
    """The distinct texts of the ends."""
    return list(dict.fromkeys(number_text(end, language, max(0, decimals)) for end in ends))


def _decimals(value: Decimal) -> int:
    """How many decimals a value needs without trailing zeros."""
    return decimals_of(value.normalize())

"""How values are written as text: with their unit or sign, so many decimals, and what a bound says around them."""

from __future__ import annotations

from fractions import Fraction

from kimtan.audit.amounts import Range
from kimtan.audit.wording import range_ends, range_text
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.figures import number_text, written_range
from kimtan.languages import Bilingual, Language
from kimtan.present.derived import NumberForm

PER_MONTH = Bilingual("/tháng", " per month")
"""What follows the unit of a monthly rate."""

POINTS = Bilingual(" điểm phần trăm", " percentage points")
"""What follows a difference of two percentages."""

BRIEF_POINTS = Bilingual(" điểm %", " pp")
"""The same in a cell of a table."""

_SIGNS = {
    "percent": Bilingual("%", "%"),
    "points": POINTS,
    "times": Bilingual(" lần", " times"),
}
_SMALL_RATE = 20
"""A monthly rate of people or things below this is shown with a decimal: 0.5 enterprises are not 1."""

_MOST_DECIMALS = 6
"""Most decimals in a range; a single value that needs more is shown as approximate."""

_EXACTLY = Bilingual("đúng", "exactly")

_ABOUT = Bilingual("khoảng", "about")
_RANGE = "{} – {}"

_BOUNDS = {
    "at_least": Bilingual("từ {} trở lên", "{} or more"),
    "at_most": Bilingual("dưới {}", "under {}"),
    "about": Bilingual("khoảng {}", "about {}"),
}

_BOUND_WORDS = {
    "at_least": {
        "hơn": Bilingual("hơn {}", "more than {}"),
        "trên": Bilingual("trên {}", "over {}"),
        "ít nhất": Bilingual("ít nhất {}", "at least {}"),
        "tối thiểu": Bilingual("tối thiểu {}", "at least {}"),
    },
    "at_most": {
        "gần": Bilingual("gần {}", "nearly {}"),
        "không quá": Bilingual("không quá {}", "no more than {}"),
        "tối đa": Bilingual("tối đa {}", "at most {}"),
        "trở xuống": Bilingual("từ {} trở xuống", "{} or less"),
    },
    "about": {
        "gần": Bilingual("gần {}", "nearly {}"),
        "xấp xỉ": Bilingual("xấp xỉ {}", "about {}"),
        "trên dưới": Bilingual("trên dưới {}", "about {}"),
    },
}
"""By the words of a source that say a bound, in the order in which they are looked for."""


def stated_text(row: Observation, unit: Unit, language: Language, *, prose: bool = False, bare: bool = False) -> str:
    """A statement with every digit that it has; ``prose`` and ``bare`` as :meth:`.facts.Facts.statement` has them.

    A range keeps both ends, and a bound the words of the source: ``hơn 58%``, ``3,5 – 4%``. In a sentence, what is only
    implied is about so much, and in Vietnamese an amount below zero is ``âm 12,4``.
    """
    two_digits = prose and language == "vi" and unit.exact
    ends = written_range(row.as_written)
    text = number_text(row.value, language, two_digits=two_digits)
    if prose and language == "vi" and not MEASURES[row.measure].is_signed_by_words:
        text = text.replace("−", "âm ")
    if ends is not None:
        text = _RANGE.format(*(number_text(end, language, two_digits=two_digits) for end in ends))
    if not bare:
        text = unit.amount(text, language, row.value)
    if row.status == "implied" and prose:
        text = f"{_ABOUT.in_(language)} {text}"
    return bounded(text, row, language)


def bounded(text: str, row: Observation, language: Language) -> str:
    """A statement's number with its bound, in the words of the source as far as it has any."""
    if row.bound is None:
        return text
    written = row.as_written.casefold()
    words = next((words for sign, words in _BOUND_WORDS[row.bound].items() if sign in written), _BOUNDS[row.bound])
    return words.in_(language).format(text)


def derived_text(
    value: Fraction | float,
    form: NumberForm,
    indicator: Indicator,
    unit: Unit,
    language: Language,
    *,
    bare: bool = False,
    per_month: bool = False,
) -> str:
    """A computed value: amounts in an indicator's unit with its decimals, one at the most, all else with one."""
    if form != "amount":
        number = number_text(value, language, 1)
        return number if bare else f"{number}{_SIGNS[form].in_(language)}"
    decimals = 1 if per_month and abs(float(value)) < _SMALL_RATE else min(indicator.decimals, 1)
    number = number_text(value, language, decimals)
    return number if bare else unit.amount(number, language, value) + (PER_MONTH.in_(language) if per_month else "")


def sign(form: NumberForm, unit: Unit, language: Language) -> Unit | str:
    """The unit of an amount, or what stands behind a number of another form."""
    return unit if form == "amount" else _SIGNS[form].in_(language)


def range_with_unit(bounds: Range | None, behind: Unit | str, language: Language) -> str:
    """A range with its unit, or with a sign or word that follows the number; nothing where it is not known."""
    if bounds is None:
        return ""
    if isinstance(behind, Unit):
        text = range_text(bounds.interval, behind, language)
    else:
        text = f"{range_ends(bounds.interval, language)}{behind}"
    if bounds.low is None or bounds.low != bounds.high:
        return text
    is_even = (bounds.low * 10**_MOST_DECIMALS).denominator == 1
    return f"{_EXACTLY.in_(language) if is_even else '≈'} {text}"

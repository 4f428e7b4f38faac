"""Whether numbers agree as they are shown, and what is said where they differ through rounding alone.

Each number is rounded by itself from what is stated, so that 5,2 + 1,2 + 0,5 may stand beside 7,0. A reader who adds
them up must be told why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from kimtan.languages import Bilingual, Language
from kimtan.present.rich_text import Number

NOTE = Bilingual("chênh lệch nhỏ do làm tròn", "small differences are due to rounding")

_SHOWN = re.compile(r"\N{MINUS SIGN}?\d[\d.,]*")
_MARKS = {"vi": (".", ","), "en": (",", ".")}


def shown_value(number: Number, language: Language) -> tuple[Fraction, Fraction]:
    """The value that a number shows, and what one unit of its last digit is worth.

    Examples
    --------
    >>> shown_value(Number("1.112,25 ha", "a:b"), "vi")
    (Fraction(4449, 4), Fraction(1, 100))
    """
    match = _SHOWN.search(number.text)
    if match is None:
        raise ValueError(f"{number.text!r} shows no number.")
    thousands, mark = _MARKS[language]
    digits = match[0].rstrip(".,").replace(thousands, "").replace(mark, ".").replace("\N{MINUS SIGN}", "-")
    return Fraction(digits), Fraction(1, 10 ** len(digits.partition(".")[2]))


def agrees(result: Number, terms: Fraction, language: Language) -> bool:
    """Whether a number is what its terms, as they are shown, come to when that is rounded as the number is."""
    value, step = shown_value(result, language)
    return abs(value - terms) <= step / 2


def adds_up(parts: Iterable[Number], whole: Number, language: Language) -> bool:
    """Whether parts add up to a whole, as all of them are shown."""
    return agrees(whole, sum((shown_value(part, language)[0] for part in parts), Fraction(0)), language)


def is_quotient(result: Number, dividend: Number, divisor: Number, language: Language, times: int = 1) -> bool:
    """Whether a number is the quotient of two others, as all of them are shown; ``times`` is 100 for a percentage."""
    below = shown_value(divisor, language)[0]
    return below != 0 and agrees(result, times * shown_value(dividend, language)[0] / below, language)

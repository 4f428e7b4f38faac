"""A written figure: its decimal value, its precision, the interval it stands for; numbers and dates in words.

A figure that was written with *d* decimals was rounded, so it stands for every value that rounds to it. Floats lose how
many digits were written; here figures are :class:`~decimal.Decimal` throughout. Numbers are read strictly: what has two
readings is refused with a suggestion, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from kimtan.languages import Language

Bound = Literal["at_least", "at_most", "about"]
Rounding = Literal["nearest", "truncated"]

TOKEN = re.compile(r"(?<![^\W_])\d+(?:[.,]\d+)*")
"""Digits with points and commas that are no part of a word: ``3.500.000`` in ``3.500.000đ``, nothing in ``m2``."""

LONGEST = 24
"""The most characters a stored number may have; exact arithmetic has no limit, but people and tables have."""

_RUN = re.compile(r"\d[\d.,]*")
_RANGE = re.compile(r"(\d[\d.,]*)\s*%?\s*(?:[-–]|đến)\s*(\d[\d.,]*)")
_STORED = re.compile(r"-?\d+(?:\.\d+)?")
_VIETNAMESE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MINUS = "\N{MINUS SIGN}"


class NumberTextError(ValueError):
    """Text that is no number as it stands; ``suggestion`` says what may have been meant, or is empty."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        self.suggestion = suggestion
        super().__init__(message)

    @property
    def seen(self) -> str:
        """The message as a sentence."""
        text = str(self)
        return f"{text[:1].upper()}{text[1:]}."

    @property
    def hint(self) -> str:
        """The suggestion as a question, with a blank behind it, or nothing."""
        return f"Did you mean {self.suggestion}? " if self.suggestion else ""


@dataclass(frozen=True)
class Interval:
    """All values that a written figure may stand for, ends included; ``None`` is an open end."""

    low: Decimal | None
    high: Decimal | None

    def __contains__(self, value: Decimal) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (
            (self.high is not None and other.low is not None and self.high < other.low)
            or (other.high is not None and self.low is not None and other.high < self.low)
        )


def parse(text: str) -> Decimal:
    """Read a stored value: decimal point, no thousands separators, every digit kept.

    Raises
    ------
    NumberTextError
        When the text is anything else; the suggestion is the stored form of the likeliest reading.

    Examples
    --------
    >>> parse("62.260")
    Decimal('62.260')
    """
    if _STORED.fullmatch(text) and text.isascii():
        if len(text) > LONGEST:
            raise NumberTextError(f"'{text[:LONGEST]}…' has more digits than any figure")
        return Decimal(text)
    if not text.strip():
        raise NumberTextError("nothing is written")
    for pattern, thousands, comma in ((_VIETNAMESE, ".", ","), (_ENGLISH, ",", ".")):
        if pattern.fullmatch(text) and text.isascii():
            raise _not_stored(text, text.replace(thousands, "").replace(comma, "."))
    if re.fullmatch(r"\d[\d.,]*\d", text, re.ASCII):
        whole, fraction = re.fullmatch(r"(.*)[.,](\d+)", text).groups()  # type: ignore[union-attr]
        raise _not_stored(text, f"{re.sub('[.,]', '', whole)}.{fraction}")
    raise _not_stored(text, "")


def _not_stored(text: str, suggestion: str) -> NumberTextError:
    return NumberTextError(f"'{text}' is no number with a decimal point", suggestion)


def read_vietnamese(token: str) -> Decimal:
    """Read a number as Vietnamese text writes it: decimal comma, dots between thousands, leading zeros allowed.

    Raises
    ------
    NumberTextError
        When the token is not written so, or could be read in more than one way.

    Examples
    --------
    >>> read_vietnamese("1.112,25"), read_vietnamese("24,023"), read_vietnamese("06")
    (Decimal('1112.25'), Decimal('24.023'), Decimal('6'))
    """
    if not (_VIETNAMESE.fullmatch(token) and token.isascii()):
        suggestion = token.replace(",", "").replace(".", ",") if _ENGLISH.fullmatch(token) else ""
        raise NumberTextError(f"'{token}' is no number as Vietnamese text writes it", suggestion)
    return Decimal(token.replace(".", "").replace(",", "."))


def written_values(as_written: str) -> list[Decimal]:
    """The values that a token of a source states: one, or both numbers of a fraction such as ``44/52``.

    Raises
    ------
    NumberTextError
        When a number in it is not written as Vietnamese text writes numbers, or several stand there without a stroke.

    Examples
    --------
    >>> written_values("11.858/13.000")
    [Decimal('11858'), Decimal('13000')]
    """
    tokens = TOKEN.findall(as_written)
    if not tokens:
        raise NumberTextError(f"there is no number in '{as_written}'")
    runs = list(_RUN.finditer(as_written))
    if len(tokens) > 1 and (len(runs) != 2 or "/" not in as_written[runs[0].end() : runs[1].start()]):
        raise NumberTextError(f"several numbers stand in '{as_written}'", "".join(tokens))
    return [read_vietnamese(token) for token in tokens]


def written_range(as_written: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of a token that states a range, the lower one first; ``None`` for any other.

    Examples
    --------
    >>> written_range("3,5 - 4%"), written_range("từ 10 đến 12 ha"), written_range("44/52")
    ((Decimal('3.5'), Decimal('4')), (Decimal('10'), Decimal('12')), None)
    """
    match = _RANGE.search(as_written)
    if match is None or len(_RUN.findall(as_written)) != len(match.groups()):
        return None
    try:
        low, high = map(read_vietnamese, match.groups())
    except NumberTextError:
        return None
    return (low, high) if low < high else None


def interval(
    value: Decimal,
    precision: Decimal | Literal["exact"] | None = None,
    bound: Bound | None = None,
    rounding: Rounding = "nearest",
) -> Interval:
    """What a written figure stands for.

    Parameters
    ----------
    value
        The figure with every digit that was written.
    precision
        The step it was rounded to; ``None`` takes it from the digits, ``"exact"`` makes the interval a point.
    bound
        ``at_least`` and ``at_most`` open one end; ``about`` widens a rounding step to a whole one on either side.
    rounding
        ``nearest``: [v − ½ step, v + ½ step]; ``truncated``: [v, v + step], away from zero for negative figures.

    Examples
    --------
    >>> interval(Decimal("60.8"))
    Interval(low=Decimal('60.75'), high=Decimal('60.85'))
    >>> interval(Decimal("97"), bound="at_least")
    Interval(low=Decimal('97'), high=None)
    """
    if bound == "at_least":
        return Interval(value, None)
    if bound == "at_most":
        return Interval(None, value)
    if precision == "exact":
        return Interval(value, value)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) if precision is None else precision
    if bound == "about":
        return Interval(value - step, value + step)
    if rounding == "truncated":
        return Interval(value - step, value) if value < 0 else Interval(value, value + step)
    return Interval(value - step / 2, value + step / 2)


def date_text(date: dt.date, language: Language) -> str:
    """Write a date for people.

    Examples
    --------
    >>> date_text(dt.date(2023, 6, 10), "vi"), date_text(dt.date(2023, 6, 10), "en")
    ('10/6/2023', '10 June 2023')
    """
    from babel.dates import format_date

    return str(format_date(date, "d/M/y" if language == "vi" else "d MMMM y", locale=language))


def decimals_of(value: Decimal) -> int:
    """How many decimals were written.

    Examples
    --------
    >>> decimals_of(Decimal("62.260"))
    3
    """
    return max(0, -int(value.as_tuple().exponent))


def is_same(left: Decimal, right: Decimal) -> bool:
    """Whether two values are the same as they are written: the same number with as many decimals.

    Examples
    --------
    >>> is_same(Decimal("9"), Decimal("9.0"))
    False
    """
    return left == right and decimals_of(left) == decimals_of(right)


def _decimal(value: Decimal | Fraction | float) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def number_text(
    value: Decimal | Fraction | float, language: Language, decimals: int | None = None, two_digits: bool = False
) -> str:
    """Write a number for people: ``1.112,25`` in Vietnamese, ``1,112.25`` in English.

    Parameters
    ----------
    decimals
        Decimals to show, halves away from zero; ``None`` shows those that the decimal has.
    two_digits
        Write whole numbers under ten as ``06``, as Vietnamese administrative prose does.

    Examples
    --------
    >>> number_text(Decimal("1112.25"), "vi"), number_text(Decimal("-1.9"), "en"), number_text(6, "vi", two_digits=True)
    ('1.112,25', '−1.9', '06')
    """
    exact = _decimal(value)
    places = decimals_of(exact) if decimals is None else decimals
    exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,.{places}f}"
    if language == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    if two_digits and places == 0 and 0 < abs(exact) < 10:
        text = f"0{text}"
    return f"{_MINUS}{text}" if exact < 0 else text

"""What a read figure stands for, in the base unit of what it measures."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import accumulate, pairwise
from typing import Any, Literal

from kimtan.extract.figures import ReadFigure
from kimtan.extract.units import ReadUnit, behind, cases
from kimtan.figures import Bound, interval

LEVELS = frozenset({"actual", "plan", "last_year", "remaining", "year_end", "target"})
"""Measures that state a quantity of the subject itself."""

Range = tuple[Fraction | None, Fraction | None]
_Written = tuple[Decimal, int, Decimal | Literal["exact"] | None, Bound | None, Decimal | None, str, Decimal]
_Changes = Callable[[Sequence[int], int, Fraction | None, Fraction | None], bool]
"""Whether a slip in digits, the first worth ten to a power, changes a number by an amount between two."""
_SLACK = 1e-9
_MOST_DIGITS = 12
PLACES = frozenset(
    {"thôn", "bản", "xã", "phường", "huyện", "tổ dân phố", "khu phố", "khu dân cư", "ấp", "trường", "chi bộ", "đơn vị"}
)
"""Units of which there are so many and no more."""
_CASES = "trường hợp"
"""Cases are no schools (``trường``)."""
_TELLING = 3
"""Digits of a number of which two may have changed places."""
_NOTHING: Range = (Fraction(0), Fraction(0))

_OTHER_THOUSANDS = re.compile(
    r"(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+(?!tỷ|tỉ|triệu|đồng|đ(?!\w)|VNĐ|VND|USD|trên|mỗi)[^\W\d_]+(?:\s[^\W\d_]+)?",
    re.IGNORECASE,
)

_PEOPLE = frozenset(
    {"người", "lao động", "học sinh", "cháu", "em", "trẻ", "học viên", "sinh viên", "giáo viên", "cán bộ", "hội viên"}
    | {"đoàn viên", "đảng viên", "bệnh nhân", "công nhân", "khẩu", "đồng chí", "đ/c", "thanh niên", "công dân"}
)
"""Words for people by which a whole and its parts are counted in turn: 2.860 lao động, gồm trong tỉnh 1.645 người."""


@lru_cache(maxsize=5000)
def unit_named(text: str) -> ReadUnit | None:
    """The unit that a text names; nothing for an empty text. Thousands of something are no money."""
    read = (cases(f" {text}", 0) or behind(f" {text}", 0)) if text else None
    if read is not None and read.dimension == "money" and _OTHER_THOUSANDS.fullmatch(text):
        return ReadUnit(text, text.lower(), "count", Decimal(1), len(text) + 1, is_known=False)
    return read


def dimension(figure: ReadFigure) -> str:
    """What a figure's unit measures; things that are counted are one dimension, as is a number without a unit."""
    unit = unit_named(figure.unit_text)
    return "count" if unit is None else unit.dimension


def is_same_thing(left: ReadFigure, right: ReadFigure) -> bool:
    """Whether two figures measure the same, and count the same where they count."""
    if dimension(left) != dimension(right):
        return False
    ours, theirs = unit_named(left.unit_text), unit_named(right.unit_text)
    if ours is None or theirs is None or not (ours.is_count and theirs.is_count):
        return True
    if ours.name in _PEOPLE and theirs.name in _PEOPLE:
        return True
    if ours.name != theirs.name and _CASES in {ours.name, theirs.name}:
        return False
    first, second = ours.name.split(), theirs.name.split()
    return first[0] == second[0] or first[-1] == second[-1]


def is_level(figure: ReadFigure) -> bool:
    """Whether a figure states a quantity that may be a sum of others."""
    return figure.measure in LEVELS and dimension(figure) not in {"percent", "times", "points", "per_mille"} and (
        "_per_" not in dimension(figure)
    )  # fmt: skip


def _range(figure: ReadFigure) -> Range:
    """The range that a figure stands for, in base units."""
    return _range_of(*_written(figure))


def _written(figure: ReadFigure) -> _Written:
    """All that a figure's range follows from."""
    # values that are equal may have been written with other digits, and then stand for another range
    exponent = int(figure.value.as_tuple().exponent)
    return figure.value, exponent, figure.precision, figure.bound, figure.upper, figure.unit_text, figure.scale


@lru_cache(maxsize=5000)
def _factor(unit_text: str, scale: Decimal) -> Fraction:
    """How many base units one of a figure's is."""
    unit = unit_named(unit_text)
    return Fraction(unit.factor) / Fraction(scale) if unit else Fraction(1)


@lru_cache(maxsize=50_000)
def _range_of(
    value: Decimal,
    _exponent: int,
    precision: Decimal | Literal["exact"] | None,
    bound: Bound | None,
    upper: Decimal | None,
    unit_text: str,
    scale: Decimal,
) -> Range:
    factor = _factor(unit_text, scale)
    if upper is not None:
        return Fraction(value) * factor, Fraction(upper) * factor
    if precision is None and unit_named(unit_text) is None and value == value.to_integral_value():
        precision = "exact"
    limits = interval(value, precision, bound)
    low, high = limits.low, limits.high
    return (None if low is None else Fraction(low) * factor), (None if high is None else Fraction(high) * factor)


@lru_cache(maxsize=50_000)
def _nearly(*written: Any) -> tuple[float, float]:
    """A range, a little wider, as floats: most sums that do not fit are far off."""
    low, high = _range_of(*written)
    return (
        -math.inf if low is None else float(low) - abs(float(low)) * _SLACK,
        math.inf if high is None else float(high) + abs(float(high)) * _SLACK,
    )


def _plus(left: Range, right: Range) -> Range:
    low = None if left[0] is None or right[0] is None else left[0] + right[0]
    high = None if left[1] is None or right[1] is None else left[1] + right[1]
    return low, high


def _minus(left: Range, right: Range) -> Range:
    low, high = right
    return _plus(left, (None if high is None else -high, None if low is None else -low))


def _meet(left: Range, right: Range) -> bool:
    """Whether some value lies in both ranges."""
    return not (
        (left[1] is not None and right[0] is not None and left[1] < right[0])
        or (right[1] is not None and left[0] is not None and right[1] < left[0])
    )


def add_up(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether parts can add up to a whole."""
    return _meet(_range(whole), reduce(_plus, map(_range, parts), _NOTHING))


def longest_sum(whole: ReadFigure, parts: Sequence[ReadFigure]) -> int:
    """How many parts, counted from the first, can add up to a whole: as many as possible, 0 for less than two."""
    goal = _nearly(*_written(whole))
    low = high = 0.0
    longest = 0
    for count, part in enumerate(parts, 1):
        own = _nearly(*_written(part))
        low, high = low + own[0], high + own[1]
        if count > 1 and low <= goal[1] and goal[0] <= high and add_up(whole, parts[:count]):
            longest = count
    return longest


def is_one_digit_off(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether another digit in one of the figures would make the parts add up to the whole."""
    return _would_add_up(whole, parts, _changes_digit)


def is_one_swap_off(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether two neighbouring digits of one of the figures that change places would make the parts add up."""
    return _would_add_up(whole, parts, _changes_places)


def _would_add_up(
    whole: ReadFigure,
    parts: Sequence[ReadFigure],
    changes: _Changes,
) -> bool:
    """Whether a change of one figure would make the parts add up to the whole."""
    goal, own = _range(whole), [_range(part) for part in parts]
    if _reaches(whole, goal, reduce(_plus, own, _NOTHING), changes):
        return True
    before = [*accumulate(own, _plus, initial=_NOTHING)]
    behind = [*accumulate(reversed(own), _plus, initial=_NOTHING)]
    rests = (_plus(before[at], behind[len(own) - 1 - at]) for at in range(len(own)))
    return any(
        _reaches(part, at, _minus(goal, rest), changes) for part, at, rest in zip(parts, own, rests, strict=True)
    )


def _reaches(figure: ReadFigure, own: Range, goal: Range, changes: _Changes) -> bool:
    """Whether a change of a figure's digits moves its range to a goal."""
    factor = _factor(figure.unit_text, figure.scale)
    low = None if goal[0] is None or own[1] is None else (goal[0] - own[1]) / factor
    high = None if goal[1] is None or own[0] is None else (goal[1] - own[0]) / factor
    sign, digits, exponent = figure.value.as_tuple()
    if sign:
        low, high = (None if high is None else -high), (None if low is None else -low)
    last = int(exponent) + len(digits) - 1
    return changes(digits[:_MOST_DIGITS], last, low, high)


def _changes_digit(digits: Sequence[int], last: int, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether another digit changes a number, whose first is worth ten to the ``last``, by ``low`` to ``high``."""
    return any(_moves(digit, Fraction(10) ** (last - place), low, high) for place, digit in enumerate(digits))


def _changes_places(digits: Sequence[int], last: int, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether two neighbouring digits that change places do."""
    if len(digits) < _TELLING:
        return False
    changes = (change * Fraction(10) ** last for change in _swaps(digits))
    return any((low is None or low <= change) and (high is None or change <= high) for change in changes)


def _swaps(digits: Sequence[int]) -> Iterator[Fraction]:
    """By how much neighbouring digits that change places change a number whose first digit is worth one."""
    for place, (one, other) in enumerate(pairwise(digits), 1):
        if one != other:
            yield Fraction((other - one) * 9, 10**place)


def _moves(digit: int, step: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether another digit, each worth a step, changes a number by no less than ``low`` and no more than ``high``."""
    least = -digit if low is None else max(-digit, math.ceil(low / step))
    most = 9 - digit if high is None else min(9 - digit, math.floor(high / step))
    return least <= most and not least == most == 0


def one_digit_changes(value: Decimal) -> list[Decimal]:
    """The values that differ in one digit."""
    sign, digits, exponent = value.as_tuple()
    return [
        Decimal((sign, (*digits[:place], digit, *digits[place + 1 :]), int(exponent)))
        for place in range(min(len(digits), _MOST_DIGITS))
        for digit in range(10)
        if digit != digits[place]
    ]


def swaps(value: Decimal) -> list[Decimal]:
    """The values of which two neighbouring digits change places.

    >>> [str(swapped) for swapped in swaps(Decimal("12.3"))]
    ['21.3', '13.2']
    """
    sign, digits, exponent = value.as_tuple()
    first = Decimal(-1 if sign else 1).scaleb(int(exponent) + len(digits) - 1)
    return [value + first * change.numerator / change.denominator for change in _swaps(digits[:_MOST_DIGITS])]


def digits(figure: ReadFigure) -> int:
    """How many digits tell something: an accident is likelier with fewer."""
    return len(figure.value.normalize().as_tuple().digits)


def is_share_of(part: Decimal, whole: Decimal, percentage: Decimal, least: Decimal = Decimal(0)) -> bool:
    """Whether a percentage is what a part is of a whole, to its last digit or the least step that is given.

    >>> is_share_of(Decimal(41), Decimal(50), Decimal("82.0")), is_share_of(Decimal(-5), Decimal(0), Decimal(1))
    (True, False)
    """
    step = max(Decimal(1).scaleb(int(percentage.as_tuple().exponent)), least)
    return whole != 0 and abs(part / whole * 100 - percentage) <= step

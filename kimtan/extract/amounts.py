"""What a read figure stands for, in the base unit of what it measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kimtan.extract.figures import ReadFigure
from kimtan.extract.units import ReadUnit, behind
from kimtan.figures import interval

LEVELS = frozenset({"actual", "plan", "last_year", "remaining", "year_end", "target"})
"""Measures that state a quantity of the subject itself."""

Range = tuple[Fraction | None, Fraction | None]


@lru_cache(maxsize=5000)
def unit_named(text: str) -> ReadUnit | None:
    """The unit that a text names; nothing for an empty text."""
    return behind(f" {text}", 0) if text else None


def dimension(figure: ReadFigure) -> str:
    """What a figure's unit measures; things that are counted are one dimension, as is a number without a unit."""
    unit = unit_named(figure.unit_text)
    return "count" if unit is None else unit.dimension


_PEOPLE = frozenset(
    {"người", "lao động", "học sinh", "cháu", "em", "trẻ", "học viên", "sinh viên", "giáo viên", "cán bộ", "hội viên"}
    | {"đoàn viên", "đảng viên", "bệnh nhân", "công nhân", "khẩu"}
)
"""Words for people by which a whole and its parts are counted in turn: 2.860 lao động, gồm trong tỉnh 1.645 người."""


def is_same_thing(left: ReadFigure, right: ReadFigure) -> bool:
    """Whether two figures measure the same, and count the same where they count."""
    if dimension(left) != dimension(right):
        return False
    ours, theirs = unit_named(left.unit_text), unit_named(right.unit_text)
    if ours is None or theirs is None or not (ours.is_count and theirs.is_count):
        return True
    if ours.name in _PEOPLE and theirs.name in _PEOPLE:
        return True
    first, second = ours.name.split(), theirs.name.split()
    return first[0] == second[0] or first[-1] == second[-1]


def is_level(figure: ReadFigure) -> bool:
    """Whether a figure states a quantity that may be a sum of others."""
    return figure.measure in LEVELS and dimension(figure) not in {"percent", "times", "points", "per_mille"} and (
        "_per_" not in dimension(figure)
    )  # fmt: skip


def ends(figure: ReadFigure) -> Range:
    """The range that a figure stands for, in base units."""
    unit = unit_named(figure.unit_text)
    factor = Fraction(unit.factor) / Fraction(figure.scale) if unit else Fraction(1)
    if figure.upper is not None:
        return Fraction(figure.value) * factor, Fraction(figure.upper) * factor
    precision = figure.precision
    if precision is None and unit is None and figure.value == figure.value.to_integral_value():
        precision = "exact"
    limits = interval(figure.value, precision, figure.bound)
    low, high = limits.low, limits.high
    return (None if low is None else Fraction(low) * factor), (None if high is None else Fraction(high) * factor)


def total(figures: Iterable[ReadFigure]) -> Range:
    """The range of a sum."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for figure in figures:
        own_low, own_high = ends(figure)
        low = None if low is None or own_low is None else low + own_low
        high = None if high is None or own_high is None else high + own_high
    return low, high


def meet(left: Range, right: Range) -> bool:
    """Whether some value lies in both ranges."""
    return not (
        (left[1] is not None and right[0] is not None and left[1] < right[0])
        or (right[1] is not None and left[0] is not None and right[1] < left[0])
    )


def add_up(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether parts can add up to a whole."""
    return meet(ends(whole), total(parts))


def longest_sum(whole: ReadFigure, parts: Sequence[ReadFigure]) -> int:
    """How many parts, counted from the first, can add up to a whole: as many as possible, 0 for less than two."""
    goal = ends(whole)
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    longest = 0
    for count, part in enumerate(parts, 1):
        own_low, own_high = ends(part)
        low = None if low is None or own_low is None else low + own_low
        high = None if high is None or own_high is None else high + own_high
        if count > 1 and meet(goal, (low, high)):
            longest = count
    return longest


def is_one_digit_off(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether another digit in one of the figures would make the parts add up to the whole."""
    for at, figure in enumerate((whole, *parts)):
        for near in one_digit_changes(figure.value):
            changed = replace(figure, value=near)
            members = [*parts]
            if at:
                members[at - 1] = changed
            if add_up(whole if at else changed, members):
                return True
    return False


def one_digit_changes(value: Decimal) -> list[Decimal]:
    """The values that differ in one digit."""
    sign, digits, exponent = value.as_tuple()
    return [
        Decimal((sign, (*digits[:place], digit, *digits[place + 1 :]), int(exponent)))
        for place in range(min(len(digits), 12))
        for digit in range(10)
        if digit != digits[place]
    ]


def digits(figure: ReadFigure) -> int:
    """How many digits tell something: an accident is likelier with fewer."""
    return len(figure.value.normalize().as_tuple().digits)

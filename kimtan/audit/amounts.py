"""Quantities with the exact range they lie in; computed in fractions, so that nothing is lost on the way."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

from kimtan.data.identities import FigureId
from kimtan.figures import Interval

_DIGITS = 28
"""Significant digits of an end written as a decimal; an end that needs more is rounded outward."""


@dataclass(frozen=True)
class Range:
    """All values between two ends, both included; ``None`` is an open end."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def of(cls, ends: Interval) -> Range:
        """The range of an interval in decimals."""
        return cls(*(None if end is None else Fraction(end) for end in (ends.low, ends.high)))

    @property
    def interval(self) -> Interval:
        """The range in decimals; an end that has no exact decimal is rounded outward."""
        return Interval(_decimal(self.low, ROUND_FLOOR), _decimal(self.high, ROUND_CEILING))

    @property
    def width(self) -> Fraction | float:
        """The distance between the ends; infinite where one is open."""
        return math.inf if self.low is None or self.high is None else self.high - self.low

    @property
    def whole(self) -> Range:
        """The range from its first to its last whole number; unchanged where it holds none."""
        low = None if self.low is None else Fraction(math.ceil(self.low))
        high = None if self.high is None else Fraction(math.floor(self.high))
        return self if low is not None and high is not None and low > high else Range(low, high)

    def meets(self, other: Range) -> bool:
        """Whether the two ranges have a value in common."""
        return self.reaches_down_to(other) and other.reaches_down_to(self)

    def reaches_down_to(self, other: Range) -> bool:
        """Whether this range holds a value that is at most some value of the other."""
        return self.low is None or other.high is None or self.low <= other.high

    def narrowed_by(self, other: Range) -> Range:
        """The intersection; only for ranges that meet."""
        lows = [end for end in (self.low, other.low) if end is not None]
        highs = [end for end in (self.high, other.high) if end is not None]
        return Range(max(lows, default=None), min(highs, default=None))

    def widened_to(self, other: Range) -> Range:
        """The smallest range that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Range(low, high)

    def not_below_zero(self) -> Range:
        """The range with values below zero replaced by zero."""
        low, high = (None if end is None else max(end, Fraction(0)) for end in (self.low, self.high))
        return Range(Fraction(0) if low is None else low, high)

    def times(self, factor: Fraction) -> Range:
        """The range times a factor other than zero."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Range(low, high) if factor > 0 else Range(high, low)

    def plus(self, other: Range) -> Range:
        """The sums of a value of this range and a value of the other."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(low, high)

    def minus(self, other: Range) -> Range:
        """The differences between a value of this range and a value of the other."""
        return self.plus(other.times(Fraction(-1)))

    def by(self, factor: Range) -> Range | None:
        """The products of a value of this range and one of the factor; ``None`` unless the factor is all above zero."""
        if factor.low is None or factor.low <= 0:
            return None
        return self._scaled(factor)

    def over(self, divisor: Range) -> Range | None:
        """The quotients of a value of this range and one of the divisor; ``None`` unless the divisor is all above zero.

        A divisor without a lower end counts as above zero: the quotient of something positive then has no upper end.
        """
        least = Fraction(0) if divisor.low is None else divisor.low
        if least < 0 or (divisor.high is not None and divisor.high <= 0) or (least == 0 and divisor.low is not None):
            return None
        lowest = Fraction(0) if divisor.high is None else 1 / divisor.high
        return self._scaled(Range(lowest, None if least == 0 else 1 / least))

    def _scaled(self, factor: Range) -> Range:
        """The products with a factor that is nowhere negative."""
        low = None if self.low is None else _times(self.low, factor.low if self.low >= 0 else factor.high)
        high = None if self.high is None else _times(self.high, factor.high if self.high >= 0 else factor.low)
        return Range(low, high)


def _times(end: Fraction, factor: Fraction | None) -> Fraction | None:
    if factor is None:
        return Fraction(0) if end == 0 else None
    return end * factor


@dataclass(frozen=True)
class Amount(Range):
    """A quantity: the range it lies in, its face value, and the figures it rests on.

    The face value is computed from the figures as written, without their rounding; a figure that is only a bound has
    none.
    """

    face: Fraction | None
    figures: tuple[FigureId, ...]

    @property
    def range(self) -> Range:
        """The range alone."""
        return Range(self.low, self.high)

    def narrowed_by(self, other: Range) -> Amount:
        """The quantity as two statements of it bound it; only for ranges that meet. The narrower one gives the face."""
        both = super().narrowed_by(other)
        if not isinstance(other, Amount):
            return replace(self, low=both.low, high=both.high)
        face = (other if other.width < self.width else self).face
        return Amount(both.low, both.high, face, self.figures + other.figures)

    def not_below_zero(self) -> Amount:
        """The quantity, or zero where it is below zero."""
        return self._with(super().not_below_zero(), None if self.face is None else max(self.face, Fraction(0)))

    def times(self, factor: Fraction) -> Amount:
        """The quantity times a factor other than zero, to change its unit or its sign."""
        return self._with(super().times(factor), None if self.face is None else self.face * factor)

    def plus(self, other: Range) -> Amount:
        """The sum of two quantities that are independent of each other."""
        face = _face(self, other, operator.add)
        return self._with(super().plus(other), face, other)

    def minus(self, other: Range) -> Amount:
        """The difference of two quantities that are independent of each other."""
        face = _face(self, other, operator.sub)
        return self._with(super().minus(other), face, other)

    def by(self, factor: Range) -> Amount | None:
        """The product; ``None`` unless the factor is all above zero."""
        product = super().by(factor)
        return None if product is None else self._with(product, _face(self, factor, operator.mul), factor)

    def over(self, divisor: Range) -> Amount | None:
        """The quotient; ``None`` where the divisor may be zero or negative."""
        quotient = super().over(divisor)
        return None if quotient is None else self._with(quotient, _face(self, divisor, operator.truediv), divisor)

    def _with(self, ends: Range, face: Fraction | None, other: Range | None = None) -> Amount:
        added = other.figures if isinstance(other, Amount) else ()
        return Amount(ends.low, ends.high, face, self.figures + added)


def exactly(value: Fraction, *figures: FigureId) -> Amount:
    """An exact number, and the figures that it rests on, if any."""
    return Amount(value, value, value, figures)


def _face(left: Amount, right: Range, combine: Callable[[Fraction, Fraction], Fraction]) -> Fraction | None:
    if not isinstance(right, Amount) or left.face is None or right.face is None:
        return None
    return combine(left.face, right.face)


def _decimal(end: Fraction | None, rounding: str) -> Decimal | None:
    if end is None:
        return None
    with localcontext(prec=_DIGITS, rounding=rounding):
        return Decimal(end.numerator) / Decimal(end.denominator)

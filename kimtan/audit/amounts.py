"""Quantities with the exact range they lie in; computed in fractions, so that nothing is lost on the way."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

from kimtan.figures import Interval


@dataclass(frozen=True)
class Amount:
    """A quantity: the range it lies in (``None`` is an open end), its face value, and the figures it rests on.

    The face value is what the figures say when they are taken at their word; a mere bound has none.
    """

    low: Fraction | None
    high: Fraction | None
    face: Fraction | None
    figures: tuple[str, ...]

    @property
    def interval(self) -> Interval:
        """The range in decimals, ends that do not come out even moved outward."""
        return Interval(_decimal(self.low, ROUND_FLOOR), _decimal(self.high, ROUND_CEILING))

    @property
    def _width(self) -> Fraction | float:
        return math.inf if self.low is None or self.high is None else self.high - self.low

    def meets(self, other: Amount) -> bool:
        """Whether some value lies in both ranges."""
        return self.reaches_down_to(other) and other.reaches_down_to(self)

    def reaches_down_to(self, other: Amount) -> bool:
        """Whether some value of this range is not above some value of the other."""
        return self.low is None or other.high is None or self.low <= other.high

    def narrowed_by(self, other: Amount) -> Amount:
        """The same quantity, known from both; only for ranges that meet. Its face value is that of the narrower one."""
        lows = [end for end in (self.low, other.low) if end is not None]
        highs = [end for end in (self.high, other.high) if end is not None]
        face = (other if other._width < self._width else self).face
        return Amount(max(lows, default=None), min(highs, default=None), face, self.figures + other.figures)

    def times(self, factor: Fraction) -> Amount:
        """In another unit: everything times a factor above zero."""
        low, high, face = (None if end is None else end * factor for end in (self.low, self.high, self.face))
        return replace(self, low=low, high=high, face=face)

    def plus(self, other: Amount) -> Amount:
        """The sum of two quantities that are independent of each other."""
        ends = ((self.low, other.low), (self.high, other.high), (self.face, other.face))
        low, high, face = (None if one is None or two is None else one + two for one, two in ends)
        return Amount(low, high, face, self.figures + other.figures)

    def minus(self, other: Amount) -> Amount:
        """The difference of two quantities that are independent of each other."""
        low, high, face = (None if end is None else -end for end in (other.high, other.low, other.face))
        return self.plus(Amount(low, high, face, other.figures))

    def over(self, other: Amount) -> Amount | None:
        """The quotient; none where the divisor may be zero or negative, or where a range is open."""
        if self.low is None or self.high is None or other.low is None or other.high is None or other.low <= 0:
            return None
        ends = [end / divisor for end in (self.low, self.high) for divisor in (other.low, other.high)]
        face = None if self.face is None or other.face is None else self.face / other.face
        return Amount(min(ends), max(ends), face, self.figures + other.figures)


def _decimal(end: Fraction | None, rounding: str) -> Decimal | None:
    if end is None:
        return None
    with localcontext(rounding=rounding):
        return Decimal(end.numerator) / Decimal(end.denominator)

"""What derived figures stand for: every value that their formula gives over the ranges of the figures it rests on.

All formulas here rise or fall with each of their inputs, whatever the others are. The least and the greatest value
then lie where every input is at one of its ends, and all such points are tried, in exact fractions. Where that cannot
be said (an end is open, a divisor may be zero, too many inputs), nothing is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from kimtan.audit.amounts import Range
from kimtan.audit.words import range_ends, range_text
from kimtan.data.observations import PERCENT_MEASURES
from kimtan.data.units import Unit

if TYPE_CHECKING:
    from kimtan.data.indicators import Indicator
    from kimtan.data.observations import Observation
    from kimtan.present.facts import Facts

_MOST_POINTS = 2**12
_NOISE = 1e-9
"""Metrics are computed in floats: a shown value may lie so far outside an exact range, relative to its size."""

_MOST_DECIMALS = 6
"""As many as a range is written with: a single value with more of them is told as about so much."""

Key = tuple[str, str]
"""An indicator and a measure of it."""


@dataclass(frozen=True)
class Point:
    """One value for each input, and the formulas over them: as :mod:`kimtan.metrics` has them, stated before implied.

    A value that is missing raises ``KeyError``, a divisor that is not above zero ``ZeroDivisionError``.
    """

    values: Mapping[Key, Fraction]
    indicator: str
    parts: Sequence[str]
    gone: Fraction
    left: Fraction
    month: Fraction

    def actual(self, one: str = "") -> Fraction:
        return self.values[one or self.indicator, "actual"]

    def plan(self) -> Fraction:
        own = self.values.get((self.indicator, "plan"))
        return self.implied_plan() if own is None else own

    def implied_plan(self) -> Fraction:
        return _over(100 * self.actual(), self.values[self.indicator, "pct_of_plan"])

    def completion(self) -> Fraction:
        own = self.values.get((self.indicator, "pct_of_plan"))
        return self.computed_completion() if own is None else own

    def computed_completion(self) -> Fraction:
        return _over(100 * self.actual(), self.values[self.indicator, "plan"])

    def remaining(self) -> Fraction:
        own = self.values.get((self.indicator, "remaining"))
        return self.plan() - self.actual() if own is None else own

    def growth(self, one: str = "") -> Fraction:
        """In percent."""
        name = one or self.indicator
        if (name, "yoy_pct") in self.values:
            return self.values[name, "yoy_pct"]
        if (name, "yoy_index") in self.values:
            return self.values[name, "yoy_index"] - 100
        return 100 * _over(self.actual(name), self.last_year(name)) - 100

    def last_year(self, one: str = "") -> Fraction:
        name = one or self.indicator
        if (name, "last_year") in self.values:
            return self.values[name, "last_year"]
        if (name, "yoy_pct") in self.values or (name, "yoy_index") in self.values:
            return self.implied_last_year(name)
        return self.actual(name) - self.values[name, "yoy_abs"]

    def implied_last_year(self, one: str = "") -> Fraction:
        return _over(100 * self.actual(one), 100 + self.growth(one))

    def change(self, one: str = "") -> Fraction:
        return self.actual(one) - self.last_year(one)

    def needed_per_month(self) -> Fraction:
        return _over(max(self.remaining(), Fraction(0)), self.left) * self.month

    def achieved_per_month(self) -> Fraction:
        return _over(self.actual(), self.gone) * self.month

    def outlook(self) -> Fraction:
        return self.actual() * _over(self.gone + self.left, self.gone)

    def share_of_year(self) -> Fraction:
        """In percent."""
        return 100 * _over(self.gone, self.gone + self.left)

    def last_year_of_all(self) -> Fraction:
        return sum((self.last_year(part) for part in self.parts), Fraction(0))


FORMULAS: Mapping[str, Callable[[Point], Fraction]] = {
    "completion": Point.computed_completion,
    "implied_plan": Point.implied_plan,
    "implied_last_year": Point.implied_last_year,
    "growth": lambda point: 100 * _over(point.actual(), point.last_year()) - 100,
    "index": lambda point: 100 + point.growth(),
    "change": Point.change,
    "remaining": Point.remaining,
    "lead": lambda point: point.completion() - point.share_of_year(),
    "achieved_per_month": Point.achieved_per_month,
    "needed_per_month": Point.needed_per_month,
    "pace_ratio": lambda point: _over(point.needed_per_month(), point.achieved_per_month()),
    "share": lambda point: _over(100 * point.actual(), sum(map(point.actual, point.parts), Fraction(0))),
    "contribution": lambda point: _over(100 * point.change(), point.last_year_of_all()),
    "whole_growth": lambda point: _over(100 * sum(map(point.change, point.parts)), point.last_year_of_all()),
    "outlook": Point.outlook,
    "outlook_of_plan": lambda point: _over(100 * point.outlook(), point.plan()),
}
"""By the name of the derived figure. A change of shares does not rise or fall throughout, and is left out."""


_OF_SIBLINGS = frozenset({"share", "contribution", "whole_growth"})
"""Those that add up figures of several indicators, which may be in different units."""


def of_derived(facts: Facts, one: Indicator, name: str, inputs: Sequence[str], shown: float) -> Range | None:
    """The range of a derived figure of an indicator, in its unit or in percent; none where that is not known."""
    if name not in FORMULAS:
        return None
    rows = [facts.rows[figure] for figure in inputs]
    keys: list[Key] = [(row.indicator, row.measure) for row in rows]
    parts = facts.dataset.parts(one.part_of, one.breakdown) if one.part_of else ()
    gone, left = map(Fraction, facts.days(one.indicator))
    month = Fraction(facts.dataset.period.days_in_year, 12)

    def formula(*values: Fraction) -> Fraction:
        return FORMULAS[name](Point(dict(zip(keys, values, strict=True)), one.indicator, parts, gone, left, month))

    ranges = [facts.range(row.figure) for row in rows]
    if name in _OF_SIBLINGS:
        ranges = [_in_unit_of_whole(facts, row, known) for row, known in zip(rows, ranges, strict=True)]
    return over_points(ranges, formula, shown)


def _in_unit_of_whole(facts: Facts, row: Observation, known: Range) -> Range:
    """What a part's figure stands for in the unit of its whole; percentages as they are."""
    dictionary, units = facts.dataset.indicators, facts.dataset.units
    whole = dictionary[row.indicator].part_of
    if whole is None or row.measure in PERCENT_MEASURES:
        return known
    return known.times(Fraction(units[dictionary[row.indicator].unit].factor / units[dictionary[whole].unit].factor))


def of_figures(facts: Facts, figures: Sequence[str], formula: Callable[..., Fraction], shown: float) -> Range | None:
    """The range of a formula over stated figures, each in its indicator's unit."""
    if not all(figure in facts.rows for figure in figures):
        return None
    return over_points([facts.range(figure) for figure in figures], formula, shown)


def told(facts: Facts, found: Range | None, unit: Unit | str) -> str:
    """A range with its unit, or with a sign or word that follows the number; nothing where it is not known."""
    if found is None:
        return ""
    if isinstance(unit, Unit):
        text = range_text(found.interval, unit, facts.language)
    else:
        text = f"{range_ends(found.interval, facts.language)}{unit}"
    if found.low is None or found.low != found.high:
        return text
    is_even = (found.low * 10**_MOST_DECIMALS).denominator == 1
    return f"{facts.word('đúng', 'exactly') if is_even else '≈'} {text}"


def over_points(ranges: Sequence[Range], formula: Callable[..., Fraction], shown: float) -> Range | None:
    """The range of a formula over the ends of its inputs' ranges; none where that is not known.

    Parameters
    ----------
    ranges
        Of the inputs, none of them below zero where the formula divides by it.
    formula
        Takes a value for each input; rises or falls with each, whatever the others are.
    shown
        The value that the report shows: a range that it does not lie in is not that of the figure.

    Examples
    --------
    >>> half, twice = Range(Fraction(1), Fraction(3)), Range(Fraction(4), Fraction(5))
    >>> over_points([half, twice], lambda one, two: one / two, 0.5)
    Range(low=Fraction(1, 5), high=Fraction(3, 4))
    """
    ends = [list(dict.fromkeys(end for end in (one.low, one.high) if end is not None)) for one in ranges]
    is_open = any(one.low is None or one.high is None for one in ranges)
    if is_open or not ranges or math.prod(map(len, ends)) > _MOST_POINTS:
        return None
    try:
        values = [formula(*point) for point in product(*ends)]
    except (KeyError, ZeroDivisionError):
        return None
    low, high, noise = min(values), max(values), _NOISE * max(1.0, abs(shown))
    return Range(low, high) if float(low) - noise <= shown <= float(high) + noise else None


def _over(dividend: Fraction | int, divisor: Fraction) -> Fraction:
    if divisor <= 0:
        raise ZeroDivisionError
    return Fraction(dividend) / divisor

"""The result of an expression over stated figures: its value, its range, and the figures that it rests on.

The formulas of derived figures are monotonic in each input, whatever the other inputs are. The smallest and the largest
value are then reached where every input is at one of its ends, and all such points are tried, in exact fractions. There
is no range where an end is open or there are too many inputs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from kimtan.audit.amounts import Amount, Range
from kimtan.data.formulas import Expression, topics, value
from kimtan.data.identities import FigureId, Topic

Given = Callable[[str, str, str | None], Amount | None]
"""Gives the stated amount of an indicator, measure and basis; ``None`` where nothing is stated."""

_MOST_POINTS = 2**12


@dataclass(frozen=True)
class Computed:
    """The result of an expression.

    Parameters
    ----------
    value
        Computed from the figures as written.
    range
        All values that the ranges of the figures allow; ``None`` where that is not known.
    inputs
        Identities of the stated figures that it rests on, in the order of the formula.
    """

    value: Fraction
    range: Range | None
    inputs: tuple[FigureId, ...]


def computed(expression: Expression, given: Given, is_monotonic: bool = True) -> Computed | None:
    """Evaluate an expression over stated amounts; ``None`` where one is missing or a divisor is not above zero.

    Parameters
    ----------
    given
        Gives stated amounts in their indicators' units; the face of an amount is the value as written, also of a bound.
    is_monotonic
        Whether the expression is monotonic in each topic; without that no range is computed.
    """
    amounts = {topic: given(*topic) for topic in topics(expression)}
    known = {topic: amount for topic, amount in amounts.items() if amount is not None}
    faces = {topic: amount.face for topic, amount in known.items() if amount.face is not None}
    try:
        at_face = value(expression, faces)
    except (KeyError, ZeroDivisionError):
        return None
    inputs = tuple(figure for amount in known.values() for figure in amount.figures)
    return Computed(at_face, over_corners(expression, known) if is_monotonic else None, inputs)


def over_corners(expression: Expression, ranges: Mapping[Topic, Range]) -> Range | None:
    """The range of an expression that is monotonic in each topic; ``None`` where it cannot be computed.

    Examples
    --------
    >>> from kimtan.data.formulas import Quotient, Term
    >>> half, twice = Topic("rice.area", "actual"), Topic("rice.area", "plan")
    >>> ranges = {half: Range(Fraction(1), Fraction(3)), twice: Range(Fraction(4), Fraction(5))}
    >>> over_corners(Quotient(Term(half), Term(twice)), ranges)
    Range(low=Fraction(1, 5), high=Fraction(3, 4))
    """
    used = list(dict.fromkeys(topics(expression)))
    ends = [list(dict.fromkeys((ranges[topic].low, ranges[topic].high))) for topic in used]
    closed = [[end for end in pair if end is not None] for pair in ends]
    if closed != ends or not used or math.prod(map(len, ends)) > _MOST_POINTS:
        return None
    try:
        values = [value(expression, dict(zip(used, point, strict=True))) for point in product(*closed)]
    except ZeroDivisionError:
        return None
    return Range(min(values), max(values))

"""The result of an expression over stated figures: its value, its range, and the figures that it rests on.

The formulas of derived figures are monotonic in each input, whatever the other inputs are. The smallest and the largest
value are then reached where every input is at one of its ends, and all such points are tried, in exact fractions: of
addends that share no input with anything else, only both ends of what they add up to. There is no range where an end is
open or there are too many inputs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from kimtan.audit.amounts import Amount, Range
from kimtan.data.formulas import Expression, Product, Quotient, Scaled, Sum, Term, topics, value
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
    corners: dict[Topic, Sequence[Fraction]] = dict(zip(used, closed, strict=True))
    try:
        ends_of_all = _ends(_with_sums(expression, Counter(topics(expression)), corners), corners)
    except ZeroDivisionError:
        return None
    return Range(*ends_of_all)


def _ends(expression: Expression, corners: Mapping[Topic, Sequence[Fraction]]) -> tuple[Fraction, Fraction]:
    """The least and the largest value over all corners."""
    used = list(dict.fromkeys(topics(expression)))
    points = product(*(corners[topic] for topic in used))
    values = [value(expression, dict(zip(used, point, strict=True))) for point in points]
    return min(values), max(values)


def _with_sums(
    expression: Expression, uses: Mapping[Topic, int], corners: dict[Topic, Sequence[Fraction]]
) -> Expression:
    """The expression with what adds up apart from all else as one topic, whose corners are put beside the others."""

    def inside(inner: Expression) -> Expression:
        return _with_sums(inner, uses, corners)

    match expression:
        case Sum(addends):
            apart = [addend for addend in addends if all(uses[topic] == 1 for topic in topics(addend))]
            if len(apart) > 1:
                together = Topic(f"sum of {len(corners)}", "actual")
                lows, highs = zip(*(_ends(addend, corners) for addend in apart), strict=True)
                corners[together] = (sum(lows, Fraction(0)), sum(highs, Fraction(0)))
                return Sum((Term(together), *(inside(addend) for addend in addends if addend not in apart)))
            return Sum(tuple(map(inside, addends)))
        case Scaled(factor, inner):
            return Scaled(factor, inside(inner))
        case Product(left, right):
            return Product(inside(left), inside(right))
        case Quotient(dividend, divisor):
            return Quotient(inside(dividend), inside(divisor))
    return expression

"""What an expression over stated figures comes to: its value, its range, and the figures that it rests on.

All formulas of derived figures rise or fall with each of their inputs, whatever the others are. The least and the
greatest value then lie where every input is at one of its ends, and all such points are tried, in exact fractions.
Where that cannot be said (an end is open, too many inputs), there is no range.
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
"""What is stated of a topic, by indicator, measure and basis; none where nothing is."""

_MOST_POINTS = 2**12


@dataclass(frozen=True)
class Computed:
    """What came of an expression.

    Parameters
    ----------
    value
        With the figures taken at their word.
    range
        All that it can be; none where that is not known.
    inputs
        Identities of the stated figures that it rests on, in the order of the formula.
    """

    value: Fraction
    range: Range | None
    inputs: tuple[FigureId, ...]


def computed(expression: Expression, given: Given, is_monotonic: bool = True) -> Computed | None:
    """An expression over stated amounts; nothing where one is missing or a divisor is not above zero.

    Parameters
    ----------
    given
        What is stated of a topic, in its indicator's unit; its face is the value as written, of a mere bound as well.
    is_monotonic
        Whether the expression rises or falls with each topic, whatever the others are; else it has no range.
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
    """The range of an expression that rises or falls with each of its topics; none where that is not known.

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

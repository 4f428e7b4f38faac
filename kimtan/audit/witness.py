"""Levels at which a system's figures are all true, found by one guess: most systems have such levels near at hand.

A guess that meets every row, in exact fractions, proves that nothing contradicts; one that does not proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from kimtan.audit.amounts import Range
from kimtan.audit.system import Constraint, System
from kimtan.data.identities import Topic

Values = Mapping[Topic, Fraction]


def has_witness(system: System) -> bool:
    """Whether the middle of what is stated of each level, and of what follows for the others, meets every row."""
    rows: dict[Topic, list[Constraint]] = {}
    for row in system.rows:
        for topic in row.coefficients:
            rows.setdefault(topic, []).append(row)
    values: dict[Topic, Fraction] = {}
    unknown = dict.fromkeys(rows)
    while unknown:
        bound = [topic for topic in unknown if _bounds(topic, rows[topic], values)]
        for topic in bound or list(unknown)[:1]:
            possible = _possible(topic, _bounds(topic, rows[topic], values), values, is_free=topic in system.free)
            value = _middle(possible, is_whole=topic in system.whole)
            if value is None:
                return False
            values[topic] = value
            del unknown[topic]
    return all(_is_met(row, values) for row in system.rows)


def _bounds(topic: Topic, rows: Iterable[Constraint], values: Values) -> list[Constraint]:
    """The rows in which this level is the only one that is not known yet."""
    return [row for row in rows if all(other == topic or other in values for other in row.coefficients)]


def _possible(topic: Topic, rows: Iterable[Constraint], values: Values, *, is_free: bool) -> Range | None:
    """The range that the known levels leave to another; ``None`` where they leave none."""
    possible = Range(None if is_free else Fraction(0), None)
    for row in rows:
        own = row.coefficients[topic]
        if not own:
            continue
        known = _total({other: factor for other, factor in row.coefficients.items() if other != topic}, values)
        wanted = Range(*(None if end is None else end - known for end in (row.low, row.high))).times(1 / own)
        if not possible.meets(wanted):
            return None
        possible = possible.narrowed_by(wanted)
    return possible


def _middle(possible: Range | None, *, is_whole: bool) -> Fraction | None:
    """The middle of a range, or its only known end; ``None`` where it holds no value."""
    if possible is None:
        return None
    ends = [end for end in (possible.low, possible.high) if end is not None] or [Fraction(0)]
    middle = sum(ends, Fraction(0)) / len(ends)
    if not is_whole:
        return middle
    below = math.floor(middle)
    whole = Fraction(below if possible.low is None or possible.low <= below else math.ceil(middle))
    return whole if possible.high is None or whole <= possible.high else None


def _is_met(row: Constraint, values: Values) -> bool:
    total = _total(row.coefficients, values)
    return (row.low is None or row.low <= total) and (row.high is None or total <= row.high)


def _total(coefficients: Values, values: Values) -> Fraction:
    return sum((factor * values[topic] for topic, factor in coefficients.items()), Fraction(0))

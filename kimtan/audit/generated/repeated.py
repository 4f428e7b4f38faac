"""Repeated statements of one topic must agree.

What is stated in a hundred places agrees with itself in thousands of pairs, and each would be confronted. So where
there are many, those that state the same are compared in turn, and each other one with the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from kimtan.audit.amounts import Amount
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import REPEATED, about, fill

MOST_IN_PAIRS = 12
"""The most statements of a topic of which every pair is compared."""


def repeated(figures: Statements) -> Iterator[Rule]:
    """One rule for each pair of statements of the same topic and cut-off date."""
    for topic, statements in figures.repeated():
        unit = figures.unit(topic.indicator, topic.measure)
        for left, right in _pairs(statements):
            places = "+".join(figure.source for figure in left.figures + right.figures)
            label = fill("{}{}: {}", name(figures, topic.indicator), about(topic.measure, topic.basis), REPEATED)
            yield Rule("repeated", identity("repeated", *topic, places), label, unit, {topic: left}, left, right)


def _pairs(statements: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """All pairs of a few statements; of many, as many as tell which of them disagree."""
    if len(statements) <= MOST_IN_PAIRS:
        yield from combinations(statements, 2)
        return
    alike: dict[tuple[object, ...], list[Amount]] = {}
    for statement in statements:
        alike.setdefault((statement.low, statement.high, statement.face), []).append(statement)
    for same in alike.values():
        yield from pairwise(same)
    for left, right in combinations(alike.values(), 2):
        yield from ((left[0], statement) for statement in right)
        yield from ((statement, right[0]) for statement in left[1:])

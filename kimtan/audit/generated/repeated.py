"""Repeated statements of one topic must agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import REPEATED, about, fill


def repeated(figures: Statements) -> Iterator[Rule]:
    """One rule for each pair of statements of the same topic and cut-off date."""
    for topic, statements in figures.repeated():
        unit = figures.unit(topic.indicator, topic.measure)
        for left, right in combinations(statements, 2):
            places = "+".join(figure.source for figure in left.figures + right.figures)
            label = fill("{}{}: {}", name(figures, topic.indicator), about(topic.measure, topic.basis), REPEATED)
            yield Rule("repeated", identity("repeated", *topic, places), label, unit, {topic: left}, left, right)

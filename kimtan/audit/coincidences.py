"""One value under two names where other figures contradict it in both places: one of them may have been copied.

It needs the findings of all other rules, so it is looked for after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from kimtan.audit.findings import Finding
from kimtan.audit.rules import Rule, identity, name, question
from kimtan.audit.statements import Statements
from kimtan.audit.wording import ONE_VALUE, SAME_VALUE, fill
from kimtan.data.identities import FigureId
from kimtan.data.observations import Observation

_COMMON = Decimal(100)
"""Whole numbers below it are so common that two of them say nothing."""


def coincidences(findings: Iterable[Finding], figures: Statements) -> Iterator[Rule]:
    """One rule for each two suspects of different contradictions that have one value and unit."""
    doubted: dict[FigureId, set[str]] = {}
    for finding in findings:
        for suspect in finding.suspects if finding.is_wrong and not finding.form_of else ():
            doubted.setdefault(suspect.figure, set()).add(finding.id)
    rows = [figures.observations[figure] for figure in doubted if figure in figures.observations]
    for left, right in combinations([row for row in rows if not _is_common(row.value)], 2):
        if left.indicator == right.indicator or (left.value, left.unit) != (right.value, right.unit):
            continue
        if not doubted[left.figure] & doubted[right.figure] and not _is_one(left, right, figures):
            label = fill("{}; {}: {}", name(figures, left.indicator), name(figures, right.indicator), SAME_VALUE)
            yield question(
                figures.unit(left.indicator, left.measure),
                "same_value",
                identity("same_value", f"{left.figure}+{right.figure}"),
                label,
                (left.figure, right.figure),
                ONE_VALUE,
            )


def _is_common(value: Decimal) -> bool:
    return value == value.to_integral_value() and abs(value) < _COMMON


def _is_one(left: Observation, right: Observation, figures: Statements) -> bool:
    """Whether two indicators may have the same value by nature: one is a part of the other, or lies within it."""
    definitions = [figures.indicators[row.indicator] for row in (left, right)]
    wholes = {whole for definition in definitions for whole in (definition.part_of, definition.within)}
    return bool(wholes & {left.indicator, right.indicator})

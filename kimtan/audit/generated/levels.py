"""The levels that rules are made for: one measure on one stated basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import amount, derivations
from kimtan.audit.statements import Statements
from kimtan.data.formulas import Expression, Scaled, Term
from kimtan.data.identities import Topic
from kimtan.data.measures import MEASURES

ANY_LEVEL = tuple(name for name, measure in MEASURES.items() if measure.kind == "level")
"""Measures that are a level, or may be read as one."""

LEVELS = tuple(name for name in ANY_LEVEL if not MEASURES[name].is_open)
"""Measures that parts and subsets are checked for."""


def levels(
    figures: Statements, names: Sequence[str], measures: Iterable[str] = LEVELS
) -> Iterator[tuple[str, str | None, dict[Topic, Amount | None]]]:
    """Each measure and basis for which some indicator has an amount, with the amounts of all (``None`` if unknown)."""
    for measure in measures:
        for basis in figures.bases(names, [group[-1] for group in derivations(measure)]):
            terms = {
                (topic := level(figures, indicator, measure, basis)): amount(Term(topic), figures)
                for indicator in names
            }
            if any(terms.values()):
                yield measure, basis, terms


def level(figures: Statements, indicator: str, measure: str, basis: str | None) -> Topic:
    """The topic of a level; an actual without a basis of its own serves every plan."""
    return figures.actual(indicator, basis) if measure == "actual" else Topic(indicator, measure, basis)


def in_unit_of(figures: Statements, indicator: str, topic: Topic) -> Expression:
    """A topic in the unit of an indicator of the same dimension."""
    factor = Fraction(figures.unit(topic.indicator).factor) / Fraction(figures.unit(indicator).factor)
    return Term(topic) if factor == 1 else Scaled(factor, Term(topic))

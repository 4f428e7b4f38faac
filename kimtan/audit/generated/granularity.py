"""A percentage of people or things must be one that their number can give: of 12 households, none is 30 %.

Known as the GRIM test: Brown and Heathers, *The GRIM Test* (2017). Where the count itself is stated, the families of
ratios and of levels compare it; here it is not, and the range that is implied for it must hold a whole number.
"""

from __future__ import annotations

from collections.abc import Iterator

from kimtan.audit.expressions import amount
from kimtan.audit.generated.integrality import is_whole, nearest_whole
from kimtan.audit.generated.levels import levels
from kimtan.audit.generated.ratios import members
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import WHOLE, about, fill
from kimtan.data.formulas import Expression, Product, Scaled, Term, topics
from kimtan.data.identities import Topic
from kimtan.data.implied_levels import actual_by
from kimtan.data.measures import MEASURES


def granularity(figures: Statements) -> Iterator[Rule]:
    """One rule for each unstated count that a percentage and its base imply."""
    yield from _of_levels(figures)
    yield from _of_ratios(figures)


def _of_levels(figures: Statements) -> Iterator[Rule]:
    """What was achieved, implied by a percentage of a plan, or of last year's value, that is a number of things."""
    for indicator in figures.indicators:
        if not is_whole(figures, indicator):
            continue
        for measure, definition in MEASURES.items():
            if definition.level is None or not definition.is_percent:
                continue
            for basis in figures.bases([indicator], [measure]):
                level = Topic(indicator, definition.level, basis)
                if figures.has(*level) and not figures.has(*figures.actual(indicator, basis)):
                    implied = actual_by(measure, Term(level), Term(Topic(indicator, measure, basis)))
                    yield from _rule(figures, Topic(indicator, "actual", basis), implied, measure)


def _of_ratios(figures: Statements) -> Iterator[Rule]:
    """The numerator of a stated ratio over a stated number of things."""
    for ratio, top, bottom, factor in members(figures):
        if is_whole(figures, top) and is_whole(figures, bottom):
            for measure, _, (own, above, below) in levels(figures, [ratio, top, bottom], ["actual"]):
                if figures.has(*own) and figures.has(*below) and not figures.has(*above):
                    implied = Scaled(1 / factor, Product(Term(own), Term(below)))
                    yield from _rule(figures, Topic(top, measure, above.basis), implied, ratio)


def _rule(figures: Statements, topic: Topic, implied: Expression, by: str) -> Iterator[Rule]:
    """The rule that a count is a whole number as one percentage implies it; none where it is not known."""
    level = amount(implied, figures)
    if level is None:
        return
    label = fill("{}: {}{}", name(figures, topic.indicator), WHOLE, about(topic.measure, topic.basis))
    terms = {needed: amount(Term(needed), figures) for needed in topics(implied)}
    rule = identity("granularity", topic.indicator, by, topic.basis)
    yield Rule("granularity", rule, label, figures.unit(topic.indicator), terms, level, nearest_whole(level))

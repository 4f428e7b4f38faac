"""A plan of people or things is a whole number, so the range that a percentage implies must hold one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from kimtan.audit.amounts import Amount, exactly
from kimtan.audit.expressions import amount, implied_level
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import WHOLE, about, fill
from kimtan.data.formulas import Term, topics
from kimtan.data.identities import Topic
from kimtan.data.measures import MEASURES

_IMPLYING = {
    level: [name for name, measure in MEASURES.items() if measure.level == level and measure.is_percent]
    for level in dict.fromkeys(measure.level for measure in MEASURES.values() if measure.level and measure.is_percent)
}
"""The percentages that imply a level; where several are stated, the first of them is taken."""


def is_whole(figures: Statements, indicator: str) -> bool:
    """Whether an indicator counts people or things, so that its levels are whole numbers."""
    return figures.unit(indicator).exact and figures.indicators[indicator].kind != "rate"


def wholes(figures: Statements) -> Iterator[Rule]:
    """One rule for each plan, and last year's value, of people or things that is only implied."""
    for indicator in figures.indicators:
        for measure, percentages in _IMPLYING.items():
            for basis in figures.bases([indicator], percentages) if is_whole(figures, indicator) else ():
                topic = Topic(indicator, measure, basis)
                implied = implied_level(topic, figures) if not figures.has(*topic) else None
                level = None if implied is None else amount(implied, figures)
                if implied is None or level is None:
                    continue
                label = fill("{}: {}{}", name(figures, indicator), WHOLE, about(measure, basis))
                rule = identity("whole", indicator, measure, basis)
                terms = {needed: amount(Term(needed), figures) for needed in topics(implied)}
                yield Rule("whole", rule, label, figures.unit(indicator), terms, level, nearest_whole(level))


def nearest_whole(level: Amount) -> Amount:
    """The whole number nearest to a range, inside it where possible."""
    middle = level.face if level.face is not None else (level.low or Fraction(0))
    candidates = [Fraction(round(middle))]
    if level.low is not None:
        candidates.append(Fraction(math.ceil(level.low)))
    if level.high is not None:
        candidates.append(Fraction(math.floor(level.high)))
    return exactly(next((candidate for candidate in candidates if level.meets(exactly(candidate))), candidates[0]))

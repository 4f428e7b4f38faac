"""A plan of people or things is a whole number: so some whole number must lie where a percentage puts it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kimtan.audit.amounts import Amount, exactly
from kimtan.audit.expressions import amount, meaning
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import WHOLE, about, say
from kimtan.data.formulas import Term, topics
from kimtan.data.identities import Topic
from kimtan.data.measures import MEASURES

_IMPLYING = [(one.level, name) for name, one in MEASURES.items() if one.level and one.is_percent]
"""Each percentage, behind the level that it implies."""


def is_whole(figures: Statements, indicator: str) -> bool:
    """Whether an indicator counts people or things, so that its levels are whole numbers."""
    return figures.unit(indicator).exact and figures.indicators[indicator].kind != "rate"


def wholes(figures: Statements) -> Iterator[Rule]:
    """One rule for each plan, and last year's value, of people or things that is only implied."""
    for indicator in figures.indicators:
        for measure, leading in _IMPLYING:
            for basis in figures.bases([indicator], [leading]) if is_whole(figures, indicator) else ():
                topic = Topic(indicator, measure, basis)
                implied = meaning(topic, figures) if not figures.has(*topic) else None
                found = None if implied is None else amount(implied, figures)
                if implied is None or found is None:
                    continue
                label = say("{}: {}{}", name(figures, indicator), WHOLE, about(measure, basis))
                rule = identity("whole", indicator, measure, basis)
                terms = {one: amount(Term(one), figures) for one in topics(implied)}
                yield Rule("whole", rule, label, figures.unit(indicator), terms, found, _nearest(found))


def _nearest(found: Amount) -> Amount:
    """The whole number nearest to a range, in it if there is one."""
    middle = found.face if found.face is not None else (found.low or Fraction(0))
    candidates = [Fraction(round(middle))]
    if found.low is not None:
        candidates.append(Fraction(-(-found.low.numerator // found.low.denominator)))
    if found.high is not None:
        candidates.append(Fraction(found.high.numerator // found.high.denominator))
    return exactly(next((one for one in candidates if found.meets(exactly(one))), candidates[0]))

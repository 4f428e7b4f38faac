"""What a rule is, and how one is made out of its two sides.

A rule pairs what is stated with what comes out of other figures. Whether the two can agree is judged in
:mod:`kimtan.audit.confrontation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import amount
from kimtan.audit.outcomes import Outcome
from kimtan.audit.statements import Statements
from kimtan.data.formulas import Expression, Term, topics
from kimtan.data.identities import FigureId, Topic
from kimtan.data.rulebook import Severity
from kimtan.data.units import Unit
from kimtan.languages import NOTHING, Bilingual

Sign = Literal["=", "<="]


@dataclass(frozen=True)
class Rule:
    """Two amounts that must be the same, or of which the first must not exceed the second.

    Parameters
    ----------
    kind
        The family of a generated rule, or the name of a rule of ``rules.yml``.
    terms
        What it takes, a divisor last; none where that is not known.
    stated, recomputed
        The two amounts in ``unit``; none where a term is missing or cannot be divided by.
    assumes
        What it takes for granted.
    form_of
        The rule that this is another form of.
    sides
        The two amounts as expressions, where the search for suspects has to know more than what the figures state.
    applies
        Whether its own condition is met.
    outcome, named
        Of a rule that compares no amounts: what came of it, and the figures that it looked at.
    topic
        The level that it is about, where it is about one.
    """

    kind: str
    id: str
    label: Bilingual
    unit: Unit
    terms: Mapping[Topic, Amount | None]
    stated: Amount | None
    recomputed: Amount | None
    sign: Sign = "="
    assumes: Bilingual = NOTHING
    severity: Severity = "error"
    form_of: str = ""
    sides: tuple[Expression, Expression] | None = None
    applies: bool = True
    outcome: Outcome | None = None
    named: tuple[FigureId, ...] = ()
    topic: Topic | None = None


def compared(
    figures: Statements,
    kind: str,
    rule_id: str,
    label: Bilingual,
    unit: Unit,
    sides: tuple[Expression, Expression],
    sign: Sign = "=",
    assumes: Bilingual = NOTHING,
) -> Rule:
    """A rule out of its two sides, evaluated."""
    terms = {topic: amount(Term(topic), figures) for side in sides for topic in topics(side)}
    stated, recomputed = (amount(side, figures) for side in sides)
    return Rule(kind, rule_id, label, unit, terms, stated, recomputed, sign, assumes, sides=sides)


def name(figures: Statements, indicator: str) -> Bilingual:
    """An indicator's name."""
    return figures.indicators[indicator].names


def identity(*parts: str | None) -> str:
    """A rule's identity out of its parts; empty ones are left out."""
    return ":".join(part for part in parts if part)

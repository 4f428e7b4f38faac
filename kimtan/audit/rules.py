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
        The topics it uses with their amounts, a divisor last; ``None`` for an amount that is not known.
    stated, recomputed
        The two amounts in ``unit``; ``None`` where a term is missing or a divisor may be zero.
    assumes
        The assumption that it rests on.
    form_of
        The id of the rule that this one restates.
    sides
        The two amounts as expressions, for the search for suspects; ``None`` where the figures alone say enough.
    applies
        Whether its own condition is met.
    outcome, named
        For a rule that compares no amounts: its outcome, and the figures that it rests on.
    topic
        The level that it is about, if any.
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
    """A rule made from its two sides, evaluated on the figures."""
    terms = {topic: amount(Term(topic), figures) for side in sides for topic in topics(side)}
    stated, recomputed = (amount(side, figures) for side in sides)
    return Rule(kind, rule_id, label, unit, terms, stated, recomputed, sign, assumes, sides=sides)


def question(
    unit: Unit,
    kind: str,
    rule_id: str,
    label: Bilingual,
    named: tuple[FigureId, ...],
    assumes: Bilingual,
    severity: Severity = "info",
) -> Rule:
    """A rule that compares no amounts and asks about the figures that it names."""
    return Rule(
        kind,
        rule_id,
        label,
        unit,
        {},
        None,
        None,
        assumes=assumes,
        severity=severity,
        outcome="suspicious",
        named=named,
    )


def name(figures: Statements, indicator: str) -> Bilingual:
    """An indicator's name."""
    return figures.indicators[indicator].names


def identity(*parts: str | None) -> str:
    """A rule's identity, its parts joined by colons; empty parts are left out."""
    return ":".join(part for part in parts if part)

"""A share of a whole is at most 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kimtan.audit.generated.levels import ANY_LEVEL
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import WITHIN_EVERYTHING, about, fill
from kimtan.data.formulas import Constant, Term
from kimtan.data.identities import Topic


def limits(figures: Statements) -> Iterator[Rule]:
    """One rule for each level that is stated of a share in percent."""
    for indicator, definition in figures.indicators.items():
        if definition.kind != "share" or figures.unit(indicator).dimension != "percent":
            continue
        for measure in ANY_LEVEL:
            for basis in figures.bases([indicator], [measure]):
                label = fill("{} {}{}", name(figures, indicator), WITHIN_EVERYTHING, about(measure, basis))
                sides = (Term(Topic(indicator, measure, basis)), Constant(Fraction(100)))
                rule = identity("limit", indicator, measure, basis)
                yield compared(figures, "limit", rule, label, figures.unit(indicator), sides, "<=")

"""The rules of ``rules.yml``, evaluated on a period's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import amount
from kimtan.audit.rules import Rule, compared
from kimtan.audit.statements import Statements
from kimtan.data.formula_text import Relation
from kimtan.data.rulebook import WrittenRule
from kimtan.data.units import in_base
from kimtan.period import Period


def written(rulebook: Sequence[WrittenRule], figures: Statements, period: Period, unit: str) -> Iterator[Rule]:
    """Every written rule of which at least one figure is stated, in the order of the file.

    ``applies`` is false where its conditions are not met.

    ``unit`` is the name of the administrative unit, which begins with its kind.
    """
    for rule in rulebook:
        sides = (rule.comparison.left, rule.comparison.right)
        made = compared(figures, rule.id, rule.id, rule.label, rule.unit, sides, rule.comparison.sign, rule.assumes)
        if not any(figures.has(*topic) for topic in made.terms):
            continue
        factor = 1 / in_base(rule.unit)
        stated, recomputed = (_times(side, factor) for side in (made.stated, made.recomputed))
        applies = rule.applies_in(period, unit) and _is_met(rule.condition, figures)
        yield replace(made, stated=stated, recomputed=recomputed, severity=rule.severity, applies=applies)


def _times(side: Amount | None, factor: Fraction) -> Amount | None:
    return None if side is None else side.times(factor)


def _is_met(condition: Relation | None, figures: Statements) -> bool:
    """Whether a rule's condition can hold; a condition that cannot be evaluated counts as not met."""
    if condition is None:
        return True
    stated, recomputed = amount(condition.left, figures), amount(condition.right, figures)
    if stated is None or recomputed is None:
        return False
    return stated.reaches_down_to(recomputed) if condition.sign == "<=" else stated.meets(recomputed)

"""A rule judged on the ranges that written figures stand for.

There are no arbitrary tolerances and no corrections: a finding gives what is stated, what follows from other figures,
and whether both can be true.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kimtan.audit.amounts import Amount, exactly
from kimtan.audit.findings import Finding
from kimtan.audit.outcomes import Outcome
from kimtan.audit.rules import Rule
from kimtan.audit.statements import Statements
from kimtan.audit.wording import DATES_DIFFER, QUALIFIERS_DIFFER


def confront(rule: Rule, figures: Statements) -> Finding:
    """The finding of one rule: its outcome, the two ranges and their gap."""
    amounts = (*rule.terms.values(), rule.stated, rule.recomputed)
    named = [figure for amount in amounts if amount for figure in amount.figures]
    known = tuple(dict.fromkeys((*named, *rule.named)))
    missing = [topic for topic, amount in rule.terms.items() if amount is None]
    if not missing and rule.outcome is None and (rule.stated is None or rule.recomputed is None):
        missing = list(rule.terms)[-1:]  # every term is known, so the last one, the divisor, may be zero
    assumes = rule.assumes
    if not any(assumes) and len(figures.cut_offs(known)) > 1:
        assumes = DATES_DIFFER
    if not any(assumes) and rule.kind == "repeated" and len(figures.qualifiers(known)) > 1:
        assumes = QUALIFIERS_DIFFER
    outcome = (
        "not_evaluable" if missing or not rule.applies else rule.outcome or _outcome(rule, has_assumption=any(assumes))
    )
    return Finding(
        id=rule.id,
        rule=rule.kind,
        label=rule.label,
        severity=rule.severity,
        outcome=outcome,
        figures=known,
        unit=rule.unit.unit,
        stated=None if rule.stated is None else rule.stated.interval,
        recomputed=None if rule.recomputed is None else rule.recomputed.interval,
        face=_face(rule.stated),
        gap=_gap(rule),
        missing=tuple(missing),
        applies=rule.applies,
        topic=rule.topic,
        assumes=assumes,
        form_of=rule.form_of,
        restricted=any(figures.indicators[topic.indicator].restricted for topic in rule.terms),
    )


def _outcome(rule: Rule, *, has_assumption: bool) -> Outcome:
    stated, recomputed = rule.stated, rule.recomputed
    if stated is None or recomputed is None:
        return "not_evaluable"
    is_bounded = rule.sign == "<="
    if not (stated.reaches_down_to(recomputed) if is_bounded else stated.meets(recomputed)):
        return "suspicious" if has_assumption else "cannot_hold"
    if stated.face is None or recomputed.face is None or stated.face == recomputed.face:
        return "holds"
    return "holds" if is_bounded and stated.face < recomputed.face else "holds_by_rounding"


def _face(stated: Amount | None) -> Decimal | None:
    return None if stated is None or stated.face is None else exactly(stated.face).interval.low


def _gap(rule: Rule) -> Decimal | None:
    """The distance between the two sides, never negative; zero where they can agree."""
    stated, recomputed = rule.stated, rule.recomputed
    if stated is None or recomputed is None:
        return None
    gap = Fraction(0)
    if recomputed.high is not None and stated.low is not None:
        gap = max(gap, stated.low - recomputed.high)
    if rule.sign == "=" and recomputed.low is not None and stated.high is not None:
        gap = max(gap, recomputed.low - stated.high)
    return exactly(gap).interval.high

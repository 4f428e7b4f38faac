"""Targets for the rest of the year must agree with the plan, the announced year-end level and the whole.

A report's task list does not say how its figures are to be read. Each is tried as what remains to be done and as the
level to reach; the rule is suspicious only where neither agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kimtan.audit.generated.levels import in_unit_of
from kimtan.audit.rules import Rule, Sign, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import NOT_BELOW_ACTUAL, TARGET_READ, YEAR_END_IS_PLAN, fill
from kimtan.data.formulas import Expression, Sum, Term, minus
from kimtan.data.identities import Topic
from kimtan.data.indicators import CUMULATIVE_KINDS
from kimtan.data.measures import MEASURES


def targets(figures: Statements) -> Iterator[Rule]:
    """Targets, and levels announced for the end of the year."""
    for indicator, definition in figures.indicators.items():
        if figures.has(indicator, "target"):
            for measure, level in levels_of_the_year(figures, indicator):
                yield _read(figures, indicator, measure, level, "=")
            for whole in filter(None, (definition.within, definition.part_of)):
                if whole in figures.indicators and figures.has(whole, "actual"):
                    topic = in_unit_of(figures, indicator, Topic(whole, "actual"))
                    yield _read(figures, indicator, whole, topic, "<=")
        if figures.has(indicator, "year_end"):
            yield from _announced(figures, indicator)


def levels_of_the_year(figures: Statements, indicator: str) -> Iterator[tuple[str, Expression]]:
    """The year's levels to compare a target with; the unstated plan where there is none.

    None where the tasks are those of the next month or quarter, which say nothing of the year's end.
    """
    if not figures.is_tasked_for_the_year:
        return
    bases = figures.plan_bases(indicator)
    is_announced = figures.has(indicator, "year_end")
    for basis in bases or ([] if is_announced else [None]):
        yield identity("plan", basis), Term(Topic(indicator, "plan", basis))
    if is_announced:
        yield "year_end", Term(Topic(indicator, "year_end"))


def _read(figures: Statements, indicator: str, about: str, level: Expression, sign: Sign) -> Rule:
    """The rule with the target read as what remains, or as the level itself where only that agrees."""
    target, actual = Term(Topic(indicator, "target")), Term(Topic(indicator, "actual"))
    of = name(figures, about) if sign == "<=" else MEASURES[about.partition(":")[0]].name
    label = fill("{} ({}): {}", name(figures, indicator), MEASURES["target"].name, of)
    rule, unit = identity("target", indicator, about), figures.unit(indicator)
    remains = compared(figures, "target", rule, label, unit, (target, minus(level, actual)), sign, TARGET_READ)
    reaches = compared(figures, "target", rule, label, unit, (target, level), sign, TARGET_READ)
    is_level = not agrees(remains) and agrees(reaches)
    chosen = reaches if is_level or (remains.recomputed is None and reaches.recomputed is not None) else remains
    return replace(chosen, sides=(Sum((actual, target)), level)) if chosen is remains else chosen


def agrees(rule: Rule) -> bool:
    """Whether both sides of a rule are known and can agree."""
    if rule.stated is None or rule.recomputed is None:
        return False
    if rule.sign == "<=":
        return rule.stated.reaches_down_to(rule.recomputed)
    return rule.stated.meets(rule.recomputed)


def _announced(figures: Statements, indicator: str) -> Iterator[Rule]:
    """A level announced for the end of the year equals the plan and, if cumulative, is not below the actual."""
    unit, announced = figures.unit(indicator), Term(Topic(indicator, "year_end"))
    for basis in figures.plan_bases(indicator):
        label = fill("{}: {} = {}", name(figures, indicator), MEASURES["year_end"].name, MEASURES["plan"].name)
        sides = (announced, Term(Topic(indicator, "plan", basis)))
        rule = identity("year_end", indicator, "plan", basis)
        yield compared(figures, "year_end", rule, label, unit, sides, assumes=YEAR_END_IS_PLAN)
    if figures.indicators[indicator].kind in CUMULATIVE_KINDS and figures.has(indicator, "actual"):
        label = fill("{}: {} {}", name(figures, indicator), MEASURES["year_end"].name, NOT_BELOW_ACTUAL)
        sides = (Term(Topic(indicator, "actual")), announced)
        rule = identity("year_end", indicator, "actual")
        yield compared(figures, "year_end", rule, label, unit, sides, "<=")

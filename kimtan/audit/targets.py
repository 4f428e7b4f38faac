"""How a target of the next half is to be read: as what remains, as the level to reach, or as neither.

A report's task list states figures whose reading it leaves open. Where a level for the end of the year is known
(stated, planned, or implied by a percentage), the readings can be tried on the ranges that the figures stand for.
"""

from __future__ import annotations

from typing import Literal

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import amount, derived_level
from kimtan.audit.statements import Statements

Reading = Literal["remaining", "level", "neither", "unknown"]


def reading(figures: Statements, indicator: str) -> Reading:
    """Which reading of an indicator's target agrees with what else is stated of it.

    ``remaining`` when actual + target meets a known level of the year's end, ``level`` when the target itself does,
    ``neither`` when levels are known and none fits, ``unknown`` when none is known or the tasks are those of the next
    month or quarter alone.
    """
    target, actual = figures.stated(indicator, "target"), figures.stated(indicator, "actual")
    levels = year_end_levels(figures, indicator)
    if target is None or not levels or not figures.is_tasked_for_the_year:
        return "unknown"
    if actual is not None and any(actual.plus(target).meets(level) for level in levels):
        return "remaining"
    return "level" if any(target.meets(level) for level in levels) else "neither"


def year_end_levels(figures: Statements, indicator: str) -> list[Amount]:
    """Where the year is to end by other statements: an announced level, a plan, or one that a percentage implies."""
    levels = [level for measure in ("year_end", "plan") if (level := figures.stated(indicator, measure))]
    implied = amount(derived_level(indicator, ("actual", "pct_of_plan"), None, figures), figures)
    return levels if implied is None else [*levels, implied]

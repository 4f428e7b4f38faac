"""Tasks for the rest of the year are all to be read alike: as what remains to be done, or as the level to reach.

Which of the two a figure is, others can show: the plan of the year, what was achieved, and that no share exceeds its
whole. Shares and amounts are compared among themselves, for a list of works to do naturally names the shares to reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kimtan.audit.amounts import Amount, exactly
from kimtan.audit.expressions import amount
from kimtan.audit.generated.targets import agrees, levels_of_the_year
from kimtan.audit.rules import Rule, compared, identity, name, question
from kimtan.audit.statements import Statements
from kimtan.audit.wording import READ_ALIKE, REMAINS, TO_REACH, fill, joined
from kimtan.data.formulas import Expression, Term, minus
from kimtan.data.identities import Topic
from kimtan.data.indicators import CUMULATIVE_KINDS
from kimtan.languages import NOTHING, Bilingual

_ALIKE = dict.fromkeys(CUMULATIVE_KINDS, "amount") | {"share": "share", "stock": "stock", "rate": "rate"}
"""Which kinds of indicators are read alike; growth and yields are levels by nature and told among themselves."""

_WHOLE = exactly(Fraction(100))


def task_lists(figures: Statements) -> Iterator[Rule]:
    """One rule for each kind of which both readings are seen."""
    readings: dict[str, dict[bool, list[str]]] = {}
    for indicator, definition in figures.indicators.items():
        if figures.has(indicator, "target") and (is_level := _is_level(figures, indicator)) is not None:
            readings.setdefault(_ALIKE[definition.kind], {True: [], False: []})[is_level].append(indicator)
    for kind, indicators in readings.items():
        if all(indicators.values()):
            yield _rule(figures, kind, indicators[False], indicators[True])


def _is_level(figures: Statements, indicator: str) -> bool | None:
    """Whether a target can only be a level to reach, or only what remains (False); ``None`` where both can be."""
    target, actual = Term(Topic(indicator, "target")), Term(Topic(indicator, "actual"))
    unit, is_share = figures.unit(indicator), figures.indicators[indicator].kind == "share"

    def can_be(stated: Expression, level: Expression) -> bool:
        made = compared(figures, "task_list", "", NOTHING, unit, (stated, level))
        return made.stated is None or made.recomputed is None or agrees(made)

    known = [level for _, level in levels_of_the_year(figures, indicator)]
    remains = all(can_be(target, minus(level, actual)) for level in known)
    reaches = all(can_be(target, level) for level in known)
    ahead, achieved = amount(target, figures), amount(actual, figures)
    if ahead is not None and achieved is not None:
        if is_share and unit.dimension == "percent":
            remains = remains and ahead.plus(achieved).reaches_down_to(_WHOLE)
        definition = figures.indicators[indicator]
        if definition.kind in CUMULATIVE_KINDS or definition.better == "higher":  # nobody aims below what there is
            reaches = reaches and achieved.reaches_down_to(ahead)
    return None if remains == reaches else reaches


def _rule(figures: Statements, kind: str, remaining: list[str], reached: list[str]) -> Rule:
    """The rule that all are read alike, with the figures of both readings."""
    label = fill("{}: {}; {}: {}", REMAINS, _names(figures, remaining), TO_REACH, _names(figures, reached))
    stated: list[Amount] = [
        statement for indicator in (*remaining, *reached) for statement in figures.statements(indicator, "target")
    ]
    return question(
        figures.unit(remaining[0]),
        "task_list",
        identity("task_list", kind),
        label,
        tuple(figure for statement in stated for figure in statement.figures),
        READ_ALIKE,
        severity="warning",
    )


def _names(figures: Statements, indicators: list[str]) -> Bilingual:
    return joined(", ", (name(figures, indicator) for indicator in indicators))

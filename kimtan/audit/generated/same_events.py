"""One case told in two sections: as many cases, and the same amount of money, under two pairs of names.

A sum over both would count it twice. Money must agree to the last digit and be more than a round number, so that no
coincidence is taken for a case.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kimtan.audit.rules import Rule, identity, name, question
from kimtan.audit.statements import Statements
from kimtan.audit.wording import ONE_EVENT, TOLD_TWICE, fill

_DIGITS = 2
"""The fewest significant digits of money that no coincidence is expected of."""


def same_events(figures: Statements) -> Iterator[Rule]:
    """One rule for each two amounts of money that are the same in two sections, with counts that are the same too."""
    money = [name for name in _stated(figures, "flow") if figures.unit(name).dimension == "money"]
    counts = [name for name in _stated(figures, "count") if figures.unit(name).dimension == "count"]
    for left, right in combinations(money, 2):
        if _is_coincidence(figures, left, right) and _digits(figures, left) >= _DIGITS:
            sections = [figures.indicators[indicator].section for indicator in (left, right)]
            pairs = (
                (first, second)
                for first in counts
                for second in counts
                if [figures.indicators[indicator].section for indicator in (first, second)] == sections
                and _is_coincidence(figures, first, second)
            )
            counted = next(pairs, None)
            if counted is not None:
                yield _rule(figures, (counted[0], left), (counted[1], right))


def _stated(figures: Statements, kind: str) -> list[str]:
    """The indicators of a kind of which an actual is stated."""
    return [
        indicator
        for indicator, definition in figures.indicators.items()
        if definition.kind == kind and figures.has(indicator, "actual")
    ]


def _is_coincidence(figures: Statements, left: str, right: str) -> bool:
    """Whether two indicators of different sections, neither in the other, have exactly the same value."""
    definitions = figures.indicators[left], figures.indicators[right]
    if definitions[0].section == definitions[1].section:
        return False
    related = {left, right} & {whole for definition in definitions for whole in (definition.part_of, definition.within)}
    values = [_value(figures, indicator) for indicator in (left, right)]
    return not related and values[0] is not None and values[0] == values[1]


def _value(figures: Statements, indicator: str) -> Decimal | None:
    """The value of an actual in the smallest of its units; ``None`` where it is not stated exactly, or zero."""
    stated = figures.stated(indicator, "actual")
    if stated is None or stated.face is None:
        return None
    row = figures.observations.get(stated.figures[0])
    return None if row is None else row.value * figures.units[row.unit].factor or None


def _digits(figures: Statements, indicator: str) -> int:
    """The number of significant digits of an actual as it is written."""
    value = _value(figures, indicator)
    return 0 if value is None else len(value.normalize().as_tuple().digits)


def _rule(figures: Statements, told: tuple[str, str], again: tuple[str, str]) -> Rule:
    """The rule that a count and its money in one section are not those of the other."""
    names = [name(figures, indicator) for indicator in (*told, *again)]
    label = fill("{}, {} = {}, {}: {}", *names, TOLD_TWICE)
    amounts = [stated for indicator in (*told, *again) if (stated := figures.stated(indicator, "actual")) is not None]
    return question(
        figures.unit(told[1]),
        "same_event",
        identity("same_event", told[1], again[1]),
        label,
        tuple(figure for stated in amounts for figure in stated.figures),
        ONE_EVENT,
    )

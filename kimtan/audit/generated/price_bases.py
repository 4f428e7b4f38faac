"""Growth of amounts of money compares only where all of it is in one kind of prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kimtan.audit.rules import Rule
from kimtan.audit.statements import Statements
from kimtan.audit.wording import ONE_PRICE
from kimtan.data.measures import MEASURES


def on_one_price(figures: Statements, names: Sequence[str], rule: Rule) -> Rule:
    """The rule about a total of money and its parts, with what it assumes of their prices if it rests on growth.

    Where the dictionary states the prices and they are the same, nothing is assumed; where it states different ones,
    the rule does not apply; where it states none, the rule assumes that they are the same. Parts of an amount are in
    its prices unless their own are stated.
    """
    if not _is_money(figures, names[0]) or not _rests_on_growth(rule):
        return rule
    prices = {_price(figures, name) for name in names}
    if len(prices - {None}) > 1:
        return replace(rule, applies=False)
    return replace(rule, assumes=ONE_PRICE) if None in prices else rule


def _price(figures: Statements, name: str | None) -> str | None:
    """The prices that are stated of an indicator, or of what it is a part of."""
    while name is not None and (known := figures.indicators.get(name)) is not None:
        if known.price is not None:
            return known.price
        name = known.part_of
    return None


def _is_money(figures: Statements, name: str) -> bool:
    return figures.unit(name).dimension == "money"


def _rests_on_growth(rule: Rule) -> bool:
    """Whether a percentage of growth is among the figures that lead to the rule's amounts."""
    measures = [MEASURES[figure.topic.measure] for amount in rule.terms.values() if amount for figure in amount.figures]
    return any(measure.is_percent and measure.level == "last_year" for measure in measures)

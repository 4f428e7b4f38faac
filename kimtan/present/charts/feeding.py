"""What the kinds of chart take from a section's facts: a frame's rows, a whole's parts, a unit's name."""

from __future__ import annotations

from kimtan.present.blocks import Number
from kimtan.present.facts import Facts


def row(facts: Facts, indicator: str, column: str, shown: Number | None, **more: object) -> dict[str, object]:
    """A frame's row for an indicator: its name, a cell of ``facts.frame`` as a value, and the number that says it."""
    return {"label": facts.name(indicator), "value": facts.value(indicator, column), "shown": shown, **more}


def parts(facts: Facts, whole: str, breakdown: str | None = None) -> tuple[str, ...]:
    """Identities of a whole's parts; none of a whole that this edition withholds."""
    known = facts.dataset.parts(whole, breakdown)
    return known if whole in facts.dataset.indicators else ()


def unit(facts: Facts, indicator: str) -> str:
    """The name of an indicator's unit in the facts' language."""
    return facts.dataset.units[facts.dataset.indicators[indicator].unit].name(facts.language)


def sector(indicator: str) -> str | None:
    """A sector of the economy, for its colour; ``None`` for all others."""
    return indicator if indicator.startswith("income.") else None

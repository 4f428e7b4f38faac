"""A whole equals the sum of its parts, in each of its breakdowns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kimtan.audit.generated.levels import in_unit_of, levels
from kimtan.audit.generated.price_bases import on_one_price
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import about, fill, joined
from kimtan.data.formulas import Sum, Term


def breakdowns(figures: Statements) -> dict[tuple[str, str], list[str]]:
    """The parts of each breakdown of each whole, in table order."""
    parts_of: dict[tuple[str, str], list[str]] = {}
    for part, definition in figures.indicators.items():
        if definition.part_of in figures.indicators and definition.part_of and definition.breakdown:
            parts_of.setdefault((definition.part_of, definition.breakdown), []).append(part)
    return parts_of


def parts(figures: Statements) -> Iterator[Rule]:
    """One rule for each breakdown, level and basis of which anything is known."""
    for (whole, breakdown), names in breakdowns(figures).items():
        addends = joined(" + ", (name(figures, part) for part in names))
        for measure, basis, terms in levels(figures, [whole, *names]):
            whole_topic, *part_topics = terms
            sides = (Term(whole_topic), Sum(tuple(in_unit_of(figures, whole, topic) for topic in part_topics)))
            label = fill("{} = {}{}", name(figures, whole), addends, about(measure, basis))
            rule = identity("parts", whole, breakdown, measure, basis)
            made = compared(figures, "parts", rule, label, figures.unit(whole), sides)
            yield on_one_price(figures, [whole, *names], replace(made, topic=whole_topic))

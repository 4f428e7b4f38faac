"""A whole is the sum of the parts of each of its breakdowns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from kimtan.audit.generated.levels import in_unit_of, levels
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import about, say
from kimtan.data.formulas import Sum, Term


def breakdowns(figures: Statements) -> dict[tuple[str, str], list[str]]:
    """The parts of each breakdown of each whole, in table order."""
    found: dict[tuple[str, str], list[str]] = {}
    for part, one in figures.indicators.items():
        if one.part_of in figures.indicators and one.part_of and one.breakdown:
            found.setdefault((one.part_of, one.breakdown), []).append(part)
    return found


def parts(figures: Statements) -> Iterator[Rule]:
    """One rule for each breakdown, level and basis of which anything is known."""
    for (whole, breakdown), names in breakdowns(figures).items():
        addends = reduce(lambda one, two: say("{} + {}", one, two), (name(figures, part) for part in names))
        for measure, basis, terms in levels(figures, [whole, *names]):
            first, *others = terms
            sides = (Term(first), Sum(tuple(in_unit_of(figures, whole, part) for part in others)))
            label = say("{} = {}{}", name(figures, whole), addends, about(measure, basis))
            rule = identity("parts", whole, breakdown, measure, basis)
            yield replace(compared(figures, "parts", rule, label, figures.unit(whole), sides), topic=first)

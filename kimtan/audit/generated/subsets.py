"""A subset is not larger than its set."""

from __future__ import annotations

from collections.abc import Iterator

from kimtan.audit.generated.levels import in_unit_of, levels
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import NO_MORE_THAN, about, fill, lowered
from kimtan.data.formulas import Term


def subsets(figures: Statements) -> Iterator[Rule]:
    """One rule for each subset, level and basis of which anything is known."""
    for subset, definition in figures.indicators.items():
        if definition.within and definition.within in figures.indicators:
            for measure, basis, (own, whole) in levels(figures, [subset, definition.within]):
                whole_name = lowered(name(figures, definition.within))
                label = fill("{} {} {}{}", name(figures, subset), NO_MORE_THAN, whole_name, about(measure, basis))
                rule = identity("subset", subset, measure, basis)
                sides = (Term(own), in_unit_of(figures, subset, whole))
                yield compared(figures, "subset", rule, label, figures.unit(subset), sides, "<=")

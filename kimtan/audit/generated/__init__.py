"""Families of rules that follow from the data dictionary and from the measures themselves, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kimtan.audit.generated.across_periods import across_periods
from kimtan.audit.generated.cut_offs import cut_offs, early_cut_offs
from kimtan.audit.generated.granularity import granularity
from kimtan.audit.generated.implied_levels import last_year, plan
from kimtan.audit.generated.integrality import wholes
from kimtan.audit.generated.limits import limits
from kimtan.audit.generated.lists import lists
from kimtan.audit.generated.names import names
from kimtan.audit.generated.parts import parts
from kimtan.audit.generated.ratios import ratios
from kimtan.audit.generated.repeated import repeated
from kimtan.audit.generated.restatements import forms
from kimtan.audit.generated.same_events import same_events
from kimtan.audit.generated.shared_denominators import bases
from kimtan.audit.generated.subsets import subsets
from kimtan.audit.generated.targets import targets
from kimtan.audit.generated.task_lists import task_lists
from kimtan.audit.rules import Rule
from kimtan.audit.statements import Statements

FAMILIES: tuple[Callable[[Statements], Iterator[Rule]], ...] = (
    parts, forms, plan, last_year, repeated, subsets, ratios, bases, wholes, granularity, limits, lists, targets,
    task_lists, cut_offs, early_cut_offs, same_events, names, across_periods,
)  # fmt: skip
"""The families, in the order in which their findings are shown."""


def generated(figures: Statements) -> Iterator[Rule]:
    """Every rule of the data dictionary of which at least one figure is stated, by family, then in table order."""
    for family in FAMILIES:
        yield from family(figures)

"""All measures that state or imply a plan, or last year's value, must give the same one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import amount, derived_level
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import fill
from kimtan.data.identities import Topic
from kimtan.data.implied_levels import DERIVATIONS
from kimtan.data.measures import MEASURES

_Known = dict[Topic, Amount | None]


def plan(figures: Statements) -> Iterator[Rule]:
    """The plan as assigned, by completion, and by what remains."""
    yield from _comparisons(figures, "plan")


def last_year(figures: Statements) -> Iterator[Rule]:
    """Last year's value as stated, by growth, by index, and by the absolute change."""
    yield from _comparisons(figures, "last_year")


def _comparisons(figures: Statements, kind: Literal["plan", "last_year"]) -> Iterator[Rule]:
    leading = [derivation[-1] for derivation in DERIVATIONS[kind]]
    for indicator in figures.indicators:
        unit = figures.unit(indicator)
        for basis in figures.bases([indicator], leading):
            topics = [figures.actual(indicator, basis), *(Topic(indicator, measure, basis) for measure in leading)]
            terms = {topic: figures.stated(*topic) for topic in topics}
            known = {
                derivation: implied
                for derivation in DERIVATIONS[kind]
                if figures.has(indicator, derivation[-1], basis)
                and (implied := amount(derived_level(indicator, derivation, basis, figures), figures))
            }
            for left, right in combinations(known, 2):
                taken = {topic: stated for topic, stated in terms.items() if topic.measure in {*left, *right}}
                formulas = (MEASURES[derivation[-1]].way for derivation in (left, right))
                label = fill("{}: {} = {}", name(figures, indicator), *formulas)
                rule = identity(kind, indicator, "*".join(left), "*".join(right), basis)
                yield Rule(kind, rule, label, unit, taken, known[left], known[right])
            if len(known) < 2:
                label = fill("{}: {}", name(figures, indicator), MEASURES[kind].name)
                only = next(iter(known.values()), None)
                rule = identity(kind, indicator, basis)
                yield Rule(kind, rule, label, unit, _lacking(terms, leading), only, None)


def _lacking(terms: _Known, leading: Sequence[str]) -> _Known:
    """The known terms, and those still needed: the actual and the level itself, or else the first that implies it."""
    lacking = [topic for topic, stated in terms.items() if stated is None]
    needed = [topic for topic in lacking if topic.measure in {"actual", leading[0]}] or lacking[:1]
    return {topic: stated for topic, stated in terms.items() if stated is not None or topic in needed}

"""Rules that a document gives grounds for: some of the audit's ask what is known of a dictionary's figures alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kimtan.audit.amounts import Amount
from kimtan.audit.rules import Rule
from kimtan.extract.passages import ReadDocument
from kimtan.extract.times import Times
from kimtan.period import Period

_OF_A_DICTIONARY = "one_name"
"""A report tells of one thing how many there are and what they cost; a dictionary names that apart."""


def applicable(rules: Iterable[Rule], document: ReadDocument, period: Period | None) -> Iterator[Rule]:
    """The rules without those that the document gives no grounds for.

    Tasks are compared with the year's plan where the report is of part of that year, and where its plan is known and
    not reached yet: else they are those of the next year, or what the plan is of is something else.
    """
    is_part_of_year = period.kind != "FY" if period is not None else bool(Times(document).main)
    for rule in rules:
        if rule.kind == _OF_A_DICTIONARY:
            continue
        if rule.kind != "target" or (is_part_of_year and _is_left(rule)) or rule.sign == "<=":  # no more than its whole
            yield rule


def _is_left(rule: Rule) -> bool:
    """Whether what was reached so far is known, and the level of the year's end is above it."""
    known: dict[str, Amount | None] = {topic.measure: amount for topic, amount in rule.terms.items()}
    reached, level = known.get("actual"), known.get("plan") or known.get("year_end")
    return reached is not None and level is not None and not level.reaches_down_to(reached)

"""Lists in a source: as many members as stated, numbered without a gap, and no member on two exclusive lists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from kimtan.audit.amounts import exactly
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import (
    DONE_AND_TO_DO,
    ENUMERATED,
    MET_AND_UNMET,
    NO_GAP,
    NUMBERED,
    SAME_MEMBER,
    SET_IS_UNMET,
    about,
    fill,
    joined,
)  # fmt: skip
from kimtan.data.identities import LISTED
from kimtan.data.texts import NamedList
from kimtan.languages import Bilingual


def lists(figures: Statements) -> Iterator[Rule]:
    """Counts, numbering, and members that two lists should or should not share."""
    yield from _counts(figures)
    for named in figures.lists:
        if named.numbers:
            yield _numbering(figures, named)
    for left, right in combinations(figures.lists, 2):
        yield from _members(figures, left, right)


def _counts(figures: Statements) -> Iterator[Rule]:
    for topic, counted in figures.counted():
        unit = figures.unit(topic.indicator)
        stated = [statement for statement in figures.statements(*topic) if statement.figures[0].topic.basis != LISTED]
        label = fill("{}{}: {}", name(figures, topic.indicator), about(topic.measure, topic.basis), ENUMERATED)
        for statement in stated:
            places = "+".join(figure.source for figure in statement.figures + counted.figures)
            yield Rule("list", identity("list", *topic, places), label, unit, {topic: statement}, statement, counted)


def _numbering(figures: Statements, named: NamedList) -> Rule:
    label = fill("{}{}: {}", name(figures, named.indicator), about(named.measure, None), NUMBERED)
    rule = identity("numbering", named.indicator, named.measure, named.source)
    last, count = (exactly(Fraction(number), named.figure) for number in (max(named.numbers), len(named.members)))
    return Rule(
        "numbering", rule, label, figures.unit(named.indicator), {named.topic: last}, last, count, assumes=NO_GAP
    )


def _members(figures: Statements, left: NamedList, right: NamedList) -> Iterator[Rule]:
    """Members of two lists: none is both done and to do, or both met and unmet; every task is among what is unmet."""
    wholes = [
        (figures.indicators[named.indicator].part_of, figures.indicators[named.indicator].breakdown)
        for named in (left, right)
    ]
    are_siblings = wholes[0] == wholes[1] and wholes[0][0] is not None
    if left.indicator == right.indicator and {left.measure, right.measure} == {"actual", "target"}:
        yield _shared(figures, left, right, DONE_AND_TO_DO, SAME_MEMBER, 0)
    elif left.indicator != right.indicator and are_siblings and left.measure == right.measure == "actual":
        yield _shared(figures, left, right, MET_AND_UNMET, SAME_MEMBER, 0)
    elif left.indicator != right.indicator and are_siblings and {left.measure, right.measure} == {"actual", "target"}:
        task = left if left.measure == "target" else right
        yield _shared(figures, task, right if task is left else left, SET_IS_UNMET, SAME_MEMBER, len(task.members))


def _shared(
    figures: Statements, left: NamedList, right: NamedList, words: Bilingual, assumes: Bilingual, wanted: int
) -> Rule:
    """The number of members that two lists share, compared with the number they should share."""
    common = [(first, second) for first in left.members for second in right.members if _is_same(first.vi, second.vi)]
    label = fill("{}: {}", name(figures, left.indicator), words)
    if common and not wanted:
        pairs = [Bilingual(_pair(first.vi, second.vi), _pair(first.en, second.en)) for first, second in common]
        label = fill("{} ({})", label, joined("; ", pairs))
    stated, must = exactly(Fraction(len(common)), left.figure, right.figure), exactly(Fraction(wanted))
    terms = dict.fromkeys((left.topic, right.topic), stated)
    rule = identity("members", left.indicator, f"{left.source}+{right.figure.source.within}")
    return Rule("members", rule, label, figures.unit(left.indicator), terms, stated, must, assumes=assumes)


def _is_same(left: str, right: str) -> bool:
    """Whether two names may mean the same: they are equal, or one begins with all words of the other."""
    first, second = left.casefold().split(), right.casefold().split()
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _pair(left: str, right: str) -> str:
    return left if left == right else f"{left} – {right}"

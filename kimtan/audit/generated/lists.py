"""Lists that a source enumerates: as many members as it announces, numbered without a gap, and none on two sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from itertools import combinations

from kimtan.audit.amounts import Amount, exactly
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
    say,
)  # fmt: skip
from kimtan.data.identities import LISTED, FigureId
from kimtan.data.texts import NamedList
from kimtan.languages import Bilingual


def lists(figures: Statements) -> Iterator[Rule]:
    """Counts, numbering, and members that two lists should or should not share."""
    yield from _counts(figures)
    for named in figures.lists:
        if named.numbers:
            yield _numbering(figures, named)
    for one, two in combinations(figures.lists, 2):
        yield from _members(figures, one, two)


def _counts(figures: Statements) -> Iterator[Rule]:
    for topic, counted in figures.counted():
        unit = figures.unit(topic.indicator)
        stated = [one for one in figures.statements(*topic) if one.figures[0].topic.basis != LISTED]
        label = say("{}{}: {}", name(figures, topic.indicator), about(topic.measure, topic.basis), ENUMERATED)
        for one in stated:
            places = "+".join(figure.source for figure in one.figures + counted.figures)
            yield Rule("list", identity("list", *topic, places), label, unit, {topic: one}, one, counted)


def _numbering(figures: Statements, named: NamedList) -> Rule:
    label = say("{}{}: {}", name(figures, named.indicator), about(named.measure, None), NUMBERED)
    rule = identity("numbering", named.indicator, named.measure, named.source)
    last, count = (_count(one, named.figure) for one in (max(named.numbers), len(named.members)))
    return Rule(
        "numbering", rule, label, figures.unit(named.indicator), {named.topic: last}, last, count, assumes=NO_GAP
    )


def _members(figures: Statements, one: NamedList, two: NamedList) -> Iterator[Rule]:
    """Members in two lists: done and to do are apart, as met and unmet are; what is set as a task is still unmet."""
    own, other = figures.indicators[one.indicator], figures.indicators[two.indicator]
    is_sibling = own.part_of is not None and (own.part_of, own.breakdown) == (other.part_of, other.breakdown)
    if one.indicator == two.indicator and {one.measure, two.measure} == {"actual", "target"}:
        yield _shared(figures, one, two, DONE_AND_TO_DO, SAME_MEMBER, 0)
    elif one.indicator != two.indicator and is_sibling and one.measure == two.measure == "actual":
        yield _shared(figures, one, two, MET_AND_UNMET, SAME_MEMBER, 0)
    elif one.indicator != two.indicator and is_sibling and {one.measure, two.measure} == {"actual", "target"}:
        task = one if one.measure == "target" else two
        yield _shared(figures, task, two if task is one else one, SET_IS_UNMET, SAME_MEMBER, len(task.members))


def _shared(
    figures: Statements, one: NamedList, two: NamedList, words: Bilingual, assumes: Bilingual, wanted: int
) -> Rule:
    """How many members two lists share, against how many they should."""
    common = [(first, second) for first in one.members for second in two.members if _is_same(first.vi, second.vi)]
    label = say("{}: {}", name(figures, one.indicator), words)
    if common and not wanted:
        pairs = [Bilingual(_pair(first.vi, second.vi), _pair(first.en, second.en)) for first, second in common]
        label = say("{} ({})", label, reduce(lambda some, other: say("{}; {}", some, other), pairs))
    stated, must = _count(len(common), one.figure, two.figure), exactly(Fraction(wanted))
    terms = dict.fromkeys((one.topic, two.topic), stated)
    rule = identity("members", one.indicator, f"{one.source}+{two.figure.source.within}")
    return Rule("members", rule, label, figures.unit(one.indicator), terms, stated, must, assumes=assumes)


def _count(number: int, *figures: FigureId) -> Amount:
    return replace(exactly(Fraction(number)), figures=figures)


def _is_same(one: str, two: str) -> bool:
    """Whether two names may mean the same: one is the other, or begins with all of its words."""
    first, second = one.casefold().split(), two.casefold().split()
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _pair(one: str, two: str) -> str:
    return one if one == two else f"{one} – {two}"

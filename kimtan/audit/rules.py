"""What must agree among a period's figures: rules made from the data dictionary and from the measures themselves.

A rule pairs what is stated with what comes out of other figures. Whether the two can agree is judged in
:mod:`kimtan.audit.checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations
from typing import Literal

from kimtan.audit.amounts import Amount
from kimtan.audit.statements import Statements, Topic
from kimtan.audit.words import MEASURES, NOTHING, REPEATED, TARGET_LEVEL, TARGET_REMAINS, WAYS, Words, about, say
from kimtan.units import Unit

Kind = Literal["parts", "plan", "last_year", "repeated", "subset", "ratio"]

LEVELS = ("actual", "plan", "last_year", "year_end")
"""Measures that parts, subsets and ratios are checked for."""

_WAYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "plan": (("plan",), ("actual", "pct_of_plan"), ("actual", "remaining"), ("actual", "target")),
    "last_year": (("last_year",), ("actual", "yoy_pct"), ("actual", "yoy_index"), ("actual", "yoy_abs")),
}
"""The measures that state a plan, or last year's value, and those that imply it."""

_Known = dict[Topic, Amount | None]
_PERCENT = Fraction(1, 100)
_ONE = Amount(Fraction(1), Fraction(1), Fraction(1), ())


@dataclass(frozen=True)
class Rule:
    """Two amounts that must be the same, or of which the first must not exceed the second (a subset).

    Parameters
    ----------
    terms
        What it takes, a divisor last; none where that is not known.
    stated, recomputed
        The two amounts in ``unit``; none where a term is missing or cannot be divided by.
    assumes
        What it takes for granted.
    """

    kind: Kind
    id: str
    label: Words
    unit: Unit
    terms: Mapping[Topic, Amount | None]
    stated: Amount | None
    recomputed: Amount | None
    assumes: Words = NOTHING


def rules(figures: Statements) -> Iterator[Rule]:
    """Every rule of which at least one figure is stated: kind by kind, each in table order."""
    yield from parts(figures)
    yield from ways(figures, "plan")
    yield from ways(figures, "last_year")
    yield from repeated(figures)
    yield from subsets(figures)
    yield from ratios(figures)


def parts(figures: Statements) -> Iterator[Rule]:
    """A whole is the sum of the parts of each of its breakdowns."""
    breakdowns: dict[tuple[str, str], list[str]] = {}
    for name, one in figures.indicators.items():
        if one.part_of in figures.indicators and one.part_of and one.breakdown:
            breakdowns.setdefault((one.part_of, one.breakdown), []).append(name)
    for (whole, breakdown), names in breakdowns.items():
        addends = reduce(lambda one, two: say("{} + {}", one, two), (_name(figures, name) for name in names))
        for measure, basis, terms in _levels(figures, [whole, *names], LEVELS):
            stated, *known = (_in_unit_of(whole, figures, topic, amount) for topic, amount in terms.items())
            total = reduce(Amount.plus, [one for one in known if one]) if all(known) else None
            label = say("{} = {}{}", _name(figures, whole), addends, about(measure, basis))
            rule = _id("parts", whole, breakdown, measure, basis)
            yield Rule("parts", rule, label, figures.unit(whole), terms, stated, total)


def ways(figures: Statements, kind: Literal["plan", "last_year"]) -> Iterator[Rule]:
    """All ways that lead to a plan, or to last year's value, lead to the same one."""
    leading = [way[-1] for way in _WAYS[kind]]
    for name in figures.indicators:
        unit = figures.unit(name)
        for basis in figures.bases([name], leading):
            topics = [Topic(name, measure, basis) for measure in ("actual", *leading)]
            terms = {topic: _stated(figures, *topic) for topic in topics}
            known = {way: amount for way in _WAYS[kind] if (amount := _by_way(figures, name, way, basis))}
            for one, two in combinations(known, 2):
                taken = {topic: amount for topic, amount in terms.items() if topic.measure in {*one, *two}}
                label = say("{}: {} = {}", _name(figures, name), WAYS[one], WAYS[two])
                assumes = TARGET_REMAINS if "target" in {*one, *two} else NOTHING
                rule = _id(kind, name, "*".join(one), "*".join(two), basis)
                yield Rule(kind, rule, label, unit, taken, known[one], known[two], assumes)
            if len(known) < 2:
                label = say("{}: {}", _name(figures, name), MEASURES[kind])
                way = next(iter(known.values()), None)
                yield Rule(kind, _id(kind, name, basis), label, unit, _lacking(terms, leading), way, None)


def repeated(figures: Statements) -> Iterator[Rule]:
    """What is stated more than once is the same each time."""
    for topic, statements in figures.repeated():
        unit = figures.unit(topic.indicator, topic.measure)
        for one, two in combinations(statements, 2):
            places = "+".join(figure.partition("@")[2] for figure in one.figures + two.figures)
            label = say("{}{}: {}", _name(figures, topic.indicator), about(topic.measure, topic.basis), REPEATED)
            yield Rule("repeated", _id("repeated", *topic, places), label, unit, {topic: one}, one, two)


def subsets(figures: Statements) -> Iterator[Rule]:
    """A subset is no larger than what it lies in."""
    for name, one in figures.indicators.items():
        if one.within in figures.indicators and one.within:
            for measure, basis, terms in _levels(figures, [name, one.within], LEVELS):
                label = say("{} ≤ {}{}", _name(figures, name), _name(figures, one.within), about(measure, basis))
                subset, whole = (_in_unit_of(name, figures, topic, amount) for topic, amount in terms.items())
                rule = _id("subset", name, measure, basis)
                yield Rule("subset", rule, label, figures.unit(name), terms, subset, whole)


def ratios(figures: Statements) -> Iterator[Rule]:
    """A ratio is its numerator over its denominator; base units of derived dimensions are quotients of base units."""
    for name, one in figures.indicators.items():
        top, bottom = one.numerator, one.denominator
        if not (top and bottom and top in figures.indicators and bottom in figures.indicators):
            continue
        own, above, below = (figures.unit(each) for each in (name, top, bottom))
        factor = Fraction(above.factor) / Fraction(below.factor) / Fraction(own.factor)
        factor = factor / _PERCENT if own.dimension == "percent" else factor
        for measure, basis, terms in _levels(figures, [name, top, bottom], (*LEVELS, "target")):
            stated, numerator, denominator = terms.values()
            quotient = numerator.times(factor).over(denominator) if numerator and denominator else None
            fraction = say("{} / {}", _name(figures, top), _name(figures, bottom))
            label = say("{} = {}{}", _name(figures, name), fraction, about(measure, basis))
            assumes = TARGET_LEVEL if measure == "target" else NOTHING
            yield Rule("ratio", _id("ratio", name, measure, basis), label, own, terms, stated, quotient, assumes)


def _lacking(terms: _Known, leading: Sequence[str]) -> _Known:
    """What is known, and what it would take: the actual and the level itself, or else the first that implies it."""
    lacking = [topic for topic, amount in terms.items() if amount is None]
    needed = [topic for topic in lacking if topic.measure in {"actual", leading[0]}] or lacking[:1]
    return {topic: amount for topic, amount in terms.items() if amount is not None or topic in needed}


def _levels(
    figures: Statements, names: Sequence[str], measures: Iterable[str]
) -> Iterator[tuple[str, str | None, _Known]]:
    """Each measure and basis for which anything is known of the indicators, with what is known."""
    for measure in measures:
        for basis in figures.bases(names, [way[-1] for way in _firm_ways(measure)]):
            terms = {Topic(name, measure, basis): _level(figures, name, measure, basis) for name in names}
            if any(terms.values()):
                yield measure, basis, terms


def _level(figures: Statements, name: str, measure: str, basis: str | None) -> Amount | None:
    """A level as it is stated; a plan or last year's value that is not, as the first way to it implies."""
    way = next((way for way in _firm_ways(measure) if figures.has(name, way[-1], basis)), None)
    return None if way is None else _by_way(figures, name, way, basis)


def _firm_ways(measure: str) -> list[tuple[str, ...]]:
    return [way for way in _WAYS.get(measure, ((measure,),)) if way[-1] != "target" or measure == "target"]


def _by_way(figures: Statements, name: str, way: tuple[str, ...], basis: str | None) -> Amount | None:
    first, *others = (_stated(figures, name, measure, basis) for measure in way)
    if not others:
        return first
    last = others[0]
    if first is None or last is None:
        return None
    match way[-1]:
        case "pct_of_plan" | "yoy_index":
            return first.over(last.times(_PERCENT))
        case "yoy_pct":
            return first.over(last.times(_PERCENT).plus(_ONE))
        case "yoy_abs":
            return first.minus(last)
        case _:
            return first.plus(last)


def _stated(figures: Statements, name: str, measure: str, basis: str | None) -> Amount | None:
    """What is stated; an actual without a basis stands for every plan."""
    if measure == "actual" and not figures.has(name, measure, basis):
        return figures.stated(name, measure)
    return figures.stated(name, measure, basis)


def _in_unit_of(name: str, figures: Statements, topic: Topic, amount: Amount | None) -> Amount | None:
    """An amount in the unit of an indicator of the same dimension."""
    factor = Fraction(figures.unit(topic.indicator).factor) / Fraction(figures.unit(name).factor)
    return None if amount is None else amount.times(factor)


def _name(figures: Statements, indicator: str) -> Words:
    one = figures.indicators[indicator]
    return Words(one.name_vi, one.name_en)


def _id(*parts: str | None) -> str:
    return ":".join(part for part in parts if part)

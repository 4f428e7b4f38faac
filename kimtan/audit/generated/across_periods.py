"""What other periods of the same territory published must agree with what is stated now.

What counts up from January cannot fall; the parts of a year add up to it; a year has one plan; and last year's value is
what was published then. The figures of other periods cannot be corrected here, so that only this period's are suspects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import amount
from kimtan.audit.rules import Rule, Sign, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import (
    ESTIMATE_WAS_CLOSE,
    NO_MORE_THAN,
    PLAN_UNCHANGED,
    PUBLISHED_THEN,
    about,
    fill,
    joined,
    plainly,
)
from kimtan.data.formulas import Constant, Expression, Term
from kimtan.data.identities import Topic
from kimtan.data.indicators import CUMULATIVE_KINDS
from kimtan.data.measures import leading_to
from kimtan.languages import NOTHING, Bilingual
from kimtan.period import Period


def across_periods(figures: Statements) -> Iterator[Rule]:
    """Each indicator against the latest earlier period that states it, by kind of rule."""
    if figures.period is None or not figures.earlier:
        return
    same_year = [past for past in figures.earlier if past.period and past.period.year == figures.period.year]
    last_year = [past for past in figures.earlier if past.period == figures.period.previous_year()]
    for indicator, definition in figures.indicators.items():
        if definition.kind in CUMULATIVE_KINDS:
            yield from _running(figures, indicator, same_year)
            yield from _tiled(figures, indicator, same_year)
        if figures.period.is_cumulative:  # a month's or a quarter's own completion may be of a plan of its own
            since_january = [past for past in same_year if past.period and past.period.is_cumulative]
            for basis in figures.bases([indicator], leading_to("plan")):
                topic = Topic(indicator, "plan", basis)
                yield from _unchanged(figures, topic, topic, since_january, PLAN_UNCHANGED)
        then = Topic(indicator, "actual")
        yield from _unchanged(figures, Topic(indicator, "last_year"), then, last_year, PUBLISHED_THEN)


def _running(figures: Statements, indicator: str, same_year: Sequence[Statements]) -> Iterator[Rule]:
    """An amount since January is not below what it was at an earlier day, unless what it adds up may be negative."""
    own, topic = figures.period, Topic(indicator, "actual")
    if own is None or not own.is_cumulative or not figures.has(*topic):
        return
    for past in reversed(same_year):
        if indicator in figures.below_zero | past.below_zero:
            return
        if past.period is not None and past.period.is_cumulative and past.period.end < own.end:
            before = _published(past, topic)
            if before is not None and before.low is not None:
                label = _between(figures, topic, past.period, own, NO_MORE_THAN)
                sides, assumes = (Constant(before.low), Term(topic)), _closeness([past], topic)
                yield _rule(figures, "running", topic, past.period, label, before, "<=", assumes, sides)
                return


def _tiled(figures: Statements, indicator: str, same_year: Sequence[Statements]) -> Iterator[Rule]:
    """An amount is the sum of those of the shorter periods that follow each other through it."""
    own, topic = figures.period, Topic(indicator, "actual")
    if own is None or not figures.has(*topic):
        return
    tiles = _tiles(own, [part for part in same_year if part.has(*topic)])
    amounts = [known for tile in tiles if (known := _published(tile, topic)) is not None]
    periods = [tile.period for tile in tiles if tile.period is not None]
    if not periods or len(amounts) < len(tiles):
        return
    shorter = joined(" + ", map(_name, periods))
    label = fill("{}{}: {} = {}", name(figures, indicator), about(*topic[1:]), _name(own), shorter)
    total = reduce(Amount.plus, amounts)
    yield _rule(figures, "year_parts", topic, periods[-1], label, total, "=", _closeness(tiles, topic))


def _tiles(own: Period, parts: Sequence[Statements]) -> list[Statements]:
    """The longest shorter periods that fill a period without gap or overlap; nothing where they do not."""
    inside = {
        part.period: part
        for part in parts
        if part.period is not None
        and own.start <= part.period.start
        and part.period.end <= own.end
        and (part.period.start, part.period.end) != (own.start, own.end)
    }
    return _filling(own.start, own.end, inside)


def _filling(start: dt.date, end: dt.date, inside: Mapping[Period, Statements]) -> list[Statements]:
    """Periods that follow each other from one day to another, the longest that lead there first."""
    following = sorted((period for period in inside if period.start == start), key=lambda period: period.end)
    for period in reversed(following):
        rest = [] if period.end == end else _filling(period.end + dt.timedelta(days=1), end, inside)
        if rest or period.end == end:
            return [inside[period], *rest]
    return []


def _unchanged(
    figures: Statements, now: Topic, then: Topic, candidates: Sequence[Statements], assumes: Bilingual
) -> Iterator[Rule]:
    """A level as stated or implied now is the one that the latest other period stated or implied."""
    if figures.period is None or amount(Term(now), figures) is None:
        return
    for publisher in reversed(candidates):
        published = _published(publisher, then)
        if publisher.period is not None and published is not None:
            label = _between(figures, now, publisher.period, figures.period, plainly("="))
            kind = "one_plan" if now.measure == "plan" else "published"
            yield _rule(figures, kind, now, publisher.period, label, published, "=", assumes)
            return


def _published(period_figures: Statements, topic: Topic) -> Amount | None:
    """The amount that another period states or implies of a topic; without its figures, none of which is a suspect."""
    known = amount(Term(topic), period_figures) if topic.indicator in period_figures.indicators else None
    return None if known is None else Amount(known.low, known.high, known.face, ())


def _closeness(sources: Sequence[Statements], topic: Topic) -> Bilingual:
    """That estimates were close, where one of the published figures was an estimate."""
    rows = (row for source in sources for row in source.observations.values() if row.topic == topic)
    return ESTIMATE_WAS_CLOSE if any(row.status == "estimate" for row in rows) else NOTHING


def _rule(
    figures: Statements,
    kind: str,
    topic: Topic,
    then: Period,
    label: Bilingual,
    published: Amount,
    sign: Sign,
    assumes: Bilingual,
    sides: tuple[Expression, Expression] | None = None,
) -> Rule:
    own = amount(Term(topic), figures)
    rule = identity(kind, topic.indicator, topic.basis, str(then))
    unit = figures.unit(topic.indicator, topic.measure)
    stated, recomputed = (published, own) if sign == "<=" else (own, published)
    return Rule(kind, rule, label, unit, {topic: own}, stated, recomputed, sign, assumes, sides=sides)


def _between(figures: Statements, topic: Topic, then: Period, now: Period, relation: Bilingual) -> Bilingual:
    what = fill("{}{}", name(figures, topic.indicator), about(topic.measure, topic.basis))
    return fill("{}: {} {} {}", what, _name(then), relation, _name(now))


def _name(period: Period) -> Bilingual:
    return Bilingual(period.name("vi"), period.name("en"))

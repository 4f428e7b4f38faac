"""What is known of a thing while the figures that are about it are gathered, and when two of them are not one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from kimtan.data.measures import MEASURES
from kimtan.extract.figures import ReadFigure
from kimtan.extract.further import FigureStatement
from kimtan.period import Period

MONTHS = re.compile(r"(\d{1,2}) tháng")
"""So many months from January on, as a time is called."""

_OF_YEAR = re.compile(r"năm ((?:19|20)\d\d)")


@dataclass
class Thing:
    """An indicator that figures are about: one of the dictionary, or a proposed one.

    Parameters
    ----------
    indicator, name, section, section_title, kind, part_of, breakdown, within, better
        As in indicators.csv; ``section_title`` where the section is new.
    unit
        Of its levels, as units.csv has it or would, with its name where it is new.
    is_known
        Whether the dictionary has it.
    values
        What was stated of it so far, by measure and basis.
    """

    indicator: str = ""
    name: str = ""
    section: str = "other"
    section_title: str = ""
    kind: str = "stock"
    part_of: str = ""
    breakdown: str = ""
    within: str = ""
    better: str = "neither"
    unit: tuple[str, str] = ("", "")
    is_known: bool = False
    values: dict[tuple[str, str], set[Decimal]] = field(default_factory=dict)


@dataclass
class Draft:
    """What is to be of one indicator: its words, its dimension, and what was read of it."""

    words: str
    kind: str
    members: list[tuple[ReadFigure, FigureStatement]] = field(default_factory=list)

    @property
    def first(self) -> ReadFigure:
        """The first figure, a level where there is one."""
        levels = [figure for figure, statement in self.members if not MEASURES[statement.measure].is_percent]
        return (levels or [figure for figure, _ in self.members])[0]


def is_all_percent(draft: Draft) -> bool:
    """Whether nothing but percentages is told of it."""
    return all(MEASURES[statement.measure].is_percent for _, statement in draft.members)


def contradict(thing: Thing, draft: Draft) -> bool:
    """Whether something else was stated of a thing already."""
    return any(
        thing.values.get((statement.measure, statement.basis), {statement.value}) != {statement.value}
        for _, statement in draft.members
    )


def is_of_other_time(time: str, period: Period) -> bool:
    """Whether words name another time than a period's: other months from January, or another year."""
    if year := _OF_YEAR.search(time):
        return int(year[1]) != period.year
    months = MONTHS.fullmatch(time)
    return months is not None and int(months[1]) != (period.end.month if period.is_cumulative else 0)


def numbered(base: str) -> Iterator[str]:
    """A name, then the same with 2, 3 and so on."""
    yield base
    yield from (f"{base}_{number}" for number in count(2))

"""What is known of a thing while the figures that are about it are gathered, and when two of them are not one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kimtan.data.measures import MEASURES
from kimtan.extract.figures import ReadFigure
from kimtan.extract.further import FigureStatement
from kimtan.period import Period

_MONTHS = re.compile(r"(\d{1,2}) tháng")


OF_YEAR = re.compile(r"năm ((?:19|20)\d\d)")


_WINDOWS = {"H1": 6, "Q1": 3, "M01": 1, "FY": 12}
"""How many months of the year the periods are that have no number of them in their names."""


@dataclass
class Thing:
    """An indicator with its cells; ``settled`` figures have one each.

    Parameters
    ----------
    indicator, name, section, section_title, kind, part_of, breakdown, within, better
        As in indicators.csv; ``section_title`` where the section is new.
    unit
        Of its levels, as units.csv has it or would, with its name where it is new.
    is_known
        Whether the dictionary has it.
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
        levels = [figure for figure, told in self.members if not MEASURES[told.measure].is_percent]
        return (levels or [figure for figure, _ in self.members])[0]


def is_all_percent(draft: Draft) -> bool:
    """Whether nothing but percentages is told of it."""
    return all(MEASURES[told.measure].is_percent for _, told in draft.members)


def contradict(thing: Thing, draft: Draft) -> bool:
    """Whether something else was stated of a thing already."""
    stated: Mapping[tuple[str, str], set[Decimal]] = thing.values
    return any(stated.get((told.measure, told.basis), {told.value}) != {told.value} for _, told in draft.members)


def is_of_other_time(time: str, period: Period) -> bool:
    """Whether words name another time than a period's: other months from January, or another year."""
    if year := OF_YEAR.search(time):
        return int(year[1]) != period.year
    months = _MONTHS.fullmatch(time)
    own = _WINDOWS.get(period.kind, int(period.kind[:-1]) if period.kind[:-1].isdigit() else 0)
    return months is not None and int(months[1]) != own


def numbered(base: str) -> Iterator[str]:
    """A name, then the same with 2, 3 and so on."""
    yield base
    number = 2
    while True:
        yield f"{base}_{number}"
        number += 1

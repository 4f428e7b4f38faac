"""Figures that are of one indicator: those that follow each other, and those whose names mean one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from kimtan.data.measures import MEASURES
from kimtan.extract.amounts import dimension, is_same_thing, one_digit_changes
from kimtan.extract.authorities import plan_basis
from kimtan.extract.cues import IS_RATE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.names import key
from kimtan.extract.outline import LIST_RANK, places
from kimtan.extract.passages import ReadDocument
from kimtan.extract.subject_kinds import is_quantity
from kimtan.extract.times import Times

_MOST_PAIRS = 4
_SURE_WORDS = 4
"""So many telling words of a name mean one thing wherever they stand."""
_LEAST_WORDS = 2
_FARTHEST = 2
"""One number of a thing is seldom so many times the other: of 1.426 poor households 356 got loans."""
_OF_LAST = frozenset({"pct_of_plan", "yoy_pct", "yoy_index", "yoy_abs"})


@dataclass
class FigureGroup:
    """Figures of one indicator."""

    name: str
    key: str
    kind: str
    homes: set[int]
    time: str
    figures: list[ReadFigure] = field(default_factory=list)
    list_of: tuple[int, float] | None = None
    is_joined: bool = False

    @property
    def is_in_table(self) -> bool:
        """Whether a table states a figure of it."""
        return any(home < 0 for home in self.homes)

    def has(self, measure: str, base: str = "") -> bool:
        """Whether a figure states a measure; of plans, one of the authority that words name."""
        same = [figure for figure in self.figures if figure.measure == measure]
        return any(not base or plan_basis(figure.base) == plan_basis(base) for figure in same)


def grouped(document: ReadDocument, figures: Sequence[ReadFigure]) -> list[FigureGroup]:
    """Figures that follow each other in a passage or table and are of one subject, in groups."""
    groups: list[FigureGroup] = []
    lists = _lists(document)
    current: dict[tuple[int, str], FigureGroup] = {}
    times = Times(document)
    for figure in figures:
        if (figure.measure not in MEASURES and figure.measure != "share") or figure.upper is not None:
            continue
        place = (home(document, figure), figure.subject)
        last = current.get(place)
        if figure.measure in _OF_LAST and last is not None and not last.has(figure.measure, figure.base):
            last.figures.append(figure)
            continue
        kind, time = dimension(figure), times.of(figure)
        whose = figure.base if figure.measure == "plan" else ""
        if last is not None and last.kind == kind and not last.has(figure.measure, whose) and last.time == time:
            last.figures.append(figure)
            continue
        group = FigureGroup(figure.subject, _key(figure), kind, {place[0]}, time, [figure], lists.get(figure.passage))
        if figure.measure == "share" and last is not None:
            group.name, group.key = f"tỷ trọng {figure.subject}", ""
            groups.append(group)
            continue
        groups.append(group)
        current[place] = group
    return groups


def _lists(document: ReadDocument) -> dict[int, tuple[int, float]]:
    """The list that each item stands in: the passage that is above it, and the rank of its marker."""
    above = {index: place for index, place in enumerate(places(document)) if place.rank >= LIST_RANK}
    return {
        index: (max((title.passage for title in place.titles if title.passage != index), default=-1), place.rank)
        for index, place in above.items()
    }


def _key(figure: ReadFigure) -> str:
    """What figures of one thing have in common; the first number of a fraction counts what is reached of all."""
    name = key(figure.subject)
    return f"{name.removesuffix(' +')} +" if figure.denominator is not None and name else name


def home(document: ReadDocument, figure: ReadFigure) -> int:
    """The passage, or the row of a table, that a figure's subject holds in."""
    cell = document.passages[figure.passage].cell
    return figure.passage if cell is None else -(cell.table * 100_000 + cell.row)


def joined(groups: Sequence[FigureGroup]) -> tuple[list[FigureGroup], list[tuple[FigureGroup, FigureGroup]]]:
    """Groups whose names mean the same thing made one, and pairs of which that is only likely."""
    by_key: dict[tuple[str, str, str], list[FigureGroup]] = {}
    for group in groups:
        by_key.setdefault((group.key, group.kind, group.time), []).append(group)
    made: list[FigureGroup] = []
    likely: list[tuple[FigureGroup, FigureGroup]] = []
    for (name, _, _), same in by_key.items():
        homes = set().union(*(group.homes for group in same))
        if (
            _are_of_items(same)
            or len(same) == 1
            or len(name.split()) < _LEAST_WORDS
            or len(homes) < len(same)
            or _most_values(same) > 2
        ):
            made.extend(same)
            continue
        if _most_values(same) > 1 and not _is_sure_name(same[0]):
            made.extend(same)
            likely.extend(pair for pair in combinations(same[:_MOST_PAIRS], 2) if _may_be_one(*pair))
            continue
        same[0].is_joined = not _is_sure_name(same[0])
        for group in same[1:]:
            same[0].figures.extend(group.figures)
            same[0].homes |= group.homes
        made.append(same[0])
    return made, likely


def _are_of_items(groups: Sequence[FigureGroup]) -> bool:
    """Whether two items of one list tell of it: each then tells of something else by the same name."""
    lists = [group.list_of for group in groups if group.list_of is not None]
    return len(set(lists)) < len(lists) and _most_values(groups) > 1 and not _is_sure_total(groups[0])


def _most_values(groups: Sequence[FigureGroup]) -> int:
    """How many values one measure has at most: with three of them the name means more than one thing."""
    values: dict[str, set[Decimal]] = {}
    for group in groups:
        for figure in group.figures:
            values.setdefault(figure.measure + (plan_basis(figure.base) or ""), set()).add(figure.value.normalize())
    return max(len(distinct) for distinct in values.values())


def _may_be_one(left: FigureGroup, right: FigureGroup) -> bool:
    """Whether two groups count the same, and no number is so far from the other's that it is of something else."""
    if not is_same_thing(left.figures[0], right.figures[0]):
        return False
    theirs = {figure.measure: figure.value for figure in right.figures}
    pairs = [(figure.value, theirs[figure.measure]) for figure in left.figures if figure.measure in theirs]
    return all(max(pair) <= _FARTHEST * min(pair) or pair[1] in one_digit_changes(pair[0]) for pair in pairs)


def _is_sure_name(group: FigureGroup) -> bool:
    """Whether a name means one thing wherever it stands: a rate or a total of something that several words name."""
    is_sure_rate = IS_RATE.search(group.name) is not None and len(group.key.split()) >= _SURE_WORDS
    return is_sure_rate or _is_sure_total(group)


def _is_sure_total(group: FigureGroup) -> bool:
    is_total = is_quantity(group.name) and IS_RATE.search(group.name) is None
    return is_total and len(group.key.split()) >= _SURE_WORDS

"""Groups of one thing of which one figure is the other's but for one digit, or for two that change places.

The text of a report says *giá trị sản xuất tiểu thủ công nghiệp* where its annex says *Tiểu thủ công nghiệp*. Names
that share their core alone may mean two things; with numbers that differ in one digit they hardly do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kimtan.data.measures import MEASURES
from kimtan.extract.amounts import digits, one_digit_changes, swaps, unit_named
from kimtan.extract.figures import ReadFigure
from kimtan.extract.groups import FigureGroup
from kimtan.extract.names import telling, words

_QUANTITIES = frozenset(words("giá trị sản xuất doanh thu hoạt động tổng số vốn diện tích sản lượng"))
_MOST_ALIKE = 6
_LEAST_DIGITS = 3
_SURE_DIGITS = 4
"""A number with so many digits is another's but for one by accident once in hundreds."""


def misprinted(groups: Sequence[FigureGroup]) -> Iterator[tuple[FigureGroup, FigureGroup]]:
    """Pairs of a text and a table with one core of names, of which a number differs in one digit and none in more."""
    by_core: dict[tuple[frozenset[str], str, str], list[FigureGroup]] = {}
    for group in groups:
        if core := _core(group):
            by_core.setdefault((core, group.kind, group.time), []).append(group)
    for alike in by_core.values():
        if 1 < len(alike) <= _MOST_ALIKE:
            for left, right in combinations(alike, 2):
                if left.key != right.key and left.is_in_table != right.is_in_table and _differ_in_a_digit(left, right):
                    yield left, right


def swapped(groups: Sequence[FigureGroup]) -> Iterator[tuple[FigureGroup, FigureGroup]]:
    """Pairs with one short name, which may mean two things, of which two digits of a long number change places."""
    by_name: dict[tuple[str, str, str], list[FigureGroup]] = {}
    for group in groups:
        if len(group.key.split()) == 1:
            by_name.setdefault((group.key, group.kind, group.time), []).append(group)
    for alike in by_name.values():
        for left, right in combinations(alike, 2) if len(alike) <= _MOST_ALIKE else ():
            theirs = {figure.measure: figure for figure in right.figures}
            pairs = ((figure, theirs[figure.measure]) for figure in left.figures if figure.measure in theirs)
            is_of_one_list = left.list_of is not None and left.list_of == right.list_of
            if (
                left.homes != right.homes
                and not is_of_one_list
                and any(_is_swapped(ours, their) for ours, their in pairs)
            ):
                yield left, right


def _is_swapped(left: ReadFigure, right: ReadFigure) -> bool:
    is_long = min(digits(left), digits(right)) >= _LEAST_DIGITS and len(str(abs(left.value))) >= _SURE_DIGITS
    return is_long and left.unit_text == right.unit_text and right.value in swaps(left.value)


def _core(group: FigureGroup) -> frozenset[str]:
    """What a name says without the quantity that it is of and without the word that is counted."""
    unit = unit_named(group.figures[0].unit_text)
    counted = words(unit.name) if unit is not None and unit.is_count else ()
    return frozenset(telling(group.name)) - _QUANTITIES - set(counted)


def _differ_in_a_digit(left: FigureGroup, right: FigureGroup) -> bool:
    theirs = {figure.measure: figure for figure in right.figures}
    pairs = [(figure, theirs[figure.measure]) for figure in left.figures if figure.measure in theirs]
    least = _LEAST_DIGITS if _has_no_quantity(left) and _has_no_quantity(right) else _SURE_DIGITS
    other = [(ours, their) for ours, their in pairs if ours.value != their.value and ours.measure in MEASURES]
    return bool(other) and all(_is_misprint(ours, their, least) for ours, their in other)


def _has_no_quantity(group: FigureGroup) -> bool:
    return not _QUANTITIES & set(words(group.name))


def _is_misprint(left: ReadFigure, right: ReadFigure, least: int) -> bool:
    ours, theirs = unit_named(left.unit_text), unit_named(right.unit_text)
    same_unit = ours is theirs or (ours is not None and theirs is not None and ours.factor == theirs.factor)
    written = max(digits(left), digits(right), len(str(abs(left.value)).replace(".", "")))
    return same_unit and written >= least and right.value in one_digit_changes(left.value)

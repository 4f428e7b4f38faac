"""Figures that follow a total and add up to it, though no word says so: done and left, or all that it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kimtan.extract.amounts import digits, is_level, is_same_thing, longest_sum, unit_named
from kimtan.extract.extents import outside_brackets, sentence_end
from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument
from kimtan.extract.wholes import LONGEST_RUN, Breakdown

_FARTHEST = 12
"""So many figures behind a total are looked at."""
_TELLING = 4
"""A sum of numbers of so many digits fits by accident hardly ever."""
_TELLING_OF_MANY, _MANY = 3, 3
"""And one of at least three numbers with one digit less."""
_OF_ANY = frozenset({"lượt", "vụ"})
"""First words of units of different things: ``lượt người`` and ``lượt xe``."""
_BECAUSE = "các số cùng câu cộng lại vừa khớp"


def running_on(
    document: ReadDocument, by_passage: Mapping[int, Sequence[ReadFigure]], parts_of_others: Collection[int] = ()
) -> Iterator[Breakdown]:
    """What follows a total in its sentence or the next in the same unit and adds up to it.

    Figures that are parts of another whole (by their ``n``) are passed over: a part may itself be told in parts.
    """
    for index, every in by_passage.items():
        passage = document.passages[index]
        if passage.cell is not None:
            continue
        own = [figure for figure in every if figure.n not in parts_of_others]
        for at, whole in enumerate(own):
            stop = sentence_end(passage.text, sentence_end(passage.text, whole.end) + 1)
            following = [figure for figure in own[at + 1 : at + 1 + _FARTHEST] if figure.start < stop]
            following = outside_brackets(passage.text, following) if following else []
            parts = [figure for figure in following if _is_in_same_unit(whole, figure)][:LONGEST_RUN]
            count = longest_sum(whole, parts)
            if count and is_level(whole) and (_is_telling(whole, count) or _count_one_thing(whole, parts[0])):
                yield Breakdown(whole, tuple(parts[:count]), is_all=True, fits=True, is_guess=True, because=_BECAUSE)


def _is_telling(whole: ReadFigure, count: int) -> bool:
    """Whether a sum hardly fits by accident."""
    return digits(whole) >= _TELLING or (count >= _MANY and digits(whole) >= _TELLING_OF_MANY)


def _is_in_same_unit(whole: ReadFigure, part: ReadFigure) -> bool:
    """Whether two figures are in one unit, and the second may be what is done or left of the first."""
    is_same = whole.unit_text.lower() == part.unit_text.lower() or is_same_thing(whole, part)
    return is_same and is_level(part) and part.measure in {whole.measure, "remaining"} and part.value < whole.value


def _count_one_thing(whole: ReadFigure, part: ReadFigure) -> bool:
    """Whether two figures count the same thing, not two that only share a first word."""
    ours, theirs = unit_named(whole.unit_text), unit_named(part.unit_text)
    if ours is None or theirs is None or not ours.is_count or not is_same_thing(whole, part):
        return False
    first, second = ours.name.split(), theirs.name.split()
    are_two = len(first) > 1 and len(second) > 1 and first != second and first[0] in _OF_ANY
    return first[0] == second[0] and not are_two

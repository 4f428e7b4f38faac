"""Which of the figures behind a cue are parts of the nearest figure before it: what adds up, or all but one digit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kimtan.extract.amounts import (
    digits,
    dimension,
    is_level,
    is_one_digit_off,
    is_one_swap_off,
    is_same_thing,
    longest_sum,
    unit_named,
)
from kimtan.extract.cues import AMONG, EXHAUSTIVE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.opposites import are_opposite
from kimtan.extract.subject_kinds import is_act, is_quantity
from kimtan.extract.wholes import MOST_PARTS, Breakdown

_MOST_KINDS = 3
"""Parts are told in so many quantities at most: how many, how much of them, for how much money."""

_TELLING = 3
"""A sum of numbers with so many digits that is exact hardly is by accident."""

_MOST_WHOLES = 3
"""So many of the nearest figures are tried as the whole."""


def parts_of_first(
    before: Sequence[ReadFigure], scope: Sequence[ReadFigure], words: str, is_bracket: bool
) -> Iterator[Breakdown]:
    """The breakdown of the nearest figure before of which those in scope may be parts."""
    levels = [figure for figure in scope if is_level(figure)]
    if not levels:
        return
    alternating = _counted_in_turn(levels)
    if len(alternating) > 1:
        for counted in alternating:
            yield from parts_of_first(
                [whole for whole in before if is_same_thing(whole, counted[0])], counted, words, is_bracket
            )
        return
    if AMONG.search(words):
        yield from _of_each_thing(before, levels, words)
    kinds = list(dict.fromkeys((dimension(figure), figure.measure) for figure in levels))[:_MOST_KINDS]
    for kind, measure in kinds:
        parts = [figure for figure in levels if dimension(figure) == kind and figure.measure in {measure, "remaining"}][
            :MOST_PARTS
        ]
        wholes = [
            figure for figure in before if is_level(figure) and dimension(figure) == kind and figure.measure == measure
        ]
        wholes = [whole for whole in wholes if whole.value >= parts[0].value] or wholes[:1]
        if not wholes or (is_bracket and len(parts) < 2 and not AMONG.search(words)):
            continue
        is_sum = any(longest_sum(whole, parts) for whole in wholes[:_MOST_WHOLES])
        if not is_sum and not is_one_digit_off(wholes[0], parts):
            parts = _alike(parts)
        wholes.sort(key=lambda whole: not is_same_thing(whole, parts[0]))
        made = next(
            (
                Breakdown(whole, tuple(parts[:count]), is_all=True, fits=True, because=words.strip())
                for whole in wholes[:_MOST_WHOLES]
                if (count := longest_sum(whole, parts))
            ),
            None,
        )
        if made is not None:
            yield made
        elif (kind, measure) == kinds[0] and (is_bracket or is_same_thing(wholes[0], parts[0])):
            is_exhaustive = bool(EXHAUSTIVE.search(words)) or words == "("
            parts = _likely(wholes[0], parts)
            is_guess = not AMONG.search(words) and not is_bracket
            if is_guess and not is_one_digit_off(wholes[0], parts):
                continue
            adds_up = _adds_up_as_written(wholes[0], parts)
            is_all = (is_exhaustive or is_guess or adds_up or _are_too_many(wholes[0], parts)) and len(parts) > 1
            yield Breakdown(
                wholes[0], tuple(parts), is_all=is_all, fits=False, is_guess=is_guess, because=words.strip()
            )


def _adds_up_as_written(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether the numbers add up and the units do not: ``9.842 tỷ đồng, gồm 4.120 triệu và 5.722 triệu``."""
    numbers = [figure.in_written_unit(figure.value) for figure in (whole, *parts)]
    return len(parts) > 1 and numbers[0] == sum(numbers[1:]) and digits(whole) >= _TELLING


def _are_too_many(whole: ReadFigure, parts: Sequence[ReadFigure]) -> bool:
    """Whether two parts that exclude each other are more than their whole."""
    if len(parts) != 2 or not are_opposite(parts[0].subject, parts[1].subject):
        return False
    return sum(part.value for part in parts) > whole.value


def _of_each_thing(before: Sequence[ReadFigure], levels: Sequence[ReadFigure], words: str) -> Iterator[Breakdown]:
    """What is counted of each thing where several are told of each part, and it adds up to its whole."""
    units = list(dict.fromkeys(level.unit_text for level in levels if level.unit_text))[:_MOST_KINDS]
    for unit in units if len(units) > 1 else ():
        parts = [level for level in levels if level.unit_text == unit][:MOST_PARTS]
        for whole in (figure for figure in before if figure.unit_text == unit and is_level(figure)):
            if len(parts) > 1 and longest_sum(whole, parts) == len(parts):
                yield Breakdown(whole, tuple(parts), is_all=True, fits=True, because=words.strip())
                break


def _counted_in_turn(levels: Sequence[ReadFigure]) -> list[list[ReadFigure]]:
    """Counts of several things that each part is told in: ``mầm non 14 lớp/386 học sinh; tiểu học …``."""
    made: list[list[ReadFigure]] = []
    for level in levels:
        counted = next((counted for counted in made if is_same_thing(counted[0], level)), None)
        if counted is None:
            made.append(counted := [])
        counted.append(level)
    in_turn = len(made) > 1 and len(made[0]) > 1 and len({len(counted) for counted in made}) == 1
    units = [unit_named(level.unit_text) for level in levels]
    return made if in_turn and all(unit is not None and unit.is_count for unit in units) else []


def _likely(whole: ReadFigure, parts: list[ReadFigure]) -> list[ReadFigure]:
    """The parts without what is said to be left, where one digit keeps the others from adding up."""
    others = [part for part in parts if part.measure == parts[0].measure]
    is_likelier = len(others) > 1 and is_one_digit_off(whole, others) and not is_one_digit_off(whole, parts)
    return others if is_likelier else parts


def _alike(parts: list[ReadFigure]) -> list[ReadFigure]:
    """Parts up to one that tells what was done, where the first do not: another clause begins there."""
    if is_act(parts[0].subject):
        return parts
    acts = [at for at, part in enumerate(parts) if is_act(part.subject) and not is_quantity(part.subject)]
    return parts[: acts[0]] if acts and acts[0] > 1 else parts


def is_likely_whole(whole: Breakdown) -> bool:
    """Whether parts that do not add up would, but for one digit, so that all of them seem to be named."""
    return _is_telling(whole) and is_one_digit_off(whole.whole, whole.parts)


def may_be_whole(whole: Breakdown) -> bool:
    """Whether they would, but for two digits that change places: more sums are so by accident."""
    return _is_telling(whole) and is_one_swap_off(whole.whole, whole.parts)


def _is_telling(whole: Breakdown) -> bool:
    return len(whole.parts) > 2 or (len(whole.parts) == 2 and digits(whole.whole) >= _TELLING)

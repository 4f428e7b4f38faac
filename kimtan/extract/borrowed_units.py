"""The unit of numbers without one that add up to a figure before them: ``534 học sinh: tốt 118, khá 231, đạt 185``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kimtan.extract.absent_units import BY_SUBJECT, FROM_BEFORE
from kimtan.extract.amounts import unit_named
from kimtan.extract.extents import sentence_end
from kimtan.extract.figures import ReadFigure

_GUESSED = frozenset({BY_SUBJECT, FROM_BEFORE})
_FARTHEST = 16
"""So many figures behind a whole are looked at."""
_FEWEST = 2
"""A single number that equals another is no part of it."""
_BECAUSE = "đơn vị của tổng mà các số này cộng lại vừa bằng"


def with_units_of_wholes(figures: Sequence[ReadFigure], text: str) -> list[ReadFigure]:
    """The figures of a passage, in order; those without a unit that add up to one with a unit have that."""
    made = list(figures)
    for at, whole in enumerate(made):
        unit = unit_named(whole.unit_text)
        if unit is None or unit.is_percent or whole.upper is not None or whole.measure in {"yoy_abs", "change"}:
            continue
        end = sentence_end(text, whole.end)
        behind = [place for place in range(at + 1, min(at + _FARTHEST, len(made))) if made[place].start < end]
        bare = [place for place in behind if _has_no_unit(made[place])]
        sums = accumulate(made[place].value for place in bare)
        count = next((number for number, reached in enumerate(sums, 1) if reached == whole.value), 0)
        for place in bare[:count] if count >= _FEWEST else ():
            made[place] = _in_unit_of(made[place], whole)
    return made


def _has_no_unit(figure: ReadFigure) -> bool:
    """Whether a number stands without a unit, whatever was guessed for it."""
    unit = unit_named(figure.unit_text)
    is_guess = unit is None or not unit.is_known or not _GUESSED.isdisjoint(figure.rests_on)
    return figure.denominator is None and is_guess


def _in_unit_of(part: ReadFigure, whole: ReadFigure) -> ReadFigure:
    reasons = (*part.rests_on, _BECAUSE)
    return replace(part, unit_text=whole.unit_text, rests_on=reasons)

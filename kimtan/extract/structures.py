"""Percentages that make up a structure though no word says so: several in one sentence that add up to a hundred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile

from kimtan.extract.cues import IS_RATE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.letters import CAPITAL

_SENTENCE = re.compile(rf"[.!?]\s+(?={CAPITAL})")
_ALL, _STEP = Decimal(100), Decimal("0.06")
_FEWEST = 3
"""Two rates add up to a hundred by accident sooner than three."""
_SURE = 0.75
"""A percentage whose measure the words tell keeps it."""
_BECAUSE = "các tỷ lệ cùng câu cộng lại bằng 100%"


def structured(figures: Sequence[ReadFigure], text: str) -> list[ReadFigure]:
    """The figures of a passage, in order; levels in percent that add up to a hundred are shares."""
    made = list(figures)
    at = 0
    while at < len(made):
        run = list(takewhile(_may_be_share, made[at:]))
        gaps = [text[left.end : right.start] for left, right in pairwise(run)]
        ends = next((place for place, gap in enumerate(gaps, 1) if _SENTENCE.search(gap)), len(run))
        run = run[:ends]
        is_whole = abs(sum((figure.value for figure in run), Decimal(0)) - _ALL) <= _STEP * len(run)
        if len(run) >= _FEWEST and is_whole and len({figure.subject for figure in run}) == len(run):
            made[at : at + len(run)] = [_as_share(figure) for figure in run]
        at += max(1, len(run))
    return made


def _may_be_share(figure: ReadFigure) -> bool:
    is_level = figure.measure == "actual" and figure.unit_text == "%" and figure.upper is None
    return is_level and figure.confidence < _SURE and not IS_RATE.search(figure.subject)


def _as_share(figure: ReadFigure) -> ReadFigure:
    return replace(figure, measure="share", rests_on=(*figure.rests_on, _BECAUSE))

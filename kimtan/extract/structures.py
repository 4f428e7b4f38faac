"""Percentages that make up a structure though no word says so: several in one sentence that add up to a hundred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kimtan.extract.cues import IS_RATE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.letters import NEXT_SENTENCE

_ALL, _STEP = Decimal(100), Decimal("0.06")
_FEWEST = 3
"""Two rates add up to a hundred by accident sooner than three."""
_SURE = 0.75
"""A percentage whose measure the words tell keeps it."""
_OPENING = 120
_EXECUTED = re.compile(
    r"(?<!\w)(?:(?:tỷ|tỉ)\s+lệ|tiến\s+độ|giải\s+ngân|hoàn\s+thành|khối\s+lượng)(?!\w)[^.]*$", re.IGNORECASE
)
"""How far each of several has come is no share of all: ``Tỷ lệ giải ngân các xã: 20%, 30%, 50%``."""
_BECAUSE = "các tỷ lệ cùng câu cộng lại bằng 100%"


def structured(figures: Sequence[ReadFigure], text: str) -> list[ReadFigure]:
    """The figures of a passage, in order; levels in percent that add up to a hundred are shares."""
    made: list[ReadFigure] = []
    run: list[ReadFigure] = []
    for figure in figures:
        is_next = _may_be_share(figure)
        if run and not (is_next and NEXT_SENTENCE.search(text, run[-1].end, figure.start) is None):
            made.extend(_of_structure(run, text))
            run = []
        if is_next:
            run.append(figure)
        else:
            made.append(figure)
    return [*made, *_of_structure(run, text)]


def _of_structure(run: Sequence[ReadFigure], text: str) -> Sequence[ReadFigure]:
    """Levels in percent that follow each other in a sentence, as shares where they make up a structure."""
    is_whole = abs(sum((figure.value for figure in run), Decimal(0)) - _ALL) <= _STEP * len(run)
    if len(run) < _FEWEST or not is_whole or len({figure.subject for figure in run}) < len(run):
        return run
    opening = text[max(0, run[0].start - _OPENING) : run[0].start]
    return run if _EXECUTED.search(opening) else [_as_share(figure) for figure in run]


def _may_be_share(figure: ReadFigure) -> bool:
    is_level = figure.measure == "actual" and figure.unit_text == "%" and figure.upper is None
    return is_level and figure.confidence < _SURE and not IS_RATE.search(figure.subject)


def _as_share(figure: ReadFigure) -> ReadFigure:
    return replace(figure, measure="share", rests_on=(*figure.rests_on, _BECAUSE))

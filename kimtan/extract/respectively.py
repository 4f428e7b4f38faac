"""Several numbers of as many subjects: ``A và B tăng lần lượt 5,4% và 17,2%``.

The subjects are names before the words, or those of the figures right before them: ``dệt may 512 triệu USD, thủy sản 96
triệu USD, lần lượt tăng 18,3% và giảm 2,5%``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kimtan.extract.figures import ReadFigure
from kimtan.extract.letters import NEXT_SENTENCE
from kimtan.extract.subject_kinds import is_quantity_of, of_quantity, topic
from kimtan.extract.words_before import named_before

_WORDS = re.compile(r"(?<!\w)(?:lần\s+lượt|theo\s+thứ\s+tự)(?!\w)", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:%|[^\W\d]+(?:\s[^\W\d]+){0,2})?\s*(?:,|;|và|,\s*và)\s*(?:(?:tăng|giảm|đạt|là|bằng)\s+)?", re.IGNORECASE
)
_NAMES = re.compile(r"\s*(?:,|;|(?<!\w)và(?!\w))\s*")
_REACH = 240
_FEWEST, _MOST = 2, 12
_SURE_NAMES, _SURE_FIGURES = 0.6, 0.7
_BECAUSE = "lần lượt"


def distributed(figures: Sequence[ReadFigure], text: str) -> list[ReadFigure]:
    """The figures of a passage, those behind such words each with its own subject, where there are as many."""
    made = list(figures)
    starts = [figure.start for figure in made]
    for words in _WORDS.finditer(text):
        first = bisect_left(starts, words.end())
        run = _run(made, first, text)
        subjects, confidence = _before(made[max(0, first - _MOST) : first], run, text, words.start())
        if len(subjects) != run or run < _FEWEST:
            continue
        for at, subject in enumerate(subjects, first):
            figure = made[at]
            rests_on = (*figure.rests_on, _BECAUSE)
            made[at] = replace(figure, subject=subject, confidence=confidence, rests_on=rests_on)
    return made


def _run(figures: Sequence[ReadFigure], first: int, text: str) -> int:
    """How many figures from the first on are of one unit with no more than a comma and a verb between them."""
    count = min(1, len(figures) - first)
    for left, right in pairwise(figures[first : first + _MOST]):
        is_same = left.unit_text == right.unit_text or not left.unit_text
        if not is_same or _JOINED.fullmatch(text, left.end, right.start) is None:
            break
        count += 1
    return count


def _before(figures: Sequence[ReadFigure], run: int, text: str, start: int) -> tuple[list[str], float]:
    """The subjects that stand before the words: of so many figures of one measure and unit, else names."""
    since = max(0, start - _REACH)
    opens = max((match.end() for match in NEXT_SENTENCE.finditer(text, since, start)), default=since)
    own = [figure for figure in figures if figure.start >= opens]
    between = text[max(opens, own[-1].end + len(own[-1].unit_text) + 1 if own else 0) : start]
    names = [name for part in _NAMES.split(between) if (name := named_before(part))]
    last = own[-run:]
    if len(names) < run and len(last) == run and len({(figure.measure, figure.unit_text) for figure in last}) == 1:
        return [figure.subject for figure in last], _SURE_FIGURES
    return _of_one_quantity(names[-run:]), _SURE_NAMES


def _of_one_quantity(names: list[str]) -> list[str]:
    """Names with the quantity that only the first one has: ``Sản lượng lúa, ngô và lạc``."""
    if not names or not is_quantity_of(names[0]) or not topic(names[0]):
        return names
    quantity = names[0].removesuffix(topic(names[0])).strip()
    return [names[0], *(name if is_quantity_of(name) else of_quantity(quantity, name) for name in names[1:])]

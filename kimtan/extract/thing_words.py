"""The words of what a figure is about, where its subject alone does not say it."""

from __future__ import annotations

import re

from kimtan.data.observations import Observation
from kimtan.extract.amounts import unit_named
from kimtan.extract.cues import IS_RATE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.further import FigureStatement
from kimtan.extract.naming import OFFICE, name, noun_first

_FEW_WORDS = 2
_REACH = 300
_CLAUSE = re.compile(r"[.;:,]\s|\s(?:và|trong đó)\s")
_ONLY_WITH = re.compile(r"\s*(?:với|có|gồm|là)\s*", re.IGNORECASE)
_OF_ALL = re.compile(r"(?<!\w)(?:trên|trong|/)\s+tổng\s+số\s*$", re.IGNORECASE)
_BASE = re.compile(r"\s?%\s+([^,;.()]{4,60})")
_AHEAD = re.compile(r"(?<!\w)(?:tháng\s+\d{1,2}|quý\s+[IV]{1,3})(?!\w)")
_CLASSIFIERS = frozenset(
    ["người", "con", "đồng chí", "hộ", "vụ", "lượt", "trường hợp", "cái", "chiếc", "khẩu", "em", "cháu", "đối tượng"]
)
"""Units that say nothing of what is counted: ``dân số 58.240 người``."""

_TIMES = re.compile(r"^(?:nghìn|ngàn|vạn|triệu|t[ỷỉ])\s+", re.IGNORECASE)
"""What a counted noun is told in, which is no part of a name."""


def worded(figure: ReadFigure, row: Observation | None, statement: FigureStatement, words: str, text: str) -> str:
    """What a figure is of: its subject with the time ahead, the rate or the noun that the clause has besides.

    Parameters
    ----------
    words
        The subject, as it was read.
    text
        The passage that the figure stands in.
    """
    left = _CLAUSE.split(text[: figure.start][-_REACH:])[-1]
    words = _counted(figure, row, words, left, text)
    if statement.measure == "target" and (time := _AHEAD.search(left)) and time[0] not in words:
        words = f"{time[0]} {words}" if time[0][-1].isdigit() else f"{words} {time[0]}"
    if statement.is_percent_of_plan:
        return f"Tỷ lệ {words[:1].lower() + words[1:]} so với kế hoạch"
    if is_growth_ahead(figure, statement):
        return f"Tốc độ {'tăng' if figure.direction == '+' else 'giảm'} {words}"
    return words


def _counted(figure: ReadFigure, row: Observation | None, words: str, left: str, text: str) -> str:
    unit = unit_named(figure.unit_text)
    counted = _TIMES.sub("", figure.unit_text) if unit is not None and unit.is_count else ""
    if row is not None and (figure.measure, row.measure) == ("remaining", "actual") and counted and left.strip():
        return noun_first(f"{left.strip()} {counted}", counted)
    if counted and _OF_ALL.search(left):
        return f"Tổng số {counted}"
    if OFFICE.fullmatch(name(words)) and (base := _BASE.match(text, figure.end)):
        return base[1]
    at = words.lower().find(f" {counted.lower()}") if counted else -1
    if at > 0 and _ONLY_WITH.fullmatch(left):  # what stands before the noun is of the clause before
        words = words[at + 1 :]
    words = noun_first(words, counted)
    is_bare = len(words.split()) <= _FEW_WORDS and counted.lower() not in words.lower()
    return f"{counted} {words}" if counted and is_bare and counted.lower() not in _CLASSIFIERS else words


def is_growth_ahead(figure: ReadFigure, statement: FigureStatement) -> bool:
    """Whether a figure is a growth that is aimed at, which then is a rate of its own."""
    is_percent = figure.unit_text.startswith("%") and statement.measure in {"target", "goal", "year_end"}
    return is_percent and bool(figure.direction) and IS_RATE.search(figure.subject) is None

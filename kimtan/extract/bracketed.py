"""Levels and growths of another time in brackets behind a rate: ``đạt 93,7% (kế hoạch 95%)``."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.figures import ReadMeasure
from kimtan.extract.statements import Statement, Surroundings

_LAST_GROWTH = re.compile(
    rf"\(\s*(?:{cues.LAST_WORDS})(?:\s+năm\s+(?:trước|ngoái|(?:19|20)\d\d))?\s*(?:(?P<up>{cues.UP})|(?P<down>{cues.DOWN}))\s*$",
    re.IGNORECASE,
)
"""An open bracket with the growth of last year: ``tăng 4,9% (cùng kỳ năm trước tăng 3,7%)``."""

_COMPARED_WITH = re.compile(
    rf"(?:(?P<up>{cues.UP})|(?P<down>{cues.DOWN})|bằng|tương\s+đương)\s+(?:so\s+)?(?:với\s+)?(?:{cues.LAST_WORDS}|năm)(?:\s+năm)?(?:\s+(?:trước|ngoái|(?:19|20)\d\d))?\s*\($",
    re.IGNORECASE,
)
"""An open bracket behind the time that a level is compared with: ``đạt 92,5%, tăng so với năm 2023 (85,3%)``."""


def in_brackets(left: str, around: Surroundings) -> Statement | None:
    """What a percentage states that another time's level or growth is told with; nothing where it is none."""
    if (level := _level_of_rate(left, around)) is not None:
        return level
    if (compared := _COMPARED_WITH.search(left)) is not None and around.before in {"actual", "share"}:
        if around.is_percent:
            return Statement("last_year", confidence=0.75, because=compared[0].strip(" ("))
        if compared["up"] or compared["down"]:
            return Statement(
                "yoy_pct", "-" if compared["down"] else "+", confidence=0.7, because=compared[0].strip(" (")
            )
    if (grown := _LAST_GROWTH.search(left)) is not None:
        return Statement("last_year", "-" if grown["down"] else "+", confidence=0.7, because=grown[0].strip(" ("))
    if (bracket := cues.OF_LAST_YEAR.search(around.sentence)) is not None:
        changes = cues.VERBS.search(bracket[0])
        is_change = changes is not None and changes.lastgroup in {"up", "down"}
        if not is_change and cues.LEVELS_OF_LAST_YEAR.search(bracket[0]):
            return Statement("last_year", is_about_last=False, confidence=0.6)
        if not is_change and around.before in {"share", "actual"} and cues.LAST_LEVEL.search(left):
            return Statement("last_year", confidence=0.6)
        if not is_change and cues.LAST_LEVEL.search(left):
            return Statement("last_year", confidence=0.55)
        if around.before != "last_year":
            return Statement("change", base="cùng kỳ", confidence=0.6)
    return None


def _level_of_rate(left: str, around: Surroundings) -> Statement | None:
    """The plan of a rate, or its level of last year, right behind its level: ``đạt 93,7% (kế hoạch 95%)``."""
    if not cues.IS_RATE.search(around.went_before):
        return None
    opened = left[left.rfind("(") + 1 :].lstrip(" ,/")
    measures: tuple[tuple[ReadMeasure, re.Pattern[str]], ...] = (
        ("plan", cues.PLANNED),
        ("last_year", cues.LAST_LEVEL),
    )
    for measure, words in measures:
        level = words.match(opened)
        if level is not None:
            return Statement(measure, confidence=0.85, because=level[0].strip(" :("))
    return None


def announces_level(right: str) -> bool:
    """Whether the words behind a figure open a bracket for a level of their own: ``(kế hoạch 95%)``."""
    bracket = right.lstrip()
    if not bracket.startswith("(") or ")" in bracket:
        return False
    words = bracket[1:].lstrip()
    return bool(cues.PLANNED.match(words) or cues.LAST_LEVEL.match(words))

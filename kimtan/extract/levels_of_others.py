"""A level that others gave or have, which something is compared with: ``cao hơn mức 8% ngành giao``."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.statements import Statement

_LAST_WORDS_BEFORE = ("mức", "tiêu", "tăng", "giảm")
"""What the words before such a level end with."""
_THAN = re.compile(r"(?<!\w)(?:cao|thấp)\s+hơn\s+(?:so\s+với\s+)?mức\s*$", re.IGNORECASE)
"""A level that something is above or below follows: ``cao hơn mức 8% ngành giao``."""
_OVER = re.compile(r"(?<!\w)vượt\s+mức\s*$", re.IGNORECASE)
_GIVEN_BEHIND = re.compile(
    r"\s+(?:(?:mà|do|được)\s+)?(?:[^\W\d]+\s+){0,4}?(?:giao|đề\s+ra|đặt\s+ra)(?=\s*(?:$|[,;.)]))", re.IGNORECASE
)
"""Who gave a level as one to be reached, behind it: ``95,5% Chính phủ giao``."""
_OF_LAST = re.compile(rf"\s+(?:của\s+|ở\s+)?(?:{cues.LAST_WORDS})(?!\w)", re.IGNORECASE)
"""Whose level it is, behind it: ``thấp hơn mức 3,1% của cùng kỳ năm trước``."""
_AS_GOAL = re.compile(r"(?<!\w)(?:chỉ|mục)\s+tiêu\s*$", re.IGNORECASE)
_PLANNED_GROWTH = re.compile(
    rf"\(\s*(?:{cues.PLAN_WORDS})(?:\s+(?:năm|đề\s+ra|giao|là))?\s+(?:tăng|giảm)\s*$", re.IGNORECASE
)
"""The growth that was planned, in brackets behind what was reached: ``tăng 12,1% (kế hoạch tăng 11,5%)``."""


def level_of_others(left: str, right: str, verb: str) -> Statement | None:
    """What a number states of others, or of what was planned; nothing where it is the subject's own.

    Parameters
    ----------
    left, right
        The words before the number and those behind its unit.
    verb
        The kind of its verb, as :func:`~kimtan.extract.comparisons.last_verb` gives it.
    """
    if not left.rstrip().lower().endswith(_LAST_WORDS_BEFORE):
        return None
    is_above_or_below = _THAN.search(left) is not None
    if is_above_or_below and _OF_LAST.match(right):
        return Statement("last_year", confidence=0.7)
    is_goal = _OVER.search(left) is not None or (verb in {"", "reach"} and _AS_GOAL.search(left) is not None)
    if (is_above_or_below or is_goal) and _GIVEN_BEHIND.match(right):
        return Statement("plan", confidence=0.6)
    if is_above_or_below:
        return Statement("actual", confidence=0.5)
    return Statement("plan", confidence=0.6, because="kế hoạch") if _PLANNED_GROWTH.search(left) else None

"""What an amount states: a level, the plan, last year's level, a change, what remains."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.amounts_left import from_or_left
from kimtan.extract.announced_amounts import announced
from kimtan.extract.figures import Direction, ReadMeasure
from kimtan.extract.mentions import Mention
from kimtan.extract.statements import Statement, Surroundings
from kimtan.extract.words_behind import GOALS

_CONTRIBUTES = re.compile(
    r"(?<!\w)(?:đóng\s+góp|làm(?:\s+[^,;.()\d]{1,30})?\s+(?:tăng|giảm))\s*(?:được|khoảng|trên|tới|vào)?\s*$",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"gấp\s*(?:trên|hơn|gần|khoảng)?\s*$", re.IGNORECASE)
_MET = re.compile(
    r"(?<!\w)(?:vượt|(?:không|chưa)\s+đạt|"
    r"(?:(?:không|chưa)\s+)?(?:vượt|đạt|hoàn\s+thành)(?:\s+và\s+vượt)?\s+(?:mức\s+)?(?:kế\s+hoạch|KH|chỉ\s+tiêu|mục\s+tiêu)(?:\s+năm)?)\s*:?\s*$",
    re.IGNORECASE,
)
"""How many goals were reached, exceeded or missed is no change of them: ``Vượt kế hoạch: 12 chỉ tiêu``."""
_IN_YEAR = re.compile(
    r"(?<!với\s)(?<!\w)đầu\s+năm[^,;.]{0,30}?\s\d[^;]{1,80}?\scuối\s+năm[^,;]{0,40}?\s\d[^;]{0,60}$", re.IGNORECASE
)
"""What a year began and ended with: ``đầu năm 148 hộ, cuối năm còn 91 hộ, giảm 57 hộ``."""
_NOT_MET = re.compile(r"(?<!\w)(?:không|chưa)\s+đạt(?!\w)", re.IGNORECASE)


def amount(mention: Mention, verb: str, kind: str, base: str, left: str, around: Surroundings) -> Statement:
    """What an amount states; the parameters are those of :func:`~kimtan.extract.stated_percentages.percentage`.

    ``left`` is as much of the words before it as is read.
    """
    is_missed = _MET.search(left) is not None or (verb == "down" and _NOT_MET.search(left) is not None)
    if mention.unit is not None and mention.unit.name in GOALS and not kind and is_missed:
        return Statement("actual", is_about_last=False, confidence=0.8)
    direction: Direction = "+" if verb == "up" else "-" if verb == "down" else ""
    return (
        announced(mention, verb, left, around)
        or _changed(mention, verb, direction, kind, base, left, around)
        or from_or_left(mention, verb, kind, base, left, around)
        or _unnamed_change(direction, kind, left, around)
        or Statement("actual", direction, is_about_last=False, confidence=0.85)
    )


def _changed(
    mention: Mention, verb: str, direction: Direction, kind: str, base: str, left: str, around: Surroundings
) -> Statement | None:
    """A change of what is compared, or was told before; or how many times another level it is."""
    is_in_points = mention.unit is not None and mention.unit.dimension == "points"
    if is_in_points and not kind and _CONTRIBUTES.search(left):
        return Statement("actual", direction, is_about_last=False, confidence=0.7)
    if is_in_points and (direction or kind or around.before):
        if not kind and around.base:
            return Statement("change", direction, around.base, confidence=0.6)
        return Statement("yoy_abs" if kind in {"last", ""} else "change", direction, base, confidence=0.7)
    if around.before in {"yoy_pct", "change"} and left.strip(" +-–−") == "(" and mention.unit is not None:
        measure: ReadMeasure = "yoy_abs" if around.before == "yoy_pct" else "change"
        return Statement(measure, mention.sign or around.direction, base or around.base, confidence=0.8)
    if mention.is_times and kind in {"plan", "last"} and (_MULTIPLE.search(left) or verb == "equal"):
        return Statement("yoy_index" if kind == "last" else "pct_of_plan", "", base, confidence=0.9)
    if mention.is_times and (direction or "gấp" in left.lower()):
        return Statement("change", "+" if direction != "-" else "-", base, confidence=0.7)
    if direction and kind:
        return Statement("yoy_abs" if kind == "last" else "change", direction, base)
    if direction and around.base and around.before in {"change", "yoy_pct"}:
        return Statement("change", direction, around.base, confidence=0.75)
    if direction == "+" and not kind and around.before == "pct_of_plan" and cues.OVER.search(left):
        return Statement("change", direction, "kế hoạch", confidence=0.7)
    if direction and not kind and _IN_YEAR.search(around.sentence):
        return Statement("change", direction, "đầu năm", confidence=0.6)
    follows = around.last in {"actual", "plan", "pct_of_plan", "yoy_pct", "share", "yoy_abs", "change"}
    if direction and (follows or around.before == "last_year"):
        return Statement("yoy_abs", direction, confidence=0.7)
    return None


def _unnamed_change(direction: Direction, kind: str, left: str, around: Surroundings) -> Statement | None:
    """A change that is not said to be of anything told before."""
    if direction and not cues.TO_LEVEL.search(left) and not kind:
        if cues.OVER.search(left):
            return Statement("change", direction, "kế hoạch", confidence=0.6)
        is_sure = around.before in {"yoy_abs", "yoy_pct"}
        return Statement("yoy_abs", direction, is_about_last=False, confidence=0.7 if is_sure else 0.6)
    return None

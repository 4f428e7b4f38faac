"""What the words right before a percentage, or the bracket that it stands in, decide of it, whatever its verb says."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.figures import Direction, ReadMeasure
from kimtan.extract.levels_of_others import level_of_others
from kimtan.extract.mentions import Mention
from kimtan.extract.statements import Statement, Surroundings

_AS_RATE = re.compile(r"(?:^|[,(])\s*(?:với\s+)?(?:tỷ|tỉ)\s+lệ\s+(?:tăng|giảm)\s*(?:đạt|là)?\s*$", re.IGNORECASE)
"""The growth of what an absolute change was just told of: ``tăng 331 tỷ, tỷ lệ tăng 10,3%``."""
_CHANGES_MOST = re.compile(
    r"(?<!\w)(?:(?P<up>tăng)|giảm)\s+(?:nhiều|cao|mạnh|ít|thấp|sâu)\s+nhất\s+(?:là|ở)\s[^,;:()\d]{2,60}\($",
    re.IGNORECASE,
)
"""By how much what changes most does, in brackets: ``giảm nhiều nhất là nhóm giao thông (0,88%)``."""
_IN_BRACKET = re.compile(r"\([^()]*$")
_IS_MISSED = re.compile(r"(?<!\w)không\s+đạt\s*(?:được\s*)?$", re.IGNORECASE)
"""A level of those who miss something: ``không đạt 12%``; what stands behind ``chưa đạt`` is what was to be reached."""
_IS_NOT_MET = re.compile(r"(?<!\w)(?:chưa|không)\s+đạt\s*$", re.IGNORECASE)
"""A goal that is missed: ``88,9%, chưa đạt mục tiêu 90%``."""
_BOUNDED = re.compile(r"(?<=[(\s])(?:không\s+quá|tối\s+thiểu|ít\s+nhất|từ|trên|dưới)\s*$", re.IGNORECASE)
_SHORT_OF = re.compile(r"(?<!\w)(?:còn\s+)?thiếu\s*$", re.IGNORECASE)


def by_place(mention: Mention, verb: str, kind: str, base: str, around: Surroundings) -> Statement | None:
    """What the words right before it or a bracket decide, whatever its verb says."""
    if _IS_MISSED.search(around.left):
        return Statement("pct_of_plan" if kind == "plan" else "actual", "", base, confidence=0.5)
    if verb == "reach" and _IN_BRACKET.search(around.left) and around.before in {"pct_of_plan", "change"} and not kind:
        return Statement("pct_of_plan", confidence=0.6)
    if direction_of(mention, verb) and cues.TO_LEVEL.search(around.left):
        return Statement("actual", is_about_last=not around.subject, confidence=0.8)
    if (level := level_of_others(around.left, around.right, verb)) is not None:
        return level
    if around.before == "last_year" and cues.REACHES.search(around.left):
        return Statement("actual", confidence=0.8)
    if mention.upper is None and cues.FROM.search(around.left) and cues.TO_BEHIND.match(around.right):
        return Statement("last_year", confidence=0.5, because="từ")
    if (planned := cues.PLANNED.search(_BOUNDED.sub("", around.left))) is not None and _is_level_of_plan(
        planned, around
    ):
        return Statement("plan", confidence=0.7, because=planned[0].strip(" :("))
    if (
        (around.is_bracketed or verb == "equal")
        and around.has_fraction
        and cues.OF_PLAN.search(around.sentence)
        and not kind
    ):
        return Statement("pct_of_plan", confidence=0.7)
    if verb == "" and around.before == "" and cues.PLAN_HEAD.match(around.sentence):
        return Statement("plan", is_about_last=False, confidence=0.6, because="kế hoạch")
    if around.opens_clause and kind != "plan":
        return Statement("actual", is_about_last=False, confidence=0.75)
    if kind == "plan" and _SHORT_OF.search(around.left):
        return Statement("change", "-", base, confidence=0.8)
    if around.before in {"yoy_abs", "change"} and around.direction and not kind and _AS_RATE.search(around.left):
        return Statement("yoy_pct" if around.before == "yoy_abs" else "change", around.direction, around.base)
    if around.before in {"yoy_abs", "change"} and around.direction and kind != "plan" and around.left.strip() == "(":
        measure: ReadMeasure = "yoy_pct" if around.before == "yoy_abs" and kind != "other" else "change"
        return Statement(measure, around.direction, base or around.base, confidence=0.85)
    goes_on = verb == "" and around.left.strip(" ;") in {",", "và", ", và"} and kind != "plan"
    if goes_on and around.before in {"yoy_pct", "change"} and around.direction:
        measure = around.before if not kind else "change" if kind == "other" else "yoy_pct"
        return Statement(measure, around.direction, base or around.base, confidence=0.8)
    if not around.is_bracketed and cues.PLANNED.search(around.left) and around.before in {"yoy_pct", "change"}:
        opened = around.left[around.left.rfind("(") :]
        if opened.startswith("(") and not verb and ")" not in opened:
            return Statement("plan", confidence=0.6, because="kế hoạch")
    if (most := _CHANGES_MOST.search(around.left)) is not None and not kind:
        sign: Direction = "+" if most["up"] else "-"
        measure = "change" if around.base else "yoy_pct"
        return Statement(measure, sign, around.base, is_about_last=False, confidence=0.6)
    if verb == "equal" and around.before == "yoy_abs" and kind in {"last", ""} and not cues.OF_ALL.match(around.right):
        return Statement("yoy_pct", around.direction, base, confidence=0.9)
    return None


def direction_of(mention: Mention, verb: str) -> Direction:
    """Which way a change goes, by its verb or its sign."""
    return "+" if verb == "up" else "-" if verb == "down" else mention.sign


def _is_level_of_plan(planned: re.Match[str], around: Surroundings) -> bool:
    """Whether a percentage is a planned level: ``kế hoạch đề ra là 7,91%``, or in brackets behind one in percent."""
    is_compared = cues.SO_BEFORE.search(around.left[: planned.start()]) is not None
    if planned[0].endswith("(") and (around.is_percent or is_compared):
        return True
    if planned[0].rstrip().endswith(" là") and not cues.ITSELF.search(around.left[: planned.start()]):
        return True
    if _IS_NOT_MET.search(around.left[: planned.start()]):
        return True
    if is_compared or cues.ITSELF.search(around.left[: planned.start()]):
        return False
    return planned[0].rstrip().endswith(" là") or (around.is_percent and around.left.lstrip().startswith("("))

"""An amount that the words before it announce: the plan, or the level of last year."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.levels_of_others import level_of_others
from kimtan.extract.mentions import Mention
from kimtan.extract.statements import Statement, Surroundings
from kimtan.extract.units import ReadUnit

_LAST_IN_BRACKET = re.compile(rf"(?:\(|trong\s+khi\s)\s*(?:{cues.LAST_WORDS})(?:\s+[^\W\d]+){{0,4}}\s*$", re.IGNORECASE)
"""Last year's level in a bracket, whose subject is said again: ``(cùng kỳ năm trước xuất siêu 19,8 tỷ USD``."""
_ADJUSTED = re.compile(
    r"[\W\d]*(?:dự\s+toán|kế\s+hoạch)\s[^,;.:()\d]{0,40}điều\s+chỉnh\s+(tăng|giảm)\s*$", re.IGNORECASE
)
_IS_DONE = re.compile(r"(?<!\w)(?:đã|giải\s+ngân|thực\s+hiện)(?!\w)", re.IGNORECASE)
_MATTERS = frozenset({"nhiệm vụ", "đồng chí", "việc"})
"""What is given to be done, of which parts are told, and who does it."""
_ALSO_GIVEN = re.compile(r"^\s*[,;]\s*[^,;.:()\d]{2,40}\sgiao\s*$", re.IGNORECASE)
"""What another authority gave: ``Thủ tướng giao 5.348 tỷ đồng, HĐND tỉnh giao 6.120 tỷ đồng``."""
_PLAN_OF_IT = re.compile(r"\s*(?:kế\s+hoạch|KH|chỉ\s+tiêu|dự\s+toán)\s[^,;.:()\d]{2,30}", re.IGNORECASE)
"""The plan of which a percentage was just told: ``đạt 80,9% chỉ tiêu tuyển sinh 1.500 học viên``."""
_FUNDS = re.compile(
    r"(?:^|[.;]\s)[\W\d]*(?:tổng\s+)?(?:nguồn\s+)?(?:vốn|kinh\s+phí)(?:\s(?!đã|được)[^\s,;:().]{1,20}){1,14}(?:\s*:|\s+là)?\s*$",
    re.IGNORECASE,
)
_IS_SPENT = re.compile(r"\s*[,;(]\s*(?:(?:đến\s+nay|hiện|ước)\s+)?(?:đã\s+)?giải\s+ngân(?:\s+được)?\s*$", re.IGNORECASE)
"""Funds of which so much was paid out: ``Vốn đầu tư công: 12,5 tỷ đồng, đã giải ngân 8,2 tỷ đồng``."""
_NAMED_IN_BRACKET = re.compile(r"\s*\((?!đã|đạt|thực)[^\W\d][^(),;]{2,40}", re.IGNORECASE)
_NAMED_IN_LIST = re.compile(r"\s*:\s+(?!đã|đạt|giải|thực)[^\W\d][^():,;.]{2,40}", re.IGNORECASE)
_LIST_OF_PLAN = re.compile(r"\d\s[^\d:;.()]{1,20}:\s(?!đã|đạt|giải|thực)[^\W\d][^:;.()]{2,120}$", re.IGNORECASE)
"""A list of what makes up a plan behind a colon: ``được phân bổ 1.065 tỷ đồng: vốn đầu tư 643 tỷ đồng, …``."""


def announced(mention: Mention, verb: str, left: str, around: Surroundings) -> Statement | None:
    """The plan or last year's level, where the words before it announce one."""
    if (others := level_of_others(left, around.right, verb)) is not None:
        return others
    if not verb and _IS_SPENT.match(around.right) and _FUNDS.search(left):
        return Statement("plan", is_about_last=False, confidence=0.6)
    if cues.FROM.search(left) and cues.TO_BEHIND.match(around.right):
        return Statement("last_year", is_about_last=False, confidence=0.5, because="từ")
    planned = cues.PLANNED.search(left)
    if (
        planned is not None
        and (planned[0].rstrip().endswith(("(", " là")) or not cues.SO_BEFORE.search(left[: planned.start()]))
        and not cues.ITSELF.search(left[: planned.start()])
        and verb not in {"up", "down"}
    ):
        return Statement("plan", confidence=0.9, because=planned[0].strip(" :("))
    if (assigned := cues.ASSIGNED.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.85, because=assigned["verb"])
    if (
        verb == ""
        and (adjusted := _ADJUSTED.match(around.sentence)) is not None
        and left.rstrip().endswith(adjusted[1])
    ):
        return Statement(
            "change", "+" if adjusted[1] == "tăng" else "-", "dự toán", is_about_last=False, confidence=0.6
        )
    if verb == "" and (headed := cues.PLAN_HEAD.match(around.sentence)) is not None and around.before == "":
        return Statement("plan", is_about_last=False, confidence=0.75, because=headed["plan"])
    if (given := cues.GIVEN.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.75, because=given["verb"])
    if mention.unit is not None and _can_be_given(mention.unit) and cues.GIVEN_SO_MANY.search(left):
        return Statement("plan", is_about_last=False, confidence=0.75)
    last_year = cues.LAST_LEVEL.search(left)
    if (
        last_year is not None
        and (last_year[0].endswith("(") or not cues.SO_BEFORE.search(left[: last_year.start()]))
        and (left.rfind("(") > left.rfind(")") or not _is_of_year(last_year[0], around))
        and not (around.year and re.match(rf"năm\s+{around.year}(?!\d)", last_year[0], re.IGNORECASE))
    ):
        return Statement("last_year", confidence=0.85, because=last_year[0].strip(" :("))
    goes_on = around.before == "last_year" and cues.OF_LAST_YEAR.search(around.sentence)
    if not verb and (_LAST_IN_BRACKET.search(left) or goes_on):
        return Statement("last_year", confidence=0.75, because="cùng kỳ")
    if (
        not verb
        and around.before == "plan"
        and (
            cues.AMONG.search(left)
            or (cues.AMONG.search(around.sentence) and left[:1] in ",;")
            or _NAMED_IN_BRACKET.fullmatch(left)
            or _NAMED_IN_LIST.fullmatch(left)
            or (left[:1] in ",;" and not _IS_DONE.search(left) and _LIST_OF_PLAN.search(around.sentence))
            or (left[:1] in ",;" and cues.OPEN_BRACKET.search(around.sentence))
        )
    ):
        return Statement("plan", is_about_last=False, confidence=0.7)
    is_fraction = mention.denominator is not None
    if (
        left.strip() == "("
        and not is_fraction
        and around.before == "pct_of_plan"
        and (level := cues.PLANNED.search(around.sentence))
    ):
        return Statement("plan", confidence=0.75, because=level[0].strip(" :("))
    if around.before == "pct_of_plan" and not verb and _PLAN_OF_IT.fullmatch(left):
        return Statement("plan", confidence=0.7)
    if around.before == "plan" and not verb and _ALSO_GIVEN.search(left):
        return Statement("plan", is_about_last=True, confidence=0.75)
    is_itself = planned is not None and cues.ITSELF.search(left[: planned.start()]) is not None
    if planned is not None and not verb and around.before == "actual" and not is_itself:
        return Statement("plan", confidence=0.75, because=planned[0].strip(" :("))
    return None


def _can_be_given(unit: ReadUnit) -> bool:
    return unit.dimension == "money" or (unit.is_count and unit.name not in _MATTERS)


def _is_of_year(words: str, around: Surroundings) -> bool:
    """Whether a level is only said to be of a year, not of the one before: ``năm 2023`` in a report of 2023."""
    year = re.match(r"năm\s+((?:19|20)\d\d)", words, re.IGNORECASE)
    return year is not None and not (
        around.before in {"actual", "plan", "pct_of_plan"} and int(year[1]) == around.year - 1
    )

"""What a number states of its subject: its level, the plan, a percentage of one, growth, a share, what remains."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kimtan.extract import cues
from kimtan.extract.figures import ReadMeasure
from kimtan.extract.mentions import Mention
from kimtan.extract.units import ReadUnit


@dataclass(frozen=True)
class Statement:
    """What a clause says with a number.

    Parameters
    ----------
    measure, direction, base
        As in :class:`~kimtan.extract.figures.ReadFigure`.
    is_about_last
        Whether it is said of the figure before it, unless the clause names another subject.
    confidence
        How sure that is.
    because
        The words that say so.
    """

    measure: ReadMeasure
    direction: Literal["+", "-", ""] = ""
    base: str = ""
    is_about_last: bool = True
    confidence: float = 0.9
    because: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a clause is read with: the words on both sides, and what went before.

    Parameters
    ----------
    left, right
        The words between the last figure and this one, and from its unit to the next figure.
    subject
        The subject that the words name, or that went before.
    last
        What the figure before it in the sentence stated.
    is_task
        Whether it stands among the tasks ahead.
    sentence
        The words of the sentence before the figure.
    has_fraction
        Whether the figure before it is a fraction.
    measures
        The measures that the sentence has stated so far.
    base
        With what the sentence last compared, where that was none of last year.
    year, is_full_year
        The year that the report is of, where it is known, and whether it is of all of that.
    is_bracketed
        Whether it stands in brackets with nothing before it.
    went_before, before, direction
        The subject of the figure before it, what that stated and in which direction.
    unit, is_percent
        The unit of the figure before it, and whether that states a level in percent.
    is_rate_word
        Whether its verb says that it is a rate: ``đạt tỷ lệ``.
    is_share
        Whether it is the percentage that the figure before it is of an earlier one in the same unit.
    beyond
        The words behind a percentage in brackets that alone follows: ``so với tháng trước`` of
        ``tăng 103 vụ (16,5%) so với tháng trước``.
    is_under_heading
        Whether a heading stands above, which then says whether tasks or results follow.
    opens_clause
        Whether it is a percentage before the noun that it is a rate of, with nothing before it in its clause.
    """

    left: str
    right: str
    subject: str = ""
    last: ReadMeasure = ""
    is_task: bool = False
    sentence: str = ""
    is_bracketed: bool = False
    has_fraction: bool = False
    measures: frozenset[str] = frozenset()
    base: str = ""
    year: int = 0
    is_full_year: bool = True
    went_before: str = ""
    before: ReadMeasure = ""
    direction: Literal["+", "-", ""] = ""
    unit: ReadUnit | None = None
    is_percent: bool = False
    is_rate_word: bool = False
    is_share: bool = False
    beyond: str = ""
    opens_clause: bool = False
    is_under_heading: bool = True


_OF_PLAN = re.compile(rf"/\s*\d[\d.,]*[^,;.\d]{{0,25}}(?<!\w)(?:{cues.PLAN_WORDS})(?!\w)", re.IGNORECASE)
"""A fraction whose second number is said to be the plan: 186,2 tỷ đồng/245 tỷ đồng kế hoạch."""


def stated(mention: Mention, around: Surroundings) -> Statement:
    """What a number states."""
    left, right = around.left[-240:], _clause(around.right)
    if mention.is_percent and (level := _level_of_rate(left, around)) is not None:
        return level
    if mention.is_percent and (grown := _LAST_GROWTH.search(left)) is not None:
        direction: Literal["+", "-"] = "-" if grown["down"] else "+"
        return Statement("last_year", direction, confidence=0.7, because=grown[0].strip(" ("))
    if mention.is_percent and around.before != "last_year" and _OF_LAST_YEAR.search(around.sentence):
        return Statement("change", base="cùng kỳ", confidence=0.6)
    verb, word = _last_verb(left)
    kind, base = _base(left, right, around.right)
    if not kind and around.beyond:
        kind, base = _base("", _clause(around.beyond), around.beyond)
    if verb == "up" and not kind and (exceeded := cues.EXCEEDS.search(left)) is not None:
        kind, base = "plan", exceeded["plan"]
    around = replace(around, is_rate_word="lệ" in word.lower())
    if mention.is_percent and cues.IS_RATE.search(around.subject) and _announces_level(around.right):
        kind, base = "", ""
    if (
        kind == "other"
        and around.year
        and around.is_full_year
        and re.fullmatch(rf"(?:(?!tháng\s+12).){{0,60}}năm\s+{around.year - 1}", base)
    ):
        kind = "last"
    statement = (
        _percent(mention, verb, kind, base, around)
        if mention.is_percent
        else _amount(mention, verb, kind, base, left, around)
    )
    if not statement.because:
        statement = _because(statement, word, base)
    if _NONE.search(left) or _RESPECTIVELY.search(around.sentence):
        statement = replace(statement, confidence=min(statement.confidence, 0.5))
    if mention.sign and statement.measure in {"yoy_pct", "yoy_abs", "change"} and not statement.direction:
        statement = replace(statement, direction=mention.sign)
    return _in_time(statement, left, around)


_LAST_GROWTH = re.compile(
    rf"\(\s*(?:{cues.LAST_WORDS})(?:\s+năm\s+(?:trước|ngoái|(?:19|20)\d\d))?\s*(?:(?P<up>{cues.UP})|(?P<down>{cues.DOWN}))\s*$",
    re.IGNORECASE,
)
"""An open bracket with the growth of last year: ``tăng 4,9% (cùng kỳ năm trước tăng 3,7%)``."""


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


def _announces_level(right: str) -> bool:
    """Whether the words behind a figure open a bracket for a level of their own: ``(kế hoạch 95%)``."""
    bracket = right.lstrip()
    return (
        bracket.startswith("(")
        and ")" not in bracket
        and bool(cues.PLANNED.match(bracket[1:].lstrip()) or cues.LAST_LEVEL.match(bracket[1:].lstrip()))
    )


def _because(statement: Statement, word: str, base: str) -> Statement:
    because = " … ".join(part for part in (word, base) if part)
    return replace(statement, because=because)


_ITSELF = re.compile(r"(?:tổng|theo|trong|của|vượt)\s*$", re.IGNORECASE)
"""What before a plan says that it is the subject: ``tổng dự toán``."""

_TO_LEVEL = re.compile(
    r"(?:giảm|tăng|nâng|hạ)\s+(?:xuống\s+còn|còn|lên|xuống)\s*(?:trên|gần|khoảng|hơn)?\s*$", re.IGNORECASE
)
"""A level that was reached by rising or falling: ``giảm còn 3,7%``."""
_FROM = re.compile(
    r"(?:(?<!\w)(?:tăng|giảm|nâng|hạ|đưa)(?:\s+[^\W\d_]+){0,8}?\s+|,\s*)từ\s*(?:trên|gần|khoảng|hơn)?\s*$",
    re.IGNORECASE,
)
_REACHES = re.compile(r"\s(?:lên|xuống|còn)\s*(?:còn|trên|gần|khoảng|hơn)?\s*$", re.IGNORECASE)
_TO_BEHIND = re.compile(
    r"(?:\s+(?:đầu|cuối|năm|(?:19|20)\d\d|nhiệm|kỳ|quý|tháng)){0,5},?\s+(?:(?:tăng|giảm|nâng)\s+)?(?:lên|xuống|còn|đến|tới)(?!\w)",
    re.IGNORECASE,
)
"""A level that something rises or falls from, and what leads to the other: ``từ 28 hộ xuống còn 23 hộ``."""
_OF_LAST_YEAR = re.compile(rf"\(\s*(?:{cues.LAST_WORDS})(?!\w)[^()]*$", re.IGNORECASE)
"""An open bracket that speaks of last year."""

_MULTIPLE = re.compile(r"gấp\s*(?:trên|hơn|gần|khoảng)?\s*$", re.IGNORECASE)
_ARE_LEFT = re.compile(r"(?:^|[,;])\s*(?:hiện\s+|và\s+)?còn\s*$", re.IGNORECASE)
_NOT_YET = re.compile(r"^(?:\s+[^\W\d_]+){0,3}?\s+(?:chưa|đang|phải)(?!\w)", re.IGNORECASE)
"""What is left of a total: ``còn 22 hộ chưa nhận tiền``."""

_NONE = re.compile(r"(?<!\w)(?:không|chưa)\s+(?:có|để|phát\s+sinh|còn|xảy\s+ra)(?:\s+\w+){0,4}\s*$", re.IGNORECASE)
"""A number of what is said not to be."""
_RESPECTIVELY = re.compile(r"(?<!\w)(?:lần\s+lượt|theo\s+thứ\s+tự)(?!\w)", re.IGNORECASE)
"""Several numbers of as many subjects: which is whose is not read."""
_NOT_YET_ANY = re.compile(r"\s+chưa(?!\w)(?!\s+đạt)", re.IGNORECASE)
_FARTHEST = {"up": 2, "down": 2, "reach": 3, "equal": 2}
"""So many words may stand between a verb and its number."""


def _clause(right: str) -> str:
    """The words behind a figure up to where another clause begins."""
    right = right.removeprefix(")")
    for at, character in enumerate(right[:160]):
        if character in ",;:" or (character == "." and right[at + 1 : at + 2] in {"", " "}) or character == ")":
            return right[:at]
    return right[:160]


def _last_verb(left: str) -> tuple[str, str]:
    """The kind of the last verb before a figure, and the verb itself."""
    last = None
    for match in cues.VERBS.finditer(left):
        between = cues.BASE.sub(" ", left[match.end() :])
        if (
            (match.lastgroup in {"up", "down"} and left.startswith((",", ";"), match.end()))
            or (match.lastgroup in {"up", "down"} and _OF_CHANGE.search(left[: match.start()]))
            or "," in between.strip(" ,")
            or ";" in between
            or "(" in between
            or len(between.split()) > _FARTHEST.get(match.lastgroup or "", 4)
        ):
            continue
        last = match
    return (last.lastgroup or "", last[0]) if last is not None else ("", "")


_OF_CHANGE = re.compile(r"(?<!\w)(?:mức(?:\s+độ)?|tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ)\s+$", re.IGNORECASE)
"""What makes a growth behind it the name of a rate: ``tốc độ tăng chi 11%``, ``mức giảm sinh 0,5%``."""


def _base(left: str, right: str, all_right: str) -> tuple[str, str]:
    """With what a figure is compared: ``plan``, ``last``, ``other`` or nothing, and its words."""
    behind = cues.BASE.search(right)
    if behind is not None and not cues.compares(behind) and _opens_for_next(right, behind.start(), all_right):
        behind = None
    if behind is not None and not right[: behind.start()].strip(" ()"):
        return _kind(behind.groupdict()), behind[0].strip()
    if behind is not None and cues.compares(behind):
        return _kind(behind.groupdict()), behind[0].strip()
    compared = cues.COMPARED.search(right)
    if compared is not None:
        return "other", compared[0].strip()
    before = None
    for match in cues.BASE.finditer(left):
        before = match
    if before is not None and cues.compares(before) and not (before["so"] or "").lower().startswith(("theo", "trên")):
        return _kind(before.groupdict()), before[0].strip()
    compared = None
    for match in cues.COMPARED.finditer(left):
        compared = match
    return ("other", compared[0].strip()) if compared is not None else ("", "")


def _opens_for_next(right: str, start: int, all_right: str) -> bool:
    """Whether a bracket opens before some words, and the next figure stands in it: ``tăng 2,1% (quý I tăng 3,7%)``."""
    return "(" in right[:start] and ")" not in all_right.removeprefix(")")


def _kind(groups: dict[str, str | None]) -> str:
    return next((name for name in ("plan", "last", "other") if groups[name]), "")


def _percent(mention: Mention, verb: str, kind: str, base: str, around: Surroundings) -> Statement:
    if _IS_MISSED.search(around.left):
        return Statement("pct_of_plan" if kind == "plan" else "actual", "", base, confidence=0.5)
    if verb == "reach" and _IN_BRACKET.search(around.left) and around.before in {"pct_of_plan", "change"} and not kind:
        return Statement("pct_of_plan", confidence=0.6)
    direction: Literal["+", "-", ""] = "+" if verb == "up" else "-" if verb == "down" else mention.sign
    if direction and _TO_LEVEL.search(around.left):
        return Statement("actual", is_about_last=not around.subject, confidence=0.8)
    if around.before == "last_year" and _REACHES.search(around.left):
        return Statement("actual", confidence=0.8)
    is_rate = cues.IS_RATE.search(around.subject) is not None
    if mention.upper is None and _FROM.search(around.left) and _TO_BEHIND.match(around.right):
        return Statement("last_year", confidence=0.5, because="từ")
    if (planned := cues.PLANNED.search(around.left)) is not None and _is_level_of_plan(planned, around):
        return Statement("plan", confidence=0.7, because=planned[0].strip(" :("))
    if around.opens_clause and kind != "plan":
        return Statement("actual", is_about_last=False, confidence=0.75)
    if kind == "plan" and _SHORT_OF.search(around.left):
        return Statement("change", "-", base, confidence=0.8)
    if around.before in {"yoy_abs", "change"} and around.direction and not kind and _AS_RATE.search(around.left):
        return Statement("yoy_pct" if around.before == "yoy_abs" else "change", around.direction, around.base)
    if around.before in {"yoy_abs", "change"} and around.direction and kind != "plan" and around.left.strip() == "(":
        measure: ReadMeasure = "yoy_pct" if around.before == "yoy_abs" and kind != "other" else "change"
        return Statement(measure, around.direction, base or around.base, confidence=0.85)
    if verb == "" and around.before == "yoy_pct" and around.left.strip(" ;") in {",", "và", ", và"}:
        return Statement("yoy_pct", around.direction, base, confidence=0.8)
    if not around.is_bracketed and cues.PLANNED.search(around.left) and around.before in {"yoy_pct", "change"}:
        opened = around.left[around.left.rfind("(") :]
        if opened.startswith("(") and not verb and ")" not in opened:
            return Statement("plan", confidence=0.6, because="kế hoạch")
    if verb == "equal" and around.before == "yoy_abs" and kind in {"last", ""}:
        return Statement("yoy_pct", around.direction, base, confidence=0.9)
    if direction:
        if kind in {"plan", "other"}:
            return Statement("change", direction, base)
        is_in_points = _POINTS_OF.search(around.subject) is not None or around.is_percent
        if kind == "last" and is_in_points and around.last in {"actual", "share", "pct_of_plan", "plan"}:
            return Statement("yoy_abs", direction, base, confidence=0.6)
        if is_rate and not kind and around.last in {"actual", "share"}:
            return Statement("yoy_abs", direction, base, confidence=0.6)
        if not kind and _EXCEEDS.search(around.left):
            return Statement("change", direction, "kế hoạch", confidence=0.6)
        if not kind and around.base:
            return Statement("change", direction, around.base, confidence=0.75)
        return Statement("yoy_pct", direction, base, confidence=0.95 if kind else 0.75)
    if kind == "plan":
        return Statement("pct_of_plan", "", base, confidence=0.95)
    if kind == "last" and verb != "equal" and _GROWTH.search(around.subject):
        return Statement("yoy_pct", "+", base, confidence=0.75)
    if kind == "last" and verb != "equal" and _RATE_OF_CHANGE.search(around.subject):
        return Statement("actual", confidence=0.8, is_about_last=not around.subject)
    if kind == "last":
        return Statement("yoy_index", "", base, confidence=0.95)
    if kind == "other" and verb == "equal":
        return Statement("change", "", base, confidence=0.7)
    if verb == "share":
        return Statement("share", "", base, confidence=0.9)
    if around.is_share and not kind and not is_rate:
        return Statement("share", "", base, confidence=0.85)
    if (
        around.is_rate_word
        and not kind
        and not is_rate
        and _is_counted(around)
        and around.last
        and mention.value <= _ALL
    ):
        return Statement("share", "", base, confidence=0.8)
    if verb in {"", "reach", "equal"} and not is_rate and _OF_ALL.match(around.right):
        return Statement("share", confidence=0.8, is_about_last=bool(around.last or not around.subject))
    if verb == "" and (around.before == "share" or _GIVES.search(around.left)):
        return Statement("share", is_about_last=False, confidence=0.75)
    if verb == "equal" and "yoy_index" in around.measures and "pct_of_plan" not in around.measures:
        return Statement("yoy_index", confidence=0.75)
    if is_rate and verb == "equal" and around.has_fraction and around.last == "actual":
        return Statement("share", confidence=0.8)
    if is_rate:
        return Statement("actual", confidence=0.9, is_about_last=not around.subject)
    if verb == "rate" or (around.is_bracketed and around.last):
        return Statement("share", confidence=0.8)
    if verb == "reach" and "pct_of_plan" in around.measures and around.last not in {"actual", "plan"}:
        return Statement("pct_of_plan", confidence=0.6)
    if around.last in {"actual", "plan"} and verb in {"reach", "equal"}:
        if mention.value > _ALL:
            return Statement("pct_of_plan", confidence=0.7)
        if around.has_fraction and not _OF_PLAN.search(around.sentence) and _is_counted(around):
            return Statement("share", confidence=0.8)
        if _is_counted(around) and "pct_of_plan" not in around.measures and _counts_some(around):
            return Statement("share", confidence=0.7)
        return Statement("pct_of_plan", confidence=0.6)
    if verb == "reach" and _IN_AMOUNTS.match(around.subject) and not around.last:
        return Statement("pct_of_plan", confidence=0.55, is_about_last=False)
    return Statement("actual", confidence=0.7, is_about_last=False)


def _is_level_of_plan(planned: re.Match[str], around: Surroundings) -> bool:
    """Whether a percentage is a planned level: ``kế hoạch đề ra là 7,91%``, or in brackets behind a level in percent."""
    if cues.SO_BEFORE.search(around.left[: planned.start()]) or _ITSELF.search(around.left[: planned.start()]):
        return False
    return planned[0].rstrip().endswith(" là") or (around.is_percent and around.left.lstrip().startswith("("))


_ALL = 100
_EXCEEDS = re.compile(r"(?<!\w)vượt\s*(?:trên|hơn|gần|khoảng)?\s*$", re.IGNORECASE)
_GROWTH = re.compile(r"^tăng\s+trưởng(?!\w)", re.IGNORECASE)
_RATE_OF_CHANGE = re.compile(r"^(?:tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ|mức)\s+(?:tăng|giảm)(?!\w)", re.IGNORECASE)
_IN_AMOUNTS = re.compile(
    r"(?:tổng\s+)?(?:giá\s+trị|diện\s+tích|sản\s+lượng|doanh\s+thu|kim\s+ngạch|vốn|giải\s+ngân|(?:số\s+)?thu\s+(?:ngân\s+sách|NS|từ|thuế|nội\s+địa|tiền)|"
    r"chi\s+(?:ngân\s+sách|NS|thường\s+xuyên|đầu\s+tư))(?!\w)",
    re.IGNORECASE,
)
"""What is measured in amounts: it reaches a percentage only of what was planned."""


_AS_RATE = re.compile(r"(?:^|,)\s*(?:với\s+)?(?:tỷ|tỉ)\s+lệ\s+(?:tăng|giảm)\s*(?:đạt|là)?\s*$", re.IGNORECASE)
"""The growth of what an absolute change was just told of: ``tăng 331 tỷ, tỷ lệ tăng 10,3%``."""
_POINTS_OF = re.compile(r"(?<!\w)(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)(?!\w)", re.IGNORECASE)
"""What grows by points of percent."""
_OF_ALL = re.compile(
    r"\s*(?:trên\s+|trong\s+|của\s+)?(?:tổng(?!\s+(?:mức|dự|kế))|số(?!\s+(?:kế|chỉ))|dân\s+số|người|hộ|diện\s+tích|thị\s+phần)(?!\w)",
    re.IGNORECASE,
)
"""What a share is of, right behind it: ``đạt 98,7% số công dân đủ điều kiện``."""
_IS_MISSED = re.compile(r"(?<!\w)không\s+đạt\s*(?:được\s*)?$", re.IGNORECASE)
_IN_BRACKET = re.compile(r"\([^()]*$")
_GIVES = re.compile(r"(?<!\w)(?:đóng\s+góp|hỗ\s+trợ|xã\s+hội\s+hóa|đối\s+ứng)\s*$", re.IGNORECASE)
_SHORT_OF = re.compile(r"(?<!\w)(?:còn\s+)?thiếu\s*$", re.IGNORECASE)
_SOME = re.compile(
    r"(?<!\w)(?:đúng\s+hạn|trước\s+hạn|trực\s+tuyến|toàn\s+trình|đủ\s+điều\s+kiện|làm\s+rõ|khám\s+phá|phá\s+án|thu\s+hồi|hòa\s+giải\s+thành)(?!\w)",
    re.IGNORECASE,
)
"""Words of files and cases of which a percentage is a share of all of them, not of a plan."""


def _is_counted(around: Surroundings) -> bool:
    """Whether the figure before counts people or things, of which a percentage may be a share."""
    return around.unit is not None and around.unit.is_count


def _is_of_year(words: str, around: Surroundings) -> bool:
    """Whether a level is only said to be of a year, not of the one before: ``năm 2023`` in a report of 2023."""
    year = re.match(r"năm\s+((?:19|20)\d\d)", words, re.IGNORECASE)
    return year is not None and not (around.before == "actual" and int(year[1]) == around.year - 1)


def _counts_some(around: Surroundings) -> bool:
    """Whether the figure before counts some of what the sentence counted before."""
    clause = around.sentence.rpartition(";")[2]
    return bool(_SOME.search(clause) or cues.AMONG.search(clause)) or "share" in around.measures


def _amount(mention: Mention, verb: str, kind: str, base: str, left: str, around: Surroundings) -> Statement:
    planned = cues.PLANNED.search(left)
    if (
        planned is not None
        and (planned[0].endswith("(") or not cues.SO_BEFORE.search(left[: planned.start()]))
        and not _ITSELF.search(left[: planned.start()])
        and verb not in {"up", "down"}
    ):
        return Statement("plan", confidence=0.9, because=planned[0].strip(" :("))
    if verb == "" and (headed := cues.PLAN_HEAD.match(around.sentence)) is not None and around.before == "":
        return Statement("plan", is_about_last=False, confidence=0.75, because=headed["plan"])
    if (given := cues.GIVEN.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.75, because=given["verb"])
    if (assigned := cues.ASSIGNED.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.85, because=assigned["verb"])
    last_year = cues.LAST_LEVEL.search(left)
    if (
        last_year is not None
        and (last_year[0].endswith("(") or not cues.SO_BEFORE.search(left[: last_year.start()]))
        and (left.rfind("(") > left.rfind(")") or not _is_of_year(last_year[0], around))
        and not (around.year and re.match(rf"năm\s+{around.year}(?!\d)", last_year[0], re.IGNORECASE))
    ):
        return Statement("last_year", confidence=0.85, because=last_year[0].strip(" :("))
    if planned is not None and not verb and around.before == "actual":
        return Statement("plan", confidence=0.75, because=planned[0].strip(" :("))
    direction: Literal["+", "-", ""] = "+" if verb == "up" else "-" if verb == "down" else ""
    if mention.unit is not None and mention.unit.dimension == "points":
        return Statement("yoy_abs" if kind in {"last", ""} else "change", direction, base, confidence=0.7)
    if mention.is_times and kind in {"plan", "last"} and (_MULTIPLE.search(left) or verb == "equal"):
        return Statement("yoy_index" if kind == "last" else "pct_of_plan", "", base, confidence=0.9)
    if mention.is_times and (direction or "gấp" in left.lower()):
        return Statement("change", "+" if direction != "-" else "-", base, confidence=0.7)
    if direction and kind in {"last", "other", "plan"}:
        return Statement("yoy_abs" if kind == "last" else "change", direction, base)
    if direction and not kind and around.base and around.before in {"change", "yoy_pct"}:
        return Statement("change", direction, around.base, confidence=0.75)
    follows = around.last in {"actual", "plan", "pct_of_plan", "yoy_pct", "share", "yoy_abs", "change"}
    if direction and (follows or around.before == "last_year"):
        return Statement("yoy_abs", direction, "", confidence=0.7)
    if (announced := _PLAN_IS.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.75, because=announced["plan"])
    if _FROM.search(left) and (verb in {"up", "down"} or _TO_BEHIND.match(around.right)):
        return Statement("last_year", is_about_last=False, confidence=0.5, because="từ")
    if _STILL_OPEN.search(left):
        return Statement("remaining", is_about_last=bool(around.went_before), confidence=0.75)
    if verb == "equal" and around.before == "yoy_pct" and not kind:
        return Statement("yoy_abs", around.direction, base, confidence=0.8)
    if left.rstrip().endswith("/") and around.unit is not None and _is_alike(around.unit, mention.unit):
        return Statement("plan", confidence=0.6, because="/")
    if left.strip() in {",", ";", "và", ", và"} and around.before == "actual" and _NOT_YET_ANY.match(around.right):
        return Statement("remaining", is_about_last=False, confidence=0.65)
    if _ARE_LEFT.search(left) and _NOT_YET.search(around.right):
        return Statement("remaining", is_about_last=False, confidence=0.7)
    if _REST.match(around.right) and not around.is_task:
        return Statement("remaining", is_about_last=False, confidence=0.65)
    if left.strip() == "," and around.direction and _GOES_ON.search(around.sentence):
        return Statement("yoy_abs", around.direction, is_about_last=False, confidence=0.6)
    if verb == "left" and around.last and not cues.AMONG.search(around.sentence.rpartition(";")[2]):
        return Statement("remaining", confidence=0.7)
    if kind == "plan" and not left.strip(" ,("):
        return Statement("plan", "", base, confidence=0.7)
    if direction and not _TO_LEVEL.search(left) and not kind:
        if _EXCEEDS.search(left):
            return Statement("change", direction, "kế hoạch", confidence=0.6)
        is_sure = around.before in {"yoy_abs", "yoy_pct"}
        return Statement("yoy_abs", direction, is_about_last=False, confidence=0.7 if is_sure else 0.6)
    return Statement("actual", direction, is_about_last=False, confidence=0.85)


_REST = re.compile(r"\s+còn\s+lại(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"so\s+(?:với\s+)?cùng\s+k[ỳì](?:\s+năm\s+(?:trước|ngoái|(?:19|20)\d\d))?,?\s+(?:tăng|giảm)\s[^,;.]{1,40},\s*$",
    re.IGNORECASE,
)
"""A second change of the same direction: ``so với cùng kỳ giảm 146 lượt tiếp, 127 lượt người``."""
_PLAN_IS = re.compile(
    r"(?:^|[,;(])\s*(?P<plan>kế\s+ho[ạa]ch|chỉ\s+tiêu|dự\s+toán)\s[^,;.:()]{3,110}\slà(?:\s+từ)?\s*$", re.IGNORECASE
)
"""A plan with what it is of, whose level follows: ``kế hoạch đưa lao động đi làm việc ở nước ngoài là 110.000 lao động``."""


_STILL_OPEN = re.compile(
    r"(?<!\w)còn\s+(?:phải|thiếu)(?:\s+\w+){0,2}\s*$|"
    r"(?:^|[,;(]|và)\s*(?:hiện\s+)?(?:còn\s+)?(?:đang|chưa)\s+(?:giải\s+quyết|xem\s+xét|xử\s+lý|thụ\s+lý|thực\s+hiện|xác\s+minh|điều\s+tra|hòa\s+giải)\s*$|"
    r"chuyển\s+(?:sang\s+)?(?:kỳ|tháng|quý|năm)\s+sau\s*$",
    re.IGNORECASE,
)
"""What is still open of something: ``còn thiếu 61 hộ``, ``đang giải quyết 74 hồ sơ``."""


def _is_alike(left: ReadUnit, right: ReadUnit | None) -> bool:
    """Whether two units are counted in the same word: ``giấy chứng nhận`` and ``giấy``."""
    if right is None or (left.name.startswith("lượt") and left.name != right.name):
        return False
    return left.dimension == right.dimension and left.name.split()[0] == right.name.split()[0]


def _is_of_later_year(clause: str, year: int) -> bool:
    """Whether a clause names a year after the one that the report is of."""
    return year > 0 and any(int(later[1]) > year for later in _IN_YEAR.finditer(clause))


_IN_YEAR = re.compile(r"(?<!\w)(?:đến|vào)\s+năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_CLOSED = re.compile(r"\([^()]*\)")


def _in_time(statement: Statement, left: str, around: Surroundings) -> Statement:
    """A level said of the year's end, or as a task ahead, is none of what is done."""
    if statement.measure not in {"actual", "share", "yoy_abs", "yoy_pct"} or (
        statement.base and statement.measure != "actual"
    ):
        return statement
    clause = _CLOSED.sub(" ", around.sentence[-160:].rpartition(";")[2])
    opening = cues.AHEAD if around.is_under_heading else cues.AHEAD_OR_GOES_ON
    is_ahead = opening.match(around.sentence) is not None and not cues.SO_FAR.search(clause)
    if statement.measure == "actual" and _is_of_later_year(clause, around.year):
        return _as("target", statement)
    if (around.is_task or is_ahead) and statement.measure in {"yoy_abs", "yoy_pct"}:
        return _as("target", statement)
    strives = cues.STRIVING.search(clause) is not None or around.is_task or is_ahead
    if statement.measure in {"yoy_abs", "yoy_pct"} or not strives:
        return statement
    if cues.YEARS_END.search(clause) and not cues.MORE.search(left):
        return _as("year_end", statement)
    if cues.SO_FAR.search(left) and not cues.STRIVING.search(left):
        return statement
    return _as("target", statement)


def _as(measure: ReadMeasure, statement: Statement) -> Statement:
    return replace(statement, measure=measure, confidence=min(statement.confidence, 0.8))

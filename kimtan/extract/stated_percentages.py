"""What a percentage states: of a plan, of last year, growth, a share, or the level of a rate."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.figures import Direction
from kimtan.extract.mentions import Mention
from kimtan.extract.placed_percentages import by_place, direction_of
from kimtan.extract.statements import Statement, Surroundings

_ALL = 100
_SMALL = 5
"""A change of a share is one of points sooner than growth, where it is so small."""
_TAKES = re.compile(r"(?<!\w)chiếm(?!\w)", re.IGNORECASE)
"""An amount with its share of others: what it grew by behind them is its own growth."""
_TELLING = 3
"""A percentage of so many digits is what one amount is of another by accident hardly ever."""
_OF_PLAN = frozenset({"plan", "pct_of_plan"})
_GROWTH = re.compile(r"^(?:mức\s+|tốc\s+độ\s+)?tăng\s+trưởng(?!\w)", re.IGNORECASE)
_RATE_OF_CHANGE = re.compile(r"^(?:tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ|mức)\s+(?:tăng|giảm)(?!\w)", re.IGNORECASE)
_IN_AMOUNTS = re.compile(
    r"(?:tổng\s+)?(?:giá\s+trị|diện\s+tích|sản\s+lượng|doanh\s+thu|kim\s+ngạch|vốn|giải\s+ngân|(?:số\s+)?thu\s+(?:ngân\s+sách|NS|từ|thuế|nội\s+địa|tiền)|"
    r"chi\s+(?:ngân\s+sách|NS|thường\s+xuyên|đầu\s+tư))(?!\w)",
    re.IGNORECASE,
)
"""What is measured in amounts: it reaches a percentage only of what was planned."""
_OF_OTHERS = re.compile(rf"(?<!\w)(?:{cues.AVERAGE_WORDS})(?!\w)[^,;.()\d]{{0,30}}\(\s*$", re.IGNORECASE)
"""The level of others that something is above or below, in brackets: ``cao hơn bình quân chung cả nước (32,5%)``."""
_OTHERS_IN_BRACKET = re.compile(rf"\(\s*(?:{cues.AVERAGE_WORDS})(?!\w)[^(),;\d]{{0,40}}$", re.IGNORECASE)
_POINTS_OF = re.compile(r"(?<!\w)(?:tỷ|tỉ)\s+(?:lệ|trọng|suất)(?!\w)", re.IGNORECASE)
"""What grows by points of percent."""
_IS_OF_RATE = re.compile(r"(?:tỷ|tỉ)\s+lệ\s+(?!tăng|giảm)", re.IGNORECASE)
_AMONG = re.compile(
    r"(?<!\w)trong\s+(?:số\s+)?(?:đó|(?<=số\s)này),?\s*(?:có\s+)?(?:khoảng|gần|trên|hơn)?\s*$", re.IGNORECASE
)
_HIGHER = re.compile(r"(?<!\w)(?:cao|thấp)\s+hơn(?!\w)[^,;]*$", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*([^,;.:()\d]{2,60})")
_IS_CALLED_RATE = re.compile(r"(?:^|[,;])\s*(?:đạt\s+)?(?:tỷ|tỉ)\s+lệ\s*(?:là\s*)?$", re.IGNORECASE)
"""What is itself called the rate of the things before it: ``còn 87 hộ nghèo, tỷ lệ 3,12%``."""
_OF_PLANS = re.compile(
    rf"(?:so\s+(?:với\s+)?)(?:{cues.PLAN_WORDS})(?!\w)[^:;.]{{0,30}}:[^.]*$",
    re.IGNORECASE,
)
"""A list of results with their percentages of what was planned: ``khá so với dự toán: lệ phí 412 triệu (62,4%)``."""
_BELOW_PLANS = re.compile(
    rf"(?:%\s+(?:{cues.PLAN_WORDS})|chỉ\s+tiêu\s+đạt\s+(?:dưới|trên|từ)\s[^(),;]{{1,20}}%)(?!\w)[^():]{{0,30}}(?:\([^()]*|:[^.;:]{{0,120}}(?:;[^.;:]{{0,80}}){{0,4}})$",
    re.IGNORECASE,
)
"""Those that a threshold is of: ``3 xã giải ngân dưới 40% kế hoạch (Tân Hiệp 35,2%, Phú Mỹ 28%)``, or behind a colon."""
_ON_SCHEDULE = re.compile(r"(?<!\w)đạt\s+tiến\s+độ(?:\s+[^\W\d]+){0,4}\s*:[^.]*$", re.IGNORECASE)
"""What came in as planned: ``06 khoản thu đạt tiến độ: thuế TNCN 84,1%, …``."""
_STRUCTURE = re.compile(r"(?<!\w)cơ\s+cấu(?!\w)[^:;.\d]{0,60}:[^.]*$", re.IGNORECASE)
_LISTED = re.compile(r"%[^,;:.%]{0,20}:\s[^:;]{0,200}$")
"""A list of which the percentage before the colon is the whole's: ``đạt 47,9%: giảm nghèo 55,6%, …``."""
_GIVES = re.compile(
    r"(?<!\w)(?:đóng\s+góp|hỗ\s+trợ|phát\s+hiện|thu\s+hút(?:\s+được)?|xã\s+hội\s+hóa|đối\s+ứng|đáp\s+ứng(?:\s+(?:được|khoảng|trên|gần|hơn))?)\s*$",
    re.IGNORECASE,
)
_IS_SHARE, _IS_STILL = re.compile(r"(?:tỷ|tỉ)\s+trọng\s", re.IGNORECASE), re.compile(r"còn\s*$")
"""What its name calls a share, and what it still is: ``tỷ trọng hộ nghèo còn 3,1%``."""
_CONTRIBUTION = re.compile(r"(?:(?:tỷ|tỉ)\s+lệ\s+)?đóng\s+góp\s.{0,80}\svào\s+(?:mức\s+)?tăng\s+trưởng", re.IGNORECASE)
"""How much of a growth something brought."""
_PAID_OUT = re.compile(r"(?<!\w)giải\s+ngân(?!\w)(?!\s+cho\s+vay)(?![^;]*(?<!\w)nợ(?!\w))", re.IGNORECASE)
"""Money of which a percentage in brackets is one of what was assigned."""
_SOME = re.compile(
    r"(?<!\w)(?:đúng\s+hạn|trước\s+hạn|trực\s+tuyến|toàn\s+trình|đủ\s+điều\s+kiện|làm\s+rõ|số\s+hóa|khám\s+phá|phá\s+án|thu\s+hồi|hòa\s+giải\s+thành)(?!\w)",
    re.IGNORECASE,
)
"""Words of files and cases of which a percentage is a share of all of them, not of a plan."""

_MATTERS = frozenset({"vụ", "đơn", "hồ", "trường", "kiến", "tin", "việc", "phản"})
"""First words of what is dealt with: ``hồ sơ``, ``trường hợp``, ``kiến nghị``."""
_DEALT_WITH = re.compile(r"(?<!\w)(?:giải\s+quyết|xử\s+lý|trả\s+lời)(?!\w)", re.IGNORECASE)
_RECOVERED = re.compile(r"(?<!\w)đã\s+thu\s+hồi(?!\w)", re.IGNORECASE)
"""Money of which a percentage is a share of what was to come back."""
_GRADE = re.compile(
    r"(?:^|[,;:(])\s*(?:đạt\s+)?(?:loại\s+)?(?:giỏi|khá|tốt|trung\s+bình|yếu|kém|xuất\s+sắc|đạt\s+yêu\s+cầu|(?:không\s+)?hoàn\s+thành(?:\s+(?:xuất\s+sắc|tốt))?(?:\s+nhiệm\s+vụ)?)\s*$",
    re.IGNORECASE,
)
"""Grades, of which percentages are shares: ``giỏi 31,3%, khá 44,6%``."""
_GRADED = re.compile(
    r"^(?:(?:học\s+)?lực\s+|xếp\s+loại\s+|loại\s+)?(?:(?:chưa\s+|không\s+)?hoàn\s+thành(?:\s+(?:xuất\s+sắc|tốt)|$|\s+em)|giỏi|khá|tốt|trung\s+bình|yếu|kém)(?!\w)",
    re.IGNORECASE,
)
"""Whom a grade is of, as many of all who were graded: ``hoàn thành xuất sắc 214 em = 30,7%``."""
_HOW_WELL = re.compile(r"hoàn\s+thành\s+(?:xuất\s+sắc|tốt)", re.IGNORECASE)
_CLAIMED = re.compile(r"(?<!\w)(?:thu\s+hồi|truy\s+thu|thi\s+hành|bàn\s+giao)(?!\w)", re.IGNORECASE)
"""What is to come back or to be handed over, of which what did is a share: ``kiến nghị thu hồi 9 tỷ, đã thu 7 tỷ``."""
_ROLL = re.compile(r"(?<!\w)quân\s+số(?!\w)", re.IGNORECASE)
"""Who came, of those on the roll: ``quân số đạt 98,5%``."""


def percentage(mention: Mention, verb: str, kind: str, base: str, around: Surroundings) -> Statement:
    """What a percentage states.

    Parameters
    ----------
    mention, around
        The percentage, and what it is read with.
    verb
        The kind of its verb, as :func:`~kimtan.extract.comparisons.last_verb` gives it.
    kind, base
        With what it is compared, as :func:`~kimtan.extract.comparisons.base_of` gives it.
    """
    return (
        by_place(mention, verb, kind, base, around)
        or _growth(mention, direction_of(mention, verb), kind, base, around)
        or _compared(verb, kind, base, around)
        or _share(mention, verb, kind, base, around)
        or _level(mention, verb, around)
    )


def _growth(mention: Mention, direction: Direction, kind: str, base: str, around: Surroundings) -> Statement | None:
    """Growth, where a verb or a sign gives a direction."""
    if not direction:
        return None
    if kind in {"plan", "other"}:
        return Statement("change", direction, base)
    is_in_points = _POINTS_OF.search(around.subject) is not None or around.is_percent
    if kind == "last" and is_in_points and around.last in {"actual", "share", "pct_of_plan", "plan"}:
        return Statement("yoy_abs", direction, base, confidence=0.6)
    if kind == "last" and around.before in {"pct_of_plan", "share"} and _HIGHER.search(around.left):
        return Statement("yoy_abs", direction, base, confidence=0.6)
    if kind == "last" and not around.last and _IS_OF_RATE.match(around.subject):
        return Statement("yoy_abs", direction, base, confidence=0.6)
    in_points = "yoy_abs" in around.measures and "yoy_pct" not in around.measures
    if not kind and in_points and _POINTS_OF.search(around.sentence):
        return Statement("yoy_abs", direction, base, confidence=0.6)
    is_of_share = around.before == "share" or (around.before == "yoy_abs" and "share" in around.measures)
    is_of_amount = (
        kind == "last" and "actual" in around.measures and not _is_counted(around) and _TAKES.search(around.sentence)
    )
    if kind in {"last", ""} and is_of_share and not is_of_amount and mention.value <= _SMALL and not around.base:
        return Statement("yoy_abs", direction, base, confidence=0.55)
    if _is_rate(around) and not kind and around.last in {"actual", "share"}:
        return Statement("yoy_abs", direction, base, confidence=0.6)
    if not kind and cues.OVER.search(around.left):
        return Statement("change", direction, "kế hoạch", confidence=0.6)
    if not kind and around.base and not (cues.AMONG.search(around.sentence) and cues.IS_PLAN.search(around.base)):
        return Statement("change", direction, around.base, confidence=0.75)
    return Statement("yoy_pct", direction, base, confidence=0.95 if kind else 0.75)


def _compared(verb: str, kind: str, base: str, around: Surroundings) -> Statement | None:
    """A percentage of what it is compared with."""
    if kind == "plan":
        return Statement("pct_of_plan", "", base, confidence=0.95)
    if kind == "last" and verb != "equal" and _GROWTH.search(around.subject):
        return Statement("yoy_pct", "+", base, confidence=0.75)
    if kind == "last" and verb != "equal" and _RATE_OF_CHANGE.search(around.subject):
        return Statement("actual", confidence=0.8, is_about_last=not around.subject)
    if kind == "last" and verb != "share":
        return Statement("yoy_index", "", base, confidence=0.95)
    if kind == "other" and verb == "equal":
        return Statement("change", "", base, confidence=0.7)
    return None


def _share(mention: Mention, verb: str, kind: str, base: str, around: Surroundings) -> Statement | None:
    """A share, where words, units or the other figures of the sentence say so."""
    is_rate = _is_rate(around) or _IS_CALLED_RATE.search(around.left) is not None
    is_long = len(mention.value.normalize().as_tuple().digits) >= _TELLING
    is_told = is_long and not (is_rate or around.has_fraction or around.measures & _OF_PLAN)
    if around.is_part and not kind and not around.is_rate_word and (is_told or _CLAIMED.search(around.sentence)):
        return Statement("share", confidence=0.7)
    grade = _GRADE.search(around.left) if not kind else None
    if grade is not None and (not verb or around.before == "share" or _HOW_WELL.search(grade[0])):
        return Statement("share", is_about_last=False, confidence=0.75)
    if verb == "reach" and not kind and _ROLL.search(around.subject):
        return Statement("share", is_about_last=False, confidence=0.75)
    if _CONTRIBUTION.match(around.subject) and not kind:
        return Statement("share", confidence=0.75)
    if _IS_SHARE.match(around.subject) and _IS_STILL.search(around.left) and not kind:
        return Statement("share", confidence=0.85, is_about_last=not around.subject)
    if verb == "share" or (verb in {"", "equal"} and not kind and not is_rate and _STRUCTURE.search(around.sentence)):
        return Statement("share", "", base, confidence=0.9)
    of_all = cues.OF_ALL.match(around.right)
    of_what = _CLAUSE.match(around.right) if of_all is not None else None
    if around.is_share and not kind and not is_rate and not cues.OF_PLAN.search(around.sentence):
        return Statement("share", "", of_what[1] if of_what else base, confidence=0.85)
    if (
        around.is_rate_word
        and not kind
        and not is_rate
        and _is_counted(around)
        and around.last
        and mention.value <= _ALL
    ):
        return Statement("share", "", base, confidence=0.8)
    if verb in {"", "reach", "equal"} and not is_rate and of_all is not None:
        return Statement(
            "share",
            "",
            of_what[1] if of_what else "",
            is_about_last=bool(around.last or not around.subject),
            confidence=0.8,
        )
    if verb == "" and _AMONG.search(around.left) and around.last:
        return Statement("share", is_about_last=False, confidence=0.75)
    if verb == "" and not is_rate and (around.before == "share" or _GIVES.search(around.left)):
        return Statement("share", is_about_last=False, confidence=0.75)
    return None


def _level(mention: Mention, verb: str, around: Surroundings) -> Statement:
    """The level of a rate, or how much of the amount before it: what is left where nothing else is said."""
    if verb == "equal" and "yoy_index" in around.measures and "pct_of_plan" not in around.measures:
        return Statement("yoy_index", confidence=0.75)
    is_rate = _is_rate(around)
    if is_rate and verb == "equal" and around.has_fraction and around.last == "actual":
        return Statement("share", confidence=0.8)
    if is_rate:
        return Statement("actual", confidence=0.9, is_about_last=not around.subject)
    if _IS_CALLED_RATE.search(around.left):
        return Statement("share" if around.is_share else "actual", confidence=0.75)
    if around.is_bracketed and around.last and (mention.value > _ALL or _OF_PLANS.search(around.sentence)):
        return Statement("pct_of_plan", confidence=0.6)
    is_money = around.unit is not None and not around.unit.is_count
    if around.is_bracketed and around.last == "actual" and "plan" in around.measures and is_money:
        return Statement("pct_of_plan", confidence=0.65)
    if (
        around.is_bracketed
        and around.last == "actual"
        and is_money
        and _PAID_OUT.search(around.sentence.rpartition(";")[2])
    ):
        return Statement("pct_of_plan", confidence=0.6)
    if _OTHERS_IN_BRACKET.search(around.left):
        return Statement("actual", is_about_last=False, confidence=0.55)
    if around.is_bracketed and _OF_OTHERS.search(around.left):
        return Statement("actual", confidence=0.5)
    if verb == "rate" or (around.is_bracketed and around.last):
        return Statement("share", confidence=0.8)
    if verb == "reach" and "pct_of_plan" in around.measures and around.last not in {"actual", "plan"}:
        return Statement("pct_of_plan", confidence=0.6)
    if around.last in {"actual", "plan"} and verb in {"reach", "equal"}:
        if _is_counted(around) and _GRADED.search(around.subject) and mention.value <= _ALL:
            return Statement("share", confidence=0.7)
        if mention.value > _ALL:
            return Statement("pct_of_plan", confidence=0.7)
        if around.has_fraction and not cues.OF_PLAN.search(around.sentence) and _is_counted(around):
            return Statement("share", confidence=0.8)
        if around.before == "plan":
            return Statement("pct_of_plan", confidence=0.65)
        can_be_some = _is_counted(around) or _RECOVERED.search(around.sentence.rpartition(",")[0])
        if can_be_some and "pct_of_plan" not in around.measures and _counts_some(around):
            return Statement("share", confidence=0.7)
        return Statement("pct_of_plan", confidence=0.6)
    if not verb and (_BELOW_PLANS.search(around.sentence) or _ON_SCHEDULE.search(around.sentence)):
        return Statement("pct_of_plan", is_about_last=False, confidence=0.6)
    is_listed = _LISTED.search(around.sentence) or _OF_PLANS.search(around.sentence)
    if not verb and around.before == "pct_of_plan" and is_listed:
        return Statement("pct_of_plan", is_about_last=False, confidence=0.6)
    if verb == "reach" and _IN_AMOUNTS.match(around.subject) and not around.last:
        return Statement("pct_of_plan", confidence=0.55, is_about_last=False)
    return Statement("actual", confidence=0.7, is_about_last=False)


def _is_rate(around: Surroundings) -> bool:
    """Whether the subject is a rate, which is a percentage itself."""
    return cues.IS_RATE.search(around.subject) is not None


def _is_counted(around: Surroundings) -> bool:
    """Whether the figure before counts people or things, of which a percentage may be a share."""
    return around.unit is not None and around.unit.is_count


def _counts_some(around: Surroundings) -> bool:
    """Whether the figure before counts some of what the sentence counted before."""
    clause = around.sentence.rpartition(";")[2]
    is_matter = around.unit is not None and around.unit.name.partition(" ")[0] in _MATTERS
    if is_matter and _DEALT_WITH.search(clause):
        return True
    return bool(_SOME.search(clause) or cues.AMONG.search(clause)) or "share" in around.measures

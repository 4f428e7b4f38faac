"""What an amount states: a level, the plan, last year's level, a change, what remains."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.figures import Direction, ReadMeasure
from kimtan.extract.levels_of_others import level_of_others
from kimtan.extract.mentions import Mention
from kimtan.extract.statements import Statement, Surroundings
from kimtan.extract.units import ReadUnit
from kimtan.extract.words_behind import GOALS

_CONTRIBUTES = re.compile(
    r"(?<!\w)(?:đóng\s+góp|làm(?:\s+[^,;.()\d]{1,30})?\s+(?:tăng|giảm))\s*(?:được|khoảng|trên)?\s*$", re.IGNORECASE
)
_LAST_IN_BRACKET = re.compile(rf"(?:\(|trong\s+khi\s)\s*(?:{cues.LAST_WORDS})(?:\s+[^\W\d]+){{0,4}}\s*$", re.IGNORECASE)
"""An open bracket with last year's level, whose subject is said again: ``(cùng kỳ năm trước xuất siêu 19,8 tỷ USD)``."""
_MULTIPLE = re.compile(r"gấp\s*(?:trên|hơn|gần|khoảng)?\s*$", re.IGNORECASE)
_ARE_LEFT = re.compile(
    r"(?:^|[,;.])\s*(?:(?:tính\s+)?đến\s[^,;.]{2,25}\s|hiện\s+|và\s+)?còn(?:\s+(?:khoảng|gần|hơn|trên))?\s*$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"^(?:\s+của\s+\d[\d.]{0,6})?(?:\s+[^\W\d_]+){0,6}?\s+(?:chưa|đang|phải|sẽ|trong\s+hạn)(?!\w)", re.IGNORECASE
)
"""What is left of a total: ``còn 22 hộ chưa nhận tiền``."""
_REMOVES = re.compile(
    r"(?<!\w)(?:xóa|xoá|xử\s+lý|giải\s+quyết|khắc\s+phục|tháo\s+gỡ|hoàn\s+thành|sửa\s+chữa|di\s+dời)(?:\s+(?:được|bỏ|xong))?\s+\d[\d.]*\s[^,;.\d]{2,50}$",
    re.IGNORECASE,
)
"""What is done away with, of which the rest follows: ``xóa 04 điểm đen rác thải, còn 02 điểm``."""
_IS_EQUAL = re.compile(
    r"(?:=|bằng|tương\s+đương|tương\s+ứng)(?:\s+(?:với|mức|tăng|giảm|khoảng|gần|trên|hơn)){0,3}\s*$", re.IGNORECASE
)
"""The amount of a growth: ``tăng 5%, tương đương 120 tấn``; not ``sản phẩm bằng kim loại 12.532 m2``."""
_NO_WORD = re.compile(r"\s*(?:$|[\W\d])")
_NOT_YET_ANY = re.compile(
    r"\s+(?:chưa(?!\w)(?!\s+đạt)|đang\s+(?:trong\s+hạn\s+)?(?:giải\s+quyết|xác\s+minh|xem\s+xét|xử\s+lý|thụ\s+lý|điều\s+tra|thẩm\s+định|thực\s+hiện)(?!\w)|còn\s+trong\s+hạn)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?:\s+[^\W\d_]+){0,3}?\s+chưa\s+(?:hoàn\s+thành|giải\s+quyết|xử\s+lý|thực\s+hiện)(?!\w)", re.IGNORECASE
)
_REST = re.compile(r"\s+còn\s+lại(?!\w)", re.IGNORECASE)
_IS_REST = re.compile(r"(?<!\w)số\s+(?:vốn|tiền|hộ|đơn|vụ|việc|hồ\s+sơ)?\s*còn\s+lại(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"so\s+(?:với\s+)?[^\W\d][^,;.\d]{3,40}(?:năm\s+(?:19|20)\d\d)?,?\s+(?:tăng|giảm)\s[^,;.]{1,40}(?:,|\svà)\s*$",
    re.IGNORECASE,
)
"""A second change of the same direction: ``so với cùng kỳ giảm 146 lượt tiếp, 127 lượt người``."""
_IN_BRACKET = re.compile(r"\((?:tăng|giảm)\s[^()]{1,60},\s*$", re.IGNORECASE)
"""Changes of one direction in a bracket: ``(giảm 19 vụ, 7 người chết)``."""
_IS_LEFT = re.compile(r"(?<!\w)còn\s*$", re.IGNORECASE)
"""What is left, as the figures before it bear out: ``nợ 14,7 tỷ, đã trả 6,2 tỷ, còn 8,5 tỷ``."""
_SOME_LEFT = re.compile(
    r"^\s*\((?!kế|KH|cùng|so)[^\W\d][^(),;:\d]{1,30}$|,\s*(?:tập\s+trung|chủ\s+yếu)\s+(?:ở|tại)(?!\w)[^,;:()\d]{0,50}$"
)
"""Some of what is left: ``còn 127 hồ sơ (trong hạn 118 hồ sơ``, ``còn 476 hộ chưa làm, tập trung ở chợ Cầu 215 hộ``."""
_WENT = re.compile(r"\s+(?!chưa|đang|phải|cần|sẽ|tiếp|do|là|chuyển)[^\W\d]{2}", re.IGNORECASE)
"""What became of the rest, behind it: ``số còn lại 176 triệu đồng gửi Kho bạc``."""
_OF_KIND = re.compile(r"\s+là\s", re.IGNORECASE)
"""The rest that is of another kind, not still to be done: ``còn lại 180 ha là lạc, ngô``."""
_POSTS = frozenset({"biên chế", "chỉ tiêu"})
_STAFF = frozenset({"giáo viên", "công chức", "viên chức", "cán bộ", "bác sĩ", "nhân viên"})
"""Who is missing of these is a level of its own: ``còn thiếu 14 giáo viên``."""
_ALSO_GIVEN = re.compile(r"^\s*[,;]\s*[^,;.:()\d]{2,40}\sgiao\s*$", re.IGNORECASE)
"""What another authority gave: ``Thủ tướng giao 5.348 tỷ đồng, HĐND tỉnh giao 6.120 tỷ đồng``."""
_PLAN_OF_IT = re.compile(r"\s*(?:kế\s+hoạch|KH|chỉ\s+tiêu|dự\s+toán)\s[^,;.:()\d]{2,30}", re.IGNORECASE)
"""The plan of which a percentage was just told: ``đạt 80,9% chỉ tiêu tuyển sinh 1.500 học viên``."""
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
_OPEN_BRACKET = re.compile(r"\([^()]*\d[^()]*$")
_NOT_MET = re.compile(r"(?<!\w)(?:không|chưa)\s+đạt(?!\w)", re.IGNORECASE)
_DONE = frozenset({"actual", "pct_of_plan", "share"})
_CHANGES = frozenset({"yoy_abs", "change"})
_PLAN_IS = re.compile(
    r"(?:^|[,;:(]|hoàn\s+thành|đạt)\s*(?P<plan>(?:tổng\s+)?(?:kế\s+ho[ạa]ch|chỉ\s+tiêu|dự\s+toán))\s[^,;.:()]{3,110}(?:\([^()]{1,60}\)\s*)?\blà(?:\s+từ)?\s*$",
    re.IGNORECASE,
)
"""A plan with what it is of, whose level follows: ``kế hoạch đưa lao động đi làm việc ở nước ngoài là 110.000 lao động``."""
_PLAN_TO = re.compile(
    r"(?:^|[,;:(]\s*)(?:kế\s+hoạch|chỉ\s+tiêu)\s+(?:giao\s+quân|tuyển|hỗ\s+trợ|trồng|xây|sửa|tạo|giải\s+quyết|đào\s+tạo|tiêm|gieo|cấp|mở)(?!\w)[^,;.:()\d]{0,40}$",
    re.IGNORECASE,
)
"""What was planned to be done: ``kế hoạch hỗ trợ 5.216 nhà``."""
_THAT_OWE = re.compile(r"[\W\d]*(?:tổng\s+)?số\s(?!vốn|tiền)[^,;:()\d]{2,60}\scòn\s+nợ\s*$", re.IGNORECASE)
"""How many things are in debt: ``tổng số công trình còn nợ 9 công trình`` leaves none of them over."""
_STILL_OPEN = re.compile(
    r"(?<!\w)(?<!đọng\s)(?<!nợ\s)còn\s+(?:phải|thiếu|nợ|vướng)(?:\s+\w+){0,3}\s*$|(?<!\w)số\s[^,;.:()\d]{2,30}\schưa\s[^,;.:()\d]{2,30}\scòn\s*$|"
    r"(?:^|[,;(.)]|và|số)\s*(?:hiện\s+)?(?:còn\s+)?(?:đang\s+trong\s+hạn(?:\s+(?:giải\s+quyết|xử\s+lý))?|chưa\s+(?:khởi\s+công|triển\s+khai|thi\s+công)|(?:đang|chưa)\s+(?:giải\s+quyết|thẩm\s+định|hoàn\s+thiện|xem\s+xét|xử\s+lý|thụ\s+lý|thực\s+hiện|xác\s+minh|điều\s+tra|hòa\s+giải)(?:\s+trong\s+hạn)?)\s*$|"
    r"chuyển\s+(?:sang\s+)?(?:kỳ|tháng|quý|năm)\s+sau(?:\s+(?:còn|là))?\s*$",
    re.IGNORECASE,
)
"""What is still open of something: ``còn thiếu 61 hộ``, ``đang giải quyết 74 hồ sơ``."""
_ARE_OPEN = re.compile(r"(?<!\w)(?<!nợ )(?<!nợ đọng )còn\s+(?:phải|thiếu)(?:\s+[^\W\d]+){0,4}:\s", re.IGNORECASE)
"""A list of what is still to be done: ``năm nay còn phải thu: thuế 2,1 tỷ đồng; phí 0,4 tỷ đồng``; a debt is a level."""


def amount(mention: Mention, verb: str, kind: str, base: str, left: str, around: Surroundings) -> Statement:
    """What an amount states; the parameters are those of :func:`~kimtan.extract.stated_percentages.percentage`.

    ``left`` is as much of the words before it as is read.
    """
    is_missed = _MET.search(left) is not None or (verb == "down" and _NOT_MET.search(left) is not None)
    if mention.unit is not None and mention.unit.name in GOALS and not kind and is_missed:
        return Statement("actual", is_about_last=False, confidence=0.8)
    direction: Direction = "+" if verb == "up" else "-" if verb == "down" else ""
    return (
        _announced(mention, verb, left, around)
        or _changed(mention, verb, direction, kind, base, left, around)
        or _from_or_left(mention, verb, kind, base, left, around)
        or _unnamed_change(direction, kind, left, around)
        or Statement("actual", direction, is_about_last=False, confidence=0.85)
    )


def _announced(mention: Mention, verb: str, left: str, around: Surroundings) -> Statement | None:
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
    if verb == "" and (headed := cues.PLAN_HEAD.match(around.sentence)) is not None and around.before == "":
        return Statement("plan", is_about_last=False, confidence=0.75, because=headed["plan"])
    if (given := cues.GIVEN.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.75, because=given["verb"])
    can_be_given = mention.unit is not None and (mention.unit.dimension == "money" or mention.unit.name in _POSTS)
    if (can_be_given or (mention.unit is not None and mention.unit.is_count)) and cues.GIVEN_SO_MANY.search(left):
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
            or (left[:1] in ",;" and _LIST_OF_PLAN.search(around.sentence))
            or (left[:1] in ",;" and _OPEN_BRACKET.search(around.sentence))
        )
    ):
        return Statement("plan", is_about_last=False, confidence=0.7)
    if left.strip() == "(" and around.before == "pct_of_plan" and (level := cues.PLANNED.search(around.sentence)):
        return Statement("plan", confidence=0.75, because=level[0].strip(" :("))
    if around.before == "pct_of_plan" and not verb and _PLAN_OF_IT.fullmatch(left):
        return Statement("plan", confidence=0.7)
    if around.before == "plan" and not verb and _ALSO_GIVEN.search(left):
        return Statement("plan", is_about_last=True, confidence=0.75)
    is_itself = planned is not None and cues.ITSELF.search(left[: planned.start()]) is not None
    if planned is not None and not verb and around.before == "actual" and not is_itself:
        return Statement("plan", confidence=0.75, because=planned[0].strip(" :("))
    return None


def _changed(
    mention: Mention, verb: str, direction: Direction, kind: str, base: str, left: str, around: Surroundings
) -> Statement | None:
    """A change of what is compared, or was told before; or how many times another level it is."""
    is_in_points = mention.unit is not None and mention.unit.dimension == "points"
    if is_in_points and _CONTRIBUTES.search(left):
        return Statement("actual", direction, is_about_last=False, confidence=0.7)
    if is_in_points:
        if not kind and around.base:
            return Statement("change", direction, around.base, confidence=0.6)
        return Statement("yoy_abs" if kind in {"last", ""} else "change", direction, base, confidence=0.7)
    if around.before in {"yoy_pct", "change"} and left.strip(" +-–−") == "(" and mention.unit is not None:
        measure: ReadMeasure = "yoy_abs" if around.before == "yoy_pct" else "change"
        return Statement(measure, around.direction, base or around.base, confidence=0.8)
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


def _from_or_left(
    mention: Mention, verb: str, kind: str, base: str, left: str, around: Surroundings
) -> Statement | None:
    """What something rises or falls from, what remains of it, and what goes on with the figure before."""
    if not verb and _PLAN_TO.search(left):
        return Statement("plan", is_about_last=False, confidence=0.7)
    if (announced := _PLAN_IS.search(left)) is not None:
        return Statement("plan", is_about_last=False, confidence=0.75, because=announced["plan"])
    if cues.FROM.search(left) and verb in {"up", "down"}:
        return Statement("last_year", is_about_last=False, confidence=0.5, because="từ")
    still_open = _STILL_OPEN.search(left)
    is_owed_by = _THAT_OWE.match(left) is not None
    is_staff = mention.unit is not None and mention.unit.name in _STAFF
    if (
        still_open is not None
        and not is_owed_by
        and not is_staff
        and (around.went_before or "thiếu" not in still_open[0].lower())
    ):
        return Statement("remaining", is_about_last=bool(around.went_before), confidence=0.75)
    goes_on = around.before == "remaining" and _ARE_OPEN.search(around.sentence)
    if verb in {"", "left"} and (goes_on or _ARE_OPEN.search(left)):
        return Statement("remaining", is_about_last=False, confidence=0.75)
    if verb == "equal" and around.before == "yoy_pct" and not kind and _IS_EQUAL.search(left):
        return Statement("yoy_abs", around.direction, base, confidence=0.8)
    if left.rstrip().endswith("/") and around.unit is not None and _is_alike(around.unit, mention.unit):
        return Statement("plan", confidence=0.6, because="/")
    if left.strip() == "và" and around.before == "remaining" and _NOT_DONE.match(around.right):
        return Statement("remaining", is_about_last=False, confidence=0.65)
    if left.strip() in {",", ";", "và", ", và"} and around.before in _DONE and _NOT_YET_ANY.match(around.right):
        return Statement("remaining", is_about_last=False, confidence=0.65)
    if _ARE_LEFT.search(left) and _NOT_YET.search(around.right):
        is_of_plan = {"plan", "actual"} <= around.measures and around.before == "actual"
        return Statement("remaining", is_about_last=is_of_plan, confidence=0.7)
    is_alike = around.unit is not None and mention.unit is not None and _is_alike(around.unit, mention.unit)
    is_among = left.rstrip().endswith("(") or cues.AMONG.search(left) is not None or _SOME_LEFT.search(left) is not None
    is_end = is_alike and around.before == "actual" and _NO_WORD.match(around.right) and _ARE_LEFT.search(left)
    if is_end and _REMOVES.search(around.sentence.removesuffix(left)):
        return Statement("remaining", confidence=0.6)
    if is_among and around.before == "remaining" and is_alike and not verb:
        return Statement("remaining", is_about_last=False, confidence=0.65)
    if around.is_rest and _IS_LEFT.search(left):
        return Statement("remaining", confidence=0.7)
    if _REST.match(around.right) and not around.is_task:
        return Statement("remaining", is_about_last=False, confidence=0.65)
    goes_on = _GOES_ON.search(around.sentence) or _IN_BRACKET.search(around.sentence)
    if left.strip() in {",", "và"} and around.before in _CHANGES and (goes_on or kind in {"last", "other"}):
        return Statement(around.before, around.direction, around.base, is_about_last=False, confidence=0.6)
    if (
        verb == "left"
        and (around.last or _IS_REST.search(left))
        and not _OF_KIND.match(around.right)
        and not (_IS_REST.search(left) and _WENT.match(around.right))
        and not _OPEN_BRACKET.search(around.sentence)
        and not cues.AMONG.search(around.sentence.rpartition(";")[2])
    ):
        return Statement("remaining", confidence=0.5 if around.before == "year_end" else 0.7)
    if kind == "plan" and not left.strip(" ,(") and not base.lower().startswith("theo"):
        return Statement("plan", "", base, confidence=0.7)
    return None


def _unnamed_change(direction: Direction, kind: str, left: str, around: Surroundings) -> Statement | None:
    """A change that is not said to be of anything told before."""
    if direction and not cues.TO_LEVEL.search(left) and not kind:
        if cues.OVER.search(left):
            return Statement("change", direction, "kế hoạch", confidence=0.6)
        is_sure = around.before in {"yoy_abs", "yoy_pct"}
        return Statement("yoy_abs", direction, is_about_last=False, confidence=0.7 if is_sure else 0.6)
    return None


def _is_of_year(words: str, around: Surroundings) -> bool:
    """Whether a level is only said to be of a year, not of the one before: ``năm 2023`` in a report of 2023."""
    year = re.match(r"năm\s+((?:19|20)\d\d)", words, re.IGNORECASE)
    return year is not None and not (
        around.before in {"actual", "plan", "pct_of_plan"} and int(year[1]) == around.year - 1
    )


def _is_alike(left: ReadUnit, right: ReadUnit | None) -> bool:
    """Whether two units are counted in the same word: ``giấy chứng nhận`` and ``giấy``."""
    if right is None or (left.name.startswith("lượt") and left.name != right.name):
        return False
    return left.dimension == right.dimension and left.name.split()[0] == right.name.split()[0]

"""An amount that is left of another, that another rose or fell from, or that goes on with what the last one stated."""

from __future__ import annotations

import re

from kimtan.extract import cues
from kimtan.extract.amounts import PLACES
from kimtan.extract.mentions import Mention
from kimtan.extract.statements import Statement, Surroundings
from kimtan.extract.units import ReadUnit

_ARE_LEFT = re.compile(
    r"(?:^|[,;.])\s*(?:(?:tính\s+)?đến\s[^,;.]{2,25}\s|hiện\s+|và\s+)?còn(?:\s+(?:khoảng|gần|hơn|trên))?\s*$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"^(?:\s+của\s+\d[\d.]{0,6})?(?:\s+[^\W\d_]+){0,6}?\s+(?:chưa|đang(?!\s+(?:hoạt|sinh|sống|làm|học|công|cư|ở|có|sử|sản|khai))|phải|sẽ|trong\s+hạn)(?!\w)",
    re.IGNORECASE,
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
_HAPPENED = re.compile(r"[^,;.:()\d]{0,40}?\s(?:đã|được|bị)\s", re.IGNORECASE)
"""What befell things that were counted, and are no change: ``và 12 kiến nghị đã được giải quyết``."""
_IN_BRACKET = re.compile(r"\((?:tăng|giảm)\s[^()]{1,60},\s*$", re.IGNORECASE)
"""Changes of one direction in a bracket: ``(giảm 19 vụ, 7 người chết)``."""
_IS_LEFT = re.compile(r"(?<!\w)còn\s*$", re.IGNORECASE)
"""What is left, as the figures before it bear out: ``nợ 14,7 tỷ, đã trả 6,2 tỷ, còn 8,5 tỷ``."""
_SOME_LEFT = re.compile(
    r"^\s*\((?!kế|KH|cùng|so)[^\W\d][^(),;:\d]{1,30}$|,\s*(?:tập\s+trung|chủ\s+yếu)\s+(?:ở|tại)(?!\w)[^,;:()\d]{0,50}$"
)
"""Some of what is left: ``còn 127 hồ sơ (trong hạn 118 hồ sơ``, ``còn 476 hộ chưa làm, tập trung ở chợ Cầu 215 hộ``."""
_OPENS_REST = re.compile(r"\s*còn\s+lại\s*", re.IGNORECASE)
"""A sentence that opens with the rest of what the one before told: ``Còn lại 37 vụ``."""
_MISSING = re.compile(r"(?<!\w)thiếu\s*$", re.IGNORECASE)
_WENT = re.compile(r"\s+(?!chưa|đang|phải|cần|sẽ|tiếp|do|là|chuyển)[^\W\d]{2}", re.IGNORECASE)
"""What became of the rest, behind it: ``số còn lại 176 triệu đồng gửi Kho bạc``."""
_OF_KIND = re.compile(r"\s+là\s", re.IGNORECASE)
"""The rest that is of another kind, not still to be done: ``còn lại 180 ha là lạc, ngô``."""
_STAFF = frozenset({"giáo viên", "công chức", "viên chức", "cán bộ", "bác sĩ", "nhân viên"})
"""Who is missing of these is a level of its own: ``còn thiếu 14 giáo viên``."""
_IS_MET = re.compile(r"hoàn\s+thành|đạt", re.IGNORECASE)
"""How many places met a target is no plan: ``đạt chỉ tiêu giảm nghèo là 15 xã``."""
_DONE = frozenset({"actual", "pct_of_plan", "share"})
_CHANGES = frozenset({"yoy_abs", "change"})
_PLAN_IS = re.compile(
    r"(?:^|[,;:(]|hoàn\s+thành|đạt)\s*(?P<plan>(?:tổng\s+)?(?:kế\s+ho[ạa]ch|chỉ\s+tiêu|dự\s+toán))\s[^,;.:()]{3,110}(?:\([^()]{1,60}\)\s*)?\blà(?:\s+từ)?\s*$",
    re.IGNORECASE,
)
"""A plan with what it is of, whose level follows: ``kế hoạch đưa lao động đi nước ngoài là 110.000 lao động``."""
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
"""A list of what is still to be done: ``còn phải thu: thuế 2,1 tỷ đồng; phí 0,4 tỷ đồng``; a debt is a level."""


def from_or_left(
    mention: Mention, verb: str, kind: str, base: str, left: str, around: Surroundings
) -> Statement | None:
    """What something rises or falls from, what remains of it, and what goes on with the figure before."""
    if not verb and _PLAN_TO.search(left):
        return Statement("plan", is_about_last=False, confidence=0.7)
    counts_places = mention.unit is not None and mention.unit.name in PLACES
    if (announced := _PLAN_IS.search(left)) is not None and not (counts_places and _IS_MET.match(announced[0])):
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
    is_other = left.strip() == "và" and _HAPPENED.match(around.right)
    if (
        left.strip() in {",", "và"}
        and not is_other
        and around.before in _CHANGES
        and (goes_on or kind in {"last", "other"})
    ):
        return Statement(around.before, around.direction, around.base, is_about_last=False, confidence=0.6)
    if is_staff and _MISSING.search(left):
        return Statement("actual", is_about_last=False, confidence=0.7)
    if verb == "left" and not around.last and _OPENS_REST.fullmatch(around.sentence):
        return Statement("remaining", is_about_last=False, confidence=0.55)
    if (
        verb == "left"
        and (around.last or _IS_REST.search(left))
        and not _OF_KIND.match(around.right)
        and not (_IS_REST.search(left) and _WENT.match(around.right))
        and not cues.OPEN_BRACKET.search(around.sentence)
        and not cues.AMONG.search(around.sentence.rpartition(";")[2])
    ):
        return Statement("remaining", confidence=0.5 if around.before == "year_end" else 0.7)
    if kind == "plan" and not left.strip(" ,(") and not base.lower().startswith("theo"):
        return Statement("plan", "", base, confidence=0.7)
    return None


def _is_alike(left: ReadUnit, right: ReadUnit | None) -> bool:
    """Whether two units are counted in the same word: ``giấy chứng nhận`` and ``giấy``."""
    if right is None or (left.name.startswith("lượt") and left.name != right.name):
        return False
    return left.dimension == right.dimension and left.name.split()[0] == right.name.split()[0]

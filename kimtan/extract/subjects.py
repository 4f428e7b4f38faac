"""About whom or what a figure is: the words before it and behind it, without verbs and connecting words."""

from __future__ import annotations

import re
from functools import lru_cache

from kimtan.extract.cues import AMONG, BASE, COMPARED, EXCEEDS, VERBS, compares
from kimtan.extract.mentions import Mention

MOST_WORDS = 24

_TIMES = r"(?:tháng\s+(?:\d{1,2}(?:/\d{4})?|một|giêng|hai|ba|tư|năm(?!\s+\d)|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?|chạp|này|qua)|quý\s+(?:[IV]{1,3}|[1-4])(?:/\d{4})?|\d{1,2}\s+tháng(?:\s+(?:đầu|cuối|qua))?(?:\s+năm)?|cả\s+năm|(?:đến\s+)?(?:cuối|hết)\s+năm|năm\s+(?:19|20)\d\d|(?:tính\s+)?(?:đến\s+)?(?:hết\s+)?ngày\s+\d{1,2}[/-]\d{1,2}(?:[/-](?:19|20)\d\d)?|lũy\s+kế|tính\s+chung|cộng\s+dồn|cả\s+quý|quý\s+này)(?:\s+(?:19|20)\d\d)?(?!\w)"
_OPENING = re.compile(
    r"^(?:[\s,;:.()\[\]“”\"'*+•·–/-]|(?:trở\s+lên|trở\s+xuống|và|với|thì|mà|còn\s+lại|còn|riêng|ngoài\s+ra|đồng\s+thời|trong\s+khi(?:\s+đó)?|đến\s+nay|hiện\s+nay|hiện|nay|tính\s+đến|trong\s+kỳ|"
    r"bên\s+cạnh\s+đó|tiếp\s+(?:đến|theo)|sau\s+đó|về|đối\s+với|nhìn\s+chung|theo\s+đó|qua\s+đó|từ\s+đó|kết\s+quả|cụ\s+thể|tiếp\s+tục|gồm\s+có|bao\s+gồm|gồm|"
    r"toàn\s+(?:xã|huyện|tỉnh|thị\s+trấn|thành\s+phố|phường|thị\s+xã)|trên\s+địa\s+bàn(?:\s+(?:xã|huyện|tỉnh|thị\s+trấn|thành\s+phố))?|đã|đang|dự\s+ước|ước\s+tính|ước|do|nhờ|(?:bằng|tương\s+đương)(?:\s+so)?(?:\s+với)?\s+cùng\s+k[ỳì](?:\s+năm\s+(?:trước|ngoái|(?:19|20)\d\d))?|là|cũng|"
    rf"(?:trong\s+|vào\s+)?{_TIMES}|theo\s+kế\s+hoạch|trong\s+(?:tháng|quý|năm|đó)|nâng\s+tổng\s+số|có|phấn\s+đấu)(?!\w))+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[\s,;:.()\[\]“”\"'*+•·–=-]|(?<!\w)(?:ước\s+tính|ước|đạt\s+được|đạt|thực\s+hiện(?:\s+được)?|là|có|được|với|cho|khoảng|xấp\s+xỉ|trên|hơn|gần|dưới|tăng|giảm|"
    r"thêm|đối\s+với|gồm|bao\s+gồm|bằng|chiếm|từ|đến|ở\s+mức|mức|còn\s+lại|còn|tổng\s+cộng|tại|các|những|khi|trong\s+đó|đã|gấp|mới\s+(?:chỉ\s+)?(?:đạt|có)|chỉ|lên|xuống|về|hoàn\s+thành|"
    r"tổng\s+(?:trị\s+giá|giá\s+trị|số\s+tiền|kinh\s+phí)|trị\s+giá|số\s+tiền|kinh\s+phí|số\s+vốn|không\s+quá|tối\s+đa|ít\s+nhất|tối\s+thiểu|và|(?<!đạt\svà\s)vượt|tới|so|thuộc|đang|tương\s+đương|"
    r"tỷ\s+lệ|tỉ\s+lệ|lũy\s+kế|tính\s+đến\s+nay|đến\s+nay|do|trên\s+toàn\s+(?:xã|huyện|tỉnh|thành\s+phố)|toàn\s+(?:xã|huyện|tỉnh|thành\s+phố|phường|thị\s+xã|thị\s+trấn)))$",
    re.IGNORECASE,
)
_KEPT_AT_END = re.compile(
    r"(?:tổng\s+(?:trị\s+giá|giá\s+trị|số\s+tiền|kinh\s+phí)|trị\s+giá|số\s+tiền|kinh\s+phí|số\s+vốn)$", re.IGNORECASE
)
_STOP_BEHIND = re.compile(
    r"[,;.:()\[\d“”\"/]|\s[–-]\s|(?<!\w)(?:(?<!chưa\s)(?<!không\s)đạt(?!\s+(?:và\s+vượt|từ|dưới|chuẩn|danh\s+hiệu|văn\s+h(?:óa|oá)|yêu\s+cầu|tiêu\s+(?:chí|chuẩn)|quy\s+định|gia\s+đình|tiến\s+độ|thấp|loại)(?!\w))|(?<!đạt\svà\s)vượt|tăng|giảm|chiếm|bằng|so\s+với|so|với|trong\s+đó|là|ước|còn|trị\s+giá|tổng|(?<!đạt\s)và|để|nhằm|do|"
    r"hoàn\s+thành|gồm|bao\s+gồm|theo\s+(?:kế|quy)|kế\s+hoạch|KH|dự\s+toán|cùng\s+kỳ|trở\s+lên|trở\s+xuống)(?!\w)",
    re.IGNORECASE,
)
_SHORT = 3
_CLAUSE = re.compile(r"[;]|(?<!\d)[.!?](?:\s|$)")
_ACTS = (
    "xử lý|xử phạt|phát hiện|cấp|kiểm tra|tổ chức|thành lập|giải quyết|hoàn chỉnh|hoàn thành|tiếp nhận|phối hợp|vận động|thu hồi|khám|điều trị|xây dựng|"
    "xây mới|treo|gieo trồng|gieo cấy|khai thác|chăm sóc|trồng|giao|mở|ban hành|đào tạo|hỗ trợ|tặng|trao|thăm|chi trả|phát quang|thu|bắt giữ|bắt|khởi tố|tuyên truyền|phê duyệt|thẩm định|quyết định|"
    "thực hiện|triển khai|công nhận|kết nạp|hướng dẫn|xảy ra|tuyển|đưa|chuyển|sửa chữa|nâng cấp|tiêm|quản lý|duy trì|đăng ký|kích hoạt|lập|tạo|rà soát|"
    "giảm|tăng|phát triển|xuất khẩu|tư vấn|truy quét|thu giữ|triệt phá|bàn giao|khánh thành|khởi công|huy động|bố trí|cho vay|giải ngân|thu hút|đón|phục vụ|"
    "hòa giải|thụ lý|xét xử|thi hành|tổng kết|kiện toàn|bầu|phân bổ|đề nghị|lắp đặt|cứng hóa|làm|sản xuất|tiêu thụ|nuôi|tham gia|phấn đấu|tập huấn|dạy|tăng cường|"
    "cải tạo|di dời|tháo dỡ|bồi thường|kiểm kê|chúc thọ|xét|chứng thực|ký|giới thiệu|đầu tư|mua|bán|nộp|tích tụ"
)
_ACT = re.compile(rf"^(?:đã\s+|đang\s+|mới\s+)?(?:{_ACTS.replace(' ', '[ ]')})(?!\w)", re.IGNORECASE)
_ENDS_IN_ACT = re.compile(
    rf"(?<!\w)(?:{_ACTS}|thông qua|phát|trình|ghi nhận|nhận|giao nộp|tiếp)$".replace(" ", "[ ]"), re.IGNORECASE
)
"""Words that say what was done with the things that are counted behind them."""
_QUANTITY = re.compile(
    r"^(?:tổng|tỷ lệ|tỉ lệ|số|giá trị|diện tích|sản lượng|năng suất|năng xuất|doanh thu|thu nhập|kim ngạch|tốc độ|mức|dân số|thu|chi|dư nợ|vốn|kinh phí)(?!\w)",
    re.IGNORECASE,
)
_TIME_BEHIND = re.compile(
    rf"(?:^|\s)(?:(?:ước\s+)?(?:thực\s+hiện\s+)?(?:trong\s+|của\s+)?{_TIMES}\s*)+(?:\s?ước)?[\s,]*$", re.IGNORECASE
)
"""Words at the end of a subject that say for when."""
_HINTS_AT_TIME = re.compile(r"tháng|quý|năm|ngày|kế|chung|dồn|thực|ước", re.IGNORECASE)
"""Without any of these no words say for when: most texts are not searched for the end of them."""
_QUANTITY_OF = re.compile(
    r"^(?:tổng\s+)?(?:giá\s+trị(?:\s+sản\s+xuất|\s+sản\s+phẩm)?|diện\s+tích(?:\s+gieo\s+trồng)?|sản\s+lượng|năng\s+suất|năng\s+xuất|doanh\s+thu|số\s+lượng|tổng\s+số|số)"
    r"(?:\s+(?:của|bình\s+quân))?(?!\w)",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"(?<!\w)(?:tiếp\s+tục|diễn\s+ra|phát\s+triển|duy\s+trì|được|ổn\s+định|có|đã|là|cơ\s+bản|luôn|vẫn)(?!\w)",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"(?:cao|thấp|nhiều|ít|lớn|thiếu|(?:xếp|đứng)\s+(?:thứ|hạng|vị\s+trí)(?!\w).*)$", re.IGNORECASE
)
"""Words that only compare or rank what went before."""
_HAS = re.compile(r"(?<!\w)(?:có|hoàn\s+thành|gồm|xảy\s+ra)\s*$", re.IGNORECASE)
_LEADING_BRACKET = re.compile(r"^\s*\([^()]{0,200}\)(?=\s*[\w,])")
_EMPTY_BRACKET = re.compile(r"(?:^|[:,;)]\s)(?P<before>(?!\s*(?:đạt|tăng|giảm|có)\s)[^()\d]{2,60})\(\s*$")
"""A name with its figure in brackets: ``hộ nghèo (27 tỷ đồng)``."""
_NOTE = re.compile(r"\[\d{1,3}\]")
_QUANTITY_WITH = re.compile(
    r"\s(?:với|thì)\s+(?=(?:tổng\s+)?(?:diện\s+tích|sản\s+lượng|giá\s+trị|năng\s+suất|doanh\s+thu|kim\s+ngạch)(?!\w))",
    re.IGNORECASE,
)
"""Where a quantity of its own begins in a clause: ``gieo cấy lúa đông xuân với sản lượng``."""
_TIMES_INSIDE = re.compile(
    r"(?<!\w)(?:giai\s+đoạn\s+)?0?\d\s+năm\s*\((?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\)|\([^()]*(?:số|ngày|Nghị|Quyết|Chỉ\s+thị)[^()]*\d[^()]*\)(?=\s*:)",
    re.IGNORECASE,
)
"""Years in brackets, and what a bracket says of the document that a goal is in."""
_MONEY = re.compile(
    r"(?:^|[\s,])((?:tổng\s+)?(?:số\s+tiền|trị\s+giá|kinh\s+phí|số\s+vốn))(?:\s+(?:là|trên|hơn|gần|khoảng|đạt|ước|thực\s+hiện)){0,3}[\s:]*$",
    re.IGNORECASE,
)
"""An amount of money for what went before."""
_ABOUT = re.compile(
    r"\s*(?:(?:về|đối\s+với)\s+|(?=số\s))([^,;.:()\d]{2,40}?)(?=\s+(?:so|và|tăng|giảm|cùng)(?!\w)|[,;.:()]|$)",
    re.IGNORECASE,
)
_PLAN_OF = re.compile(r"^(?:kế\s+hoạch|dự\s+toán)\s+", re.IGNORECASE)
GENERIC = re.compile(
    r"^(?:(?:tổng\s+)?(?:giá\s+trị|số|diện\s+tích|sản\s+lượng|năng\s+suất|năng\s+xuất|kết\s+quả|doanh\s+thu|kinh\s+phí|vốn|quy\s+mô|số\s+lượng|số\s+tiền|trị\s+giá|số\s+vốn)|"
    r"diện\s+tích\s+(?:gieo\s+trồng|thu\s+hoạch|canh\s+tác|nuôi\s+trồng|trồng)|tỷ\s+lệ|tỉ\s+lệ|tổng(?:\s+(?:số|cộng))?|cộng|giá\s+trị\s+sản\s+xuất|bình\s+quân|"
    r"giá\s+trị\s+tăng\s+thêm)$",
    re.IGNORECASE,
)
"""Subjects that say nothing without what they are a quantity of."""


@lru_cache(maxsize=64)
def before(text: str) -> str:
    """The subject in the words before a figure; empty where they only say how the figure relates to the last one."""
    clause = _NOTE.sub("", text[-400:])
    breaks = [match.end() for match in _CLAUSE.finditer(clause)]
    if breaks:
        clause = clause[breaks[-1] :]
    clause = _LEADING_BRACKET.sub("", _without_comparisons(clause))
    among = list(AMONG.finditer(clause))
    if among and (clause[among[-1].end() :].strip(" :,(") or among[-1][0].rstrip().endswith(":")):
        clause = clause[among[-1].end() :]
    clause = _TIMES_INSIDE.sub("", clause.rpartition(" cho thấy ")[2])
    for quantity in _QUANTITY_WITH.finditer(clause):
        name = tidy(clause[quantity.end() :])
        return f"{name} {tidy(_last_segment(tidy(clause[: quantity.start()])))}" if GENERIC.match(name) else name
    money = _MONEY.search(clause)
    if money is not None:
        return " ".join(money[1].split())
    head, colon, tail = clause.rpartition(":")
    clause = tail if colon and words(tidy(tail)) else head if colon else clause
    if (bracketed := _EMPTY_BRACKET.search(clause)) is not None and (name := tidy(bracketed["before"])):
        return tidy(_last_segment(name))
    clause = _innermost(clause)
    return tidy(_last_segment(tidy(clause)))


def _without_comparisons(clause: str) -> str:
    """The clause without what is compared with what and without verbs that only lead to the number."""
    clause = EXCEEDS.sub(" , ", clause)
    clause = BASE.sub(lambda match: " , " if compares(match) else match[0], clause)
    return COMPARED.sub(" , ", clause)


def _innermost(clause: str) -> str:
    """What follows an open bracket; closed brackets stay."""
    depth, start = 0, 0
    for at, character in enumerate(clause):
        if character == "(":
            depth, start = depth + 1, at + 1
        elif character == ")":
            depth = max(0, depth - 1)
    return clause[start:] if depth else clause


def _last_segment(clause: str) -> str:
    """What follows the last comma that does not merely list names of one thing: ``nông, lâm nghiệp và thủy sản``."""
    segments = [segment.strip() for segment in clause.split(",")]
    segments = [segment for segment in segments if segment]
    if not segments:
        return ""
    kept = [tidy(segments[-1])]
    for segment in reversed(segments[:-1][-3:]):
        name = tidy(segment)
        count = len(name.split())
        says = any(match.lastgroup not in {"rate", "share"} for match in VERBS.finditer(segment))
        if says or _has_digit(segment) or not kept[0][:1].islower() or _QUANTITY.match(kept[0]) or not name:
            break
        opens = _QUANTITY.match(name) is not None and count <= 10
        is_list = _is_one_noun(kept[0]) or (count <= _SHORT and not _is_act(name) and not _is_act(kept[0]))
        if not (opens or is_list):
            break
        kept.insert(0, name)
        if opens:
            break
    return ", ".join(kept)


def _is_one_noun(text: str) -> bool:
    """Whether a text is one word that goes on with a list: ``bò`` of ``tiêm phòng cho đàn trâu, bò``."""
    return len(text.split()) == 1 and not _ACT.match(text) and not _QUANTITY.match(text)


def _is_act(text: str) -> bool:
    """Whether a verb opens a text and something follows it: ``xây dựng`` alone is a branch of the economy."""
    act = _ACT.match(text)
    return act is not None and act.end() < len(text)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def tidy(text: str) -> str:
    """Without opening and closing words that belong to no subject."""
    text = " ".join(text.split())
    has_time = _HINTS_AT_TIME.search(text) is not None
    text = _TIME_BEHIND.sub("", text) if has_time else text
    while True:
        shorter = _OPENING.sub("", text, count=1)
        closing = _CLOSING.search(shorter[-40:])
        if (
            closing is not None
            and closing[0]
            and not (_KEPT_AT_END.search(shorter[-40:]) and _KEPT_AT_END.fullmatch(shorter))
        ):
            shorter = shorter[: len(shorter) - len(closing[0])]
        shorter = _TIME_BEHIND.sub("", shorter) if has_time else shorter
        if shorter == text:
            text = " ".join(text.split()[-MOST_WORDS:])
            if not any(character.isalpha() for character in text) or _NO_SUBJECT.match(text):
                return ""
            return f"{text})" if text.count("(") > text.count(")") else text
        text = shorter


def behind(text: str) -> str:
    """The words behind a figure's unit that say what is counted: ``vi phạm về lĩnh vực thú y``."""
    head = text[:120]
    stop = _STOP_BEHIND.search(head)
    return _tail(" ".join((head[: stop.start()] if stop else head).split()[:12]))


def without_plan(subject: str) -> str:
    """A plan's subject without the word for a plan, where something is left to say of what it is."""
    shorter = _PLAN_OF.sub("", subject)
    return shorter if shorter and not GENERIC.match(shorter) else subject


def length_behind(text: str, is_closed: bool = False) -> int:
    """How many characters behind a unit say what is counted; none where no comma closes them, if one must."""
    stop = _STOP_BEHIND.search(text[:120])
    return stop.start() if stop is not None and (not is_closed or stop[0] in ",;.") else 0


def _tail(text: str) -> str:
    closing = _CLOSING.search(text)
    while closing is not None and closing[0]:
        text = text[: closing.start()].rstrip()
        closing = _CLOSING.search(text)
    return text


def of(left: str, mention: Mention, right: str, is_new: bool) -> str:
    """The subject that a figure's own words name; empty where it is the last figure's.

    Parameters
    ----------
    left, right
        The words between the last figure and this one, and those behind its unit.
    is_new
        Whether words behind it may name a subject of its own: not for percentages and changes of what went before.
    """
    named = before(left)
    unit = mention.unit
    is_count = unit is not None and unit.is_count
    noun = unit.text if unit is not None and is_count else ""
    after = behind(right) if unit is not None else ""
    is_act = _ACT.match(named) or (is_count and _ENDS_IN_ACT.search(named))
    if named and not (is_act or (is_count and (after or _HAS.search(left)))):
        return named
    if not named and not (is_new and (after or noun)):
        return ""
    if noun and not after and f" {noun.lower()} " in f" {named.lower()} ":
        noun = ""
    return " ".join(part for part in (named, noun, after) if part)


_OPENS = re.compile(
    r"(?:^|[,;.–-]\s|(?<!\w)(?:và|có|hiện(?:\s+nay)?|phấn\s+đấu)\s)\s*(?:(?:trên|hơn|gần|khoảng|dưới)\s+)?$",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(
    r"\s+(?:các\s+|số\s+|tổng\s+số\s+)?(?:(?!(?:kế|KH|dự|DT|chỉ|mục|nghị|so|cùng|trong|trên|của|và|là|với|trở|đến|tại|theo|giá|vốn|do|về|bằng|tăng|giảm|đạt|ở|cho|tổng|còn|đã|được|CK|năm|từ|để|nhưng|mà|thì|hoặc|đối|tương|thị|dư|nợ|chưa)(?!\w))[^\W\d_])",
    re.IGNORECASE,
)


def opens_clause(left: str, right: str) -> bool:
    """Whether a percentage stands before the noun that it is of, with nothing of its clause before it.

    Examples
    --------
    >>> opens_clause("bằng 90%; ", " gia đình đạt danh hiệu"), opens_clause("tăng ", " so với cùng kỳ")
    (True, False)
    """
    return _OPENS.search(left[-40:]) is not None and _NOUN_BEHIND.match(right) is not None


def named_behind(right: str) -> str:
    """What a percentage is said to be of, behind it: ``số doanh nghiệp`` of ``tăng 17,5% về số doanh nghiệp``."""
    match = _ABOUT.match(right)
    return tidy(match[1]) if match is not None else ""


def topic(subject: str) -> str:
    """What a subject is a quantity of: ``lúa`` of ``diện tích lúa``."""
    return _QUANTITY_OF.sub("", subject).strip()


def predicate_of(left: str) -> str:
    """Whom the clause before a generic quantity is about: ``lĩnh vực xây dựng tiếp tục phát triển, giá trị …``."""
    clause = left[-400:]
    breaks = [match.end() for match in _CLAUSE.finditer(clause)]
    head, colon, _ = (clause[breaks[-1] :] if breaks else clause).rpartition(":")
    if colon and (name := tidy(head.rpartition(",")[2])) and not GENERIC.match(name) and not AMONG.search(head[-16:]):
        return name
    segments = [segment for segment in (clause[breaks[-1] :] if breaks else clause).split(",")[:-1] if segment.strip()]
    for segment in reversed(segments[-2:]):
        head = _PREDICATE.split(segment, maxsplit=1)[0]
        name = tidy(head)
        if name and not _ACT.match(name) and 1 < len(name.split()) <= 10 and head != segment:
            return name
    return ""


def is_quantity(subject: str) -> bool:
    """Whether a subject begins with what is measured: a total, a rate, an area."""
    return _QUANTITY.match(subject) is not None


def is_act(subject: str) -> bool:
    """Whether a subject begins with a verb: what was done."""
    return _ACT.match(subject) is not None


def words(text: str) -> list[str]:
    """The words of a text in small letters, without signs."""
    return re.findall(r"[^\W\d_]+", text.lower())

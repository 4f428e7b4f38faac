"""What the words behind a figure say is counted, or what a percentage is of."""

from __future__ import annotations

import re

from kimtan.extract.subject_tidying import tidy, without_closing

GOALS = frozenset({"chỉ tiêu", "tiêu chí", "nhiệm vụ"})
"""What is met or missed."""
_STOP_BEHIND = re.compile(
    r"[,;.:()\[\d“”\"/]|\s[–-]\s|(?<!\w)(?:(?<!chưa\s)(?<!không\s)đạt(?!\s+(?:và\s+vượt|từ|dưới|chuẩn|danh\s+hiệu|văn\s+h(?:óa|oá)|yêu\s+cầu|tiêu\s+(?:chí|chuẩn)|quy\s+định|gia\s+đình|tiến\s+độ|thấp|loại)(?!\w))|(?<!đạt\svà\s)vượt|(?:tăng|giảm)(?!\s+(?:giá|vốn)(?!\w))|(?<!lấn\s)chiếm|bằng|so\s+với|so|với|trong\s+(?:đó|tổng\s+số)|là|ước|còn|trị\s+giá|tổng|(?<!đạt\s)và|để|nhằm|do|"
    r"hoàn\s+thành|gồm|bao\s+gồm|theo\s+(?:kế|quy)|kế\s+hoạch|KH|dự\s+toán|cùng\s+kỳ|trở\s+lên|trở\s+xuống)(?!\w)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\s*(?:(?:về|đối\s+với)\s+|(?=số\s))([^,;.:()\d]{2,40}?)(?=\s+(?:so|và|tăng|giảm|cùng)(?!\w)|[,;.:()]|$)",
    re.IGNORECASE,
)
_OF_GOALS = re.compile(
    r"\s+((?:(?:không|chưa)\s+)?(?:đạt|vượt|hoàn\s+thành)(?:\s+và\s+(?:hoàn\s+thành\s+)?vượt)?(?:\s+(?:mức\s+)?(?:kế\s+hoạch|KH|chỉ\s+tiêu|mục\s+tiêu|nghị\s+quyết))?"
    r"(?:\s+(?:năm|đề\s+ra|được\s+giao|giao))?)(?=\s*(?:$|[,;.)]|và\s))",
    re.IGNORECASE,
)
"""How goals were met, which parts them: ``15 chỉ tiêu vượt kế hoạch, 08 chỉ tiêu đạt kế hoạch``."""
_OPENS = re.compile(
    r"(?:^|[,;.–-]\s|(?<!\w)(?:và|có|hiện(?:\s+nay)?|phấn\s+đấu)\s)\s*(?:(?:trên|hơn|gần|khoảng|dưới)\s+)?$",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(
    r"\s+(?:các\s+|số\s+|tổng\s+số\s+)?(?:(?!(?:kế|KH|dự|DT|chỉ|mục|nghị|so|cùng|trong|trên|của|và|là|với|trở|đến|tại|theo|giá|vốn|do|về|bằng|tăng|giảm|đạt|ở|cho|tổng|còn|đã|được|CK|năm|từ|để|nhưng|mà|thì|hoặc|đối|tương|thị|dư|nợ|chưa)(?!\w))[^\W\d_])",
    re.IGNORECASE,
)


def counted_behind(text: str) -> str:
    """The words behind a figure's unit that say what is counted: ``vi phạm về lĩnh vực thú y``."""
    head = text[:120]
    stop = _STOP_BEHIND.search(head)
    return without_closing(" ".join((head[: stop.start()] if stop else head).split()[:12]))


def met_behind(text: str, unit: str) -> str:
    """How goals were met that a figure counts; empty where it counts others, or the words do not say so."""
    match = _OF_GOALS.match(text) if unit in GOALS else None
    return match[1] if match is not None else ""


def length_behind(text: str, is_closed: bool = False) -> int:
    """How many characters behind a unit say what is counted; none where no comma closes them, if one must."""
    stop = _STOP_BEHIND.search(text[:120])
    return stop.start() if stop is not None and (not is_closed or stop[0] in ",;.") else 0


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

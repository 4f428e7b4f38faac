"""What kind of subject words are: what is measured, what was done, or one that says nothing alone."""

from __future__ import annotations

import re

_ACTS = (
    "xử lý|xử phạt|phát hiện|cấp|kiểm tra|tổ chức|thành lập|giải quyết|hoàn chỉnh|hoàn thành|tiếp nhận|phối hợp|vận động|thu hồi|khám|điều trị|xây dựng|"
    "xây mới|treo|gieo trồng|gieo cấy|khai thác|chăm sóc|trồng|giao|mở|ban hành|đào tạo|hỗ trợ|tặng|trao|thăm|chi trả|phát quang|thu|bắt giữ|bắt|khởi tố|tuyên truyền|phê duyệt|thẩm định|quyết định|"
    "thực hiện|triển khai|công nhận|kết nạp|hướng dẫn|xảy ra|tuyển|đưa|chuyển|sửa chữa|nâng cấp|tiêm|quản lý|duy trì|đăng ký|kích hoạt|lập|tạo|rà soát|"
    "giảm|tăng|phát triển|xuất khẩu|tư vấn|truy quét|thu giữ|triệt phá|bàn giao|khánh thành|khởi công|huy động|bố trí|cho vay|giải ngân|thu hút|đón|phục vụ|"
    "hòa giải|thụ lý|xét xử|thi hành|tổng kết|kiện toàn|bầu|phân bổ|đề nghị|lắp đặt|cứng hóa|làm|sản xuất|tiêu thụ|nuôi|tham gia|phấn đấu|tập huấn|dạy|tăng cường|"
    "xuống giống|lắp|bình chọn|trích|tập trung|phát sinh|cấp mới|gây|tuần tra|"
    "cải tạo|di dời|tháo dỡ|bồi thường|kiểm kê|chúc thọ|xét|chứng thực|ký|giới thiệu|đầu tư|mua|bán|nộp|tích tụ"
)
_ACT = re.compile(rf"^(?:đã\s+|đang\s+|mới\s+)?(?:{_ACTS})(?!\w)", re.IGNORECASE)
_ENDS_IN_ACT = re.compile(rf"(?<!\w)(?:{_ACTS}|thông qua|phát|trình|ghi nhận|nhận|giao nộp|tiếp)$", re.IGNORECASE)
"""Words that say what was done with the things that are counted behind them."""
_QUANTITY = re.compile(
    r"^(?:tổng|tỷ lệ|tỉ lệ|số|giá trị|diện tích|sản lượng|năng suất|năng xuất|doanh thu|thu nhập|kim ngạch|tốc độ|mức|dân số|thu|chi|dư nợ|vốn|kinh phí)(?!\w)",
    re.IGNORECASE,
)
_QUANTITY_OF = re.compile(
    r"^(?:tổng\s+)?(?:giá\s+trị(?:\s+sản\s+xuất|\s+sản\s+phẩm)?|diện\s+tích(?:\s+gieo\s+trồng)?|sản\s+lượng|năng\s+suất|năng\s+xuất|doanh\s+thu|số\s+lượng|tổng\s+số|số|(?:tổng\s+)?chiều\s+(?:dài|rộng)|dài|rộng|tổng\s+mức\s+đầu\s+tư|khối\s+lượng(?:\s+(?:thi\s+công|thực\s+hiện))?)"
    r"(?:\s+(?:của|bình\s+quân))?(?!\w)",
    re.IGNORECASE,
)
_PLAN_OF = re.compile(r"^(?:kế\s+hoạch|dự\s+toán)\s+", re.IGNORECASE)
GENERIC = re.compile(
    r"^(?:(?:tổng\s+)?(?:giá\s+trị|số|diện\s+tích|sản\s+lượng|năng\s+suất|năng\s+xuất|kết\s+quả|doanh\s+thu|kinh\s+phí|vốn|quy\s+mô|số\s+lượng|số\s+tiền|trị\s+giá|số\s+vốn)|"
    r"diện\s+tích\s+(?:gieo\s+trồng|thu\s+hoạch|canh\s+tác|nuôi\s+trồng|trồng)|tỷ\s+lệ|tỉ\s+lệ|tổng(?:\s+(?:số|cộng))?|cộng|giá\s+trị\s+sản\s+xuất|bình\s+quân|"
    r"giá\s+trị\s+tăng\s+thêm|tổng\s+(?:mức\s+đầu\s+tư|chiều\s+dài|kinh\s+phí|dự\s+toán)|chiều\s+(?:dài|rộng)|dài|rộng|khối\s+lượng(?:\s+(?:thi\s+công|thực\s+hiện))?)$",
    re.IGNORECASE,
)
"""Subjects that say nothing without what they are a quantity of."""


def is_quantity(subject: str) -> bool:
    """Whether a subject begins with what is measured: a total, a rate, an area."""
    return _QUANTITY.match(subject) is not None


def is_quantity_of(subject: str) -> bool:
    """Whether a subject begins with a quantity that many things have: ``diện tích``, ``sản lượng``."""
    return _QUANTITY_OF.match(subject) is not None


def of_quantity(quantity: str, name: str) -> str:
    """A quantity of something, in the order of words: ``Diện tích lúa``; the names of places keep their capitals."""
    return f"{quantity} {name.lower() if name[1:] == name[1:].lower() else name}".strip()


def is_act(subject: str) -> bool:
    """Whether a subject begins with a verb: what was done."""
    return _ACT.match(subject) is not None


def is_act_on(text: str) -> bool:
    """Whether a verb opens a text and something follows it: ``xây dựng`` alone is a branch of the economy."""
    act = _ACT.match(text)
    return act is not None and act.end() < len(text)


def topic(subject: str) -> str:
    """What a subject is a quantity of: ``lúa`` of ``diện tích lúa``."""
    return _QUANTITY_OF.sub("", subject).strip()


def without_plan(subject: str) -> str:
    """A plan's subject without the word for a plan, where something is left to say of what it is."""
    shorter = _PLAN_OF.sub("", subject)
    return shorter if shorter and not GENERIC.match(shorter) else subject


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without signs."""
    return re.findall(r"[^\W\d_]+", text.lower())


def ends_in_act(words: str) -> bool:
    """Whether words end in a verb that says what was done with the things that are counted behind them."""
    return _ENDS_IN_ACT.search(words) is not None

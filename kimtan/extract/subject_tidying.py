"""A subject without the words around it: connecting words, verbs that lead to a number, and for when."""

from __future__ import annotations

import re

_MOST_WORDS = 24
_TIMES = r"(?:(?:kết\s+thúc\s+|đầu\s+|cuối\s+|trong\s+)?năm\s+học\s+(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d|(?:tính\s+)?đến\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d|(?:(?:tính\s+)?đến\s+)?(?:hết\s+)?tháng\s+(?:\d{1,2}(?:/\d{4})?|một|giêng|hai|ba|tư|năm(?!\s+\d)|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?|chạp|này|qua)|quý\s+(?:[IV]{1,3}|[1-4])(?:/\s?\d{4})?|\d{1,2}\s+tháng(?:\s+(?:đầu|cuối|qua))?(?:\s+năm)?|cả\s+năm|(?:đến\s+)?(?:đầu|cuối|hết)\s+năm(?:\s+(?:19|20)\d\d)?|năm\s+(?:19|20)\d\d|(?:tính\s+)?(?:đến\s+)?(?:hết\s+)?ngày\s+\d{1,2}[/-]\d{1,2}(?:[/-](?:19|20)\d\d)?|l(?:ũy|uỹ)\s+kế|tính\s+chung|cộng\s+dồn|cả\s+quý|quý\s+này)(?:\s+(?:19|20)\d\d)?(?!\w)"
_OPENING = re.compile(
    r"^(?:[\s,;:.()\[\]“”\"'*+•·–/-]|(?:trở\s+lên|trở\s+xuống|và|với|thì|mà|còn\s+lại|còn|riêng|ngoài\s+ra|đồng\s+thời|trong\s+khi(?:\s+đó)?|đến\s+nay|hiện\s+nay|hiện|nay|tính\s+đến|trong\s+kỳ|"
    r"bên\s+cạnh\s+đó|tiếp\s+(?:đến|theo)|sau\s+đó|về|đối\s+với|nhìn\s+chung|theo\s+đó|qua\s+đó|từ\s+đó|kết\s+quả|cụ\s+thể|tiếp\s+tục|gồm\s+có|bao\s+gồm|gồm|"
    r"toàn\s+(?:xã|huyện|tỉnh|thị\s+trấn|thành\s+phố|phường|thị\s+xã)|trên\s+địa\s+bàn(?:\s+(?:xã|huyện|tỉnh|thị\s+trấn|thành\s+phố))?|đã|đang|dự\s+ước|ước\s+tính|ước|do|nhờ|nổi\s+bật(?:\s+là)?|cùng\s+k[ỳì]\s+năm\s+(?:trước|ngoái)\s+với|(?:bằng|tương\s+đương)(?:\s+so)?(?:\s+với)?\s+cùng\s+k[ỳì](?:\s+năm\s+(?:trước|ngoái|(?:19|20)\d\d))?|là|cũng|"
    rf"(?:trong\s+|vào\s+)?{_TIMES}|theo\s+kế\s+hoạch|trong\s+(?:tháng|quý|năm|đó)|trong(?=\s+tổng\s+số)|nâng\s+tổng\s+số|có(?!\s+mặt(?!\w))|phấn\s+đấu|của|để|tuy\s+nhiên|nhưng|song|vẫn|mới(?=\s+(?:bằng|chỉ|được|có))|chỉ(?!\s+(?:số|tiêu|thị|đạo|dẫn|định|huy|giới))|cơ\s+bản(?=\s+(?:hoàn|đạt|thực|đã|các))|cá\s+biệt|đáng\s+chú\s+ý|tương\s+ứng|toàn\s+quận|cả\s+(?:tỉnh|huyện|nước))(?!\w))+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[\s,;:.()\[\]“”\"'*+•·–=-]|(?<!\w)(?:dự\s+ước|ước\s+tính|ước|đạt\s+được|đạt|thực\s+hiện(?:\s+được)?|là|(?:(?<!phát\s)(?<!thực\s)hiện\s+)?có|(?<!phát\s)(?<!thực\s)hiện|được|với|cho|khoảng|xấp\s+xỉ|trên|hơn|gần|dưới|(?:tăng|giảm)\s+bình\s+quân|tăng|giảm|"
    r"thêm|đối\s+với|gồm|bao\s+gồm|bằng|(?<!lấn\s)chiếm|từ|đến|ở\s+mức|mức|còn\s+lại|còn|tổng\s+cộng|tại|(?<!nhà\s)(?<!nơi\s)(?<!đất\s)(?<!chỗ\s)(?<!và\s)ở|các|những|khi|trong\s+đó|đã|gấp|mới\s+(?:chỉ\s+)?(?:đạt|có)|(?<!chứng\s)(?<!địa\s)chỉ|lên|xuống|về|của|hoàn\s+thành|"
    r"tổng\s+(?:trị\s+giá|giá\s+trị|số\s+tiền|kinh\s+phí)|trị\s+giá|số\s+tiền|kinh\s+phí|(?<!tổng\s)số\s+vốn|không\s+quá|tối\s+đa|ít\s+nhất|tối\s+thiểu|và|(?<!đạt\svà\s)vượt|tới|so|thuộc|đang|tương\s+đương|"
    r"tỷ\s+lệ|tỉ\s+lệ|l(?:ũy|uỹ)\s+kế|tính\s+đến\s+nay|đến\s+nay|do|trên\s+toàn\s+(?:xã|huyện|tỉnh|thành\s+phố)|toàn\s+(?:xã|huyện|tỉnh|thành\s+phố|phường|thị\s+xã|thị\s+trấn)))$",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"tổng\s+(?:trị\s+giá|giá\s+trị|số\s+tiền|kinh\s+phí)|trị\s+giá|số\s+tiền|kinh\s+phí|số\s+vốn", re.IGNORECASE
)
"""Closing words that are a subject where nothing else is."""
_NO_SUBJECT = re.compile(
    r"(?:cao|thấp|nhiều|ít|lớn|thiếu|(?:xếp|đứng)\s+(?:thứ|hạng|vị\s+trí)(?!\w).*)$", re.IGNORECASE
)
"""Words that only compare or rank what went before."""
_TIME_BEHIND = re.compile(
    rf"(?:^|\s)(?:(?:ước\s+)?(?:thực\s+hiện\s+)?(?:trong\s+|của\s+)?{_TIMES}\s*)+(?:\s?ước)?[\s,]*$", re.IGNORECASE
)
"""Words at the end of a subject that say for when."""
_HINTS_AT_TIME = re.compile(r"tháng|quý|năm|ngày|kế|chung|dồn|thực|ước|đến\s", re.IGNORECASE)
"""Without any of these no words say for when: most texts are not searched for the end of them."""


def tidy(text: str) -> str:
    """Without opening and closing words that belong to no subject."""
    text = " ".join(text.split())
    has_time = _HINTS_AT_TIME.search(text) is not None
    text = _TIME_BEHIND.sub("", text) if has_time else text
    while True:
        shorter = _OPENING.sub("", text, count=1)
        closing = _CLOSING.search(shorter[-40:])
        if closing is not None and not _KEPT.fullmatch(shorter):
            shorter = shorter[: len(shorter) - len(closing[0])]
        shorter = _TIME_BEHIND.sub("", shorter) if has_time else shorter
        if shorter == text:
            text = " ".join(text.split()[-_MOST_WORDS:])
            if not any(character.isalpha() for character in text) or _NO_SUBJECT.match(text):
                return ""
            return f"{text})" if text.count("(") > text.count(")") else text
        text = shorter


def without_closing(text: str) -> str:
    """Without closing words that belong to no subject, as they are right behind a figure."""
    closing = _CLOSING.search(text)
    while closing is not None:
        text = text[: closing.start()].rstrip()
        closing = _CLOSING.search(text)
    return text

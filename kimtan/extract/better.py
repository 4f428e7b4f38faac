"""Which direction of an indicator is good, where its words make that sure."""

from __future__ import annotations

import re
from typing import Literal

_LOWER = re.compile(
    r"^(?:số\s+|tổng\s+số\s+|tỷ\s+lệ\s+|tỉ\s+lệ\s+)?(?:hộ\s+(?:cận\s+)?nghèo|thất\s+nghiệp|(?:trẻ\s.{0,40})?suy\s+dinh\s+dưỡng|"
    r"(?:vụ\s+)?(?:tai\s+nạn|phạm\s+pháp|cháy|vi\s+phạm)|tội\s+phạm|tử\s+vong|nợ\s+(?:xấu|đọng|thuế)|thiệt\s+hại)(?!\w)",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"^(?:tổng\s+|số\s+|giá\s+trị\s+|tỷ\s+lệ\s+|tỉ\s+lệ\s+)?(?:thu\s+(?:ngân\s+sách|nội\s+địa|nhập)|sản\s+lượng|năng\s+suất|"
    r"diện\s+tích\s+(?:gieo\s+)?trồng|tổng\s+sản\s+phẩm|sản\s+phẩm\s+trên\s+địa\s+bàn|(?:giá\s+trị\s+)?sản\s+xuất|kim\s+ngạch\s+xuất\s+khẩu|"
    r"(?:hộ\s+)?thoát\s+nghèo|(?:dân\s+số\s+|người\s+dân\s+)?(?:bao\s+phủ|tham\s+gia)\s+bảo\s+hiểm|che\s+phủ\s+rừng)(?!\w)",
    re.IGNORECASE,
)


def better(name: str) -> Literal["higher", "lower", "neither"]:
    """Which direction is good of what a name says.

    Examples
    --------
    >>> better("Tỷ lệ hộ nghèo"), better("Sản lượng chè"), better("Diện tích tự nhiên"), better("Hỗ trợ hộ nghèo")
    ('lower', 'higher', 'neither', 'neither')
    """
    if _LOWER.search(name):
        return "lower"
    return "higher" if _HIGHER.search(name) else "neither"

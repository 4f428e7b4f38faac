"""Parts that exclude each other and are all there is: files in time and late, men and women, done and not done."""

from __future__ import annotations

import re

_PAIRS = tuple(
    (re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{other})(?!\w)", re.IGNORECASE))
    for one, other in (
        (
            r"(?:đúng|trước|còn|trong)(?:\s+và\s+\w+)?\s+(?:thời\s+)?hạn",
            r"(?:quá|trễ|chậm|hết)\s+(?:thời\s+)?hạn(?!\s+(?:lưu|bảo|sử))",
        ),
        (r"(?<!việt\s)(?<!miền\s)(?<!phía\s)nam(?:\s+giới)?", r"nữ(?:\s+giới)?(?!\s+là)"),
        (r"trực\s+tuyến", r"trực\s+tiếp"),
    )
)
_NOT = re.compile(r"(?<!\w)(?:chưa|không)\s+", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)(?:đã|được|có)\s+", re.IGNORECASE)


def are_opposite(left: str, right: str) -> bool:
    """Whether nothing can be counted under both of two subjects.

    >>> are_opposite("hồ sơ giải quyết đúng hạn", "hồ sơ quá hạn"), are_opposite("nữ", "đảng viên")
    (True, False)
    >>> are_opposite("hộ có nhà tiêu hợp vệ sinh", "hộ chưa có nhà tiêu hợp vệ sinh")
    True
    """
    for one, other in _PAIRS:
        if any(one.search(ours) and other.search(theirs) for ours, theirs in ((left, right), (right, left))):
            return True
    if bool(_NOT.search(left)) == bool(_NOT.search(right)):
        return False
    return _said(left) == _said(right) != ""


def _said(subject: str) -> str:
    return " ".join(_DONE.sub("", _NOT.sub("", subject)).lower().split())

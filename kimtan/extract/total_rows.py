"""What the rows of a table add up that only say that they are its total."""

from __future__ import annotations

import re

from kimtan.extract.column_cues import SAYS_HOW, UNITS_IN_HEAD
from kimtan.extract.grid import Grid
from kimtan.extract.subject_tidying import tidy

_DATE = re.compile(r"(?<!\w)\d[\d/.-]*(?!\w)")
_NUMBER_OF_TABLE = re.compile(
    r"^\s*(?:(?:phụ\s+)?(?:biểu|lục)|bảng|mẫu)(?:\s+số)?(?:\s+(?:\d[\d.]*|[IVX]+)(?!\w))?\s*[:.]?\s*", re.IGNORECASE
)
_UNIT_LINE = re.compile(r"\(?\s*(?:ĐVT|đơn\s+vị(?:\s+tính)?)\s*:.*$", re.IGNORECASE)
_NOT_OF_WHAT = re.compile(
    r"\s(?:năm\s+(?:19|20)\d\d|\d{1,2}\s+tháng|(?:tháng|quý)\s+[\dIVX]|giai\s+đoạn|tính\s+đến|đến\s+(?:ngày|hết|tháng)|(?:phân\s+)?theo)(?!\w).*$",
    re.IGNORECASE,
)
"""What a title says of when, and by what its rows are told apart."""
_LONGEST_TITLE = 12
"""So many words of a title say what a table is of."""


def totalled(grid: Grid, column: int) -> str:
    """What a total adds up in a column: by the head of that, ``Dư nợ 31/12/2024``, else by the table's title."""
    head = tidy(_DATE.sub(" ", UNITS_IN_HEAD.sub("", grid.head(column))))
    if head and not SAYS_HOW.search(head):
        return head
    title = tidy(_NOT_OF_WHAT.sub("", _NUMBER_OF_TABLE.sub("", _UNIT_LINE.sub("", grid.title))))
    words = " ".join(title.split()[:_LONGEST_TITLE])
    return words.lower() if words.isupper() else words

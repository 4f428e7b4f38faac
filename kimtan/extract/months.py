"""The months of a year that words name: a quarter, the first so many months, one month."""

from __future__ import annotations

import re

_PART = re.compile(
    r"quý\s+(?P<quarter>IV|I{1,3}|[1-4])(?!\w)|(?<!\d)(?P<months>1[0-2]|0?[1-9])\s+tháng(?P<last>\s+cuối)?(?!\w)|"
    r"tháng\s+(?P<month>1[0-2]|0?[1-9])(?!\d)",
    re.IGNORECASE,
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_YEAR = 12


def months_named(words: str) -> tuple[int, int] | None:
    """The first and last month of the first part of a year that words name; ``None`` where they name none.

    >>> months_named("so với quý III năm 2023"), months_named("6 tháng cuối năm 2024"), months_named("9 tháng năm 2024")
    ((7, 9), (7, 12), (1, 9))
    >>> months_named("tháng 05/2024"), months_named("năm 2024")
    ((5, 5), None)
    """
    match = _PART.search(words)
    if match is None:
        return None
    if match["quarter"]:
        quarter = _QUARTERS.get(match["quarter"].upper()) or int(match["quarter"])
        return 3 * quarter - 2, 3 * quarter
    if match["month"]:
        return int(match["month"]), int(match["month"])
    count = int(match["months"])
    return (_YEAR + 1 - count, _YEAR) if match["last"] else (1, count)

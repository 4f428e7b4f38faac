"""Words that several charts share, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.languages import Language

STATUS = {
    "vi": {
        "done": "Đạt kế hoạch năm",
        "ahead": "Vượt tiến độ",
        "on_track": "Đúng tiến độ",
        "behind": "Chậm tiến độ",
        "at_risk": "Khó đạt kế hoạch năm",
    },
    "en": {
        "done": "Annual plan reached",
        "ahead": "Ahead of schedule",
        "on_track": "On schedule",
        "behind": "Behind schedule",
        "at_risk": "At risk of missing the plan",
    },
}

TABLE = {"vi": "Số liệu của biểu đồ", "en": "Data of the chart"}
LEFT_OUT = {"vi": "Chưa có số liệu: {}.", "en": "Not drawn, for want of a figure: {}."}

_UNKNOWN = {"vi": "Không xét theo thời gian", "en": "Not judged by time"}
_MORE = {"vi": "và các mục còn lại (xem bảng số liệu)", "en": "and the others (see the data table)"}
AND = {"vi": " và ", "en": " and "}

SPOKEN = 12
"""So many items are read out in an alternative text; what is beyond stands in the data table."""


def status(name: object, language: Language) -> str:
    """A status in words, for a heading or a cell."""
    return STATUS[language].get(str(name), _UNKNOWN[language])


def listed(parts: Sequence[str], language: Language) -> str:
    """Parts read out one after another; of more than :data:`SPOKEN` the first ones.

    >>> listed(["a 1", "b 2"], "en")
    'a 1; b 2'
    """
    if len(parts) <= SPOKEN:
        return "; ".join(parts)
    return "; ".join([*parts[: SPOKEN - 1], _MORE[language]])


def joined(parts: Sequence[str], language: Language) -> str:
    """Parts within a sentence.

    >>> joined(["a", "b", "c"], "en")
    'a, b and c'
    """
    return AND[language].join(filter(None, [", ".join(parts[:-1]), parts[-1]]))

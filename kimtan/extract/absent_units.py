"""Units that do not stand at their number: announced, named by what is counted, or those of the last clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimtan.extract.mentions import Mention
from kimtan.extract.outline import Place
from kimtan.extract.units import ReadUnit, behind, named, number_of

_ANNOUNCED = re.compile(r"(?<!\w)(?:ĐVT|đơn\s+vị(?:\s+tính)?)\s*:\s*([^():;.\d]{1,30})", re.IGNORECASE)
_HEADS_LIST = re.compile(r"\(([^():;.\d]{1,30})\)\s*:\s*$")
"""The unit in brackets at the end of a line that announces a list: ``Kết quả cho vay (triệu đồng):``."""
_ENDS = re.compile(
    r"\s*(?:$|[,;:)]|\.(?!\d)|\(|[–-]\s|(?:và|so|tăng|giảm|đạt|chiếm|bằng|trong\s+đó|còn|gồm|cùng|kế\s+hoạch|KH)(?!\w))",
    re.IGNORECASE,
)
"""What stands behind a number that has no unit of its own."""

_OF_TOTAL = re.compile(r"\s+(?:trong|trên)\s+tổng\s+số\s+\d[\d.,]{0,12}(?<!\D)(?!\d)", re.IGNORECASE)
"""All of those that a number counts some of: ``185 trong tổng số 220 xã``."""

_PURE = re.compile(r"(?:tỷ|tỉ)\s+số\s|hệ\s+số(?!\w)|tổng\s+tỷ\s+suất\s+sinh", re.IGNORECASE)
"""What is a number of its own, in no unit: ``tỷ số giới tính khi sinh 111,4``."""

ANNOUNCED = "đơn vị nêu ở đầu danh sách"
BY_SUBJECT = "đơn vị theo đối tượng được đếm"
FROM_BEHIND = "đơn vị nêu ở số liệu cuối danh sách"
OF_TOTAL = "đơn vị của tổng số nêu liền sau"
FROM_BEFORE = "đơn vị theo số liệu liền trước"


def announced(text: str) -> ReadUnit | None:
    """The unit that a text announces for the numbers that follow: ``(đơn vị: triệu đồng)``.

    Examples
    --------
    >>> announced("Kết quả thu (đơn vị: triệu đồng):").name
    'triệu đồng'
    """
    match = _ANNOUNCED.search(text) or _HEADS_LIST.search(text)
    return named(match[1].strip(" .,")) if match is not None else None


def announcements(texts: Sequence[str], where: Sequence[Place]) -> list[ReadUnit | None]:
    """For each passage, the unit announced in it or before it: until the next heading, or the end of its list."""
    made: list[ReadUnit | None] = []
    unit: ReadUnit | None = None
    rank: float = 0
    for text, place in zip(texts, where, strict=True):
        own = announced(text)
        if own is not None:
            unit, rank = own, place.rank
        elif unit is not None and (not place.rank or place.rank <= rank):
            unit = None
        made.append(unit)
    return made


def with_unit(
    mention: Mention, text: str, subject: str, last: ReadUnit | None, general: ReadUnit | None
) -> tuple[Mention, str]:
    """A mention with the unit that it has by its surroundings, and what that rests on; as it is where it has one.

    Parameters
    ----------
    text
        The words behind the number.
    subject
        What the words before the number name.
    last
        The unit of the figure before it in the sentence.
    general
        The unit announced for the list that it stands in.
    """
    if mention.unit is not None or mention.denominator is not None or _PURE.match(subject):
        return mention, ""
    if (of_all := _OF_TOTAL.match(text)) is not None and (unit := behind(text, of_all.end())) is not None:
        return replace(mention, unit=replace(unit, end=mention.end)), OF_TOTAL
    if not _ENDS.match(text):
        return mention, ""
    if general is not None:
        unit, because = general, ANNOUNCED
    elif (counted := number_of(subject)) is not None:
        unit, because = counted, BY_SUBJECT
    elif last is not None and not last.is_percent:
        unit, because = last, FROM_BEFORE
    else:
        return mention, ""
    return replace(mention, unit=replace(unit, end=mention.end)), because

"""Headings told by the number that is written before them, and how deep it is."""

from __future__ import annotations

import re

LONGEST = 250
"""Characters that a heading may have."""

_NUMBERS = (
    (re.compile(r"(?:PHẦN|CHƯƠNG|Phần|Chương)\s+(?:thứ\s+)?\S+"), 1),
    (re.compile(r"[IVX]{1,6}\s*[.)/:-](?=\s|[^\W\d])"), 1),
    (re.compile(r"[A-HĐ]\s*[.)/-]\s"), 1),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?\s"), 5),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?\s"), 4),
    (re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s"), 3),
    (re.compile(r"\d{1,2}\s*[.)/-](?=\s|[^\W\d])"), 2),
    (re.compile(r"[a-zđ]\d?\s*[.)/](?=\s)"), 5),
)
_NUMBER_AT_START = re.compile(r"^\s*(?:[IVX]{1,6}|[A-HĐa-z]|[\d.]{1,12})\s*[.)/:-]*\s*")
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:%|tỷ|triệu|ha|tấn)")
_ENDS_SENTENCE = re.compile(r"[;,]$|[.;]\s+\S")


def number_level(text: str) -> int:
    """The depth of the number before a heading, 1 for the highest; 0 where there is none.

    >>> [number_level(text) for text in ("II. KẾT QUẢ", "1. Về kinh tế.", "1.4. Tài chính", "a) Chăn nuôi", "35 con")]
    [1, 2, 3, 5, 0]
    """
    return next((level for pattern, level in _NUMBERS if pattern.match(text)), 0)


def heading_level(text: str) -> int:
    """The level of a paragraph that stands alone and has a number before it; 0 where it reads as a sentence.

    >>> heading_level("1.4. Lĩnh vực tài chính, tín dụng"), heading_level("1. Thu đạt 6.291 triệu đồng; chi đạt 5.")
    (3, 0)
    """
    level = number_level(text)
    if not level or len(text) > LONGEST:
        return 0
    title = _NUMBER_AT_START.sub("", text)
    return 0 if _ENDS_SENTENCE.search(title) or _AMOUNT.search(title) else level

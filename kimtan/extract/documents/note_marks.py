"""Marks of notes that are typed above the line: ``60,8¹`` states 60,8 and has a note, and is no 60,81."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\d,;*()\[\]]{1,8}")
_METRES = re.compile(r"(?<![^\W\d_])[kcdhm]?m$", re.IGNORECASE)


def is_note_mark(raised: str, before: str) -> bool:
    """Whether what stands above the line is the mark of a note, and no power of metres.

    Parameters
    ----------
    before
        What it follows; a mark follows something at once.

    Examples
    --------
    >>> is_note_mark("1", "60,8"), is_note_mark("(2)", "ha"), is_note_mark("3", "trong năm")
    (True, True, True)
    >>> is_note_mark("2", "25 km"), is_note_mark("o", "37"), is_note_mark("1", "đạt ")
    (False, False, False)
    """
    if raised in {"2", "3"} and _METRES.search(before):
        return False
    return bool(before[-1:].strip()) and _MARK.fullmatch(raised) is not None

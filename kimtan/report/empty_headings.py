"""Headings with nothing under them: inside a section they go, in the official outline they say that nothing is stated.

A period may state little. Its report then keeps the outline that an office has to follow, and promises nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kimtan.present.blocks import Narrative

_NOTHING = {"vi": "Kỳ này không có số liệu.", "en": "Nothing is stated for this period."}
_CHAPTER = 2


def superfluous(blocks: Sequence[Mapping[str, Any]]) -> set[int]:
    """Places of the headings inside sections with nothing under them, not even a heading that stays.

    Examples
    --------
    >>> heads = [{"kind": "heading", "level": level, "number": ""} for level in (2, 3, 4)]
    >>> sorted(superfluous([*heads, {"kind": "heading", "level": 2, "number": "I"}]))
    [1, 2]
    """
    found: set[int] = set()
    for at, block in reversed(list(enumerate(blocks))):
        if _is_heading(block) and not block["number"] and block["level"] > _CHAPTER and _is_empty(blocks, at, found):
            found.add(at)
    return found


def unfilled(blocks: Sequence[Mapping[str, Any]]) -> set[int]:
    """Places of the numbered headings with nothing under them."""
    return {
        at for at, block in enumerate(blocks) if _is_heading(block) and block["number"] and _is_empty(blocks, at, set())
    }


def remark(language: str) -> Narrative:
    """What stands under a numbered heading that nothing is stated for."""
    return Narrative(((_NOTHING["vi" if language == "vi" else "en"],),))


def _is_heading(block: Mapping[str, Any]) -> bool:
    return bool(block["kind"] == "heading")


def _is_empty(blocks: Sequence[Mapping[str, Any]], at: int, gone: set[int]) -> bool:
    """Whether what comes next, but for headings that are gone, is a heading of the same level or a higher one."""
    following = next((block for place, block in enumerate(blocks) if place > at and place not in gone), None)
    return following is None or (_is_heading(following) and following["level"] <= blocks[at]["level"])

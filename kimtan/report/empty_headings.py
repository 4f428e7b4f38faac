"""Headings with nothing under them: inside a section they go, in the official outline they say that nothing is stated.

A period may state little. Its report then keeps the outline that an office has to follow, and promises nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.languages import Bilingual
from kimtan.present.blocks import Block, Heading, Narrative

_NOTHING = Bilingual("Kỳ này không có số liệu.", "Nothing is stated for this period.")
_UNWRITTEN = Bilingual("Kỳ này chưa có nội dung.", "Nothing is written for this period yet.")
_CHAPTER = 2


def superfluous(blocks: Sequence[Block]) -> set[int]:
    """Places of the headings inside sections with nothing under them, not even a heading that stays.

    Examples
    --------
    >>> heads = [Heading("Thu", f"a{level}", level) for level in (2, 3, 4)]
    >>> sorted(superfluous([*heads, Heading("Chi", "b", 2, number="I")]))
    [1, 2]
    """
    empty: set[int] = set()
    for at, block in reversed(list(enumerate(blocks))):
        is_inside = isinstance(block, Heading) and not block.number and block.level > _CHAPTER
        if is_inside and _is_empty(blocks, at, empty):
            empty.add(at)
    return empty


def unfilled(blocks: Sequence[Block]) -> set[int]:
    """Places of the numbered headings with nothing under them."""
    numbered = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.number]
    return {at for at in numbered if _is_empty(blocks, at, set())}


def remark(language: str, heading: Block) -> Narrative:
    """What stands under a numbered heading that nothing is stated for; a whole chapter is words rather than figures."""
    is_chapter = isinstance(heading, Heading) and "." not in heading.number
    return Narrative((((_UNWRITTEN if is_chapter else _NOTHING).in_(language),),))


def _is_empty(blocks: Sequence[Block], at: int, gone: set[int]) -> bool:
    """Whether what comes after a heading, but for headings that are gone, is one of the same level or a higher one."""
    heading = blocks[at]
    following = next((block for place, block in enumerate(blocks) if place > at and place not in gone), None)
    if not isinstance(heading, Heading) or following is None:
        return True
    return isinstance(following, Heading) and following.level <= heading.level

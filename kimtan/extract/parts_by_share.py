"""What is told as a percentage of something is some of it, where the two amounts bear that out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kimtan.extract.amounts import digits, dimension, is_level, is_same_thing, is_share_of
from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument
from kimtan.extract.wholes import Breakdown

_FARTHEST = 12
"""So many figures are looked back through for the whole."""
_TELLING = 2
"""A percentage of so many digits, of amounts that have more, is right by accident seldom."""
_IS_SOME = re.compile(
    r"(?<!\w)(?:chiếm|bằng|tương\s+đương)(?!\w)|%\)?\s+(?:trên\s+|trong\s+|của\s+)?(?:tổng|số)(?!\w)", re.IGNORECASE
)
"""What says that an amount is some of another; what was done of what came in is not."""
_NEAR = 12
_BECAUSE = "chiếm tỷ lệ đã nêu của tổng"


def by_share(document: ReadDocument, by_passage: Mapping[int, Sequence[ReadFigure]]) -> Iterator[Breakdown]:
    """Amounts beside a share, with the nearest earlier one that they are the share of: ``9.144 người, chiếm 37,6%``."""
    for index, own in by_passage.items():
        if document.passages[index].cell is not None:
            continue
        for at, share in enumerate(own):
            if (
                share.measure != "share"
                or share.unit_text != "%"
                or share.upper is not None
                or digits(share) < _TELLING
            ):
                continue
            text = document.passages[index].text
            part = _beside(own, at, text)
            if part is None or part.denominator is not None or not _says_some(text, part, share):
                continue
            if (whole := _whole_of(part, share, own[max(0, at - _FARTHEST) : at])) is not None:
                yield Breakdown(whole, (part,), is_all=False, fits=False, is_measured=True, because=_BECAUSE)


def _says_some(text: str, part: ReadFigure, share: ReadFigure) -> bool:
    """Whether an amount stands in brackets behind its share, or words between them say that it is some of another."""
    return part.start > share.start or _IS_SOME.search(text, part.end, share.end + _NEAR) is not None


def _beside(own: Sequence[ReadFigure], at: int, text: str) -> ReadFigure | None:
    """The amount that a share is of: in brackets right behind it, else right before it."""
    if at + 1 < len(own) and text[own[at].end : own[at + 1].start].strip(" %") == "(" and is_level(own[at + 1]):
        return own[at + 1]
    return own[at - 1] if at and is_level(own[at - 1]) else None


def _whole_of(part: ReadFigure, share: ReadFigure, before: Sequence[ReadFigure]) -> ReadFigure | None:
    """The nearest amount before of which a part is a share."""
    return next(
        (
            whole
            for whole in reversed(before)
            if whole.n != part.n
            and is_level(whole)
            and whole.measure == part.measure
            and is_same_thing(whole, part)
            and (dimension(whole) == "count" or whole.unit_text.lower() == part.unit_text.lower())
            and whole.value > part.value
            and is_share_of(part.value, whole.value, share.value)
        ),
        None,
    )

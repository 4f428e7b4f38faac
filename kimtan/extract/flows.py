"""What came in, what of it was done and what is still open: ``nhận 412 hồ sơ, giải quyết 405, chuyển kỳ sau 07``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kimtan.extract.amounts import add_up, is_level, is_one_digit_off, is_same_thing
from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument
from kimtan.extract.wholes import Breakdown

_DONE = re.compile(
    r"(?<!\w)(?:đã|giải\s+quyết|xử\s+lý|phân\s+bổ|giải\s+ngân|chi|bàn\s+giao|thực\s+hiện|hoàn\s+thành|làm\s+rõ|hiện\s+có|có\s+mặt)(?!\w)[^.;]{0,40}$",
    re.IGNORECASE,
)
_FARTHEST = 12
_BECAUSE = "phần đã làm và phần còn lại"


def flows(document: ReadDocument, by_passage: dict[int, list[ReadFigure]]) -> Iterator[Breakdown]:
    """Wholes of which a passage tells what was done and what is still open."""
    for index, own in by_passage.items():
        passage = document.passages[index]
        if passage.cell is not None:
            continue
        for at, left in enumerate(own):
            if left.measure == "remaining" and is_level(left):
                before = [figure for figure in own[max(0, at - _FARTHEST) : at] if _may_hold(figure, left)]
                yield from _of(left, before, passage.text)


def _may_hold(figure: ReadFigure, left: ReadFigure) -> bool:
    is_counted = figure.measure == "actual" and figure.denominator is None
    return is_counted and is_level(figure) and is_same_thing(figure, left)


def _of(left: ReadFigure, before: Sequence[ReadFigure], text: str) -> Iterator[Breakdown]:
    """The breakdown of the nearest figures that fit; else of the nearest that one digit keeps from fitting."""
    pairs = [
        (whole, done)
        for at, done in reversed(list(enumerate(before)))
        if _DONE.search(text[: done.start][-60:])
        for whole in reversed(before[:at])
    ]
    for whole, done in pairs:
        if add_up(whole, (done, left)):
            yield Breakdown(whole, (done, left), is_all=True, fits=True, because=_BECAUSE)
            return
    for whole, done in pairs:
        if is_one_digit_off(whole, (done, left)) and whole.value > left.value:
            yield Breakdown(whole, (done, left), is_all=True, fits=False, is_guess=True, because=_BECAUSE)
            return

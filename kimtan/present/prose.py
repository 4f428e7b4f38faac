"""Putting sentences together out of words and bound numbers, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from kimtan.present.rich_text import Number, Piece, Run

Sentence: TypeAlias = "tuple[Piece, ...]"
"""Words and numbers in reading order."""

_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, **slots: Run | Piece) -> Sentence:
    """Put pieces into a template's named slots.

    Examples
    --------
    >>> from kimtan.present.blocks import Number
    >>> fill("tăng {growth} so với cùng kỳ", growth=Number("2,3%", "rice.output:yoy_pct@report:L29"))[1].text
    '2,3%'
    """
    pieces: list[Piece] = []
    end = 0
    for match in _SLOT.finditer(template):
        pieces.append(template[end : match.start()])
        slot = slots[match[1]]
        pieces.extend(slot if isinstance(slot, Sequence) and not isinstance(slot, str) else [slot])
        end = match.end()
    return tidy([*pieces, template[end:]])


def tidy(pieces: Iterable[Piece]) -> Sentence:
    """Neighbouring strings made one, empty ones left out."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece != "":
            result.append(piece)
    return tuple(result)


def join(runs: Sequence[Run], separator: Piece = ", ", last: str | None = None) -> Sentence:
    """Runs one after another, the last one after a separator of its own (`` và ``) where one is given."""
    pieces: list[Piece] = []
    for place, run in enumerate(runs):
        if place:
            pieces.append(last if last is not None and place == len(runs) - 1 else separator)
        pieces.extend(run)
    return tidy(pieces)


def sentence(run: Run) -> Sentence:
    """A run as a sentence of its own: capital letter first, full stop last.

    Examples
    --------
    >>> sentence(("đã đạt kế hoạch",))
    ('Đã đạt kế hoạch.',)
    """
    pieces = list(tidy(run))
    if not pieces:
        return ()
    if isinstance(pieces[0], str):
        pieces[0] = pieces[0][:1].upper() + pieces[0][1:]
    elif isinstance(pieces[0], Number):  # không có, of a count of zero
        pieces[0] = replace(pieces[0], text=pieces[0].text[:1].upper() + pieces[0].text[1:])
    end = pieces[-1]
    closing = end if isinstance(end, str) else end.text
    return tidy([*pieces, "" if closing.endswith((".", "!", "?", ":")) else "."])

"""How the columns of a table share the width of a page, and what gives way when they do not fit."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kimtan.report.typeset.page_size import PAGE
from kimtan.report.typeset.rich_text import breakable

Span = Literal["text", "wide", "flipped"]

PADDING = 0.35
"""Of a cell, at each side, in em."""

_PLAIN, _BOLD = 1.03, 1.12
"""How much wider plain and bold text is set than :func:`em` says."""

_MARK, _STEP = 0.55, 0.9
"""Room for a mark beside a number, and for a step of depth, in em."""

_LONGEST_HEAD, _WIDEST = 11.0, 26.0
"""What the head of a column, and a column, ask for at the most, in em."""

_ROOMY, _COMPACT, _TIGHT = 8.4, 7.4, 6.6
"""Sizes of letters in points."""

_LINES_WORTH_WIDTH = 1.25
"""A table that asks for so many times the width of the text is set over the margin as well."""

_FIXED = {
    " ": 0.25,
    "\u200b": 0.0,
    **dict.fromkeys("iljtfrI.,:;|'!()[]·íìỉĩị", 0.32),
    **dict.fromkeys("0123456789", 0.48),
    **dict.fromkeys("mwMW%—@", 0.86),
}
_BREAKS = re.compile("[\\s\u200b]+")


def em(text: str) -> float:
    """About how wide a text is in the document's letters, in em; rather too wide than too narrow.

    >>> 3.9 < em("552,054 tỷ") < 5
    True
    """
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in _FIXED:
        return _FIXED[letter]
    if ord(letter) > 0x2E80:
        return 1.0
    return 0.69 if letter.isupper() else 0.5


@dataclass
class Demand:
    """What the cells of a column ask for, in em: the least, what keeps brief words whole, and what they would like."""

    is_text: bool
    least: float = 0.0
    kept: float = 0.0
    liked: float = 0.0
    lines: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """How much a cell holds, on average."""
        return sum(self.lines) / max(len(self.lines), 1)

    def title(self, title: str, unit: str) -> None:
        """The column's head, on two lines where it can be."""
        words = _BREAKS.split(breakable(title, 14))
        self.least = max(self.least, *(em(word) * _BOLD for word in words), min(em(unit), 6.0))
        splits = [max(em(" ".join(words[:at])), em(" ".join(words[at:]))) for at in range(1, len(words))]
        self.kept = max(self.kept, self.least, min(splits, default=0.0) * _BOLD)
        self.liked = max(self.liked, self.kept, min(em(title) * _BOLD, _LONGEST_HEAD), em(unit))

    def cell(self, text: str, depth: int, is_brief: bool, is_marked: bool, is_bold: bool) -> None:
        """A cell: numbers are kept whole, brief words if that can be, and others break at spaces."""
        indent = depth * _STEP + (_MARK if is_marked else 0.0)
        stretch = _BOLD if is_bold else _PLAIN
        lines = [em(line) * stretch + indent for line in text.split("\n")]
        widest = max(map(em, _BREAKS.split(breakable(text)))) * stretch + indent
        self.least = max(self.least, max(lines) if is_brief and not self.is_text else widest)
        self.kept = max(self.kept, self.least, max(lines) if is_brief else widest)
        self.liked = max(self.liked, self.kept, *lines)
        self.lines.append(sum(lines))


@dataclass(frozen=True)
class Layout:
    """Where and how a table is set.

    Parameters
    ----------
    span
        In the width of the text, over the margin as well, or on a page turned for it.
    size
        Of the letters, in points.
    widths
        Of the columns, in points.
    """

    span: Span
    size: float
    widths: list[float]


def fitted(demands: Sequence[Demand], is_compact: bool, has_notes: bool) -> Layout | None:
    """The first way in which a table fits: as text is set, smaller, over the margin, turned; none where none does.

    Parameters
    ----------
    demands
        Of its columns.
    is_compact
        Whether it is looked things up in rather than read: in smaller letters, and as wide as can be.
    has_notes
        Whether notes stand in the margin beside it, which it then may not take.
    """
    size = _COMPACT if is_compact else _ROOMY
    upright: list[Span] = ["text"] if has_notes else ["text", "wide"]
    if is_compact or _would_like(demands, size) > PAGE.text * _LINES_WORTH_WIDTH:
        upright.reverse()
    layouts = [(span, points) for points in (size, 8.0, _COMPACT) if points <= size for span in upright]
    layouts += [("flipped", points) for points in (8.0, _COMPACT, _TIGHT)]
    for is_kept, (span, points) in [(True, layouts[0]), *((False, layout) for layout in layouts)]:
        widths = _shared(demands, _room(span), points, is_kept)
        if widths is not None:
            return Layout(span, points, widths)
    return None


def parts(demands: Sequence[Demand]) -> list[list[int]]:
    """Columns in groups that each fit a turned page, the first column at the head of all."""
    groups = [[0]]
    for at in range(1, len(demands)):
        tried = [*groups[-1], at]
        fits = _shared([demands[column] for column in tried], _room("flipped"), _TIGHT, False) is not None
        if fits or len(tried) == 2:
            groups[-1] = tried
        else:
            groups.append([0, at])
    return groups


def _room(span: Span) -> float:
    return {"text": PAGE.text, "wide": PAGE.wide, "flipped": PAGE.text_flipped}[span]


def _would_like(demands: Sequence[Demand], points: float) -> float:
    return sum(demand.liked + 2 * PADDING for demand in demands) * points


def _shared(demands: Sequence[Demand], room: float, points: float, is_kept: bool) -> list[float] | None:
    """Widths that fill the room, none below the least; none where they cannot."""
    least = [((demand.kept if is_kept else demand.least) + 2 * PADDING) * points for demand in demands]
    liked = [(max(min(demand.liked, _WIDEST), demand.kept) + 2 * PADDING) * points for demand in demands]
    spare = room - sum(least)
    if spare < 0:
        return None
    is_long = any(demand.mean > _WIDEST for demand in demands)  # one column gains more than the others lose
    if sum(liked) <= room and not is_long:
        longest = max(range(len(demands)), key=lambda at: demands[at].liked)
        is_cut = demands[longest].liked > _WIDEST  # it would like more still; else the names get it
        first = longest if is_cut else next((at for at, demand in enumerate(demands) if demand.is_text), 0)
        left = room - sum(liked)
        equal_part = left * 0.4 / len(demands)
        return [width + equal_part + (left * 0.6 if at == first else 0.0) for at, width in enumerate(liked)]
    shares = [
        _hunger(demand) if wide > small else 0.0 for demand, wide, small in zip(demands, liked, least, strict=True)
    ]
    total = sum(shares)
    return [small + spare * share / total for small, share in zip(least, shares, strict=True)]


def _hunger(demand: Demand) -> float:
    """How much a column gains by width: by what its cells hold beyond the least, long ones above all."""
    return math.pow(max(demand.mean - demand.least, 0.5), 0.8)

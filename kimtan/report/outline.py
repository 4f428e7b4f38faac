"""The order of a report: heading levels without gaps, what is counted, chapters, and the tree of the contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kimtan.errors import Problem, SectionError
from kimtan.present.blocks import Block, Heading, Table

CONTENTS_DEPTH = 4
"""Deepest heading level that the contents list, where the heading has a number; others end at the level of chapters."""

OWN = "page-"
"""What the page's own identities begin with, and no anchor does."""

_ANCHOR = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
_DEEPEST = 6


@dataclass(frozen=True)
class Placed:
    """A block at its place in a document.

    Parameters
    ----------
    block
        The block.
    level
        Of a heading in the page, where the title is level 1; 0 for any other block.
    number
        Of the block among those of its kind, from 1.
    """

    block: Block
    level: int
    number: int

    @property
    def listed(self) -> Heading | None:
        """The heading, if the contents list it: those of chapters, and those with a number that are not too deep."""
        if not isinstance(self.block, Heading) or not self.block.anchor:
            return None
        is_listed = self.level == 2 or bool(self.block.number and self.level <= CONTENTS_DEPTH)
        return self.block if is_listed else None


@dataclass(frozen=True)
class OutlineEntry:
    """A line of the contents."""

    anchor: str
    number: str
    text: str
    below: list[OutlineEntry] = field(default_factory=list)


def placed(blocks: Sequence[Block]) -> list[Placed]:
    """The blocks at their places, for who walks through a document."""
    counted: Counter[str] = Counter()
    places = []
    for block, level in zip(blocks, levels(blocks), strict=True):
        counted[block.kind] += 1
        places.append(Placed(block, level, counted[block.kind]))
    return places


def levels(blocks: Iterable[Block]) -> Iterator[int]:
    """Give each block's heading level in the page, 0 for a block that is no heading.

    The page's title is level 1, so chapters begin at 2. A level is one more than that of the heading it stands under,
    so a section exported alone, or a report that skips a level, has no gap.

    Examples
    --------
    >>> list(levels(Heading("Kinh tế", f"a{level}", level) for level in (4, 5, 4)))
    [2, 3, 2]
    >>> list(levels([Heading("Kinh tế", "a", 2), Table("Thu", (), ()), Heading("Thu", "b", 4)]))
    [2, 0, 3]
    """
    above: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading):
            yield 0
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield min(len(above) + 1, _DEEPEST)


def contents(blocks: Iterable[Placed]) -> list[OutlineEntry]:
    """The tree of the contents: chapters, and the numbered headings in them."""
    tree: list[OutlineEntry] = []
    path: list[tuple[int, OutlineEntry]] = []
    for block in blocks:
        heading = block.listed
        if heading is None:
            continue
        entry = OutlineEntry(heading.anchor, heading.number, heading.text)
        while path and path[-1][0] >= block.level:
            path.pop()
        (path[-1][1].below if path else tree).append(entry)
        path.append((block.level, entry))
    return tree


def has_evidence(blocks: Iterable[Block]) -> bool:
    """Whether the document says of any number where it comes from, so that numbers are links."""
    return any(row.role == "evidence" for block in blocks if isinstance(block, Table) for row in block.rows)


def anchors(blocks: Iterable[Block]) -> frozenset[str]:
    """Every place in the blocks that a link may lead to.

    Raises
    ------
    SectionError
        When two places have the same anchor, so that a link could not tell them apart, or when an anchor cannot be
        one.
    """
    places: dict[str, str] = {}
    problems: list[Problem] = []
    for anchor, what in _places(blocks):
        if not _ANCHOR.fullmatch(anchor) or anchor.startswith(OWN):
            problems.append(
                Problem(
                    place=what,
                    seen=f"{anchor!r} cannot be an anchor.",
                    remedy=f"Use ASCII letters, digits, '.', '_' and '-', and do not begin with '{OWN}'.",
                    code="report.anchor",
                )
            )
        if anchor in places:
            problems.append(
                Problem(
                    place=what,
                    seen=f"The anchor {anchor!r} is already that of {places[anchor]}.",
                    remedy="Give each heading and each row of evidence an anchor of its own.",
                    code="report.anchor",
                )
            )
        places.setdefault(anchor, what)
    if problems:
        raise SectionError(*problems)
    return frozenset(places)


def _places(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case Heading(anchor=anchor) if anchor:
                yield anchor, f"heading “{block.text}”"
            case Table():
                for at, row in enumerate(block.rows, start=1):
                    if row.anchor:
                        yield row.anchor, f"row {at} of table “{block.caption}”"

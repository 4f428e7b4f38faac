"""The order of a report: heading levels without gaps, chapters, and the tree of the contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kimtan.errors import Problem, SectionError

CONTENTS_DEPTH = 4
"""Deepest heading level that the contents list, where the heading has a number; others end at the level of chapters."""

OWN = "page-"
"""What the page's own identities begin with, and no anchor does."""

_ANCHOR = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
_DEEPEST = 6


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    anchor: str
    number: str
    text: str
    below: list[Entry] = field(default_factory=list)


def levels(blocks: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """Give each block's heading level in the page, 0 for a block that is no heading.

    The page's title is level 1, so chapters begin at 2. A level is one more than that of the heading it stands under,
    so a section exported alone, or a report that skips a level, has no gap.

    Examples
    --------
    >>> list(levels({"kind": "heading", "level": level} for level in (4, 5, 4)))
    [2, 3, 2]
    >>> list(levels([{"kind": "heading", "level": 2}, {"kind": "table"}, {"kind": "heading", "level": 4}]))
    [2, 0, 3]
    """
    above: list[int] = []
    for block in blocks:
        if block.get("kind") != "heading":
            yield 0
            continue
        while above and above[-1] >= block["level"]:
            above.pop()
        above.append(block["level"])
        yield min(len(above) + 1, _DEEPEST)


def contents(blocks: Iterable[Mapping[str, Any]], page_levels: Iterable[int]) -> list[Entry]:
    """The tree of the contents: chapters, and the numbered headings in them."""
    tree: list[Entry] = []
    path: list[tuple[int, Entry]] = []
    for block, level in zip(blocks, page_levels, strict=True):
        is_listed = level == 2 or (block.get("number") and 2 < level <= CONTENTS_DEPTH)
        if not is_listed or not block["anchor"]:
            continue
        entry = Entry(block["anchor"], block["number"], block["text"])
        while path and path[-1][0] >= level:
            path.pop()
        (path[-1][1].below if path else tree).append(entry)
        path.append((level, entry))
    return tree


def anchors(blocks: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Every place in the blocks that a link may lead to.

    Raises
    ------
    SectionError
        When two places have the same anchor, so that a link could not tell them apart, or when an anchor cannot be
        one.
    """
    found: dict[str, str] = {}
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
        if anchor in found:
            problems.append(
                Problem(
                    place=what,
                    seen=f"The anchor {anchor!r} is already that of {found[anchor]}.",
                    remedy="Give each heading and each row of evidence an anchor of its own.",
                    code="report.anchor",
                )
            )
        found.setdefault(anchor, what)
    if problems:
        raise SectionError(*problems)
    return frozenset(found)


def _places(blocks: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.get("kind") == "heading" and block["anchor"]:
            yield block["anchor"], f"heading “{block['text']}”"
        for at, row in enumerate(block.get("rows", ()), start=1):
            if row.get("anchor"):
                yield row["anchor"], f"row {at} of table “{block['caption']}”"

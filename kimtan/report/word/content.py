"""What of a report gets into the document to sign: the numbered chapters, and the annex.

The analysis around them (summary, audit, evidence, derived figures) is for whoever works with the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kimtan.present.blocks import Block, Heading, Table
from kimtan.present.rich_text import numbers

ANNEX = "annex"
"""The anchor of the annex's heading."""

_MISSING = "missing-"
"""What the anchor begins with that stands in place of a section that failed."""


@dataclass(frozen=True)
class Content:
    """The blocks of the body in reading order, and those of the annex.

    ``in_annex`` are the positions in the body of tables that are not repeated there.
    """

    body: tuple[Block, ...]
    annex: tuple[Block, ...]
    in_annex: frozenset[int]


def official_content(blocks: Sequence[Block]) -> Content:
    """A document that was composed to be signed: all of it, and what stands under the annex's heading."""
    at = next((place for place, block in enumerate(blocks) if _is_annex(block)), len(blocks))
    return Content(tuple(blocks[:at]), tuple(blocks[at + 1 :]), frozenset())


def content(blocks: Sequence[Block]) -> Content:
    """Choose what the document holds; a notebook without numbered chapters is taken whole."""
    chapters, annex = _parts(blocks)
    if not any(isinstance(block, Heading) and block.number for block in blocks):
        chapters = [block for block in blocks if block not in annex and not _is_annex(block)]
    shown = frozenset(_stated(annex))
    repeated = frozenset(at for at, block in enumerate(chapters) if isinstance(block, Table) and _is_in(block, shown))
    return Content(tuple(chapters), tuple(annex), repeated)


def _is_in(table: Table, shown: frozenset[str]) -> bool:
    """Whether a table has numbers, and none in its rows that is not shown."""
    refs = {number.ref for row in table.rows for number in numbers(row.runs())}
    return bool(refs) and refs <= shown


def _parts(blocks: Iterable[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of the numbered chapters, and those under the annex's heading.

    An unnumbered heading at the level of chapters ends a chapter; a remark that a section is missing is never left out.
    """
    chapters: list[Block] = []
    annex: list[Block] = []
    into: list[Block] | None = None
    for block in blocks:
        if isinstance(block, Heading):
            if block.number:
                into = chapters
            elif _is_annex(block):
                into = annex
                continue
            elif block.anchor.startswith(_MISSING):
                into = chapters
                continue
            elif block.level <= 2:
                into = None
        if into is not None:
            into.append(block)
    return chapters, annex


def _is_annex(block: Block) -> bool:
    return isinstance(block, Heading) and block.anchor == ANNEX


def _stated(annex: Iterable[Block]) -> Iterable[str]:
    """The numbers that stand in the annex, in their own form or in that of one computed from them."""
    for number in numbers(run for block in annex for run in block.runs()):
        yield number.ref
        yield from number.inputs


def chapter_number(number: str) -> tuple[str, int]:
    """The number of a heading as the decree writes it under its chapter, and how deep the heading stands.

    >>> chapter_number("I"), chapter_number("I.1"), chapter_number("I.1.3")
    (('I.', 1), ('1.', 2), ('1.3.', 3))
    """
    chapter, _, rest = number.partition(".")
    return f"{rest or chapter}.", number.count(".") + 1

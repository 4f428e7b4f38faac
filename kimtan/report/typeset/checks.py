"""What no document can hold, found before it is compiled: the compiler's messages name no block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, is_dataclass, replace
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.present.blocks import Block, Callout, Chart, Heading, Narrative, Table, plain
from kimtan.report.title import TitleBlock

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def check(blocks: Sequence[Block]) -> None:
    """Look at every block.

    Raises
    ------
    SectionError
        With all problems of all blocks.
    """
    problems = [problem for at, block in enumerate(blocks, start=1) for problem in _problems(block, at)]
    if problems:
        raise SectionError(*problems)


def printable(title: TitleBlock) -> TitleBlock:
    """What a report says of itself, on one line each, with a sign for every character that cannot be printed."""
    texts: dict[str, Any] = {
        key: _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))
        for key, text in asdict(title).items()
        if isinstance(text, str)
    }
    return replace(title, **texts)


def name_of(block: Block, at: int = 0) -> str:
    """What messages call a block: its kind, and its title or first words; else its place in the document.

    >>> name_of(Heading("Giáo dục", "education", 2)), name_of(Narrative(()), 10)
    ('heading “Giáo dục”', 'narrative 10')
    """
    title = _UNPRINTABLE.sub("\ufffd", " ".join(_title(block).split()))
    if title:
        return f"{block.kind} “{title[:60]}”"
    return f"{block.kind} {at}" if at else block.kind


def _title(block: Block) -> str:
    match block:
        case Heading():
            return block.text
        case Narrative():
            return plain(next(iter(block.paragraphs), ()))
        case Table():
            return block.caption
        case Chart():
            return plain(block.title) or block.alt
        case Callout():
            return block.title
    return ""


def _problems(block: Block, at: int) -> Iterator[Problem]:
    place = name_of(block, at)
    letter = _unprintable(block)
    if letter:
        seen = f"It holds the character U+{ord(letter):04X}, which cannot be printed."
        yield Problem(place, seen, "Take it out of the data or the words that the block shows.", "pdf.control")
    match block:
        case Heading():
            yield from _heading(block, place)
        case Table():
            yield from _table(block, place)
        case Chart():
            yield from _chart(block, place)


def _unprintable(part: Any) -> str:
    """The first character in a part of a block that no document can hold."""
    if isinstance(part, str):
        match = _UNPRINTABLE.search(part)
        return match[0] if match else ""
    values = vars(part).values() if is_dataclass(part) else part if isinstance(part, tuple) else ()
    return next(filter(None, map(_unprintable, values)), "")


def _heading(heading: Heading, place: str) -> Iterator[Problem]:
    if not heading.text.strip():
        yield Problem(place, "The heading has no text.", "Give it a text, which the contents list.", "pdf.heading")


def _table(table: Table, place: str) -> Iterator[Problem]:
    width = len(table.columns)
    if not width:
        yield Problem(place, "The table has no columns.", "Give it at least one.", "pdf.table")
    for at, row in enumerate(table.rows, start=1):
        if len(row.cells) != width:
            seen = f"Row {at} has {len(row.cells)} cells and the table {width} columns."
            yield Problem(place, seen, "Give every row one cell a column.", "pdf.table")


def _chart(chart: Chart, place: str) -> Iterator[Problem]:
    if not chart.alt.strip():
        seen = "The chart has no alternative text, so who cannot see it learns nothing."
        yield Problem(place, seen, "Say in alt what it shows; s.chart does so by itself.", "pdf.alt")
    if not plain(chart.title).strip():
        yield Problem(place, "The chart has no title.", "Say its finding in a sentence.", "pdf.title")
    yield from _table(chart.data, place)

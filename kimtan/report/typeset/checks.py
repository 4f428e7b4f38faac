"""What no document can hold, found before it is compiled: the compiler's messages name no block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.present.html_text import plain
from kimtan.report.title import TitleBlock

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def check(blocks: Sequence[Mapping[str, Any]]) -> None:
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
        key: _UNPRINTABLE.sub("\ufffd", " ".join(said.split()))
        for key, said in asdict(title).items()
        if isinstance(said, str)
    }
    return replace(title, **texts)


def name_of(block: Mapping[str, Any], at: int = 0) -> str:
    """What messages call a block: its kind, and its title or first words.

    >>> name_of({"kind": "heading", "text": "Giáo dục"})
    'heading “Giáo dục”'
    """
    texts = {"heading": "text", "table": "caption", "callout": "title"}
    kind = str(block.get("kind"))
    if kind == "chart":
        said = plain(block["title"]) or block["alt"]
    elif kind == "narrative":
        said = plain(next(iter(block["paragraphs"]), ()))
    else:
        said = str(block.get(texts.get(kind, ""), ""))
    said = _UNPRINTABLE.sub("\ufffd", " ".join(said.split()))
    return f"{kind} “{said[:60]}”" if said else f"{kind} {at}".rstrip(" 0")


def _problems(block: Mapping[str, Any], at: int) -> Iterator[Problem]:
    kind = block.get("kind")
    if kind not in _KINDS:
        seen = f"A block of kind {kind!r} is not known; there are {', '.join(_KINDS)}."
        yield Problem(f"block {at}", seen, "Run the section again with this version of kimtan.", "block.kind")
        return
    place = name_of(block, at)
    found = _unprintable(block)
    if found:
        seen = f"It holds the character U+{ord(found):04X}, which cannot be printed."
        yield Problem(place, seen, "Take it out of the data or the words that the block shows.", "pdf.control")
    yield from _KINDS[kind](block, place)


def _unprintable(part: Any) -> str:
    """The first character in a part of a block that no document can hold."""
    if isinstance(part, str):
        found = _UNPRINTABLE.search(part)
        return found[0] if found else ""
    values = part.values() if isinstance(part, Mapping) else part if isinstance(part, list | tuple) else ()
    return next(filter(None, map(_unprintable, values)), "")


def _heading(block: Mapping[str, Any], place: str) -> Iterator[Problem]:
    if not block["text"].strip():
        yield Problem(place, "The heading has no text.", "Give it a text, which the contents list.", "pdf.heading")


def _table(block: Mapping[str, Any], place: str) -> Iterator[Problem]:
    width = len(block["columns"])
    if not width:
        yield Problem(place, "The table has no columns.", "Give it at least one.", "pdf.table")
    for at, row in enumerate(block["rows"], start=1):
        if len(row["cells"]) != width:
            seen = f"Row {at} has {len(row['cells'])} cells and the table {width} columns."
            yield Problem(place, seen, "Give every row one cell a column.", "pdf.table")


def _chart(block: Mapping[str, Any], place: str) -> Iterator[Problem]:
    if not block["alt"].strip():
        seen = "The chart has no alternative text, so who cannot see it learns nothing."
        yield Problem(place, seen, "Say in alt what it shows; s.chart does so by itself.", "pdf.alt")
    if not plain(block["title"]).strip():
        yield Problem(place, "The chart has no title.", "Say its finding in a sentence.", "pdf.title")
    yield from _table(block["data"], place)


def _nothing(block: Mapping[str, Any], place: str) -> Iterator[Problem]:
    yield from ()


_KINDS: dict[str, Callable[[Mapping[str, Any], str], Iterator[Problem]]] = {
    "heading": _heading,
    "narrative": _nothing,
    "table": _table,
    "chart": _chart,
    "callout": _nothing,
}

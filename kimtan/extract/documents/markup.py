"""The tags and texts of an HTML file with their places, in one pass however broken the file is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9:-]*)")
_TAG_END = re.compile(r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed")
_LONGEST_READ = 2_000


@dataclass(frozen=True)
class Tag:
    """An opening or closing tag."""

    name: str
    is_closing: bool
    source: str
    start: int

    @property
    def is_empty(self) -> bool:
        """Whether it ends where it begins, as in XHTML and in drawings: ``<svg width="5"/>``."""
        return self.source.endswith("/>")

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, by their names in lower case."""
        attributes = _ATTRIBUTE.findall(self.source[len(self.name) + 1 :])
        return {name.lower(): html.unescape(value.strip("\"'")) for name, value in attributes}


@dataclass(frozen=True)
class Text:
    """A piece of text, from its first character to the last, excluded."""

    start: int
    end: int


def pieces(source: str) -> Iterator[Tag | Text]:
    """Tags and texts in their order; comments, scripts, styles and declarations are left out."""
    at, length, minds_quotes = 0, len(source), True
    while at < length:
        next_tag = _OPENING.search(source, at)
        opening = next_tag.start() if next_tag else length
        if opening > at:
            yield Text(at, opening)
        if next_tag is None:
            return
        if source.startswith("<!--", opening):
            end = source.find("-->", opening + 4)
            at = length if end < 0 else end + 3
            continue
        match = _TAG_END.match(source, opening + 1) if minds_quotes else None
        minds_quotes = match is not None  # one quote that never ends would have every tag read to the file's end
        at = match.end() if match else source.find(">", opening) + 1
        if at <= opening:
            yield Text(opening, length)
            return
        name = _NAME.match(source, opening)
        if name is None:
            continue
        shown = source[opening : min(at, opening + _LONGEST_READ)]
        tag = Tag(name[1].lower(), shown.startswith("</"), shown, opening)
        if tag.name in _RAW and not tag.is_closing and not tag.is_empty:
            closing = re.compile(f"</{tag.name}", re.IGNORECASE).search(source, at)
            at = closing.start() if closing else length
        yield tag

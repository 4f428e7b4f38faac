"""HTML files: paragraphs, headings, lists and tables with merged cells."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from kimtan.extract.documents.characters import Conversion, TextCollector, composed
from kimtan.extract.documents.encodings import conversion_of, decoded, mended_note
from kimtan.extract.documents.headings import heading_level
from kimtan.extract.documents.markup import Tag, pieces
from kimtan.extract.documents.note_marks import is_note_mark
from kimtan.extract.documents.passage_list import PassageList
from kimtan.extract.passages import Cell, PassageKind, ReadDocument

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_UNREAD = frozenset({
    "audio", "button", "del", "head", "iframe", "math", "noembed", "noscript", "object", "script", "select", "style",
    "svg", "template", "textarea", "title", "video", "xmp",
})  # fmt: skip
_MAY_STAY_OPEN = frozenset({"head", "p"})
"""What needs no closing tag, since a block cannot stand in it."""

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LETTER = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|.", re.DOTALL)
_NO_CHARACTER = "\0"
"""What an entity that stands for nothing is read as; nobody sees it."""

_PIECE = re.compile(r"\s+|\S+")
_WIDEST, _DEEPEST = 1_000, 50


def read(content: bytes, name: str, shown: str) -> ReadDocument:
    """Read an HTML file; nothing that it names is fetched.

    Raises
    ------
    InputError
        It is no text, or holds more than a document may.
    """
    source, note = decoded(content, shown)
    conversion, old = conversion_of(html.unescape(re.sub(r"<[^>]{0,2000}>", " ", source[:200_000])))
    reader = _Reader(source, PassageList(shown), conversion)
    for piece in pieces(source):
        if isinstance(piece, Tag):
            reader.tag(piece)
        else:
            reader.text(piece.start, piece.end)
    reader.flush()
    return reader.passages.document(name, tuple(filter(None, (note, mended_note(old)))))


@dataclass
class _Table:
    number: int
    row: int = 0
    column: int = 0
    is_in_cell: bool = False
    spans: tuple[int, int] = (1, 1)
    taken: dict[int, int] = field(default_factory=dict)
    """Columns that cells from above reach down to, and their last row."""

    def begin_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def begin_cell(self, row_span: int, column_span: int) -> None:
        self.row = max(self.row, 1)
        self.column += self.spans[1] if self.column else 1
        while self.taken.get(self.column, 0) >= self.row and self.column < _WIDEST:
            self.column += 1
        self.spans, self.is_in_cell = (row_span, column_span), True
        if row_span > 1:
            for column in range(self.column, self.column + column_span):
                self.taken[column] = self.row + row_span - 1


@dataclass
class _Reader:
    source: str
    passages: PassageList
    conversion: Conversion | None

    def __post_init__(self) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.source))]
        self._collector = TextCollector()
        self._unread, self._unread_depth = "", 0
        self._tables: list[_Table] = []
        self._table_count = 0
        self._lists: list[int | None] = []
        self._number = ""
        self._level = 0
        self._is_caption = self._is_raised = False

    def tag(self, tag: Tag) -> None:
        """Take a tag on: what it begins or ends."""
        name = tag.name
        is_block = name in _BLOCKS or name == "table"
        if self._unread in _MAY_STAY_OPEN and is_block and not tag.is_closing:
            self._unread = ""
        if self._unread:
            if name == self._unread:
                self._unread_depth += -1 if tag.is_closing else 1
                if not self._unread_depth:
                    self._unread = ""
            return
        if not tag.is_closing and self._is_unread(tag):
            self._unread, self._unread_depth = name, 1
        elif name == "sup":
            self._is_raised = not tag.is_closing
        elif name in {"table", "tr", "td", "th"}:
            self._table_tag(tag)
        elif name in {"br", "wbr"} or (name in _BLOCKS and self._is_in_cell()):
            if name != "wbr":
                self._space(tag.start)
        elif name in _BLOCKS:
            self._block(tag)

    def text(self, start: int, end: int) -> None:
        """Take a text on; spaces and line ends between words are one space."""
        if self._unread:
            return
        for match in _PIECE.finditer(self.source, start, end):
            piece = match.group()
            if piece.isspace():
                self._space(match.start())
                continue
            if self._is_raised and is_note_mark(html.unescape(piece), self._collector.end):
                continue
            has_entities = "&" in piece
            conversion = partial(_unescaped, self.conversion or composed) if has_entities else self.conversion
            self._collector.add(piece, *self._place(match.start()), conversion)

    def flush(self) -> None:
        """End the passage that is open."""
        self._is_raised = False
        collector, self._collector = self._collector, TextCollector()
        if self._is_in_cell():
            table = self._tables[-1]
            place = f"bảng {table.number}, hàng {table.row}, cột {table.column}"
            cell = Cell(table.number, table.row, table.column, *table.spans)
            self.passages.add(collector, place, "cell", number=self._number, cell=cell)
        else:
            text = collector.text.strip()
            level = self._level or (heading_level(text) if len(text) < 120 else 0)
            kind: PassageKind = "heading" if level else "caption" if self._is_caption else "paragraph"
            self.passages.add(collector, f"đoạn {len(self.passages) + 1}", kind, level, self._number)
        self._number = ""

    def _is_unread(self, tag: Tag) -> bool:
        if tag.name in _VOID or tag.is_empty:
            return False
        if tag.name in _UNREAD:
            return True
        attributes = tag.attributes
        return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))

    def _is_in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].is_in_cell

    def _table_tag(self, tag: Tag) -> None:
        self.flush()
        if tag.name == "table":
            if not tag.is_closing and len(self._tables) < _DEEPEST:
                self._table_count += 1
                self._tables.append(_Table(self._table_count))
            elif tag.is_closing and self._tables:
                self._tables.pop()
        elif self._tables:
            table = self._tables[-1]
            table.is_in_cell = False
            if tag.name == "tr" and not tag.is_closing:
                table.begin_row()
            elif not tag.is_closing:
                attributes = tag.attributes
                table.begin_cell(*(_span(attributes.get(name, "")) for name in ("rowspan", "colspan")))

    def _block(self, tag: Tag) -> None:
        self.flush()
        name = tag.name
        self._level = int(name[1]) if name[0] == "h" and name[1:].isdecimal() and not tag.is_closing else 0
        self._is_caption = name in {"caption", "figcaption"} and not tag.is_closing
        if name in {"ul", "ol"}:
            if not tag.is_closing:
                self._lists.append(0 if name == "ol" else None)
            elif self._lists:
                self._lists.pop()
        elif name == "li" and not tag.is_closing and self._lists:
            count = self._lists[-1]
            self._lists[-1] = None if count is None else count + 1
            self._number = "-" if count is None else f"{count + 1}."

    def _space(self, at: int) -> None:
        """A space, unless there is one already."""
        if len(self._collector) and not self._collector.end.endswith(" "):
            self._collector.add(" ", *self._place(at))

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of a place in the source."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1]


def _unescaped(convert: Conversion, written: str) -> Iterator[tuple[str, int]]:
    """The letters of a word with entities, each with the number of the source's characters that it stands for."""
    text, lengths = "", list[int]()
    for match in _LETTER.finditer(written):
        characters = html.unescape(match[0]) or _NO_CHARACTER  # two for a few
        text += characters
        is_as_written = characters == match[0]
        lengths += [1] * len(characters) if is_as_written else [0] * (len(characters) - 1) + [len(match[0])]
    at = 0
    for letter, count in convert(text):
        yield letter, sum(lengths[at : at + count])
        at += count


def _span(text: str) -> int:
    return max(1, min(int(text), _WIDEST)) if text.strip().isdecimal() and len(text) < 6 else 1

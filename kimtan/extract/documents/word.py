"""Word documents: the text as a reader sees it, tracked changes accepted, and where each character of it stands."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.extract.documents.characters import TextCollector
from kimtan.extract.documents.encodings import mended_note
from kimtan.extract.documents.headings import LONGEST, heading_level, number_level
from kimtan.extract.documents.legacy import SEEN_ENOUGH, OldSet, conversion_for, is_old, old_set, set_of_font
from kimtan.extract.documents.limits import refused
from kimtan.extract.documents.package import WordPackage
from kimtan.extract.documents.passage_list import PassageList
from kimtan.extract.documents.word_lists import WordLists
from kimtan.extract.documents.word_runs import ParagraphRuns, RunPiece, RunReader
from kimtan.extract.documents.word_source import Atom, WordParagraph, WordSource
from kimtan.extract.documents.word_styles import WordStyles
from kimtan.extract.documents.word_tables import RowCell, rows_of
from kimtan.extract.documents.word_xml import Element, attribute, child, children, name_of, number_in, unwrapped
from kimtan.extract.passages import Cell, PassageKind, ReadDocument

_DEEPEST_TABLE = 8
_LONGEST_JOINED = 200
"""Characters that a table cell of several paragraphs may have to be one passage."""


def read(content: bytes, name: str, shown: str) -> tuple[ReadDocument, WordSource]:
    """Read a Word file.

    Raises
    ------
    InputError
        It cannot be read, or holds more than a document may.
    """
    package = WordPackage(content, shown)
    reader = _Reader(package)
    reader.read()
    return reader.document(name), WordSource(content, package.main, reader.paragraphs)


@dataclass(frozen=True)
class _Context:
    """Where in the document paragraphs are read."""

    part: str
    kind: PassageKind = "paragraph"
    place: str = ""
    anchor: int | None = None
    depth: int = 0


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.paragraphs: dict[int, WordParagraph] = {}
        self.passages = PassageList(package.shown)
        self.styles = WordStyles(self._related("styles"))
        self.lists = WordLists(self._related("numbering"))
        self.notes_by_id = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.whole_set: OldSet | None = None
        self._tables = 0
        self._converted: set[OldSet] = set()
        self._joined: list[ParagraphRuns] = []

    def read(self) -> None:
        """Read everything: headers, the text with its notes, footers."""
        root = self.package.xml(self.package.main)
        body = child(root, "body")
        if body is None:
            seen = "The file is of Office, and no Word document."
            raise refused(self.package.shown, seen, "Name a Word, PDF, HTML or text file.", "no_word")
        self.whole_set = old_set(_sample(root))
        for at, part in enumerate(sorted(self.package.related("header")), start=1):
            self._blocks(self.package.xml(part), _Context(part, "header", _numbered("đầu trang", at)))
        self._blocks(body, _Context(self.package.main))
        for at, part in enumerate(sorted(self.package.related("footer")), start=1):
            self._blocks(self.package.xml(part), _Context(part, "footer", _numbered("chân trang", at)))

    def document(self, name: str) -> ReadDocument:
        """Everything that was read, with a note on old character sets."""
        note = mended_note(" và ".join(sorted(self._converted)))
        return self.passages.document(name, (note,) if note else ())

    def _related(self, kind: str) -> Element | None:
        parts = self.package.related(kind)
        return self.package.xml(parts[0]) if parts else None

    def _notes(self, kind: str) -> dict[str, tuple[str, Element]]:
        """The notes of a kind by their identities, each with its part; what only parts them from the text is none."""
        parts = self.package.related(f"{kind}s")
        if not parts:
            return {}
        notes = children(self.package.xml(parts[0]), kind)
        return {attribute(note, "id"): (parts[0], note) for note in notes if not attribute(note, "type")}

    def _blocks(self, element: Element, context: _Context) -> None:
        self._read_blocks(element, context, RunReader(self.styles, element))

    def _read_blocks(self, element: Element, context: _Context, runs: RunReader) -> None:
        for block in unwrapped(element):
            kind = name_of(block)
            if kind == "p":
                self._joined.append(runs.paragraph(block))
                if not self._joined[-1].is_merged_with_next:
                    self._put_joined(context, runs)
            elif kind == "tbl":
                self._put_joined(context, runs)
                self._table(block, context, runs)
        self._put_joined(context, runs)

    def _put_joined(self, context: _Context, runs: RunReader) -> None:
        """Take a paragraph with those before it whose ends were deleted: as accepted, they are one."""
        parts, self._joined = self._joined, []
        if not parts:
            return
        collector = TextCollector()
        first = len(self.paragraphs) + 1
        for part in parts:
            self._collect(collector, part, context)
        listed = self._list_number(parts[-1])
        text = collector.text.strip()
        level = self._level(parts[-1], text, listed) if context.kind == "paragraph" else 0
        is_caption = parts[-1].style.lower() == "caption"
        kind: PassageKind = "heading" if level else "caption" if is_caption else context.kind
        self.passages.add(collector, context.place or f"p{first}", kind, level, listed)
        for part in parts:
            self._asides(part, context, runs)

    def _collect(self, collector: TextCollector, read: ParagraphRuns, context: _Context) -> None:
        number = len(self.paragraphs) + 1
        atoms, column = [], 0
        for piece in read.pieces:
            atoms.append(Atom(column, len(piece.text), piece.index, piece.offset))
            old = self._old_set(piece)
            if old:
                self._converted.add(old)
            collector.add(piece.text, number, column, conversion_for(old, piece.font))
            column += len(piece.text)
        self.paragraphs[number] = WordParagraph(context.part, tuple(atoms), context.anchor)

    def _old_set(self, piece: RunPiece) -> OldSet | None:
        old = set_of_font(piece.font) or self.whole_set
        return old if old and is_old(piece.text) else None

    def _list_number(self, read: ParagraphRuns) -> str:
        number, level = read.in_list
        by_style = self.styles.list_of(read.style)
        number, level = number or by_style[0], level or by_style[1]
        return self.lists.next(number, number_in(level)) if number and number != "0" else ""

    def _level(self, read: ParagraphRuns, text: str, listed: str) -> int:
        level = self.styles.heading_level(read.style, read.properties)
        if level or not text:
            return level
        if read.is_bold and len(text) <= LONGEST:
            return number_level(f"{listed} {text}") if listed else heading_level(text)
        return 0

    def _asides(self, read: ParagraphRuns, context: _Context, runs: RunReader) -> None:
        """Text boxes and notes that hang at a paragraph, after it."""
        for box in read.boxes:
            if context.depth < _DEEPEST_TABLE:
                anchor = box.anchor if context.anchor is None else context.anchor
                place = f"khung chữ ở p{len(self.paragraphs)}"
                below = _Context(context.part, "text_box", place, anchor, context.depth + 1)
                self._read_blocks(box.content, below, runs)
        for kind, identity, run in read.notes:
            known = self.notes_by_id[kind].pop(identity, None) if context.part == self.package.main else None
            if known is not None:
                anchor = run if context.anchor is None else context.anchor
                self._blocks(known[1], _Context(known[0], "footnote", f"chú thích {identity}", anchor))

    def _table(self, table: Element, context: _Context, runs: RunReader) -> None:
        if context.depth >= _DEEPEST_TABLE:
            return
        self._tables += 1
        number = self._tables
        for cell in rows_of(table):
            self._cell(cell, number, context, runs)

    def _cell(self, cell: RowCell, table: int, context: _Context, runs: RunReader) -> None:
        """One passage for a cell of short paragraphs; else one for each of them."""
        blocks = list(unwrapped(cell.element))
        read = [runs.paragraph(block) for block in blocks if name_of(block) == "p"]
        place = f"bảng {table}, hàng {cell.row}, cột {cell.column}"
        if context.place:
            place = f"{context.place}, {place}"
        at = Cell(table, cell.row, cell.column, cell.row_span, cell.column_span)
        below = _Context(context.part, "cell", place, context.anchor, context.depth + 1)
        listed = [self._list_number(paragraph) for paragraph in read]
        size = sum(len(piece.text) for paragraph in read for piece in paragraph.pieces)
        collector = TextCollector()
        is_joined = size <= _LONGEST_JOINED and not any(listed[1:])
        end, goes_on = 0, False
        for paragraph, number in zip(read, listed, strict=True):
            if len(collector) and not goes_on:
                collector.add(" ", len(self.paragraphs), end)
            self._collect(collector, paragraph, below)
            end = sum(len(piece.text) for piece in paragraph.pieces)
            goes_on = paragraph.is_merged_with_next
            if not is_joined and not goes_on:
                self.passages.add(collector, place, "cell", number=number, cell=at)
                collector = TextCollector()
        self.passages.add(collector, place, "cell", number=next(filter(None, listed), ""), cell=at)
        for paragraph in read:
            self._asides(paragraph, below, runs)
        for block in blocks:
            if name_of(block) == "tbl":
                self._table(block, below, runs)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number}"


def _sample(root: Element) -> str:
    """The beginning of a document's text, to see in which character set it is written."""
    texts: list[str] = []
    size = 0
    for element in root.iter():
        if name_of(element) == "t" and element.text:
            texts.append(element.text)
            size += len(element.text)
            if size > SEEN_ENOUGH:
                break
    return " ".join(texts)

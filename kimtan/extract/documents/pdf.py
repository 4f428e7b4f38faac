"""PDF files by their text layer: lines joined to paragraphs, what stands at the top of every page taken out."""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimtan.extract.documents.characters import Conversion, TextCollector
from kimtan.extract.documents.encodings import conversion_of, mended_note
from kimtan.extract.documents.headings import heading_level
from kimtan.extract.documents.limits import MAX_TEXT_BYTES, refused
from kimtan.extract.documents.lines import PAGE_NUMBER, TextLine, paragraphs
from kimtan.extract.documents.passage_list import PassageList
from kimtan.extract.documents.pdf_page import PdfPage, PdfTable, page_of
from kimtan.extract.documents.text import add_lines
from kimtan.extract.passages import Cell, PassageKind, ReadDocument

MAX_PAGES, MAX_SECONDS = 2_000, 120
"""Pages of a PDF file, and seconds that reading it may take."""

_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, OSError, ArithmeticError, RuntimeError, AssertionError,
            zlib.error, struct.error)  # fmt: skip
"""What a library says of a file that is not as it should be."""

_LEAST_LETTERS = 15
"""Fewer letters than that on a page are no text layer: a scan may have a stamp or a page number."""

_EDGE = 2
_LEAST_REPEATS = 3
_DIGITS = re.compile(r"\d+")
_SCANNED = (
    "Have its text recognised (in Word: open the PDF file; or by OCR software), read it over, and name the result."
)


def read(content: bytes, name: str, shown: str) -> ReadDocument:
    """Read a PDF file.

    Raises
    ------
    InputError
        It is damaged, has a password, has no text layer, or holds more than a document may.
    """
    pages = _pages(content, shown)
    scanned = [page.number for page in pages if len(re.findall(r"\w", page.text)) < _LEAST_LETTERS]
    if len(scanned) == len(pages):
        pictures = "All pages of the file are pictures" if len(pages) > 1 else "The only page of the file is a picture"
        seen = f"{pictures} of text: it is a scan without a text layer."
        raise refused(shown, seen, _SCANNED, "scan")
    conversion, old = conversion_of("\n".join(page.text for page in pages))
    parts = _parts(pages)
    lines = [line for part in parts for line in part.lines]
    running = _running_heads(lines) if lines else frozenset[int]()
    passages = PassageList(shown)
    tables = _Tables(passages, conversion)
    for text, table, numbers in _merged(parts, running):
        for paragraph in paragraphs(text):
            _add(passages, paragraph.lines, "footer" if paragraph.is_page_number else "paragraph", conversion)
        if table is not None:
            tables.add(table, numbers)
    for line in lines:  # what stands at the edges of pages comes last, where it parts no sentence
        if line.number in running:
            _add(passages, [line], "footer" if PAGE_NUMBER.match(line.text) else "header", conversion)
    notes = [mended_note(old), _scanned_note(scanned)]
    return passages.document(name, tuple(filter(None, notes)))


def _add(passages: PassageList, lines: Sequence[TextLine], kind: PassageKind, conversion: Conversion | None) -> None:
    collector = TextCollector()
    add_lines(collector, lines, conversion)
    level = heading_level(collector.text.strip()) if kind == "paragraph" and len(lines) <= 2 else 0
    passages.add(collector, f"trang {lines[0].page}", "heading" if level else kind, level)


def _pages(content: bytes, shown: str) -> list[PdfPage]:
    """The text and the tables of each page."""
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say of odd files is no use to a clerk
    begun, pages, size = time.monotonic(), list[PdfPage](), 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            seen = "The file has a password."
            raise refused(shown, seen, "Save it without a password, and name that.", "password")
        if len(reader.pages) > MAX_PAGES:
            seen = f"The file has {len(reader.pages)} pages; a document may have {MAX_PAGES:,}."
            raise refused(shown, seen, "Divide it into several documents.", "too_large")
        for number, page in enumerate(reader.pages, start=1):
            pages.append(page_of(page, number))
            size += len(pages[-1].text)
            if time.monotonic() - begun > MAX_SECONDS or size > MAX_TEXT_BYTES:
                seen = f"The file takes too long to be read; only {len(pages)} pages were."
                raise refused(shown, seen, "Save it anew by printing it to a PDF file, or divide it.", "too_slow")
    except DependencyError as error:
        seen = "The file is encrypted in a way that cannot be read here."
        raise refused(shown, seen, "Save it without encryption, and name that.", "password") from error
    except (PyPdfError, *_DAMAGED) as error:
        seen = f"The file is no PDF file, or it is damaged ({type(error).__name__})."
        raise refused(shown, seen, "Save it anew by printing it to a PDF file, and name that.", "damaged") from error
    if not pages:
        raise refused(shown, "The file has no pages.", "See whether it is the right file.", "empty")
    return pages


@dataclass(frozen=True)
class _Part:
    """Lines of a page, and the table that follows them there."""

    lines: tuple[TextLine, ...]
    table: PdfTable | None
    numbers: range
    """Of the lines that the table's cells count as."""


def _parts(pages: Sequence[PdfPage]) -> list[_Part]:
    """All pages as lines and tables in their order; each line has a number of its own, and so has each cell."""
    parts: list[_Part] = []
    count = 0
    for page in pages:
        for text, table in page.parts:
            texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            lines = tuple(TextLine(line, count + at, page.number) for at, line in enumerate(texts, start=1))
            count += len(lines)
            cells = len(table.cells) if table else 0
            parts.append(_Part(lines, table, range(count + 1, count + cells + 1)))
            count += cells
    return parts


def _merged(parts: Sequence[_Part], running: frozenset[int]) -> Iterator[tuple[list[TextLine], PdfTable | None, range]]:
    """Lines up to the next table, over pages, without running heads; that table, and the numbers of its cells."""
    lines: list[TextLine] = []
    for part in parts:
        lines += [line for line in part.lines if line.number not in running]
        if part.table is not None:
            yield lines, part.table, part.numbers
            lines = []
    yield lines, None, range(0)


class _Tables:
    """Takes tables one by one; one that goes on over a page is one table, and its head is not read again."""

    def __init__(self, passages: PassageList, conversion: Conversion | None) -> None:
        self._passages, self._conversion = passages, conversion
        self._number = self._rows = self._passages_before = 0
        self._last: PdfTable | None = None
        self._head: dict[int, list[str]] = {}

    def add(self, table: PdfTable, numbers: range) -> None:
        """Take a table on, whose cells count as the lines of these numbers."""
        goes_on = (
            self._last is not None
            and table.page == self._last.page + 1
            and table.is_like(self._last)
            and len(self._passages) == self._passages_before
        )
        rows: dict[int, list[str]] = {}
        for cell, text in table.cells:
            rows.setdefault(cell.row, []).append(text)
        if not goes_on:
            self._number, self._rows, self._head = self._number + 1, 0, rows
        again = 0
        while goes_on and rows.get(again + 1) and rows.get(again + 1) == self._head.get(again + 1):
            again += 1
        for (cell, text), number in zip(table.cells, numbers, strict=True):
            if cell.row <= again:
                continue
            row = self._rows + cell.row - again
            collector = TextCollector()
            collector.add(text, number, 0, self._conversion)
            place = f"trang {table.page}, bảng {self._number}, hàng {row}, cột {cell.column}"
            at = Cell(self._number, row, cell.column, cell.row_span, cell.column_span)
            self._passages.add(collector, place, "cell", cell=at)
        self._rows += max(rows, default=0) - again
        self._last, self._passages_before = table, len(self._passages)


def _running_heads(lines: Sequence[TextLine]) -> frozenset[int]:
    """Numbers of the lines that stand at the top or foot of most pages, alike but for their digits, or number them."""
    edges = list(_edges(lines))
    alike = Counter(text for text, _ in {(_key(line), line.page) for line in edges})
    half = lines[-1].page / 2
    shifts = {line.number: int(match[1]) - line.page for line in edges if (match := PAGE_NUMBER.match(line.text))}
    heads = {line.number for line in edges if alike[_key(line)] >= max(_LEAST_REPEATS, half)} - shifts.keys()
    if shifts and (best := Counter(shifts.values()).most_common(1)[0])[1] >= max(2, half):
        heads |= {number for number, shift in shifts.items() if shift == best[0]}
    return frozenset(heads)


def _edges(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The first and last lines of each page that hold anything."""
    by_page: dict[int, list[TextLine]] = {}
    for line in lines:
        if line.text.strip():
            by_page.setdefault(line.page, []).append(line)
    for page in by_page.values():
        yield from page[:_EDGE]
        yield from page[max(_EDGE, len(page) - _EDGE) :]


def _key(line: TextLine) -> str:
    return _DIGITS.sub("#", line.text.strip())


def _scanned_note(pages: Sequence[int]) -> str:
    if not pages:
        return ""
    named = ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
    return f"Các trang không có lớp chữ nên chương trình không đọc được: {named}."

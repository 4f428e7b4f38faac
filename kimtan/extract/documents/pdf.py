"""PDF files by their text layer: lines joined to paragraphs, what stands at the top of every page taken out."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kimtan.extract.documents.characters import TextCollector
from kimtan.extract.documents.encodings import conversion_of, mended_note
from kimtan.extract.documents.headings import heading_level
from kimtan.extract.documents.limits import MAX_TEXT_BYTES, refused
from kimtan.extract.documents.lines import TextLine, paragraphs
from kimtan.extract.documents.passage_list import PassageList
from kimtan.extract.documents.text import add_lines
from kimtan.extract.passages import ReadDocument

MAX_PAGES, MAX_SECONDS = 2_000, 120
"""Pages of a PDF file, and seconds that reading it may take."""

_LEAST_LETTERS = 15
"""Fewer letters than that on a page are no text layer: a scan may have a stamp or a page number."""

_EDGE = 2
_LEAST_REPEATS = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*$")
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
    scanned = [number for number, page in enumerate(pages, start=1) if len(re.findall(r"\w", page)) < _LEAST_LETTERS]
    if len(scanned) == len(pages):
        seen = f"The {len(pages)} pages of the file are pictures of text: it is a scan without a text layer."
        raise refused(shown, seen, _SCANNED, "scan")
    lines = _lines(pages)
    conversion, old = conversion_of("\n".join(pages))
    running = _running_heads(lines)
    passages = PassageList(shown)
    for line in lines:
        if line.number in running and line.page == 1:
            _add(passages, [line], "header", conversion)
    for paragraph in paragraphs([line for line in lines if line.number not in running]):
        _add(passages, paragraph.lines, "footer" if paragraph.is_page_number else "paragraph", conversion)
    notes = [mended_note(old), _scanned_note(scanned)]
    return passages.document(name, tuple(filter(None, notes)))


def _add(passages: PassageList, lines: Sequence[TextLine], kind: Any, conversion: Any) -> None:
    collector = TextCollector()
    add_lines(collector, lines, conversion)
    level = heading_level(collector.text.strip()) if kind == "paragraph" and len(lines) <= 2 else 0
    passages.add(collector, f"trang {lines[0].page}", "heading" if level else kind, level)


def _pages(content: bytes, shown: str) -> list[str]:
    """The text of each page."""
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say of odd files is no use to a clerk
    begun, pages, size = time.monotonic(), list[str](), 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            seen = "The file has a password."
            raise refused(shown, seen, "Save it without a password, and name that.", "password")
        if len(reader.pages) > MAX_PAGES:
            seen = f"The file has {len(reader.pages)} pages; a document may have {MAX_PAGES:,}."
            raise refused(shown, seen, "Divide it into several documents.", "too_large")
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if time.monotonic() - begun > MAX_SECONDS or size > MAX_TEXT_BYTES:
                seen = f"The file takes too long to be read; only {len(pages)} pages were."
                raise refused(shown, seen, "Save it anew by printing it to a PDF file, or divide it.", "too_slow")
    except DependencyError as error:
        seen = "The file is encrypted in a way that cannot be read here."
        raise refused(shown, seen, "Save it without encryption, and name that.", "password") from error
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, ArithmeticError) as error:
        seen = f"The file is no PDF file, or it is damaged ({type(error).__name__})."
        raise refused(shown, seen, "Save it anew by printing it to a PDF file, and name that.", "damaged") from error
    if not pages:
        raise refused(shown, "The file has no pages.", "See whether it is the right file.", "empty")
    return pages


def _lines(pages: Sequence[str]) -> list[TextLine]:
    found: list[TextLine] = []
    for page, text in enumerate(pages, start=1):
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            found.append(TextLine(line, len(found) + 1, page))
    return found


def _running_heads(lines: Sequence[TextLine]) -> frozenset[int]:
    """Numbers of the lines that stand at the top or foot of most pages, alike but for their digits, or number them."""
    edges = list(_edges(lines))
    seen = Counter(key for key in {(_key(line), line.page) for line in edges})
    alike = Counter(text for text, _ in seen)
    pages = lines[-1].page
    least = max(_LEAST_REPEATS, pages / 2)
    heads = {line.number for line in edges if alike[_key(line)] >= least and not _PAGE_NUMBER.match(line.text)}
    shifts = Counter(int(match[1]) - line.page for line in edges if (match := _PAGE_NUMBER.match(line.text)))
    if shifts and (best := shifts.most_common(1)[0])[1] >= max(2, pages / 2):
        for line in edges:
            match = _PAGE_NUMBER.match(line.text)
            if match and int(match[1]) - line.page == best[0]:
                heads.add(line.number)
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

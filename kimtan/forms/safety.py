"""A form looked over before anything opens it: what could harm, or could change the figures unseen, is refused.

What is left is handed on in memory as a plain workbook: without the empty cells and rows that formatting leaves behind,
and in the namespaces that libraries know. Nothing reads the file a second time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kimtan.errors import Problem

_MOST_ENTRIES, _MOST_BYTES, _MOST_TIMES = 500, 64 << 20, 200
"""A form has some 30 parts and some 100 kB; a part of more than so many times its packed size is a bomb."""

_MOST_OF_A_PART = 8 << 20
"""The most bytes of a part once empty cells are taken out of it."""

_MOST_CELLS, _MOST_SPANNED = 50_000, 50_000
"""The most cells that hold something, and that are merged or links; a form of all sections has some 5,000."""

_MACROS = re.compile(r"vbaProject|\.bin$|/macrosheets/|/dialogsheets/", re.IGNORECASE)
_LINKS = re.compile(r"/externalLinks/|/connections\.xml$|/queryTables/|/embeddings/|/activeX/", re.IGNORECASE)
_HARMLESS_BIN = re.compile(r"/printerSettings/", re.IGNORECASE)
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)

_PREFIX = rb"(?:[^\s<>/:]+:)?"
_EMPTY_CELL = re.compile(rb"<(" + _PREFIX + rb"c)(?=[\s/>])[^<>]*?(?:/>|></\1>)")
_EMPTY_ROW = re.compile(rb"<(" + _PREFIX + rb"row)(?=[\s/>])[^<>]*?(?:/>|>\s*</\1>)")
_CELL = re.compile(rb"<" + _PREFIX + rb"c[\s/>]")
_SPAN = re.compile(rb"<" + _PREFIX + rb"(?:mergeCell|hyperlink)[\s/>]")
_SPAN_OF = re.compile(rb"<" + _PREFIX + rb"(?:mergeCell|hyperlink)\s[^<>]*?\bref\s*=\s*[\"']([^\"'<>]*)[\"']")
_RANGE = re.compile(rb"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})

_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/", b"http://schemas.openxmlformats.org/spreadsheetml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Namespaces of "Strict Open XML", which Excel offers, and those of the usual workbooks."""

_ANEW = "Ask for the form to be filled in anew."
_BELOW = "Copy the figures into a new form; formats far below and beside the form make it so large."


class _Refused(Exception):  # noqa: N818 - it carries a problem and never leaves this module
    def __init__(self, seen: str, remedy: str, code: str) -> None:
        self.seen, self.remedy, self.code = seen, remedy, code
        super().__init__(seen)


def plain_workbook(path: Path, shown: str) -> io.BytesIO | Problem:
    """A workbook's bytes as a library may open them, or what makes it one that is not opened."""
    try:
        if path.exists() and not path.is_file():
            raise _Refused("It is no plain file.", "Name the workbook.", "form.unreadable")
        if path.stat().st_size > _MOST_BYTES:
            raise _Refused(f"It has {path.stat().st_size >> 20} MB, far more than a form.", _ANEW, "form.bomb")
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            _look_over(archive)
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as plain:
                for name, content in _parts(archive):
                    plain.writestr(name, content)
        target.seek(0)
        return target
    except _Refused as refused:
        return Problem(shown, refused.seen, refused.remedy, refused.code)
    except OSError as error:
        seen = f"It cannot be read ({error.strerror or error})."
        return Problem(shown, seen, "Look at the path and at who may read it.", "form.unreadable")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return _broken(shown)
    except Exception as error:
        if type(error).__module__ in {"zlib", "lzma", "_lzma", "bz2"}:
            return _broken(shown)
        raise


def _broken(shown: str) -> Problem:
    seen = "It is no Excel workbook (.xlsx), or it is damaged or has a password."
    return Problem(shown, seen, "Save it in Excel or LibreOffice as .xlsx, without a password.", "form.broken")


def _look_over(archive: zipfile.ZipFile) -> None:
    """Refuse an archive by what its list of parts says."""
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    is_bomb = any(entry.file_size > _MOST_TIMES * max(entry.compress_size, 1) + (1 << 16) for entry in entries)
    if len(entries) > _MOST_ENTRIES or size > _MOST_BYTES or is_bomb:
        seen = f"It unpacks to {size >> 20} MB in {len(entries)} parts, far more than a form."
        raise _Refused(seen, _BELOW, "form.bomb")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        raise _Refused("It has two parts of one name.", _ANEW, "form.broken")
    if any(_MACROS.search(name) and not _HARMLESS_BIN.search(name) for name in names):
        raise _Refused("There are macros or binary parts in it.", "Save it as .xlsx without macros.", "form.macros")
    if any(_LINKS.search(name) for name in names):
        remedy = "Type the figures themselves, and break the links in Excel."
        raise _Refused("It has links to other files, or objects, in it.", remedy, "form.links")


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts, sheets without what is empty; refused where one holds what no form does."""
    cells = spanned = 0
    for entry in archive.infolist():
        content = archive.read(entry)
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            _check_text(entry.filename, content)
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
        if _SHEETS.fullmatch(entry.filename):
            content = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content))
            cells += len(_CELL.findall(content))
            spanned += _spanned(content)
        if cells > _MOST_CELLS or spanned > _MOST_SPANNED:
            seen = f"More than {_MOST_CELLS:,} cells hold something or are merged, far more than in a form."
            raise _Refused(seen, _BELOW, "form.cells")
        if len(content) > _MOST_OF_A_PART:
            seen = f"The part {entry.filename} holds {len(content) >> 20} MB, far more than that of a form."
            raise _Refused(seen, _BELOW, "form.bomb")
        yield entry.filename, content


def _check_text(name: str, content: bytes) -> None:
    """Refuse entities, and encodings in which nobody would see what is looked for."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _Refused(f"The part {name} declares entities, which no workbook does.", _ANEW, "form.entities")
    encoding = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in content or (encoding and encoding[1].lower() not in _UTF8):
        raise _Refused(f"The part {name} is not in UTF-8, as all of a workbook is.", _ANEW, "form.entities")


def _spanned(content: bytes) -> int:
    """How many cells are merged or linked; more than any form has where that cannot be told."""
    ranges = _SPAN_OF.findall(content)
    if len(ranges) < len(_SPAN.findall(content)):
        return _MOST_SPANNED + 1
    total = 0
    for text in ranges:
        match = _RANGE.fullmatch(text.replace(b"$", b""))
        if match is None:
            return _MOST_SPANNED + 1
        left, top, right, bottom = match.groups()
        columns = abs(_column(right or left) - _column(left)) + 1
        total += columns * (abs(int(bottom or top) - int(top)) + 1)
    return total


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

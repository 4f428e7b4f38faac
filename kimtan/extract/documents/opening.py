"""A file opened by what it is, whatever its name says: Word, PDF, HTML, Markdown or plain text."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from kimtan.extract.documents import pdf, text, web, word
from kimtan.extract.documents.converted import NOTE, as_word_file, ending_of
from kimtan.extract.documents.limits import MAX_BYTES, refused
from kimtan.extract.documents.word_source import WordSource
from kimtan.extract.passages import ReadDocument

ENDINGS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm")
"""Of the names of files that are looked for in a folder."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OTHER_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)


@dataclass(frozen=True)
class OpenedDocument:
    """A document, and for a Word file what is needed to set comments in it."""

    document: ReadDocument
    word: WordSource | None = None


def open_document(path: Path, shown: str = "") -> OpenedDocument:
    """Read a document.

    Parameters
    ----------
    path
        The file; it is only read.
    shown
        What messages call it.

    Raises
    ------
    InputError
        It cannot be read, is of no kind that can, or holds more than a document may.
    """
    shown = shown or path.as_posix()
    content = _bytes(path, shown)
    if ending_of(content):
        document, source = word.read(as_word_file(content, shown), path.name, shown)
        return OpenedDocument(replace(document, notes=(NOTE, *document.notes)), source)
    if content.startswith(b"PK\x03\x04"):
        return OpenedDocument(*word.read(content, path.name, shown))
    if b"%PDF-" in content[:1024]:
        return OpenedDocument(pdf.read(content, path.name, shown))
    if other := next((name for mark, name in _OTHER_KINDS if content.startswith(mark)), ""):
        seen = f"This is {other}, no report that can be read."
        raise refused(shown, seen, "Name a Word, PDF, HTML or text file.", "kind")
    is_html = _HTML.match(content[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b""))
    if is_html or path.suffix.lower() in {".html", ".htm", ".xhtml"}:
        return OpenedDocument(web.read(content, path.name, shown))
    return OpenedDocument(text.read(content, path.name, shown))


def _bytes(path: Path, shown: str) -> bytes:
    """The bytes of a regular file; a pipe or a device would never end."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refused(shown, "This is a folder, not a file.", "Name the files in it.", "folder")
        if not stat.S_ISREG(status.st_mode):
            raise refused(shown, "This is no regular file.", "Name a plain file.", "unreadable")
        if status.st_size > MAX_BYTES:
            seen = f"The file has {status.st_size:,} bytes; a document may have {MAX_BYTES:,}."
            raise refused(shown, seen, "Take large pictures out of it, or divide it.", "too_large")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise refused(shown, "There is no such file.", "Correct the name.", "missing") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(shown, f"The file cannot be read ({reason}).", "See to its permissions.", "unreadable") from error
    if not content:
        raise refused(shown, "The file is empty.", "See whether it is the right file.", "empty")
    return content

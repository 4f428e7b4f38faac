"""A file opened by what it is, whatever its name says: Word, PDF, HTML, Markdown or plain text."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from kimtan.extract.documents.limits import MAX_BYTES, refused
from kimtan.extract.documents.word import WordSource
from kimtan.extract.passages import ReadDocument

ENDINGS = (".docx", ".docm", ".doc", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm")
"""Of the names of files that are looked for in a folder."""


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
    if content.startswith(b"PK\x03\x04"):
        from kimtan.extract.documents import word

        return OpenedDocument(*word.read(content, path.name, shown))
    from kimtan.extract.documents import text

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

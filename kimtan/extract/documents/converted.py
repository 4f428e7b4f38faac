"""Older Word files, RTF and OpenDocument texts turned into Word files by LibreOffice, where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from kimtan.extract.documents.limits import MAX_BYTES, refused

MAX_SECONDS = 120

NOTE = "Chương trình đã dùng LibreOffice để chuyển văn bản sang .docx trước khi đọc."

_OLD_OFFICE, _RICH_TEXT = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_REMEDY = "Open it in Word, save it as a Word document (.docx), and name that; or install LibreOffice."


def ending_of(content: bytes) -> str:
    """The ending of a file that LibreOffice can turn into a Word file; empty where it is none."""
    if content.startswith(_OLD_OFFICE):
        return ".doc"
    if content.startswith(_RICH_TEXT):
        return ".rtf"
    return ".odt" if content[30:38] == b"mimetype" and b"opendocument.text" in content[:200] else ""


def as_word_file(content: bytes, shown: str) -> bytes:
    """The document as a Word file, made in a temporary folder from a copy.

    Raises
    ------
    InputError
        It has a password, LibreOffice is not installed, cannot read it, or takes too long.
    """
    if _ENCRYPTED in content:
        seen = "The file has a password."
        raise refused(shown, seen, "Save it without a password, and name that.", "password")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        seen = "The file is no .docx file, and LibreOffice, which could turn it into one, is not installed."
        raise refused(shown, seen, _REMEDY, "no_converter")
    with tempfile.TemporaryDirectory(prefix="kimtan-run-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / f"document{ending_of(content)}"
        copy.write_bytes(content)
        _convert(program, copy, shown)
        made = copy.with_suffix(".docx")
        if not made.is_file() or not 0 < made.stat().st_size <= MAX_BYTES:
            raise refused(shown, "LibreOffice cannot read the file.", _REMEDY, "not_converted")
        return made.read_bytes()


def _convert(program: str, copy: Path, shown: str) -> None:
    profile = f"-env:UserInstallation={(copy.parent / 'profile').as_uri()}"
    kind = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(copy.parent)]
    command = [program, profile, "--headless", "--norestore", "--nolockcheck", *kind, str(copy)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        seen = f"LibreOffice takes more than {MAX_SECONDS} seconds to read the file."
        raise refused(shown, seen, _REMEDY, "too_slow") from error
    finally:
        if process.poll() is None:
            (os.killpg if hasattr(os, "killpg") else os.kill)(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            process.wait()

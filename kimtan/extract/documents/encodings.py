"""The bytes of a text file as text: UTF-8, UTF-16 with its mark, or one of the old Vietnamese character sets."""

from __future__ import annotations

import codecs

from kimtan.extract.documents.characters import Conversion
from kimtan.extract.documents.legacy import CONVERSIONS, SEEN_ENOUGH, old_set, share_of_syllables
from kimtan.extract.documents.limits import MAX_TEXT_BYTES, refused

_BINARY_SHARE = 0.01
_SAVE_AS_UTF8 = "Save it as UTF-8."


def decoded(content: bytes, shown: str) -> tuple[str, str]:
    """The text with a newline at the end of each line, and a note on its encoding where that is unusual.

    An old character set is left as it is, in Western letters: :func:`conversion_of` says what turns it into today's.

    Raises
    ------
    InputError
        It is empty, binary, too long, or its encoding is not known.
    """
    if len(content) > MAX_TEXT_BYTES:
        seen = f"The text has {len(content):,} bytes; a text may have {MAX_TEXT_BYTES:,}."
        raise refused(shown, seen, "Divide it into several documents.", "too_large")
    text, note = _decoded(content, shown)
    if not text.strip("\ufeff \t\r\n\x0c"):
        raise refused(shown, "The file is empty.", "See whether it is the right file.", "empty")
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _decoded(content: bytes, shown: str) -> tuple[str, str]:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            try:
                return content[2:].decode(name), "Văn bản được mã hoá theo UTF-16."
            except UnicodeDecodeError as error:
                seen = f"The file says that it is in UTF-16, and is not (byte {error.start + 2})."
                raise refused(shown, seen, _SAVE_AS_UTF8, "encoding") from error
    content = content.removeprefix(codecs.BOM_UTF8)
    head = content[:100_000]
    control = sum(head.count(byte) for byte in (*range(9), *range(14, 32)))
    if control > _BINARY_SHARE * len(head):
        seen = "The file is binary: neither text, nor a Word or PDF document that is whole."
        raise refused(
            shown, seen, "Open it in the program that wrote it, and save it anew; or name another file.", "binary"
        )
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _one_byte_a_letter(content, error, shown), ""


def _one_byte_a_letter(content: bytes, error: UnicodeDecodeError, shown: str) -> str:
    """The text in Western letters, where an old Vietnamese character set is what it can be read as."""
    text = content.decode("latin-1")
    if old_set(text) is not None:
        return text
    as_windows = content.decode("cp1258", errors="replace")
    if share_of_syllables(as_windows[:SEEN_ENOUGH]) > 0.8:
        return as_windows
    line = content.count(b"\n", 0, error.start) + 1
    seen = f"Byte {content[error.start]:#04x} is not UTF-8, and no old Vietnamese character set fits the text."
    raise refused(f"{shown}:{line}", seen, _SAVE_AS_UTF8, "encoding")


def conversion_of(text: str) -> tuple[Conversion | None, str]:
    """What turns a text into today's letters, and its old character set; None and an empty name where it has none."""
    name = old_set(text)
    return (CONVERSIONS[name], name) if name else (None, "")


def mended_note(name: str) -> str:
    """The note on an old character set; nothing where there was none."""
    return f"Văn bản được viết theo bảng mã {name}; chương trình đã chuyển sang Unicode khi đọc." if name else ""

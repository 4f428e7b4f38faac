"""A form looked over before anything opens it: what could harm, or could change the figures unseen, is refused."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from kimtan.errors import Problem

_MOST_ENTRIES, _MOST_BYTES, _MOST_TIMES = 500, 64 << 20, 200
"""A form has some 30 parts and some 100 kB; a part of more than so many times its packed size is a bomb."""

_MACROS = re.compile(r"vbaProject|\.bin$|/macrosheets/|/dialogsheets/", re.IGNORECASE)
_LINKS = re.compile(r"/externalLinks/|/connections\.xml$|/queryTables/|/embeddings/|/activeX/", re.IGNORECASE)
_HARMLESS_BIN = re.compile(r"/printerSettings/", re.IGNORECASE)


def problem_of(path: Path, shown: str) -> Problem | None:
    """What makes a workbook one that is not opened; None when nothing does."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _in(archive, shown)
    except OSError as error:
        seen = f"It cannot be read ({error.strerror or error})."
        return Problem(shown, seen, "Look at the path and at who may read it.", "form.unreadable")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        seen = "It is no Excel workbook (.xlsx), or it is damaged or has a password."
        return Problem(shown, seen, "Save it in Excel or LibreOffice as .xlsx, without a password.", "form.broken")


def _in(archive: zipfile.ZipFile, shown: str) -> Problem | None:
    entries = archive.infolist()
    size = sum(one.file_size for one in entries)
    is_bomb = any(one.file_size > _MOST_TIMES * max(one.compress_size, 1) + (1 << 16) for one in entries)
    if len(entries) > _MOST_ENTRIES or size > _MOST_BYTES or is_bomb:
        seen = f"It unpacks to {size >> 20} MB in {len(entries)} parts, far more than a form."
        return Problem(shown, seen, "Ask for the form to be filled in anew.", "form.bomb")
    names = [one.filename for one in entries]
    if any(_MACROS.search(name) and not _HARMLESS_BIN.search(name) for name in names):
        seen = "There are macros or binary parts in it."
        return Problem(shown, seen, "Save it as .xlsx without macros.", "form.macros")
    if any(_LINKS.search(name) for name in names):
        seen = "It has links to other files, or objects, in it."
        return Problem(shown, seen, "Type the figures themselves, and break the links in Excel.", "form.links")
    for one in entries:
        if one.filename.endswith((".xml", ".rels", ".vml")):
            with archive.open(one) as part:
                content = part.read(_MOST_BYTES)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00<\x00!" in content:
                seen = f"The part {one.filename} declares entities, which no workbook does."
                return Problem(shown, seen, "Ask for the form to be filled in anew.", "form.entities")
    return None

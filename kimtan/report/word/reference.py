"""The office's own template, looked through before anything of it is used: it comes from outside.

A template gives styles and a letterhead. Whatever would fetch something, run something or unfold without end is
refused, with everything that is wrong told at once.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from kimtan.archives import FIRST
from kimtan.errors import InputError, Problem, Problems

LARGEST = 10_000_000
"""Bytes that a template may have."""

UNPACKED = 60_000_000
ENTRIES = 400
RATIO = 300
"""How often smaller than its content an entry of more than a megabyte may be."""

FIELDS = frozenset(
    {
        "AUTHOR", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "NUMPAGES", "PAGE", "PAGEREF", "REF", "SAVEDATE",
        "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TIME", "TITLE", "TOC",
    }
)  # fmt: skip
"""Fields that a template may have; others fetch, link or run something, such as DDE or INCLUDETEXT."""

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(r"(?i)vbaProject|vbaData|macroEnabled|activeX|oleObject|embeddings/|attachedToolbars|\.package$")
_ELEMENTS = {"altChunk": "other documents", "control": "controls", "mailMerge": "a mail merge", "object": "objects",
             "OLEObject": "objects", "subDoc": "other documents"}  # fmt: skip
_SAVE_ANEW = "Open it in Word, save it as a Word document (.docx), and put that there."


def checked(path: Path, shown: str) -> bytes:
    """The bytes of a template that may be used.

    Parameters
    ----------
    path
        The template.
    shown
        What messages call it.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    problems = Problems()
    try:
        if path.exists() and not path.is_file():
            seen, remedy = "The template is no plain file.", "Put a Word document (.docx) in its place."
            raise InputError(Problem(shown, seen, remedy, "template.unreadable"))
        if path.stat().st_size > LARGEST:
            seen = f"The template is larger than {LARGEST // 1_000_000} MB."
            problems.add(shown, seen, "Take pictures out of it that a letterhead does not need.", "template.size")
            problems.raise_if_any()
        content = path.read_bytes()
    except OSError as error:
        seen = f"The template cannot be read ({error.strerror})."
        raise InputError(Problem(shown, seen, "Correct the path or the permissions.", "template.unreadable")) from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive, shown, problems)
            problems.raise_if_any()
            entries = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        seen = f"The template is no Word document ({error})."
        raise InputError(Problem(shown, seen, _SAVE_ANEW, "template.no_zip")) from error
    _check_parts(entries, shown, problems)
    problems.raise_if_any()
    return content


def _check_archive(archive: zipfile.ZipFile, shown: str, problems: Problems) -> None:
    """Refuse what would unfold without end, before anything is unpacked."""
    parts = archive.infolist()
    names = [entry.filename for entry in parts]
    if len(parts) > ENTRIES:
        problems.add(shown, f"The template has {len(parts)} parts; {ENTRIES} are enough.", _SAVE_ANEW, "template.size")
    if sum(entry.file_size for entry in parts) > UNPACKED or any(
        entry.file_size > 1_000_000 and entry.file_size > RATIO * max(entry.compress_size, 1) for entry in parts
    ):
        seen = "The template unfolds to far more than a letterhead needs."
        problems.add(shown, seen, _SAVE_ANEW, "template.bomb")
    if len(set(names)) < len(names) or any(_is_outside(name) for name in names):
        seen = "The template has parts twice, or parts that lie outside of it."
        problems.add(shown, seen, _SAVE_ANEW, "template.names")
    if any(entry.flag_bits & 1 for entry in parts):
        problems.add(shown, "The template is encrypted.", "Save it without a password.", "template.encrypted")
    if FIRST not in names:
        seen = "The template is a zip archive, and no Word document."
        problems.add(shown, seen, _SAVE_ANEW, "template.no_word")


def _is_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in posixpath.normpath(name.replace("\\", "/")).split("/")


def _check_parts(entries: Mapping[str, bytes], shown: str, problems: Problems) -> None:
    types = _Part(FIRST, entries[FIRST], shown, problems)
    kinds = {kind for _, kind, _ in types.typed}
    if _DOCUMENT not in kinds and not any(map(_ACTIVE.search, kinds)):
        seen = "What the template holds is no Word document."
        problems.add(shown, seen, _SAVE_ANEW, "template.no_word")
    active = sorted({name for name in [*entries, *kinds] if _ACTIVE.search(name)})
    if active:
        seen = f"The template holds macros or embedded objects: {active[0]}."
        problems.add(shown, seen, "Save it without them, as a Word document (.docx).", "template.macros")
    for name, content in entries.items():
        if name == FIRST or not types.is_xml(name):
            continue
        part = _Part(name, content, shown, problems)
        for target in part.external:
            seen = f"{name} refers to something outside of the template: {target[:80]}."
            remedy = "Break the link (File > Info > Edit links; Insert > Link > Remove), and save it again."
            problems.add(shown, seen, remedy, "template.external")
        for what in sorted(part.refused):
            seen, remedy = f"{name} holds {what}.", "Take them out and save it again."
            problems.add(shown, seen, remedy, "template.content")
        for font in sorted(part.old_fonts):
            seen = f"{name} sets the font {font}, in which the letters of Vietnamese are other signs than in Unicode."
            remedy = "Set a font of today in it (Times New Roman), convert its text to Unicode, and save it again."
            problems.add(shown, seen, remedy, "template.font")
        for instruction in part.instructions:
            if (instruction.split() or [""])[0].upper() not in FIELDS:
                seen = f"{name} holds a field that a template may not have: {instruction.strip()[:60]}."
                remedy = "Take the field out (Ctrl+Shift+F9 makes text of it), and save it again."
                problems.add(shown, seen, remedy, "template.field")


_STYLES = "word/styles.xml"
_OLD_FONT = re.compile(r"\.Vn|VNI-", re.IGNORECASE)
"""Fonts of TCVN3 and of VNI."""


class _Part:
    """What of a part's XML matters here; a part that is broken or declares entities is a problem of its own."""

    def __init__(self, name: str, content: bytes, shown: str, problems: Problems) -> None:
        self.typed: list[tuple[str, str, bool]] = []
        self.external: list[str] = []
        self.refused: set[str] = set()
        self.instructions: list[str] = []
        self.old_fonts: set[str] = set()
        self._is_font_used = name != _STYLES
        self._fields: list[str] = []
        self._is_instruction = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except _DoctypeError:
            seen = f"{name} declares a document type, which no Word document needs."
            problems.add(shown, seen, _SAVE_ANEW, "template.doctype")
        except (expat.ExpatError, ValueError) as error:
            problems.add(shown, f"{name} is broken XML ({error}).", _SAVE_ANEW, "template.xml")
        self.instructions += self._fields

    def is_xml(self, name: str) -> bool:
        """Whether a part is read as XML by these content types, or is by its name."""
        ending = name.rpartition(".")[2].lower()
        kinds = [kind for key, kind, is_part in self.typed if key == (f"/{name}".lower() if is_part else ending)]
        return ending in {"xml", "rels"} or any(kind.lower().endswith("xml") for kind in kinds)

    def _doctype(self, *_: object) -> None:
        raise _DoctypeError

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name in {"Default", "Override"}:
            key = local.get("Extension", "") or local.get("PartName", "")
            self.typed.append((key.lower(), local.get("ContentType", ""), name == "Override"))
        elif name == "Relationship" and local.get("TargetMode", "").lower() == "external":
            self.external.append(local.get("Target", ""))
        elif name in _ELEMENTS:
            self.refused.add(_ELEMENTS[name])
        elif name in {"docDefaults", "style"}:  # of other styles nobody knows whether they are used
            self._is_font_used = name == "docDefaults" or local.get("default") in {"1", "true", "on"}
        elif name == "rFonts" and self._is_font_used:
            self.old_fonts |= {local[key] for key in ("ascii", "hAnsi") if _OLD_FONT.match(local.get(key, ""))}
        elif name == "fldSimple":
            self.instructions.append(local.get("instr", ""))
        elif name == "fldChar" and local.get("fldCharType") == "begin":
            self._fields.append("")
        elif name == "fldChar" and self._fields:
            self.instructions.append(self._fields.pop())
            if local.get("fldCharType") == "separate":
                self._fields.append(self.instructions.pop())
        self._is_instruction = name == "instrText"

    def _end(self, tag: str) -> None:
        self._is_instruction = False

    def _text(self, text: str) -> None:
        if self._is_instruction:
            if not self._fields:
                self._fields.append("")
            self._fields[-1] += text


class _DoctypeError(Exception):
    """A document type was declared."""

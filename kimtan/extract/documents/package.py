"""A Word file's parts, looked over before anything is unpacked: what would unfold without end is refused."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property

from kimtan.extract.documents.limits import MAX_PARTS, MAX_RATIO, MAX_TEXT_BYTES, MAX_UNPACKED, SAVE_ANEW, refused
from kimtan.extract.documents.word_xml import NAMESPACES, Element

_UNPACK = "Name the report itself: a Word, PDF, HTML or text file. One that is in the archive has to be taken out."
PACKAGE_RELATIONSHIPS, CONTENT_TYPES = "_rels/.rels", "[Content_Types].xml"

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_TEXTS = tuple(f"{{{namespace}}}t" for namespace in NAMESPACES)
_DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, KeyError,
            zipfile.LargeZipFile, zlib.error, struct.error)  # fmt: skip


class WordPackage:
    """The parts of a Word file.

    Parameters
    ----------
    content
        The file.
    shown
        What messages call it.

    Raises
    ------
    InputError
        It has a password, is no Word file, is damaged, or unfolds to more than a document may hold.
    """

    def __init__(self, content: bytes, shown: str) -> None:
        self.content, self.shown = content, shown
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED as error:
            seen = f"The file is no Word document, or it is damaged ({error})."
            raise refused(shown, seen, SAVE_ANEW, "no_word") from error
        self._look_over()

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of all parts."""
        return frozenset(self.archive.namelist())

    @cached_property
    def main(self) -> str:
        """The name of the part with the text."""
        for kind, target in self._relationships(PACKAGE_RELATIONSHIPS, ""):
            if kind == "officeDocument" and target in self.names:
                return target
        raise refused(self.shown, "The file is a zip archive, and no Word document.", _UNPACK, "no_word")

    @property
    def main_relationships(self) -> str:
        """The name of the part that lists what the text refers to."""
        folder, _, name = self.main.rpartition("/")
        return f"{folder}/_rels/{name}.rels".removeprefix("/")

    def related(self, kind: str) -> list[str]:
        """Names of the parts that the text refers to in a way: ``styles``, ``footnotes``, ``header``."""
        relationships = self._relationships(self.main_relationships, self.main.rpartition("/")[0])
        return [target for target_kind, target in relationships if target_kind == kind and target in self.names]

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises
        ------
        InputError
            The part is damaged or too large.
        """
        if self.archive.getinfo(name).file_size > MAX_TEXT_BYTES * 4:
            seen = f"The part {name} has more than {MAX_TEXT_BYTES * 4 >> 20} MB of text."
            raise refused(self.shown, seen, "Divide it into several documents.", "too_large")
        return self.copied(name)

    def copied(self, name: str) -> bytes:
        """The bytes of a part of any size, which is not looked into.

        Raises
        ------
        InputError
            The part is damaged.
        """
        try:
            return self.archive.read(name)
        except _DAMAGED as error:
            seen = f"The part {name} of the file is damaged ({error})."
            raise refused(self.shown, seen, SAVE_ANEW, "damaged") from error

    def xml(self, name: str) -> Element:
        """A part as a tree; no entity is resolved and nothing is fetched.

        Raises
        ------
        InputError
            The part declares a document type, is broken, or nests without end.
        """
        from lxml import etree  # type: ignore[import-untyped]

        content = self.read(name)
        if _DOCTYPE.search(content) or b"\x00<\x00!" in content or b"<\x00!\x00" in content:
            seen = f"The part {name} declares a document type or entities, which no Word document does."
            raise refused(self.shown, seen, SAVE_ANEW, "entities")
        safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        parser = etree.XMLParser(remove_comments=True, remove_pis=True, **safe)
        try:
            tree = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            seen = f"The part {name} is broken XML ({error.msg})."
            raise refused(self.shown, seen, SAVE_ANEW, "xml") from error
        if any(len(text) for text in tree.iter(*_TEXTS)):  # 91,13 would be read as 91,1
            seen = f"A text of the part {name} has elements in its middle, which no Word document does."
            raise refused(self.shown, seen, SAVE_ANEW, "xml")
        return tree

    def _look_over(self) -> None:
        entries = self.archive.infolist()
        names = [entry.filename for entry in entries]
        size = sum(entry.file_size for entry in entries)
        large = [entry for entry in entries if entry.file_size > 1_000_000]
        is_bomb = any(entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in large)
        if len(entries) > MAX_PARTS or size > MAX_UNPACKED or is_bomb:
            seen = f"The file unfolds to {size >> 20} MB in {len(entries)} parts, far more than its size lets expect."
            raise refused(self.shown, seen, SAVE_ANEW, "bomb")
        if any(entry.flag_bits & 1 for entry in entries):
            seen = "The file has a password."
            raise refused(self.shown, seen, "Save it without a password, and name that.", "password")
        if len(set(names)) < len(names):
            seen = "The file has parts twice."
            raise refused(self.shown, seen, SAVE_ANEW, "names")

    def _relationships(self, name: str, folder: str) -> Iterator[tuple[str, str]]:
        if name not in self.names:
            return
        for relationship in self.xml(name):
            if str(relationship.get("TargetMode", "")).lower() == "external":
                continue
            target = str(relationship.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield str(relationship.get("Type", "")).rpartition("/")[2], path

"""Where the runs of a Word part and the pieces of their text stand in its bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from kimtan.extract.documents.limits import SAVE_ANEW, refused
from kimtan.extract.documents.word_xml import ATOMS, NAMESPACES

_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_PREFIX = re.compile(rb"<([\w.-]+:)?")
_LETTER = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)
_HOLDS_RUNS = {"p", "hyperlink", "ins", "moveTo", "smartTag", "fldSimple"}
_PLAIN_CONTROLS = {"text", "dataBinding", "date", "dropDownList", "comboBox"}


@dataclass
class RunBytes:
    """A run: its bytes begin at ``start``, its content at ``content``; its closing tag begins at ``close``.

    ``around`` are the first byte of and the first after the plain content control around it, where no mark can stand.
    """

    start: int
    content: int
    close: int = -1
    end: int = -1
    prefix: bytes = b""
    properties: bytes = b""
    around: tuple[int, int] | None = None

    @property
    def outside(self) -> tuple[int, int]:
        """Where marks before and after the run can stand."""
        return self.around or (self.start, self.end)


@dataclass(frozen=True)
class AtomBytes:
    """A piece of text: its element's bytes, those inside of it, and its run; ``is_kept`` tells that spaces are."""

    start: int
    inner: tuple[int, int]
    end: int
    run: int
    is_kept: bool


@dataclass
class _Open:
    name: str
    start: int
    tag_end: int
    is_empty: bool
    number: int = -1
    is_plain: bool = False


@dataclass
class PartElements:
    """The runs and atoms of a part, in the order of their beginnings.

    Parameters
    ----------
    content
        The part.
    shown
        What messages call the file.

    Raises
    ------
    InputError
        The part is not in UTF-8, or broken.
    """

    content: bytes
    shown: str
    runs: list[RunBytes] = field(default_factory=list)
    atoms: list[AtomBytes] = field(default_factory=list)
    namespace: str = NAMESPACES[0]
    root_prefix: bytes = b""

    def __post_init__(self) -> None:
        match = _ENCODING.match(self.content.removeprefix(b"\xef\xbb\xbf"))
        if self.content.startswith((b"\xff\xfe", b"\xfe\xff")) or (
            match and match[1].lower() not in {b"utf-8", b"utf8"}
        ):
            seen = "The text of the file is not in UTF-8, so no comments can be set in it."
            raise refused(self.shown, seen, SAVE_ANEW, "comments_encoding")
        self._open: list[_Open] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(self.content, True)
        except expat.ExpatError as error:
            raise refused(self.shown, f"The text of the file is broken XML ({error}).", SAVE_ANEW, "xml") from error

    def cut_in(self, atom: AtomBytes, offset: int) -> tuple[int, str, str] | None:
        """The byte before a character of an atom, and the texts on both sides; None where it cannot be divided."""
        inner = self.content[slice(*atom.inner)]
        if b"<" in inner:
            return None
        letters = _LETTER.findall(inner.decode("utf-8"))
        before, after = "".join(letters[:offset]), "".join(letters[offset:])
        return atom.inner[0] + len(before.encode()), before, after

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        at = self._parser.CurrentByteIndex
        tag = _TAG.match(self.content, at)
        end = tag.end() if tag else at
        is_ours = namespace in NAMESPACES
        opened = _Open(local if is_ours else "", at, end, self.content[end - 2 : end] == b"/>")
        if not self._open and is_ours:
            self.namespace, self.root_prefix = namespace, _prefix(self.content, at)
        if opened.name == "r":
            opened.number = len(self.runs)
            self.runs.append(RunBytes(at, end, prefix=_prefix(self.content, at)))
        elif opened.name == "sdt":
            opened.number = len(self.runs)
        elif opened.name in _PLAIN_CONTROLS and [ancestor.name for ancestor in self._open[-2:]] == ["sdt", "sdtPr"]:
            self._open[-2].is_plain = True
        elif opened.name in ATOMS:
            opened.number = len(self.atoms)
            space = attributes.get("http://www.w3.org/XML/1998/namespace space")
            run = next((ancestor.number for ancestor in reversed(self._open) if ancestor.name == "r"), -1)
            self.atoms.append(AtomBytes(at, (end, end), end, run, space == "preserve"))
        self._open.append(opened)

    def _end(self, _: str) -> None:
        opened = self._open.pop()
        close = self._parser.CurrentByteIndex
        if opened.is_empty:
            close = end = opened.tag_end
        else:
            end = self.content.index(b">", close) + 1
        if opened.name == "r":
            run = self.runs[opened.number]
            run.close, run.end = close, end
        elif opened.name == "rPr" and self._open and self._open[-1].name == "r":
            run = self.runs[self._open[-1].number]
            if run.content == opened.start:
                run.properties, run.content = self.content[opened.start : end], end
        elif opened.name in ATOMS:
            atom = self.atoms[opened.number]
            self.atoms[opened.number] = replace(atom, inner=(opened.tag_end, close), end=end)
        elif opened.name == "sdt" and opened.is_plain and self._open[-1].name in _HOLDS_RUNS:
            for run in self.runs[opened.number :]:
                run.around = (opened.start, end)


def _prefix(content: bytes, at: int) -> bytes:
    """The prefix of the tag at a place, with its colon."""
    match = _PREFIX.match(content, at)
    return (match[1] or b"") if match else b""

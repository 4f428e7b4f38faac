"""A Word document as paragraphs of text whose characters lead back to the runs that hold them.

Tracked changes count as accepted. Nothing but what is asked for is changed: a run is split only where a range begins or
ends inside it, and keeps its formatting in both halves.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.oxml.ns import qn

from kimtan.archives import repeatable
from kimtan.report.word.xml import Element, run, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TEXT, _RUN, _PARAGRAPH, _CONTROL = qn("w:t"), qn("w:r"), qn("w:p"), qn("w:sdt")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}


class TextPiece(NamedTuple):
    """One text or sign of a paragraph, and where it begins in the paragraph's text."""

    element: Element
    text: str
    at: int


@dataclass(frozen=True)
class Control:
    """A content control within a paragraph."""

    element: Element

    @property
    def tag(self) -> str:
        """What its maker wrote into it."""
        tag = self.element.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        return "" if tag is None else str(tag.get(qn("w:val"), ""))

    @property
    def text(self) -> str:
        """What it shows."""
        return "".join(text.text or "" for text in self.element.iter(_TEXT))

    @property
    def runs(self) -> list[Element]:
        """The runs in it."""
        return list(self.element.iter(_RUN))

    def show(self, text: str) -> None:
        """Put a text in place of what it shows, in the formatting of its first run."""
        runs = self.runs
        if not runs:
            content = self.element.find(qn("w:sdtContent"))
            content.append(run(text))
            return
        first, *others = runs
        for child in list(first):
            if child.tag != qn("w:rPr"):
                first.remove(child)
        made = w("t")
        made.text = text
        made.set(qn("xml:space"), "preserve")
        first.append(made)
        for other in others:
            other.getparent().remove(other)


class TextParagraph:
    """One paragraph.

    Attributes
    ----------
    text
        What a reader sees, tabs and line breaks as such.
    """

    def __init__(self, element: Element) -> None:
        self.element = element
        self.read_again()

    def read_again(self) -> None:
        """Read the text anew, after what is in the element was changed."""
        self.pieces: list[TextPiece] = []
        at = 0
        for element in _texts(self.element):
            text = (element.text or "") if element.tag == _TEXT else _SIGNS[element.tag]
            self.pieces.append(TextPiece(element, text, at))
            at += len(text)
        self.text = "".join(piece.text for piece in self.pieces)

    @property
    def controls(self) -> list[Control]:
        """The content controls within it, in order."""
        return [Control(element) for element in self.element.iter(_CONTROL) if _owner(element) is self.element]

    def span(self, control: Control) -> tuple[int, int]:
        """Where a control's text begins and ends."""
        within = set(map(id, control.element.iter()))
        pieces = [piece for piece in self.pieces if id(piece.element) in within]
        return (pieces[0].at, pieces[-1].at + len(pieces[-1].text)) if pieces else (0, 0)

    def runs(self, start: int, end: int) -> list[Element]:
        """The runs that hold exactly a range of the text; runs are split where they hold more."""
        self._split(end)
        self._split(start)
        held = [piece.element for piece in self.pieces if start <= piece.at and piece.at + len(piece.text) <= end]
        return list(dict.fromkeys(_run_of(element) for element in held))

    def wrap(self, start: int, end: int, tag: str, title: str, identity: int) -> bool:
        """Make a range of the text a content control; False where it spans more than one piece of structure."""
        runs = self.runs(start, end)
        parents = {id(element.getparent()) for element in runs}
        if not runs or len(parents) != 1 or _is_plain(runs[0]):
            return False
        content = w("sdtContent")
        control = w("sdt", w("sdtPr", w("alias", val=title[:64]), w("tag", val=tag), w("id", val=identity)), content)
        runs[0].addprevious(control)
        content.extend(runs)
        self.read_again()
        return True

    def _split(self, at: int) -> None:
        """Let a run begin at a position of the text."""
        for piece in self.pieces:
            if piece.at < at < piece.at + len(piece.text) and piece.element.tag == _TEXT:
                _split_text(piece.element, at - piece.at)
                self.read_again()
                break
        for piece in self.pieces:
            if piece.at == at:
                _split_run(_run_of(piece.element), piece.element)
                self.read_again()
                return


class WordText:
    """An open Word document, to be read and changed.

    Attributes
    ----------
    document
        Of python-docx.
    paragraphs
        Those of the body in reading order, tables and text boxes among them; then those of headers and footers.
    """

    def __init__(self, content: bytes) -> None:
        self.document: WordDocument = Document(io.BytesIO(content))
        self.paragraphs = [
            TextParagraph(element)
            for root in self.parts.values()
            for element in root.iter(_PARAGRAPH)
            if not any(ancestor.tag in _LEFT_OUT for ancestor in element.iterancestors())
        ]

    @property
    def parts(self) -> dict[str, Element]:
        """The parts that hold paragraphs, by their names in the file."""
        part = self.document.part
        asides = [
            relation.target_part
            for relation in part.rels.values()
            if not relation.is_external and relation.reltype.rpartition("/")[2] in {"header", "footer"}
        ]
        return {str(story.partname).lstrip("/"): story.element for story in dict.fromkeys([part, *asides])}

    @property
    def body(self) -> list[TextParagraph]:
        """Paragraphs of the body, where comments are possible."""
        body = self.document.element.body
        return [paragraph for paragraph in self.paragraphs if body in paragraph.element.iterancestors()]

    def head(self, words: str) -> None:
        """Put words at the right of the head of every page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for at, section in enumerate(self.document.sections):
            heads = [section.header]
            if section.different_first_page_header_footer:
                heads.append(section.first_page_header)
            for header in heads:
                if at and header.is_linked_to_previous:
                    continue
                paragraph = header.paragraphs[0].insert_paragraph_before()
                paragraph.add_run(words).bold = True
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def bytes(self) -> bytes:
        """The document as a file; the same bytes for the same content."""
        written = io.BytesIO()
        self.document.save(written)
        return repeatable(written.getvalue())


def _texts(paragraph: Element) -> Iterator[Element]:
    """Texts and signs of a paragraph, not those of paragraphs within it."""
    for element in paragraph.iter(_TEXT, *_SIGNS):
        if _owner(element) is paragraph and element.getparent().tag == _RUN:
            yield element


def _owner(element: Element) -> Element | None:
    """The paragraph that an element is in; ``None`` for what was deleted or is only a fallback."""
    for ancestor in element.iterancestors():
        if ancestor.tag in _LEFT_OUT:
            return None
        if ancestor.tag == _PARAGRAPH:
            return ancestor
    return None


def _run_of(element: Element) -> Element:
    return element.getparent()


def _is_plain(element: Element) -> bool:
    """Whether an element lies in a content control for bare text, which can hold no other."""
    text = f"{qn('w:sdtPr')}/{qn('w:text')}"
    return any(ancestor.find(text) is not None for ancestor in element.iterancestors(_CONTROL))


def _split_text(element: Element, at: int) -> None:
    second = copy.deepcopy(element)
    text = element.text or ""
    element.text, second.text = text[:at], text[at:]
    for half in (element, second):
        half.set(qn("xml:space"), "preserve")
    element.addnext(second)


def _split_run(whole: Element, first: Element) -> None:
    """Move a child of a run, and what follows it, into a run of its own; nothing where it is the first already."""
    content = [child for child in whole if child.tag != qn("w:rPr")]
    at = content.index(first)
    if at == 0:
        return
    second = w("r")
    properties = whole.find(qn("w:rPr"))
    if properties is not None:
        second.append(copy.deepcopy(properties))
    second.extend(content[at:])
    whole.addnext(second)


def around(text: str, start: int, end: int) -> str:
    """A range of a text in brackets, with a few words on both sides.

    >>> around("xây 30 nhà, sửa 7 nhà", 16, 17)
    'xây 30 nhà, sửa [7] nhà'
    """
    left = text[max(0, start - 30) : start].split(" ", 1)[-1] if start > 30 else text[:start]
    right = text[end : end + 30].rsplit(" ", 1)[0] if len(text) > end + 30 else text[end:]
    return f"{left}[{text[start:end]}]{right}".strip()

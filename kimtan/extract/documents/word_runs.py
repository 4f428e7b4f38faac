"""The runs of a Word paragraph: what of them is shown, in which font, and what hangs at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kimtan.extract.documents.note_marks import is_note_mark
from kimtan.extract.documents.word_styles import WordStyles
from kimtan.extract.documents.word_xml import ATOMS, Element, attribute, child, name_of

_SHOWN_INSIDE = ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo",
                 "ruby", "rubyBase")  # fmt: skip
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_DRAWN = ("drawing", "pict", "object", ":AlternateContent")
_DEEPEST = 40
_INDEX = "kimtan-index"
_CODE = re.compile("[0-9a-fA-F]{1,4}")


@dataclass(frozen=True)
class RunPiece:
    """Text of one element.

    Parameters
    ----------
    text
        Its characters.
    index, offset
        The element among the atoms of its part, and how many of its characters come before.
    font
        The font that it is set in; empty where the document does not say.
    """

    text: str
    index: int
    offset: int
    font: str


@dataclass(frozen=True)
class TextBox:
    """What stands in a text box, and the run that holds it."""

    content: Element
    anchor: int


@dataclass
class ParagraphRuns:
    """What was read of one paragraph.

    Parameters
    ----------
    style
        Identity of its style.
    properties
        Its own properties.
    in_list
        Number and level of the automatic list that it belongs to by itself.
    is_bold
        Whether all that is shown of it is bold.
    is_merged_with_next
        Whether its end was deleted, so that the next paragraph goes on with it.
    pieces, boxes, notes
        Its text, its text boxes, and its notes with kind, identity and run.
    """

    style: str
    properties: Element | None
    in_list: tuple[str, str]
    is_bold: bool = False
    is_merged_with_next: bool = False
    pieces: list[RunPiece] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def end(self) -> str:
        """The last letters that were read."""
        return "".join(piece.text for piece in self.pieces[-4:])[-4:]


class RunReader:
    """Reads the paragraphs of one part in their order; fields may go on from one to the next.

    Parameters
    ----------
    styles
        Of the document.
    element
        Any element of the part.
    """

    def __init__(self, styles: WordStyles, element: Element) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # of each open field, whether its result is reached
        root = element.getroottree().getroot()
        if root.get(_INDEX) is None:
            root.set(_INDEX, "0")
            atoms = runs = 0
            for marked in root.iter(*(f"{{*}}{name}" for name in (*ATOMS, "r"))):
                name = name_of(marked)
                if name == "r":
                    marked.set(_INDEX, str(runs))
                    runs += 1
                elif name in ATOMS:
                    marked.set(_INDEX, str(atoms))
                    atoms += 1

    def paragraph(self, element: Element) -> ParagraphRuns:
        """Read one paragraph."""
        properties = child(element, "pPr")
        listed = child(properties, "numPr")
        mark = child(properties, "rPr")
        read = ParagraphRuns(
            style=attribute(child(properties, "pStyle"), "val"),
            properties=properties,
            in_list=(attribute(child(listed, "numId"), "val"), attribute(child(listed, "ilvl"), "val")),
            is_merged_with_next=child(mark, "del") is not None,
        )
        bold: list[bool] = []
        self._inside(element, read, bold, 0)
        read.is_bold = bool(bold) and all(bold)
        return read

    def _inside(self, element: Element, read: ParagraphRuns, bold: list[bool], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for inner in element:
            kind = name_of(inner)
            if kind == "r":
                self._run(inner, read, bold)
            elif kind in _SHOWN_INSIDE:
                self._inside(inner, read, bold, depth + 1)

    def _run(self, run: Element, read: ParagraphRuns, bold: list[bool]) -> None:
        properties = child(run, "rPr")
        is_hidden = self._styles.has("vanish", properties, read.style)
        is_raised = self._styles.is_raised(properties, read.style)
        font = self._styles.font(properties, read.style)
        index = int(run.get(_INDEX, "0"))
        for atom in run:
            kind = name_of(atom)
            if kind == "fldChar":
                self._field(attribute(atom, "fldCharType"))
            elif is_hidden or not all(self._fields):
                continue
            elif kind in ATOMS:
                text, offset = _text_of(atom, kind)
                if kind == "softHyphen" and font.lower().startswith(".vn"):
                    text = "\xad"  # Word writes so what is a letter in these fonts
                if is_raised and is_note_mark(text, read.end):
                    continue
                if text:
                    read.pieces.append(RunPiece(text, int(atom.get(_INDEX, "0")), offset, font))
                    if text.strip():
                        bold.append(self._styles.has("b", properties, read.style))
            elif kind in _NOTES:
                read.notes.append((_NOTES[kind], attribute(atom, "id"), index))
            elif kind in _DRAWN:
                read.boxes += [TextBox(box, index) for box in _boxes(atom)]

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _text_of(element: Element, kind: str) -> tuple[str, int]:
    """The characters of an atom, and how many at its beginning are not shown."""
    if kind == "t":
        text = (element.text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            begin = len(text) - len(text.lstrip(" "))
            return text.strip(" "), begin
        return text, 0
    if kind == "noBreakHyphen":
        return "-", 0
    if kind == "sym":
        code = attribute(element, "char")
        character = chr(int(code, 16)) if _CODE.fullmatch(code) else " "
        return (character if character.isprintable() and not "\ue000" <= character <= "\uf8ff" else " "), 0
    return ("" if kind == "softHyphen" else " "), 0


def _boxes(element: Element) -> list[Element]:
    """The contents of text boxes in a drawing; of alternatives the first."""
    boxes: list[Element] = []
    stack = [element]
    while stack:
        inner = stack.pop()
        kind = name_of(inner)
        if kind == "txbxContent":
            boxes.append(inner)
        elif kind == ":AlternateContent":
            choices = [choice for choice in inner if name_of(choice) in {":Choice", ":Fallback"}]
            stack += choices[:1]
        else:
            stack += reversed(list(inner))
    return boxes

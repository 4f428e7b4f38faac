"""Pages: their size and margins, which way they lie, and the number at their head."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt

from kimtan.report.word.xml import Element, field, paragraph, run, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_AFTER_MARGINS = ("w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType")
_BEFORE_FIRST = (*_AFTER_MARGINS, "w:pgNumType", "w:cols", "w:formProt", "w:vAlign", "w:noEndnote")


def number_pages(document: WordDocument, section: Element, style: str, draft: str = "") -> None:
    """Put the page's number in the middle of its head, not on the first page; a template's own header stays.

    Every head says that the document is a draft, where there is a word for it: also one of a template.
    """
    own = {reference.get(qn("w:type")) for reference in section.findall(qn("w:headerReference"))}
    pages = Section(section, document.part)
    for kind, header, content in (
        ("default", pages.header, field("PAGE", "2")),
        ("first", pages.first_page_header, []),
    ):
        if kind not in own:
            header.is_linked_to_previous = False
            element = header._element
            for child in list(element):
                element.remove(child)
            element.append(paragraph(style, content, align="center"))
        if draft:
            _add_centred(header, run(draft, bold=True))
    if "default" not in own:
        pages.different_first_page_header_footer = True


def _add_centred(header: Any, word: Element) -> None:
    """Put a word in a line of its own under a header, in the middle whichever way the page lies."""
    line = header.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.first_line_indent = Pt(0)
    line._p.append(word)


def room(section: Element, is_landscape: bool = False) -> tuple[float, float]:
    """Width and height of the text in points."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    across, down = (int(size.get(qn(f"w:{side}"))) for side in ("w", "h"))
    left, right, top, bottom = (abs(int(margins.get(qn(f"w:{side}")))) for side in ("left", "right", "top", "bottom"))
    if is_landscape:
        across, down = down, across
    return (across - left - right) / 20, (down - top - bottom) / 20


def page(section: Element, is_landscape: bool, is_first: bool, restarts: bool = False) -> Element:
    """The properties of a section of the document.

    Parameters
    ----------
    section
        The page of the template, upright.
    is_landscape
        Whether it is turned; its margins stay, as the decree knows only one set of them.
    is_first
        Whether its first page is without a number.
    restarts
        Whether its pages are counted from one.
    """
    made = copy.deepcopy(section)
    if is_landscape:
        size = made.find(qn("w:pgSz"))
        across, down = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), down)
        size.set(qn("w:h"), across)
        size.set(qn("w:orient"), "landscape")
    for child in made.findall(qn("w:titlePg")):
        if not is_first:
            made.remove(child)
    if is_first and restarts and made.find(qn("w:titlePg")) is None:
        _insert(made, w("titlePg"), _BEFORE_FIRST)
    if restarts:
        _insert(made, w("pgNumType", start=1), _AFTER_MARGINS)
    return made


def close(body: Element, properties: Element) -> None:
    """End a section of the document after what is in the body so far."""
    last = body[-2] if len(body) > 1 else None
    if last is None or last.tag != qn("w:p") or last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        last = w("p", w("pPr", w("spacing", before=0, after=0, line=20, lineRule="exact"), w("rPr", w("sz", val=2))))
        body[-1].addprevious(last)
    last.get_or_add_pPr().append(properties)


def _insert(section: Element, child: Element, before: tuple[str, ...]) -> None:
    """Put a child where the order of a section's properties wants it: after those named."""
    tags = {qn(tag) for tag in before} | {qn("w:headerReference"), qn("w:footerReference"), qn("w:pgSz"), qn("w:type")}
    at = max((place for place, element in enumerate(section) if element.tag in tags), default=-1)
    section.insert(at + 1, child)

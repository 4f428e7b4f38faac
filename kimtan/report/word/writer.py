"""The blocks of a report as paragraphs, tables and pictures of a document, one after another."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from docx.oxml.ns import qn
from docx.shared import Pt

from kimtan.present.blocks import Block, Callout, Chart, Heading, Narrative, Style, Table
from kimtan.report.word import pages
from kimtan.report.word.comments import Comments
from kimtan.report.word.content import chapter_number
from kimtan.report.word.pictures import Picture
from kimtan.report.word.rich_text import Piece, pieces
from kimtan.report.word.tables import Fit, fitted, table
from kimtan.report.word.template import Template, new_list, numbering
from kimtan.report.word.terms import terms
from kimtan.report.word.xml import Element, clean, field, paragraph, run

_DEEPEST = 4
_AFTER_TABLE = 6.0
_STYLES: Mapping[Style, str] = {"prose": "body text", "bullets": "list bullet", "numbered": "list number"}


class Writer:
    """Writes blocks into the body of a document.

    Parameters
    ----------
    template
        The document, and its styles and page.
    comments
        Where the reasons of marks go.
    pictures
        Those of the charts, in reading order.
    language
        Of the words around the content.
    """

    def __init__(self, template: Template, comments: Comments, pictures: Sequence[Picture], language: str) -> None:
        self.template, self.comments, self.language = template, comments, language
        self.styles, self.term = template.styles, terms(language)
        self.body: Element = template.document.element.body
        self.counted = {"table": 0, "figure": 0}
        self._pictures: Iterator[Picture] = iter(pictures)
        self._depth = 0
        self._gap: float | None = None
        self._is_landscape = False
        self._has_sections = False

    def add(self, *elements: Element) -> None:
        """Put elements at the end of the body."""
        for element in elements:
            self.body[-1].addprevious(element)

    def write(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading():
                self._heading(block)
            case Narrative():
                self._narrative(block)
            case Table():
                self.table(block)
            case Chart():
                self._chart(block)
            case Callout():
                self._callout(block)

    def refer_to_annex(self) -> None:
        """Say after the paragraph before that the annex has the details, once."""
        last = self.body[-2] if len(self.body) > 1 else None
        words = self.term["in_annex"]
        if last is None or last.tag != qn("w:p") or self._style_of(last) != self.styles["body text"]:
            return
        texts = last.findall(f".//{qn('w:t')}")
        if not texts or any(words in (text.text or "") for text in texts):
            return
        end = texts[-1].text or ""
        texts[-1].text = f"{end[:-1]} {words}." if end.endswith(".") else f"{end} {words}"

    def end_text(self) -> None:
        """The sign at the end of the text that nothing is to be added."""
        last = self.body[-2] if len(self.body) > 1 else None
        texts = last.findall(f".//{qn('w:t')}") if last is not None and last.tag == qn("w:p") else []
        if texts and (texts[-1].text or "").endswith("."):
            texts[-1].text = texts[-1].text.removesuffix(".") + self.term["end"]

    def keep_last(self) -> None:
        """Keep the last paragraph on the page of what follows."""
        last = self.body[-2] if len(self.body) > 1 else None
        if last is not None and last.tag == qn("w:p"):
            last.get_or_add_pPr().get_or_add_keepNext()

    def turn(self, is_landscape: bool) -> None:
        """Begin pages that lie the other way."""
        if is_landscape != self._is_landscape:
            pages.close(self.body, self._page())
            self._is_landscape, self._has_sections = is_landscape, True

    def begin_annex(self) -> None:
        """Begin the pages of the annex: lying, and counted from one."""
        pages.close(self.body, self._page())
        self._is_landscape = True

    def room(self) -> tuple[float, float]:
        """Width and height of the text of these pages, in points."""
        return pages.room(self.template.section, self._is_landscape)

    def _page(self) -> Element:
        is_first = not self._has_sections
        made = pages.page(self.template.section, self._is_landscape, is_first=is_first)
        if not is_first:
            for reference in made.findall(qn("w:headerReference")) + made.findall(qn("w:footerReference")):
                made.remove(reference)
        return made

    def close(self, annex: bool) -> None:
        """Set the last pages."""
        if annex:
            made = pages.page(self.template.section, is_landscape=True, is_first=True, restarts=True)
        else:
            made = self._page()
        last = self.body[-1]
        last.getparent().replace(last, made)

    # The blocks

    def _heading(self, heading: Heading) -> None:
        if heading.number:
            number, self._depth = chapter_number(heading.number)
            depth = self._depth
        else:
            number, depth = "", max(self._depth + 1, heading.level - 1)
        text = f"{number} {heading.text}".strip()
        self.add(self._paragraph(f"heading {min(depth, _DEEPEST)}", [run(text)]))

    def _narrative(self, narrative: Narrative) -> None:
        number = self._restarted() if narrative.style == "numbered" else None
        for text in narrative.paragraphs:
            content = self.comments.text(pieces(text))
            self.add(self._paragraph(_STYLES[narrative.style], content, number=number))

    def table(self, block: Table) -> None:
        """A table with its caption and notes, on pages of its own that are turned where it is too wide."""
        fit = fitted(block, self.room()[0])
        is_turned = fit.is_tight and not self._is_landscape
        if is_turned:
            self.turn(is_landscape=True)
            fit = fitted(block, self.room()[0])
        self.counted["table"] += 1
        caption = self._caption("table", [Piece(run(block.caption))])
        self.add(self._paragraph("caption", caption, keep_next=True))
        self.set(block, fit)
        if is_turned:
            self.turn(is_landscape=False)

    def set(self, block: Table, fit: Fit) -> None:
        """A table and its notes."""
        self.add(table(block, fit, self.styles, self.comments))
        self._gap = _AFTER_TABLE
        for note in block.notes:
            self.add(self._paragraph("kimtan note", self.comments.text(pieces(note))))
        self._gap = _AFTER_TABLE

    def _chart(self, chart: Chart) -> None:
        self.counted["figure"] += 1
        picture = next(self._pictures)
        shape = self.template.document.part.new_pic_inline(
            io.BytesIO(picture.png), width=Pt(picture.width), height=Pt(picture.height)
        )
        shape.docPr.set("name", f"{self.term['figure']} {self.counted['figure']}")
        shape.docPr.set("descr", clean(chart.alt))
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice takes a distance for granted
            shape.set(side, "0")
        drawn = run()
        drawn.add_drawing(shape)
        before = 0.0 if self._gap is None else self._gap
        self._gap = None
        self.add(paragraph(self.styles["normal"], [drawn], align="center", keep_next=True, before=before, after=0))
        has_note = bool(chart.note)
        caption = self._caption("figure", pieces(chart.title))
        self.add(self._paragraph("caption", caption, keep_next=has_note))
        if has_note:
            self.add(self._paragraph("kimtan note", self.comments.text(pieces(chart.note))))

    def _callout(self, callout: Callout) -> None:
        style = self.styles["kimtan callout"]
        paragraphs = [self.comments.text(pieces(text)) for text in callout.paragraphs]
        texts = [[run(callout.title, bold=True)], *paragraphs]
        before = 6.0
        for at, content in enumerate(texts):
            is_last = at == len(texts) - 1
            after = 10.0 if is_last else None
            self.add(paragraph(style, content, keep_next=not is_last, before=before if at == 0 else None, after=after))
        self._gap = None

    def _caption(self, kind: str, title: Sequence[Piece]) -> list[Element]:
        """A word and a number that Word counts itself, and what is shown."""
        word = self.term[kind]
        number = field(f"SEQ {word} \\* ARABIC", str(self.counted[kind]))
        return [run(f"{word} "), *number, run(". "), *self.comments.text(title)]

    def _paragraph(
        self, style: str, content: Sequence[Element], *, keep_next: bool = False, number: int | None = None
    ) -> Element:
        gap, self._gap = self._gap, None
        before = gap if gap is not None and not style.startswith("heading") else None
        return paragraph(self.styles[style], content, keep_next=keep_next, number=number, before=before)

    def _restarted(self) -> int | None:
        """A list of its own that begins at one, of the kind of the style's."""
        style = self.styles["list number"]
        styles = self.template.document.part._styles_part.element
        known = styles.xpath(f"./w:style[@w:styleId='{style}']/w:pPr/w:numPr/w:numId/@w:val")
        lists = numbering(self.template.document)
        kind = lists.xpath(f"./w:num[@w:numId={known[0]}]/w:abstractNumId/@w:val") if known else []
        return new_list(lists, int(kind[0]), is_restarted=True) if kind else None

    @staticmethod
    def _style_of(element: Element) -> str:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return "" if style is None else str(style.get(qn("w:val")))

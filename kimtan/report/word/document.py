"""A notebook of blocks as a Word document: head, numbered chapters, signature, annex."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.archives import repeatable
from kimtan.errors import InputError
from kimtan.period import Period
from kimtan.present.blocks import Block, Chart, Table
from kimtan.present.page_terms import words
from kimtan.report.blocks import blocks_of, official_blocks_of
from kimtan.report.outline import anchors
from kimtan.report.title import DRAFT, TitleBlock, title_block
from kimtan.report.word import letterhead, pages
from kimtan.report.word.comments import AUTHOR, Comments
from kimtan.report.word.content import content, official_content
from kimtan.report.word.measure import balanced
from kimtan.report.word.pictures import pictures
from kimtan.report.word.tables import fitted
from kimtan.report.word.template import Template, opened
from kimtan.report.word.terms import numbered, terms
from kimtan.report.word.writer import Writer
from kimtan.report.word.xml import paragraph, run

if TYPE_CHECKING:
    from nbformat import NotebookNode

_NO_DATE = dt.datetime(2000, 1, 1)
_FIGURE = 0.78  # of the page's height, so that a caption and a note have room under it


def write(notebook: NotebookNode, name: str = "", reference: Path | None = None, is_clean: bool = False) -> bytes:
    """The document; the same bytes for the same notebook and template.

    Parameters
    ----------
    notebook
        Executed. ``metadata.kimtan`` describes the report (:class:`kimtan.report.title.TitleBlock`).
    name
        What messages call the notebook.
    reference
        The office's template; our own where it has none.
    is_clean
        Whether the comments on disputed, suspicious and corrected numbers are left out.

    Raises
    ------
    SectionError
        When the notebook shows what is no block, or a drawing that cannot be a picture.
    InputError
        When the template cannot be used.
    """
    official = official_blocks_of(notebook, name)
    blocks = official or blocks_of(notebook, name)
    anchors(blocks)
    title = title_block(notebook, blocks, name)
    chosen = official_content(blocks) if official else content(blocks)
    template = opened(reference, title.language)
    draft = title.warning or (terms(title.language)["draft"] if title.state == DRAFT else "")
    pages.number_pages(template.document, template.section, template.styles["header"], draft)
    room, height = pages.room(template.section)
    charts = [block for block in chosen.body if isinstance(block, Chart)]
    drawn = pictures(charts, room - 1, _FIGURE * height)
    writer = Writer(template, Comments(template.document, _date(title), is_clean), drawn, title.language)
    writer.add(paragraph(template.styles["kimtan head"], line=1))  # LibreOffice puts a whole line before a table
    writer.add(letterhead.head(title, template.styles, room))
    writer.add(*letterhead.subject(title, template.styles, room))
    for at, block in enumerate(chosen.body):
        if at in chosen.in_annex:
            writer.refer_to_annex()
        else:
            writer.write(block)
    writer.end_text()
    writer.keep_last()
    writer.add(paragraph(template.styles["kimtan head"], keep_next=True, line=12))
    writer.add(letterhead.ending(title, template.styles, room))
    if chosen.annex:
        writer.begin_annex()
        _annex(writer, chosen.annex, title)
    writer.close(annex=bool(chosen.annex))
    _describe(template, title)
    written = io.BytesIO()
    template.document.save(written)
    return repeatable(written.getvalue())


def _annex(writer: Writer, blocks: Sequence[Block], title: TitleBlock) -> None:
    """The word *annex*, its title and what it belongs to, and its table."""
    term, styles = terms(title.language), writer.styles
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            writer.write(block)
            continue
        if at == 0:
            style, (room, _) = styles["kimtan head"], writer.room()
            number = numbered(title.document_number, title.authority, title.language)
            authority = title.authority or "……"
            attached = term["attached"].format(number=number, authority=authority, **letterhead.signed_on(title))
            writer.add(paragraph(style, [run(term["annex"], bold=True, size=14)], keep_next=True))
            for line in balanced(block.caption.upper(), room, 14, bold=True):
                writer.add(paragraph(style, [run(line, bold=True, size=14)], keep_next=True))
            writer.add(paragraph(style, [run(attached, italic=True)], keep_next=True, after=2))
            writer.add(letterhead.rule(style, room, 0.2 * room, after=8))
            writer.set(block, fitted(block, room))
        else:
            writer.table(block)


def _describe(template: Template, title: TitleBlock) -> None:
    """Set the document properties; none of them reveals when or on which machine the file was made."""
    properties, date = template.document.core_properties, _date(title)
    edition = words(title.language).get(title.audience, title.audience)
    values: dict[str, Any] = {
        "title": title.title,
        "author": title.authority or AUTHOR,
        "last_modified_by": title.authority or AUTHOR,
        "subject": " – ".join(part for part in (title.period_name or title.period, title.unit, edition) if part),
        "language": "vi-VN" if title.language == "vi" else "en-GB",
        "created": date,
        "modified": date,
        "revision": 1,
        "comments": "",
        "keywords": "",
        "category": "",
    }
    for name, value in values.items():
        setattr(properties, name, value[:255] if isinstance(value, str) else value)


def _date(title: TitleBlock) -> dt.datetime:
    """The document's date, or the period's end."""
    try:
        return dt.datetime.fromisoformat(title.date)
    except ValueError:
        pass
    try:
        return dt.datetime.combine(Period.parse(title.period).end, dt.time())
    except InputError:
        return _NO_DATE

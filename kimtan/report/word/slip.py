"""The slip for the owners of figures: a turned page for each, with a row for each contradiction in their figures."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from kimtan.archives import repeatable
from kimtan.audit.findings import Finding
from kimtan.figures import date_text
from kimtan.languages import Bilingual, words_in
from kimtan.present import findings as describe
from kimtan.present.blocks import Break, Run, plain
from kimtan.present.facts import Facts
from kimtan.present.rich_text import Piece
from kimtan.present.tables import Tables
from kimtan.present.tables.cards import ASSUMES, CHANCES, FOLLOWS, GAP, STATED, WHO
from kimtan.report.word.base import base
from kimtan.report.word.owners import Owned

_WORDS: Mapping[str, Bilingual] = {
    "title": Bilingual("PHIẾU XÁC NHẬN SỐ LIỆU", "FIGURES TO BE CONFIRMED"),
    "owner": Bilingual("Nơi cung cấp số liệu: {}", "Owner of the figures: {}"),
    "deadline": Bilingual("Hạn trả lời: {}", "To be answered by {}"),
    "intro": Bilingual(
        "Các số liệu sau đây không khớp với nhau. Đề nghị kiểm tra và ghi vào ô trả lời: số đúng, hoặc lý do số "
        "đang ghi là đúng.",
        "The following figures do not agree with each other. Please check them and answer in the last column: the "
        "right figure, or why the one written is right.",
    ),
    "number": Bilingual("TT", "No."),
    "what": Bilingual("Nội dung", "What"),
    "stated": STATED,
    "follows": FOLLOWS,
    "chances": CHANCES,
    "answer": Bilingual("Trả lời", "Answer"),
    "quoted": Bilingual("Nguyên văn: “{}”", "The source says: “{}”"),
    "signed": Bilingual("Ngày ……… tháng ……… năm ………", "Date ………………………"),
    "signature": Bilingual("Người xác nhận (ký, ghi rõ họ tên)", "Confirmed by (signature and name)"),
}
_COLUMNS: Mapping[str, int] = {"number": 11, "what": 32, "stated": 46, "follows": 46, "chances": 97, "answer": 30}
"""The columns with their widths in millimetres."""
_MARGINS = {"left_margin": 20, "right_margin": 15, "top_margin": 10, "bottom_margin": 10}
_LETTERS, _QUOTED_LETTERS = Pt(9.5), Pt(9)
_DAY = dt.datetime(2000, 1, 1)


def page(facts: Facts, owned_by: Owned) -> bytes:
    """The page of an owner as a Word document; the same bytes for the same findings."""
    return pages(facts, [owned_by])


def pages(facts: Facts, owners: Sequence[Owned]) -> bytes:
    """The pages of several owners in one Word document, each on a new page."""
    document = Document(io.BytesIO(base()))
    properties = document.core_properties
    named = "; ".join(owned_by.owner for owned_by in owners)
    properties.author, properties.title = "kimtan", f"{_WORDS['title'].in_(facts.language)}: {named}"[:255]
    properties.created = properties.modified = _DAY
    _turn(document.sections[0])
    if (draft := facts.dataset.config.settings.draft) is not None:
        _head(document, draft)
    for at, owned_by in enumerate(owners):
        _write(document, facts, owned_by, is_first=at == 0)
    target = io.BytesIO()
    document.save(target)
    return repeatable(target.getvalue())


def _head(document: Any, words: str) -> None:
    """Words at the head of every page."""
    for section in document.sections:
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = words


def _turn(section: Any) -> None:
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE
    for margin, width in _MARGINS.items():
        setattr(section, margin, Mm(width))


def _write(document: Any, facts: Facts, owned_by: Owned, *, is_first: bool) -> None:
    words, language = words_in(_WORDS, facts.language), facts.language
    title = document.add_paragraph(words["title"], style="Title").paragraph_format
    title.page_break_before, title.space_before = not is_first, Pt(0)
    settings = facts.dataset.config.settings
    document.add_paragraph(
        f"{settings.worded('unit', language)}, {facts.dataset.period.name(language)}", style="Subtitle"
    )
    asked = [words["owner"].format(owned_by.owner)]
    if owned_by.deadline is not None:
        asked.append(words["deadline"].format(date_text(owned_by.deadline, language)))
    line = document.add_paragraph(style="Kimtan Table")
    line.add_run(". ".join([*asked, words["intro"]])).font.size = Pt(11)
    _add_table(document, facts, owned_by)
    for text in (words["signed"], words["signature"]):
        signed = document.add_paragraph(text, style="Kimtan Table").paragraph_format
        signed.left_indent, signed.alignment = Mm(150), WD_ALIGN_PARAGRAPH.CENTER
        signed.keep_with_next = text != words["signature"]


def _add_table(document: Any, facts: Facts, owned_by: Owned) -> None:
    """A head that is repeated on every page, and a row for each contradiction that no page's end divides."""
    words, tables = words_in(_WORDS, facts.language), Tables(facts)
    table = document.add_table(rows=0, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    head = table.add_row()
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(head.cells, _COLUMNS, strict=True):
        _fill(cell, [words[name]], is_bold=True, is_centred=True)
    first: dict[str, Finding] = {}
    for number, finding in enumerate(owned_by.findings, start=1):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        told_by = first.setdefault(finding.group, finding)
        card = {label: _lines(run) for label, run in tables.card(finding, told_by)}
        texts = _texts(card, str(number), describe.plainly(facts, finding), facts, owned_by)
        for cell, lines in zip(row.cells, texts, strict=True):
            _fill(cell, lines)
        for quoted in _quoted(facts, finding):
            _add(row.cells[1].add_paragraph(), words["quoted"].format(quoted), is_quoted=True)
    for column, width in zip(table.columns, _COLUMNS.values(), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _texts(
    card: Mapping[str, list[str]], number: str, title: str, facts: Facts, owned_by: Owned
) -> Iterable[list[str]]:
    """The lines of each cell of a row; who is asked stands there only where others than the page's owner are."""
    lines = {word: card.get(word.in_(facts.language), []) for word in (STATED, FOLLOWS, GAP, ASSUMES, CHANCES, WHO)}
    details = [f"{word.in_(facts.language)}: {line}" for word in (GAP, ASSUMES) for line in lines[word]]
    others = [f"{WHO.in_(facts.language)}: {line}" for line in lines[WHO] if ";" in line and owned_by.owner in line]
    return [number], [title, *others], lines[STATED], [*lines[FOLLOWS], *details], [_run_on(lines[CHANCES])], [""]


def _run_on(lines: Iterable[str]) -> str:
    """Lines one behind the other, so that a page holds more of them: ``58% phải là 85,7 – 92,8%; 51% phải là …``."""
    return "; ".join(lines).replace(":; ", ": ")


def _fill(cell: Any, lines: Sequence[str], *, is_bold: bool = False, is_centred: bool = False) -> None:
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _add(paragraph, line, is_bold=is_bold)
        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add(paragraph: Any, text: str, *, is_bold: bool = False, is_quoted: bool = False) -> None:
    paragraph.style = "Kimtan Table"
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = _QUOTED_LETTERS if is_quoted else _LETTERS, is_bold or None, is_quoted or None


def _lines(run: Run) -> list[str]:
    """The text of a cell, line by line."""
    lines: list[list[Piece]] = [[]]
    for piece in run:
        if isinstance(piece, Break):
            lines.append([])
        else:
            lines[-1].append(piece)
    return [plain(line) for line in lines]


def _quoted(facts: Facts, finding: Finding) -> list[str]:
    rows = [facts.rows[figure] for figure in finding.disputed if figure in facts.rows]
    return list(dict.fromkeys(quote for row in rows if (quote := facts.dataset.quote(row.source))))

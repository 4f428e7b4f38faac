"""A page for each owner of figures: what in them cannot be true, what each would have to be, and room to answer."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.shared import Mm

from kimtan.audit.findings import Finding
from kimtan.data.dataset import Dataset
from kimtan.data.identities import FigureId
from kimtan.figures import date_text
from kimtan.languages import Bilingual, words_in
from kimtan.present import findings as describe
from kimtan.present.blocks import Break, Run, plain
from kimtan.present.facts import Facts
from kimtan.present.rich_text import Piece
from kimtan.present.tables import Tables
from kimtan.report.word.base import base
from kimtan.report.word.repeatable import repeatable

_NOBODY = Bilingual("Chưa phân công", "Nobody yet")
_WORDS: Mapping[str, Bilingual] = {
    "title": Bilingual("PHIẾU XÁC NHẬN SỐ LIỆU", "FIGURES TO BE CONFIRMED"),
    "owner": Bilingual("Nơi cung cấp số liệu: {}", "Owner of the figures: {}"),
    "deadline": Bilingual("Hạn trả lời: {}", "To be answered by {}"),
    "intro": Bilingual(
        "Các số liệu sau đây không thể cùng đúng. Đề nghị kiểm tra và ghi vào ô trả lời: số đúng, hoặc lý do số "
        "đang ghi là đúng.",
        "The following figures cannot all be true. Please check them and answer in the last row: the right figure, "
        "or why the one written is right.",
    ),
    "answer": Bilingual("Trả lời", "Answer"),
    "quoted": Bilingual("Nguyên văn: “{}”", "The source says: “{}”"),
    "signed": Bilingual("Ngày ……… tháng ……… năm ………", "Date ………………………"),
    "signature": Bilingual("Người xác nhận (ký, ghi rõ họ tên)", "Confirmed by (signature and name)"),
}
_LONGEST_NAME = 80  # in letters; file systems take three times as many
_WIDTHS = (32, 133)
_ANSWER_LINES = 2
_DAY = dt.datetime(2000, 1, 1)


@dataclass(frozen=True)
class Owned:
    """The contradictions in the figures of one owner."""

    owner: str
    deadline: dt.date | None
    findings: tuple[Finding, ...]
    sections: frozenset[str]
    file: str
    """The name of the page's file."""


def file_names(owners: Iterable[str]) -> dict[str, str]:
    """A name for each owner's page: small letters of the alphabet, digits and dashes.

    Owners whose names are alike then, but for marks say, are told apart by a number, in the order given.

    >>> file_names(["Địa chính - nông nghiệp", "Tuấn", "Tuân"])
    {'Địa chính - nông nghiệp': 'dia-chinh-nong-nghiep.docx', 'Tuấn': 'tuan.docx', 'Tuân': 'tuan-2.docx'}
    """
    names: dict[str, str] = {}
    for owner in owners:
        plain = unicodedata.normalize("NFD", owner.replace("đ", "d").replace("Đ", "D"))
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
        base = re.sub("[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-") or "owner"
        name, number = f"{base}.docx", 2
        while name in names.values():
            name, number = f"{base}-{number}.docx", number + 1
        names[owner] = name
    return names


def owned(facts: Facts) -> tuple[Owned, ...]:
    """The contradictions by owner, in table order; those of sections without an owner last."""
    dataset, language = facts.dataset, facts.language
    owners = dataset.config.settings.owners
    sections: dict[str, set[str]] = {}
    for indicator in dataset.indicators.values():
        name = owners[indicator.section].name if indicator.section in owners else _NOBODY.in_(language)
        sections.setdefault(name, set()).add(indicator.section)
    owned_findings = []
    files = file_names(sections)  # of all owners, so that a page keeps its name when another owner has none
    for name in sorted(sections, key=lambda name: name == _NOBODY.in_(language)):
        own = tuple(
            finding
            for finding in _contradictions(facts)
            if any(_is_in(dataset, f, sections[name]) for f in finding.disputed)
        )
        deadlines = [owners[section].deadline for section in sections[name] if section in owners]
        known = [day for day in deadlines if day is not None]
        if own:
            owned_findings.append(Owned(name, min(known, default=None), own, frozenset(sections[name]), files[name]))
    return tuple(owned_findings)


def _contradictions(facts: Facts) -> list[Finding]:
    """What cannot hold and nobody has settled; other forms of one contradiction are told with it."""
    wrong = [finding for finding in facts.findings if finding.is_contradiction]
    return list(dict.fromkeys(describe.main(facts, finding) for finding in wrong))


def _is_in(dataset: Dataset, figure: FigureId, sections: Iterable[str]) -> bool:
    indicator = dataset.indicators.get(figure.indicator)
    return indicator is not None and indicator.section in sections


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


def _write(document: Any, facts: Facts, owned_by: Owned, *, is_first: bool) -> None:
    words, language = words_in(_WORDS, facts.language), facts.language
    document.add_paragraph(words["title"], style="Title").paragraph_format.page_break_before = not is_first
    settings = facts.dataset.config.settings
    document.add_paragraph(
        f"{settings.worded('unit', language)}, {facts.dataset.period.name(language)}", style="Subtitle"
    )
    document.add_paragraph(words["owner"].format(owned_by.owner), style="Body Text")
    if owned_by.deadline is not None:
        document.add_paragraph(words["deadline"].format(date_text(owned_by.deadline, language)), style="Body Text")
    document.add_paragraph(words["intro"], style="Body Text")
    first: dict[str, Finding] = {}
    for number, finding in enumerate(owned_by.findings, start=1):
        card = Tables(facts).card(finding, first.setdefault(finding.group, finding))
        _add(document, facts, finding, card, number)
    for text in (words["signed"], words["signature"]):
        signed = document.add_paragraph(text, style="Kimtan Head").paragraph_format
        signed.left_indent, signed.space_before = Mm(75), Mm(3)


def _add(document: Any, facts: Facts, finding: Finding, card: Sequence[tuple[str, Run]], number: int) -> None:
    """A contradiction in plain words, and room to answer."""
    words = words_in(_WORDS, facts.language)
    document.add_paragraph(f"{number}. {Tables(facts).plainly(finding)}", style="Heading 3")
    rows = [(label, _lines(run)) for label, run in card]
    rows.append((words["answer"], [""] * _ANSWER_LINES))
    table = document.add_table(rows=0, cols=len(_WIDTHS), style="Table Grid")
    for label, lines in rows:
        cells = table.add_row().cells
        cells[0].paragraphs[0].text, cells[0].paragraphs[0].style = label, "Kimtan Table"
        cells[0].paragraphs[0].paragraph_format.keep_with_next = label != words["answer"]
        for at, line in enumerate(lines):
            paragraph = cells[1].paragraphs[0] if at == 0 else cells[1].add_paragraph()
            paragraph.text, paragraph.style = line, "Kimtan Table"
            paragraph.paragraph_format.keep_with_next = label != words["answer"]
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for quoted in _quoted(facts, finding):
        document.add_paragraph(words["quoted"].format(quoted), style="Kimtan Note")


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

"""A page for each owner of figures: what in them cannot be true, what each would have to be, and room to answer."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.shared import Mm

from kimtan.audit.findings import Finding
from kimtan.audit.wording import range_text
from kimtan.data.dataset import Dataset
from kimtan.data.identities import FigureId
from kimtan.data.measures import MEASURES
from kimtan.figures import date_text
from kimtan.languages import Bilingual, words_in
from kimtan.present import findings as told
from kimtan.present.facts import Facts
from kimtan.report.word.base import base
from kimtan.report.word.repeatable import repeatable

_NOBODY = Bilingual("Chưa phân công", "Nobody yet")
_WORDS: Mapping[str, Bilingual] = {
    "title": Bilingual("PHIẾU XÁC NHẬN SỐ LIỆU", "FIGURES TO BE CONFIRMED"),
    "owner": Bilingual("Nơi cung cấp số liệu: {}", "Owner of the figures: {}"),
    "deadline": Bilingual("Hạn trả lời: {}", "To be answered by {}"),
    "intro": Bilingual(
        "Các số liệu sau đây không thể cùng đúng. Đề nghị kiểm tra và ghi ý kiến vào cột cuối: số đúng, "
        "hoặc lý do số đang ghi là đúng.",
        "The following figures cannot all be true. Please check them and answer in the last column: the right "
        "figure, or why the one written is right.",
    ),
    "stated": Bilingual("Đang nêu {}; phải khớp {}.", "Stated: {}; must meet {}."),
    "quoted": Bilingual("Nguyên văn: “{}”", "The source says: “{}”"),
    "signed": Bilingual("Ngày ……… tháng ……… năm ………", "Date ………………………"),
    "signature": Bilingual("Người xác nhận (ký, ghi rõ họ tên)", "Confirmed by (signature and name)"),
}
_HEADS = (
    Bilingual("Số liệu", "Figure"),
    Bilingual("Đang ghi", "As written"),
    Bilingual("Nguồn", "Source"),
    Bilingual("Phải trong khoảng", "Would have to be"),
    Bilingual("Ý kiến", "Answer"),
)
_WIDTHS = (46, 24, 24, 34, 37)
_LONGEST_NAME = 80  # in letters; file systems take three times as many
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
    for one in dataset.indicators.values():
        name = owners[one.section].name if one.section in owners else _NOBODY.in_(language)
        sections.setdefault(name, set()).add(one.section)
    found = []
    files = file_names(sections)  # of all owners, so that a page keeps its name when another owner has none
    for name in sorted(sections, key=lambda name: name == _NOBODY.in_(language)):
        own = tuple(
            one for one in _contradictions(facts) if any(_is_in(dataset, f, sections[name]) for f in one.disputed)
        )
        deadlines = [owners[section].deadline for section in sections[name] if section in owners]
        known = [day for day in deadlines if day is not None]
        if own:
            found.append(Owned(name, min(known, default=None), own, frozenset(sections[name]), files[name]))
    return tuple(found)


def _contradictions(facts: Facts) -> list[Finding]:
    """What cannot hold and nobody has settled; other forms of one contradiction are told with it."""
    wrong = [one for one in facts.findings if one.is_contradiction]
    return list(dict.fromkeys(told.main(facts, one) for one in wrong))


def _is_in(dataset: Dataset, figure: FigureId, sections: Iterable[str]) -> bool:
    one = dataset.indicators.get(figure.indicator)
    return one is not None and one.section in sections


def page(facts: Facts, one: Owned) -> bytes:
    """The page of an owner as a Word document; the same bytes for the same findings."""
    words, language = words_in(_WORDS, facts.language), facts.language
    document = Document(io.BytesIO(base()))
    properties = document.core_properties
    properties.author, properties.title = "kimtan", f"{words['title']}: {one.owner}"
    properties.created = properties.modified = _DAY
    document.add_paragraph(words["title"], style="Title")
    settings = facts.dataset.config.settings
    document.add_paragraph(
        f"{settings.worded('unit', language)}, {facts.dataset.period.name(language)}", style="Subtitle"
    )
    document.add_paragraph(words["owner"].format(one.owner), style="Body Text")
    if one.deadline is not None:
        document.add_paragraph(words["deadline"].format(date_text(one.deadline, language)), style="Body Text")
    document.add_paragraph(words["intro"], style="Body Text")
    for number, finding in enumerate(one.findings, start=1):
        _add(document, facts, one, finding, number)
    for text in (words["signed"], words["signature"]):
        document.add_paragraph(text, style="Body Text").paragraph_format.left_indent = Mm(85)
    target = io.BytesIO()
    document.save(target)
    return repeatable(target.getvalue())


def _add(document: Any, facts: Facts, one: Owned, finding: Finding, number: int) -> None:
    """A contradiction with the owner's figures in it."""
    words, language = words_in(_WORDS, facts.language), facts.language
    unit = facts.dataset.units[finding.unit]
    document.add_paragraph(f"{number}. {told.label(facts, finding)}", style="Heading 3")
    stated, wanted = (range_text(ends, unit, language) for ends in (finding.stated, finding.recomputed))
    if stated and wanted:
        document.add_paragraph(words["stated"].format(stated, wanted), style="Body Text")
    table = document.add_table(rows=1, cols=len(_WIDTHS), style="Table Grid")
    heads = [head.in_(language) for head in _HEADS]
    for row in (heads, *_rows(facts, one, finding)):
        cells = table.rows[0].cells if row is heads else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = "Kimtan Head" if row is heads else "Kimtan Table"
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for quoted in _quoted(facts, one, finding):
        document.add_paragraph(words["quoted"].format(quoted), style="Kimtan Note")


def _rows(facts: Facts, one: Owned, finding: Finding) -> Iterator[list[str]]:
    needs = {suspect.figure: suspect.needs for suspect in finding.suspects}
    for figure in finding.disputed:
        row = facts.rows.get(figure)
        if row is None or not _is_in(facts.dataset, figure, one.sections):
            continue
        unit = facts.dataset.units[row.unit]
        measure = MEASURES[row.measure].name.in_(facts.language)
        wanted = range_text(needs.get(figure), unit, facts.language)
        written = (
            f"{row.as_written} {unit.name(facts.language)}" if not row.as_written.endswith("%") else row.as_written
        )
        yield [f"{facts.name(row.indicator)} ({measure})", written, facts.place(row.source), wanted, ""]


def _quoted(facts: Facts, one: Owned, finding: Finding) -> list[str]:
    rows = [facts.rows[figure] for figure in finding.disputed if figure in facts.rows]
    own = [row for row in rows if _is_in(facts.dataset, row.figure, one.sections)]
    return list(dict.fromkeys(quote for row in own if (quote := facts.dataset.quote(row.source))))

"""A document as it stands, as a page: every number marked, and told how it was read and with what it was confronted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from kimtan.audit.outcomes import STATES
from kimtan.data.measures import MEASURES
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.findings import ProofFinding, worst_first
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.figures import number_text
from kimtan.report.page import standalone_page

_KINDS = {
    "wrong": "số mâu thuẫn với số khác",
    "suspicious": "số nghi vấn",
    "read": "số đã đọc",
    "refused": "số không phải số liệu",
}
_ASIDE = {"footnote": "Chú thích", "header": "Đầu trang", "footer": "Chân trang", "text_box": "Khung chữ"}
_SPOKEN = {
    kind: f'<span class="sign" aria-hidden="true">{sign}</span><span class="unseen"> ({_KINDS[kind]})</span>'
    for kind, sign in (("wrong", "!"), ("suspicious", "?"))
}
"""What stands behind a number that something is wrong with: a sign to be seen, words to be heard."""
_OTHER_MEASURES = {"share": "Tỷ trọng", "change": "Thay đổi so với gốc khác", "": "Chương trình chưa xác định được"}
_BOUNDS = {"at_least": "ít nhất", "at_most": "nhiều nhất", "about": "khoảng"}
_OPENING, _CLOSING = re.compile(r"[(\[“\"+−-]{1,2}\Z"), re.compile(r"[%.,;:)\]”\"]{1,3}")
"""Signs that stay on the line of the number that they stand at."""

_MOST_CELLS = 200_000


@dataclass(frozen=True)
class _Token:
    """A number in a passage, and how it is marked."""

    start: int
    end: int
    key: str
    kind: str


def proof_page(
    document: ReadDocument, reading: Reading, findings: Sequence[ProofFinding], unplaced: Sequence[int] = ()
) -> str:
    """The whole page; the same bytes for the same document. Everything from the document is escaped."""
    figures = {figure.n: figure for figure in reading.figures}
    shown = [finding for finding in worst_first(tuple(findings)) if finding.is_wrong]
    kinds = _kinds(shown)
    tokens = _tokens(reading, kinds)
    places = {f.n: document.passages[f.passage].told_at(f.start) for f in reading.figures}
    return standalone_page(
        "proof.html.j2",
        "vi",
        style="proof.css",
        script="proof.js",
        document=document,
        kinds=_KINDS,
        counts=_counts(reading, kinds),
        findings=[_finding(finding, figures, places) for finding in shown],
        checked=sum(not finding.is_wrong for finding in findings),
        unplaced=[(n, figures[n].as_written, places[n]) for n in unplaced if n in figures],
        text=Markup("\n").join(_text(document.passages, tokens)),
        details=_data(_details(reading, findings, figures, places)),
    )


def _kinds(wrong: Sequence[ProofFinding]) -> dict[int, str]:
    """How each figure is marked that something is wrong with."""
    kinds: dict[int, str] = {}
    for finding in wrong:
        kind = "wrong" if finding.outcome == "cannot_hold" else "suspicious"
        for n in finding.figures:
            kinds.setdefault(n, kind)
    return kinds


def _counts(reading: Reading, kinds: Mapping[int, str]) -> dict[str, int]:
    counts = dict.fromkeys(_KINDS, 0)
    for figure in reading.figures:
        counts[kinds.get(figure.n, "read")] += 1
    counts["refused"] = len(reading.refused)
    return counts


def _tokens(reading: Reading, kinds: Mapping[int, str]) -> dict[int, list[_Token]]:
    """The numbers of each passage in their order; none overlaps another."""
    by_passage: dict[int, list[_Token]] = {}
    for figure in reading.figures:
        token = _Token(figure.start, figure.end, str(figure.n), kinds.get(figure.n, "read"))
        by_passage.setdefault(figure.passage, []).append(token)
    for number, refused in enumerate(reading.refused, start=1):
        token = _Token(refused.start, refused.end, f"r{number}", "refused")
        by_passage.setdefault(refused.passage, []).append(token)
    for passage, tokens in by_passage.items():
        apart: list[_Token] = []
        for token in sorted(tokens, key=lambda token: (token.start, -token.end)):
            if not apart or token.start >= apart[-1].end:
                apart.append(token)
        by_passage[passage] = apart
    return by_passage


def _text(passages: Sequence[Passage], tokens: Mapping[int, list[_Token]]) -> Iterator[Markup]:
    """The document's blocks: paragraphs, headings, tables."""
    numbered = list(enumerate(passages))
    for table, group in groupby(numbered, key=lambda numbered: numbered[1].cell.table if numbered[1].cell else 0):
        members = list(group)
        if table:
            yield _table(members, tokens, f"Bảng {table}")
        else:
            for at, passage in members:
                yield _paragraph(passage, _marked(passage.text, tokens.get(at, [])))


def _paragraph(passage: Passage, text: Markup) -> Markup:
    number = Markup('<span class="number">{}</span> ').format(passage.number) if passage.number else ""
    if passage.kind == "heading":
        level = min(passage.level + 2, 6)
        return Markup("<h{0}>{1}{2}</h{0}>").format(level, number, text)
    if passage.kind in _ASIDE:
        return Markup('<p class="aside"><span class="label">{}:</span> {}{}</p>').format(
            _ASIDE[passage.kind], number, text
        )
    return Markup("<p>{}{}</p>").format(number, text)


def _marked(text: str, tokens: Sequence[_Token]) -> Markup:
    """A text with a button for each of its numbers.

    The buttons are joined as plain text, which is several times as fast as formatting each as markup: of what they
    hold only the number and the signs around it come from the document, and those are escaped here.
    """
    parts: list[str] = []
    at = 0
    for token in tokens:
        button = (
            f'<button type="button" class="f {token.kind}" id="n{token.key}" data-n="{token.key}">'
            f"{escape(text[token.start : token.end])}{_SPOKEN.get(token.kind, '')}</button>"
        )
        opening, closing = _OPENING.search(text, at, token.start), _CLOSING.match(text, token.end)
        before = opening.start() if opening else token.start
        after = closing.end() if closing else token.end
        if (before, after) != (token.start, token.end):
            left, right = escape(text[before : token.start]), escape(text[token.end : after])
            button = f'<span class="kept">{left}{button}{right}</span>'
        parts.append(escape(text[at:before]))
        parts.append(button)
        at = after
    return Markup("".join([*parts, escape(text[at:])]))


def _table(members: Sequence[tuple[int, Passage]], tokens: Mapping[int, list[_Token]], name: str) -> Markup:
    """A table of the document with its merged cells; what is empty is an empty cell."""
    cells: dict[tuple[int, int], list[Markup]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for at, passage in members:
        if passage.cell is None:
            continue
        key = (passage.cell.row, passage.cell.column)
        cells.setdefault(key, []).append(_marked(passage.text, tokens.get(at, [])))
        spans[key] = (passage.cell.row_span, passage.cell.column_span)
    rows = max(row + spans[row, column][0] - 1 for row, column in cells)
    columns = max(column + spans[row, column][1] - 1 for row, column in cells)
    is_filled = rows * columns <= _MOST_CELLS
    covered: set[tuple[int, int]] = set()
    body: list[Markup] = []
    for row in range(1, rows + 1) if is_filled else sorted({row for row, _ in cells}):
        line: list[Markup] = []
        for column in (
            range(1, columns + 1)
            if is_filled
            else sorted(other_column for other_row, other_column in cells if other_row == row)
        ):
            if (row, column) in cells:
                down, across = spans[row, column]
                if is_filled:
                    covered |= {(row + r, column + c) for r in range(down) for c in range(across)}
                span = Markup(' rowspan="{}" colspan="{}"').format(down, across) if (down, across) != (1, 1) else ""
                line.append(Markup("<td{}>{}</td>").format(span, Markup("<br>").join(cells[row, column])))
            elif (row, column) not in covered:
                line.append(Markup("<td></td>"))
        body.append(Markup("<tr>{}</tr>").format(Markup("").join(line)))
    inside = Markup("<table><tbody>{}</tbody></table>").format(Markup("\n").join(body))
    return Markup(
        '<div class="table"><div class="scroll" role="region" aria-label="{}" tabindex="0">{}</div></div>'
    ).format(name, inside)


def _finding(finding: ProofFinding, figures: Mapping[int, ReadFigure], places: Mapping[int, str]) -> dict[str, Any]:
    kind = "wrong" if finding.outcome == "cannot_hold" else "suspicious"
    links = [(n, figures[n].as_written, places[n]) for n in finding.figures if n in figures]
    return {"kind": kind, "title": STATES[finding.outcome].title.vi, "text": finding.text_vi, "figures": links}


def _details(
    reading: Reading, findings: Sequence[ProofFinding], figures: Mapping[int, ReadFigure], places: Mapping[int, str]
) -> dict[str, Any]:
    """What the page tells of each number when it is asked: how it was read, and which confrontations it was part of."""
    confrontations: list[dict[str, Any]] = []
    own: dict[int, list[int]] = {}
    for finding in worst_first(tuple(findings)):
        known = [n for n in dict.fromkeys(finding.figures) if n in figures]
        for n in known:
            own.setdefault(n, []).append(len(confrontations))
        title = STATES[finding.outcome].title.vi
        confrontations.append({"title": title, "text": finding.text_vi, "figures": [str(n) for n in known]})
    numbers: dict[str, Any] = {}
    for figure in reading.figures:
        numbers[str(figure.n)] = {
            "title": figure.as_written,
            "place": places[figure.n],
            "terms": [[term, text] for term, text in _terms(figure, figures, places) if text],
            "confronted": own.get(figure.n, []),
        }
    for number, token in enumerate(reading.refused, start=1):
        numbers[f"r{number}"] = {"title": token.token, "terms": [["Lý do không đọc là số liệu", token.reason]]}
    return {"confrontations": confrontations, "numbers": numbers}


def _terms(
    figure: ReadFigure, figures: Mapping[int, ReadFigure], places: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """How a figure was read, term by term; an empty text says nothing."""
    measure = MEASURES[figure.measure].title.vi if figure.measure in MEASURES else _OTHER_MEASURES[figure.measure]
    value = " – ".join(_number(end) for end in (figure.value, figure.upper) if end is not None)
    if figure.denominator is not None:
        value = f"{value} trên {_number(figure.denominator)}"
    yield "Giá trị", f"{_BOUNDS.get(figure.bound or '', '')} {value} {figure.unit_text or figure.unit}".strip()
    yield "Nội dung", measure
    yield "Đối tượng", figure.subject
    yield "So với", figure.base
    yield "Chỉ tiêu", figure.indicator_name or figure.indicator
    whole = figures.get(figure.part_of or 0)
    yield "Là một phần của", f"{whole.as_written} ({places[whole.n]})" if whole else ""
    yield "Vị trí", places[figure.n]
    yield "Độ chắc chắn khi đọc", f"{round(100 * figure.confidence)}%"
    yield "Căn cứ để đọc", "; ".join(figure.rests_on)


def _number(value: Any) -> str:
    return number_text(value, "vi")


def _data(content: dict[str, Any]) -> Markup:
    """Data for a script element: nothing in it can end the element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)

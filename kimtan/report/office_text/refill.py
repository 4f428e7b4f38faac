"""An office's text filled with the figures of a period: every number new, and whatever no longer fits it marked.

Nothing of an earlier period stays silently: a number that belongs to no content control is highlighted, and words that
depend on a number get a comment where they say something else than it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import EllipsisType
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from kimtan.data.identities import FigureId, Topic
from kimtan.data.measures import MEASURES
from kimtan.data.units import convert
from kimtan.figures import number_text
from kimtan.report.office_text import period_words
from kimtan.report.office_text.outcome import Filled
from kimtan.report.office_text.places import TextRange
from kimtan.report.office_text.tags import DateSlot, FigureSlot, PeriodSlot, parsed
from kimtan.report.office_text.word_text import Control, TextParagraph, WordText, around
from kimtan.report.word.xml import Element

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset
    from kimtan.data.observations import Observation

BLANK = "……"
"""What stands where nothing is stated."""

AUTHOR, INITIALS = "kimtan", "kt"

Numbers = Callable[[WordText, bytes], Iterable[TextRange]]
"""Tells where the numbers of an open document stand; it also gets the file."""


def refill(
    content: bytes,
    dataset: Dataset,
    numbers: Numbers,
    doubts: Mapping[FigureId, str] = {},
    *,
    is_clean: bool = False,
    head: str = "",
) -> Filled:
    """Fill the content controls of a text.

    Parameters
    ----------
    content
        The Word document.
    dataset
        The period in its edition.
    numbers
        Finds the numbers of a text, to tell those that are bound to nothing.
    doubts
        What speaks against figures that nobody has settled, in Vietnamese.
    is_clean
        Whether comments and highlights are left out.
    head
        What the head of every page says: that it is a draft, for one.
    """
    text = WordText(content)
    if head:
        text.head(head)
    filling = _Filling(dataset, doubts, text, is_clean)
    for paragraph in text.paragraphs:
        filling.fill(paragraph)
    filling.mark_unbound(numbers)
    return filling.done


class _Filling:
    def __init__(self, dataset: Dataset, doubts: Mapping[FigureId, str], text: WordText, is_clean: bool) -> None:
        self._dataset, self._doubts, self._is_clean = dataset, doubts, is_clean
        self._open(text)
        self._topics = [
            Topic(name, measure, basis)
            for name in dataset.indicators
            for measure in MEASURES
            for basis in {None, *(row.basis for row in dataset.statements(name, measure))}
        ]
        self.done = Filled()
        self._is_renewed = False  # whether the text was of another period

    def _open(self, text: WordText) -> None:
        self._text = text
        self._body = {id(paragraph.element) for paragraph in text.body}

    def fill(self, paragraph: TextParagraph) -> None:
        remarks: list[tuple[Control, str]] = []
        for control in paragraph.controls:
            slot = parsed(control.tag, self._topics)
            if isinstance(slot, PeriodSlot):
                words = period_words.words(slot, self._dataset.period)
                self._is_renewed |= " ".join(control.text.lower().split()) != words.lower()
                control.show(words)
            elif isinstance(slot, DateSlot):
                control.show(self._day(slot))
            elif isinstance(slot, FigureSlot):
                remarks += [(control, remark) for remark in self._figure(control, slot, paragraph)]
        paragraph.read_again()
        for control, remark in remarks:
            self._comment(paragraph, control.runs, remark)

    def _figure(self, control: Control, slot: FigureSlot, paragraph: TextParagraph) -> Iterator[str]:
        row = self._row(slot.topic, slot.qualifier)
        start, end = paragraph.span(control)
        before, after = paragraph.text[:start], paragraph.text[end:]
        if row is None:
            control.show(BLANK)
            self.done.blank.append(str(slot.topic))
            yield "Kỳ này chưa có số liệu."
            return
        control.show(self.written(row, slot))
        self.done.figures += 1
        for remark in misfits(row, before, after):
            self.done.words.append(remark)
            yield remark
        if doubt := self._doubts.get(row.figure):
            self.done.disputed += 1
            yield doubt

    def _day(self, slot: DateSlot) -> str:
        """The day until which a figure is counted: its own, or that of the report."""
        row = self._row(slot.topic)
        settings = self._dataset.config.settings
        return BLANK if row is None else period_words.day(row.as_of or settings.as_of or self._dataset.period.end)

    def _row(self, topic: Topic | str, qualifier: str | EllipsisType | None = ...) -> Observation | None:
        """What is stated of a topic, as measured by some rules or, by default, by any."""
        if isinstance(topic, str) or topic.indicator not in self._dataset.indicators:
            return None
        rows = self._dataset.statements(topic.indicator, topic.measure)
        return next((row for row in rows if row.basis == topic.basis and qualifier in {row.qualifier, ...}), None)

    def written(self, row: Observation, slot: FigureSlot) -> str:
        """A figure's number in the unit of the text; its sign stands in words where the measure's does."""
        value = row.value
        units = self._dataset.units
        if row.unit != slot.unit and slot.unit in units and units[row.unit].dimension == units[slot.unit].dimension:
            value = convert(row.value, units[row.unit], units[slot.unit])
        if MEASURES[row.measure].is_signed_by_words:
            value = abs(value)
        return number_text(value, "vi", two_digits=slot.is_two_digits)

    def mark_unbound(self, numbers: Numbers) -> None:
        """Highlight numbers that no content control holds, and times where the text was of another period."""
        content = self._text.bytes()
        self._open(WordText(content))
        self._mark(numbers(self._text, content), "Số của kỳ trước: chưa gắn với số liệu nào, đề nghị kiểm tra.")
        if self._is_renewed:
            times = (
                TextRange(place, *span)
                for place, paragraph in enumerate(self._text.paragraphs)
                for span in period_words.times(paragraph.text)
            )
            self._mark(times, "Thời gian của kỳ trước: chưa gắn với kỳ báo cáo, đề nghị kiểm tra.")
        self.done.content = self._text.bytes()

    def _mark(self, spans: Iterable[TextRange], remark: str) -> None:
        """Highlight what no content control holds, with one comment a paragraph."""
        places: dict[int, list[tuple[int, int]]] = {}
        for span in spans:
            places.setdefault(span.paragraph, []).append((span.start, span.end))
        for place, found in places.items():
            paragraph = self._text.paragraphs[place]
            bound = [paragraph.span(control) for control in paragraph.controls if parsed(control.tag, ()) is not None]
            loose = [span for span in found if not any(start < span[1] and span[0] < end for start, end in bound)]
            for start, end in loose:
                self.done.unbound.append(around(paragraph.text, start, end))
            if self._is_clean:
                continue
            marked = [run for start, end in loose for run in self._highlighted(paragraph, start, end)]
            if marked:
                self._comment(paragraph, marked[:1], remark)

    def _highlighted(self, paragraph: TextParagraph, start: int, end: int) -> list[Element]:
        from docx.enum.text import WD_COLOR_INDEX
        from docx.text.run import Run

        runs = paragraph.runs(start, end)
        for element in runs:
            Run(element, self._text.document.part).font.highlight_color = WD_COLOR_INDEX.YELLOW
        return runs

    def _comment(self, paragraph: TextParagraph, runs: Sequence[Element], text: str) -> None:
        if self._is_clean or id(paragraph.element) not in self._body or not runs:
            return
        from docx.text.run import Run

        document = self._text.document
        made = document.add_comment(
            [Run(element, document.part) for element in runs], text=text, author=AUTHOR, initials=INITIALS
        )
        date = self._dataset.config.settings.date or self._dataset.period.end
        made._comment_elm.set(qn("w:date"), f"{date.isoformat()}T00:00:00Z")


_RISES = re.compile(r"(?i)\b(tăng|giảm)\b")
_REACHED = re.compile(
    r"(?i)(chưa đạt|mới đạt|chỉ đạt|không đạt|đạt và vượt|vượt|đạt|bằng)\s*(?:kế hoạch|mức)?[^\d]{0,25}$"
)
_RANKS = re.compile(r"(?i)\b(cao nhất|thấp nhất|lớn nhất|nhiều nhất|ít nhất|cao hơn|thấp hơn)\b")
_BOUNDS = {
    "at_least": ("hơn", "trên", "ít nhất", "tối thiểu", "từ"),
    "at_most": ("dưới", "không quá", "tối đa", "chưa đến"),
    "about": ("khoảng", "gần", "xấp xỉ", "chừng", "ước khoảng"),
}


def misfits(row: Observation, before: str, after: str) -> Iterator[str]:
    """What words beside a number say that the figure does not, in Vietnamese; empty where they agree.

    Parameters
    ----------
    row
        The figure.
    before, after
        The text of its paragraph before and after it, as it stood.
    """
    clause = re.split(r"[.;]\s|(?<=\d)%?,\s", before)[-1]
    if MEASURES[row.measure].is_signed_by_words and row.value:
        verbs = _RISES.findall(clause)
        expected = "tăng" if row.value > 0 else "giảm"
        if verbs and verbs[-1].lower() != expected:
            percent = "%" if MEASURES[row.measure].is_percent else ""
            change = f"{number_text(abs(row.value), 'vi')}{percent}"
            yield f"Câu viết “{verbs[-1]}”, nhưng số liệu kỳ này {expected} {change}."
    if row.measure == "pct_of_plan" and (match := _REACHED.search(clause)):
        word = match[1].lower()
        value = Fraction(row.value)
        if word in {"vượt", "đạt và vượt"} and value < 100:
            yield f"Câu viết “{match[1]}”, nhưng số liệu kỳ này mới bằng {number_text(row.value, 'vi')}% kế hoạch."
        if word in {"chưa đạt", "không đạt"} and value >= 100:
            yield f"Câu viết “{match[1]}”, nhưng số liệu kỳ này đã bằng {number_text(row.value, 'vi')}% kế hoạch."
        if word in {"mới đạt", "chỉ đạt"} and value >= 100:
            yield f"Câu viết “{match[1]}”, nhưng số liệu kỳ này đã bằng {number_text(row.value, 'vi')}% kế hoạch."
    if rank := _RANKS.search(clause[-60:] + after[:30]):
        yield f"Câu có so sánh “{rank[1]}”; số liệu đã thay, đề nghị kiểm tra lại so sánh này."
    bound = next((kind for kind, words in _BOUNDS.items() if clause.rstrip().lower().endswith(words)), None)
    if row.bound is not None and bound is None:
        yield "Số liệu kỳ này là số gần đúng hoặc số giới hạn, đề nghị thêm từ như “hơn”, “khoảng”, “dưới”."
    elif bound is not None and bound != row.bound:
        yield f"Câu viết “{clause.split()[-1]}”, nhưng số liệu kỳ này không phải số gần đúng."

"""An office's own report made the text of its next ones: each number of the period becomes a content control."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from kimtan.data.measures import MEASURES
from kimtan.extract.documents import word
from kimtan.extract.reading import read
from kimtan.figures import TOKEN
from kimtan.report.office_text import period_words
from kimtan.report.office_text.matching import Matched, match, tokens_of
from kimtan.report.office_text.places import Places, TextRange
from kimtan.report.office_text.tags import DateSlot, FigureSlot
from kimtan.report.office_text.word_text import WordText, around

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset
    from kimtan.data.observations import Observation

_FIRST_IDENTITY = 1_000_001
_PERIOD = "Kỳ báo cáo"
_ELSEWHERE = "số nằm ở phần của văn bản không gắn được (chú thích, liên kết)"
_DIVIDED = "số nằm giữa hai phần khác nhau của văn bản (ví dụ một liên kết)"


@dataclass(frozen=True)
class Loose:
    """A number that became no content control, and why."""

    place: str
    words: str
    reason: str


@dataclass(frozen=True)
class BoundText:
    """A text with content controls.

    Parameters
    ----------
    content
        The Word document.
    figures, periods
        How many numbers, and how many words about the period, became content controls.
    loose
        Numbers that did not.
    unused
        Statements of the period that the text does not have.
    """

    content: bytes
    figures: int
    periods: int
    loose: tuple[Loose, ...]
    unused: tuple[str, ...]


def bind(content: bytes, dataset: Dataset, name: str, shown: str) -> BoundText:
    """Bind the numbers of a Word report to the observations of its period.

    Nothing else in the document changes, and what is bound already stays so.

    Parameters
    ----------
    content
        The Word file.
    dataset
        The period that it is the report of.
    name, shown
        The file's name, and what messages call it.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    document, source = word.read(content, name, shown)
    text = WordText(content)
    places = Places(source, text)
    reading = read(document, dataset.indicators, dataset.units)
    loose: list[Loose] = []
    wanted: dict[TextRange, tuple[str, str]] = {}
    used = set()
    dated: dict[TextRange, Observation] = {}
    for candidate in match(reading.figures, dataset):
        token = candidate.token
        passage = document.passages[token.figure.passage]
        span = places.span(passage, token.start, token.end)
        if candidate.row is None or span is None:
            loose.append(
                Loose(passage.place, around(passage.text, token.start, token.end), candidate.reason or _ELSEWHERE)
            )
            continue
        used.add(candidate.row.topic)
        dated[span] = candidate.row
        wanted[span] = _control(candidate, dataset)
    figures = len(wanted)
    for span, date_of in list(_dates(text, dated)):
        if not any(_meet(span, other) for other in wanted):
            wanted[span] = date_of.tag, _PERIOD
    for number, paragraph in enumerate(text.paragraphs):
        for start, end, slot in period_words.find(paragraph.text, dataset.period):
            span = TextRange(number, start, end)
            if not any(_meet(span, other) for other in wanted):
                wanted[span] = slot.tag, _PERIOD
    identities = count(_FIRST_IDENTITY)
    for span, (tag, title) in sorted(wanted.items()):
        paragraph = text.paragraphs[span.paragraph]
        held = [TextRange(span.paragraph, *paragraph.span(control)) for control in paragraph.controls]
        if any(_meet(span, other) for other in held):
            continue
        if not paragraph.wrap(span.start, span.end, tag, title, next(identities)) and title != _PERIOD:
            loose.append(Loose("", around(paragraph.text, span.start, span.end), _DIVIDED))
            figures -= 1
    unused = tuple(dict.fromkeys(row.figure for row in dataset.stated if row.topic not in used))
    return BoundText(text.bytes(), figures, sum(title == _PERIOD for _, title in wanted.values()), tuple(loose), unused)


def numbers(text: WordText, content: bytes) -> Iterator[TextRange]:
    """The numbers of a Word file that was opened, as they are read."""
    document, source = word.read(content, "", "")
    places = Places(source, text)
    for figure in read(document).figures:
        for token in tokens_of(figure):
            span = places.span(document.passages[figure.passage], token.start, token.end)
            if span is not None:
                yield span


def _dates(text: WordText, rows: Mapping[TextRange, Observation]) -> Iterator[tuple[TextRange, DateSlot]]:
    """The days until which figures are counted, each the nearest before its number, or else behind it."""
    for span, row in rows.items():
        if row.as_of is None:
            continue
        found = [
            match.span() for match in period_words.written(row.as_of).finditer(text.paragraphs[span.paragraph].text)
        ]
        before = [days for days in found if days[1] <= span.start]
        if found:
            yield TextRange(span.paragraph, *(before[-1] if before else found[0])), DateSlot(row.topic)


def _meet(left: TextRange, right: TextRange) -> bool:
    return left.paragraph == right.paragraph and left.start < right.end and right.start < left.end


def _control(matched: Matched, dataset: Dataset) -> tuple[str, str]:
    """Tag and title of the content control of a matched number."""
    row, figure = matched.row, matched.token.figure
    if row is None:
        raise ValueError("Only a matched number has a content control.")
    tokens = TOKEN.findall(figure.as_written) or [""]
    written = tokens[-1 if matched.token.is_base else 0]
    unit = figure.unit if figure.unit and not matched.token.is_base else row.unit
    is_two_digits = written.startswith("0") and written.isdigit() and len(written) == 2
    slot = FigureSlot(row.topic, unit, is_two_digits, row.qualifier)
    title = f"{dataset.indicators[row.indicator].name_vi}: {MEASURES[row.measure].name.vi}"
    return slot.tag, title

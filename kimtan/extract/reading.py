"""From a document to its figures: :func:`read` lists the steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kimtan.data.indicators import Indicator
from kimtan.data.units import Unit
from kimtan.extract import numbers, subjects
from kimtan.extract.clauses import Statement, Surroundings, stated
from kimtan.extract.closings import of_wholes
from kimtan.extract.cues import BASE
from kimtan.extract.figures import ReadFigure, Reading, Refused
from kimtan.extract.matching import matched
from kimtan.extract.mentions import Mention, mentions
from kimtan.extract.numbers import Style
from kimtan.extract.outline import LIST_RANK, Place, places
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.extract.refusing import PAGE, is_page_number
from kimtan.extract.relations import breakdowns, with_parts
from kimtan.extract.tables import read_tables
from kimtan.extract.units import known_id

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ỹ]|[“\"(+*-]|\d)")
_YEAR = re.compile(r"(?:năm|tháng\s+\d{1,2}/)\s*((?:19|20)\d\d)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LEVEL_FOLLOWS = re.compile(r"\s*(?::|=|là|đạt|có|\d|giao|\(\s?\d)", re.IGNORECASE)
_BASE_BEHIND = re.compile(r"[\s(]{0,3}")
_LONGEST_RIGHT = 200


def read(
    document: ReadDocument, dictionary: Mapping[str, Indicator] | None = None, units: Mapping[str, Unit] | None = None
) -> Reading:
    """Every number of a document, as a figure or with the reason why it is none.

    Parameters
    ----------
    document
        What was read of the file.
    dictionary
        The indicators that subjects are matched with; without one they are their own.
    units
        The units of ``units.csv``, whose names figures get.
    """
    around = numbers.style(token.text for passage in document.passages for token in numbers.tokens(passage.text))
    figures: list[ReadFigure] = []
    refused: list[Refused] = []
    in_tables, of_tables, cells = read_tables(document, around)
    figures.extend(in_tables)
    refused.extend(of_tables)
    year = _report_year(document)
    for index, (passage, place) in enumerate(zip(document.passages, places(document), strict=True)):
        if index not in cells:
            made, none = _passage(index, passage, place, around, year)
            figures.extend(made)
            refused.extend(none)
    figures.sort(key=lambda figure: (figure.passage, figure.start))
    refused.sort(key=lambda token: (token.passage, token.start))
    numbered = [replace(figure, n=n) for n, figure in enumerate(figures, 1)]
    identified = [_identified(figure, units or {}) for figure in numbered]
    wholes = breakdowns(document, identified)
    related = with_parts(identified, wholes)
    return Reading(tuple(matched(document, related, dictionary or {}, units or {})), tuple(refused), tuple(wholes))


def _identified(figure: ReadFigure, units: Mapping[str, Unit]) -> ReadFigure:
    from kimtan.extract.units import behind

    return replace(figure, unit=known_id(behind(f" {figure.unit_text}", 0), units)) if figure.unit_text else figure


@dataclass
class _Told:
    """What went before in a passage: the subject and what was last stated of it."""

    subject: str = ""
    measure: str = ""
    has_fraction: bool = False
    is_same_sentence: bool = False
    said: frozenset[str] = frozenset()
    base: str = ""


def _passage(
    index: int, passage: Passage, place: Place, around: Style | None, year: int
) -> tuple[list[ReadFigure], list[Refused]]:
    """The figures of a passage that stands in no table."""
    text = passage.text
    if is_page_number(text) or passage.kind in {"header", "footer"}:
        tokens = numbers.tokens(text)
        return [], [Refused(index, token.start, token.end, token.text, PAGE) for token in tokens]
    found, none = mentions(text, around)
    refused = [Refused(index, token.start, token.end, text[token.start : token.end], why) for token, why in none]
    return list(of_wholes(list(_figures(index, text, place, found, year)), text)), refused


def _figures(index: int, text: str, place: Place, found: Sequence[Mention], year: int) -> Iterator[ReadFigure]:
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    told = _Told()
    sentence, at = place.body, 0
    read_to = place.body
    for number, mention in enumerate(found):
        while at < len(breaks) and breaks[at] <= mention.start:
            sentence, at = max(breaks[at], place.body), at + 1
            told.measure, told.is_same_sentence, told.said, told.base = "", False, frozenset(), ""
        start = max(sentence, read_to)
        left = text[max(start, mention.start - 400) : mention.start]
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        right = text[mention.unit_end : min(following, mention.unit_end + _LONGEST_RIGHT)]
        figure, told = _figure(
            index, text, place, mention, left, right, text[sentence : mention.start][-240:], told, year
        )
        yield figure
        read_to = _end_of_base(text, mention.unit_end)
        is_told = mention.unit is not None and (mention.unit.is_count or not subjects.before(left))
        if is_told and read_to == mention.unit_end:
            read_to += subjects.length_behind(right)


def _end_of_base(text: str, at: int) -> int:
    """Where the words end that only say with what the figure before them is compared."""
    blank = _BASE_BEHIND.match(text, at)
    base = BASE.match(text, blank.end() if blank else at)
    return base.end() if base is not None and not _LEVEL_FOLLOWS.match(text, base.end()) else at


def _figure(
    index: int, text: str, place: Place, mention: Mention, left: str, right: str, sentence: str, told: _Told, year: int
) -> tuple[ReadFigure, _Told]:
    """A figure out of its mention, and what it leaves to the next."""
    own = subjects.before(left)
    around = Surroundings(
        left,
        right,
        own or told.subject,
        told.measure if not own or told.measure == "" else "",  # type: ignore[arg-type]
        place.is_task,
        sentence,
        left.rstrip().endswith("("),
        told.has_fraction,
        told.said,
        told.base,
        year,
        told.subject if told.is_same_sentence else "",
    )
    said = stated(mention, around)
    if said.measure in {"plan", "last_year"} and said.because and said.because in left:
        left = left[: left.rfind(said.because)]
    subject = subjects.of(left, mention, right, _may_be_new(said, mention))
    if said.measure == "plan":
        subject = subjects.without_plan(subject)
    confidence, rests_on = said.confidence, [said.because] if said.because else []
    if not subject:
        subject = told.subject
        rests_on.append("đối tượng nêu ở trước" if subject else "không có đối tượng nêu ở câu")
        confidence -= 0 if subject else 0.2
    subject, is_widened = _widened(subject, place, left, told)
    if is_widened:
        rests_on.append("đối tượng theo đề mục")
        confidence -= 0.05
    if not mention.is_sure:
        rests_on.append("số viết có thể hiểu hai cách")
        confidence = min(confidence, 0.5)
    if mention.unit is None:
        confidence -= 0.1
    figure = ReadFigure(
        0,
        index,
        mention.start,
        mention.end,
        mention.text,
        _signed(mention, said),
        mention.precision,
        mention.bound,
        mention.upper,
        mention.denominator,
        unit_text=mention.unit.text if mention.unit else "",
        measure=said.measure,
        direction=said.direction,
        base=said.base,
        subject=subject,
        confidence=round(max(0.1, min(confidence, 1)), 2),
        rests_on=tuple(rests_on),
    )
    if mention.is_times and said.measure in {"yoy_index", "pct_of_plan"}:
        figure = _in_percent(figure)
    said_so_far = told.said | {said.measure}
    has_fraction = mention.denominator is not None
    return figure, _Told(subject, said.measure, has_fraction, True, said_so_far, _next_base(said, told))


def _in_percent(figure: ReadFigure) -> ReadFigure:
    """How many times another one it is, in percent of that: 1,4 times are 140 %, to the next ten."""
    step = Decimal(100).scaleb(int(figure.value.as_tuple().exponent))
    value, upper = figure.value * 100, None if figure.upper is None else figure.upper * 100
    return replace(figure, value=_plain(value), upper=upper, precision=step, unit_text="%")


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _next_base(said: Statement, told: _Told) -> str:
    """With what a growth that names no base is compared: with what the last one was."""
    if said.measure == "change" and said.direction:
        return said.base
    return "" if said.measure in {"yoy_pct", "yoy_abs", "yoy_index"} else told.base


def _report_year(document: ReadDocument) -> int:
    """The year that a report is of: the first that its opening names, behind the number of the document."""
    for passage in document.passages[:30]:
        match = _YEAR.search(passage.text)
        if match is not None:
            return int(match[1])
    return 0


def _signed(mention: Mention, said: Statement) -> Decimal:
    is_negative = said.direction == "-" if said.measure in {"yoy_pct", "yoy_abs", "change"} else mention.sign == "-"
    return -mention.value if is_negative else mention.value


def _may_be_new(said: Statement, mention: Mention) -> bool:
    return not said.is_about_last and said.measure in {"actual", "target", "year_end", "remaining"}


def _widened(subject: str, place: Place, left: str, told: _Told) -> tuple[str, bool]:
    """A subject that says nothing alone, with what it is a quantity of: in the clause, the sentence or the title."""
    if subject and not subjects.GENERIC.match(subject):
        return subject, False
    if subject and (name := subjects.predicate_of(left)):
        return f"{subject} {name}", True
    item = place.titles[-1] if place.titles and place.titles[-1].rank >= LIST_RANK else None
    if subject and item is not None and not any(character.isdigit() for character in item.text):
        told = told if told.is_same_sentence else _Told()
    if subject and ";" not in left and (name := subjects.topic(told.subject)):
        return f"{subject} {name}", True
    for title in reversed(place.titles):
        name = subjects.tidy(_DIGIT.split(title.text, maxsplit=1)[0])
        if name and name.lower() != subject.lower() and not subjects.GENERIC.match(name):
            return (f"{subject} {name}" if subject else name), True
    return subject, False

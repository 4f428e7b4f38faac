"""From a document to its figures: :func:`read` lists the steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kimtan.data.indicators import Indicator
from kimtan.data.units import Unit
from kimtan.extract import numbers, subjects
from kimtan.extract.absent_units import announcements, with_unit
from kimtan.extract.clauses import stated
from kimtan.extract.closings import of_wholes
from kimtan.extract.cues import BASE
from kimtan.extract.figures import Direction, ReadFigure, Reading, Refused
from kimtan.extract.leading_plans import with_leading_plans
from kimtan.extract.matching import matched
from kimtan.extract.mentions import Mention, mentions
from kimtan.extract.numbers import Style
from kimtan.extract.outline import LIST_RANK, Place, places
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.extract.refusing import PAGE, is_page_number
from kimtan.extract.relations import breakdowns, with_parts
from kimtan.extract.statements import Statement, Surroundings
from kimtan.extract.tables import read_tables
from kimtan.extract.units import ReadUnit, behind, known_id
from kimtan.period import Period

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ỹ]|[“\"(+*-]|\d)")
_YEAR = re.compile(r"(?:năm|tháng\s+\d{1,2}/)\s*((?:19|20)\d\d)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LEVEL_FOLLOWS = re.compile(r"\s*(?::|=|là|đạt|có|\d|giao|\(\s?\d)", re.IGNORECASE)
_OPENED = re.compile(r"\([^()]*$")
_OF_WHOLE = re.compile(
    r"\s+(?:(?:trong|trên|so\s+với|của)\s+)?tổng\s[^,;.:()\d]{2,80}?(?=[,;.)]|\s(?:và|tăng|giảm)\s)", re.IGNORECASE
)
"""What a share is of: ``chiếm 0,1% tổng dư nợ``."""
_CLOSES = re.compile(r"\s*[),;]")
_AND = re.compile(r"\s+và(?=\s)")
_BASE_BEHIND = re.compile(r"[\s(]{0,3}")
_LONGEST_RIGHT = 200
_LONGEST_TITLE = 160
_MOST_LEVELS = 12
_PAIR = 2
_DOUBTFUL = 0.5
"""The confidence of a figure whose subject is not sure."""
_OF_EARLIER = frozenset({"yoy_abs", "change", "remaining"})
"""Measures whose figure is of the last level in its own unit."""


def read(
    document: ReadDocument,
    dictionary: Mapping[str, Indicator] | None = None,
    units: Mapping[str, Unit] | None = None,
    period: Period | None = None,
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
    period
        The period that the document reports on, where it is known; else the year that its opening names.
    """
    around = numbers.style(token.text for passage in document.passages for token in numbers.tokens(passage.text))
    figures: list[ReadFigure] = []
    refused: list[Refused] = []
    in_tables, of_tables, cells = read_tables(document, around)
    figures.extend(in_tables)
    refused.extend(of_tables)
    where = list(places(document))
    announced = announcements([passage.text for passage in document.passages], where)
    year = (period.year, period.kind == "FY") if period is not None else (_report_year(document), True)
    for index, (passage, place) in enumerate(zip(document.passages, where, strict=True)):
        if index not in cells:
            made, refusals = _passage(index, passage, place, around, year, announced[index])
            figures.extend(made)
            refused.extend(refusals)
    figures.sort(key=lambda figure: (figure.passage, figure.start))
    refused.sort(key=lambda token: (token.passage, token.start))
    numbered = [replace(figure, n=n) for n, figure in enumerate(figures, 1)]
    identified = [_identified(figure, units or {}) for figure in numbered]
    wholes = breakdowns(document, identified)
    related = with_parts(identified, wholes)
    return Reading(tuple(matched(document, related, dictionary or {}, units or {})), tuple(refused), tuple(wholes))


def _identified(figure: ReadFigure, units: Mapping[str, Unit]) -> ReadFigure:
    """The figure with its unit of ``units.csv``, its numbers in that unit."""
    if not figure.unit_text:
        return figure
    unit, scale = known_id(behind(f" {figure.unit_text}", 0), units)
    return figure.in_unit(unit, scale)


@dataclass
class _Context:
    """What went before in a passage: the subject and what was last stated of it."""

    subject: str = ""
    measure: str = ""
    has_fraction: bool = False
    is_same_sentence: bool = False
    measures: frozenset[str] = frozenset()
    base: str = ""
    direction: Direction = ""
    unit: ReadUnit | None = None
    is_percent: bool = False
    levels: list[tuple[ReadUnit, str, Decimal]] = field(default_factory=list)

    def back_to(self, outer: _Context) -> _Context:
        """What stood before a bracket, when that is closed; with the levels and measures that it held."""
        return replace(outer, measures=self.measures | outer.measures, levels=self.levels)

    def subject_of(self, unit: ReadUnit | None, words: str) -> str:
        """The subject of the last level in such a unit, of one that the words name where there is one."""
        same = [subject for known, subject, _ in self.levels if unit is not None and _is_counted_alike(known, unit)]
        telling = set(subjects.words(words))
        named = [subject for subject in same if telling & set(subjects.words(subject))]
        return (named or same or [""])[-1]

    def is_share(self, percentage: Decimal) -> bool:
        """Whether a percentage is what the last count is of an earlier count of the same things."""
        if len(self.levels) < _PAIR or self.measure != "actual":
            return False
        unit, _, part = self.levels[-1]
        wholes = [value for known, _, value in self.levels[:-1] if _is_counted_alike(known, unit) and unit.is_count]
        step = max(Decimal(1).scaleb(int(percentage.as_tuple().exponent)), Decimal("0.1"))
        return any(whole > part and abs(part / whole * 100 - percentage) <= step for whole in wholes)

    def subject_about(self, words: str) -> str:
        """The last subject that has most of some words; they themselves where none has."""
        telling = set(subjects.words(words)) - {"số", "giá", "trị", "lượng"}
        if not telling and self.levels:
            return f"{words} {self.levels[-1][1]}"
        named = [subject for _, subject, _ in self.levels if telling and telling <= set(subjects.words(subject))]
        return (named or [words])[-1]


def _passage(
    index: int, passage: Passage, place: Place, around: Style | None, year: tuple[int, bool], unit: ReadUnit | None
) -> tuple[list[ReadFigure], list[Refused]]:
    """The figures of a passage that stands in no table."""
    text = passage.text
    if is_page_number(text) or passage.kind in {"header", "footer"}:
        tokens = numbers.tokens(text)
        return [], [Refused(index, token.start, token.end, token.text, PAGE) for token in tokens]
    in_text, refusals = mentions(text, around)
    refused = [Refused(index, token.start, token.end, text[token.start : token.end], why) for token, why in refusals]
    figures = list(with_leading_plans(list(_figures(index, text, place, in_text, year, unit)), text))
    return list(of_wholes(figures, text)), refused


def _figures(
    index: int, text: str, place: Place, in_text: Sequence[Mention], year: tuple[int, bool], unit: ReadUnit | None
) -> Iterator[ReadFigure]:
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    context = _Context()
    outer: _Context | None = None
    sentence, at = place.body, 0
    read_to = place.body
    for number, mention in enumerate(in_text):
        while at < len(breaks) and breaks[at] <= mention.start:
            sentence, at = max(breaks[at], place.body), at + 1
            context.measure, context.is_same_sentence, context.measures, context.base = "", False, frozenset(), ""
            context.unit = outer = None
        start = max(sentence, read_to)
        left = text[max(start, mention.start - 400) : mention.start]
        if left.rstrip().endswith("(") or _OPENED.search(left):
            outer = context
        elif outer is not None and ")" in left:
            context, outer = context.back_to(outer), None
        following = in_text[number + 1].start if number + 1 < len(in_text) else len(text)
        right = text[mention.unit_end : min(following, mention.unit_end + _LONGEST_RIGHT)]
        measured, because = with_unit(
            mention, text[mention.end : mention.end + 40], subjects.before(left), context.unit, unit
        )
        figure, context = _figure(
            index,
            text,
            place,
            measured,
            left,
            right,
            text[sentence : mention.start][-240:],
            context,
            year,
            _beyond(text, right, in_text[number + 1 : number + 2]),
        )
        context.unit = context.unit if measured.unit is None or measured.is_percent else measured.unit
        if because:
            rests_on = (*figure.rests_on, because)
            figure = replace(figure, confidence=round(figure.confidence - 0.05, 2), rests_on=rests_on)
        yield figure
        read_to = _end_of_base(text, mention.unit_end)
        if measured.is_percent and subjects.opens_clause(left, right):
            read_to += subjects.length_behind(right)
            continue
        behind_it = subjects.behind(right)
        names_subject = mention.unit is not None and (
            mention.unit.is_count or not subjects.before(left) or (behind_it and figure.subject.endswith(behind_it))
        )
        if figure.measure == "share" and (whole := _OF_WHOLE.match(right)) is not None:
            read_to += whole.end()
        if read_to == mention.unit_end:
            read_to += subjects.length_behind(right, is_closed=not names_subject)


def _beyond(text: str, right: str, following: Sequence[Mention]) -> str:
    """The words behind a percentage that alone stands in brackets right behind a figure."""
    for mention in following:
        if right.strip() in {"(", "(+", "(-"} and mention.is_percent and text.startswith(")", mention.unit_end):
            return text[mention.unit_end + 1 : mention.unit_end + _LONGEST_RIGHT]
    return ""


def _end_of_base(text: str, at: int) -> int:
    """Where the words end that only say with what the figure before them is compared."""
    blank = _BASE_BEHIND.match(text, at)
    base = BASE.match(text, blank.end() if blank else at)
    if base is None or _LEVEL_FOLLOWS.match(text, base.end()):
        return at
    if blank is not None and "(" in blank[0] and not _CLOSES.match(text, base.end()):
        return at
    another = _AND.match(text, base.end())
    end = _end_of_base(text, another.end()) if another is not None else 0
    return end if another is not None and end > another.end() else base.end()


def _figure(
    index: int,
    text: str,
    place: Place,
    mention: Mention,
    left: str,
    right: str,
    sentence: str,
    context: _Context,
    year: tuple[int, bool],
    beyond: str,
) -> tuple[ReadFigure, _Context]:
    """A figure out of its mention, and what it leaves to the next."""
    opens_clause = mention.is_percent and subjects.opens_clause(left, right)
    left = "" if opens_clause else left
    own = subjects.behind(right) if opens_clause else subjects.before(left)
    around = Surroundings(
        left,
        right,
        own or context.subject,
        context.measure if not own or context.measure == "" else "",  # type: ignore[arg-type]
        place.is_task,
        sentence,
        left.rstrip().endswith("("),
        context.has_fraction,
        context.measures,
        context.base,
        *year,
        context.subject if context.is_same_sentence else "",
        context.measure,  # type: ignore[arg-type]
        context.direction,
        context.unit,
        context.is_percent,
        is_share=mention.is_percent and context.is_share(mention.value),
        beyond=beyond,
        opens_clause=opens_clause,
        is_under_heading=bool(place.titles),
    )
    statement = stated(mention, around)
    if statement.measure in {"plan", "last_year"} and statement.because and statement.because in left:
        opened = left.lstrip()
        at = left.rfind(statement.because)
        is_before_it = opened.startswith(statement.because) or statement.because.startswith("giao")
        left = left[at + len(statement.because) :] if is_before_it else left[:at]
        left = "" if left.rstrip().endswith("(") else left
    if statement.measure == "remaining" and statement.is_about_last:
        left = ""
    may_be_new = _may_be_new(statement) and not _goes_on(own, mention, right, context)
    subject = subjects.of(left, mention, right, may_be_new)
    if statement.measure == "plan":
        subject = subjects.without_plan(subject)
    confidence, rests_on = statement.confidence, [statement.because] if statement.because else []
    if not subject or (statement.measure == "remaining" and subjects.GENERIC.match(subject)):
        subject, is_sure = _of_before(statement, mention, right, context)
        confidence = confidence if is_sure else min(confidence, _DOUBTFUL)
        rests_on.append("đối tượng nêu ở trước" if subject else "không có đối tượng nêu ở câu")
        confidence -= 0 if subject else 0.2
    if statement.measure == "remaining" and _is_of(subject, context.subject):
        subject = context.subject
    subject, is_widened = _widened(subject, place, left, context)
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
        _signed(mention, statement),
        mention.precision,
        mention.bound,
        mention.upper,
        mention.denominator,
        unit_text=mention.unit.text if mention.unit else "",
        measure=statement.measure,
        direction=statement.direction,
        base=statement.base,
        subject=subject,
        confidence=round(max(0.1, min(confidence, 1)), 2),
        rests_on=tuple(rests_on),
    )
    if mention.is_times and statement.measure in {"yoy_index", "pct_of_plan"}:
        figure = _in_percent(figure)
    measures = context.measures | {statement.measure}
    has_fraction = mention.denominator is not None
    base = _next_base(statement, context)
    levels = context.levels
    if mention.unit is not None and statement.measure in {"actual", "plan"}:
        levels = [
            *levels[-_MOST_LEVELS:],
            (mention.unit, subject, mention.value if statement.measure == "actual" else Decimal(0)),
        ]
    return figure, _Context(
        subject,
        statement.measure,
        has_fraction,
        True,
        measures,
        base,
        statement.direction,
        context.unit,
        mention.is_percent and statement.measure == "actual",
        levels,
    )


def _in_percent(figure: ReadFigure) -> ReadFigure:
    """How many times another one it is, in percent of that: 1,4 times are 140 %, to the next ten."""
    step = Decimal(100).scaleb(int(figure.value.as_tuple().exponent))
    value, upper = figure.value * 100, None if figure.upper is None else figure.upper * 100
    return replace(figure, value=_plain(value), upper=upper, precision=step, unit_text="%")


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _next_base(statement: Statement, context: _Context) -> str:
    """With what a growth that names no base is compared: with what the last one was."""
    if statement.measure == "change" and statement.direction:
        return statement.base
    return "" if statement.measure in {"yoy_pct", "yoy_abs", "yoy_index"} else context.base


def _report_year(document: ReadDocument) -> int:
    """The year that a report is of: the first that its opening names, behind the number of the document."""
    for passage in document.passages[:30]:
        match = _YEAR.search(passage.text)
        if match is not None and (len(passage.text) < _LONGEST_TITLE or passage.kind == "heading"):
            return int(match[1])
    return 0


def _signed(mention: Mention, statement: Statement) -> Decimal:
    is_negative = (
        statement.direction == "-" if statement.measure in {"yoy_pct", "yoy_abs", "change"} else mention.sign == "-"
    )
    return -mention.value if is_negative else mention.value


def _may_be_new(statement: Statement) -> bool:
    return not statement.is_about_last and statement.measure in {"actual", "target", "year_end", "remaining", "share"}


def _of_before(statement: Statement, mention: Mention, right: str, context: _Context) -> tuple[str, bool]:
    """The subject of a figure that names none: of what it is said, and whether that is sure."""
    if mention.is_percent and (about := subjects.named_behind(right)):
        return context.subject_about(about), True
    unit = context.unit or (context.levels[-1][0] if context.levels else None)
    if statement.measure not in _OF_EARLIER or mention.is_percent or mention.unit is None or unit is None:
        return context.subject, True
    is_alike = _is_counted_alike(mention.unit, unit)
    words = subjects.behind(right)
    if is_alike and not words:
        return context.subject, True
    earlier = context.subject_of(mention.unit, words)
    return earlier or context.subject, bool(earlier) or is_alike


def _is_counted_alike(left: ReadUnit, right: ReadUnit) -> bool:
    """Whether two units measure the same, or count in the same word: ``vụ`` and ``vụ tai nạn``."""
    same = left.dimension == right.dimension
    return same and (not left.is_count or left.name.split()[0] == right.name.split()[0])


def _is_of(subject: str, before: str) -> bool:
    """Whether what is left is named by the words of the subject before it: ``còn 58,8 tỷ đồng chưa giải ngân``."""
    telling = set(subjects.words(subject)) - {"chưa", "còn", "lại", "phải"}
    return bool(telling) and telling <= set(subjects.words(before))


def _goes_on(own: str, mention: Mention, right: str, context: _Context) -> bool:
    """Whether a figure says how far the plan before it is met: ``kế hoạch 400 lao động, đã thực hiện 265 lao động``."""
    is_same = mention.unit is not None and context.unit is not None and mention.unit.name == context.unit.name
    return context.measure == "plan" and is_same and not own and not subjects.behind(right)


def _widened(subject: str, place: Place, left: str, context: _Context) -> tuple[str, bool]:
    """A subject that says nothing alone, with what it is a quantity of: in the clause, the sentence or the title."""
    if subject and not subjects.GENERIC.match(subject):
        return subject, False
    if subject and (name := subjects.predicate_of(left)):
        return f"{subject} {name}", True
    item = place.titles[-1] if place.titles and place.titles[-1].rank >= LIST_RANK else None
    if subject and item is not None and not any(character.isdigit() for character in item.text):
        context = context if context.is_same_sentence else _Context()
    if subject and ";" not in left and (name := subjects.topic(context.subject)):
        return f"{subject} {name}", True
    for title in reversed(place.titles):
        name = subjects.tidy(_DIGIT.split(title.text, maxsplit=1)[0])
        if name and name.lower() != subject.lower() and not subjects.GENERIC.match(name):
            return (f"{subject} {name}" if subject else name), True
    return subject, False

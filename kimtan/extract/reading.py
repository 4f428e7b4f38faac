"""From a document to its figures: :func:`read` lists the steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kimtan.data.indicators import Indicator
from kimtan.data.units import Unit
from kimtan.extract import numbers
from kimtan.extract.absent_units import announcements
from kimtan.extract.amounts import unit_named
from kimtan.extract.borrowed_units import with_units_of_wholes
from kimtan.extract.closings import of_wholes
from kimtan.extract.context import ReadPassage
from kimtan.extract.figures import ReadFigure, Reading, Refused
from kimtan.extract.leading_plans import with_leading_plans
from kimtan.extract.matching import matched
from kimtan.extract.mentions import mentions
from kimtan.extract.numbers import Style
from kimtan.extract.outline import Place, places
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.extract.refusal_reasons import PAGE
from kimtan.extract.refusing import is_page_number
from kimtan.extract.relations import breakdowns, with_parts
from kimtan.extract.respectively import distributed
from kimtan.extract.sentences import figures_of
from kimtan.extract.structures import structured
from kimtan.extract.tables import read_tables
from kimtan.extract.units import ReadUnit, known_id
from kimtan.period import Period

_YEAR = re.compile(r"(?:năm|tháng\s+\d{1,2}/)\s*((?:19|20)\d\d)", re.IGNORECASE)
_LONGEST_TITLE = 160
_NEAR = 160
_FILES = re.compile(
    r"(?<!\w)(?:hồ\s+sơ|thủ\s+tục|TTHC|(?:đúng|trước|quá|trễ|sớm|trong)\s+hạn|trả\s+kết\s+quả)(?!\w)(?:(?!học\s+sinh|trường\s|lớp\s)(?:[^;.]|\.(?=\d))){0,120}$",
    re.IGNORECASE,
)
"""Behind such words ``HS`` counts files; else it counts pupils."""
_WEAPONS = re.compile(r"súng|vũ\s+khí|pháo|giao\s+nộp", re.IGNORECASE)
"""Beside such words ``khẩu`` counts guns; else it counts heads of households: ``227 hộ với 675 khẩu``."""
_QUARTER = re.compile(r"(?<!\w)(qu)í(?=\s)", re.IGNORECASE)
_BLANKS = str.maketrans("\n\t", "  ")
"""A line break inside a text stands where a blank would."""


_Time = tuple[int, tuple[int, int] | None, bool]
"""The year that a report is of, its months, and whether that is all of the year."""


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
    figures, refused, in_tables = read_tables(document, around, period.year if period is not None else 0)
    if period is not None and period.kind == "FY":  # what the year is expected to come to is its result
        figures = [replace(one, measure="actual") if one.measure == "year_end" else one for one in figures]
    where = list(places(document))
    announced = announcements([passage.text for passage in document.passages], where)
    year = _time_of(document, period)
    for index, (passage, place) in enumerate(zip(document.passages, where, strict=True)):
        if index not in in_tables:
            made, refusals = _passage(index, passage, place, around, year, announced[index])
            figures.extend(made)
            refused.extend(refusals)
    figures.sort(key=lambda figure: (figure.passage, figure.start))
    refused.sort(key=lambda token: (token.passage, token.start))
    numbered = [replace(figure, n=n) for n, figure in enumerate(figures, 1)]
    identified = [_identified(figure, units or {}, document.passages[figure.passage].text) for figure in numbered]
    wholes = breakdowns(document, identified)
    related = with_parts(identified, wholes)
    return Reading(tuple(matched(document, related, dictionary or {}, units or {})), tuple(refused), tuple(wholes))


def _identified(figure: ReadFigure, units: Mapping[str, Unit], text: str) -> ReadFigure:
    """The figure with its unit of ``units.csv``, its numbers in that unit."""
    if not figure.unit_text:
        return figure
    words = figure.unit_text
    if words.lower() == "khẩu" and not _WEAPONS.search(text):
        words = "nhân khẩu"
    if words == "HS" and _FILES.search(text[max(0, figure.start - _NEAR) : figure.start]):
        words = "hồ sơ"
    unit, scale = known_id(unit_named(words), units)
    return figure.in_unit(unit, scale)


def _passage(
    index: int, passage: Passage, place: Place, around: Style | None, year: _Time, unit: ReadUnit | None
) -> tuple[list[ReadFigure], list[Refused]]:
    """The figures of a passage that stands in no table."""
    text = _QUARTER.sub(r"\1ý", passage.text.translate(_BLANKS))
    if is_page_number(text) or passage.kind in {"header", "footer"}:
        tokens = numbers.tokens(text)
        return [], [Refused(index, token.start, token.end, token.text, PAGE) for token in tokens]
    in_text, refusals = mentions(text, around)
    refused = [Refused(index, token.start, token.end, text[token.start : token.end], why) for token, why in refusals]
    read_figures = with_units_of_wholes(list(figures_of(ReadPassage(index, text, place, *year), in_text, unit)), text)
    figures = list(with_leading_plans(read_figures, text))
    return distributed(structured(list(of_wholes(figures, text)), text), text), refused


def _time_of(document: ReadDocument, period: Period | None) -> _Time:
    """Year, months and whether it is the whole year that a report is of; the year alone where no period is given."""
    if period is not None:
        return period.year, (period.start.month, period.end.month), period.kind == "FY"
    return _report_year(document), None, True


def _report_year(document: ReadDocument) -> int:
    """The year that a report is of: the first that its opening names, behind the number of the document."""
    for passage in document.passages[:30]:
        match = _YEAR.search(passage.text)
        if match is not None and (len(passage.text) < _LONGEST_TITLE or passage.kind == "heading"):
            return int(match[1])
    return 0

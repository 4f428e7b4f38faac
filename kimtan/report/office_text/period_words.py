"""Words about the period in an office's text: where they stand, and how the same words are for another period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from kimtan.period import Period
from kimtan.report.office_text.tags import PeriodPart, PeriodSlot

_HOW_LONG = r"(?:(?<=/)|^|(?<=[.;:,(] )|(?<=trong )|(?<=qua )|(?<=quả ))"
"""Where *6 tháng* is the period: in a unit, where a sentence or a clause begins, and behind a few words."""

_TIMES = re.compile(
    r"(?<![\d/.,-])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}\s?[-–]\s?\d{4}|\d{1,2} tháng(?! tuổi))(?![\d/])",
    re.IGNORECASE,
)
"""Whole dates, school years and the like, and numbers of months."""


class PeriodWords(NamedTuple):
    """Words about the period in a text."""

    start: int
    end: int
    slot: PeriodSlot


def find(text: str, period: Period) -> Iterator[PeriodWords]:
    """The words about a period in a paragraph of its report, in order, without overlap.

    >>> [text[found.start:found.end] for text in ["Kết quả 06 tháng đầu năm 2023"]
    ...  for found in find(text, Period.parse("2023-H1"))]
    ['06 tháng đầu năm 2023']
    """
    taken: list[tuple[int, int]] = []
    words_found: list[PeriodWords] = []
    for part, pattern in _patterns(period):
        for match in pattern.finditer(text):
            span = match.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            taken.append(span)
            words = match.group()
            is_upper = any(letter.isalpha() for letter in words) and words == words.upper()
            words_found.append(PeriodWords(*span, PeriodSlot(part, is_upper, words.lstrip().startswith("0"))))
    yield from sorted(words_found)


def times(text: str) -> Iterator[tuple[int, int]]:
    """Where a text tells a time by numbers: what no slot holds may be of an earlier period.

    >>> text = "Năm học 2022-2023, đến ngày 10/6/2023"
    >>> [text[start:end] for start, end in times(text)]
    ['2022-2023', '10/6/2023']
    """
    return (match.span() for match in _TIMES.finditer(text))


def day(date: dt.date) -> str:
    """A day as an office's text has it."""
    return f"{date.day}/{date.month}/{date.year}"


def written(date: dt.date) -> re.Pattern[str]:
    """A pattern for a day in a text."""
    return re.compile(rf"(?<![\d/.-])0?{date.day}[/.-]0?{date.month}[/.-]{date.year}(?![\d/])")


def words(slot: PeriodSlot, period: Period) -> str:
    """The words that stand for a part of a period.

    >>> words(PeriodSlot("name", is_upper=True), Period.parse("2023-9M"))
    '9 THÁNG ĐẦU NĂM 2023'
    """
    name, rest = period.name("vi"), period.ahead("vi")
    texts: dict[str, str] = {
        "name": name,
        "months": f"{_months(period)} tháng",
        "bare": name.removesuffix(f" {period.year}"),
        "rest": rest,
        "bare_rest": rest.removesuffix(f" {period.year}"),
        "year": f"{period.year}",
        "last_year": f"{period.year - 1}",
        "next_year": f"{period.year + 1}",
        "last_day": day(period.end),
    }
    text = texts[slot.part]
    if (
        slot.is_two_digits
        and text[:1].isdigit()
        and not text[1:2].isdigit()
        and slot.part in {"name", "bare", "months", "rest", "bare_rest"}
    ):
        text = f"0{text}"
    return text.upper() if slot.is_upper else text


def _patterns(period: Period) -> Iterator[tuple[PeriodPart, re.Pattern[str]]]:
    """What to look for, the longer before the shorter."""
    name, rest, year = period.name("vi"), period.ahead("vi"), period.year
    yield "name", _spaced(name)
    yield "rest", _spaced(rest)
    yield "last_day", written(period.end)
    if not name.startswith("năm"):
        yield "bare", _spaced(name.removesuffix(f" {year}"))
        yield "bare_rest", _spaced(rest.removesuffix(f" {year}"))
    yield "months", re.compile(rf"{_HOW_LONG}0?{_months(period)} tháng(?! đầu| cuối| tuổi| trở| đến)", re.IGNORECASE)
    for part, number in (("last_year", year - 1), ("year", year), ("next_year", year + 1)):
        # A year on its own; that of a date, of the number of a law or of a school year is none.
        yield part, re.compile(rf"(?<=[Nn]ăm\s){number}(?![\d/–-])|(?<=NĂM\s){number}(?![\d/–-])")  # type: ignore[misc]


def _months(period: Period) -> int:
    return period.end.month - period.start.month + 1


def _spaced(words: str) -> re.Pattern[str]:
    """A pattern for words with any blanks between them, in small letters or capitals, their number as 6 or 06."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<![\w/]){'0?' if words[:1].isdigit() else ''}{pattern}(?![\w/])", re.IGNORECASE)

"""A reporting period: its dates, its name in words and how much of the year is gone.

A period that begins on 1 January is cumulative: its figures count up towards the year's plan. One that begins later (a
month, a later quarter, the second half) is a window of its own: its figures are compared with the same window of last
year, and say nothing of how far the year's plan is done.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import total_ordering

from kimtan.errors import InputError, Problem
from kimtan.languages import Bilingual, Language

_FIRST_MONTHS = (2, 4, 5, 7, 8, 9, 10, 11)
"""Numbers of months from January on that make a period without another name."""

# First and last month of every kind.
_MONTHS: dict[str, tuple[int, int]] = {
    "H1": (1, 6),
    "H2": (7, 12),
    "FY": (1, 12),
    **{f"{months}M": (1, months) for months in _FIRST_MONTHS},
    **{f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)},
    **{f"M{month:02}": (month, month) for month in range(1, 13)},
}
KINDS = tuple(_MONTHS)
"""Every kind of period: ``H1``, ``8M``, ``9M``, ``FY``, ``Q1``, ``M01`` and so on."""

_QUARTERS = (("I", "first"), ("II", "second"), ("III", "third"), ("IV", "fourth"))
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The months by their English names, in order."""

_NUMBERS_EN = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NAMES = {
    "H1": Bilingual("6 tháng đầu năm", "first half of"),
    "H2": Bilingual("6 tháng cuối năm", "second half of"),
    "FY": Bilingual("năm", "year"),
    **{
        f"{months}M": Bilingual(f"{months} tháng đầu năm", f"first {_NUMBERS_EN[months]} months of")
        for months in _FIRST_MONTHS
    },
    **{f"Q{n}": Bilingual(f"quý {roman} năm", f"{name} quarter of") for n, (roman, name) in enumerate(_QUARTERS, 1)},
    **{f"M{month:02}": Bilingual(f"tháng {month} năm", name) for month, name in enumerate(MONTHS_EN, 1)},
}
# Other ways in which people write a kind.
_ALIASES = {
    "": "FY",
    "Y": "FY",
    "12M": "FY",
    "1M": "M01",
    "3M": "Q1",
    "6M": "H1",
    "S1": "H1",
    "S2": "H2",
    **{f"{month}": f"M{month:02}" for month in range(1, 13)},
    **{f"{month:02}": f"M{month:02}" for month in range(1, 13)},
    **{f"M{month}": f"M{month:02}" for month in range(1, 10)},
}
_VALID = (
    "Valid are 2023-H1, 2023-H2, 2023-FY, 2023-8M and so on for the first months of a year, 2023-Q1 to 2023-Q4 and "
    "2023-M01 to 2023-M12."
)


@total_ordering
@dataclass(frozen=True)
class Period:
    """A half-year, a year, a quarter, a month, or the first so many months of a year.

    Periods are ordered by their ends; of two that end together the shorter one comes first, as its report does.

    >>> period = Period.parse("2023-H1")
    >>> period.start, period.end
    (datetime.date(2023, 1, 1), datetime.date(2023, 6, 30))
    >>> sorted([Period.parse("2023-FY"), Period.parse("2023-H2"), period])
    [Period(year=2023, kind='H1'), Period(year=2023, kind='H2'), Period(year=2023, kind='FY')]
    """

    year: int
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in _MONTHS or not 1900 <= self.year <= 2099:
            raise _bad_name(f"{self.year}-{self.kind}", "period")

    @classmethod
    def parse(cls, text: str, place: str = "period") -> Period:
        """Read ``2023-H1``.

        Parameters
        ----------
        text
            Year and kind: H1, H2, FY, 2M to 11M, Q1 to Q4 or M01 to M12.
        place
            Where it stands, for the message.

        Raises
        ------
        InputError
            When it is anything else; the message says what is valid and which name is the nearest.
        """
        match = re.fullmatch(r"((?:19|20)[0-9]{2})-([0-9A-Z]+)", text)
        if match is None or match.group(2) not in _MONTHS:
            raise _bad_name(text, place)
        return cls(int(match.group(1)), match.group(2))

    def __str__(self) -> str:
        return f"{self.year}-{self.kind}"

    def __lt__(self, other: Period) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.end, -self.start.toordinal()) < (other.end, -other.start.toordinal())

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, _MONTHS[self.kind][0], 1)

    @property
    def end(self) -> date:
        """The last day."""
        month = _MONTHS[self.kind][1]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def is_cumulative(self) -> bool:
        """Whether the period's figures count from the beginning of the year.

        >>> Period.parse("2023-8M").is_cumulative, Period.parse("2023-M08").is_cumulative
        (True, False)
        """
        return self.start.month == 1

    @property
    def days_in_year(self) -> int:
        """365, or 366 in a leap year."""
        return date(self.year, 12, 31).timetuple().tm_yday

    def days_gone(self, as_of: date | None = None) -> int:
        """Days of the year up to and with ``as_of`` (else the period's end).

        Raises
        ------
        InputError
            When ``as_of`` lies in another year.
        """
        day = self.end if as_of is None else as_of
        if day.year != self.year:
            seen = f"The date {day.isoformat()} lies outside the year of the period {self}."
            raise InputError(Problem("as_of", seen, f"Give a date in {self.year}.", "period.as_of"))
        return day.timetuple().tm_yday

    def days_left(self, as_of: date | None = None) -> int:
        """Days of the year after ``as_of`` (else the period's end); errors as in :meth:`days_gone`."""
        return self.days_in_year - self.days_gone(as_of)

    def share_of_year(self, as_of: date | None = None) -> float:
        """Share of the year gone, in percent (0–100): days gone ÷ days in the year.

        Errors as in :meth:`days_gone`.

        >>> round(Period.parse("2023-H1").share_of_year(date(2023, 6, 10)), 1)
        44.1
        """
        return 100 * self.days_gone(as_of) / self.days_in_year

    def previous_year(self) -> Period:
        """The same period of the year before."""
        return Period(self.year - 1, self.kind)

    def base(self, language: Language) -> str:
        """What the period's figures are compared with, in words: the year before for a whole year.

        >>> Period.parse("2023-H1").base("vi"), Period.parse("2023-FY").base("vi"), Period.parse("2023-9M").base("en")
        ('cùng kỳ', 'năm 2022', 'the same period last year')
        """
        if self.kind == "FY":
            return f"năm {self.year - 1}" if language == "vi" else str(self.year - 1)
        return "cùng kỳ" if language == "vi" else "the same period last year"

    @property
    def is_month_or_quarter(self) -> bool:
        """Whether its report sets tasks for the next month or quarter; any other's sets them for the year."""
        return self.kind[0] in "MQ"

    def ahead(self, language: Language) -> str:
        """What a period's report sets tasks for, in words: the next month or quarter, the rest of the year, the next.

        >>> Period.parse("2023-H1").ahead("vi"), Period.parse("2025-8M").ahead("en")
        ('6 tháng cuối năm 2023', 'the last four months of 2025')
        >>> Period.parse("2023-Q1").ahead("vi"), Period.parse("2023-M08").ahead("en")
        ('quý II năm 2023', 'September 2023')
        """
        months = 12 - self.end.month
        if self.is_month_or_quarter:
            row = [kind for kind in KINDS if kind[0] == self.kind[0]]
            years, place = divmod(row.index(self.kind) + 1, len(row))
            return Period(self.year + years, row[place]).definite(language)
        if months == 1:
            return Period(self.year, "M12").name(language)
        if not months:
            return f"{'năm' if language == 'vi' else 'the year'} {self.year + 1}"
        if language == "vi":
            return f"{months} tháng cuối năm {self.year}"
        return f"the last {_NUMBERS_EN[months]} months of {self.year}"

    def span(self, language: Language) -> str:
        """How long the period is.

        >>> Period.parse("2023-H1").span("vi"), Period.parse("2023-9M").span("en"), Period.parse("2023-FY").span("vi")
        ('6 tháng', 'nine months', 'năm')
        """
        months = self.end.month - self.start.month + 1
        if months in {1, 12}:
            return {"vi": ("năm", "tháng"), "en": ("a year", "a month")}[language][months == 1]
        return f"{months} tháng" if language == "vi" else f"{_NUMBERS_EN[months]} months"

    def name(self, language: Language) -> str:
        """The period in words, as they stand inside a sentence.

        >>> Period.parse("2023-H1").name("vi"), Period.parse("2023-M03").name("en")
        ('6 tháng đầu năm 2023', 'March 2023')
        """
        return f"{_NAMES[self.kind].in_(language)} {self.year}"

    def definite(self, language: Language) -> str:
        """The name after a preposition: in English with the article, which a month has none of.

        >>> Period.parse("2023-H1").definite("en"), Period.parse("2023-M03").definite("en")
        ('the first half of 2023', 'March 2023')
        """
        article = "the " if language == "en" and self.kind[0] != "M" else ""
        return f"{article}{self.name(language)}"


def _bad_name(text: str, place: str) -> InputError:
    near = _nearest(text)
    remedy = (f"Did you mean {near}? " if near else "") + _VALID
    return InputError(Problem(place, f"'{text[:40]}' is no period.", remedy, "period.name"))


def _nearest(text: str) -> str | None:
    """Give the valid name that was probably meant: the year in it, and the kind that is the most like the rest."""
    year = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}", text[:40])
    if year is None:
        return None
    rest = re.sub(r"[^0-9A-Z]", "", (text[: year.start()] + text[year.end() : 40]).upper())
    kinds = [_ALIASES[rest]] if rest in _ALIASES else get_close_matches(rest, _MONTHS, n=1, cutoff=0.5)
    return f"{year.group()}-{kinds[0]}" if kinds else None

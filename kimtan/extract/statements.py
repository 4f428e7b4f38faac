"""What a clause says with a number, and what it is read with."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.extract.figures import Direction, ReadMeasure
from kimtan.extract.units import ReadUnit


@dataclass(frozen=True)
class Statement:
    """What a clause says with a number.

    Parameters
    ----------
    measure, direction, base
        As in :class:`~kimtan.extract.figures.ReadFigure`.
    is_about_last
        Whether it is said of the figure before it, unless the clause names another subject.
    confidence
        How sure that is.
    because
        The words that say so.
    """

    measure: ReadMeasure
    direction: Direction = ""
    base: str = ""
    is_about_last: bool = True
    confidence: float = 0.9
    because: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a clause is read with: the words on both sides, and what went before.

    Parameters
    ----------
    left, right
        The words between the last figure and this one, and from its unit to the next figure.
    sentence
        The words of the sentence before the figure.
    beyond
        The words behind a percentage in brackets that alone follows: ``so với tháng trước`` of
        ``tăng 103 vụ (16,5%) so với tháng trước``.
    is_bracketed
        Whether it stands in brackets with nothing before it.
    opens_clause
        Whether it is a percentage before the noun that it is a rate of, with nothing before it in its clause.
    is_rate_word
        Whether its verb says that it is a rate: ``đạt tỷ lệ``.
    is_share
        Whether it is the percentage that the count before it is of an earlier one in the same unit.
    is_part
        The same, of any amounts.
    is_rest
        Whether it is what the last figure leaves of the one before it.
    subject
        The subject that the words name, else that of the figure before it.
    went_before
        The subject of the figure before it in the sentence.
    before, direction
        What that figure stated, and in which direction.
    last
        The same as ``before``; empty where the words name a subject of their own.
    has_fraction, is_percent
        Whether the figure before it is a fraction, and whether it states a level in percent.
    unit
        The last unit of the sentence that is not percent.
    measures
        The measures that the sentence has stated so far.
    base
        With what the sentence last compared, where that was none of last year.
    is_task
        Whether it stands among the tasks ahead.
    is_expected
        Whether a title announces what the whole year is expected to come to.
    is_under_heading
        Whether a heading stands above, which then says whether tasks or results follow.
    year, months, is_full_year
        The year that the report is of and its first and last month, where they are known, and whether it is of all of
        the year.
    """

    left: str
    right: str
    sentence: str = ""
    beyond: str = ""
    is_bracketed: bool = False
    opens_clause: bool = False
    is_rate_word: bool = False
    is_share: bool = False
    is_part: bool = False
    is_rest: bool = False
    subject: str = ""
    went_before: str = ""
    before: ReadMeasure = ""
    direction: Direction = ""
    last: ReadMeasure = ""
    has_fraction: bool = False
    is_percent: bool = False
    unit: ReadUnit | None = None
    measures: frozenset[str] = frozenset()
    base: str = ""
    is_task: bool = False
    is_expected: bool = False
    is_under_heading: bool = True
    year: int = 0
    months: tuple[int, int] | None = None
    is_full_year: bool = True

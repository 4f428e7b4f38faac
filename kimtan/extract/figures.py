"""A figure as it was read out of a document: value, unit, what it measures, about whom, and on what that rests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kimtan.data.measures import MeasureName
from kimtan.figures import Bound

if TYPE_CHECKING:
    from kimtan.extract.wholes import Breakdown

ReadMeasure = MeasureName | Literal["share", "change", ""]
"""A measure of the data; ``share`` of a whole, ``change`` against another base than last year; empty: not known."""

Direction = Literal["+", "-", ""]
"""Whether something rises or falls, where that is said."""


@dataclass(frozen=True)
class ReadFigure:
    """One number token of a document and how it was read.

    Parameters
    ----------
    n
        Its number in the document, from 1.
    passage
        Index of its passage in :attr:`~kimtan.extract.passages.ReadDocument.passages`.
    start, end
        Where it stands in the passage's text, in characters, ``end`` excluded.
    as_written
        The token: ``44/52``, ``1.112,25``.
    value
        What it states, with every digit that was written; the sign follows ``direction`` for changes.
    precision
        The step it was rounded to; ``exact`` for counts.
    bound
        How the words beside it bound the true value.
    upper
        The other end of a range (``3,5 - 4%``).
    denominator
        The second number of a fraction (``44/52``).
    unit, unit_text
        The unit of ``data/units.csv``, where there is one, and as written.
    scale
        What the numbers were multiplied with because the unit as written is a multiple of ``unit``: 1000 for
        ``52,3 nghìn tấn``, whose value is 52300 tonnes.
    measure, direction, base
        What of the subject is stated; ``+`` or ``-`` where words say so; with what it is compared, as written.
    subject
        About whom or what, in the document's words.
    indicator, indicator_name
        The indicator of the dictionary that the subject is, where there is one.
    part_of
        ``n`` of the figure that it is a part of.
    confidence
        0 to 1: how sure the reading is.
    rests_on
        The words and rules that the reading rests on, in Vietnamese, for a person.
    """

    n: int
    passage: int
    start: int
    end: int
    as_written: str
    value: Decimal
    precision: Decimal | Literal["exact"] | None = None
    bound: Bound | None = None
    upper: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""
    unit_text: str = ""
    scale: Decimal = Decimal(1)
    measure: ReadMeasure = ""
    direction: Direction = ""
    base: str = ""
    subject: str = ""
    indicator: str = ""
    indicator_name: str = ""
    part_of: int | None = None
    confidence: float = 0.0
    rests_on: tuple[str, ...] = ()

    def in_written_unit(self, value: Decimal) -> Decimal:
        """One of the figure's numbers in the unit as written: 52,3 of 52300 where that is ``nghìn tấn``."""
        return value.scaleb(-self.scale.adjusted())

    def as_it_stands(self) -> ReadFigure:
        """The figure in the unit as written, which then is none of ``data/units.csv``."""
        return self.in_unit("", 1 / self.scale) if self.scale != 1 else self

    def in_unit(self, unit: str, scale: Decimal) -> ReadFigure:
        """The figure in a unit of ``data/units.csv`` of which its own is so many."""
        places = scale.adjusted()
        upper = None if self.upper is None else self.upper.scaleb(places)
        denominator = None if self.denominator is None else self.denominator.scaleb(places)
        value = self.value.scaleb(places)
        return replace(
            self, value=value, upper=upper, denominator=denominator, unit=unit, scale=self.scale.scaleb(places)
        )


@dataclass(frozen=True)
class Refused:
    """A number token that states no figure (a date, a list number, the number of a law) or could not be read."""

    passage: int
    start: int
    end: int
    token: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """All number tokens of a document: each stands in exactly one of ``figures`` and ``refused``.

    ``breakdowns`` are the wholes with their parts.
    """

    figures: tuple[ReadFigure, ...]
    refused: tuple[Refused, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()

"""What went before a figure in its passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kimtan.extract.amounts import is_share_of
from kimtan.extract.figures import Direction, ReadMeasure
from kimtan.extract.outline import Place
from kimtan.extract.subject_kinds import words_of
from kimtan.extract.units import ReadUnit

_PAIR = 2
_ROUNDED = Decimal("0.1")
"""By so much of a percent shares are rounded anyhow that are written with more digits."""


@dataclass(frozen=True)
class ReadPassage:
    """A passage that stands in no table, and of when the report is that it belongs to.

    Parameters
    ----------
    index
        Of the passage in the document.
    year, months, is_full_year
        As in :class:`~kimtan.extract.statements.Surroundings`.
    """

    index: int
    text: str
    place: Place
    year: int
    months: tuple[int, int] | None
    is_full_year: bool


@dataclass(frozen=True)
class Context:
    """What went before in a passage.

    Parameters
    ----------
    subject, measure, direction
        Of the figure before; without a measure in a new sentence.
    has_fraction, fraction
        Whether that is a fraction, and what percentage it is where it counts things.
    is_same_sentence
        Whether it stands in the same sentence.
    measures, base
        As in :class:`~kimtan.extract.statements.Surroundings`.
    unit
        The last unit of the sentence that is not percent.
    is_percent
        Whether the figure before states a level in percent.
    levels
        The last levels and plans, each with its unit and subject; 0 for a plan.
    """

    subject: str = ""
    measure: ReadMeasure = ""
    has_fraction: bool = False
    is_same_sentence: bool = False
    measures: frozenset[str] = frozenset()
    base: str = ""
    direction: Direction = ""
    unit: ReadUnit | None = None
    is_percent: bool = False
    levels: tuple[tuple[ReadUnit, str, Decimal], ...] = ()
    fraction: Decimal | None = None

    def in_new_sentence(self) -> Context:
        """What a sentence leaves to the next one."""
        return replace(self, measure="", is_same_sentence=False, measures=frozenset(), base="", unit=None)

    def back_to(self, outer: Context) -> Context:
        """What stood before a bracket, when that is closed; with the levels and measures that it held."""
        return replace(outer, measures=self.measures | outer.measures, levels=self.levels)

    def subject_of(self, unit: ReadUnit | None, words: str) -> str:
        """The subject of the last level in such a unit, of one that the words name where there is one."""
        same = [subject for known, subject, _ in self.levels if unit is not None and is_counted_alike(known, unit)]
        telling = set(words_of(words))
        named = [subject for subject in same if telling & set(words_of(subject))]
        return (named or same or [""])[-1]

    def is_share(self, percentage: Decimal, *, is_any: bool = False) -> bool:
        """Whether a percentage is what the last count is of an earlier one of the same things, or of its whole.

        Parameters
        ----------
        is_any
            Whether amounts are asked as well, which are more often part of a plan.
        """
        if self.fraction is not None and is_share_of(self.fraction, Decimal(100), percentage, _ROUNDED):
            return True
        if len(self.levels) < _PAIR or self.measure != "actual":
            return False
        return any(self._is_share(at, percentage, is_any=is_any) for at in range(len(self.levels) - 1, 0, -1)[:_PAIR])

    def _is_share(self, at: int, percentage: Decimal, *, is_any: bool) -> bool:
        unit, _, part = self.levels[at]
        wholes = [
            value for known, _, value in self.levels[:at] if is_counted_alike(known, unit) and (unit.is_count or is_any)
        ]
        return any(whole > part and is_share_of(part, whole, percentage, _ROUNDED) for whole in wholes)

    def is_rest(self, value: Decimal, unit: ReadUnit) -> bool:
        """Whether an amount is what the last level leaves of the one before it."""
        if len(self.levels) < _PAIR:
            return False
        (first, _, whole), (second, _, part) = self.levels[-_PAIR:]
        return first.name == second.name == unit.name and part > 0 and whole - part == value

    def subject_about(self, words: str) -> str:
        """The last subject that has most of some words; they themselves where none has."""
        telling = set(words_of(words)) - {"số", "giá", "trị", "lượng"}
        if not telling and self.levels:
            return f"{words} {self.levels[-1][1]}"
        named = [subject for _, subject, _ in self.levels if telling and telling <= set(words_of(subject))]
        return (named or [words])[-1]


def is_counted_alike(left: ReadUnit, right: ReadUnit) -> bool:
    """Whether two units measure the same, or count in the same word: ``vụ`` and ``vụ tai nạn``."""
    same = left.dimension == right.dimension
    return same and (not left.is_count or left.name.split()[0] == right.name.split()[0])

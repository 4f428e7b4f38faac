"""What one period of one workspace states, asked by indicator, by section and by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Self

from kimtan.config import PeriodConfig
from kimtan.data.decisions import Correction, Decisions
from kimtan.data.dictionary import of_suite
from kimtan.data.documents import Sources
from kimtan.data.identities import RESOLUTION
from kimtan.data.indicators import Indicator, Phrase
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.rulebook import WrittenRule
from kimtan.data.sections import ReportSection, Terms
from kimtan.data.territory import REBASED
from kimtan.data.texts import NamedList, TextPoint, Texts
from kimtan.data.units import Unit, convert
from kimtan.errors import InputError, Problem
from kimtan.period import Period
from kimtan.reading.records import nearest
from kimtan.settings import Territory
from kimtan.workspace import Workspace


@dataclass(frozen=True)
class PeriodData:
    """What a period states, checked.

    Attributes
    ----------
    indicators, phrases
        By identity, in table order; in a public edition no reference leads to what is withheld.
    sections, terms
        How the report is divided, in reading order, and names of fields of work, breakdowns and plan bases.
    observations
        In the order of the file, places completed with their document; with the new value where one was decided.
    decisions
        What the owners of figures decided; nothing where the period has no such file.
    corrections
        The figures that have a new value, by identity, as they were stated and with the decision.
    rulebook
        The written rules of the audit, whatever the edition: the audit filters what came of them.
    unabridged
        In a public edition, the data that it was made of.
    broken
        The territory that the figures are of, where last year's were of another one: what compares with last year
        then counts only on the basis ``rebased``.
    """

    workspace: Workspace
    config: PeriodConfig
    period: Period
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    phrases: Mapping[str, Phrase]
    sections: Mapping[str, ReportSection]
    terms: Terms
    sources: Sources
    observations: tuple[Observation, ...]
    texts: Texts
    decisions: Decisions
    corrections: Mapping[str, Correction]
    rulebook: tuple[WrittenRule, ...]
    unabridged: Self | None = field(default=None, repr=False)
    broken: Territory | None = None

    @property
    def complete(self) -> Self:
        """The same period with everything in it, for checks that rest on all figures; their outcome is filtered."""
        return self.unabridged or self

    @property
    def chapters(self) -> Mapping[str, str]:
        """Titles of numbered sections by their numbers, in the language of this edition."""
        language = self.config.language
        return {section.number: section.title(language) for section in self.sections.values() if section.number}

    @property
    def stated(self) -> tuple[Observation, ...]:
        """The observations as they were stated, before any decision."""
        fixed = self.corrections
        return tuple(fixed[row.figure].original if row.figure in fixed else row for row in self.observations)

    def statements(self, indicator: str, measure: str = "actual") -> tuple[Observation, ...]:
        """Everything that is stated of one measure of one indicator, in the order of the file.

        Where last year's territory was another one, what compares with last year only as far as it is comparable.

        Raises
        ------
        InputError
            When the data dictionary has no such indicator: a slip of the pen must not read as "nothing stated".
        """
        self._require(indicator)
        return self.by_topic.get((indicator, measure), ())

    def same(self, row: Observation) -> tuple[object, ...]:
        """A key that is equal for statements of the same value of the same figure, whatever their unit and place."""
        return (*row.topic, row.as_of, row.bound, row.value * self.units[row.unit].factor)

    def is_comparable(self, row: Observation) -> bool:
        """Whether a figure says something of this territory: figures of last year may be of another one."""
        return self.broken is None or MEASURES[row.measure].level != "last_year" or row.basis == REBASED

    def is_of_the_year(self, row: Observation) -> bool:
        """Whether a percentage of a plan is of the year's plan; a resolution's is not, unless the settings name it."""
        is_of_a_resolution = row.measure == "pct_of_plan" and row.basis == RESOLUTION
        return not is_of_a_resolution or self.config.settings.plan_basis == RESOLUTION

    @cached_property
    def not_comparable(self) -> tuple[Observation, ...]:
        """The figures of last year that are of another territory, in file order."""
        return tuple(row for row in self.observations if not self.is_comparable(row))

    @cached_property
    def by_topic(self) -> Mapping[tuple[str, str], tuple[Observation, ...]]:
        """What :meth:`statements` gives, by indicator and measure, of all of which something is stated."""
        by_topic: dict[tuple[str, str], list[Observation]] = {}
        for row in self.observations:
            if self.is_comparable(row):
                by_topic.setdefault((row.indicator, row.measure), []).append(row)
        return {what: tuple(sorted(rows, key=self._is_other_plan)) for what, rows in by_topic.items()}

    def _is_other_plan(self, row: Observation) -> bool:
        """Whether a figure is about another plan than the one that counts, so that it comes after that."""
        counted = self.config.settings.plan_basis
        if counted is None:
            return not self.is_of_the_year(row)
        return MEASURES[row.measure].level == "plan" and row.basis != counted

    def in_words(self, part: str, key: str = "", value: str = "") -> tuple[TextPoint, ...]:
        """Statements of a part of ``text.yml``: all of it, or those whose key has a value.

        ``in_words("causes", "kind", "objective")``; ``in_words("tasks")``.
        """
        return tuple(point for point in getattr(self.texts, part) if not key or getattr(point, key) == value)

    def named_list(self, indicator: str, measure: str = "actual") -> NamedList | None:
        """What the source enumerates of a count, if it does."""
        lists = (listed for listed in self.texts.lists if (listed.indicator, listed.measure) == (indicator, measure))
        return next(lists, None)

    def section(self, section: str) -> tuple[str, ...]:
        """Identities of a section's indicators of which something is stated, in table order."""
        sections = {indicator.section for indicator in self.complete.indicators.values()}
        if section not in sections and section not in self.sections and section not in of_suite("section"):
            seen, remedy = f"There is no section '{section}'.", nearest(section, sections)
            raise InputError(Problem("data/indicators.csv (section)", seen, remedy, "dataset.section"))
        stated = {row.indicator for row in self.observations}
        return tuple(
            name for name, indicator in self.indicators.items() if indicator.section == section and name in stated
        )

    def parts(self, whole: str, breakdown: str | None = None) -> tuple[str, ...]:
        """Identities of a whole's parts, in table order; of its only or first breakdown when none is named.

        In a public edition those of a whole that is withheld, too, as far as they are shown.
        """
        self._require(whole)
        parts = [part for part in self.complete.indicators.values() if part.part_of == whole]
        chosen = breakdown or (parts[0].breakdown if parts else None)
        return tuple(part.indicator for part in parts if part.breakdown == chosen and part.indicator in self.indicators)

    def ratios(self, numerator: str, denominator: str) -> tuple[str, ...]:
        """Identities of the indicators that are the ratio of one to another, in table order."""
        terms = numerator, denominator
        return tuple(name for name, row in self.indicators.items() if (row.numerator, row.denominator) == terms)

    def _require(self, indicator: str) -> None:
        """Refuse a name that no dictionary has; of one that only the suite's has, nothing is stated here."""
        if indicator not in self.complete.indicators and indicator not in of_suite("indicator"):
            seen, remedy = f"There is no indicator '{indicator}'.", nearest(indicator, self.complete.indicators)
            raise InputError(Problem("data/indicators.csv (indicator)", seen, remedy, "dataset.indicator"))

    def own_value(self, row: Observation) -> Decimal:
        """A stated figure in its indicator's own unit; a percentage stays one."""
        if MEASURES[row.measure].is_percent:
            return row.value
        return convert(row.value, self.units[row.unit], self.units[self.indicators[row.indicator].unit])

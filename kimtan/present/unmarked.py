"""What a period states and what came of its audit, in one language: names and unmarked figures.

Marks tell of findings, and findings of figures: what they are told with has no marks itself. Everything that a report
shows comes with its mark from :class:`~kimtan.present.facts.Facts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kimtan.audit import store
from kimtan.audit.amounts import Range
from kimtan.audit.findings import Finding
from kimtan.audit.statements import Statements, statements
from kimtan.data.dataset import Dataset
from kimtan.data.identities import SourcePlace, Topic
from kimtan.data.measures import MEASURES
from kimtan.data.observations import YEAR, Observation
from kimtan.data.sections import TermKind
from kimtan.data.texts import NamedList
from kimtan.languages import Language, lower_first
from kimtan.present.blocks import Number
from kimtan.present.wording import stated_text


@dataclass(frozen=True)
class UnmarkedFacts:
    """A dataset's names, statements and findings in one language."""

    dataset: Dataset
    language: Language

    @property
    def is_public(self) -> bool:
        """Whether the edition is for the public: whom the office asks, and which key may have slipped, is not."""
        return self.dataset.config.audience == "public"

    def word(self, vi: str, en: str) -> str:
        """The one of two texts that is in the facts' language."""
        return vi if self.language == "vi" else en

    def name(self, indicator: str) -> str:
        """An indicator's name."""
        return self.dataset.indicators[indicator].name(self.language)

    def short_name(self, indicator: str) -> str:
        """An indicator's name without what explains it in brackets."""
        return self.name(indicator).partition(" (")[0]

    def prose_name(self, indicator: str) -> str:
        """An indicator's short name inside a sentence, with a small first letter."""
        return lower_first(self.short_name(indicator))

    def section_title(self, section: str) -> str:
        """A section's title; nothing for what is no section of the report."""
        known = self.dataset.sections
        return known[section].title(self.language) if section in known else ""

    def term(self, kind: TermKind, term: str | None) -> str:
        """The name of a field of work, a breakdown or a plan's basis; nothing where the data has none."""
        named = self.dataset.terms[kind].get(term or "")
        return named.name(self.language) if named else ""

    def basis_name(self, topic: Topic) -> str:
        """The name of a figure's basis: of whoever assigned a plan, of what a change compares with, a goal's year."""
        basis = topic.basis
        if basis is None or not MEASURES[topic.measure].is_on_base:
            return self.term("plan_basis", basis) or basis or ""
        year = YEAR.fullmatch(basis)
        named = self.term("base", basis)
        return named or (self.word(f"năm {year[1]}", year[1]) if year else basis)

    def goal_year(self, topic: Topic) -> str:
        """For when a goal is set: ``năm 2026`` of the next year, ``đến năm 2030`` of a later one."""
        named, year = self.basis_name(topic), YEAR.fullmatch(topic.basis or "")
        is_soon = year is not None and int(year[1]) <= self.dataset.period.year + 1
        return named if is_soon else self.word(f"đến {named}", named)

    def qualifier_name(self, row: Observation) -> str:
        """By what a figure was measured, as the source says; nothing where it says nothing."""
        return self.term("qualifier", row.qualifier) or row.qualifier or ""

    def has(self, indicator: str, measure: str = "actual") -> bool:
        """Whether anything is stated of it, and this edition may show it."""
        return bool(self.dataset.statements(indicator, measure))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What came of every rule in which figures meet, as far as this edition may show it."""
        return tuple(finding for finding in store.findings(self.dataset) if finding.is_confronted)

    @cached_property
    def finding(self) -> Mapping[str, Finding]:
        """The same by their identity."""
        return {finding.id: finding for finding in self.findings}

    @cached_property
    def rows(self) -> Mapping[str, Observation]:
        """The statements of this edition by the figure's identity."""
        return {row.figure: row for row in self.dataset.observations}

    @cached_property
    def figures(self) -> Statements:
        """The same as ranges, as the audit sees them."""
        return statements(self.dataset)

    @cached_property
    def lists(self) -> Mapping[str, NamedList]:
        """The lists of this edition by the identity of their count as a figure."""
        return {named.figure: named for named in self.dataset.texts.lists}

    def range(self, figure: str) -> Range:
        """What a stated figure stands for, in its indicator's unit."""
        if figure not in self._ranges:
            self._ranges[figure] = self.figures.amount(self.rows[figure]).range
        return self._ranges[figure]

    @cached_property
    def _ranges(self) -> dict[str, Range]:
        """Those that were asked for: whatever is computed from a figure asks for it."""
        return {}

    def unmarked(self, row: Observation) -> Number:
        """One statement as a number without its mark, for the tables of the audit itself."""
        return self.unmarked_number(stated_text(row, self.dataset.units[row.unit], self.language), row.figure)

    def unmarked_number(self, text: str, ref: str, formula: str = "") -> Number:
        """A number without a mark, as in :meth:`.facts.Facts.number`."""
        return Number(text, ref, formula)

    def place(self, source: str) -> str:
        """A source place for people: ``dòng 27``."""
        place = SourcePlace(source)
        where = place.within if place.line is None else f"{self.word('dòng', 'line')} {place.line}"
        return where if place.document == self.dataset.sources.first else f"{place.document}, {where}"

"""A section of results as an office writes it: its words and figures in the order in which they were reported.

Where sources have lines, their order is the office's own; figures out of forms come in the order of the dictionary.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kimtan.data.identities import SourcePlace
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.texts import PLACEHOLDER, TextPoint
from kimtan.languages import Language
from kimtan.present.blocks import Narrative
from kimtan.present.facts import Facts
from kimtan.present.official.sentences import OfficialSentences
from kimtan.present.period_texts import PeriodTexts
from kimtan.present.prose import Sentence, join, sentence
from kimtan.present.sentences.own_clauses import clause_of
from kimtan.present.tables.remainder import OF_TASKS

_BESIDE = ("yoy_abs", "remaining", "change_pct", "change_abs")
"""Measures that only sentences tell."""

_IN_A_SENTENCE = 4
"""So many figures share a sentence at the most."""


@dataclass(frozen=True)
class _Item:
    """What is said at a place: sentences ready, or a clause that shares a sentence with its neighbours."""

    line: float
    sentences: tuple[Sentence, ...] = ()
    clause: Sentence = ()
    subject: str = ""
    is_words: bool = False
    runs_on: bool = False

    def place(self) -> tuple[float, int]:
        """For sorting: a text on a figure's line stands before it, or after it where it runs on over further lines."""
        return self.line, 1 if not self.is_words else 2 if self.runs_on else 0


@dataclass(frozen=True)
class ResultsInWords:
    """The paragraphs of a section; what a text of the period says is not said again."""

    facts: Facts
    section: str

    @cached_property
    def _stated(self) -> OfficialSentences:
        return OfficialSentences(self.facts)

    def block(self) -> Narrative | None:
        """The section's paragraphs; None where nothing is known of it."""
        paragraphs = list(self._paragraphs(self._merged()))
        if not paragraphs:
            return None
        return Narrative(tuple(paragraphs), style="bullets" if len(paragraphs) > 1 else "prose")

    def _paragraphs(self, items: Sequence[_Item]) -> Iterator[Sentence]:
        """Words begin a paragraph, the figures that belong to them follow."""
        current: list[Sentence] = []
        before: _Item | None = None
        for item in items:
            is_new_subject = before is not None and not before.is_words and item.subject != before.subject
            if current and ((before is not None and not before.is_words and item.is_words) or is_new_subject):
                yield join(current, " ")
                current = []
            current += item.sentences
            before = item
        if current:
            yield join(current, " ")

    def _merged(self) -> list[_Item]:
        """Items in order, neighbouring clauses about one subject put into sentences."""
        merged: list[_Item] = []
        waiting: list[_Item] = []

        def close() -> None:
            if waiting:
                joined = sentence(join([item.clause for item in waiting], "; "))
                merged.append(_Item(waiting[0].line, (joined,), subject=waiting[0].subject))
                waiting.clear()

        for item in sorted([*self._words(), *self._figures()], key=_Item.place):
            if not item.clause or (waiting and waiting[0].subject != item.subject) or len(waiting) == _IN_A_SENTENCE:
                close()
            if item.clause:
                waiting.append(item)
            else:
                merged.append(item)
        close()
        return merged

    def _words(self) -> Iterator[_Item]:
        texts = PeriodTexts(self.facts, self.section)
        for point in self.facts.dataset.in_words("highlights", "section", self.section):
            runs_on = len(set(point.source)) > 1 and self._line(point.source[0]) < math.inf
            yield _Item(self._line(point.source[0]), (texts.filled(point),), is_words=True, runs_on=runs_on)

    def _figures(self) -> Iterator[_Item]:
        """The section's figures that no text has; parts are told with their whole."""
        dataset, stated = self.facts.dataset, self._stated
        names = [name for name in dataset.section(self.section) if name not in self._in_texts]
        for name in names:
            indicator, clause = dataset.indicators[name], stated.clause(name)
            if clause is None or stated.is_base(name) or self._is_told_with_whole(indicator.part_of, names):
                continue
            row = self._row(name) or self._compared(name)
            line = math.inf if row is None else self._line(row.source)
            subject = name.partition(".")[0]
            if parts := list(self._parts(name)):
                yield _Item(line, (sentence(clause), *parts, *self._members(name)), subject=subject)
            else:
                yield _Item(line, clause=clause, subject=subject)
                if members := self._members(name):
                    yield _Item(line, tuple(members), subject=subject)
        yield from self._left_by_texts()
        yield from self._listed()

    def _left_by_texts(self) -> Iterator[_Item]:
        """What no column of the annex has of a figure that a text tells: what is left of it, changes on other bases."""
        facts, dataset = self.facts, self.facts.dataset
        for name in dataset.section(self.section):
            placed = figures_in(facts, *_BESIDE) if name in self._in_texts else ()
            rows = [row for measure in _BESIDE for row in dataset.statements(name, measure)[:1]]
            if not rows or name not in self._in_texts or name in placed:
                continue
            clauses = [clause for at, row in enumerate(rows) if (clause := clause_of(facts, row, is_alone=at == 0))]
            clause = join([(f"{facts.prose_name(name)} ",), join(clauses)], "")
            yield _Item(self._line(rows[0].source), clause=clause, subject=name.partition(".")[0])

    def _parts(self, whole: str, *, is_inner: bool = False) -> Iterator[Sentence]:
        """What a whole is made of, by every breakdown, then what its parts are made of, if this section tells it."""
        below = [other for other in self.facts.dataset.indicators.values() if other.part_of == whole]
        if is_inner:
            below = [other for other in below if other.section == self.section]
        for at, breakdown in enumerate(dict.fromkeys(other.breakdown for other in below if other.breakdown)):
            if parts := self._stated.parts(whole, breakdown, is_first=at == 0, is_inner=is_inner):
                yield parts
        for part in below:
            yield from self._parts(part.indicator, is_inner=True)

    def _listed(self) -> Iterator[_Item]:
        """Lists of what nobody counted."""
        dataset = self.facts.dataset
        for named in dataset.texts.lists:
            indicator = dataset.indicators.get(named.indicator)
            if indicator is not None and indicator.section == self.section and not dataset.statements(named.indicator):
                members = tuple(self._members(named.indicator))
                yield _Item(self._line(named.source), members, subject=named.indicator.partition(".")[0])

    def _is_told_with_whole(self, whole: str | None, names: Collection[str]) -> bool:
        return whole in names and not self._stated.is_base(str(whole)) and bool(self._stated.clause(str(whole)))

    @cached_property
    def _middle(self) -> float:
        """The line in the middle of the section's figures."""
        dataset = self.facts.dataset
        rows = (dataset.statements(name)[:1] for name in dataset.section(self.section))
        lines = sorted(self._line(row[0].source) for row in rows if row)
        return lines[len(lines) // 2] if lines else math.inf

    def _row(self, name: str) -> Observation | None:
        """The statement of a figure that the section makes, and not another one that says it as well."""
        rows = self.facts.dataset.statements(name)
        return min(rows, key=lambda row: _distance(self._line(row.source), self._middle)) if rows else None

    def _compared(self, name: str) -> Observation | None:
        """What is stated of a figure of which no result is: its plan, its growth."""
        measures = (measure for measure in MEASURES if measure not in OF_TASKS)
        return next((row for measure in measures for row in self.facts.dataset.statements(name, measure)), None)

    def _members(self, name: str) -> list[Sentence]:
        """Who or what a count consists of, numbered."""
        named = self.facts.dataset.named_list(name)
        if named is None or len(named.members) < 2:
            return []
        language = self.facts.language
        members = [(f"({at}) {member.words.in_(language)}",) for at, member in enumerate(named.members, start=1)]
        gathered = self.facts.word("gồm", "are")
        return [sentence((f"{self.facts.prose_name(name)} {gathered}: ", *join(members, "; ")))]

    @cached_property
    def _in_texts(self) -> frozenset[str]:
        """Indicators whose result a text of the section has, or one elsewhere about the same place of a source."""
        covered: set[str] = set()
        for point in _texts(self.facts):
            is_own = getattr(point, "section", "") == self.section
            for name in _placed(point, self.facts.language, "actual"):
                row = self._row(name)
                if is_own or (row is not None and row.source in point.source):
                    covered.add(name)
        return frozenset(covered)

    def _line(self, source: str) -> float:
        """Where in the report something stands; without lines, words come first and figures as in the dictionary."""
        line = SourcePlace(source).line
        return math.inf if line is None else float(line)


def _distance(line: float, other: float) -> float:
    """How far apart two lines are; two without a line, which are both infinite, are not apart."""
    return 0.0 if line == other else abs(line - other)


def figures_in(facts: Facts, *measures: str) -> frozenset[str]:
    """Indicators of which some measure stands in a text of the period."""
    return frozenset(name for point in _texts(facts) for name in _placed(point, facts.language, *measures))


def _texts(facts: Facts) -> Iterator[TextPoint]:
    """The texts of the period that are sentences; what a table of steps holds is not among them."""
    return (point for (part, _), point in facts.dataset.texts.points() if part != "steps")


def _placed(point: TextPoint, language: Language, *measures: str) -> list[str]:
    """Indicators of which a text has some measure."""
    matches = PLACEHOLDER.finditer(point.words.in_(language))
    return [match[1] for match in matches if (match[2] or "actual") in measures]

"""Statements that no sentence and no other table has shown: a second one, a remainder, one of another day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.present.blocks import Number
from kimtan.present.marked import is_none
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.rich_text import Run
from kimtan.present.sentences.own_clauses import clause_of, of_another_territory
from kimtan.present.sentences.results import Results
from kimtan.present.showing import Remainder, is_shown
from kimtan.present.tables.evidence import EvidenceTables

_IN_A_PARAGRAPH = 4
OF_TASKS = frozenset({"target", "year_end"})
"""Measures that the chapter of tasks shows, in its table of targets."""


class RemainderTables(EvidenceTables):
    """Sentences on what is shown nowhere else."""

    def remainder(self, indicators: Collection[str], *, of_tasks: bool = False) -> Remainder | None:
        """What the notebook has not shown yet of some indicators, a sentence each.

        Tasks and levels of the year's end belong to a chapter of their own: only they are shown there.

        Examples
        --------
        >>> show(s.table.remainder(s.names))  # doctest: +SKIP
        """
        dataset = self.facts.dataset
        rows = [row for name in indicators for measure in MEASURES for row in dataset.statements(name, measure)]
        shown = {dataset.same(row) for row in rows if is_shown(row.figure)}
        left = [row for row in rows if dataset.same(row) not in shown and (row.measure in OF_TASKS) == of_tasks]
        apart = [row for row in dataset.not_comparable if row.indicator in indicators and not is_shown(row.figure)]
        return self._statements(left, [] if of_tasks else apart)

    def _statements(self, rows: Iterable[Observation], apart: Sequence[Observation]) -> Remainder | None:
        """A sentence an indicator; more of them than a paragraph holds are points of a list."""
        by_indicator: dict[str, list[Observation]] = {}
        for row in rows:
            by_indicator.setdefault(row.indicator, []).append(row)
        sentences = [self._sentence(name, own) for name, own in by_indicator.items()]
        sentences += [of_old] if (of_old := of_another_territory(self.facts, apart)) else []
        if not sentences:
            return None
        if len(sentences) > _IN_A_PARAGRAPH:
            return Remainder(tuple(sentences), style="bullets")
        return Remainder((join(sentences, " "),))

    def _sentence(self, indicator: str, rows: Iterable[Observation]) -> Sentence:
        """What is stated of an indicator, as in ``Đàn ong: 1.351 đàn; kế hoạch năm 1.500 đàn``."""
        facts = self.facts
        rows = list({(row.topic, row.value, row.unit): row for row in rows}.values())
        if (result := self._as_result(indicator, rows)) is not None:
            return result
        if len(rows) == 1 and not self._label(rows[0]):
            return sentence(self._alone(indicator, rows[0]))
        plain = [row for row in rows if row.as_of is None and row.qualifier is None]
        spoken = [clause for at, row in enumerate(plain) if (clause := clause_of(facts, row, is_alone=at == 0))]
        if facts.language == "vi" and len(spoken) == len(rows):
            return sentence((f"{facts.name(indicator)} ", *join(spoken, ", ")))
        stated: list[Run] = [(*self._label(row), facts.statement(row, prose=True)) for row in rows]
        return sentence((f"{facts.name(indicator)}: ", *join(stated, "; ")))

    def _as_result(self, indicator: str, rows: Sequence[Observation]) -> Sentence | None:
        """The sentence that results have, where nothing of the indicator was shown; what it leaves out follows."""
        facts, dataset = self.facts, self.facts.dataset
        stated = [row for name in MEASURES if name not in OF_TASKS for row in dataset.statements(indicator, name)]
        is_dated = any(row.as_of is not None or row.qualifier is not None for row in rows)
        if not facts.has(indicator) or is_dated or len(rows) != len(stated) or rows[0].measure in OF_TASKS:
            return None
        clause = Results(facts).clause(indicator) or ()
        refs = {piece.ref for piece in clause if isinstance(piece, Number)}
        shown = {dataset.same(row) for row in rows if row.figure in refs}
        left: list[Run] = [
            (*self._label(row), facts.statement(row, prose=True)) for row in rows if dataset.same(row) not in shown
        ]
        return sentence(join([clause, *left], "; "))

    def _alone(self, indicator: str, row: Observation) -> Run:
        """An achievement of which nothing else is to be said: ``có 07 chỉ tiêu đạt kế hoạch``."""
        facts = self.facts
        stated = facts.dataset.statements(indicator, row.measure)
        if any(facts.dataset.same(other) != facts.dataset.same(row) for other in stated):
            template = facts.word(
                "{name} ở nơi khác trong báo cáo được ghi là {number}", "elsewhere the report gives {number} for {name}"
            )
            return fill(template, name=facts.prose_name(indicator), number=facts.statement(row, prose=True))
        if counted := facts.counted(indicator, row):
            has = "" if is_none(row) else "có "
            return (facts.word(has, "there was " if abs(row.value) == 1 else "there were "), *counted)
        return (f"{facts.prose_name(indicator)} {facts.word('là', 'came to')} ", facts.statement(row, prose=True))

    def _label(self, row: Observation) -> Sequence[str]:
        """What a statement states: its measure, unless that is plain, the plan's basis, its own day."""
        facts = self.facts
        words = [] if row.measure == "actual" else [MEASURES[row.measure].name.in_(facts.language)]
        if row.basis is not None:
            words.append(f"({facts.basis_name(row.topic)})")
        if row.as_of is not None:
            words.append(f"{facts.word('đến', 'as of')} {row.as_of:%d/%m/%Y}")
        if row.qualifier is not None:
            words.append(facts.qualifier_name(row))
        return [" ".join(words) + " "] if words else []

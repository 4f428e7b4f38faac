"""Statements that no sentence and no other table has shown: a second one, a remainder, one of another day."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.present.blocks import Column, Row
from kimtan.present.showing import Remainder, is_shown
from kimtan.present.tables.evidence import EvidenceTables

OF_TASKS = frozenset({"target", "year_end"})
"""Measures that the chapter of tasks shows, in its table of targets."""


class RemainderTables(EvidenceTables):
    """Tables of what is shown nowhere else."""

    def remainder(self, indicators: Collection[str], *, of_tasks: bool = False) -> Remainder | None:
        """What the notebook has not shown yet of some indicators, one row a statement.

        Tasks and levels of the year's end belong to a chapter of their own: only they are shown there.

        Examples
        --------
        >>> show(s.table.remainder(s.names))  # doctest: +SKIP
        """
        dataset = self.facts.dataset
        rows = [row for name in indicators for measure in MEASURES for row in dataset.statements(name, measure)]
        shown = {dataset.same(row) for row in rows if is_shown(row.figure)}
        left = [row for row in rows if dataset.same(row) not in shown and (row.measure in OF_TASKS) == of_tasks]
        return self._statements(left)

    def _statements(self, rows: Iterable[Observation]) -> Remainder | None:
        facts = self.facts
        made = [Row(((facts.name(row.indicator),), (self._label(row),), (facts.statement(row),))) for row in rows]
        columns = (
            Column(facts.word("Chỉ tiêu", "Indicator"), align="text"),
            Column(facts.word("Nội dung số liệu", "Measure"), align="text"),
            Column(facts.word("Số liệu", "Figure")),
        )
        caption = facts.word("Các số liệu khác đã nêu", "Other figures stated")
        return Remainder(caption, columns, tuple(made)) if made else None

    def _label(self, row: Observation) -> str:
        """What a statement states: its measure, the plan's basis, its own day."""
        facts = self.facts
        label = MEASURES[row.measure].title.in_(facts.language)
        if row.basis is not None:
            label += f" ({facts.basis_name(row.topic)})"
        if row.as_of is not None:
            label += f", {facts.word('đến', 'as of')} {row.as_of:%d/%m/%Y}"
        return label

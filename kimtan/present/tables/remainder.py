"""Statements that no sentence and no other table has shown: a second one, a remainder, one of another day."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kimtan.data.observations import Observation
from kimtan.present.blocks import Column, Row
from kimtan.present.showing import Remainder, is_shown
from kimtan.present.tables.evidence import EvidenceTables

OF_TASKS = frozenset({"target", "year_end"})
"""Measures that the chapter of tasks shows, in its table of targets."""


class RemainderTables(EvidenceTables):
    """Tables of what is shown nowhere else."""

    def remainder(self, indicators: Collection[str], leave_out: Collection[str] = ()) -> Remainder | None:
        """What the notebook has not shown yet of some indicators, one row a statement; tasks have their own chapter."""
        rows = (row for row in self.facts.dataset.observations if row.indicator in indicators)
        left = [row for row in rows if row.measure not in OF_TASKS and row.figure not in leave_out]
        return self._statements([row for row in left if not is_shown(row.figure)])

    def _statements(self, rows: Iterable[Observation]) -> Remainder | None:
        facts = self.facts
        order = {name: place for place, name in enumerate(facts.dataset.indicators)}
        made = [
            Row(((facts.name(row.indicator),), (self._told(row),), (facts.statement(row),)))
            for row in sorted(rows, key=lambda row: order[row.indicator])
        ]
        columns = (
            Column(facts.word("Chỉ tiêu", "Indicator"), align="text"),
            Column(facts.word("Nội dung số liệu", "Measure"), align="text"),
            Column(facts.word("Số liệu", "Figure")),
        )
        caption = facts.word("Các số liệu khác đã nêu", "Other figures stated")
        return Remainder(caption, columns, tuple(made)) if made else None

    def _told(self, row: Observation) -> str:
        """What a statement states: its measure, the plan's basis, its own day."""
        facts, told = self.facts, self.measure(row.measure)
        if row.basis is not None:
            told += f" ({facts.term('plan_basis', row.basis) or row.basis})"
        if row.as_of is not None:
            told += f", {facts.word('đến', 'as of')} {row.as_of:%d/%m/%Y}"
        return told

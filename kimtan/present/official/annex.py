"""The annex of the official document: what is known, in the customary columns, estimates apart from final figures."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from kimtan.present.blocks import Column, Run, Table
from kimtan.present.tables.annex import AnnexTables


class OfficialAnnex(AnnexTables):
    """As the annex of any report, but without values that nobody stated, unless the office asks for them."""

    def annex(self) -> Table | None:
        """The table; a column in which nothing is known is left out."""
        table = super().annex()
        if table is None:
            return None
        known = [at for at in range(len(table.columns)) if any(row.cells[at] for row in table.rows)]
        rows = (replace(row, cells=tuple(row.cells[at] for at in known)) for row in table.rows)
        return replace(table, columns=tuple(table.columns[at] for at in known), rows=tuple(rows))

    @cached_property
    def _statuses(self) -> tuple[str, ...]:
        """The kinds of result that are stated, final ones first; a column for each."""
        rows = [row for row in self.facts.dataset.observations if row.measure == "actual"]
        kinds = ("estimate" if row.status == "estimate" else "final" for row in rows)
        return tuple(sorted(set(kinds), reverse=True)) or ("final",)

    @property
    def _has_implied(self) -> bool:
        return self.facts.dataset.config.settings.word.implied

    def _annex_columns(self) -> tuple[Column, ...]:
        word, columns = self.facts.word, super()._annex_columns()
        names = {"final": word("Thực hiện", "Actual"), "estimate": word("Ước thực hiện", "Actual, estimated")}
        results = tuple(Column(names[status]) for status in self._statuses)
        return (*columns[:5], *results, *columns[6:])

    def _annex_cells(self, number: str, name: str) -> tuple[Run | None, ...]:
        cells = super()._annex_cells(number, name)
        rows = self.facts.dataset.statements(name)
        own = "estimate" if rows and rows[0].status == "estimate" else "final"
        results = tuple(cells[5] if status == own else None for status in self._statuses)
        return (*cells[:5], *results, *cells[6:])

    def _annex_signs(self, *, has_implied: bool) -> str:
        return super()._annex_signs(has_implied=has_implied) if self._has_implied else ""

    def _plan(self, name: str) -> Run | None:
        return super()._plan(name) if self._has_implied or not self.facts.is_implied(name) else None

    def _last_year(self, name: str) -> Run | None:
        return super()._last_year(name) if self._has_implied or self.facts.has(name, "last_year") else None

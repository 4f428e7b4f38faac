"""The next half's targets: what they ask for, what remains by the plan, and the pace that this takes."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.audit.targets import Reading
from kimtan.languages import Bilingual
from kimtan.present.blocks import Column, Row, Run, Table
from kimtan.present.facts import Facts
from kimtan.present.tables.indicators import cell

_READINGS: dict[Reading, Bilingual] = {
    "neither": Bilingual("Không khớp với kế hoạch năm", "In disagreement with the annual plan"),
    "remaining": Bilingual("Khớp khi hiểu là phần còn phải thực hiện", "In agreement as what remains to be done"),
    "level": Bilingual("Khớp khi hiểu là mức của cả năm", "In agreement as the level of the year"),
    "unknown": Bilingual("Chưa đủ số liệu để đối chiếu", "Not enough is stated to compare"),
}
"""How a target can be read; what needs attention first."""


@dataclass(frozen=True)
class TargetTables:
    """Tables of what is still to do."""

    facts: Facts
    section: str = ""

    def targets(self, *indicators: str, caption: tuple[str, str] | None = None) -> Table | None:
        """Each target beside what was achieved, what remains by the plan and how the target can be read.

        Examples
        --------
        >>> show(s.table.targets(*s.targets))  # doctest: +SKIP
        """
        facts = self.facts
        names = [name for name in indicators if facts.has(name, "target") or facts.has(name, "year_end")]
        if not names:
            return None
        columns = (
            Column(facts.word("Chỉ tiêu", "Indicator"), align="text"),
            Column(facts.word("Đơn vị tính", "Unit"), align="text"),
            Column(facts.word("Đã thực hiện", "Achieved")),
            Column(facts.word("Còn lại theo kế hoạch", "Remaining by plan")),
            Column(facts.word("Nhiệm vụ nêu ra", "Target stated")),
            Column(facts.word("Mức cuối năm nêu ra", "Year-end level stated")),
            Column(facts.word("Cần mỗi tháng", "Needed per month")),
        )
        readings = {name: facts.reading(name) for name in names}
        rows = []
        for reading, heading in _READINGS.items():
            group = [name for name in names if readings[name] == reading]
            if group:
                rows.append(Row(((heading.in_(facts.language),), *([None] * (len(columns) - 1))), role="group"))
                rows += [Row(self._cells(name)) for name in group]
        ahead = facts.dataset.period.ahead(facts.language)
        default = facts.word(f"Nhiệm vụ {ahead} đối chiếu với kế hoạch", f"Targets for {ahead} against the plan")
        return Table(facts.word(*caption) if caption else default, columns, tuple(rows))

    def _cells(self, name: str) -> tuple[Run | None, ...]:
        facts = self.facts
        unit, is_implied = facts.row_unit(name), facts.is_implied(name)
        return (
            (facts.name(name),),
            (unit.name(facts.language),),
            cell(facts.in_row(name, "actual")),
            cell(facts.derived(name, "remaining", bare=True, into=unit), is_implied=is_implied),
            cell(facts.in_row(name, "target")),
            cell(facts.in_row(name, "year_end")),
            cell(facts.derived(name, "needed_per_month", bare=True, into=unit), is_implied=is_implied),
        )

"""The next half's targets: what they ask for, what remains by the plan, and the pace that this takes."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.audit.targets import reading
from kimtan.present.blocks import Column, Number, Row, Run, Table
from kimtan.present.facts import Facts

_READINGS = {
    "remaining": ("Khớp: là phần còn lại", "Agrees: what remains"),
    "level": ("Khớp: là mức cả năm", "Agrees: level for the year"),
    "neither": ("Không khớp kế hoạch", "Does not agree with the plan"),
    "unknown": ("Chưa đủ số liệu để đối chiếu", "Not enough is stated to tell"),
}


@dataclass(frozen=True)
class TargetTables:
    """Tables of what is still to do."""

    facts: Facts
    section: str = ""

    def targets(self, *indicators: str, caption: tuple[str, str] | None = None) -> Table | None:
        """Each target beside what was achieved, what remains by the plan and how the target can be read."""
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
            Column(facts.word("Đối chiếu", "Comparison"), align="text"),
        )
        rows = []
        for name in names:
            told = facts.word(*_READINGS[reading(facts.dataset, name)])
            unit = facts.dataset.units[facts.dataset.indicators[name].unit]
            cells: tuple[Run | None, ...] = (
                (facts.name(name),),
                (unit.name(facts.language),),
                self._own(name, "actual"),
                _implied(facts, name, facts.derived(name, "remaining", bare=True)),
                self._own(name, "target"),
                self._own(name, "year_end"),
                _implied(facts, name, facts.derived(name, "needed_per_month", bare=True)),
                (told,) if facts.has(name, "target") else None,
            )
            rows.append(Row(cells))
        default = facts.word(
            "Nhiệm vụ sáu tháng cuối năm đối chiếu với kế hoạch", "The second half's targets against the plan"
        )
        return Table(facts.word(*caption) if caption else default, columns, tuple(rows))

    def _own(self, name: str, measure: str) -> Run | None:
        """A statement without its unit; with it where it is not the indicator's own."""
        rows = self.facts.dataset.statements(name, measure)
        if not rows:
            return None
        is_own = rows[0].unit == self.facts.dataset.indicators[name].unit
        return (self.facts.statement(rows[0], bare=is_own),)


def _implied(facts: Facts, name: str, number: Number | None) -> Run | None:
    if number is None:
        return None
    return ("≈ ", number) if facts.is_implied(name) else (number,)

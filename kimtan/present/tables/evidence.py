"""The evidence: every stated figure as it was written, what it stands for, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.audit.outcomes import STATES
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.figures import Interval, number_text
from kimtan.present import findings as describe
from kimtan.present.anchors import figure_anchor, finding_anchor
from kimtan.present.blocks import Break, Column, Link, Row, Run, Table
from kimtan.present.facts import Facts
from kimtan.present.prose import join
from kimtan.present.source_sections import where


@dataclass(frozen=True)
class EvidenceTables:
    """Tables of statements."""

    facts: Facts
    section: str = ""

    def evidence(self, section: str) -> Table | None:
        """Every figure of a section, one row a statement, under where it stands; links to a figure lead to its row.

        Examples
        --------
        >>> show(s.table.evidence("agriculture"))  # doctest: +SKIP
        """
        facts = self.facts
        names = facts.dataset.section(section)
        rows = [row for name in names for row in facts.dataset.observations if row.indicator == name]
        if not rows:
            return None
        columns = (
            Column(facts.word("Chỉ tiêu", "Indicator"), align="text", holds="name"),
            Column(facts.word("Nội dung số liệu", "Measure"), align="text", holds="measure"),
            Column(facts.word("Số liệu", "Figure")),
            Column(facts.word("Ghi trong báo cáo", "As written"), align="text"),
            Column(facts.word("Khoảng giá trị", "Stands for"), align="text"),
            Column(facts.word("Nguồn", "Source"), align="text"),
        )
        caption = facts.word("Số liệu đã nêu và nguồn", "Stated figures and their source")
        by_place: dict[str, list[Row]] = {}
        for row in rows:
            made = by_place.setdefault(where(facts, row), [])
            made += [self._evidence_row(row), *self._details(row, len(columns))]
        headed = (
            (Row(((place,), *([None] * (len(columns) - 1))), role="group"), *own) for place, own in by_place.items()
        )
        return Table(caption, columns, tuple(row for group in headed for row in group))

    def _evidence_row(self, row: Observation) -> Row:
        facts = self.facts
        note = row.note.in_(facts.language)
        measure = MEASURES[row.measure].title.in_(facts.language)
        if row.status == "estimate":
            measure = f"{measure} ({facts.word('ước', 'estimate')})"
        if row.status == "implied":
            measure = f"{measure} ({facts.word('suy ra', 'implied')})"
        if row.as_of is not None:
            measure = f"{measure}, {facts.word('đến', 'as of')} {row.as_of:%d/%m/%Y}"
        if row.qualifier is not None:
            measure = f"{measure}, {facts.qualifier_name(row)}"
        cells: tuple[Run | None, ...] = (
            (facts.name(row.indicator),),
            (measure,),
            (facts.statement(row),),
            (_written(row, note),),
            (self.range_text(row),),
            (facts.place(row.source),),
        )
        return Row(cells, role="evidence", anchor=figure_anchor(row.figure))

    def _details(self, row: Observation, width: int) -> list[Row]:
        """The line it was read from, what the audit says where that needs attention or is settled, its correction."""
        facts = self.facts
        quoted = facts.dataset.quote(row.source)
        lines: list[Run] = [(f"{facts.word('Trích', 'Quoted')}: “{quoted}”",)] if quoted else []
        lines += [
            (
                f"{STATES[finding.state].doubt.in_(facts.language)}: ",
                Link(describe.label(facts, finding), finding_anchor(finding.id)),
            )
            for finding in describe.concerning(facts, row.figure)
        ]
        if row.figure in facts.dataset.corrections:
            lines.append((describe.correction(facts, facts.dataset.corrections[row.figure]),))
        return [Row((join(lines, Break()), *([()] * (width - 1))), role="detail", depth=1)] if lines else []

    def range_text(self, row: Observation) -> str:
        """What a statement stands for: ``552,0535 – 552,0545``, ``đúng 31``, ``không quá 8,11``."""
        facts = self.facts
        indicator, unit = facts.dataset.indicators[row.indicator], facts.dataset.units[row.unit]
        interval = row.interval(indicator, unit, facts.dataset.config.settings.rounding)
        return interval_text(interval, facts)


def interval_text(interval: Interval, facts: Facts) -> str:
    """An interval in words."""
    low, high = (None if end is None else number_text(end, facts.language) for end in (interval.low, interval.high))
    if low is None or high is None:
        return f"{facts.word('không quá', 'at most')} {high}" if low is None else f"{facts.word('từ', 'from')} {low}"
    return f"{facts.word('đúng', 'exactly')} {low}" if low == high else f"{low} – {high}"


def _written(row: Observation, note: str) -> str:
    """What the source says, and what a reader should know of it; nobody wrote what is implied."""
    quoted = "" if row.status == "implied" else f"“{row.as_written}”"
    return " — ".join(part for part in (quoted, note) if part)

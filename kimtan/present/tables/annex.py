"""The annex of a report: all indicators of all sections in the columns that offices are used to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kimtan.data.territory import reason
from kimtan.present.blocks import Column, Number, Row, Run, Table
from kimtan.present.sentences.own_clauses import of_another_territory
from kimtan.present.tables.indicators import IMPLIED, IndicatorTables, cell


class AnnexTables(IndicatorTables):
    """The table that goes with a report to whoever collects it."""

    def annex(self) -> Table | None:
        """Every indicator with a result, a plan or a comparison, section by section, numbered; parts under their whole.

        What is not known has a dash; a value that is only implied by a percentage is marked ``≈``.

        Examples
        --------
        >>> show(s.table.annex())  # doctest: +SKIP
        """
        facts = self.facts
        sections = dict.fromkeys(indicator.section for indicator in facts.dataset.indicators.values())
        rows: list[Row] = []
        count = 0
        for section in sections:
            names = [name for name in facts.dataset.section(section) if self._is_customary(name)]
            if not names:
                continue
            title = facts.section_title(section)
            rows.append(Row(((title,), *([None] * (len(self._annex_columns()) - 1))), role="group"))
            for number, name in self._numbered(names, count):
                rows.append(
                    Row(self._annex_cells(number, name), role=self._role(name, names), depth=self._depth(name, names))
                )
                count = max(count, int(number.partition(".")[0]))
        if not rows:
            return None
        notes = self._annex_notes(has_implied=any(IMPLIED in run for row in rows for run in row.runs()))
        return Table(self._annex_title(), self._annex_columns(), tuple(rows), tuple(notes))

    def _annex_notes(self, *, has_implied: bool) -> list[Run]:
        """What has to be known of the columns, then plans on another basis."""
        facts = self.facts
        broken = facts.dataset.broken
        remarks: list[Run] = [(reason(broken, facts.language),)] if broken else []
        remarks += [of_old] if (of_old := of_another_territory(facts, facts.dataset.not_comparable)) else []
        return [
            *remarks,
            *([(signs,)] if (signs := self._annex_signs(has_implied=has_implied)) else []),
            *self._plans_beside(),
        ]

    def _annex_signs(self, *, has_implied: bool) -> str:
        implied = self.facts.word(
            "≈: suy ra từ số thực hiện và tỷ lệ được ghi, chính xác tới mức tỷ lệ được ghi. ",
            "≈: implied by the actual and a stated percentage, as precise as that was written. ",
        )
        return (implied if has_implied else "") + self.facts.word("—: không có số liệu.", "—: no figure.")

    def _plans_beside(self) -> list[Run]:
        """Plans of another authority than the one whose plan counts, each with how far it is done, as notes."""
        facts = self.facts
        notes: list[Run] = []
        for name in facts.dataset.indicators:
            for plan in facts.other_plans(name) if facts.has(name) else ():
                label = facts.word("kế hoạch", "plan"), self._basis_name(plan.basis)
                done = facts.other_completion(name, plan)
                reached = (facts.word(", đạt ", ", reached "), done) if done else ()
                notes.append((f"{facts.name(name)}, {label[0]} {label[1]}: ", facts.statement(plan), *reached, "."))
        return notes

    def _annex_title(self) -> str:
        period = self.facts.dataset.period.definite(self.facts.language)
        return self.facts.word(f"Biểu tổng hợp các chỉ tiêu {period}", f"All indicators of {period}")

    def _annex_columns(self) -> tuple[Column, ...]:
        word, period = self.facts.word, self.facts.dataset.period
        base = period.base("vi")
        return (
            Column(word("STT", "No."), align="center"),
            Column(word("Chỉ tiêu", "Indicator"), align="text"),
            Column(word("ĐVT", "Unit"), align="text"),
            Column(word("Kế hoạch năm", "Annual plan")),
            Column(word(f"Thực hiện {base}", period.base("en").removeprefix("the ").capitalize())),
            Column(word("Ước thực hiện", "Actual, estimated")),
            Column(word("% so KH", "% of plan")),
            Column(word(f"% so {base}", "% of last year")),
        )

    def _numbered(self, names: Sequence[str], before: int) -> Iterator[tuple[str, str]]:
        """Ordinals with the names in tree order: 1, 1.1, 1.2, 2; counted on from the sections before."""
        counts = [before]
        for name in self._in_tree_order(names):
            depth = self._depth(name, names)
            counts = [*counts[: depth + 1], 0][: depth + 1]
            counts[depth] += 1
            yield ".".join(map(str, counts)), name

    def _annex_cells(self, number: str, name: str) -> tuple[Run | None, ...]:
        facts = self.facts
        return (
            (number,),
            (facts.name(name),),
            self._unit(name),
            self._plan(name),
            self._last_year(name),
            cell(facts.stated(name, bare=True)),
            cell(facts.completion(name, bare=True)),
            cell(self._index(name)),
        )

    def _last_year(self, name: str) -> Run | None:
        if (stated := self.facts.in_row(name, "last_year")) is not None:
            return cell(stated)
        unit = self.facts.row_unit(name)
        return cell(self.facts.derived(name, "implied_last_year", bare=True, into=unit), is_implied=True)

    def _index(self, name: str) -> Number | None:
        """Of last year's value, in percent: as stated, else from the stated growth."""
        facts = self.facts
        if (stated := facts.stated(name, "yoy_index", bare=True)) is not None:
            return stated
        return None if facts.change_in_points(name) is not None else facts.derived(name, "index", bare=True)

"""Indicators with their plan, what was achieved and how it compares: the customary columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kimtan.data.observations import Observation
from kimtan.data.territory import reason
from kimtan.figures import date_text, number_text
from kimtan.period import Period
from kimtan.present.blocks import Column, Number, Role, Row, Run, Table
from kimtan.present.charts import terms
from kimtan.present.facts import Facts
from kimtan.present.tables.history import period_title, published

IMPLIED = "≈ "
"""What a value that only a percentage implies is marked with."""

_CUSTOMARY = ("actual", "plan", "pct_of_plan", "last_year", "yoy_pct", "yoy_index")
"""Measures that the customary columns show."""


@dataclass(frozen=True)
class IndicatorTables:
    """Tables of indicators."""

    facts: Facts
    section: str = ""

    def indicators(
        self, *indicators: str, caption: tuple[str, str] | None = None, last_period: bool = False
    ) -> Table | None:
        """The customary columns for some indicators; parts stand under their whole where both are given.

        A column in which nothing is known is left out; a plan that is only implied by a percentage is marked ``≈``.

        Parameters
        ----------
        caption
            In Vietnamese and in English; made of the names of section and period where it is not given.
        last_period
            Whether what the period before reported stands beside, where the workspace has one.

        Examples
        --------
        >>> show(s.table.indicators(*s.names, caption=("Các chỉ tiêu", "The indicators")))  # doctest: +SKIP
        """
        facts = self.facts
        period = facts.dataset.period
        base, before = period.base("vi"), period.base("en").removeprefix("the ").capitalize()
        last_year = f"Năm {period.year - 1}" if period.kind == "FY" else "Cùng kỳ năm trước"
        names = self._in_tree_order([name for name in indicators if self._is_customary(name)])
        if not names:
            return None
        makers: list[tuple[Column, Callable[[str], Run | None]]] = [
            (Column(facts.word("Chỉ tiêu", "Indicator"), align="text"), lambda name: (facts.name(name),)),
            (Column(facts.word("Đơn vị tính", "Unit"), align="text"), self._unit),
            (Column(facts.word("Kế hoạch năm", "Annual plan")), self._plan),
            (Column(facts.word(last_year, before)), self._stated_last_year),
            *(self._last_period(names) if last_period else ()),
            (Column(facts.word("Thực hiện", "Actual")), lambda name: cell(facts.stated(name, bare=True))),
            (Column(facts.word("So kế hoạch", "Of plan"), "%"), lambda name: cell(facts.completion(name, bare=True))),
            *self._other_plans(names),
            (Column(facts.word(f"So {base}", "On last year"), "%"), self._growth),
            (Column(facts.word("Tiến độ", "Progress"), align="text"), self._status),
        ]
        kept = [(column, make) for column, make in makers if any(make(name) is not None for name in names)]
        rows = [
            Row(tuple(make(name) for _, make in kept), role=self._role(name, names), depth=self._depth(name, names))
            for name in names
        ]
        return Table(
            caption=facts.word(*caption) if caption else self._caption(),
            columns=tuple(column for column, _ in kept),
            rows=tuple(rows),
            notes=tuple(self._notes(names)),
        )

    def _last_period(self, names: Sequence[str]) -> list[tuple[Column, Callable[[str], Run | None]]]:
        """A column of the latest earlier period of the same territory; none where the column of last year is that."""
        facts, period = self.facts, self.facts.dataset.period
        known = {
            name: {earlier.period: earlier.row for earlier in facts.dataset.earlier(name) if earlier.is_comparable}
            for name in names
        }
        periods = {Period.parse(text) for reported in known.values() for text in reported}
        last = max((before for before in periods if before < period), default=None)
        is_there = last == period.previous_year() and any(facts.has(name, "last_year") for name in names)
        if last is None or is_there:
            return []

        def reported(name: str) -> Run | None:
            row = known[name].get(str(last))
            return None if row is None else (published(facts, str(last), row),)

        return [(Column(period_title(last, facts)), reported)]

    def _is_customary(self, name: str) -> bool:
        """Whether a column of the customary ones has something of it: its plan or growth alone is enough."""
        return any(self.facts.has(name, measure) for measure in _CUSTOMARY)

    def all_indicators(self, caption: tuple[str, str] | None = None) -> Table | None:
        """All indicators of the section of which a result, a plan or a comparison is stated.

        Examples
        --------
        >>> show(s.table.all_indicators())  # doctest: +SKIP
        """
        return self.indicators(*self.facts.dataset.section(self.section), caption=caption)

    def _caption(self) -> str:
        period = self.facts.dataset.period.definite(self.facts.language)
        names = self.facts.dataset.section(self.section) if self.section else ()
        is_result = not names or any(self.facts.has(name) for name in names)
        what = ("kết quả", "results") if is_result else ("số liệu", "figures")  # of plans alone nothing resulted
        results = self.facts.word(f"{what[0]} {period}", f"{what[1]} of {period}")
        name = self.facts.section_title(self.section)
        return f"{name}: {results}" if name else results

    def breakdown(self, whole: str, breakdown: str | None = None) -> Table | None:
        """A whole and its parts, with the share of each; nothing of a whole that this edition withholds.

        Examples
        --------
        >>> show(s.table.breakdown("works.estimate", "source"))  # doctest: +SKIP
        """
        facts = self.facts
        parts = [part for part in facts.dataset.parts(whole, breakdown) if facts.has(part)]
        if not parts or whole not in facts.dataset.indicators:
            return None
        unit = self._unit(whole)
        columns = (
            Column(facts.word("Chỉ tiêu", "Indicator"), align="text"),
            Column(facts.word("Thực hiện", "Actual"), "" if unit is None else str(unit[0])),
            Column(facts.word("Tỷ trọng", "Share"), "%"),
        )
        total = Row(((facts.name(whole),), cell(facts.stated(whole, bare=True)), None), role="total")
        rows = [
            Row(
                (
                    (facts.name(part),),
                    cell(facts.stated(part, bare=facts.row_unit(part) == facts.row_unit(whole))),
                    cell(facts.derived(part, "share", bare=True)),
                ),
                role="part",
                depth=1,
            )
            for part in parts
        ]
        by = facts.term("breakdown", facts.dataset.indicators[parts[0]].breakdown)
        return Table(f"{facts.name(whole)} {by}".strip(), columns, (total, *rows))

    def _in_tree_order(self, names: Sequence[str], below: str | None = None) -> list[str]:
        """The names, each followed by its parts; otherwise in the given order."""
        above = {name: self.facts.dataset.indicators[name].part_of for name in names}
        here = [name for name in names if (above[name] if above[name] in names else None) == below]
        return [listed for name in here for listed in (name, *self._in_tree_order(names, name))]

    def _unit(self, name: str) -> Run | None:
        return (self.facts.row_unit(name).name(self.facts.language),)

    def _plan(self, name: str) -> Run | None:
        return cell(self.facts.plan(name, bare=True), is_implied=self.facts.is_implied(name))

    def _other_plans(self, names: Sequence[str]) -> list[tuple[Column, Callable[[str], Run | None]]]:
        """Two columns for each plan that another authority assigned: the plan, and how far it is done."""
        facts = self.facts
        bases = dict.fromkeys(plan.basis for name in names for plan in facts.other_plans(name))
        columns: list[tuple[Column, Callable[[str], Run | None]]] = []
        for basis in bases:
            authority = self._basis_name(basis)

            def plan(name: str, basis: str | None = basis) -> Run | None:
                plans = [row for row in facts.other_plans(name) if row.basis == basis]
                is_bare = bool(plans) and plans[0].unit == facts.row_unit(name).unit
                return (facts.statement(plans[0], bare=is_bare),) if plans else None

            def done(name: str, basis: str | None = basis) -> Run | None:
                plans = [row for row in facts.other_plans(name) if row.basis == basis]
                return cell(facts.other_completion(name, plans[0], bare=True)) if plans else None

            columns += [
                (Column(facts.word(f"Kế hoạch năm ({authority})", f"Annual plan ({authority})")), plan),
                (Column(facts.word(f"So kế hoạch ({authority})", f"Of plan ({authority})"), "%"), done),
            ]
        return columns

    def _basis_name(self, basis: str | None) -> str:
        """What a plan is called after the authority that assigned it."""
        return self.facts.term("plan_basis", basis) or basis or self.facts.word("khác", "other")

    def _stated_last_year(self, name: str) -> Run | None:
        return cell(self.facts.in_row(name, "last_year"))

    def _growth(self, name: str) -> Run | None:
        """The growth; an index is told as what it is away from a hundred, since one column tells one thing."""
        facts = self.facts
        if (points := facts.change_in_points(name, bare=True)) is not None:
            return (points,)
        index = next(iter(facts.dataset.statements(name, "yoy_index")), None)
        if index is None or facts.has(name, "yoy_pct"):
            return cell(facts.growth(name, bare=True))
        return cell(facts.number(number_text(index.value - 100, facts.language), index.figure))

    def _status(self, name: str) -> Run | None:
        status = self.facts.status(name)
        if status is None:
            return None
        return (terms.status(status, self.facts.language, is_year_over=self.facts.is_year_over),)

    def _role(self, name: str, names: Sequence[str]) -> Role:
        indicators = self.facts.dataset.indicators
        if any(indicators[part].part_of == name for part in names):
            return "total"
        return "part" if indicators[name].part_of in names else "plain"

    def _depth(self, name: str, names: Sequence[str]) -> int:
        above = self.facts.dataset.indicators[name].part_of
        return 1 + self._depth(above, names) if above is not None and above in names else 0

    def _notes(self, names: Sequence[str]) -> list[Run]:
        facts = self.facts
        broken, of_last_year = facts.dataset.broken, ("last_year", "yoy_pct", "yoy_index", "yoy_abs")
        is_compared = any(facts.has(name, measure) for name in names for measure in of_last_year)
        notes: list[Run] = [(reason(broken, facts.language),)] if broken and is_compared else []
        if any(facts.is_implied(name) and facts.plan(name) is not None for name in names):
            words = facts.word(
                "≈: kế hoạch suy ra từ số thực hiện và tỷ lệ đạt kế hoạch, chính xác tới mức tỷ lệ được ghi.",
                "≈: plan implied by the actual and the stated percentage, as precise as the percentage was written.",
            )
            notes.append((words,))
        for name in names:
            notes += self._of_years(name)
            for row in facts.dataset.statements(name):
                for note in (*self._measured(row), (row.note.in_(facts.language),)):
                    if any(note) and (facts.name(name), ": ", *note) not in notes:
                        notes.append((facts.name(name), ": ", *note))
        return notes

    def _of_years(self, name: str) -> list[Run]:
        """Which plan the percentage in the row is of, where it is not the year's."""
        facts = self.facts
        row = next(iter(facts.dataset.statements(name, "pct_of_plan")), None)
        if row is None or facts.dataset.is_of_the_year(row):
            return []
        plan = facts.word("tỷ lệ so với kế hoạch {}.", "percent of the plan {}.").format(facts.basis_name(row.topic))
        return [(f"{facts.name(name)}: {plan}",)]

    def _measured(self, row: Observation) -> Iterator[Run]:
        """The figure's own cut-off date, and by what the source says that it was measured, where it says so."""
        facts = self.facts
        if row.as_of is not None:
            date, is_estimate = date_text(row.as_of, facts.language), row.status == "estimate"
            words = (
                facts.word("ước đến ngày", "estimated as of") if is_estimate else facts.word("tính đến ngày", "as of")
            )
            yield (f"{words} {date}.",)
        if measured := facts.qualifier_name(row):
            yield (facts.statement(row, is_marked=False), f" {measured}.")


def cell(number: Number | None, *, is_implied: bool = False) -> Run | None:
    """A cell with one number, marked where only a percentage implies it; None where there is no number."""
    if number is None:
        return None
    return (IMPLIED, number) if is_implied else (number,)

"""A section's charts: frames made of its facts, each number bound, handed to the kinds of chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kimtan.data.formulas import Term, minus
from kimtan.data.identities import DerivedId, Topic
from kimtan.data.measures import MEASURES
from kimtan.languages import Bilingual
from kimtan.period import Period
from kimtan.present import charts
from kimtan.present.blocks import Chart
from kimtan.present.derived import DERIVED, percent
from kimtan.present.facts import Facts
from kimtan.present.prose import lower_first, tidy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Charts:
    """All charts over one dataset's facts; each is ``None`` where there is nothing to draw."""

    facts: Facts

    def completion(self, *indicators: str, title: tuple[str, str] | None = None) -> Chart | None:
        """Completion of the year's plan against the share of the year gone, coloured by status."""
        facts = self.facts
        frame = self._frame(
            [
                {
                    "label": facts.name(name),
                    "value": facts.value(name, "completion_used_pct"),
                    "shown": facts.completion(name),
                    "status": self._status(name),
                }
                for name in indicators
                if facts.completion(name) is not None
            ]
        )
        gone = facts.time_gone()
        share = facts.dataset.period.share_of_year(facts.dataset.config.settings.as_of)
        return charts.completion(
            frame, year_gone=charts.Reference(share, gone), language=facts.language, title=self._title(title)
        )

    def growth(self, whole: str, breakdown: str | None = None, title: tuple[str, str] | None = None) -> Chart | None:
        """Growth of a whole's parts against the growth of the whole; nothing of a whole that this edition withholds."""
        facts = self.facts
        if whole not in facts.dataset.indicators:
            return None
        frame = self._frame(
            [
                {
                    "label": facts.name(name),
                    "value": facts.value(name, "growth_used_pct"),
                    "shown": facts.growth(name),
                    "sector": _sector(name),
                }
                for name in facts.dataset.parts(whole, breakdown)
            ]
        )
        rate, shown = facts.value(whole, "growth_used_pct"), facts.growth(whole)
        reference = None if rate is None or shown is None else charts.Reference(rate, shown)
        return charts.growth(
            frame, whole=reference, whole_label=facts.name(whole), language=facts.language, title=self._title(title)
        )

    def contribution(
        self, whole: str, breakdown: str | None = None, title: tuple[str, str] | None = None
    ) -> Chart | None:
        """What each part gave to growth, beside the growth that is stated of the whole."""
        facts = self.facts
        parts = facts.dataset.parts(whole, breakdown)
        rows = [
            {
                "label": facts.name(name),
                "value": facts.value(name, "contribution_pp"),
                "shown": facts.derived(name, "contribution"),
                "sector": _sector(name),
                "role": "part",
            }
            for name in parts
        ]
        stated, rate = facts.growth(whole), facts.value(whole, "growth_used_pct")
        gap = None
        if stated is not None and rate is not None:
            rows.append({"label": facts.name(whole), "value": rate, "shown": stated, "sector": None, "role": "total"})
            together = facts.value(parts[0], "whole_growth_pct") if parts else None
            if together is not None:
                formula = Bilingual(
                    "mức tăng nêu ra − tổng đóng góp của các phần", "stated growth − sum of the contributions"
                )
                by_parts = DERIVED["whole_growth"].expression(facts.expressions(parts[0]))
                apart = minus(facts.expressions(whole).growth(), by_parts)
                gap = facts.expressed(DerivedId.of(whole, "growth_gap"), apart, "points", formula)
        return charts.contribution(self._frame(rows), gap=gap, language=facts.language, title=self._title(title))

    def structure(self, whole: str, breakdown: str | None = None, title: tuple[str, str] | None = None) -> Chart | None:
        """The parts of a whole with their shares."""
        facts = self.facts
        frame = self._frame(
            [
                {
                    "label": facts.name(name),
                    "value": facts.value(name, "share_pct"),
                    "shown": facts.derived(name, "share"),
                    "amount": facts.stated(name),
                    "sector": _sector(name),
                }
                for name in facts.dataset.parts(whole, breakdown)
            ]
        )
        chart = charts.structure(frame, unit=self._unit(whole), language=facts.language, title=self._title(title))
        return chart if title else self._about(chart, whole)

    def kinds(self, whole: str, breakdown: str | None = None, keep_order: bool = False) -> Chart | None:
        """How many of a whole there are of each kind."""
        chart = self.counts(*self.facts.dataset.parts(whole, breakdown), keep_order=keep_order)
        return self._about(chart, whole)

    def counts(self, *indicators: str, keep_order: bool = False, title: tuple[str, str] | None = None) -> Chart | None:
        """Counts by kind, as bars from zero."""
        facts = self.facts
        frame = self._frame(
            [
                {
                    "label": facts.name(name),
                    "value": facts.value(name, "actual"),
                    "shown": facts.stated(name),
                    "sector": _sector(name),
                }
                for name in indicators
                if facts.has(name)
            ]
        )
        unit = self._unit(indicators[0]) if indicators and facts.has(indicators[0]) else ""
        return charts.counts(frame, keep_order=keep_order, unit=unit, language=facts.language, title=self._title(title))

    def funnel(self, *indicators: str, title: tuple[str, str] | None = None) -> Chart | None:
        """Steps that each lie within the first one."""
        facts = self.facts
        known = [name for name in indicators if facts.has(name)]
        if len(known) < 2:
            return None
        rows = []
        for name in known:
            number, value = facts.stated(name), facts.value(name, "actual")
            share = None
            if name != known[0]:
                actual, base = (Term(Topic(one, "actual")) for one in (name, known[0]))
                formula = Bilingual("phần ÷ toàn bộ", "part ÷ whole")
                share = facts.expressed(
                    DerivedId.of(name, "share_of", known[0]), percent(actual, base), "percent", formula
                )
            rows.append({"label": facts.name(name), "value": value, "shown": number, "share": share})
        return charts.funnel(
            self._frame(rows), unit=self._unit(known[0]), language=facts.language, title=self._title(title)
        )

    def pace(self, *indicators: str, title: tuple[str, str] | None = None) -> Chart | None:
        """The pace so far beside the pace that the plan needs."""
        facts = self.facts
        frame = self._frame(
            [
                {
                    "label": facts.name(name),
                    "value": facts.value(name, "achieved_per_month"),
                    "shown": facts.derived(name, "achieved_per_month"),
                    "needed": facts.value(name, "needed_per_month"),
                    "needed_shown": facts.derived(name, "needed_per_month"),
                    "factor_shown": facts.derived(name, "pace_ratio"),
                    "status": self._status(name),
                }
                for name in indicators
                if facts.value(name, "pace_ratio") is not None
            ]
        )
        return charts.pace(frame, language=facts.language, title=self._title(title))

    def trajectory(self, indicator: str, title: tuple[str, str] | None = None) -> Chart | None:
        """The way to the year's plan: achieved so far, and how much steeper the rest has to be."""
        facts = self.facts
        done, value = facts.stated(indicator), facts.value(indicator, "actual")
        plan, goal = facts.plan(indicator), facts.value(indicator, "plan_used")
        share = facts.value(indicator, "share_of_year_pct")
        if done is None or value is None or plan is None or goal is None or share is None:
            return None
        return charts.trajectory(
            facts.name(indicator),
            achieved=charts.Reference(value, done),
            plan=charts.Reference(goal, plan),
            year_gone=charts.Reference(share, facts.time_gone(indicator)),
            factor=facts.derived(indicator, "pace_ratio"),
            language=facts.language,
            title=self._title(title),
        )

    def progress(self, *pairs: tuple[str, str], title: tuple[str, str] | None = None) -> Chart | None:
        """What is met of each whole: pairs of an indicator and the whole that it lies in."""
        facts = self.facts
        rows = []
        for part, whole in pairs:
            done, total = facts.stated(part, bare=True), facts.stated(whole, bare=True)
            if done is None or total is None:
                continue
            shown = facts.number(f"{done.text}/{total.text}", done.ref, inputs=(done.ref, total.ref))
            rows.append(
                {
                    "label": facts.name(part),
                    "value": facts.value(part, "actual"),
                    "total": facts.value(whole, "actual"),
                    "shown": shown,
                }
            )
        return charts.progress(self._frame(rows), language=facts.language, title=self._title(title))

    def statements(self, indicator: str, measure: str = "actual", title: tuple[str, str] | None = None) -> Chart | None:
        """All statements of one figure side by side, with what each stands for; the title names the figure."""
        facts = self.facts
        dataset = facts.dataset
        rows = []
        for row in dataset.statements(indicator, measure):
            one, unit = dataset.indicators[indicator], dataset.units[row.unit]
            found = row.interval(one, unit, dataset.config.settings.rounding)
            place = row.place.line or row.source
            rows.append(
                {
                    "label": facts.word(f"Dòng {place} của báo cáo", f"Line {place} of the report"),
                    "value": float(row.value),
                    "shown": facts.statement(row),
                    "low": float("-inf") if found.low is None else float(found.low),
                    "high": float("inf") if found.high is None else float(found.high),
                    "is_derived": False,
                }
            )
        if not rows:
            return None
        said = "" if measure == "actual" else f" ({MEASURES[measure].name.in_(facts.language)})"
        return charts.confrontation(
            self._frame(rows),
            quantity=f"{facts.name(indicator)}{said}",
            unit=self._unit(indicator),
            language=facts.language,
            title=self._title(title),
        )

    def amounts(self, *indicators: str, title: tuple[str, str] | None = None) -> Chart | None:
        """Amounts of several units of one dimension, brought to the first one's unit, as bars from zero."""
        facts = self.facts
        units, dictionary = facts.dataset.units, facts.dataset.indicators
        known = [name for name in indicators if facts.has(name)]
        if len(known) < 2:
            return None
        base = units[dictionary[known[0]].unit]
        rows = []
        for name in known:
            own = units[dictionary[name].unit]
            value = (facts.value(name, "actual") or 0.0) * float(own.factor / base.factor)
            row = {"label": facts.name(name), "value": value, "shown": facts.stated(name), "sector": _sector(name)}
            rows.append(row)
        return charts.counts(
            self._frame(rows), unit=base.name(facts.language), language=facts.language, title=self._title(title)
        )

    def history(self, indicator: str) -> Chart | None:
        """An indicator in this period and in the same of earlier years; without these, on its way within the year."""
        from kimtan.present.tables.history import HistoryTables, period_title

        facts, own = self.facts, self.facts.dataset.period
        earlier = facts.dataset.earlier(indicator)
        known = [(Period.parse(one.period), one.row) for one in earlier if one.is_comparable]
        same = [one for one in known if one[0].kind == own.kind]
        published = HistoryTables(facts).published
        rows: list[dict[str, object]] = [
            {
                "label": period_title(period, facts),
                "value": facts.dataset.amount(row),
                "shown": published(str(period), row, bare=False),
            }
            for period, row in same or known
        ]
        value, shown = facts.value(indicator, "actual"), facts.stated(indicator)
        if not rows or value is None or shown is None:
            return None
        rows.append({"label": period_title(own, facts), "value": value, "shown": shown})
        name = facts.name(indicator)
        title = facts.word(f"{name} qua các kỳ", f"{name} over the periods")
        return charts.counts(
            self._frame(rows), keep_order=True, unit=self._unit(indicator), language=facts.language, title=title
        )

    def _frame(self, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
        import pandas as pd

        frame = pd.DataFrame(rows, columns=list(rows[0]) if rows else ["label", "value", "shown"])
        numeric = [name for name in ("value", "needed", "total", "low", "high") if name in frame]
        return frame.astype(dict.fromkeys(numeric, float))

    def _about(self, chart: Chart | None, whole: str) -> Chart | None:
        """The chart with its finding said of the whole that it is about."""
        if chart is None or whole not in self.facts.dataset.indicators:
            return chart
        first, *rest = chart.title
        words = [lower_first(first) if isinstance(first, str) else first, *rest]
        return replace(chart, title=tidy([f"{self.facts.name(whole)} – ", *words]))

    def _status(self, indicator: str) -> object:
        """Status against time gone; ``None`` where it has none."""
        return self.facts.status(indicator)

    def _unit(self, indicator: str) -> str:
        one = self.facts.dataset.indicators.get(indicator)
        return "" if one is None else self.facts.dataset.units[one.unit].name(self.facts.language)

    def _title(self, title: tuple[str, str] | None) -> str | None:
        return None if title is None else self.facts.word(*title)


def _sector(indicator: str) -> str | None:
    """A sector of the economy, for its colour; ``None`` for all others."""
    return indicator if indicator.startswith("income.") else None

"""A section's figures beside those of other periods: the same of earlier years, and the way within the year."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.data.dataset import Dataset
from kimtan.data.identities import DerivedId
from kimtan.data.observations import Observation
from kimtan.figures import is_same
from kimtan.languages import Bilingual
from kimtan.period import Period
from kimtan.present.blocks import Column, Number, Row, Run, Table
from kimtan.present.facts import Facts
from kimtan.present.wording import stated_text


@dataclass(frozen=True)
class HistoryTables:
    """Tables over several periods."""

    facts: Facts
    section: str = ""

    def history(self, *indicators: str, caption: tuple[str, str] | None = None) -> Table | None:
        """What was achieved in this period and in those it is seen beside; nothing where there are none.

        Of what the newer period says otherwise of the year before than that year's report did, a note tells both.

        Examples
        --------
        >>> show(s.table.history("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        names = [name for name in indicators if facts.has(name) and facts.dataset.earlier(name)]
        if not names:
            return None
        known = {name: facts.dataset.earlier(name) for name in names}
        before = {name: {earlier.period: earlier.row for earlier in statements} for name, statements in known.items()}
        periods = sorted({Period.parse(period) for statements in before.values() for period in statements})
        former = {
            earlier.period for statements in known.values() for earlier in statements if not earlier.is_comparable
        }
        columns = (
            Column(facts.word("Chỉ tiêu", "Indicator"), align="text"),
            Column(facts.word("Đơn vị tính", "Unit"), align="text"),
            *(Column(period_title(period, facts)) for period in periods),
            Column(period_title(facts.dataset.period, facts)),
        )
        rows = [
            Row(
                (
                    (facts.name(name),),
                    (facts.dataset.units[facts.dataset.indicators[name].unit].name(facts.language),),
                    *(self._number(str(period), before[name].get(str(period))) for period in periods),
                    self._present(name),
                )
            )
            for name in names
        ]
        title = facts.word("Số liệu qua các kỳ", "Figures over the periods")
        notes = [*self._former([period for period in periods if str(period) in former]), *self._revised(names)]
        return Table(facts.word(*caption) if caption else title, columns, tuple(rows), tuple(notes))

    def _former(self, periods: list[Period]) -> list[Run]:
        """Which columns are of a former territory, and do not compare with the others."""
        titles = ", ".join(period_title(period, self.facts) for period in periods)
        remark = self.facts.word(
            f"{titles}: số liệu theo địa giới cũ, không so sánh được với các kỳ sau.",
            f"{titles}: figures of the former territory, not comparable with later ones.",
        )
        return [(remark,)] if periods else []

    def _present(self, name: str) -> Run | None:
        """The figure of the period itself, with its unit where that is not the row's."""
        row = self.facts.dataset.statements(name)[0]
        return (self.facts.statement(row, bare=row.unit == self.facts.dataset.indicators[name].unit),)

    def _number(self, period: str, row: Observation | None) -> Run | None:
        return None if row is None else (published(self.facts, period, row),)

    def _revised(self, names: list[str]) -> list[Run]:
        """Where this report says something else of the year before than was reported then."""
        facts = self.facts
        before = str(facts.dataset.period.previous_year())
        notes: list[Run] = []
        for name in names:
            reported = {earlier.period: earlier.row for earlier in facts.dataset.earlier(name)}
            then, now = reported.get(before), facts.dataset.statements(name, "last_year")
            if then is None or not now or now[0].basis is not None or _agree(facts.dataset, then, now[0]):
                continue
            stated_now = facts.word("nay nêu", "now told as")
            was = facts.word(f"kỳ {before} báo cáo", f"reported for {before} as")
            notes.append(
                (
                    f"{facts.name(name)}: {was} ",
                    published(facts, before, then, bare=False),
                    f", {stated_now} ",
                    facts.statement(now[0]),
                    ".",
                )
            )
        return notes


def _agree(dataset: Dataset, then: Observation, now: Observation) -> bool:
    """Whether two statements of one figure may be the same, in whatever units they are written."""
    indicator = dataset.indicators[now.indicator]
    if then.unit == now.unit and is_same(then.value, now.value):
        return True
    ends = [row.interval(indicator, dataset.units[row.unit]) for row in (then, now)]
    factors = [dataset.units[row.unit].factor for row in (then, now)]
    lows = [None if end.low is None else end.low * factor for end, factor in zip(ends, factors, strict=True)]
    highs = [None if end.high is None else end.high * factor for end, factor in zip(ends, factors, strict=True)]
    is_above = lows[0] is not None and highs[1] is not None and lows[0] > highs[1]
    is_below = highs[0] is not None and lows[1] is not None and highs[0] < lows[1]
    return not (is_above or is_below)


def published(facts: Facts, period: str, row: Observation, *, bare: bool = True) -> Number:
    """A figure of another period, bound to that period's report and the place in it."""
    own = facts.dataset.indicators[row.indicator].unit
    text = stated_text(row, facts.dataset.units[row.unit], facts.language, bare=bare and row.unit == own)
    formula = facts.word(f"số đã báo cáo kỳ {period} ({row.source})", f"as reported for {period} ({row.source})")
    return facts.number(text, DerivedId.of(row.indicator, "reported_in", period), formula, is_marked=False)


def period_title(period: Period, facts: Facts) -> str:
    """A period as a column's title: short where it is a kind that everybody knows."""
    kinds = {
        "H1": Bilingual("6 tháng", "H1"),
        "H2": Bilingual("6 tháng cuối", "H2"),
        "9M": Bilingual("9 tháng", "9M"),
        "FY": Bilingual("Năm", "Year"),
    }
    if period.kind in kinds:
        return f"{kinds[period.kind].in_(facts.language)} {period.year}"
    name = period.name(facts.language)
    return name[:1].upper() + name[1:]

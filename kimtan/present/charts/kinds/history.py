"""One indicator over several periods: the same of earlier years, or the way within the year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kimtan.data.indicators import CUMULATIVE_KINDS
from kimtan.languages import Bilingual
from kimtan.period import Period
from kimtan.present.blocks import Chart
from kimtan.present.charts.bar_rows import bar_rows
from kimtan.present.charts.feeding import row, unit
from kimtan.present.charts.kind import Kind
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence
from kimtan.present.tables.history import period_title, published


@dataclass(frozen=True, eq=False, kw_only=True)
class HistoryChart(Kind):
    """Values of one indicator as bars from zero, one a period, in their order.

    Attributes
    ----------
    indicator
        Its name.
    """

    indicator: str

    ALT = Bilingual("Biểu đồ thanh ngang. {items}.", "Horizontal bar chart. {items}.")
    ITEM = Bilingual("Kỳ", "Period")
    VALUE = Bilingual("Giá trị", "Value")
    TITLE = Bilingual("{indicator} qua các kỳ", "{indicator} over the periods")

    def title(self) -> Sentence:
        return self.sentence(self.TITLE, indicator=self.indicator)

    def draw(self) -> str:
        return bar_rows(self.items)


def history(facts: Facts, indicator: str) -> Chart | None:
    """An indicator in this period and in the same of earlier years; without these, on its way within the year.

    Examples
    --------
    >>> show(s.chart.history("output.total"))  # doctest: +SKIP
    """
    own = facts.dataset.period
    earlier = facts.dataset.earlier(indicator)
    comparable = [(Period.parse(stated.period), stated.row) for stated in earlier if stated.is_comparable]
    if facts.dataset.indicators[indicator].kind in CUMULATIVE_KINDS:
        comparable = [(period, stated) for period, stated in comparable if _is_alike(period, own)]
    same_kind = [(period, stated) for period, stated in comparable if period.kind == own.kind]
    rows: list[dict[str, object]] = [
        {
            "label": period_title(period, facts),
            "value": float(facts.dataset.own_value(stated)),
            "shown": published(facts, str(period), stated, bare=False),
        }
        for period, stated in same_kind or comparable
    ]
    shown = facts.stated(indicator)
    if not rows or shown is None or facts.value(indicator, "actual") is None:
        return None
    rows.append({**row(facts, indicator, "actual", shown), "label": period_title(own, facts)})
    return HistoryChart(
        pd.DataFrame(rows), facts.language, unit(facts, indicator), indicator=facts.name(indicator)
    ).chart()


def _is_alike(period: Period, own: Period) -> bool:
    """Whether amounts of two windows compare: both count up from January, or both are as long.

    Nine months and the half year that follows six of them do not.
    """
    is_as_long = period.end.month - period.start.month == own.end.month - own.start.month
    return is_as_long or (period.is_cumulative and own.is_cumulative)

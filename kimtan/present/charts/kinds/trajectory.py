"""Where a year's indicator is heading: what is achieved, what that pace comes to by the year's end, and the plan."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart, Number
from kimtan.present.charts import terms
from kimtan.present.charts.bar_rows import bar_rows
from kimtan.present.charts.feeding import unit
from kimtan.present.charts.kind import Kind
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

_ACHIEVED = Bilingual("Đã đạt", "Achieved so far")
_OUTLOOK = Bilingual("Cuối năm, nếu giữ nhịp độ này", "By the year's end at this pace")
_PLAN = Bilingual("Kế hoạch năm", "Annual plan")


@dataclass(frozen=True, eq=False, kw_only=True)
class TrajectoryChart(Kind):
    """Levels of one indicator as bars from zero, in the order of the frame.

    Attributes
    ----------
    indicator
        Its name.
    share
        What the pace so far comes to by the year's end, in percent of the plan.
    """

    indicator: str
    share: Number

    ALT = Bilingual("Biểu đồ thanh ngang. {items}.", "Horizontal bar chart. {items}.")
    ITEM = Bilingual("Mức", "Level")
    VALUE = Bilingual("Giá trị", "Value")
    AHEAD = Bilingual(
        "giữ nhịp độ hiện nay thì cuối năm bằng {share} kế hoạch",
        "at the present pace the year ends at {share} of plan",
    )

    def title(self) -> Sentence:
        return terms.about(self.indicator, self.sentence(self.AHEAD, share=self.share))

    def draw(self) -> str:
        return bar_rows(self.items)


def trajectory(facts: Facts, indicator: str) -> Chart | None:
    """What is achieved, what the same pace comes to by the year's end, and the plan of the year, as bars from zero.

    None where the indicator does not add up over the year, has no plan, or the year is over.

    Examples
    --------
    >>> show(s.chart.trajectory("town.revenue"))  # doctest: +SKIP
    """
    share = facts.derived(indicator, "outlook_of_plan")
    if share is None or facts.is_year_over:
        return None
    levels = (
        (_ACHIEVED, "actual", facts.stated(indicator)),
        (_OUTLOOK, "outlook", facts.derived(indicator, "outlook")),
        (_PLAN, "plan_used", facts.plan(indicator)),
    )
    rows = [
        {"label": label.in_(facts.language), "value": facts.value(indicator, column), "shown": shown}
        for label, column, shown in levels
    ]
    name, of = facts.name(indicator), unit(facts, indicator)
    return TrajectoryChart(pd.DataFrame(rows), facts.language, of, indicator=name, share=share).chart()

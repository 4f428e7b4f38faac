"""Completion of the annual plan: how far each indicator is, against the whole plan and the share of the year gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart, Column
from kimtan.present.charts import references, terms
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import row
from kimtan.present.charts.items import Items, Reference
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.marks import THICKNESS, bars, broken_bar
from kimtan.present.charts.references import Line
from kimtan.present.charts.rows import EDGE, stack
from kimtan.present.charts.theme import ACCENT, SMALL, STATUS, status_colour
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence
from kimtan.present.rich_text import Number

PLAN = 100.0
CUT = 130.0
"""Bars end here; longer ones are broken off visibly, so that one of 300 % does not flatten all others."""

_HEADING = 22.0
_ORDER = list(STATUS)
_ON_SCHEDULE = ("done", "ahead", "on_track")
_COUNT_ON_SCHEDULE = Bilingual("đếm chỉ tiêu đạt hoặc vượt tiến độ", "count of indicators on or ahead of schedule")
_COUNT_JUDGED = Bilingual("đếm chỉ tiêu được đánh giá theo tiến độ", "count of indicators judged by the schedule")


@dataclass(frozen=True, eq=False, kw_only=True)
class CompletionChart(Kind):
    """What has been done as bars in % of the annual plan, grouped by status, the highest first.

    Of the frame, ``value`` is in % of the annual plan (0–100), and ``status`` (done, ahead, on_track, behind, at_risk)
    heads a group and colours its bars.

    Attributes
    ----------
    year_gone
        Share of the year gone in %, drawn as a dashed line across the bars.
    """

    year_gone: Reference

    ALT = Bilingual(
        "Biểu đồ thanh ngang, tỷ lệ thực hiện so với kế hoạch năm. {items}. Vạch đối chiếu: {gone} thời gian của năm đã"
        " qua.",
        "Horizontal bar chart, completion of the annual plan. {items}. Reference line: {gone} of the year is gone.",
    )
    ITEM = Bilingual("Chỉ tiêu", "Indicator")
    VALUE = Bilingual("So với kế hoạch năm", "Of the annual plan")
    JUDGED = Bilingual(
        "{count} trong {all} chỉ tiêu đạt hoặc vượt tiến độ; thấp nhất: {last} ({least})",
        "{count} of {all} indicators are on or ahead of schedule; lowest: {last} ({least})",
    )
    SOME_JUDGED = Bilingual(
        "{count} trong {all} chỉ tiêu được đánh giá đạt hoặc vượt tiến độ; thấp nhất: {last} ({least})",
        "{count} of {all} indicators that are judged are on or ahead of schedule; lowest: {last} ({least})",
    )
    AT_THE_END = Bilingual(
        "{count} trong {all} chỉ tiêu đạt hoặc vượt kế hoạch năm; thấp nhất: {last} ({least})",
        "{count} of {all} indicators reached their annual plan; lowest: {last} ({least})",
    )
    SOME_AT_THE_END = Bilingual(
        "{count} trong {all} chỉ tiêu được đánh giá đạt hoặc vượt kế hoạch năm; thấp nhất: {last} ({least})",
        "{count} of {all} indicators that are judged reached their annual plan; lowest: {last} ({least})",
    )
    NONE_JUDGED = Bilingual(
        "Cao nhất: {first} ({most}); thấp nhất: {last} ({least})", "Highest: {first} ({most}); lowest: {last} ({least})"
    )
    ONE = Bilingual("{last}: {least} kế hoạch năm", "{last}: {least} of the annual plan")
    PLAN_LINE = Bilingual("kế hoạch năm", "annual plan")
    YEAR_LINE = Bilingual("{gone} thời gian của năm đã qua", "{gone} of the year gone")
    TIME = Bilingual("Thời gian của năm đã qua", "Share of the year gone")

    @property
    def _is_year_over(self) -> bool:
        return self.year_gone.value >= PLAN

    def arranged(self, items: Items) -> Items:
        statuses = items.column("status")
        ranks = [_ORDER.index(str(status)) if status in STATUS else len(_ORDER) for status in statuses]
        if items.has("status"):
            items = items.with_column(
                "schedule",
                [terms.status(status, self.language, is_year_over=self._is_year_over) for status in statuses],
            )
        return items.ordered(ranks, [-value for value in items.floats()])

    def title(self) -> Sentence:
        items, statuses = self.items, self.items.column("status")
        judged = [status in STATUS for status in statuses]
        on_schedule = [status in _ON_SCHEDULE for status in statuses]
        compared = [place for place, is_judged in enumerate(judged) if is_judged] or list(range(len(items)))
        lowest = min(compared, key=lambda place: items.floats()[place])
        highest = max(range(len(items)), key=lambda place: items.floats()[place])
        several = self.JUDGED if all(judged) else self.SOME_JUDGED if any(judged) else self.NONE_JUDGED
        if self._is_year_over and any(judged):
            several = self.AT_THE_END if all(judged) else self.SOME_AT_THE_END
        return self.sentence(
            self.ONE if len(items) == 1 else several,
            count=items.count(on_schedule, _COUNT_ON_SCHEDULE, "on_schedule", self.language),
            all=items.count(judged, _COUNT_JUDGED, "judged", self.language, is_marked=False),
            first=items.labels[highest],
            most=items.numbers()[highest],
            last=items.labels[lowest],
            least=items.numbers()[lowest],
        )

    def spoken(self) -> Sequence[str]:
        schedule = [f" ({status})" if status else "" for status in self.items.column("schedule")]
        return [f"{item}{status}" for item, status in zip(super().spoken(), schedule, strict=True)]

    def alt(self) -> str:
        items = terms.listed(self.spoken(), self.language)
        return self.words(self.ALT, items=items, gone=self.year_gone.shown.text)

    def columns(self) -> Mapping[str, Column]:
        schedule = {"schedule": self.text_column(terms.SCHEDULE)} if self.items.has("schedule") else {}
        return {**super().columns(), **schedule}

    def beside(self) -> Mapping[str, Number]:
        return {self.words(self.TIME): self.year_gone.shown}

    def draw(self) -> str:
        items, values, groups = self.items, self.items.floats(), self.items.column("schedule")
        opens = [bool(group) and group not in groups[:place] for place, group in enumerate(groups)]
        above = [_HEADING if is_first else 0.0 for is_first in opens]
        rows = stack(items.labels, columns=[items.texts()], above=above)
        scale = Scale(0, max(PLAN, min(max(values), CUT)), rows.left, rows.right)
        plan = Line(scale(PLAN), self.words(self.PLAN_LINE), main=False)
        gone = Line(scale(self.year_gone.value), self.words(self.YEAR_LINE, gone=self.year_gone.shown.text))
        lines = [plan] if self._is_year_over else [gone, plan]  # at the year's end the two lines are one
        rows = stack(items.labels, columns=[items.texts()], above=above, head=references.head(lines))
        canvas = Canvas(rows.height)
        colours = [status_colour(status) if items.has("status") else ACCENT for status in items.column("status")]
        for centre in rows.centres:
            canvas.track(scale(0), scale(PLAN), centre, THICKNESS)
        bars(canvas, scale, [value if value <= CUT else 0.0 for value in values], rows.centres, colours)
        for value, centre, colour in zip(values, rows.centres, colours, strict=True):
            if value > CUT:
                broken_bar(canvas, scale(0), scale(CUT), centre, colour)
        references.draw(canvas, rows, lines)
        for place in (place for place, is_first in enumerate(opens) if is_first):
            y = rows.tops[place] - _HEADING / 2 + (-1 if rows.is_narrow else 3)
            canvas.box(EDGE, EDGE + 9, y, 9, fill=colours[place])
            canvas.text(EDGE + 15, y, str(groups[place]), size=SMALL, bold=True)
        rows.label(canvas)
        rows.write(canvas, 0, items.texts())
        return canvas.svg()


def completion(facts: Facts, *indicators: str) -> Chart | None:
    """Completion of the annual plan against the share of the year gone, coloured by status.

    Of a window that does not begin in January there is none: time gone and the year's plan do not compare with it.

    Parameters
    ----------
    indicators
        In any order; those whose completion is not known are left out.

    Examples
    --------
    >>> show(s.chart.completion(*s.planned))  # doctest: +SKIP
    """
    if not facts.dataset.period.is_cumulative:
        return None
    rows = [
        row(facts, name, "completion_used_pct", shown, status=facts.status(name))
        for name in indicators
        if (shown := facts.completion(name)) is not None
    ]
    share = facts.dataset.period.share_of_year(facts.dataset.config.settings.as_of)
    return CompletionChart(pd.DataFrame(rows), facts.language, year_gone=Reference(share, facts.time_gone())).chart()

"""One indicator through the year: how far it has come, and how steep the rest of the way to its plan is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import seaborn as sns

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart, Column, Number
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.items import Reference
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.lettering import width
from kimtan.present.charts.marks import dots
from kimtan.present.charts.rows import EDGE
from kimtan.present.charts.theme import ACCENT, LABEL, NEUTRAL, SMALL, WARNING
from kimtan.present.charts.widths import canvas_width
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

_TOP, _BASE, _HEIGHT = 30.0, 215.0, 242.0
_DOT = 11.0
_SO_FAR = Bilingual("Đã đạt", "So far")
_PLAN = Bilingual("Kế hoạch năm", "Annual plan")


@dataclass(frozen=True, eq=False, kw_only=True)
class TrajectoryChart(Kind):
    """The way from zero to what is achieved, and from there, dashed, to the plan at the year's end.

    A thin line shows an even pace; where the dashed line is the steeper one, the rest of the year must go faster.

    The frame has two rows: what is achieved, with the share of the year gone as a number in ``time``, and the annual
    plan; both in one unit, of an indicator that starts at zero with the year. There is no chart where the plan is not
    above zero, less than nothing was achieved, or the year has not begun or is over.

    Attributes
    ----------
    indicator
        Its name.
    year_gone
        Share of the year gone in %.
    factor
        Needed pace over pace so far, as a number to show where it must go faster.
    """

    indicator: str
    year_gone: Reference
    factor: Number | None = None

    LEAST = 2
    ALT = Bilingual(
        "Biểu đồ đường. {indicator}: đạt {achieved} khi {gone} thời gian của năm đã qua; kế hoạch năm {plan}.",
        "Line chart. {indicator}: {achieved} when {gone} of the year is gone; annual plan {plan}.",
    )
    ITEM = Bilingual("Mức", "Level")
    VALUE = Bilingual("Giá trị", "Value")
    TIME = Bilingual("Thời gian của năm đã qua", "Of the year gone")
    FACTOR = Bilingual("Nhịp độ cần có so với đến nay", "Pace needed against so far")
    MET = Bilingual("{indicator}: đã đạt kế hoạch năm", "{indicator}: the annual plan is reached")
    ENOUGH = Bilingual(
        "{indicator}: giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm",
        "{indicator}: keeping the present pace is enough to reach the annual plan",
    )
    FASTER = Bilingual(
        "{indicator}: phần còn lại của năm phải nhanh hơn phần đã qua",
        "{indicator}: the rest of the year must go faster than what is gone",
    )
    FASTER_BY = Bilingual(
        "{indicator}: phần còn lại của năm phải nhanh {factor} so với phần đã qua",
        "{indicator}: the rest of the year must go {factor} as fast as what is gone",
    )
    REST = Bilingual(" Phần còn lại của năm phải nhanh {factor}.", " The rest of the year must go {factor} as fast.")
    ACHIEVED_POINT = Bilingual("đã đạt {shown}", "so far {shown}")
    PLAN_POINT = Bilingual("kế hoạch năm {shown}", "annual plan {shown}")
    EVEN = Bilingual("nhịp độ đều", "even pace")
    GONE = Bilingual("{gone} thời gian của năm", "{gone} of the year gone")
    START = Bilingual("đầu năm", "start of the year")
    END = Bilingual("cuối năm", "end of the year")

    def is_drawable(self) -> bool:
        return super().is_drawable() and self._plan > 0 and self._achieved >= 0 and 0 < self.year_gone.value < 100

    @property
    def _achieved(self) -> float:
        return self.items.floats()[0]

    @property
    def _plan(self) -> float:
        return self.items.floats()[1]

    @property
    def _is_behind(self) -> bool:
        return self._achieved / self._plan < self.year_gone.value / 100

    @property
    def _faster(self) -> Number | None:
        """By how much the rest of the year must go faster, where it must."""
        return self.factor if self._is_behind else None

    def title(self) -> Sentence:
        late = self.FASTER_BY if self._faster else self.FASTER
        template = self.MET if self._achieved >= self._plan else late if self._is_behind else self.ENOUGH
        return self.sentence(template, indicator=self.indicator, factor=self._faster or "")

    def alt(self) -> str:
        achieved, plan = self.items.texts()
        gone = self.year_gone.shown.text
        alt = self.words(self.ALT, indicator=self.indicator, achieved=achieved, gone=gone, plan=plan)
        return alt + (self.words(self.REST, factor=self._faster.text) if self._faster else "")

    def columns(self) -> Mapping[str, Column]:
        return {**super().columns(), "time": Column(self.words(self.TIME))}

    def beside(self) -> Mapping[str, Number]:
        return {self.words(self.FACTOR): self._faster} if self._faster else {}

    def draw(self) -> str:
        canvas, gone = Canvas(_HEIGHT), self.year_gone.value
        across = Scale(0, 100, EDGE + 8, canvas_width() - EDGE - 8)
        upward = Scale(0, max(self._plan, self._achieved), _BASE, _TOP)
        start, point, end = (
            (across(0), _BASE),
            (across(gone), upward(self._achieved)),
            (across(100), upward(self._plan)),
        )
        canvas.line(start, (end[0], _BASE))
        for line in (((start[0], end[1]), end), (start, end), (point, (point[0], _BASE))):
            canvas.line(*line, alpha=0.4, behind=True)
        way = {"x": [0, gone], "y": [_BASE, point[1]]}
        canvas.marks(across, sns.lineplot, **way, estimator=None, color=ACCENT, linewidth=3)
        if self._achieved < self._plan:
            colour = WARNING if self._is_behind else ACCENT
            canvas.line(point, end, colour=colour, thickness=2.5, dashes=(3, 2), behind=True)
            if self._faster:
                _beside(canvas, ((point[0] + end[0]) / 2, (point[1] + end[1]) / 2), 8, self._faster.text)
        dots(canvas, across, [gone, 100], [point[1], end[1]], [ACCENT, NEUTRAL], size=_DOT)
        self._name_points(canvas, point, end)
        self._name_times(canvas, across)
        return canvas.svg()

    def _name_points(self, canvas: Canvas, point: tuple[float, float], end: tuple[float, float]) -> None:
        """Name the point reached, the plan and the even pace, each on the side where no line runs."""
        achieved, plan = self.items.texts()
        achieved, even = self.words(self.ACHIEVED_POINT, shown=achieved), self.words(self.EVEN)
        canvas.text(end[0], end[1] - 16, self.words(self.PLAN_POINT, shown=plan), align="right", bold=True)
        start = EDGE + 8
        if self._is_behind:
            _beside(canvas, point, 12.0, achieved)
            share = 0.3
            middle = start + share * (end[0] - start), _BASE + share * (end[1] - _BASE)
            canvas.text(middle[0] - 6, middle[1] - 8, even, align="right", size=SMALL, faded=True)
        else:
            wide = width(achieved, LABEL, bold=True)
            fits = start + wide <= point[0] - 10
            x, y = (point[0] - 10, point[1] - 12) if fits else (start + wide, point[1] - 28)
            canvas.text(x, y, achieved, align="right", bold=True)
            share = 0.75
            middle = start + share * (end[0] - start), _BASE + share * (end[1] - _BASE)
            canvas.text(middle[0] + 8, middle[1] + 10, even, size=SMALL, faded=True)

    def _name_times(self, canvas: Canvas, across: Scale) -> None:
        """Write under the line of time where the year begins and ends, and how much of it is gone."""
        gone, y = self.words(self.GONE, gone=self.year_gone.shown.text), _BASE + 14
        start, end = self.words(self.START), self.words(self.END)
        wide = width(gone, SMALL, bold=True)
        left = min(max(across(self.year_gone.value) - wide / 2, EDGE), canvas_width() - EDGE - wide)
        canvas.text(left, y, gone, size=SMALL, bold=True)
        if EDGE + width(start, SMALL) + 8 < left:
            canvas.text(EDGE, y, start, size=SMALL, faded=True)
        if left + wide + 8 < canvas_width() - EDGE - width(end, SMALL):
            canvas.text(canvas_width() - EDGE, y, end, align="right", size=SMALL, faded=True)


def _beside(canvas: Canvas, point: tuple[float, float], below: float, text: str) -> None:
    """Write to the right of a point and below it; to the left and above where the edge or the year's line is near."""
    if point[0] + 10 + width(text, LABEL, bold=True) <= canvas_width() - EDGE and point[1] + below <= _BASE - 10:
        canvas.text(point[0] + 10, point[1] + below, text, bold=True)
    else:
        canvas.text(point[0] - 10, point[1] - 12, text, align="right", bold=True)


def trajectory(facts: Facts, indicator: str) -> Chart | None:
    """The way to the annual plan: achieved so far, and how much steeper the rest has to be.

    Examples
    --------
    >>> show(s.chart.trajectory("town.revenue"))  # doctest: +SKIP
    """
    achieved, plan = facts.stated(indicator), facts.plan(indicator)
    share = facts.value(indicator, "share_of_year_pct")
    if achieved is None or plan is None or share is None:
        return None
    year_gone = Reference(share, facts.time_gone(indicator))
    rows = [
        {
            "label": _SO_FAR.in_(facts.language),
            "value": facts.value(indicator, "actual"),
            "shown": achieved,
            "time": year_gone.shown,
        },
        {"label": _PLAN.in_(facts.language), "value": facts.value(indicator, "plan_used"), "shown": plan, "time": None},
    ]
    return TrajectoryChart(
        pd.DataFrame(rows),
        facts.language,
        indicator=facts.name(indicator),
        year_gone=year_gone,
        factor=facts.derived(indicator, "pace_ratio"),
    ).chart()

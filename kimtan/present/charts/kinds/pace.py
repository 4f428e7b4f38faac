"""Pace: what was achieved a month so far, beside what each month that is left must bring to reach the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present import roundings
from kimtan.present.blocks import Chart, Column, Number
from kimtan.present.charts import terms
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import row
from kimtan.present.charts.items import Items
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.lettering import width, wrap
from kimtan.present.charts.marks import bars, broken_bar
from kimtan.present.charts.rows import EDGE, GAP
from kimtan.present.charts.theme import ACCENT, LABEL, LEADING, NEUTRAL, SMALL, WARNING, status_colour
from kimtan.present.charts.widths import canvas_width
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

CUT = 8.0
"""A needed pace of more than this many times the pace so far is drawn broken off."""

_BAR = 13.0
_BETWEEN = 16.0


@dataclass(frozen=True, eq=False)
class PaceChart(Kind):
    """For each indicator the pace so far and the pace needed as two bars; the most pressing first.

    Every indicator's pace so far has the same length, whatever its unit: the bar under it shows how many times as fast
    it must go from now on.

    Of the frame, ``value`` and ``shown`` are what was achieved a month so far; ``needed`` and ``needed_shown`` what is
    needed in each month left (zero or less where the plan is reached); ``factor_shown`` is the ratio as a number to
    show; and ``status``, as in :mod:`~kimtan.present.charts.kinds.completion`, then colours the pace needed.
    """

    FLOATS = ("value", "needed")
    SHOWN = ("shown", "needed_shown", "factor_shown")
    ALT = Bilingual(
        "Biểu đồ thanh, mức đã đạt bình quân và mức cần đạt bình quân mỗi tháng còn lại. {items}.",
        "Bar chart, achieved a month so far and needed in each month left. {items}.",
    )
    ITEM = Bilingual("Chỉ tiêu", "Indicator")
    VALUE = Bilingual("Đã đạt bình quân tháng", "Achieved a month")
    NEEDED = Bilingual("Cần đạt mỗi tháng còn lại", "Needed in each month left")
    FACTOR = Bilingual("Nhịp độ cần so với đã đạt", "Needed pace to pace so far")
    MOST = Bilingual("Cần tăng tốc nhiều nhất: {label} ({factor})", "Fastest rise in pace needed: {label} ({factor})")
    ENOUGH = Bilingual(
        "Giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm", "Keeping the present pace is enough to reach the annual plan"
    )
    ONE = Bilingual(
        "{label}: mỗi tháng còn lại cần {factor} mức bình quân tháng đã đạt",
        "{label}: each month left needs {factor} the monthly average so far",
    )
    ONE_ENOUGH = Bilingual(
        "{label}: giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm",
        "{label}: keeping the present pace is enough to reach the annual plan",
    )
    SO_FAR_BAR = Bilingual("đã đạt {shown}", "{shown} so far")
    NEEDED_BAR = Bilingual("cần {shown}", "{shown} needed")
    FACTOR_HEAD = Bilingual("cần so với đã đạt", "needed to achieved")

    def arranged(self, items: Items) -> Items:
        if items.has("status"):
            schedule = [terms.status(status, self.language) for status in items.column("status")]
            items = items.with_column("schedule", schedule)
        return items.ordered([-factor for factor in _factors(items)])

    def title(self) -> Sentence:
        is_enough = _factors(self.items)[0] <= 1
        several = self.ENOUGH if is_enough else self.MOST
        template = self.ONE_ENOUGH if is_enough else self.ONE
        label, factor = self.items.labels[0], self.items.numbers("factor_shown")[0]
        return self.sentence(template if len(self.items) == 1 else several, label=label, factor=factor)

    def is_off_by_rounding(self) -> bool:
        items = self.items
        shown = zip(items.numbers("factor_shown"), items.numbers("needed_shown"), items.numbers(), strict=True)
        return any(
            not roundings.is_quotient(factor, needed, achieved, self.language)
            for factor, needed, achieved in shown
            if isinstance(factor, Number) and isinstance(needed, Number) and isinstance(achieved, Number)
        )

    def spoken(self) -> Sequence[str]:
        schedule = [f" – {status}" if status else "" for status in self.items.column("schedule")]
        factors = self.items.texts("factor_shown")
        texts = zip(self.items.labels, self._so_far(), self._needed(), factors, schedule, strict=True)
        return [f"{label}: {so_far}, {needed} ({factor}){status}" for label, so_far, needed, factor, status in texts]

    def columns(self) -> Mapping[str, Column]:
        schedule = {"schedule": self.text_column(terms.SCHEDULE)} if self.items.has("schedule") else {}
        return {
            **super().columns(),
            "needed_shown": Column(self.words(self.NEEDED)),
            "factor_shown": Column(self.words(self.FACTOR)),
            **schedule,
        }

    def _so_far(self) -> list[str]:
        return [self.words(self.SO_FAR_BAR, shown=shown) for shown in self.items.texts()]

    def _needed(self) -> list[str]:
        return [self.words(self.NEEDED_BAR, shown=shown) for shown in self.items.texts("needed_shown")]

    def draw(self) -> str:
        items, factors = self.items, _factors(self.items)
        so_far, needed, ratios = self._so_far(), self._needed(), items.texts("factor_shown")
        drawn = [min(factor, CUT) for factor in factors]
        longest = max(1.0, *drawn)
        rooms = [(1.0, width(text, SMALL)) for text in so_far]
        rooms += [(max(length, 0.1), width(text, SMALL, bold=True)) for length, text in zip(drawn, needed, strict=True)]
        unit = min((canvas_width() - 2 * EDGE - GAP - taken) / length for length, taken in rooms)
        scale = Scale(0, longest, EDGE, EDGE + unit * longest)
        names = [
            wrap(label, LABEL, canvas_width() - 2 * EDGE - width(ratio, LABEL, bold=True) - GAP, bold=True)
            for label, ratio in zip(items.labels, ratios, strict=True)
        ]
        tops, bottom = [], 20.0
        for lines in names:
            tops.append(bottom + len(lines) * LABEL * LEADING + 4)
            bottom = tops[-1] + 2 * _BETWEEN + 12
        canvas = Canvas(bottom - 8)
        canvas.text(canvas_width() - EDGE, 9, self.words(self.FACTOR_HEAD), align="right", size=SMALL, faded=True)
        centres = [(top + _BAR / 2, top + _BAR / 2 + _BETWEEN) for top in tops]
        colours = [ACCENT if factor <= 1 else WARNING for factor in factors]
        if items.has("status"):
            colours = [status_colour(status) for status in items.column("status")]
        lengths = [
            length
            for achieved, factor in zip(items.floats(), factors, strict=True)
            for length in (1.0 if achieved > 0 else 0.0, factor if factor <= CUT else 0.0)
        ]
        bars(
            canvas,
            scale,
            lengths,
            [centre for pair in centres for centre in pair],
            [colour for of_needed in colours for colour in (NEUTRAL, of_needed)],
            thickness=_BAR,
        )
        for place, (first, second) in enumerate(centres):
            above = tops[place] - 4
            canvas.text(EDGE, above - len(names[place]) * LABEL * LEADING / 2, names[place], bold=True)
            canvas.text(canvas_width() - EDGE, above - LABEL * LEADING / 2, ratios[place], align="right", bold=True)
            canvas.text(scale(lengths[2 * place]) + 6, first, so_far[place], size=SMALL)
            if factors[place] > CUT:
                broken_bar(canvas, scale(0), scale(CUT) - 5, second, colours[place], thickness=_BAR)
            canvas.text(scale(drawn[place]) + 6, second, needed[place], size=SMALL, bold=True)
        return canvas.svg()


def _factors(items: Items) -> list[float]:
    """Needed pace over pace so far; infinite where nothing was achieved and something is needed."""
    return [
        max(needed, 0.0) / so_far if so_far > 0 else math.inf if needed > 0 else 0.0
        for so_far, needed in zip(items.floats(), items.floats("needed"), strict=True)
    ]


def pace(facts: Facts, *indicators: str) -> Chart | None:
    """The pace so far beside the pace that the annual plan needs.

    Parameters
    ----------
    indicators
        In any order; those of which the one or the other is not known are left out.

    Examples
    --------
    >>> show(s.chart.pace("town.revenue", "rice.area", "houses.new"))  # doctest: +SKIP
    """
    rows = [
        row(
            facts,
            name,
            "achieved_per_month",
            facts.derived(name, "achieved_per_month"),
            needed=facts.value(name, "needed_per_month"),
            needed_shown=facts.derived(name, "needed_per_month"),
            factor_shown=factor,
            status=facts.status(name),
        )
        for name in indicators
        if (factor := facts.derived(name, "pace_ratio")) is not None
    ]
    return PaceChart(pd.DataFrame(rows), facts.language).chart()

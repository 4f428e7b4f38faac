"""Several statements of one quantity side by side, each with the interval that its rounding leaves open."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual, lower_first
from kimtan.present.blocks import Chart
from kimtan.present.charts import terms
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import unit
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.lettering import width
from kimtan.present.charts.marks import dots
from kimtan.present.charts.rows import EDGE, Rows, stack
from kimtan.present.charts.theme import ACCENT, SMALL, WARNING
from kimtan.present.charts.widths import canvas_width
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, join

_DOT = 11.0


@dataclass(frozen=True, eq=False, kw_only=True)
class StatementsChart(Kind):
    """Statements of one quantity as dots with their intervals, and what is common to all or lies between them.

    Of the frame, ``label`` says who states it or where, and ``low`` and ``high`` are the ends of the interval that the
    statement stands for, in the values' unit; an infinite end is open. Of one statement alone there is no chart.

    Attributes
    ----------
    quantity
        What all of them state, by its name.
    """

    quantity: str

    LEAST = 2
    ALT = Bilingual(
        "Biểu đồ chấm có khoảng sai số do làm tròn: {quantity}. {items}. Kết luận: {conclusion}.",
        "Dot chart with the intervals left open by rounding: {quantity}. {items}. Conclusion: {conclusion}.",
    )
    ITEM = Bilingual("Nguồn", "Source")
    VALUE = Bilingual("Giá trị", "Value")
    APART = Bilingual(
        "{quantity}: các số đã nêu không khớp nhau ({shown})", "{quantity}: the statements do not agree ({shown})"
    )
    AGREE = Bilingual("{quantity}: các số đã nêu khớp nhau ({shown})", "{quantity}: the statements agree ({shown})")
    GAP = Bilingual("không có giá trị nào đúng với mọi số", "no value fits every statement")
    FITS = Bilingual("có giá trị đúng với mọi số", "some value fits every statement")
    COMMON = Bilingual("các giá trị đúng với mọi số", "values that fit every statement")
    NO_ZERO = Bilingual("trục không bắt đầu từ số không", "the axis does not start at zero")

    def title(self) -> Sentence:
        numbers = [[number] for number in dict.fromkeys(self.items.numbers())]
        shown = join(numbers, ", ", terms.AND.in_(self.language))
        return self.sentence(self.APART if self._is_apart else self.AGREE, quantity=self.quantity, shown=shown)

    def alt(self) -> str:
        items = terms.listed(self.spoken(), self.language)
        conclusion = self.words(self.GAP if self._is_apart else self.FITS)
        return self.words(self.ALT, quantity=lower_first(self.quantity), items=items, conclusion=conclusion)

    @property
    def _intervals(self) -> list[tuple[float, float]]:
        return list(zip(self.items.floats("low"), self.items.floats("high"), strict=True))

    @property
    def _common(self) -> tuple[float, float]:
        """What all intervals share; the first end is above the second where they share nothing."""
        return max(low for low, _ in self._intervals), min(high for _, high in self._intervals)

    @property
    def _is_apart(self) -> bool:
        low, high = self._common
        return low > high

    def draw(self) -> str:
        items, values = self.items, self.items.floats()
        finite = [end for interval in self._intervals for end in interval if math.isfinite(end)]
        low, high = min(finite + values), max(finite + values)
        spread = (high - low) or abs(high) or 1.0
        low, high = low - 0.12 * spread, high + 0.12 * spread
        has_no_zero = low > 0 or high < 0
        rows = stack(items.labels, columns=[items.texts()], head=26, foot=20 if has_no_zero else 4, least=30)
        scale = Scale(low, high, rows.left, rows.right)
        canvas = Canvas(rows.height)
        self._band(canvas, rows, scale)
        for interval, centre in zip(self._intervals, rows.centres, strict=True):
            canvas.line((rows.left, centre), (rows.right, centre), alpha=0.15, behind=True)
            _whisker(canvas, scale, interval, centre)
        dots(canvas, scale, values, rows.centres, [ACCENT] * len(values), size=_DOT)
        if has_no_zero:
            canvas.text(rows.left, rows.height - 9, self.words(self.NO_ZERO), size=SMALL, faded=True)
        rows.label(canvas)
        rows.write(canvas, 0, items.texts())
        return canvas.svg()

    def _band(self, canvas: Canvas, rows: Rows, scale: Scale) -> None:
        """Shade what all intervals share, or the gap between them, and say which."""
        colour, label = (WARNING, self.words(self.GAP)) if self._is_apart else (ACCENT, self.words(self.COMMON))
        left, right = (scale(min(max(end, scale.low), scale.high)) for end in sorted(self._common))
        left, right = (left, right) if right - left >= 2 else ((left + right) / 2 - 1, (left + right) / 2 + 1)
        corners = [(left, rows.top - 4), (right, rows.top - 4), (right, rows.bottom), (left, rows.bottom)]
        canvas.shape(corners, fill=colour, alpha=0.22, behind=True)
        wide = width(label, SMALL, bold=True)
        start = min(max((left + right) / 2 - wide / 2, EDGE), canvas_width() - EDGE - wide)
        canvas.text(start, rows.top - 13, label, size=SMALL, bold=True)


def _whisker(canvas: Canvas, scale: Scale, interval: tuple[float, float], centre: float) -> None:
    """Draw the interval as a line with a cap at each end; an open end runs to the plot's edge, in an arrow.

    One that would hide behind its dot is not drawn.
    """
    left, right = scale(max(interval[0], scale.low)), scale(min(interval[1], scale.high))
    if right - left < _DOT:
        return
    canvas.line((left, centre), (right, centre), colour=ACCENT, thickness=3)
    for x, end, direction in ((left, interval[0], -1), (right, interval[1], 1)):
        if math.isinf(end):
            canvas.shape([(x, centre - 6), (x + direction * 8, centre), (x, centre + 6)], fill=ACCENT)
        else:
            canvas.line((x, centre - 7), (x, centre + 7), colour=ACCENT, thickness=2)


def statements(facts: Facts, indicator: str) -> Chart | None:
    """All statements of what was achieved of an indicator side by side, with what each stands for.

    Examples
    --------
    >>> show(s.chart.statements("town.gifts"))  # doctest: +SKIP
    """
    dataset = facts.dataset
    rows = []
    for stated in dataset.statements(indicator):
        interval = stated.interval(
            dataset.indicators[indicator], dataset.units[stated.unit], dataset.config.settings.rounding
        )
        place = stated.place.line or stated.source
        rows.append(
            {
                "label": facts.word(f"Dòng {place} của báo cáo", f"Line {place} of the report"),
                "value": float(stated.value),
                "shown": facts.statement(stated),
                "low": -math.inf if interval.low is None else float(interval.low),
                "high": math.inf if interval.high is None else float(interval.high),
            }
        )
    if not rows:
        return None
    frame, name = pd.DataFrame(rows), facts.name(indicator)
    return StatementsChart(frame, facts.language, unit(facts, indicator), quantity=name).chart()

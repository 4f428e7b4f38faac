"""Growth rates of several indicators, held against the growth of the whole that they are parts of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart, Number
from kimtan.present.charts import references
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import row, sector
from kimtan.present.charts.items import Items, Reference
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.marks import dots, ends
from kimtan.present.charts.references import Line
from kimtan.present.charts.rows import stack
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

_DOT = 11.0


@dataclass(frozen=True, eq=False, kw_only=True)
class GrowthChart(Kind):
    """Growth rates as dots on stems from zero, from the fastest to the slowest.

    Of the frame, ``value`` is growth in %, and ``sector`` gives an item its colour. Where the whole grew outside the
    range of its parts, which no weights can explain, the title says so.

    Attributes
    ----------
    whole, whole_name
        Growth of the whole and its name, as a dashed line.
    """

    whole: Reference | None = None
    whole_name: str = ""

    ALT = Bilingual(
        "Biểu đồ chấm, tăng trưởng so với cùng kỳ năm trước. {items}.",
        "Dot chart, growth on the same period of last year. {items}.",
    )
    ITEM = Bilingual("Ngành, lĩnh vực", "Sector")
    VALUE = Bilingual("So với cùng kỳ năm trước", "On the same period of last year")
    FASTEST = Bilingual(
        "{first} tăng nhanh nhất ({most}); thấp nhất: {last} ({least})",
        "{first} grew fastest ({most}); lowest: {last} ({least})",
    )
    ONE = Bilingual("{first}: {most} so với cùng kỳ", "{first}: {most} on the same period of last year")
    OUTSIDE = Bilingual(
        "{whole} ({shown}) nằm ngoài khoảng tăng trưởng của các phần ({least} đến {most})",
        "{whole} ({shown}) lies outside the range of its parts' growth ({least} to {most})",
    )
    WHOLE = Bilingual(" Vạch đối chiếu: {label}, {shown}.", " Reference line: {label}, {shown}.")

    def arranged(self, items: Items) -> Items:
        return items.largest_first()

    def title(self) -> Sentence:
        items, values = self.items, self.items.floats()
        is_outside = self.whole is not None and not values[-1] <= self.whole.value <= values[0]
        several = self.OUTSIDE if is_outside else self.FASTEST
        return self.sentence(
            self.ONE if len(items) == 1 else several,
            whole=self.whole_name,
            shown=self.whole.shown if self.whole else "",
            first=items.labels[0],
            most=items.numbers()[0],
            last=items.labels[-1],
            least=items.numbers()[-1],
        )

    def alt(self) -> str:
        if self.whole is None:
            return super().alt()
        return super().alt() + self.words(self.WHOLE, label=self.whole_name, shown=self.whole.shown.text)

    def beside(self) -> Mapping[str, Number]:
        return {self.whole_name: self.whole.shown} if self.whole else {}

    def draw(self) -> str:
        items, values, whole = self.items, self.items.floats(), self.whole
        rows = stack(items.labels, columns=[items.texts()])
        low, high = ends(*values, *([whole.value] if whole else []))
        scale = Scale(low, high, rows.left + (_DOT if low < 0 else 0), rows.right - _DOT)
        lines = [Line(scale(whole.value), f"{self.whole_name}: {whole.shown.text}")] if whole else []
        rows = stack(items.labels, columns=[items.texts()], head=references.head(lines))
        canvas = Canvas(rows.height)
        for value, centre, colour in zip(values, rows.centres, items.colours(), strict=True):
            canvas.line((scale(0), centre), (scale(value), centre), colour=colour, thickness=3)
        dots(canvas, scale, values, rows.centres, items.colours(), size=_DOT)
        rows.rule(canvas, scale(0))
        references.draw(canvas, rows, lines)
        rows.label(canvas)
        rows.write(canvas, 0, items.texts())
        return canvas.svg()


def growth(facts: Facts, *indicators: str, whole: str | None = None) -> Chart | None:
    """Growth on the same period of last year, from the fastest to the slowest.

    Parameters
    ----------
    indicators
        In any order; those whose growth is not known are left out.
    whole
        What they are parts of, if its growth is to be drawn as a line; where this edition withholds it, there is no
        chart.

    Examples
    --------
    >>> show(s.chart.growth(*s.parts("output.total"), whole="output.total"))  # doctest: +SKIP
    """
    rows = [
        row(facts, name, "growth_used_pct", shown, sector=sector(name))
        for name in indicators
        if (shown := facts.growth(name)) is not None
    ]
    if whole is None:
        return GrowthChart(pd.DataFrame(rows), facts.language).chart()
    rate, shown = facts.value(whole, "growth_used_pct"), facts.growth(whole)  # a mistyped name is an error
    if whole not in facts.dataset.indicators:
        return None
    line = None if rate is None or shown is None else Reference(rate, shown)
    return GrowthChart(pd.DataFrame(rows), facts.language, whole=line, whole_name=facts.name(whole)).chart()

"""How much of a known whole has been met: criteria, dossiers, households."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import row
from kimtan.present.charts.items import Items
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.marks import THICKNESS
from kimtan.present.charts.rows import Rows, stack
from kimtan.present.charts.theme import ACCENT, STATUS
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

COUNTABLE = 60
"""Wholes up to this are drawn as one square a unit, in fives; larger ones as a bar."""

_SIDE = 11.0
_STEP = 13.5
_FIVE = 5 * _STEP
_BREAK = 4.0
_COUNT_MET = Bilingual("đếm nội dung đã đạt đủ", "count of items fully met")
_COUNT_ALL = Bilingual("đếm nội dung của biểu đồ", "count of the chart's items")


@dataclass(frozen=True, eq=False)
class ProgressChart(Kind):
    """What has been met of each whole: as squares to count, or as a bar where there are too many.

    Of the frame, ``value`` is what is met, ``total`` what is to be met, and ``shown`` says both, such as ``44/52``. A
    row without a total above zero cannot be drawn.
    """

    FLOATS = ("value", "total")
    ALT = Bilingual(
        "Biểu đồ tiến độ, phần đã đạt trên tổng số. {items}.", "Progress chart, what is met out of all. {items}."
    )
    ITEM = Bilingual("Nội dung", "Item")
    VALUE = Bilingual("Đã đạt trên tổng số", "Met, of all")
    ONE = Bilingual("{label}: đạt {shown}", "{label}: {shown} met")
    ALL = Bilingual("Tất cả {count} nội dung đều đã đạt đủ", "All {count} items are fully met")
    SOME = Bilingual(
        "{count} trong {all} nội dung đã đạt đủ; còn xa nhất: {label} ({shown})",
        "{count} of {all} items are fully met; furthest away: {label} ({shown})",
    )
    NONE = Bilingual(
        "Chưa nội dung nào đạt đủ; còn xa nhất: {label} ({shown})",
        "No item is fully met; furthest away: {label} ({shown})",
    )

    def arranged(self, items: Items) -> Items:
        return items.without([total <= 0 for total in items.floats("total")])

    def title(self) -> Sentence:
        items = self.items
        shares = [value / total for value, total in zip(items.floats(), items.floats("total"), strict=True)]
        furthest = shares.index(min(shares))
        met = [share >= 1 for share in shares]
        several = self.ALL if all(met) else self.SOME if any(met) else self.NONE
        return self.sentence(
            self.ONE if len(items) == 1 else several,
            count=items.count(met, _COUNT_MET, "met", self.language),
            all=items.count([True] * len(items), _COUNT_ALL, "all", self.language, is_marked=False),
            label=items.labels[furthest],
            shown=items.numbers()[furthest],
        )

    def draw(self) -> str:
        items, values, totals = self.items, self.items.floats(), self.items.floats("total")
        rows = stack(items.labels, columns=[items.texts()])
        across = max(int((rows.right - rows.left) // (_FIVE + _BREAK)) * 5, 5)
        if across > 10:
            across -= across % 10  # full tens are easier to count
        squares = [total <= COUNTABLE and total.is_integer() for total in totals]
        lines = [-(-int(total) // across) if counted else 1 for total, counted in zip(totals, squares, strict=True)]
        rows = stack(items.labels, columns=[items.texts()], heights=[count * _STEP + 15 for count in lines])
        canvas = Canvas(rows.height)
        for place, (value, total) in enumerate(zip(values, totals, strict=True)):
            colour = STATUS["done"] if value >= total else ACCENT
            if squares[place]:
                _squares(canvas, rows, place, value, int(total), across, colour)
            else:
                scale = Scale(0, total, rows.left, rows.right)
                canvas.track(scale(0), scale(total), rows.centres[place], THICKNESS)
                canvas.box(scale(0), scale(min(value, total)), rows.centres[place], THICKNESS, fill=colour)
        rows.label(canvas)
        rows.write(canvas, 0, items.texts())
        return canvas.svg()


def _squares(canvas: Canvas, rows: Rows, place: int, value: float, total: int, across: int, colour: str) -> None:
    lines = -(-total // across)
    first = rows.centres[place] - (lines - 1) * _STEP / 2
    for unit in range(total):
        left = rows.left + unit % across * _STEP + unit % across // 5 * _BREAK
        centre = first + unit // across * _STEP
        filled = min(max(value - unit, 0.0), 1.0)
        if filled < 1:
            canvas.track(left, left + _SIDE, centre, _SIDE)
        if filled > 0:
            canvas.box(left, left + _SIDE * filled, centre, _SIDE, fill=colour)


def progress(facts: Facts, *pairs: tuple[str, str]) -> Chart | None:
    """What is met of each whole.

    Parameters
    ----------
    pairs
        An indicator and the whole that it lies in; those of which the one or the other is not stated are left out.

    Examples
    --------
    >>> show(s.chart.progress(("town.criteria_met", "town.criteria")))  # doctest: +SKIP
    """
    rows = []
    for part, whole in pairs:
        met, total = facts.stated(part, bare=True), facts.stated(whole, bare=True)
        if met is not None and total is not None:
            shown = facts.number(f"{met.text}/{total.text}", met.ref, inputs=(met.ref, total.ref))
            rows.append(row(facts, part, "actual", shown, total=facts.value(whole, "actual")))
    return ProgressChart(pd.DataFrame(rows), facts.language).chart()

"""How much of a known whole has been met: criteria, dossiers, households."""

from __future__ import annotations

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.marks import THICKNESS
from kimtan.present.charts.rows import Rows, stack
from kimtan.present.charts.theme import ACCENT, STATUS
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill

COUNTABLE = 60
"""Wholes up to this are drawn as one square a unit, in fives; larger ones as a bar."""

_SIDE = 11.0
_STEP = 13.5
_FIVE = 5 * _STEP
_BREAK = 4.0
_TEXT = {
    "vi": {
        "one": "{label}: đạt {shown}",
        "met": "Tất cả {count} nội dung đều đã đạt đủ",
        "some": "{count} trong {all} nội dung đã đạt đủ; còn xa nhất: {label} ({shown})",
        "count_met": "đếm nội dung đã đạt đủ",
        "count_all": "đếm nội dung của biểu đồ",
        "none": "Chưa nội dung nào đạt đủ; còn xa nhất: {label} ({shown})",
        "alt": "Biểu đồ tiến độ, phần đã đạt trên tổng số. {items}.",
        "item": "Nội dung",
        "value": "Đã đạt trên tổng số",
    },
    "en": {
        "one": "{label}: {shown} met",
        "met": "All {count} items are fully met",
        "some": "{count} of {all} items are fully met; furthest away: {label} ({shown})",
        "count_met": "count of items fully met",
        "count_all": "count of the chart's items",
        "none": "No item is fully met; furthest away: {label} ({shown})",
        "alt": "Progress chart, what is met out of all. {items}.",
        "item": "Item",
        "value": "Met, of all",
    },
}


def progress(
    frame: pd.DataFrame,
    *,
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw what has been met of each whole: as squares to count, or as a bar where there are too many.

    Parameters
    ----------
    frame
        One row per item: ``label``, ``value`` (met), ``total`` (to be met), ``shown`` (such as ``44/52``). A row
        without a total above zero cannot be drawn.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no item can be drawn.
    """
    found = items(frame, floats=("value", "total"))
    found = found.without([total <= 0 for total in found.floats("total")])
    if not found:
        return None
    text = _TEXT[language]
    said = [f"{label}: {shown}" for label, shown in zip(found.labels, found.texts(), strict=True)]
    svg = drawn(lambda: _draw(found))
    return found.chart(
        title=title or _finding(found, language),
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language)),
        columns={"label": Column(text["item"], align="text"), "shown": Column(text["value"])},
        language=language,
        note=note,
    )


def _finding(found: Items, language: Language) -> Sentence:
    shares = [value / total for value, total in zip(found.floats(), found.floats("total"), strict=True)]
    furthest = shares.index(min(shares))
    text, met = _TEXT[language], [share >= 1 for share in shares]
    form = "one" if len(found) == 1 else "met" if all(met) else "some" if any(met) else "none"
    return fill(
        text[form],
        count=found.count(met, text["count_met"], "met", language),
        all=found.count([True] * len(found), text["count_all"], "all", language, is_marked=False),
        label=found.labels[furthest],
        shown=found.numbers()[furthest],
    )


def _draw(found: Items) -> str:
    values, totals = found.floats(), found.floats("total")
    rows = stack(found.labels, columns=[found.texts()])
    across = max(int((rows.right - rows.left) // (_FIVE + _BREAK)) * 5, 5)
    if across > 10:
        across -= across % 10  # full tens are easier to count
    squares = [total <= COUNTABLE and total.is_integer() for total in totals]
    lines = [-(-int(total) // across) if counted else 1 for total, counted in zip(totals, squares, strict=True)]
    rows = stack(found.labels, columns=[found.texts()], heights=[count * _STEP + 15 for count in lines])
    sheet = Sheet(rows.height)
    for place, (value, total) in enumerate(zip(values, totals, strict=True)):
        colour = STATUS["done"] if value >= total else ACCENT
        if squares[place]:
            _squares(sheet, rows, place, value, int(total), across, colour)
        else:
            scale = Scale(0, total, rows.left, rows.right)
            sheet.track(scale(0), scale(total), rows.centres[place], THICKNESS)
            sheet.box(scale(0), scale(min(value, total)), rows.centres[place], THICKNESS, fill=colour)
    rows.label(sheet)
    rows.write(sheet, 0, found.texts())
    return sheet.svg()


def _squares(sheet: Sheet, rows: Rows, place: int, value: float, total: int, across: int, colour: str) -> None:
    lines = -(-total // across)
    first = rows.centres[place] - (lines - 1) * _STEP / 2
    for unit in range(total):
        left = rows.left + unit % across * _STEP + unit % across // 5 * _BREAK
        centre = first + unit // across * _STEP
        filled = min(max(value - unit, 0.0), 1.0)
        if filled < 1:
            sheet.track(left, left + _SIDE, centre, _SIDE)
        if filled > 0:
            sheet.box(left, left + _SIDE * filled, centre, _SIDE, fill=colour)

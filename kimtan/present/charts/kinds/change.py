"""From the same period of last year to now: where each item stood and where it stands."""

from __future__ import annotations

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import wrap
from kimtan.present.charts.marks import dots, hold
from kimtan.present.charts.rows import stack
from kimtan.present.charts.theme import ACCENT, LEADING, NEUTRAL, SMALL, WARNING
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill

_DOT = 11.0
_HEADING = 92.0
_TEXT = {
    "vi": {
        "title": "{up} chỉ tiêu tăng, {down} giảm so với {before}",
        "count_up": "đếm chỉ tiêu tăng",
        "count_down": "đếm chỉ tiêu giảm",
        "one": "{label}: từ {then} lên {now}",
        "one_down": "{label}: từ {then} xuống {now}",
        "one_same": "{label}: giữ nguyên {now}",
        "alt": "Biểu đồ chấm, {before} và {now}. {items}.",
        "said": "{label}: từ {then} đến {now}",
        "item": "Chỉ tiêu",
    },
    "en": {
        "title": "{up} indicators up, {down} down on {before}",
        "count_up": "count of indicators that went up",
        "count_down": "count of indicators that went down",
        "one": "{label}: up from {then} to {now}",
        "one_down": "{label}: down from {then} to {now}",
        "one_same": "{label}: unchanged at {now}",
        "alt": "Dot chart, {before} and {now}. {items}.",
        "said": "{label}: from {then} to {now}",
        "item": "Indicator",
    },
}


def change(
    frame: pd.DataFrame,
    *,
    before: str,
    now: str,
    unit: str = "",
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw each item's earlier value as a small grey dot and its present one as a large one, joined by a line.

    Parameters
    ----------
    frame
        One row per item, all in one unit: ``label``, ``value`` and ``shown`` (now), ``before`` and ``before_shown``.
    before, now
        Names of the two periods: ``6 tháng đầu năm 2022``.
    unit
        Of the values, for the table's headings.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no item has both values.
    """
    found = items(frame, floats=("value", "before"), shown=("shown", "before_shown"))
    if not found:
        return None
    found = found.ordered([-value for value in found.floats()])
    text = _TEXT[language]
    pairs = zip(found.labels, found.texts("before_shown"), found.texts(), strict=True)
    said = [text["said"].format(label=label, then=then, now=shown) for label, then, shown in pairs]
    svg = drawn(lambda: _draw(found, before, now))
    return found.chart(
        title=title or _finding(found, before, language),
        svg=svg,
        alt=text["alt"].format(before=before, now=now, items=words.listed(said, language)),
        columns={
            "label": Column(text["item"], align="text"),
            "before_shown": Column(before, unit),
            "shown": Column(now, unit),
        },
        language=language,
        note=note,
    )


def _finding(found: Items, before: str, language: Language) -> Sentence:
    moves = [value - earlier for value, earlier in zip(found.floats(), found.floats("before"), strict=True)]
    if len(found) > 1:
        text, by = _TEXT[language], ("before_shown", "shown")
        up = found.count([move > 0 for move in moves], text["count_up"], "up", language, by=by)
        down = found.count([move < 0 for move in moves], text["count_down"], "down", language, by=by)
        return fill(text["title"], up=up, down=down, before=before)
    form = "one" if moves[0] > 0 else "one_down" if moves[0] < 0 else "one_same"
    then, now = found.numbers("before_shown")[0], found.numbers()[0]
    return fill(_TEXT[language][form], label=found.labels[0], then=then, now=now)


def _draw(found: Items, before: str, now: str) -> str:
    values, earlier = found.floats(), found.floats("before")
    headings = [wrap(before, SMALL, _HEADING), wrap(now, SMALL, _HEADING, bold=True)]
    columns = [[*found.texts("before_shown"), *headings[0]], [*found.texts(), *headings[1]]]
    head = max(len(lines) for lines in headings) * SMALL * LEADING + 6
    rows = stack(found.labels, columns=columns, head=head)
    low, high = hold(*values, *earlier)
    scale = Scale(low, high, rows.left + (_DOT if low < 0 else 0), rows.right - _DOT)
    sheet = Sheet(rows.height)
    moves = [value - then for value, then in zip(values, earlier, strict=True)]
    colours = [WARNING if move < 0 else ACCENT if move > 0 else NEUTRAL for move in moves]
    for place, centre in enumerate(rows.centres):
        sheet.line((rows.left, centre), (rows.right, centre), alpha=0.15, behind=True)
        start, end = (scale(earlier[place]), centre), (scale(values[place]), centre)
        sheet.line(start, end, colour=colours[place], thickness=3, behind=True)
    dots(sheet, scale, earlier, rows.centres, [NEUTRAL] * len(values), size=_DOT - 2)
    dots(sheet, scale, values, rows.centres, colours, size=_DOT)
    rows.rule(sheet, scale(0))
    rows.label(sheet)
    for column, lines in enumerate(headings):
        centre = rows.top - 6 - len(lines) * SMALL * LEADING / 2
        sheet.text(rows.columns[column], centre, lines, align="right", size=SMALL, bold=column == 1)
    rows.write(sheet, 0, found.texts("before_shown"), bold=False)
    rows.write(sheet, 1, found.texts())
    return sheet.svg()

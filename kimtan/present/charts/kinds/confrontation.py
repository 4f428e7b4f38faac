"""Several statements of one quantity side by side, each with the interval that its rounding leaves open."""

from __future__ import annotations

import math

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import width
from kimtan.present.charts.marks import dots
from kimtan.present.charts.rows import EDGE, Rows, stack
from kimtan.present.charts.theme import ACCENT, NEUTRAL, SMALL, WARNING
from kimtan.present.charts.widths import drawn, sheet_width
from kimtan.present.prose import fill, join, lower_first

_DOT = 11.0
_TEXT = {
    "vi": {
        "apart": "{quantity}: các số đã nêu không khớp nhau ({shown})",
        "agree": "{quantity}: các số đã nêu khớp nhau ({shown})",
        "gap": "không có giá trị nào đúng với mọi số",
        "common": "các giá trị đúng với mọi số",
        "fits": "có giá trị đúng với mọi số",
        "alt": "Biểu đồ chấm có khoảng sai số do làm tròn: {quantity}. {items}. Kết luận: {verdict}.",
        "no_zero": "trục không bắt đầu từ số không",
        "item": "Nguồn",
        "value": "Giá trị",
    },
    "en": {
        "apart": "{quantity}: the statements do not agree ({shown})",
        "agree": "{quantity}: the statements agree ({shown})",
        "gap": "no value fits every statement",
        "common": "values that fit every statement",
        "fits": "some value fits every statement",
        "alt": "Dot chart with the intervals left open by rounding: {quantity}. {items}. Conclusion: {verdict}.",
        "no_zero": "the axis does not start at zero",
        "item": "Source",
        "value": "Value",
    },
}


def confrontation(
    frame: pd.DataFrame,
    *,
    quantity: str,
    unit: str = "",
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw statements of one quantity as dots with their intervals, and what is common to all or lies between them.

    Parameters
    ----------
    frame
        One row per statement: ``label`` (who or where), ``value``, ``shown``; ``low`` and ``high`` (the interval's
        ends: missing means the value itself, infinite means open); ``is_derived`` is true where it was recomputed.
    quantity
        What all of them state, by its name.
    unit
        Of the values, for the table's heading.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where fewer than two statements have a value: there is nothing to confront.
    """
    found = items(frame)
    if len(found) < 2:
        return None
    text, (low, high) = _TEXT[language], _common(found)
    apart = low > high
    said = [f"{label}: {shown}" for label, shown in zip(found.labels, found.texts(), strict=True)]
    verdict = text["gap" if apart else "fits"]
    shown = join([[number] for number in dict.fromkeys(found.numbers())], ", ", words.AND[language])
    svg = drawn(lambda: _draw(found, language))
    return found.chart(
        title=title or fill(text["apart" if apart else "agree"], quantity=quantity, shown=shown),
        svg=svg,
        alt=text["alt"].format(quantity=lower_first(quantity), items=words.listed(said, language), verdict=verdict),
        columns={"label": Column(text["item"], align="text"), "shown": Column(text["value"], unit)},
        language=language,
        note=note,
    )


def _intervals(found: Items) -> list[tuple[float, float]]:
    ends = zip(found.floats(), found.floats("low"), found.floats("high"), strict=True)
    return [(value if math.isnan(low) else low, value if math.isnan(high) else high) for value, low, high in ends]


def _common(found: Items) -> tuple[float, float]:
    """What all intervals share; the first end is above the second where they share nothing."""
    intervals = _intervals(found)
    return max(low for low, _ in intervals), min(high for _, high in intervals)


def _draw(found: Items, language: Language) -> str:
    text, values = _TEXT[language], found.floats()
    finite = [end for interval in _intervals(found) for end in interval if math.isfinite(end)]
    low, high = min(finite + values), max(finite + values)
    spread = (high - low) or abs(high) or 1.0
    low, high = low - 0.12 * spread, high + 0.12 * spread
    foot = 20.0 if low > 0 or high < 0 else 4.0
    rows = stack(found.labels, columns=[found.texts()], head=26, foot=foot, least=30)
    scale = Scale(low, high, rows.left, rows.right)
    sheet = Sheet(rows.height)
    _band(sheet, rows, scale, found, text)
    colours = [NEUTRAL if derived is True else ACCENT for derived in found.column("is_derived")]
    for interval, centre, colour in zip(_intervals(found), rows.centres, colours, strict=True):
        sheet.line((rows.left, centre), (rows.right, centre), alpha=0.15, behind=True)
        _whisker(sheet, scale, interval, centre, colour)
    dots(sheet, scale, values, rows.centres, colours, size=_DOT)
    if foot > 4:
        sheet.text(rows.left, rows.height - 9, text["no_zero"], size=SMALL, faded=True)
    rows.label(sheet)
    rows.write(sheet, 0, found.texts())
    return sheet.svg()


def _band(sheet: Sheet, rows: Rows, scale: Scale, found: Items, text: dict[str, str]) -> None:
    """Shade what all intervals share, or the gap between them, and say which."""
    low, high = _common(found)
    apart = low > high
    colour, label = (WARNING, text["gap"]) if apart else (ACCENT, text["common"])
    left, right = (scale(min(max(end, scale.low), scale.high)) for end in sorted((low, high)))
    left, right = (left, right) if right - left >= 2 else ((left + right) / 2 - 1, (left + right) / 2 + 1)
    corners = [(left, rows.top - 4), (right, rows.top - 4), (right, rows.bottom), (left, rows.bottom)]
    sheet.shape(corners, fill=colour, alpha=0.22, behind=True)
    wide = width(label, SMALL, bold=True)
    start = min(max((left + right) / 2 - wide / 2, EDGE), sheet_width() - EDGE - wide)
    sheet.text(start, rows.top - 13, label, size=SMALL, bold=True)


def _whisker(sheet: Sheet, scale: Scale, interval: tuple[float, float], centre: float, colour: str) -> None:
    """Draw the interval as a line with a cap at each end; an open end runs to the plot's edge, in an arrow.

    One that would hide behind its dot is not drawn.
    """
    left, right = scale(max(interval[0], scale.low)), scale(min(interval[1], scale.high))
    if right - left < _DOT:
        return
    sheet.line((left, centre), (right, centre), colour=colour, thickness=3)
    for x, end, way in ((left, interval[0], -1), (right, interval[1], 1)):
        if math.isinf(end):
            sheet.shape([(x, centre - 6), (x + way * 8, centre), (x, centre + 6)], fill=colour)
        else:
            sheet.line((x, centre - 7), (x, centre + 7), colour=colour, thickness=2)

"""Completion of the annual plan: how far each indicator is, against the whole plan and the share of the year gone."""

from __future__ import annotations

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import references
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, Reference, items
from kimtan.present.charts.marks import THICKNESS, bars, broken_bar
from kimtan.present.charts.references import Line
from kimtan.present.charts.rows import EDGE, stack
from kimtan.present.charts.theme import ACCENT, SMALL, STATUS, status_colour
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill

PLAN = 100.0
CUT = 130.0
"""Bars end here; longer ones are broken off visibly, so that one of 300 % does not flatten all others."""

_HEADING = 22.0
_ORDER = list(STATUS)
_ON_SCHEDULE = ("done", "ahead", "on_track")
_TEXT = {
    "vi": {
        "judged": "{count} trong {all} chỉ tiêu đạt hoặc vượt tiến độ; thấp nhất: {last} ({least})",
        "some": "{count} trong {all} chỉ tiêu được đánh giá đạt hoặc vượt tiến độ; thấp nhất: {last} ({least})",
        "extremes": "Cao nhất: {first} ({most}); thấp nhất: {last} ({least})",
        "one": "{last}: {least} kế hoạch năm",
        "count_on_schedule": "đếm chỉ tiêu đạt hoặc vượt tiến độ",
        "count_judged": "đếm chỉ tiêu được đánh giá theo tiến độ",
        "alt": "Biểu đồ thanh ngang, tỷ lệ thực hiện so với kế hoạch năm. {items}.",
        "year": " Vạch đối chiếu: {shown} thời gian của năm đã qua.",
        "gone": "{shown} thời gian của năm đã qua",
        "plan": "kế hoạch năm",
        "item": "Chỉ tiêu",
        "value": "So với kế hoạch năm",
        "status": "Tiến độ",
        "time": "Thời gian của năm đã qua",
    },
    "en": {
        "judged": "{count} of {all} indicators are on or ahead of schedule; lowest: {last} ({least})",
        "some": "{count} of {all} indicators that are judged are on or ahead of schedule; lowest: {last} ({least})",
        "extremes": "Highest: {first} ({most}); lowest: {last} ({least})",
        "one": "{last}: {least} of the annual plan",
        "count_on_schedule": "count of indicators on or ahead of schedule",
        "count_judged": "count of indicators judged by the schedule",
        "alt": "Horizontal bar chart, completion of the annual plan. {items}.",
        "year": " Reference line: {shown} of the year is gone.",
        "gone": "{shown} of the year gone",
        "plan": "annual plan",
        "item": "Indicator",
        "value": "Of the annual plan",
        "status": "Schedule",
        "time": "Share of the year gone",
    },
}


def completion(
    frame: pd.DataFrame,
    *,
    year_gone: Reference | None = None,
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw what has been done as bars in % of the annual plan, grouped by status, the highest first.

    Parameters
    ----------
    frame
        One row per indicator: ``label``, ``value`` (% of the annual plan, 0–100), ``shown``; and ``status`` (done,
        ahead, on_track, behind, at_risk) if there is one, which heads a group and colours its bars.
    year_gone
        Share of the year gone in %, drawn as a dashed line across the bars.
    language
        Of all words in the chart.
    title
        The finding; made from the data when it is not given.
    note
        Set under the chart; indicators without a value are named after it.

    Returns
    -------
    Chart or None
        None where no indicator has a value.
    """
    found = items(frame)
    if not found:
        return None
    ranks = [_ORDER.index(str(status)) if status in STATUS else len(_ORDER) for status in found.column("status")]
    found = found.ordered(ranks, [-value for value in found.floats()])
    text = _TEXT[language]
    finding = title or _finding(found, language)
    said = [f"{label}: {shown}" for label, shown in zip(found.labels, found.texts(), strict=True)]
    columns = {"label": Column(text["item"], align="text"), "shown": Column(text["value"])}
    if found.has("status"):
        found = found.with_column("schedule", [words.status(status, language) for status in found.column("status")])
        columns["schedule"] = Column(text["status"], align="text")
        said = [f"{what} ({status})" for what, status in zip(said, found.column("schedule"), strict=True)]
    svg = drawn(lambda: _draw(found, year_gone, language))
    return found.chart(
        title=finding,
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language))
        + (text["year"].format(shown=year_gone.shown.text) if year_gone else ""),
        columns=columns,
        language=language,
        note=note,
        beside={text["time"]: year_gone.shown} if year_gone else {},
    )


def _finding(found: Items, language: Language) -> Sentence:
    text, statuses = _TEXT[language], found.column("status")
    judged = [status in STATUS for status in statuses]
    on_schedule = [status in _ON_SCHEDULE for status in statuses]
    lowest = min(range(len(found)), key=lambda place: found.floats()[place])
    highest = max(range(len(found)), key=lambda place: found.floats()[place])
    several = "extremes" if not any(judged) else "judged" if all(judged) else "some"
    return fill(
        text["one" if len(found) == 1 else several],
        count=found.count(on_schedule, text["count_on_schedule"], "on_schedule", language),
        all=found.count(judged, text["count_judged"], "judged", language, is_marked=False),
        first=found.labels[highest],
        most=found.numbers()[highest],
        last=found.labels[lowest],
        least=found.numbers()[lowest],
    )


def _draw(found: Items, year_gone: Reference | None, language: Language) -> str:
    text, values, groups = _TEXT[language], found.floats(), found.column("schedule")
    opens = [bool(group) and group not in groups[:place] for place, group in enumerate(groups)]
    above = [_HEADING if first else 0.0 for first in opens]
    rows = stack(found.labels, columns=[found.texts()], above=above)
    scale = Scale(0, max(PLAN, min(max(values), CUT)), rows.left, rows.right)
    lines = [Line(scale(PLAN), text["plan"], main=False)]
    if year_gone:
        lines.insert(0, Line(scale(year_gone.value), text["gone"].format(shown=year_gone.shown.text)))
    rows = stack(found.labels, columns=[found.texts()], above=above, head=references.head(lines))
    sheet = Sheet(rows.height)
    colours = [status_colour(status) if found.has("status") else ACCENT for status in found.column("status")]
    for centre in rows.centres:
        sheet.track(scale(0), scale(PLAN), centre, THICKNESS)
    bars(sheet, scale, [value if value <= CUT else 0.0 for value in values], rows.centres, colours)
    for value, centre, colour in zip(values, rows.centres, colours, strict=True):
        if value > CUT:
            broken_bar(sheet, scale(0), scale(CUT), centre, colour)
    references.draw(sheet, rows, lines)
    for place in (place for place, first in enumerate(opens) if first):
        y = rows.tops[place] - _HEADING / 2 + (-1 if rows.is_narrow else 3)
        sheet.box(EDGE, EDGE + 9, y, 9, fill=colours[place])
        sheet.text(EDGE + 15, y, str(groups[place]), size=SMALL, bold=True)
    rows.label(sheet)
    rows.write(sheet, 0, found.texts())
    return sheet.svg()

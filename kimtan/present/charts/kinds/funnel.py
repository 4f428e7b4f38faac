"""Steps of which each is a part of the one before: registered and activated, target and done."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import width
from kimtan.present.charts.marks import bars, hold
from kimtan.present.charts.rows import EDGE, stack
from kimtan.present.charts.theme import ACCENT, SMALL
from kimtan.present.charts.widths import drawn, sheet_width
from kimtan.present.prose import Sentence, fill

_THICKNESS = 22.0
_TEXT = {
    "vi": {
        "title": "{first}: {most}; {last}: {least}",
        "shared": "{last}: {least}, bằng {share}",
        "alt": "Biểu đồ phễu. {items}.",
        "first": "so với số ban đầu",
        "previous": "so với bước trước",
        "item": "Bước",
        "value": "Số lượng",
    },
    "en": {
        "title": "{first}: {most}; {last}: {least}",
        "shared": "{last}: {least}, {share}",
        "alt": "Funnel chart. {items}.",
        "first": "of the initial number",
        "previous": "of the step before",
        "item": "Step",
        "value": "Count",
    },
}


def funnel(
    frame: pd.DataFrame,
    *,
    share_of: Literal["first", "previous"] = "first",
    share_label: str = "",
    unit: str = "",
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw steps as bars under each other, each on the faint ground of what it is a part of.

    Parameters
    ----------
    frame
        One row per step, in order: ``label``, ``value``, ``shown``; ``share`` is its share as a number to show, empty
        in the first row.
    share_of
        What the shares are of, and what the ground of a bar is: the first step or the one before.
    share_label
        What the shares are of, in words that fit the steps; ``so với số ban đầu`` when not given.
    unit
        What is counted, for the table's heading.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no step has a value.
    """
    found = items(frame)
    if not found:
        return None
    text, shares = _TEXT[language], found.texts("share")
    heading = share_label or text[share_of]
    steps = zip(found.labels, found.texts(), shares, strict=True)
    said = [f"{label}: {shown}{f' ({share} {heading})' if share else ''}" for label, shown, share in steps]
    columns = {"label": Column(text["item"], align="text"), "shown": Column(text["value"], unit)}
    if found.has("share"):
        columns["share"] = Column(heading[:1].upper() + heading[1:])
    svg = drawn(lambda: _draw(found, share_of, heading))
    return found.chart(
        title=title or _finding(found, share_of, language),
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language)),
        columns=columns,
        language=language,
        note=note,
    )


def _finding(found: Items, share_of: str, language: Language) -> Sentence:
    share = found.numbers("share")[-1] if share_of == "first" or len(found) == 2 else ""
    if len(found) == 1:
        return (f"{found.labels[0]}: ", *found.numbers()[:1])
    return fill(
        _TEXT[language]["shared" if share else "title"],
        first=found.labels[0],
        most=found.numbers()[0],
        last=found.labels[-1],
        least=found.numbers()[-1],
        share=share,
    )


def _draw(found: Items, share_of: str, heading: str) -> str:
    values, has_share = found.floats(), found.has("share")
    columns = [found.texts(), *([found.texts("share")] if has_share else [])]
    rows = stack(found.labels, columns=columns, head=20 if has_share else 2, least=_THICKNESS + 12)
    scale = Scale(*hold(*values, least=1), rows.left, rows.right)
    sheet = Sheet(rows.height)
    for place, centre in enumerate(rows.centres):
        ground = values[0] if share_of == "first" else values[max(place - 1, 0)]
        sheet.track(scale(0), scale(ground), centre, _THICKNESS)
    bars(sheet, scale, values, rows.centres, [ACCENT] * len(values), thickness=_THICKNESS)
    rows.rule(sheet, scale(0))
    rows.label(sheet)
    rows.write(sheet, 0, found.texts())
    if has_share:
        start = min(sheet_width() - EDGE, rows.columns[1]) - width(heading, SMALL)
        sheet.text(start, 10, heading, size=SMALL, faded=True)
        rows.write(sheet, 1, found.texts("share"), bold=False)
    return sheet.svg()

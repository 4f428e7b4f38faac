"""Counts by kind: cases, prizes, households."""

from __future__ import annotations

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import widest
from kimtan.present.charts.marks import bars, hold
from kimtan.present.charts.rows import GAP, stack
from kimtan.present.charts.theme import ACCENT, LABEL, sector_colours
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill

_TEXT = {
    "vi": {
        "title": "Nhiều nhất: {labels} ({shown})",
        "even": "Các loại có số lượng bằng nhau: {shown}",
        "alt": "Biểu đồ thanh ngang. {items}.",
        "item": "Loại",
        "value": "Số lượng",
    },
    "en": {
        "title": "Most: {labels} ({shown})",
        "even": "The kinds are equal in number: {shown}",
        "alt": "Horizontal bar chart. {items}.",
        "item": "Kind",
        "value": "Count",
    },
}


def counts(
    frame: pd.DataFrame,
    *,
    keep_order: bool = False,
    unit: str = "",
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw counts as bars from zero, the largest first.

    Parameters
    ----------
    frame
        One row per kind: ``label``, ``value``, ``shown``; ``sector`` for its colour where the kinds are sectors.
    keep_order
        Keep the frame's order, where the kinds have one of their own (first, second, third prize).
    unit
        What is counted, for the table's heading.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no kind has a value.
    """
    found = items(frame)
    if not found:
        return None
    if not keep_order:
        found = found.ordered([-value for value in found.floats()])
    text = _TEXT[language]
    said = [f"{label}: {shown}" for label, shown in zip(found.labels, found.texts(), strict=True)]
    svg = drawn(lambda: _draw(found))
    return found.chart(
        title=title or _finding(found, language),
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language)),
        columns={"label": Column(text["item"], align="text"), "shown": Column(text["value"], unit)},
        language=language,
        note=note,
    )


def _finding(found: Items, language: Language) -> Sentence:
    most = max(found.floats())
    first = [place for place, value in enumerate(found.floats()) if value == most]
    form = "even" if len(first) == len(found) > 1 else "title"
    labels = words.joined([found.labels[place] for place in first], language)
    return fill(_TEXT[language][form], labels=labels, shown=found.numbers()[first[0]])


def _draw(found: Items) -> str:
    rows = stack(found.labels)
    room = widest(found.texts(), LABEL, bold=True) + GAP
    scale = Scale(*hold(*found.floats(), least=1), rows.left, rows.right - room)
    sheet = Sheet(rows.height)
    colours = sector_colours(found.column("sector")) if found.has("sector") else [ACCENT] * len(found)
    bars(sheet, scale, found.floats(), rows.centres, colours)
    rows.rule(sheet, scale(0))
    rows.label(sheet)
    for text, value, centre in zip(found.texts(), found.floats(), rows.centres, strict=True):
        sheet.text(scale(value) + 6, centre, text, bold=True)
    return sheet.svg()

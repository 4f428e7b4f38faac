"""Growth rates of parts, held against the growth of the whole."""

from __future__ import annotations

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import references
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, Reference, items
from kimtan.present.charts.marks import dots, hold
from kimtan.present.charts.references import Line
from kimtan.present.charts.rows import stack
from kimtan.present.charts.theme import ACCENT, WARNING, sector_colours
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill

_DOT = 11.0
_TEXT = {
    "vi": {
        "title": "{first} tăng nhanh nhất ({most}); thấp nhất: {last} ({least})",
        "one": "{first}: {most} so với cùng kỳ",
        "outside": "{whole} ({shown}) nằm ngoài khoảng tăng trưởng của các phần ({least} đến {most})",
        "alt": "Biểu đồ chấm, tăng trưởng so với cùng kỳ năm trước. {items}.",
        "whole": " Vạch đối chiếu: {label}, {shown}.",
        "item": "Ngành, lĩnh vực",
        "value": "So với cùng kỳ năm trước",
    },
    "en": {
        "title": "{first} grew fastest ({most}); lowest: {last} ({least})",
        "one": "{first}: {most} on the same period of last year",
        "outside": "{whole} ({shown}) lies outside the range of its parts' growth ({least} to {most})",
        "alt": "Dot chart, growth on the same period of last year. {items}.",
        "whole": " Reference line: {label}, {shown}.",
        "item": "Sector",
        "value": "On the same period of last year",
    },
}


def growth(
    frame: pd.DataFrame,
    *,
    whole: Reference | None = None,
    whole_label: str = "",
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw growth rates as dots on stems from zero, from the fastest to the slowest.

    Parameters
    ----------
    frame
        One row per part: ``label``, ``value`` (growth in %), ``shown``; ``sector`` for its colour.
    whole, whole_label
        Growth of the whole and what it is, as a dashed line.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`. Where no title is given and the whole grew
        outside the range of its parts, which no weights can explain, the title says so.

    Returns
    -------
    Chart or None
        None where no part has a value.
    """
    found = items(frame)
    if not found:
        return None
    found = found.ordered([-value for value in found.floats()])
    text = _TEXT[language]
    said = [f"{label}: {shown}" for label, shown in zip(found.labels, found.texts(), strict=True)]
    alt = text["alt"].format(items=words.listed(said, language))
    svg = drawn(lambda: _draw(found, whole, whole_label))
    return found.chart(
        title=title or _finding(found, whole, whole_label, language),
        svg=svg,
        alt=alt + (text["whole"].format(label=whole_label, shown=whole.shown.text) if whole else ""),
        columns={"label": Column(text["item"], align="text"), "shown": Column(text["value"])},
        language=language,
        note=note,
        beside={whole_label: whole.shown} if whole else {},
    )


def _finding(found: Items, whole: Reference | None, whole_label: str, language: Language) -> Sentence:
    values = found.floats()
    outside = whole is not None and len(found) > 1 and not values[-1] <= whole.value <= values[0]
    return fill(
        _TEXT[language]["outside" if outside else "title" if len(found) > 1 else "one"],
        whole=whole_label,
        shown=whole.shown if whole else "",
        first=found.labels[0],
        most=found.numbers()[0],
        last=found.labels[-1],
        least=found.numbers()[-1],
    )


def _draw(found: Items, whole: Reference | None, whole_label: str) -> str:
    values = found.floats()
    rows = stack(found.labels, columns=[found.texts()])
    low, high = hold(*values, *([whole.value] if whole else []))
    scale = Scale(low, high, rows.left + (_DOT if low < 0 else 0), rows.right - _DOT)
    lines = [Line(scale(whole.value), f"{whole_label}: {whole.shown.text}")] if whole else []
    rows = stack(found.labels, columns=[found.texts()], head=references.head(lines))
    sheet = Sheet(rows.height)
    signs = [ACCENT if value >= 0 else WARNING for value in values]
    colours = sector_colours(found.column("sector")) if found.has("sector") else signs
    for value, centre, colour in zip(values, rows.centres, colours, strict=True):
        sheet.line((scale(0), centre), (scale(value), centre), colour=colour, thickness=3)
    dots(sheet, scale, values, rows.centres, colours, size=_DOT)
    rows.rule(sheet, scale(0))
    references.draw(sheet, rows, lines)
    rows.label(sheet)
    rows.write(sheet, 0, found.texts())
    return sheet.svg()

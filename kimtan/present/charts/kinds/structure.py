"""Parts of a whole: one divided bar where every part has room for its name, else bars sorted by size."""

from __future__ import annotations

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Align, Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import widest, width, wrap
from kimtan.present.charts.marks import bars, hold
from kimtan.present.charts.rows import EDGE, GAP, stack
from kimtan.present.charts.theme import ACCENT, LABEL, LEADING, SMALL, on_fill, sector_colours
from kimtan.present.charts.widths import drawn, sheet_width
from kimtan.present.prose import fill

_BAR = 36.0
_UNDER = 2 + _BAR + 6
_LINES = 3
_TEXT = {
    "vi": {
        "title": "{label} chiếm tỷ trọng lớn nhất: {shown}",
        "one": "{label}: {shown}",
        "alt": "Biểu đồ cơ cấu, tỷ trọng trong tổng số. {items}.",
        "item": "Bộ phận",
        "share": "Tỷ trọng",
        "amount": "Giá trị",
    },
    "en": {
        "title": "{label} has the largest share: {shown}",
        "one": "{label}: {shown}",
        "alt": "Chart of a structure, shares of the whole. {items}.",
        "item": "Part",
        "share": "Share",
        "amount": "Amount",
    },
}


def structure(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw the parts of a whole, the largest first.

    Two to about five parts of some size become one divided bar, in which each stands over its name; as soon as a name
    or a share has no room there, sorted bars from zero are drawn, for tiny parts cannot be read off a divided bar.

    Parameters
    ----------
    frame
        One row per part: ``label``, ``value`` (share or amount, at least zero; lengths are in proportion to it),
        ``shown`` (the share), ``amount`` (a number to show besides) and ``sector`` (for its colour) if there are any.
    unit
        Unit of the amounts, for the table's heading.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no part has a value, or all are zero.

    Raises
    ------
    ValueError
        If a part is negative: it is no part of a whole, and has no share that could be drawn.
    """
    found = items(frame)
    negative = [label for label, value in zip(found.labels, found.floats(), strict=True) if value < 0]
    if negative:
        message = f"A part of a whole cannot be negative: {', '.join(negative)}. Draw it with contribution()."
        raise ValueError(message)
    if not any(found.floats()):
        return None
    found = found.ordered([-value for value in found.floats()])
    text = _TEXT[language]
    parts = zip(found.labels, found.texts(), found.texts("amount"), strict=True)
    said = [f"{label}: {share}{f' ({amount})' if amount else ''}" for label, share, amount in parts]
    columns = {"label": Column(text["item"], align="text"), "shown": Column(text["share"])}
    if found.has("amount"):
        columns["amount"] = Column(text["amount"], unit)
    template = text["one" if len(found) == 1 else "title"]
    svg = drawn(lambda: _divided(found) if _has_room(found) else _sorted_bars(found))
    return found.chart(
        title=title or fill(template, label=found.labels[0], shown=found.numbers()[0]),
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language)),
        columns=columns,
        language=language,
        note=note,
    )


def _spans(found: Items) -> list[tuple[float, float]]:
    """Left and right edge of each part of the divided bar, a narrow gap between them."""
    values, spans, at = found.floats(), [], EDGE
    room = sheet_width() - 2 * EDGE - 2.0 * (len(values) - 1)
    for value in values:
        spans.append((at, at + room * value / sum(values)))
        at = spans[-1][1] + 2.0
    return spans


def _has_room(found: Items) -> bool:
    """Whether each part of the divided bar holds its share, and its name in a few unbroken lines below."""
    for (left, right), label, share, amount in zip(
        _spans(found), found.labels, found.texts(), found.texts("amount"), strict=True
    ):
        room = right - left - 12
        words_ = max(widest(label.split(" "), LABEL), widest(amount.split(" "), SMALL))
        if max(width(share, LABEL, bold=True), words_) > room or len(wrap(label, LABEL, room)) > _LINES:
            return False
    return True


def _divided(found: Items) -> str:
    """Shares inside the bar; under each part its name and its amount.

    What stands under the last part ends flush with the bar, and may begin further left than the part does.
    """
    spans = _spans(found)
    rooms = [right - left - 12 for left, right in spans]
    names = [wrap(label, LABEL, room) for label, room in zip(found.labels, rooms, strict=True)]
    amounts = [wrap(text, SMALL, room) for text, room in zip(found.texts("amount"), rooms, strict=True)]
    at = [left + 8 for left, _ in spans]
    align: list[Align] = ["left"] * len(spans)
    if len(spans) > 1:
        free = rooms[-2] - widest([*names[-2], *amounts[-2]], LABEL)
        rooms[-1] += max(min(free, widest(found.texts("amount")[-1:], SMALL) - rooms[-1]), 0.0)
        names[-1] = wrap(found.labels[-1], LABEL, rooms[-1])
        amounts[-1] = wrap(found.texts("amount")[-1], SMALL, rooms[-1])
        if widest([*names[-1], *amounts[-1]], LABEL) > spans[-1][1] - at[-1]:
            at[-1], align[-1] = spans[-1][1], "right"
    name_height = max(len(lines) for lines in names) * LABEL * LEADING
    amount_height = max(len(lines) for lines in amounts) * SMALL * LEADING if found.has("amount") else 0.0
    sheet = Sheet(_UNDER + name_height + amount_height + 4)
    colours = sector_colours(found.column("sector"))
    for place, (left, right) in enumerate(spans):
        sheet.box(left, right, 2 + _BAR / 2, _BAR, fill=colours[place])
        sheet.text(left + 8, 2 + _BAR / 2, found.texts()[place], bold=True, colour=on_fill(colours[place]))
        tall = len(names[place]) * LABEL * LEADING
        sheet.text(at[place], _UNDER + tall / 2, names[place], align=align[place])
        if found.texts("amount")[place]:
            below = len(amounts[place]) * SMALL * LEADING
            sheet.text(at[place], _UNDER + tall + below / 2, amounts[place], align=align[place], size=SMALL, faded=True)
    return sheet.svg()


def _sorted_bars(found: Items) -> str:
    has_amount = found.has("amount")
    rows = stack(found.labels, columns=[found.texts("amount")] if has_amount else [])
    room = widest(found.texts(), LABEL, bold=True) + GAP
    scale = Scale(*hold(*found.floats()), rows.left, rows.right - room)
    sheet = Sheet(rows.height)
    colours = sector_colours(found.column("sector")) if found.has("sector") else [ACCENT] * len(found)
    bars(sheet, scale, found.floats(), rows.centres, colours)
    rows.rule(sheet, scale(0))
    rows.label(sheet)
    for text, value, centre in zip(found.texts(), found.floats(), rows.centres, strict=True):
        sheet.text(scale(value) + 6, centre, text, bold=True)
    if has_amount:
        rows.write(sheet, 0, found.texts("amount"), bold=False, faded=True)
    return sheet.svg()

"""Sorted bars from zero, one a row, with what each stands for written at its end."""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.items import Items
from kimtan.present.charts.lettering import widest
from kimtan.present.charts.marks import bars, ends
from kimtan.present.charts.rows import GAP, stack
from kimtan.present.charts.theme import LABEL

_CLEAR = 6.0


def bar_rows(items: Items, beside: Sequence[str] = ()) -> str:
    """Draw each item's value as a bar, in its colour; as SVG.

    Parameters
    ----------
    items
        From top to bottom.
    beside
        A text for each item, to be written in a column at the right.
    """
    rows = stack(items.labels, columns=[beside] if any(beside) else [])
    room = widest(items.texts(), LABEL, bold=True) + GAP
    scale = Scale(*ends(*items.floats()), rows.left, rows.right - room)
    canvas = Canvas(rows.height)
    bars(canvas, scale, items.floats(), rows.centres, items.colours())
    rows.rule(canvas, scale(0))
    rows.label(canvas)
    for text, value, centre in zip(items.texts(), items.floats(), rows.centres, strict=True):
        canvas.text(scale(value) + _CLEAR, centre, text, bold=True)
    if any(beside):
        rows.write(canvas, 0, beside, bold=False, faded=True)
    return canvas.svg()

"""The layout most charts share: a row for each item, its wrapped label at the left, columns of values at the right.

On the narrow canvas label and values stand over the mark, which has the whole width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kimtan.present.charts.canvas import Canvas
from kimtan.present.charts.lettering import widest, wrap
from kimtan.present.charts.theme import LABEL, LEADING
from kimtan.present.charts.widths import NoRoomError, canvas_width, is_narrow

LABEL_LIMIT = 228.0
"""Widest column of labels; longer ones wrap."""

LEAST_LABEL, LEAST_PLOT = 90.0, 240.0
"""Wide columns of values take room from the labels first, down to the least, so that the plot keeps its own."""

GAP = 10.0
"""Between the labels, the plot and the columns of values."""

EDGE = 2.0
"""Left free at the canvas's edges, for letters that overhang."""

PADDING = 10.0
"""Added to the height of a label's lines."""

_OVER, _UNDER = 1.0, 7.0  # on the narrow canvas: between a label and its mark, and from there to the next label


@dataclass(frozen=True)
class Rows:
    """Where rows, plot and columns stand, in user units.

    ``left`` and ``right`` are the plot's edges; ``columns`` are the right edges of the columns of values, whose texts
    are set flush right; ``tops`` are those of each row, ``centres`` those of the marks, which reach ``reaches`` up and
    down from there. The rows end at ``bottom``, the canvas at ``height``.
    """

    labels: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    centres: tuple[float, ...]
    reaches: tuple[float, ...]
    left: float
    right: float
    columns: tuple[float, ...]
    top: float
    bottom: float
    height: float
    is_narrow: bool = False

    def label(self, canvas: Canvas, bold: Sequence[bool] = ()) -> None:
        """Write the labels, flush with the plot."""
        for place, (lines, centre) in enumerate(zip(self.labels, self.centres, strict=True)):
            is_bold = place < len(bold) and bold[place]
            if self.is_narrow:
                canvas.text(EDGE, self.tops[place] + len(lines) * LABEL * LEADING / 2, lines, bold=is_bold)
            else:
                canvas.text(self.left - GAP, centre, lines, align="right", bold=is_bold)

    def write(
        self, canvas: Canvas, column: int, texts: Sequence[str], *, bold: bool = True, faded: bool = False
    ) -> None:
        """Write a column of values."""
        beside = [top + LABEL * LEADING / 2 for top in self.tops] if self.is_narrow else self.centres
        for text, centre in zip(texts, beside, strict=True):
            if text:
                canvas.text(self.columns[column], centre, text, align="right", bold=bold, faded=faded)

    def rule(self, canvas: Canvas, x: float, *, top: float | None = None, **look: Any) -> None:
        """Draw an upright line over all rows, from ``top`` if it is given; no line runs through a label.

        ``look`` is as in :meth:`Canvas.line`.
        """
        if not self.is_narrow:
            canvas.line((x, self.top if top is None else top), (x, self.bottom), **look)
            return
        for centre, reach in zip(self.centres, self.reaches, strict=True):
            canvas.line((x, centre - reach), (x, centre + reach), **look)


def stack(
    labels: Sequence[str],
    *,
    columns: Sequence[Sequence[str]] = (),
    head: float = 2.0,
    foot: float = 2.0,
    least: float = 27.0,
    heights: Sequence[float] = (),
    above: Sequence[float] = (),
    bold: Sequence[bool] = (),
) -> Rows:
    """Stack rows under a head: each as high as its label needs, and never less than ``least``.

    Parameters
    ----------
    labels
        One a row.
    columns
        The texts of each column of values, from left to right; each column is as wide as its widest text set in bold.
    head, foot
        Room above and below the rows.
    least
        Least height of every row.
    heights
        Least height of each row.
    above
        Room above each row, for a heading.
    bold
        Which labels are set in bold.
    """
    right = canvas_width() - EDGE
    edges: list[float] = []
    for texts in reversed(columns):
        edges.insert(0, right)
        right -= widest(texts, LABEL, bold=True) + GAP
    if is_narrow() and right - EDGE < LEAST_LABEL:
        raise NoRoomError
    beside = right - EDGE if is_narrow() else right - LEAST_PLOT - EDGE - GAP
    limit = max(min(LABEL_LIMIT, beside), LEAST_LABEL)
    strong = [place < len(bold) and bold[place] for place in range(len(labels))]
    wrapped = tuple(wrap(text, LABEL, limit, heavy) for text, heavy in zip(labels, strong, strict=True))
    left = max(widest(lines, LABEL, heavy) for lines, heavy in zip(wrapped, strong, strict=True)) + EDGE + GAP
    tops, centres, reaches, bottom = [], [], [], head
    for place, lines in enumerate(wrapped):
        tops.append(bottom + (above[place] if above else 0.0))
        tall, height = len(lines) * LABEL * LEADING, max(least, heights[place] if heights else 0.0)
        if is_narrow():
            tall, height = tall + _OVER, height - PADDING + 4
            centres.append(tops[-1] + tall + height / 2)
            bottom = tops[-1] + tall + height + _UNDER
        else:
            height = max(height, tall + PADDING)
            centres.append(tops[-1] + height / 2)
            bottom = tops[-1] + height
        reaches.append(height / 2)
    return Rows(
        labels=wrapped,
        tops=tuple(tops),
        centres=tuple(centres),
        reaches=tuple(reaches),
        left=EDGE if is_narrow() else left,
        right=canvas_width() - EDGE if is_narrow() else right,
        columns=tuple(edges),
        top=head,
        bottom=bottom,
        height=bottom + foot,
        is_narrow=is_narrow(),
    )

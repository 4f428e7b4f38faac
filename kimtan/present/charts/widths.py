"""Each chart has two drawings: a page's, and a phone's, where labels stand over what they name instead of beside it.

A drawing made for a page would have letters of 6 px on a phone, or be cut off where the values stand. Which of the two
is seen is decided by the room there is, in ``block.css``. Both are one figure, so that the marks of the data are drawn
once and stand on either (:meth:`kimtan.present.charts.canvas.Canvas.marks`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kimtan.present.charts.theme import WIDTH, house

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NARROW = 360.0
"""Width of a drawing for a phone, in user units: letters come out about as large as they are."""

_width: ContextVar[float] = ContextVar("width of the canvas", default=WIDTH)
_figure: ContextVar[Figure | None] = ContextVar("figure of the chart that is being drawn", default=None)


class NoRoomError(Exception):
    """What a chart has to say does not fit the narrow canvas; the wide one is then all there is."""


@dataclass(frozen=True)
class Drawing:
    """The two drawings of a chart; ``narrow`` is empty where the chart has no room on a phone."""

    wide: str
    narrow: str = ""


def drawn(draw: Callable[[], str]) -> Drawing:
    """Draw under the house settings on both sheets.

    >>> from kimtan.present.charts.canvas import Canvas
    >>> made = drawn(lambda: Canvas(40).svg())
    >>> "0 0 640 40" in made.wide, "0 0 360 40" in made.narrow
    (True, True)
    """
    with house():
        context = copy_context()
        context.run(_figure.set, _new_figure())
        wide = context.run(draw)
        context.run(_width.set, NARROW)
        try:
            return Drawing(wide, context.run(draw))
        except NoRoomError:
            return Drawing(wide)


def canvas_figure() -> Figure:
    """The figure of the chart that is being drawn, one for both widths; outside of a drawing it is new."""
    return _figure.get() or _new_figure()


def _new_figure() -> Figure:
    """A figure whose user units are points; never known to pyplot, so that nothing has to be closed."""
    from matplotlib.figure import Figure

    figure = Figure(dpi=72)
    figure.patch.set_visible(False)
    return figure


def canvas_width() -> float:
    """Width of the canvas that is being drawn on, in user units."""
    return _width.get()


def is_narrow() -> bool:
    """Whether the canvas that is being drawn on is the narrow one."""
    return _width.get() < WIDTH

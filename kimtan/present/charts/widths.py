"""Each chart is drawn twice: for a page, and for a phone, where labels stand over what they name instead of beside it.

A drawing made for a page would have letters of 6 px on a phone, or be cut off where the values stand. Which of the two
is seen is decided by the room there is, in ``block.css``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from kimtan.present.charts.theme import WIDTH, house

NARROW = 360.0
"""Width of a drawing for a phone, in user units: letters come out about as large as they are."""

_width: ContextVar[float] = ContextVar("width of the canvas", default=WIDTH)


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
        wide = draw()
        before = _width.set(NARROW)
        try:
            return Drawing(wide, draw())
        except NoRoomError:
            return Drawing(wide)
        finally:
            _width.reset(before)


def canvas_width() -> float:
    """Width of the canvas that is being drawn on, in user units."""
    return _width.get()


def is_narrow() -> bool:
    """Whether the canvas that is being drawn on is the narrow one."""
    return _width.get() < WIDTH

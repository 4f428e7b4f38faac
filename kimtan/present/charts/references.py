"""Lines that items are held against, labelled above the rows; long labels wrap, and none touches another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.present.charts.canvas import Canvas
from kimtan.present.charts.lettering import widest, wrap
from kimtan.present.charts.rows import EDGE, Rows
from kimtan.present.charts.theme import LEADING, SMALL
from kimtan.present.charts.widths import canvas_width

LEVEL = 16.0
"""Height of a label of one line; each further line adds its own."""

_CLEAR = 5.0


@dataclass(frozen=True)
class Line:
    """One line: where it stands on the canvas, what it is, and whether it is the one to look at."""

    x: float
    label: str
    main: bool = True


def head(lines: Sequence[Line]) -> float:
    """Room that the labels need above the rows."""
    return max((foot + _height(line) for foot, line in zip(_feet(lines), lines, strict=True)), default=0.0) + 6


def draw(canvas: Canvas, rows: Rows, lines: Sequence[Line]) -> None:
    """Draw the lines over all rows, and their labels above: the main one dashed and bold, others thin."""
    for line, above in zip(lines, _feet(lines), strict=True):
        foot = rows.top - 4 - above
        rows.rule(
            canvas,
            line.x,
            top=foot,
            thickness=1.5 if line.main else 1.0,
            dashes=(4, 3) if line.main else None,
            alpha=None if line.main else 0.6,
        )
        centre = foot - _height(line) / 2
        canvas.text(_start(line, lines), centre, _wrapped(line), size=SMALL, bold=line.main, faded=not line.main)


def _wrapped(line: Line) -> tuple[str, ...]:
    """The label in lines that the canvas holds."""
    return wrap(line.label, SMALL, canvas_width() - 2 * EDGE, line.main)


def _width(line: Line) -> float:
    return widest(_wrapped(line), SMALL, line.main)


def _height(line: Line) -> float:
    return LEVEL + (len(_wrapped(line)) - 1) * SMALL * LEADING


def _start(line: Line, lines: Sequence[Line]) -> float:
    """Left end of a label: centred on its line, as far as the canvas and the other lines leave room."""
    wide = _width(line)
    low = max([EDGE, *(neighbour.x + _CLEAR for neighbour in lines if neighbour.x < line.x)])
    high = min([canvas_width() - EDGE, *(neighbour.x - _CLEAR for neighbour in lines if neighbour.x > line.x)]) - wide
    if high < low:  # no room between two lines: only the canvas counts, and a height of its own keeps it apart
        low, high = EDGE, canvas_width() - EDGE - wide
    return min(max(line.x - wide / 2, low), high)


def _feet(lines: Sequence[Line]) -> list[float]:
    """How far above the rows each label begins: 0, or on top of one before it that it would touch."""
    feet: list[float] = []
    for line in lines:
        before = list(zip(lines, feet, strict=False))
        taken = [(foot, foot + _height(placed)) for placed, foot in before if _touch(line, placed, lines)]
        free = (
            foot
            for foot in sorted({0.0, *(top for _, top in taken)})
            if all(foot + _height(line) <= low or high <= foot for low, high in taken)
        )
        feet.append(next(free))
    return feet


def _touch(line: Line, placed: Line, lines: Sequence[Line]) -> bool:
    starts = _start(line, lines), _start(placed, lines)
    ends = starts[0] + _width(line), starts[1] + _width(placed)
    return max(starts) < min(ends) + _CLEAR

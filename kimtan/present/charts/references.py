"""Lines that items are held against, each labelled above the rows; labels that would touch stand on two levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimtan.present.charts.lettering import width
from kimtan.present.charts.rows import EDGE, Rows
from kimtan.present.charts.sheet import Sheet
from kimtan.present.charts.theme import SMALL
from kimtan.present.charts.widths import sheet_width

LEVEL = 16.0
"""Height of one level of labels."""

_CLEAR = 5.0


@dataclass(frozen=True)
class Line:
    """One line: where it stands on the sheet, what it is, and whether it is the one to look at."""

    x: float
    label: str
    main: bool = True


def head(lines: Sequence[Line]) -> float:
    """Room that the labels need above the rows."""
    return LEVEL * (max(_levels(lines), default=-1) + 1) + 6


def draw(sheet: Sheet, rows: Rows, lines: Sequence[Line]) -> None:
    """Draw the lines over all rows, and their labels above: the main one dashed and bold, others thin."""
    for line, level in zip(lines, _levels(lines), strict=True):
        foot = rows.top - 4 - level * LEVEL
        rows.rule(
            sheet,
            line.x,
            top=foot,
            thickness=1.5 if line.main else 1.0,
            dashes=(4, 3) if line.main else None,
            alpha=None if line.main else 0.6,
        )
        sheet.text(_start(line, lines), foot - LEVEL / 2, line.label, size=SMALL, bold=line.main, faded=not line.main)


def _start(line: Line, lines: Sequence[Line]) -> float:
    """Left end of a label: centred on its line, as far as the sheet and the other lines leave room."""
    wide = width(line.label, SMALL, line.main)
    low = max([EDGE, *(other.x + _CLEAR for other in lines if other.x < line.x)])
    high = min([sheet_width() - EDGE, *(other.x - _CLEAR for other in lines if other.x > line.x)]) - wide
    if high < low:  # no room between two lines: only the sheet counts, and a level of its own keeps it apart
        low, high = EDGE, sheet_width() - EDGE - wide
    return min(max(line.x - wide / 2, low), high)


def _levels(lines: Sequence[Line]) -> list[int]:
    """0 for labels right above the rows; one that would touch a label before it goes a level up."""
    levels: list[int] = []
    for place, line in enumerate(lines):
        taken = {levels[other] for other in range(place) if _touch(line, lines[other], lines)}
        levels.append(next(level for level in range(len(lines)) if level not in taken))
    return levels


def _touch(one: Line, other: Line, lines: Sequence[Line]) -> bool:
    starts = _start(one, lines), _start(other, lines)
    ends = (start + width(line.label, SMALL, line.main) for start, line in zip(starts, (one, other), strict=True))
    return max(starts) < min(ends) + _CLEAR

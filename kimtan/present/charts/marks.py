"""The marks of the data, drawn by seaborn at the places that the layout gives: bars and dots."""

from __future__ import annotations

from collections.abc import Sequence

import seaborn as sns

from kimtan.present.charts.canvas import Canvas, Scale

THICKNESS = 15.0
"""Height of a bar in user units."""


def bars(
    canvas: Canvas,
    scale: Scale,
    values: Sequence[float],
    centres: Sequence[float],
    colours: Sequence[str],
    thickness: float = THICKNESS,
) -> None:
    """Draw horizontal bars from zero, one a value.

    Parameters
    ----------
    canvas, scale
        Where; the scale must hold zero and every value.
    values
        Lengths in the scale's unit.
    centres
        Heights on the canvas, in user units.
    colours
        One a bar.
    thickness
        Of every bar, in user units.
    """
    look = {"orient": "h", "native_scale": True, "errorbar": None, "linewidth": 0}
    axes = canvas.marks(scale, sns.barplot, x=values, y=range(len(values)), **look)
    for bar, centre, colour in zip(axes.patches, centres, colours, strict=True):  # a hue each takes three times as long
        bar.set(y=centre - thickness / 2, height=thickness, facecolor=colour)


def dots(
    canvas: Canvas,
    scale: Scale,
    values: Sequence[float],
    centres: Sequence[float],
    colours: Sequence[str],
    size: float = 10.0,
) -> None:
    """Draw dots, one a value; ``size`` is their diameter in user units (see :func:`bars` for the rest)."""
    (points,) = canvas.marks(scale, sns.scatterplot, x=values, y=centres, s=size**2, linewidth=0).collections
    points.set(offsets=list(zip(values, centres, strict=True)), facecolor=list(colours))


def broken_bar(
    canvas: Canvas, left: float, right: float, centre: float, colour: str, thickness: float = THICKNESS
) -> None:
    """Draw a bar, in user units, that ends in a visible break: its true length does not fit the chart."""
    top, bottom, slant = centre - thickness / 2, centre + thickness / 2, 5.0
    cut = right - 9
    canvas.shape([(left, top), (cut + slant, top), (cut - slant, bottom), (left, bottom)], fill=colour)
    cut += 4
    canvas.shape(
        [(cut + slant, top), (right + slant, top), (right + slant, bottom), (cut - slant, bottom)], fill=colour
    )


def ends(*values: float) -> tuple[float, float]:
    """The ends of a scale that holds zero and all values; of length one where all are zero.

    >>> ends(3, -1), ends(0, 0)
    ((-1.0, 3.0), (0.0, 1.0))
    """
    low, high = min(0.0, *values), max(0.0, *values)
    return float(low), float(high if high > low else low + 1.0)

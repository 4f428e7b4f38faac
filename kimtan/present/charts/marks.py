"""The marks of the data, drawn by seaborn at the places that the layout gives: bars and dots."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import seaborn as sns
from matplotlib.patches import Rectangle

from kimtan.present.charts.canvas import Canvas, Scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    axes = canvas.axes(scale)
    gaps = [after - before for before, after in pairwise(sorted(centres))]
    sns.barplot(
        pd.DataFrame({"value": list(values), "centre": list(centres)}),
        x="value",
        y="centre",
        orient="h",
        native_scale=True,
        width=thickness / (min(gaps) if gaps else 1.0),  # seaborn measures in the least distance of two bars
        errorbar=None,
        linewidth=0,
        ax=axes,
    )
    by_centre = dict(zip(centres, colours, strict=True))
    for bar in axes.patches:  # a hue for each bar would draw each by itself, which takes three times as long
        if isinstance(bar, Rectangle):
            nearest = min(by_centre, key=partial(_distance, bar.get_y() + bar.get_height() / 2))
            bar.set_facecolor(by_centre[nearest])
    canvas.fix(axes, scale)


def _distance(left: float, right: float) -> float:
    return abs(left - right)


def dots(
    canvas: Canvas,
    scale: Scale,
    values: Sequence[float],
    centres: Sequence[float],
    colours: Sequence[str],
    size: float = 10.0,
) -> None:
    """Draw dots, one a value; ``size`` is their diameter in user units (see :func:`bars` for the rest)."""
    axes: Axes = canvas.axes(scale)
    places = pd.DataFrame({"value": list(values), "centre": list(centres)})
    sns.scatterplot(places, x="value", y="centre", s=size**2, linewidth=0, ax=axes)
    axes.collections[0].set_facecolor(list(colours))
    canvas.fix(axes, scale)


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

"""The house theme: colours with a meaning, type sizes, and the settings that every chart is drawn under.

Charts stand on white paper and on a dark page alike. So text and lines are drawn in :data:`INK`, which the SVG turns
into the page's own text colour, and every fill keeps a contrast of 3:1 with white and with a dark page, and 4.5:1 with
the text that stands on it (:func:`on_fill`).

A colour means one thing in all charts: a status against time gone (teal, slate, ochre, red), a sector of the economy
(green, orange, blue, and shades of these for its parts), or nothing but "this is the data" (:data:`ACCENT`, violet).
What can stand in one chart is also told apart by readers who lack one of the three kinds of cones, and no two meanings
look alike to them; what a colour says is always said in words, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from kimtan.present.charts.lettering import every_letter

WIDTH = 640.0
"""Width of every chart in user units (points of matplotlib)."""

LABEL = 12.0
"""Size of labels and values."""

SMALL = 11.0
"""Size of what explains: reference lines, second values. Nothing is set smaller."""

LEADING = 1.25
"""Distance of lines as a multiple of the size."""

INK = "#1c2127"
"""Text and lines; becomes ``currentColor`` in the SVG, so that a dark page can turn it."""

ON_FILL, ON_LIGHT_FILL = "#ffffff", "#14181d"
"""Text on a filled bar: on a dark fill and on a light one, whatever the page's colour."""

_READABLE = 4.5  # contrast that WCAG 2 asks of text

FADED = 0.78
"""Opacity of ink for text that steps back; still above 4.5:1 on white."""

FAINT = 0.12
"""Opacity of ink for tracks and bands behind the data."""

NEUTRAL = "#8e978a"
"""What the data is held against: the whole, the plan, the year before; and what has no status."""

ACCENT = "#845db7"
"""Bars, dots and lines of data that is neither a sector nor has a status."""

WARNING = "#cc0034"
"""What needs a look: a plan at risk, a fall, figures that do not agree."""

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "done": "#05768b",
        "ahead": "#04a1c6",
        "on_track": "#5b6864",
        "behind": "#c68807",
        "at_risk": WARNING,
    }
)
"""Status against time gone, from cool to warm; none of them is the colour of a sector."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "agriculture": "#4d7b4a",
        "industry_construction": "#c05405",
        "industry": "#de7846",
        "construction": "#9d4f36",
        "trade_services": "#1873e3",
        "trade": "#0099f8",
        "transport": "#4d679a",
        "finance_other": "#8695b3",
    }
)
"""One colour a sector of the economy, the same in every chart; parts have shades of their sector's."""

SERIES = (ACCENT, "#b681c3", "#8c5183", "#c9799c", "#798bf5")
"""Colours for parts that are no sectors, in this order, and again from the first where there are more."""


def status_colour(status: object) -> str:
    """Colour of a status; what has none is neutral.

    >>> status_colour("behind"), status_colour(None)
    ('#c68807', '#8e978a')
    """
    return STATUS.get(str(status), NEUTRAL)


def on_fill(fill: str) -> str:
    """Colour of text on a fill: white, or dark where white cannot be read.

    >>> on_fill("#4d7b4a"), on_fill("#c68807")
    ('#ffffff', '#14181d')
    """
    return ON_FILL if 1.05 / (_luminance(fill) + 0.05) >= _READABLE else ON_LIGHT_FILL


def sector_colours(sectors: list[object]) -> list[str]:
    """Colour of each sector, by the last part of its dotted name; unknown ones take the next of :data:`SERIES`.

    Where no sector is named at all, each item takes the next colour.

    >>> sector_colours(["sales.agriculture", "theft", "fraud"])
    ['#4d7b4a', '#845db7', '#b681c3']
    """
    if not any(sectors):
        return [SERIES[place % len(SERIES)] for place in range(len(sectors))]
    names = [str(sector).rpartition(".")[2] for sector in sectors]
    known = [SECTORS.get(name) for name in names]
    unknown = list(dict.fromkeys(name for name, colour in zip(names, known, strict=True) if colour is None))
    return [colour or SERIES[unknown.index(name) % len(SERIES)] for name, colour in zip(names, known, strict=True)]


@contextmanager
def house() -> Iterator[None]:
    """Draw and save under the house settings; whatever was set before is set again afterwards.

    They stand on matplotlib's own defaults: a personal ``matplotlibrc`` changes no chart.
    """
    import matplotlib
    import seaborn as sns

    settings: Any = {
        **sns.axes_style("white"),
        **sns.plotting_context("notebook"),
        "font.family": ["DejaVu Sans"],
        "font.size": LABEL,
        "text.color": INK,
        "text.parse_math": False,
        "axes.edgecolor": INK,
        "lines.linewidth": 1.0,
        "patch.linewidth": 0.0,
        "path.simplify": True,
        "svg.fonttype": "none",
        "svg.hashsalt": "kimtan",
    }
    with matplotlib.rc_context(), every_letter():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(settings)
        yield


def _luminance(colour: str) -> float:
    """Relative luminance of a colour as WCAG 2 defines it, 0–1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]

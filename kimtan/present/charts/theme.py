"""The house theme: colours with a meaning, type sizes, and the settings that every chart is drawn under.

Charts stand on white paper and on a dark page alike. So text and lines are drawn in :data:`INK`, which the SVG turns
into the page's own text colour, and every fill keeps a contrast of 3:1 with white and with a dark page; fills that
carry white text keep 4.5:1 with it. Hues follow Okabe and Ito, so that no pair depends on telling red from green; what
a colour says is always said in words, too.
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

ON_FILL = "#ffffff"
"""Text on a filled bar."""

FADED = 0.78
"""Opacity of ink for text that steps back; still above 4.5:1 on white."""

FAINT = 0.12
"""Opacity of ink for tracks and bands behind the data."""

NEUTRAL = "#6b7280"
ACCENT = "#0072b2"
WARNING = "#c0391b"

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "done": "#00755e",
        "ahead": ACCENT,
        "on_track": "#7c93a6",
        "behind": "#c98400",
        "at_risk": WARNING,
    }
)
"""Status against time gone: from cool to warm, and no two alike for colour-blind readers."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "agriculture": "#00805d",
        "industry_construction": "#bf4f12",
        "industry": "#bf4f12",
        "construction": "#8f6a1e",
        "trade_services": ACCENT,
        "trade": ACCENT,
        "transport": "#2f7d8c",
        "finance_other": "#5d6cb4",
    }
)
"""One colour a sector of the economy, the same in every chart; parts stay near their sector."""

SERIES = (ACCENT, "#bf4f12", "#00805d", "#a2487e", "#8f6a1e", "#5d6cb4", "#2f7d8c", NEUTRAL)
"""Colours for parts that are no sectors, in this order."""


def status_colour(status: object) -> str:
    """Colour of a status; what has none is neutral.

    >>> status_colour("behind"), status_colour(None)
    ('#c98400', '#6b7280')
    """
    return STATUS.get(str(status), NEUTRAL)


def sector_colours(sectors: list[object]) -> list[str]:
    """Colour of each sector, by the last part of its dotted name; unknown ones take the next free of :data:`SERIES`.

    Where no sector is named at all, each item takes the next colour.

    >>> sector_colours(["income.agriculture", "theft", "fraud"])
    ['#00805d', '#0072b2', '#bf4f12']
    """
    if not any(sectors):
        return [SERIES[place % len(SERIES)] for place in range(len(sectors))]
    names = [str(sector).rpartition(".")[2] for sector in sectors]
    known = [SECTORS.get(name) for name in names]
    spare = [colour for colour in SERIES if colour not in known] or list(SERIES)
    others = list(dict.fromkeys(name for name, colour in zip(names, known, strict=True) if colour is None))
    return [colour or spare[others.index(name) % len(spare)] for name, colour in zip(names, known, strict=True)]


@contextmanager
def house() -> Iterator[None]:
    """Draw and save under the house settings; whatever was set before is set again afterwards."""
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
    with matplotlib.rc_context(settings), every_letter():
        yield

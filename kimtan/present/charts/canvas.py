"""The canvas that a chart is drawn on: user units from the top left, and margins that are known in advance.

matplotlib's automatic layouts double the time of a chart and move things from one version to the next. Here a chart
says where its plot stands; everything that is no mark of the data is placed in user units, as in the SVG.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from kimtan.present.charts.drawing import to_svg
from kimtan.present.charts.theme import FADED, FAINT, INK, LABEL, LEADING
from kimtan.present.charts.widths import canvas_figure, canvas_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

Align = Literal["left", "center", "right"]
_ANCHORS: Mapping[Align, str] = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True)
class Scale:
    """Where a value stands on the canvas, from left to right.

    >>> Scale(0, 100, 200, 400)(25)
    250.0
    """

    low: float
    high: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


class Canvas:
    """A sheet as wide as :func:`~kimtan.present.charts.widths.canvas_width` says and as high as its rows need.

    Both sheets of a chart are the same figure: the second takes over the marks of the data that seaborn has drawn on
    the first, which is half of what a chart takes, and nothing else.
    """

    def __init__(self, height: float) -> None:
        from matplotlib.transforms import Affine2D

        self.width = canvas_width()
        self.height = height
        self.figure = canvas_figure()
        self.figure.set_size_inches(self.width / 72, height / 72)
        self.figure.artists.clear()
        self._drawn = iter(list(self.figure.axes))
        self._words: list[ET.Element] = []
        self._user = Affine2D().scale(1 / self.width, -1 / height).translate(0, 1) + self.figure.transFigure

    def marks(self, scale: Scale, plot: Callable[..., object], **data: object) -> Axes:
        """Axes from top to bottom, x in the data's unit and y in user units, with what ``plot(**data, ax=axes)`` draws.

        On the second sheet they are those of the first: where marks stand differs between the two, the caller sets it.
        Marks are not clipped, for the plot holds them all.
        """
        axes = next(self._drawn, None)
        if axes is None:
            axes = self.figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set(xticks=[], yticks=[], xlabel=" ", ylabel=" ")  # or seaborn makes ticks to see whether they show
            plot(**data, ax=axes)
            for artist in axes.get_children():
                artist.set_clip_on(False)
        left, right = scale.left / self.width, scale.right / self.width
        room = max(right - left, 1 / self.width)  # words that leave none make an ugly chart, but do not stop a report
        axes.set_position((left, 0, room, 1))
        axes.set(xlim=(scale.low, scale.high), ylim=(self.height, 0))
        return axes

    def text(
        self,
        x: float,
        y: float,
        lines: str | Sequence[str],
        *,
        align: Align = "left",
        size: float = LABEL,
        bold: bool = False,
        faded: bool = False,
        colour: str = INK,
    ) -> None:
        """Write lines whose block is centred on ``y``; the same baseline whatever marks the letters carry.

        They are no artists of matplotlib, which measures each to place it by its corners: an SVG is told a point and
        how the line stands to it, and the reader's machine sets the letters.
        """
        lines = [lines] if isinstance(lines, str) else list(lines)
        weight, opacity = {"font-weight": "700"} if bold else {}, {"opacity": f"{FADED}"} if faded else {}
        look = {**weight, "font-size": f"{size:g}", "text-anchor": _ANCHORS[align], "fill": colour, **opacity}
        for place, line in enumerate(lines):
            if line:
                baseline = y + (place - (len(lines) - 1) / 2) * size * LEADING + 0.36 * size
                self._words.append(ET.Element("text", {"x": f"{x:f}", "y": f"{baseline:f}", **look}))
                self._words[-1].text = line

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = INK,
        thickness: float = 1.0,
        alpha: float | None = None,
        dashes: tuple[float, float] | None = None,
        behind: bool = False,
    ) -> None:
        """Draw a straight line from one point of the canvas to another, over the marks of the data or behind them."""
        from matplotlib.lines import Line2D

        line = Line2D(
            (start[0], end[0]),
            (start[1], end[1]),
            transform=self._user,
            color=colour,
            linewidth=thickness,
            alpha=alpha,
            solid_capstyle="butt",
            zorder=-1 if behind else 2,
        )
        if dashes:
            line.set_linestyle((0, dashes))
        self.figure.add_artist(line, clip=False)

    def shape(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str | None,
        edge: str | None = None,
        alpha: float | None = None,
        dashes: tuple[float, float] | None = None,
        behind: bool = False,
    ) -> None:
        """Draw a closed shape through points of the canvas, over the marks of the data or behind them."""
        from matplotlib.patches import Polygon

        polygon = Polygon(
            list(points),
            closed=True,
            transform=self._user,
            facecolor=fill or "none",
            edgecolor=edge or "none",
            linewidth=1.2 if edge else 0.0,
            alpha=alpha,
            zorder=-1 if behind else 1,
        )
        if dashes:
            polygon.set_linestyle((0, dashes))
        self.figure.add_artist(polygon, clip=False)

    def box(self, left: float, right: float, centre: float, height: float, *, fill: str) -> None:
        """Draw a filled rectangle whose middle is at the height ``centre``."""
        self.shape(_corners(left, right, centre, height), fill=fill)

    def outline(self, left: float, right: float, centre: float, height: float, *, edge: str) -> None:
        """Draw a hollow rectangle with a dashed edge: what is missing."""
        self.shape(_corners(left, right, centre, height), fill=None, edge=edge, dashes=(3, 2))

    def track(self, left: float, right: float, centre: float, height: float) -> None:
        """Draw the faint ground of a bar, behind the data: the whole that it is a part of."""
        self.shape(_corners(left, right, centre, height), fill=INK, alpha=FAINT, behind=True)

    def svg(self) -> str:
        """The drawing as it goes into the chart block."""
        for axes in self._drawn:
            axes.remove()  # of marks that the second sheet does not have
        return to_svg(self.figure, self._words)


def _corners(left: float, right: float, centre: float, height: float) -> list[tuple[float, float]]:
    top, bottom = centre - height / 2, centre + height / 2
    return [(left, top), (right, top), (right, bottom), (left, bottom)]

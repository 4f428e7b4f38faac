from __future__ import annotations

import re

from matplotlib.axes import Axes

from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.theme import WIDTH
from kimtan.present.charts.widths import NARROW, canvas_width, drawn, is_narrow


def test_marks_are_drawn_once_and_put_in_place_on_both_sheets() -> None:
    """Drawing them is half of what a chart takes; on each sheet they reach to where its scale ends."""
    calls = []

    def plot(ax: Axes) -> None:
        calls.append(ax)
        ax.plot([0, 1], [20, 20])

    def draw() -> str:
        canvas = Canvas(40)
        canvas.marks(Scale(0, 1, 10, canvas_width() - 10), plot)
        return canvas.svg()

    drawing = drawn(draw)
    assert len(calls) == 1
    for svg, wide in ((drawing.wide, WIDTH), (drawing.narrow, NARROW)):
        assert re.findall(r' d="([^"]+)"', svg) == [f"M 10 20 L {wide - 10:.0f} 20"]


def test_marks_of_one_sheet_alone_do_not_stand_on_the_other() -> None:
    """Whichever of the two has them."""
    for on_narrow in (True, False):

        def draw(on_narrow: bool = on_narrow) -> str:
            canvas = Canvas(40)
            if is_narrow() == on_narrow:
                canvas.marks(Scale(0, 1, 10, 90), lambda ax: ax.plot([0, 1], [20, 20]))
            return canvas.svg()

        drawing = drawn(draw)
        assert ("<path" in drawing.narrow, "<path" in drawing.wide) == (on_narrow, not on_narrow)

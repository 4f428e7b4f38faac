"""One line of words at a point of a drawing, as SVG has it: where it begins, ends or has its middle, and no width.

matplotlib measures every line before it is drawn, to place it by its corners. An SVG is told the point and the
alignment, and the reader's machine sets the letters; measuring was a quarter of the time of a chart.
"""

from __future__ import annotations

from typing import Any

from matplotlib.colors import to_rgba
from matplotlib.text import Text


class AnchoredText(Text):  # type: ignore[misc, unused-ignore]
    """A line of text that is not measured: horizontal, on its baseline, drawn as SVG."""

    def draw(self, renderer: Any) -> None:
        """Write the line; nothing where it is empty."""
        if not self.get_visible() or not self.get_text():
            return
        x, y = self.get_transform().transform(self.get_unitless_position())
        _, height = renderer.get_canvas_width_height()
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        gc.set_alpha(self.get_alpha())
        renderer.draw_text(gc, x, height - y, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        gc.restore()
        renderer.close_group("text")
        self.stale = False

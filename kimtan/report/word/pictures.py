"""Charts as pictures: drawn by typst from their SVG in the letters of print, all in one go, as sharp as print needs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.present.blocks import Chart
from kimtan.present.svg import view_box
from kimtan.report.drawings import in_print

PPI = 200

_SMALLEST = 8.0
_PAGES = b"""
#let charts = json(bytes(sys.inputs.charts))
#set page(margin: 0pt, fill: white)
#for chart in charts {
  page(
    width: chart.width * 1pt, height: chart.height * 1pt,
    image(bytes(chart.svg), format: "svg", width: 100%, height: 100%, fit: "contain"),
  )
}
"""


@dataclass(frozen=True)
class Picture:
    """A picture with the size in points that it is shown at."""

    png: bytes
    width: float
    height: float


def pictures(charts: Sequence[Chart], width: float, height: float) -> list[Picture]:
    """The pictures of charts, each as wide as the text unless it would be too high.

    Parameters
    ----------
    charts
        Their blocks.
    width, height
        Room for each, in points.

    Raises
    ------
    SectionError
        When a drawing holds what no chart needs, or cannot be drawn.
    """
    if not charts:
        return []
    drawings = [in_print(chart.svg, chart.alt) for chart in charts]
    sizes = [_size(drawing, width, height) for drawing in drawings]
    pages = [{"svg": svg, "width": size[0], "height": size[1]} for svg, size in zip(drawings, sizes, strict=True)]
    return [
        Picture(png, *size) for png, size in zip(_drawn(pages, [chart.alt for chart in charts]), sizes, strict=True)
    ]


def _drawn(pages: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[bytes]:
    """One PNG a page; where one cannot be drawn, they are tried one by one to name it."""
    import matplotlib as mpl
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(mpl.get_data_path()) / "fonts" / "ttf"])
    try:
        made: Any = typst.compile(
            _PAGES, format="png", ppi=PPI, font_paths=fonts,
            sys_inputs={"charts": json.dumps(list(pages), ensure_ascii=False)},
        )  # fmt: skip
    except (RuntimeError, typst.TypstError) as error:
        if len(pages) > 1:
            return [_drawn([page], [name])[0] for page, name in zip(pages, names, strict=True)]
        seen = f"The drawing cannot be made a picture: {str(error).splitlines()[0]}."
        remedy = "Draw it with kimtan.present.charts, which writes plain shapes and text."
        raise SectionError(Problem(f"chart “{names[0][:60]}”", seen, remedy, "chart.picture")) from error
    return [made] if isinstance(made, bytes) else list(made)


def _size(svg: str, width: float, height: float) -> tuple[float, float]:
    """Width and height in points that fit into the room, in the drawing's proportions."""
    _, _, *sides = view_box(svg)
    across, down = (side if side > 0 else 1.0 for side in sides)
    factor = min(width / across, height / down)
    return max(across * factor, _SMALLEST), max(down * factor, _SMALLEST)

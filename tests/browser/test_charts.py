"""Charts are painted: the pixels tell, since a policy that forbids a style paints every chart black in silence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from tests.browser.chromium import DESKTOP, PHONE, TABLET
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.longer(alone=True)]

CHARTS = ":is(figure .wide, figure .scroll) > svg"


# What each chart's elements are painted with by their attributes, in colour and not see-through: "#0072b2".
PAINTS = f"""[...document.querySelectorAll("{CHARTS}")].map(chart => ({{
  name: chart.getAttribute("aria-label").slice(0, 80),
  paints: [...new Set([...chart.querySelectorAll(":is([fill], [stroke]):not([opacity], [fill-opacity])")]
    .flatMap(each => [each.getAttribute("fill"), each.getAttribute("stroke")]))]
    .filter(paint => /^#[0-9a-f]{{6}}$/.test(paint || "")),
}}))"""


def rgb(paint: str) -> NDArray[np.float64]:
    """A colour as numbers of 0–1."""
    return np.array([int(paint[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def is_colour(paint: str) -> bool:
    """Whether a colour is no grey; slate greys count as grey."""
    return bool(np.ptp(rgb(paint)) > 0.2)


def is_seen(paint: str, pixels: NDArray[np.float32], least: int = 20) -> bool:
    """Whether at least some pixels have a colour."""
    return bool((np.abs(pixels[..., :3] - rgb(paint)).max(axis=-1) < 0.03).sum() >= least)


def test_specks_and_greys_are_no_colours() -> None:
    """A few pixels at the edge of a letter are not seen, and a grey does not count."""
    pixels = np.zeros((10, 10, 3), dtype=np.float32)
    pixels[:5] = rgb("#0072b2")
    pixels[9, 9] = rgb("#c0391b")
    assert is_seen("#0072b2", pixels)
    assert not is_seen("#c0391b", pixels)
    assert [paint for paint in ("#000000", "#6b7280", "#ffffff", "#0072b2") if is_colour(paint)] == ["#0072b2"]


NOT_FITTING = """[...document.querySelectorAll("figure .scroll")].filter(each => each.closest("details") === null)
  .filter(each => each.scrollWidth > each.clientWidth + 1 || each.querySelectorAll("svg").length !== 2
    || [...each.querySelectorAll("svg")].filter(svg => svg.checkVisibility()).length !== 1)
  .map(each => each.getAttribute("aria-label"))"""


@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
def test_a_chart_fits_and_is_seen_once(opened: Opened, width: int) -> None:
    """Of the two drawings of a chart one is seen, and no part of it lies beyond an edge."""
    assert opened(width=width).evaluate(NOT_FITTING) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_chart_is_painted_in_its_colours(opened: Opened, tmp_path: Path, scheme: str) -> None:
    """Each colour that a chart's markup names is on the screen, and the ground is the page's."""
    page = opened(scheme=scheme)
    charts = page.evaluate(PAINTS)
    assert len({paint for chart in charts for paint in chart["paints"] if is_colour(paint)}) >= 4
    defects = []
    for number, chart in enumerate(charts):
        pixels = imread(page.screenshot(tmp_path / f"{number}.png", CHARTS, number))
        colours = [paint for paint in chart["paints"] if is_colour(paint)]
        unseen = [paint for paint in colours if not is_seen(paint, pixels)]
        if unseen or not colours:
            defects.append(f"{number} ({chart['name']}): {unseen or 'no colour'}")
        if (np.median(pixels[..., :3]) < 0.5) != (scheme == "dark"):
            defects.append(f"{number} ({chart['name']}): not on the ground of a {scheme} page")
    assert defects == []

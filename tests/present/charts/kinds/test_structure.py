from __future__ import annotations

import re

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.structure import StructureChart
from kimtan.present.charts.theme import ACCENT, ON_FILL, ON_LIGHT_FILL, SECTORS, SERIES, on_fill
from tests.present.charts.drawings import LONG, frame, lengths

DIVIDED = frame(
    "label value shown amount",
    ("Nguồn ngân sách huyện", 16.1, "16,1%", "6.200 triệu đồng"),
    ("Nguồn ngân sách thị trấn", 83.9, "83,9%", "32.426 triệu đồng"),
)
SORTED_BARS = frame(
    "label value shown amount",
    ("Lúa", 90, "90%", "90 ha"),
    (LONG, 9.7, "9,7%", "9,7 ha"),
    ("Nấm", 0.3, "0,3%", "3 sào"),
)
EXAMPLES = [DIVIDED, SORTED_BARS]


def build(rows, language="vi"):
    return StructureChart(rows, language, whole="Vốn đầu tư").chart(fewest=0)


def test_one_bar_is_divided_where_names_have_room():
    """Lengths are shares, the largest first; the title names it."""
    chart = build(DIVIDED)
    shares = lengths(chart.svg, ACCENT) + lengths(chart.svg, SERIES[1])
    assert shares[0] / sum(shares) == pytest.approx(0.839, abs=0.001)
    assert plain(chart.title) == "Vốn đầu tư – nguồn ngân sách thị trấn chiếm tỷ trọng lớn nhất: 83,9%"


def test_a_tiny_part_makes_it_sorted_bars_from_zero():
    """It could not be read off a divided bar."""
    bars = lengths(build(SORTED_BARS).svg, ACCENT)
    assert bars == pytest.approx([bars[0], bars[0] * 9.7 / 90, bars[0] * 0.3 / 90], abs=0.2)


def test_each_sector_has_its_colour():
    """Whatever its place in the bar."""
    rows = frame(
        "label value shown sector", ("A", 40, "40%", "income.agriculture"), ("B", 60, "60%", "income.transport")
    )
    svg = build(rows).svg
    assert lengths(svg, SECTORS["transport"])[0] > lengths(svg, SECTORS["agriculture"])[0] > 0


def test_text_on_a_light_part_is_dark():
    """The share on each part of a divided bar can be read, on whatever page."""
    fills = re.findall(r'<text [^>]*fill="(#[0-9a-f]{6})"', build(DIVIDED).svg)
    assert fills == [on_fill(SERIES[0]), on_fill(SERIES[1])] == [ON_FILL, ON_LIGHT_FILL]


def test_a_negative_part_is_refused_and_an_empty_whole_not_drawn():
    """The one is no part of a whole, the other has none."""
    with pytest.raises(ValueError, match=r"cannot be negative: A\. Draw s\.chart\.contribution"):
        build(frame("label value shown", ("A", -1, "−1%")))
    assert build(frame("label value shown", ("A", 0, "0%"))) is None

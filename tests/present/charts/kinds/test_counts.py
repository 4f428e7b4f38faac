from __future__ import annotations

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.counts import CountsChart
from kimtan.present.charts.theme import ACCENT, SECTORS
from tests.present.charts.drawings import LONG, frame, labels, lengths

EXAMPLES = [
    frame("label value shown", ("Cố ý gây thương tích", 3, "3 vụ"), ("Trộm cắp tài sản", 4, "4 vụ"), (LONG, 0, "0"))
]


def build(rows, language="vi"):
    return CountsChart(rows, language, whole="Vụ việc").chart(fewest=0)


def test_the_largest_come_first_and_are_named_together():
    """Two that are equally many are both the most, in the order given."""
    chart = build(frame("label value shown", ("Nhất", 1, "01"), ("Nhì", 4, "04"), ("Ba", 4, "04")))
    assert labels(chart) == ["Nhì", "Ba", "Nhất"]
    assert plain(chart.title) == "Vụ việc – nhiều nhất: Nhì và Ba (04)"
    bars = lengths(chart.svg, ACCENT)
    assert bars == pytest.approx([bars[0], bars[0], bars[0] / 4], abs=0.2)


def test_sectors_have_their_colours():
    """A bar of a sector is no plain one."""
    rows = frame("label value shown sector", ("A", 4, "4", "income.agriculture"), ("B", 2, "2", "income.trade"))
    svg = build(rows).svg
    assert lengths(svg, SECTORS["agriculture"])[0] > lengths(svg, SECTORS["trade"])[0] > 0
    assert not lengths(svg, ACCENT)


def test_kinds_that_are_equal_in_number_have_no_most():
    """The title says that they are equal."""
    rows = frame("label value shown", ("A", 2, "2"), ("B", 2, "2"))
    assert plain(build(rows, "en").title) == "Vụ việc – the kinds are equal in number: 2"


def test_nothing_but_zero_is_drawn():
    """Zero is a figure."""
    assert lengths(build(frame("label value shown", ("A", 0, "0"))).svg, ACCENT) == [0]

from __future__ import annotations

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.funnel import FunnelChart
from kimtan.present.charts.theme import ACCENT
from tests.present.charts.drawings import frame, lengths

EXAMPLES = [
    frame(
        "label value shown share",
        ("Tài khoản định danh đã đăng ký", 4178, "4.178", None),
        ("Đã kích hoạt", 3119, "3.119", "74,7%"),
    )
]


def build(rows, language="vi"):
    return FunnelChart(rows, language).chart(fewest=0)


def test_the_last_step_is_said_with_its_share_of_the_first():
    """Bars are in proportion."""
    chart = build(EXAMPLES[0])
    assert plain(chart.title) == "Đã kích hoạt: 3.119, bằng 74,7%"
    assert "Đã kích hoạt: 3.119 (74,7% so với số ban đầu)" in chart.alt
    first, second = lengths(chart.svg, ACCENT)
    assert second / first == pytest.approx(3119 / 4178, abs=0.001)


def test_without_shares_the_numbers_are_said():
    """Of zero there is no share, and no column for it."""
    chart = build(frame("label value shown share", ("A", 0, "0", None), ("B", 0, "0", None)))
    assert plain(chart.title) == "A: 0; B: 0"
    assert len(chart.data.columns) == 2


def test_one_step_is_no_chart():
    """It is a part of nothing."""
    assert build(frame("label value shown share", ("A", 4, "4", None), ("B", None, None, None))) is None

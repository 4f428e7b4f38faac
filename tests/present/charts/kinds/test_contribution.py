from __future__ import annotations

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.contribution import ContributionChart
from kimtan.present.charts.theme import ACCENT, NEUTRAL, WARNING
from tests.present.charts.drawings import boxes, frame, n

EXAMPLES = [
    frame(
        "label value shown sector role",
        ("Nông, lâm nghiệp và thủy sản", 1.17, "1,17 điểm %", "income.agriculture", "part"),
        ("Công nghiệp - xây dựng", -0.52, "−0,52 điểm %", "income.industry_construction", "part"),
        ("Thương mại - dịch vụ", 4.97, "4,97 điểm %", "income.trade_services", "part"),
        ("Tổng thu nhập", 5.62, "5,62%", None, "total"),
    )
]


def build(rows, language="vi", gap=None):
    return ContributionChart(rows, language, gap=gap).chart(fewest=0)


def test_steps_start_where_the_one_before_ended():
    """So the last part ends where the whole does."""
    rows = frame("label value shown role", ("A", 3, "3", "part"), ("B", -1, "−1", "part"), ("T", 2, "2", "total"))
    svg = build(rows).svg
    (up,), (down,), (total,) = boxes(svg, ACCENT), boxes(svg, WARNING), boxes(svg, NEUTRAL)
    assert up[1] == down[1]
    assert down[0] == total[1]
    assert total[0] == up[0]


def test_parts_that_do_not_make_the_whole_are_the_finding():
    """Title, alternative text and a hollow step say it."""
    rows = frame(
        "label value shown role", ("A", 4.97, "4,97", "part"), ("B", 1.7, "1,7", "part"), ("T", 2.3, "2,3%", "total")
    )
    chart = build(rows, gap=n("−4,37 điểm %"))
    assert plain(chart.title) == "Đóng góp của các phần cộng lại không bằng mức chung đã nêu (2,3%)"
    assert "Chênh lệch chưa giải thích được: −4,37 điểm %" in chart.alt
    assert "−4,37 điểm %" in chart.svg
    assert "stroke-dasharray" in chart.svg


@pytest.mark.parametrize(("part", "is_off"), [(2.04, False), (2.06, True)])
def test_what_rounding_leaves_open_is_no_gap(part, is_off):
    """The sum may be half a tenth of a point from the whole."""
    rows = frame("label value shown role", ("A", part, "2", "part"), ("T", 2.0, "2", "total"))
    assert ("stroke-dasharray" in build(rows).svg) is is_off


def test_of_falling_parts_the_largest_fall_is_named():
    """Where nothing rose, nothing contributed most."""
    rows = frame("label value shown", ("Bò", -0.3, "−0,3"), ("Trâu", -1.4, "−1,4"))
    assert plain(build(rows).title) == "Trâu làm giảm nhiều nhất: −1,4"


def test_a_whole_alone_is_no_chart():
    """There is nothing that it is made of."""
    assert build(frame("label value shown role", ("T", 2, "2", "total"))) is None

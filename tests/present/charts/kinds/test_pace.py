from __future__ import annotations

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.pace import PaceChart
from kimtan.present.charts.theme import ACCENT, NEUTRAL, STATUS, WARNING
from tests.present.charts.drawings import LONG, frame, labels, lengths

COLUMNS = "label value shown needed needed_shown factor_shown"
EXAMPLES = [
    frame(
        COLUMNS,
        ("Tổng thu ngân sách nhà nước", 1048.5, "1.048,5 triệu đồng", 3376, "3.376 triệu đồng", "gấp 3,2 lần"),
        (LONG, 1.8, "1,8 người", 13.2, "13,2 người", "gấp 7,2 lần"),
        ("Thu nhập bình quân đầu người", 7.87, "7,87 triệu đồng", 5.08, "5,08 triệu đồng", "0,65 lần"),
    )
]


def build(rows, language="vi"):
    return PaceChart(rows, language).chart(fewest=0)


def test_what_must_speed_up_most_comes_first():
    """The title names it."""
    chart = build(EXAMPLES[0])
    assert plain(chart.title).endswith("(gấp 7,2 lần)")
    assert [label[:5] for label in labels(chart)] == ["Người", "Tổng ", "Thu n"]


def test_the_pace_so_far_has_one_length_and_the_needed_one_is_so_many_times_as_long():
    """Whatever the unit."""
    svg = build(frame(COLUMNS, ("A", 10, "10", 30, "30", "3"), ("B", 2, "2", 1, "1", "0,5"))).svg
    so_far = lengths(svg, NEUTRAL)
    assert so_far[0] == so_far[1]
    assert lengths(svg, WARNING) == pytest.approx([3 * so_far[0]], abs=0.2)
    assert lengths(svg, ACCENT) == pytest.approx([0.5 * so_far[0]], abs=0.2)


def test_what_is_judged_has_the_colour_of_its_status_and_says_it():
    """A plan that is on schedule and must go a little faster is not drawn as one at risk."""
    rows = (("A", 10, "10", 30, "30", "3", "at_risk"), ("B", 10, "10", 11, "11", "1,1", "on_track"))
    chart = build(frame(f"{COLUMNS} status", *rows))
    assert len(lengths(chart.svg, STATUS["at_risk"])) == len(lengths(chart.svg, STATUS["on_track"])) == 1
    assert "B: đã đạt 10, cần 11 (1,1) – Đúng tiến độ" in chart.alt
    assert [row.cells[-1] for row in chart.data.rows] == [("Khó đạt kế hoạch năm",), ("Đúng tiến độ",)]


@pytest.mark.parametrize(
    ("needed", "factor", "title"),
    [
        (30, "3 lần", "A: mỗi tháng còn lại cần 3 lần mức bình quân tháng đã đạt"),
        (9, "0,9 lần", "A: giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm"),
    ],
)
def test_one_indicator_is_compared_with_no_others(needed, factor, title):
    """A chart of one has no "most", and its title is not that of a chart of several."""
    assert plain(build(frame(COLUMNS, ("A", 10, "10", needed, str(needed), factor))).title) == title


def test_a_reached_plan_needs_nothing():
    """Where no indicator must go faster, the title says so."""
    chart = build(frame(COLUMNS, ("B", 2, "2", 0, "0", "0"), ("C", 5, "5", 4, "4", "0,8")))
    assert plain(chart.title) == "Giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm"


def test_what_must_go_many_times_as_fast_is_broken_off():
    """It does not flatten the others, and is seen to be longer than drawn."""
    svg = build(frame(COLUMNS, ("A", 1, "1", 99, "99", "99"), ("B", 2, "2", 4, "4", "2"))).svg
    assert svg.count(f'fill="{WARNING}"') == 4  # an empty bar and two pieces of the one, the other
    assert lengths(svg, NEUTRAL)[0] > 30

from __future__ import annotations

from collections.abc import Callable

import pytest

from kimtan.data.dataset import Dataset
from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.trajectory import TrajectoryChart, trajectory
from kimtan.present.charts.theme import ACCENT
from kimtan.present.facts import Facts
from tests.present.charts.drawings import frame, labels, lengths, n

EXAMPLES = [
    frame(
        "label value shown",
        ("Đã đạt", 6291, "6.291 triệu đồng"),
        ("Cuối năm, nếu giữ nhịp độ này", 14262, "14.262 triệu đồng"),
        ("Kế hoạch năm", 26544, "26.544 triệu đồng"),
    )
]
INDICATORS = [
    f"made.{name},s,{name},{name},t,{kind},higher,0,,,,,,false,1" for name, kind in (("a", "flow"), ("b", "stock"))
]


def build(rows, language="vi"):
    return TrajectoryChart(rows, language, indicator="Tổng thu", share=n("53,7%")).chart(fewest=0)


@pytest.fixture
def facts(small_dataset: Callable[..., Dataset]) -> Facts:
    """Half a year with a plan of 200: 60 of what adds up, 60 of what does not."""
    rows = [
        f"made.{name},{measure},{value},t,{value},,,,final,,report:L{line},,"
        for name, lines in (("a", (1, 2)), ("b", (3, 4)))
        for measure, value, line in zip(("actual", "plan"), (60, 200), lines, strict=True)
    ]
    return Facts(small_dataset(INDICATORS, rows), "vi")


def test_levels_stay_in_the_order_of_the_year():
    """What is achieved, what it comes to, what was planned: not the largest first."""
    chart = build(EXAMPLES[0])
    assert labels(chart) == ["Đã đạt", "Cuối năm, nếu giữ nhịp độ này", "Kế hoạch năm"]
    assert plain(chart.title) == "Tổng thu – giữ nhịp độ hiện nay thì cuối năm bằng 53,7% kế hoạch"
    bars = lengths(chart.svg, ACCENT)
    assert bars == pytest.approx([bars[2] * 6291 / 26544, bars[2] * 14262 / 26544, bars[2]], abs=0.3)


def test_the_pace_so_far_is_carried_to_the_end_of_the_year(facts):
    """60 t in 182 of 366 days come to 120.7 t; what does not add up over the year is heading nowhere."""
    chart = trajectory(facts, "made.a")
    assert chart is not None
    assert [plain(row.cells[1]) for row in chart.data.rows] == ["60 tấn", "121 tấn", "200 tấn"]
    assert trajectory(facts, "made.b") is None

from __future__ import annotations

import math

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.items import Reference
from kimtan.present.charts.kinds.trajectory import TrajectoryChart
from tests.present.charts.drawings import frame, n

EXAMPLES = [
    frame(
        "label value shown", ("Đã đạt", 6291, "6.291 triệu đồng"), ("Kế hoạch năm", 26544, "26.544 triệu đồng")
    ).assign(time=[n("44,1%"), None])
]


NAMES = {"vi": ["Đã đạt", "Kế hoạch năm"], "en": ["So far", "Annual plan"]}
FACTOR = n("gấp 3,2 lần")


def build(rows, language="vi", gone=44.1, factor=FACTOR):
    rows = rows.assign(label=NAMES[language]) if len(rows) == 2 else rows
    year_gone = Reference(gone, n(f"{gone}%".replace(".", ",")))
    return TrajectoryChart(rows, language, indicator="Tổng thu", year_gone=year_gone, factor=factor).chart(fewest=0)


def levels(achieved, plan):
    return frame("label value shown", ("", achieved, str(achieved)), ("", plan, str(plan)))


@pytest.mark.parametrize(
    ("achieved", "factor", "title"),
    [
        (20, None, "Tổng thu: the rest of the year must go faster than what is gone"),
        (20, n("4 times"), "Tổng thu: the rest of the year must go 4 times as fast as what is gone"),
        (60, n("0.7 times"), "Tổng thu: keeping the present pace is enough to reach the annual plan"),
        (100, None, "Tổng thu: the annual plan is reached"),
    ],
)
def test_the_title_says_whether_the_rest_must_go_faster(achieved, factor, title):
    """And by how much, where that is known."""
    assert plain(build(levels(achieved, 100), "en", 50, factor).title) == title


@pytest.mark.parametrize(
    ("achieved", "plan", "gone"), [(math.nan, 1, 50), (1, 0, 50), (1, 1, 100), (1, 1, 0), (-1, 1, 50)]
)
def test_there_must_be_a_plan_above_zero_and_a_running_year(achieved, plan, gone):
    """Else there is no way to draw."""
    assert build(levels(achieved, plan), gone=gone) is None

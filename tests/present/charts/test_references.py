from __future__ import annotations

import pytest

from kimtan.present.charts.items import Reference
from kimtan.present.charts.references import LEVEL, Line, head
from tests.present.charts.drawings import frame, n, words
from tests.present.charts.kinds import test_completion, test_growth


def test_labels_that_do_not_touch_share_a_level():
    assert head([Line(300, "49,6% thời gian của năm đã qua"), Line(560, "kế hoạch năm", main=False)]) == LEVEL + 6


def test_a_label_that_would_touch_goes_a_level_up():
    assert head([Line(520, "90,1% thời gian của năm đã qua"), Line(550, "kế hoạch năm", main=False)]) == 2 * LEVEL + 6


def test_without_lines_there_is_almost_no_head():
    assert head([]) == 6


@pytest.mark.parametrize("gone", [1, 24.7, 49.6, 74.5, 90.1, 99.7])
@pytest.mark.parametrize("most", [40, 100, 175])
def test_no_label_touches_another_or_another_line_at_any_time_of_the_year(gone, most):
    rows = frame("label value shown", ("Đàn lợn", most, f"{most}%"), ("Nông, lâm nghiệp và thủy sản", 30, "30%"))
    svg = test_completion.build(rows, gone=gone).svg
    plan, year = (next(word for word in words(svg) if part in word.text) for part in ("kế hoạch", "thời gian"))
    assert plan.right <= year.left or year.right <= plan.left or plan.bottom <= year.top or year.bottom <= plan.top
    assert year.left >= 0
    assert year.right <= 640


def test_when_the_year_is_over_time_is_no_line():
    rows = frame("label value shown", ("Đàn lợn", 40, "40%"), ("Đàn bò", 30, "30%"))
    assert not any("thời gian" in word.text for word in words(test_completion.build(rows, gone=100).svg))


def test_a_long_label_wraps_and_says_all_within_the_sheet():
    """A name of over a hundred letters does not run out of the drawing, on a page or on a phone."""
    name = "Thương mại, dịch vụ, tài chính, tín dụng, vận tải, và các dịch vụ khác trên toàn địa bàn thị trấn Kim Tân"
    assert len(name) > 100
    rows = frame("label value shown", ("Vận tải", 3, "3%"), ("Hoạt động thương mại", 7, "7%"))
    chart = test_growth.build(rows, whole=Reference(9, n("9%")), whole_name=name)
    for svg, wide in ((chart.svg, 640), (chart.narrow, 360)):
        texts = words(svg)
        assert f"{name}: 9%" in " ".join(word.text for word in texts)
        assert all(word.left >= 0 and word.right <= wide and word.top >= 0 for word in texts)


def test_a_label_over_one_of_two_lines_stands_clear_of_both():
    """What is stacked takes the height of what it stands on."""
    long = "phần việc " * 12
    assert head([Line(320, long), Line(322, "kế hoạch năm", main=False)]) > head([Line(320, long)]) == LEVEL + 6 + 13.75

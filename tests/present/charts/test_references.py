from __future__ import annotations

import pytest

from kimtan.present import charts
from kimtan.present.charts import Reference
from kimtan.present.charts.references import LEVEL, Line, head


def test_labels_that_do_not_touch_share_a_level():
    assert head([Line(300, "49,6% thời gian của năm đã qua"), Line(560, "kế hoạch năm", main=False)]) == LEVEL + 6


def test_a_label_that_would_touch_goes_a_level_up():
    assert head([Line(520, "90,1% thời gian của năm đã qua"), Line(550, "kế hoạch năm", main=False)]) == 2 * LEVEL + 6


def test_without_lines_there_is_almost_no_head():
    assert head([]) == 6


@pytest.mark.parametrize("gone", [1, 24.7, 49.6, 74.5, 90.1, 99.7, 100])
@pytest.mark.parametrize("most", [40, 100, 175])
def test_no_label_touches_another_or_another_line_at_any_time_of_the_year(gone, most, frame, n, words):
    rows = frame("label value shown", ("Đàn lợn", most, f"{most}%"), ("Nông, lâm nghiệp và thủy sản", 30, "30%"))
    svg = charts.completion(rows, year_gone=Reference(gone, n(f"{gone}%"))).svg
    plan, year = (next(word for word in words(svg) if part in word.text) for part in ("kế hoạch", "thời gian"))
    assert plan.right <= year.left or year.right <= plan.left or plan.bottom <= year.top or year.bottom <= plan.top
    assert year.left >= 0
    assert year.right <= 640

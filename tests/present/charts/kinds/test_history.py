from __future__ import annotations

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.history import HistoryChart
from kimtan.present.charts.theme import ACCENT
from tests.present.charts.drawings import frame, labels, lengths

EXAMPLES = [
    frame(
        "label value shown",
        ("6 tháng 2021", 105, "105 con"),
        ("6 tháng 2022", 130, "130 con"),
        ("6 tháng 2023", 120, "120 con"),
    )
]


def build(rows, language="vi"):
    return HistoryChart(rows, language, "con", indicator="Đàn lợn").chart(fewest=0)


def test_periods_keep_their_order_and_the_title_names_the_indicator():
    """A way through the years is no ranking."""
    chart = build(EXAMPLES[0])
    assert labels(chart) == ["6 tháng 2021", "6 tháng 2022", "6 tháng 2023"]
    assert plain(chart.title) == "Đàn lợn qua các kỳ"
    assert [(column.title, column.unit) for column in chart.data.columns] == [("Kỳ", ""), ("Giá trị", "con")]
    bars = lengths(chart.svg, ACCENT)
    assert bars == pytest.approx([bars[1] * 105 / 130, bars[1], bars[1] * 120 / 130], abs=0.2)

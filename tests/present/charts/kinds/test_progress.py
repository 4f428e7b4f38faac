from __future__ import annotations

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.progress import ProgressChart
from kimtan.present.charts.theme import ACCENT
from tests.present.charts.drawings import doubtful, frame, lengths, numbers

COLUMNS = "label value total shown"
EXAMPLES = [
    frame(
        COLUMNS,
        ("Chỉ tiêu đô thị văn minh", 44, 52, "44/52"),
        ("Tiêu chí đô thị văn minh", 5, 9, "5/9"),
        ("Hồ sơ sức khỏe điện tử", 11858, 13000, "11.858/13.000"),
    )
]


def build(rows, language="vi"):
    return ProgressChart(rows, language).chart(fewest=0)


def test_a_small_whole_is_one_square_a_unit():
    """Those that are met are filled, the others faint."""
    svg = build(frame(COLUMNS, ("Tiêu chí", 5, 9, "5/9"))).svg
    assert lengths(svg, ACCENT) == [11.0] * 5
    assert svg.count('opacity="0.12"') == 4


def test_a_large_whole_is_a_bar():
    """Nobody counts thousands of squares."""
    assert len(lengths(build(frame(COLUMNS, ("Hồ sơ", 11858, 13000, "11.858/13.000"))).svg, ACCENT)) == 1


def test_where_nothing_is_met_the_title_says_so():
    """And names what is furthest away."""
    rows = frame(COLUMNS, ("A", 4, 7, "4/7"), ("B", 5, 9, "5/9"))
    assert plain(build(rows, "en").title) == "No item is fully met; furthest away: B (5/9)"


def test_what_is_furthest_from_its_whole_is_named():
    """What has no whole is not drawn, but named under the chart."""
    chart = build(frame(COLUMNS, ("A", 7, 7, "7/7"), ("B", 5, 9, "5/9"), ("C", 1, 0, "1/0")))
    assert plain(chart.title) == "1 trong 2 nội dung đã đạt đủ; còn xa nhất: B (5/9)"
    assert chart.note == ("Chưa có số liệu: C.",)


def test_counts_rest_on_what_is_fully_met():
    """An item that is not met decides nothing of how many are."""
    rows = doubtful(COLUMNS, ("A", 7, 7, "a"), ("B", 5, 9, "b?"), ("C", 8, 8, "c"))
    met, every, _ = numbers(build(rows))
    assert (met.text, met.inputs, met.mark, met.formula) == ("2", ("a", "c"), None, "đếm nội dung đã đạt đủ")
    assert (every.text, every.inputs, every.mark) == ("3", ("a", "b", "c"), None)


def test_that_all_are_met_is_in_doubt_as_each_is():
    """One that is not met after all would change the count."""
    rows = doubtful(COLUMNS, ("A", 7, 7, "a"), ("B", 9, 9, "b?"))
    (met,) = numbers(build(rows, "en"))
    assert (met.text, met.inputs, met.formula) == ("2", ("a", "b"), "count of items fully met")
    assert met.mark is not None

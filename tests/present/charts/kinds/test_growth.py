from __future__ import annotations

from kimtan.present.blocks import plain
from kimtan.present.charts.items import Reference
from kimtan.present.charts.kinds.growth import GrowthChart
from tests.present.charts.drawings import frame, n

EXAMPLES = [
    frame(
        "label value shown",
        ("Nông, lâm nghiệp và thủy sản", 15.4, "15,4%"),
        ("Công nghiệp - xây dựng", -1.6, "−1,6%"),
        ("Thương mại - dịch vụ", 9, "9%"),
    )
]


WHOLE = Reference(2.3, n("2,3%"))


def build(rows, language="vi", whole=WHOLE, whole_name="Tổng thu nhập"):
    return GrowthChart(rows, language, whole=whole, whole_name=whole_name).chart(fewest=0)


def test_the_fastest_and_the_slowest_are_named():
    """Both with their rates."""
    title = plain(build(EXAMPLES[0]).title)
    assert title == "Nông, lâm nghiệp và thủy sản tăng nhanh nhất (15,4%); thấp nhất: Công nghiệp - xây dựng (−1,6%)"


def test_a_whole_that_grew_outside_its_parts_is_the_finding():
    """No weights can explain it, so the title says it."""
    rows = frame("label value shown", ("A", 5, "5%"), ("B", 7, "7%"))
    chart = build(rows, "en", Reference(2.3, n("2.3%")), "Income")
    assert plain(chart.title) == "Income (2.3%) lies outside the range of its parts' growth (5% to 7%)"
    assert chart.alt.endswith("Reference line: Income, 2.3%.")


def test_without_a_whole_there_is_no_line():
    """Indicators that are no parts of anything are compared with each other alone."""
    chart = build(EXAMPLES[0], "en", None, "")
    assert "Reference line" not in chart.alt
    assert "stroke-dasharray" not in chart.svg
    assert len(chart.data.rows) == 3

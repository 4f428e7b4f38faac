from __future__ import annotations

import math
import re

from kimtan.present.blocks import plain
from kimtan.present.charts.kinds.statements import StatementsChart
from kimtan.present.charts.theme import ACCENT, WARNING
from tests.present.charts.drawings import boxes, frame

COLUMNS = "label value low high shown"
EXAMPLES = [
    frame(
        COLUMNS,
        ("Dòng 164: dân số dùng nước sạch tập trung", 49, 48.5, 49.5, "49%"),
        ("Dòng 290: tồn tại, hạn chế", 38.4, 38.35, 38.45, "38,4%"),
    )
]
QUANTITY = {"vi": "Dân số dùng nước sạch tập trung", "en": "Population on centralised clean water"}


def build(rows, language="vi"):
    return StatementsChart(rows, language, quantity=QUANTITY[language]).chart(fewest=0)


def test_the_gap_between_statements_that_share_no_value_is_shaded():
    """Title and alternative text say that they do not agree."""
    chart = build(EXAMPLES[0])
    assert plain(chart.title) == "Dân số dùng nước sạch tập trung: các số đã nêu không khớp nhau (49% và 38,4%)"
    assert chart.alt.startswith("Biểu đồ chấm có khoảng sai số do làm tròn: dân số dùng nước sạch tập trung. Dòng 164")
    assert chart.alt.endswith("Kết luận: không có giá trị nào đúng với mọi số.")
    assert len(boxes(chart.svg, WARNING)) == 1


def test_what_statements_share_is_shaded():
    """An interval without an end shares all that lies beyond."""
    rows = frame(COLUMNS, ("A", 91.2, 91.15, 91.25, "91.2%"), ("B", 91, 91, math.inf, "at least 91%"))
    chart = build(rows, "en")
    title = "Population on centralised clean water: the statements agree (91.2% and at least 91%)"
    assert plain(chart.title) == title
    assert chart.alt.endswith("Conclusion: some value fits every statement.")
    assert len(re.findall(rf'fill="{ACCENT}" opacity="0.22"', chart.svg)) == 1
    assert not boxes(chart.svg, WARNING)


def test_the_same_number_is_named_once():
    """Exact statements have intervals without width."""
    rows = frame(COLUMNS, ("A", 9, 9, 9, "9"), ("B", 9, 9, 9, "9"))
    assert plain(build(rows).title) == "Dân số dùng nước sạch tập trung: các số đã nêu khớp nhau (9)"


def test_one_statement_is_no_chart():
    """There is nothing to hold it against."""
    assert build(frame(COLUMNS, ("A", 9, 9, 9, "9"), ("B", None, 9, 9, None))) is None

from __future__ import annotations

import re

import pytest

from kimtan.present.blocks import plain
from kimtan.present.charts.items import Reference
from kimtan.present.charts.kinds.completion import CompletionChart
from kimtan.present.charts.theme import STATUS
from tests.present.charts.drawings import LONG, doubtful, frame, lengths, n, numbers, words

EXAMPLES = [
    frame(
        "label value shown status",
        ("Đàn lợn", 175, "175%", "done"),
        ("Nông, lâm nghiệp và thủy sản", 70.2, "70,2%", "ahead"),
        ("Đàn bò", 81.2, "81,2%", "ahead"),
        (LONG, 12.2, "12,2%", "at_risk"),
        ("Tổng thu ngân sách nhà nước", 23.7, "23,7%", "at_risk"),
    )
]


def build(rows, language="vi", gone=49.6):
    return CompletionChart(rows, language, year_gone=Reference(gone, n(f"{gone}%"))).chart(fewest=0)


def test_the_title_counts_who_is_on_schedule_and_names_the_lowest():
    """Of those that are judged, with the figure of the last one."""
    title = plain(build(EXAMPLES[0]).title)
    assert title.startswith("3 trong 5 chỉ tiêu đạt hoặc vượt tiến độ; thấp nhất: Người tham gia")


def test_bars_are_in_proportion_and_carry_their_status():
    """Lengths are those of the values, colours those of the statuses; a heading's mark is a square."""
    rows = frame(
        "label value shown status", ("A", 60, "60%", "ahead"), ("B", 30, "30%", "at_risk"), ("C", 80, "80%", "ahead")
    )
    svg = build(rows).svg
    mark, most, middle = lengths(svg, STATUS["ahead"])
    assert mark == 9
    assert [middle, *lengths(svg, STATUS["at_risk"])[1:]] == pytest.approx([most * 6 / 8, most * 3 / 8], abs=0.2)


def test_each_status_is_headed_once_from_done_to_at_risk():
    """The order of the statuses is the order of the groups."""
    texts = [word.text for word in words(build(EXAMPLES[0]).svg)]
    headings = [text for text in texts if text in {"Đạt kế hoạch năm", "Vượt tiến độ", "Khó đạt kế hoạch năm"}]
    assert headings == ["Đạt kế hoạch năm", "Vượt tiến độ", "Khó đạt kế hoạch năm"]


def test_what_is_far_beyond_the_plan_is_broken_off():
    """It does not flatten the others, and is seen to be longer than drawn."""
    rows = frame("label value shown status", ("A", 60, "60%", "ahead"), ("B", 900, "900%", "done"))
    svg = build(rows).svg
    assert len(re.findall(rf'fill="{STATUS["done"]}"', svg)) == 4  # the heading's mark, an empty bar, two pieces
    assert lengths(svg, STATUS["ahead"])[-1] > 150


def test_only_what_is_judged_is_counted():
    """An indicator without a status is drawn, said to be judged by nothing, and not the lowest of those that are."""
    rows = frame("label value shown status", ("A", 60, "60%", "ahead"), ("B", 30, "30%", None))
    chart = build(rows)
    assert plain(chart.title) == "1 trong 1 chỉ tiêu được đánh giá đạt hoặc vượt tiến độ; thấp nhất: A (60%)"
    assert "B: 30% (Không xét theo thời gian)" in chart.alt


def test_without_statuses_nothing_is_judged():
    """Neither in the title nor in a column."""
    chart = build(frame("label value shown", ("A", 60, "60%"), ("B", 30, "30%")), "en")
    assert plain(chart.title) == "Highest: A (60%); lowest: B (30%)"
    assert [column.title for column in chart.data.columns] == ["Indicator", "Of the annual plan"]


def test_counts_rest_on_those_counted_alone():
    """The two counts of the title open different figures, and a figure that is not counted puts none in doubt."""
    rows = doubtful(
        "label value shown status", ("A", 60, "a", "ahead"), ("B", 30, "b", "at_risk"), ("C", 90, "c?", None)
    )
    on_schedule, judged, _ = numbers(build(rows))
    assert (on_schedule.text, on_schedule.inputs, on_schedule.mark) == ("1", ("a",), None)
    assert on_schedule.formula == "đếm chỉ tiêu đạt hoặc vượt tiến độ"
    assert (judged.text, judged.inputs) == ("2", ("a", "b"))
    assert judged.formula == "đếm chỉ tiêu được đánh giá theo tiến độ"
    assert on_schedule.ref != judged.ref


def test_counts_inherit_the_doubt_of_those_counted():
    """Who is on schedule depends on the figures; who is judged does not."""
    rows = doubtful("label value shown status", ("A", 60, "a?", "ahead"), ("B", 30, "b", "at_risk"))
    on_schedule, judged, _ = numbers(build(rows, "en"))
    assert on_schedule.mark is not None
    assert judged.mark is None
    assert on_schedule.formula == "count of indicators on or ahead of schedule"


def test_the_share_of_the_year_gone_is_said_and_stands_in_the_table():
    """The line is no decoration: its number can be read and followed."""
    chart = build(EXAMPLES[0], "en")
    assert chart.alt.endswith("Reference line: 49.6% of the year is gone.")
    assert chart.data.rows[-1].cells == (("Share of the year gone",), (n("49.6%"),), ())

"""What each kind of chart says and draws."""

from __future__ import annotations

import math
import re

import pytest

from kimtan.present import charts
from kimtan.present.blocks import Mark, Number, plain
from kimtan.present.charts import Reference
from kimtan.present.charts.theme import (
    ACCENT,
    NEUTRAL,
    ON_FILL,
    ON_LIGHT_FILL,
    SECTORS,
    SERIES,
    STATUS,
    WARNING,
    on_fill,
)

BOX = re.compile(r"M ([\d.]+) ([\d.]+) L ([\d.]+) [\d.]+ L [\d.]+ ([\d.]+)")


def boxes(svg, fill):
    """Left, right and middle of each rectangle of a colour, from top to bottom."""
    found = [BOX.search(path) for path in re.findall(rf'<path d="([^"]+)" fill="{fill}"', svg)]
    spans = [(float(box[1]), float(box[3]), (float(box[2]) + float(box[4])) / 2) for box in found if box]
    return sorted(((min(span[:2]), max(span[:2]), span[2]) for span in spans), key=lambda span: span[2])


def lengths(svg, fill):
    return [round(right - left, 1) for left, right, _ in boxes(svg, fill)]


def numbers(chart):
    """The numbers of a title, in order."""
    return [piece for piece in chart.title if isinstance(piece, Number)]


@pytest.fixture
def doubtful(frame):
    """A frame whose shown texts are also the figures they are bound to; one that ends in ``?`` is in dispute."""

    def bound(cell):
        name = cell.text.rstrip("?")
        return Number(cell.text, name, mark=Mark("disputed", "Mâu thuẫn.", "finding-a") if "?" in cell.text else None)

    def build(columns, *rows):
        table = frame(columns, *rows)
        for name in {"shown", "before_shown"} & set(table.columns):
            table[name] = [bound(cell) for cell in table[name]]
        return table

    return build


# --- completion -----------------------------------------------------------------------------------------------------


def test_completion_counts_who_is_on_schedule_and_names_the_lowest(draw):
    assert plain(draw("completion").title).startswith(
        "3 trong 5 chỉ tiêu đạt hoặc vượt tiến độ; thấp nhất: Người tham gia"
    )


def test_completion_bars_are_in_proportion_and_carry_their_status(frame, n):
    rows = frame(
        "label value shown status",
        ("A", 60, "60%", "ahead"),
        ("B", 30, "30%", "at_risk"),
        ("C", 80, "80%", "ahead"),
    )
    svg = charts.completion(rows, year_gone=Reference(49.6, n("49,6%"))).svg
    mark, most, middle = lengths(svg, STATUS["ahead"])
    assert mark == 9
    assert [middle, *lengths(svg, STATUS["at_risk"])[1:]] == pytest.approx([most * 6 / 8, most * 3 / 8], abs=0.2)


def test_completion_heads_each_status_once_from_done_to_at_risk(draw, words):
    texts = [word.text for word in words(draw("completion").svg)]
    headings = [text for text in texts if text in {"Đạt kế hoạch năm", "Vượt tiến độ", "Khó đạt kế hoạch năm"}]
    assert headings == ["Đạt kế hoạch năm", "Vượt tiến độ", "Khó đạt kế hoạch năm"]


def test_completion_breaks_off_what_is_far_beyond_the_plan(frame):
    rows = frame("label value shown status", ("A", 60, "60%", "ahead"), ("B", 900, "900%", "done"))
    chart = charts.completion(rows)
    assert len(re.findall(rf'fill="{STATUS["done"]}"', chart.svg)) == 4  # the heading's mark, an empty bar, two pieces
    assert lengths(chart.svg, STATUS["ahead"])[-1] > 150


def test_completion_counts_only_what_is_judged(frame):
    rows = frame("label value shown status", ("A", 60, "60%", "ahead"), ("B", 30, "30%", None))
    chart = charts.completion(rows)
    assert plain(chart.title) == "1 trong 1 chỉ tiêu được đánh giá đạt hoặc vượt tiến độ; thấp nhất: B (30%)"
    assert "B: 30% (Không xét theo thời gian)" in chart.alt


def test_completion_without_statuses_judges_nothing(frame):
    rows = frame("label value shown", ("A", 60, "60%"), ("B", 30, "30%"))
    chart = charts.completion(rows, language="en")
    assert plain(chart.title) == "Highest: A (60%); lowest: B (30%)"
    assert [column.title for column in chart.data.columns] == ["Indicator", "Of the annual plan"]


def test_completion_counts_rest_on_those_counted_alone(doubtful):
    """The two counts of the title open different figures, and a figure that is not counted puts none in doubt."""
    rows = doubtful(
        "label value shown status",
        ("A", 60, "a", "ahead"),
        ("B", 30, "b", "at_risk"),
        ("C", 90, "c?", None),
    )
    on_schedule, judged, _ = numbers(charts.completion(rows))
    assert (on_schedule.text, on_schedule.inputs, on_schedule.mark) == ("1", ("a",), None)
    assert on_schedule.formula == "đếm chỉ tiêu đạt hoặc vượt tiến độ"
    assert (judged.text, judged.inputs) == ("2", ("a", "b"))
    assert judged.formula == "đếm chỉ tiêu được đánh giá theo tiến độ"
    assert on_schedule.ref != judged.ref


def test_completion_counts_inherit_the_doubt_of_those_counted(doubtful):
    """Who is on schedule depends on the figures; who is judged does not."""
    rows = doubtful("label value shown status", ("A", 60, "a?", "ahead"), ("B", 30, "b", "at_risk"))
    on_schedule, judged, _ = numbers(charts.completion(rows, language="en"))
    assert on_schedule.mark is not None
    assert judged.mark is None
    assert on_schedule.formula == "count of indicators on or ahead of schedule"


# --- contribution ---------------------------------------------------------------------------------------------------


def test_contribution_steps_start_where_the_one_before_ended(frame):
    rows = frame("label value shown role", ("A", 3, "3", "part"), ("B", -1, "−1", "part"), ("T", 2, "2", "total"))
    svg = charts.contribution(rows).svg
    (up,), (down,), (total,) = boxes(svg, ACCENT), boxes(svg, WARNING), boxes(svg, NEUTRAL)
    assert up[1] == down[1]
    assert down[0] == total[1]
    assert total[0] == up[0]


def test_contribution_says_when_parts_do_not_make_the_whole(frame, n):
    rows = frame(
        "label value shown role", ("A", 4.97, "4,97", "part"), ("B", 1.7, "1,7", "part"), ("T", 2.3, "2,3%", "total")
    )
    chart = charts.contribution(rows, gap=n("−4,37 điểm %"))
    assert plain(chart.title) == "Đóng góp của các phần cộng lại không bằng mức chung đã nêu (2,3%)"
    assert "Chênh lệch chưa giải thích được: −4,37 điểm %" in chart.alt
    assert "−4,37 điểm %" in chart.svg
    assert "stroke-dasharray" in chart.svg


@pytest.mark.parametrize(("tolerance", "is_off"), [(0.05, True), (0.2, False)])
def test_contribution_lets_rounding_be(frame, tolerance, is_off):
    rows = frame("label value shown role", ("A", 2.1, "2,1", "part"), ("T", 2.0, "2", "total"))
    chart = charts.contribution(rows, tolerance=tolerance)
    assert ("stroke-dasharray" in chart.svg) is is_off


def test_contribution_of_falling_parts_names_the_largest_fall(frame):
    rows = frame("label value shown", ("Bò", -0.3, "−0,3"), ("Trâu", -1.4, "−1,4"))
    assert plain(charts.contribution(rows).title) == "Trâu làm giảm nhiều nhất: −1,4"


def test_contribution_of_a_whole_alone_is_no_chart(frame):
    assert charts.contribution(frame("label value shown role", ("T", 2, "2", "total"))) is None


# --- structure ------------------------------------------------------------------------------------------------------


def test_structure_divides_one_bar_where_names_have_room(draw):
    shares = lengths(draw("structure").svg, ACCENT) + lengths(draw("structure").svg, SERIES[1])
    assert shares[0] / sum(shares) == pytest.approx(0.839, abs=0.001)


def test_structure_with_a_tiny_part_is_sorted_bars_from_zero(draw):
    bars = lengths(draw("structure_bars").svg, ACCENT)
    assert bars == pytest.approx([bars[0], bars[0] * 9.7 / 90, bars[0] * 0.3 / 90], abs=0.2)


def test_structure_gives_each_sector_its_colour(frame):
    rows = frame(
        "label value shown sector", ("A", 40, "40%", "income.agriculture"), ("B", 60, "60%", "income.transport")
    )
    svg = charts.structure(rows).svg
    assert lengths(svg, SECTORS["transport"])[0] > lengths(svg, SECTORS["agriculture"])[0] > 0


def test_structure_writes_dark_on_a_light_part(draw):
    """The share on each part of a divided bar can be read, on whatever page."""
    fills = re.findall(r'<text [^>]*fill="(#[0-9a-f]{6})"', draw("structure").svg)
    assert fills == [on_fill(SERIES[0]), on_fill(SERIES[1])] == [ON_FILL, ON_LIGHT_FILL]


def test_structure_refuses_a_negative_part_and_draws_no_empty_whole(frame):
    with pytest.raises(ValueError, match="cannot be negative: A"):
        charts.structure(frame("label value shown", ("A", -1, "−1%")))
    assert charts.structure(frame("label value shown", ("A", 0, "0%"))) is None


# --- growth ---------------------------------------------------------------------------------------------------------


def test_growth_names_the_fastest_and_the_slowest(draw):
    assert (
        plain(draw("growth").title)
        == "Nông, lâm nghiệp và thủy sản tăng nhanh nhất (15,4%); thấp nhất: Công nghiệp - xây dựng (−1,6%)"
    )


def test_growth_of_the_whole_outside_its_parts_is_the_finding(frame, n):
    rows = frame("label value shown", ("A", 5, "5%"), ("B", 7, "7%"))
    chart = charts.growth(rows, whole=Reference(2.3, n("2.3%")), whole_label="Income", language="en")
    assert plain(chart.title) == "Income (2.3%) lies outside the range of its parts' growth (5% to 7%)"
    assert chart.alt.endswith("Reference line: Income, 2.3%.")


# --- funnel ---------------------------------------------------------------------------------------------------------


def test_funnel_says_the_share_of_the_first_step(draw):
    assert plain(draw("funnel").title) == "Đã kích hoạt: 3.119, bằng 74,7%"
    first, second = lengths(draw("funnel").svg, ACCENT)
    assert second / first == pytest.approx(3119 / 4178, abs=0.001)


def test_funnel_does_not_pass_a_share_of_the_step_before_for_one_of_the_first(frame):
    rows = frame("label value shown share", ("A", 100, "100", None), ("B", 86, "86", "86%"), ("C", 60, "60", "69,8%"))
    assert plain(charts.funnel(rows, share_of="previous").title) == "A: 100; C: 60"
    assert "69,8% so với bước trước" in charts.funnel(rows, share_of="previous").alt


# --- pace -----------------------------------------------------------------------------------------------------------


def test_pace_puts_first_what_must_speed_up_most(draw):
    assert plain(draw("pace").title).endswith("(gấp 7,2 lần)")
    assert [row.cells[0][0][:5] for row in draw("pace").data.rows] == ["Người", "Tổng ", "Thu n"]


def test_pace_so_far_has_one_length_and_the_needed_one_is_so_many_times_as_long(frame):
    columns = "label value shown needed needed_shown"
    svg = charts.pace(frame(columns, ("A", 10, "10", 30, "30"), ("B", 2, "2", 1, "1"))).svg
    so_far = lengths(svg, NEUTRAL)
    assert so_far[0] == so_far[1]
    assert lengths(svg, WARNING) == pytest.approx([3 * so_far[0]], abs=0.2)
    assert lengths(svg, ACCENT) == pytest.approx([0.5 * so_far[0]], abs=0.2)


def test_pace_of_what_is_judged_has_the_colour_of_its_status_and_says_it(frame):
    """A plan that is on schedule and must go a little faster is not drawn as one at risk."""
    columns = "label value shown needed needed_shown status"
    chart = charts.pace(frame(columns, ("A", 10, "10", 30, "30", "at_risk"), ("B", 10, "10", 11, "11", "on_track")))
    assert len(lengths(chart.svg, STATUS["at_risk"])) == len(lengths(chart.svg, STATUS["on_track"])) == 1
    assert "B: đã đạt 10, cần 11 – Đúng tiến độ" in chart.alt
    assert [row.cells[-1] for row in chart.data.rows] == [("Khó đạt kế hoạch năm",), ("Đúng tiến độ",)]


@pytest.mark.parametrize(
    ("needed", "factor", "title"),
    [
        (30, "3 lần", "A: mỗi tháng còn lại cần 3 lần mức bình quân tháng đã đạt"),
        (30, None, "A: các tháng còn lại phải nhanh hơn các tháng đã qua"),
        (9, "0,9 lần", "A: giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm"),
    ],
)
def test_pace_of_one_indicator_compares_it_with_no_others(frame, needed, factor, title):
    """A chart of one has no "most", and its title is not that of a chart of several."""
    columns = "label value shown needed needed_shown factor_shown"
    assert plain(charts.pace(frame(columns, ("A", 10, "10", needed, str(needed), factor))).title) == title


def test_pace_from_nothing_is_broken_off_and_a_reached_plan_needs_nothing(frame):
    columns = "label value shown needed needed_shown"
    chart = charts.pace(frame(columns, ("A", 0, "0", 3, "3"), ("B", 2, "2", 0, "0")))
    assert plain(chart.title) == "Cần tăng tốc nhiều nhất: A"
    reached = charts.pace(frame(columns, ("B", 2, "2", 0, "0"), ("C", 5, "5", 4, "4")))
    assert plain(reached.title) == "Giữ nhịp độ hiện nay là đủ để đạt kế hoạch năm"


# --- counts ---------------------------------------------------------------------------------------------------------


def test_counts_are_sorted_unless_they_have_an_order_of_their_own(frame):
    rows = frame("label value shown", ("Nhất", 1, "01"), ("Nhì", 4, "04"), ("Ba", 4, "04"))
    assert [row.cells[0][0] for row in charts.counts(rows).data.rows] == ["Nhì", "Ba", "Nhất"]
    chart = charts.counts(rows, keep_order=True)
    assert [row.cells[0][0] for row in chart.data.rows] == ["Nhất", "Nhì", "Ba"]
    assert plain(chart.title) == "Nhiều nhất: Nhì và Ba (04)"
    bars = lengths(chart.svg, ACCENT)
    assert bars == pytest.approx([bars[1] / 4, bars[1], bars[1]], abs=0.2)


def test_counts_of_sectors_have_their_colours(frame):
    rows = frame("label value shown sector", ("A", 4, "4", "income.agriculture"), ("B", 2, "2", "income.trade"))
    svg = charts.counts(rows).svg
    assert lengths(svg, SECTORS["agriculture"])[0] > lengths(svg, SECTORS["trade"])[0] > 0
    assert not lengths(svg, ACCENT)


def test_counts_that_are_equal_have_no_most(frame):
    rows = frame("label value shown", ("A", 2, "2"), ("B", 2, "2"))
    assert plain(charts.counts(rows, language="en").title) == "The kinds are equal in number: 2"


def test_counts_of_nothing_but_zero_are_drawn(frame):
    assert lengths(charts.counts(frame("label value shown", ("A", 0, "0"))).svg, ACCENT) == [0]


# --- confrontation --------------------------------------------------------------------------------------------------


def test_confrontation_shades_the_gap_between_statements_that_share_no_value(draw):
    chart = draw("confrontation")
    assert plain(chart.title) == "Dân số dùng nước sạch tập trung: các số đã nêu không khớp nhau (49% và 38,4%)"
    assert chart.alt.startswith("Biểu đồ chấm có khoảng sai số do làm tròn: dân số dùng nước sạch tập trung. Dòng 164")
    assert chart.alt.endswith("Kết luận: không có giá trị nào đúng với mọi số.")
    assert len(boxes(chart.svg, WARNING)) == 1


def test_confrontation_shades_what_statements_share(frame):
    rows = frame(
        "label value low high shown", ("A", 91.2, 91.15, 91.25, "91.2%"), ("B", 91, 91, math.inf, "at least 91%")
    )
    chart = charts.confrontation(rows, quantity="Health records", language="en")
    assert plain(chart.title) == "Health records: the statements agree (91.2% and at least 91%)"
    assert chart.alt.endswith("Conclusion: some value fits every statement.")
    assert len(re.findall(rf'fill="{ACCENT}" opacity="0.22"', chart.svg)) == 1
    assert not boxes(chart.svg, WARNING)


def test_confrontation_without_intervals_takes_the_values_as_exact(frame):
    rows = frame("label value shown", ("A", 9, "9"), ("B", 9, "9"))
    assert plain(charts.confrontation(rows, quantity="Tiêu chí").title) == "Tiêu chí: các số đã nêu khớp nhau (9)"


def test_confrontation_needs_two(frame):
    assert charts.confrontation(frame("label value shown", ("A", 9, "9"), ("B", None, None)), quantity="Q") is None


# --- progress -------------------------------------------------------------------------------------------------------


def test_progress_draws_one_square_a_unit(frame):
    svg = charts.progress(frame("label value total shown", ("Tiêu chí", 5, 9, "5/9"))).svg
    assert lengths(svg, ACCENT) == [11.0] * 5
    assert svg.count('opacity="0.12"') == 4


def test_progress_of_a_large_whole_is_a_bar(frame):
    svg = charts.progress(frame("label value total shown", ("Hồ sơ", 11858, 13000, "11.858/13.000"))).svg
    assert len(lengths(svg, ACCENT)) == 1


def test_progress_that_meets_nothing_says_so(frame):
    rows = frame("label value total shown", ("A", 4, 7, "4/7"), ("B", 5, 9, "5/9"))
    assert plain(charts.progress(rows, language="en").title) == "No item is fully met; furthest away: B (5/9)"


def test_progress_names_what_is_furthest_from_its_whole(frame):
    rows = frame("label value total shown", ("A", 7, 7, "7/7"), ("B", 5, 9, "5/9"), ("C", 1, 0, "1/0"))
    chart = charts.progress(rows)
    assert plain(chart.title) == "1 trong 2 nội dung đã đạt đủ; còn xa nhất: B (5/9)"
    assert chart.note == ("Chưa có số liệu: C.",)


def test_progress_counts_rest_on_what_is_fully_met(doubtful):
    """An item that is not met decides nothing of how many are."""
    rows = doubtful("label value total shown", ("A", 7, 7, "a"), ("B", 5, 9, "b?"), ("C", 8, 8, "c"))
    met, every, _ = numbers(charts.progress(rows))
    assert (met.text, met.inputs, met.mark, met.formula) == ("2", ("a", "c"), None, "đếm nội dung đã đạt đủ")
    assert (every.text, every.inputs, every.mark) == ("3", ("a", "b", "c"), None)


def test_progress_that_meets_all_is_in_doubt_as_each_is(doubtful):
    rows = doubtful("label value total shown", ("A", 7, 7, "a"), ("B", 9, 9, "b?"))
    (met,) = numbers(charts.progress(rows, language="en"))
    assert (met.text, met.inputs, met.formula) == ("2", ("a", "b"), "count of items fully met")
    assert met.mark is not None


# --- change ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "title"),
    [(50, "Lúa: từ 50 lên 60"), (70, "Lúa: từ 70 xuống 60"), (60, "Lúa: giữ nguyên 60")],
)
def test_change_of_one_item_says_the_way(frame, before, title):
    rows = frame("label value shown before before_shown", ("Lúa", 60, "60", before, str(before)))
    assert plain(charts.change(rows, before="2022", now="2023").title) == title


def test_change_counts_ups_and_downs(draw):
    assert plain(draw("change").title) == "1 chỉ tiêu tăng, 1 giảm so với 6 tháng 2022"


def test_change_counts_rest_on_both_values_of_those_counted(doubtful):
    rows = doubtful(
        "label value shown before before_shown",
        ("A", 60, "a", 55, "a0"),
        ("B", 40, "b", 42, "b0?"),
        ("C", 40, "c", 40, "c0"),
    )
    up, down = numbers(charts.change(rows, before="2022", now="2023"))
    assert (up.text, up.inputs, up.mark, up.formula) == ("1", ("a0", "a"), None, "đếm chỉ tiêu tăng")
    assert (down.text, down.inputs, down.formula) == ("1", ("b0", "b"), "đếm chỉ tiêu giảm")
    assert down.mark is not None


# --- trajectory -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("achieved", "title"),
    [
        (20, "A: the rest of the year must go faster than what is gone"),
        (60, "A: keeping the present pace is enough to reach the annual plan"),
        (100, "A: the annual plan is reached"),
    ],
)
def test_trajectory_says_whether_the_rest_must_go_faster(n, achieved, title):
    chart = charts.trajectory(
        "A",
        achieved=Reference(achieved, n(str(achieved))),
        plan=Reference(100, n("100")),
        year_gone=Reference(50, n("50%")),
        language="en",
    )
    assert plain(chart.title) == title


@pytest.mark.parametrize(
    ("achieved", "plan", "gone"), [(math.nan, 1, 50), (1, 0, 50), (1, 1, 100), (1, 1, 0), (-1, 1, 50)]
)
def test_trajectory_needs_a_plan_above_zero_and_a_running_year(n, achieved, plan, gone):
    values = {"achieved": achieved, "plan": plan, "year_gone": gone}
    assert charts.trajectory("A", **{name: Reference(value, n("1")) for name, value in values.items()}) is None

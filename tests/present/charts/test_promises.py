"""What every kind of chart keeps, whatever it draws."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import matplotlib
import pytest

from kimtan.present import charts
from kimtan.present.blocks import Mark, Number, plain
from kimtan.present.charts import Reference
from kimtan.present.charts.theme import ON_FILL, ON_LIGHT_FILL, SMALL, WIDTH
from kimtan.present.charts.widths import NARROW
from kimtan.present.svg import inline_svg

NEEDED = {"change": {"before": "6 tháng 2022", "now": "6 tháng 2023"}, "confrontation": {"quantity": "Nước sạch"}}
"""What a kind wants besides its frame."""

FRAME_KINDS = [name for name in charts.__all__ if name not in {"Reference", "trajectory"}]


def test_a_drawing_is_one_svg_element_that_a_strict_policy_paints(chart):
    root = ET.fromstring(chart.svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for forbidden in ("style", "<script", "<metadata", "<use", "<image", "href", "<?xml", "<!DOCTYPE", "clip-path"):
        assert forbidden not in chart.svg
    assert "http" not in chart.svg.replace("http://www.w3.org/2000/svg", "")
    assert len(chart.svg.encode()) <= 40_000


def test_a_drawing_scales_to_the_width_it_is_given(chart):
    root = ET.fromstring(chart.svg)
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert (left, top, width) == (0, 0, WIDTH)
    assert height > 30
    assert not {"width", "height"} & set(root.attrib)


def test_drawings_share_no_ids(chart):
    assert [element for element in ET.fromstring(chart.svg).iter() if "id" in element.attrib] == []


def test_the_page_takes_a_drawing_as_it_is(chart):
    assert inline_svg(chart.svg, chart.alt).count("<text") == chart.svg.count("<text")


def test_every_shown_number_is_text_in_the_drawing_and_in_its_alternative(chart, words):
    numbers = [
        piece for row in chart.data.rows for cell in row.cells if cell for piece in cell if isinstance(piece, Number)
    ]
    drawn = " ".join(word.text for word in words(chart.svg))
    assert numbers
    for number in numbers:
        assert number.text in drawn
        assert number.text in chart.alt


def test_every_label_is_text_in_the_drawing(chart, words):
    drawn = " ".join(word.text for word in words(chart.svg))
    items = [row for row in chart.data.rows if () not in row.cells]  # others tell of a line that is drawn besides
    for word in " ".join(row.cells[0][0] for row in items).split():
        assert word.lower() in drawn.lower()


def assert_legible(svg, words):
    """No text leaves the sheet, is too small, or overlaps another."""
    wide, height = map(float, ET.fromstring(svg).attrib["viewBox"].split()[2:])
    for word in words(svg):
        assert word.left >= -0.5, word
        assert word.right <= wide + 0.5, word
        assert 0 <= word.top < word.bottom <= height, word
        assert word.bottom - word.top >= 0.95 * SMALL - 0.01, word
    for one, other in combinations(words(svg), 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.bottom <= other.top + 0.6 or other.bottom <= one.top + 0.6, (one, other)


def test_every_text_can_be_read(chart, words):
    assert_legible(chart.svg, words)


def test_every_text_can_be_read_on_a_phone(chart, words):
    """The narrow drawing shows each number of the wide one, and nothing of it is cut off, small or covered."""
    assert_legible(chart.narrow, words)
    assert float(ET.fromstring(chart.narrow).attrib["viewBox"].split()[2]) == NARROW
    said, on_a_phone = (" ".join(word.text for word in words(svg)).split() for svg in (chart.svg, chart.narrow))
    assert set(on_a_phone) <= set(said)
    assert all(word in on_a_phone for word in said if any(sign.isdigit() for sign in word))


@pytest.mark.parametrize("scale", [0.001, 1, 1000])
@pytest.mark.parametrize("name", FRAME_KINDS)
def test_long_labels_and_values_can_be_read(name, scale, frame, words):
    label = "Tỷ lệ hộ gia đình nghèo, cận nghèo tham gia bảo hiểm y tế, bảo hiểm xã hội tự nguyện trên toàn địa bàn"
    number = "1.234.567,891 triệu đồng/tháng"
    columns = "label value shown status needed needed_shown factor_shown total share amount before before_shown role"
    row = (5 * scale, number, "behind", 7, number, "gấp 12.345,6 lần", 50, "12,34%", number, 20, number, "part")
    rows = frame(columns, (label, *row), ("A", *row), (label, 90, *row[1:]))
    extra = {
        "change": {"before": "6 tháng đầu năm 2022", "now": "6 tháng đầu năm 2023"},
        "completion": {"year_gone": Reference(99, rows.loc[0, "share"])},
        "growth": {"whole": Reference(-400, rows.loc[0, "share"]), "whole_label": f"{label}, {label}"},
    }.get(name, NEEDED.get(name, {}))
    chart = getattr(charts, name)(rows, **extra)
    assert_legible(chart.svg, words)
    if chart.narrow:
        assert_legible(chart.narrow, words)


def test_text_and_lines_take_the_colour_of_the_page(chart):
    for text in ET.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}text"):
        assert text.get("fill") in {"currentColor", ON_FILL, ON_LIGHT_FILL}


def test_a_title_and_its_table_are_there(chart):
    assert plain(chart.title)
    assert not plain(chart.title).endswith(".")
    assert chart.alt.endswith(".")
    assert all(len(row.cells) == len(chart.data.columns) for row in chart.data.rows)


def test_a_chart_names_its_numbers_that_are_in_dispute(frame, n):
    """What is drawn as a bar, a dot or a line of comparison is no plain fact either: the note says so."""
    rows = frame("label value shown", ("Lúa", 3, "3%"), ("Ngô", 5, "5%"))
    disputed = replace(n("2%"), mark=Mark("disputed", "Mâu thuẫn.", "finding-a"))
    chart = charts.growth(rows, whole=Reference(2, disputed), whole_label="Tổng", note=("Giá hiện hành.",))
    assert plain(chart.note) == (
        "Giá hiện hành. Số 2% nêu trên chưa thống nhất với số liệu khác của báo cáo, cần xác nhận lại."
    )
    rows = rows.assign(shown=[replace(number, mark=disputed.mark) for number in rows["shown"]])
    assert "Các số 5% và 3% nêu trên" in plain(charts.growth(rows).note)


def test_a_callers_title_and_note_stand(frame):
    rows = frame("label value shown", ("Lúa", 3, "3"), ("Ngô", None, None))
    chart = charts.counts(rows, title="Ba vụ", note=("Đơn vị: vụ.",))
    assert plain(chart.title) == "Ba vụ"
    assert chart.note == ("Đơn vị: vụ. Chưa có số liệu: Ngô.",)


@pytest.mark.parametrize("name", FRAME_KINDS)
def test_without_data_there_is_no_chart(name, frame):
    extra = NEEDED.get(name, {})
    columns = "label value shown status needed needed_shown total low high before before_shown"
    assert getattr(charts, name)(frame("label value shown"), **extra) is None
    assert getattr(charts, name)(frame(columns, ("Lúa", *[None] * 10)), **extra) is None


@pytest.mark.parametrize("name", FRAME_KINDS)
def test_a_frame_without_the_needed_columns_is_named_with_what_is_missing(name, frame):
    extra = NEEDED.get(name, {})
    with pytest.raises(ValueError, match=r"needs the columns label, .*the frame has label\. Add value, .*shown\."):
        getattr(charts, name)(frame("label", ("Lúa",)), **extra)


def test_a_value_without_a_number_to_show_is_an_error(frame):
    with pytest.raises(ValueError, match="'shown' has no Number to show for Ngô"):
        charts.counts(frame("label value shown", ("Lúa", 3, "3"), ("Ngô", 4, None)))


def test_a_missing_value_is_no_zero(frame):
    chart = charts.counts(frame("label value shown", ("Lúa", 3, "3"), ("Ngô", None, None)), language="en")
    assert chart.note == ("Not drawn, for want of a figure: Ngô.",)
    assert chart.data.rows[-1].cells == (("Ngô",), None)
    assert "Ngô" not in chart.svg


def test_markup_in_a_label_stays_text(frame, words):
    chart = charts.counts(frame("label value shown", ("A & <b>$x^2$</b>", 3, "3")))
    assert "A & <b>$x^2$</b>" in [word.text for word in words(chart.svg)]


def test_the_frame_is_not_changed(frame):
    rows = frame("label value shown", ("Lúa", 3, "3"), ("Ngô", 5, "5"))
    before = rows.copy(deep=True)
    charts.counts(rows)
    assert rows.equals(before)


def test_nothing_of_matplotlibs_state_is_touched(draw, kind):
    import matplotlib.pyplot as plt

    with matplotlib.rc_context({"font.size": 30, "svg.hashsalt": "another", "lines.linewidth": 9}):
        before = dict(matplotlib.rcParams)
        draw(kind)
        assert dict(matplotlib.rcParams) == before
    assert plt.get_fignums() == []


def test_settings_of_the_process_do_not_show(draw, kind):
    expected = draw(kind).svg
    with matplotlib.rc_context(
        {"font.size": 30, "axes.facecolor": "red", "lines.linewidth": 9, "svg.fonttype": "path"}
    ):
        assert draw(kind).svg == expected


@pytest.mark.slow
def test_two_processes_draw_the_same_bytes(tmp_path):
    script = tmp_path / "draw.py"
    script.write_text(
        "import hashlib, pandas as pd\n"
        "from kimtan.present import charts\n"
        "from kimtan.present.blocks import Number\n"
        "shown = [Number('3', 'a'), Number('5', 'b')]\n"
        "rows = pd.DataFrame({'label': ['Lúa', 'Ngô'], 'value': [3.0, 5.0], 'shown': shown})\n"
        "drawings = [f(rows).svg for f in (charts.counts, charts.growth, charts.structure, charts.completion)]\n"
        "print(hashlib.sha256(''.join(drawings).encode()).hexdigest())\n",
        encoding="utf-8",
    )
    seen = {
        subprocess.run([sys.executable, script], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert len(next(iter(seen)).strip()) == 64


@pytest.mark.slow
def test_charts_are_loaded_when_they_are_asked_for():
    code = "import sys, kimtan.present.charts as c; print({'matplotlib', 'seaborn'} & set(sys.modules), dir(c)[1])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set() change"


def test_an_unknown_kind_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'pie'"):
        charts.pie  # noqa: B018

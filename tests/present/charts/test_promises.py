"""What every kind of chart keeps, whatever it draws."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import matplotlib
import pytest

from kimtan.present.blocks import Mark, Number, plain
from kimtan.present.charts.items import Reference
from kimtan.present.charts.theme import ON_FILL, ON_LIGHT_FILL, SMALL, WIDTH
from kimtan.present.charts.widths import NARROW
from kimtan.present.svg import inline_svg
from tests.present.charts.conftest import BUILD
from tests.present.charts.drawings import frame, n, words
from tests.present.charts.kinds import test_counts, test_growth


def test_a_drawing_is_one_svg_element_that_a_strict_policy_paints(chart):
    """Without styles, scripts, copies or links, and small."""
    root = ET.fromstring(chart.svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for forbidden in ("style", "<script", "<metadata", "<use", "<image", "href", "<?xml", "<!DOCTYPE", "clip-path"):
        assert forbidden not in chart.svg
    assert "http" not in chart.svg.replace("http://www.w3.org/2000/svg", "")
    assert len(chart.svg.encode()) <= 40_000


def test_a_drawing_scales_to_the_width_it_is_given(chart):
    """It has a viewBox as wide as every chart, and no size."""
    root = ET.fromstring(chart.svg)
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert (left, top, width) == (0, 0, WIDTH)
    assert height > 30
    assert not {"width", "height"} & set(root.attrib)


def test_drawings_share_no_ids(chart):
    """Two charts in one page take nothing of each other."""
    assert [element for element in ET.fromstring(chart.svg).iter() if "id" in element.attrib] == []


def test_the_page_takes_a_drawing_as_it_is(chart):
    """What the page writes anew of it has lost no word."""
    assert inline_svg(chart.svg, chart.alt).count("<text") == chart.svg.count("<text")


def test_every_shown_number_is_text_in_the_drawing_and_in_its_alternative(chart):
    """Whoever cannot see it misses no number."""
    numbers = [
        piece for row in chart.data.rows for cell in row.cells if cell for piece in cell if isinstance(piece, Number)
    ]
    drawn = " ".join(word.text for word in words(chart.svg))
    assert numbers
    for number in numbers:
        assert number.text in drawn
        assert number.text in chart.alt


def test_every_label_is_text_in_the_drawing(chart):
    """An item is named where it is drawn."""
    drawn = " ".join(word.text for word in words(chart.svg))
    items = [row for row in chart.data.rows if () not in row.cells]  # others tell of a line that is drawn besides
    for word in " ".join(row.cells[0][0] for row in items).split():
        assert word.lower() in drawn.lower()


def assert_legible(svg):
    """No text leaves the sheet, is too small, or overlaps another."""
    wide, height = map(float, ET.fromstring(svg).attrib["viewBox"].split()[2:])
    for word in words(svg):
        assert word.left >= -0.5, word
        assert word.right <= wide + 0.5, word
        assert 0 <= word.top < word.bottom <= height, word
        assert word.bottom - word.top >= 0.95 * SMALL - 0.01, word
    for word, other in combinations(words(svg), 2):
        beside = word.right <= other.left or other.right <= word.left
        assert beside or word.bottom <= other.top + 0.6 or other.bottom <= word.top + 0.6, (word, other)


def test_every_text_can_be_read(chart):
    """On the page."""
    assert_legible(chart.svg)


def test_every_text_can_be_read_on_a_phone(chart):
    """The narrow drawing shows each number of the wide one, and nothing of it is cut off, small or covered."""
    assert_legible(chart.narrow)
    assert float(ET.fromstring(chart.narrow).attrib["viewBox"].split()[2]) == NARROW
    said, on_a_phone = (" ".join(word.text for word in words(svg)).split() for svg in (chart.svg, chart.narrow))
    assert set(on_a_phone) <= set(said)
    assert all(word in on_a_phone for word in said if any(sign.isdigit() for sign in word))


@pytest.mark.parametrize("scale", [0.001, 1, 1000])
@pytest.mark.parametrize("name", sorted(BUILD))
def test_long_labels_and_values_can_be_read(name, scale):
    """With many letters and values of any size, on the page and on a phone."""
    label = "Tỷ lệ hộ gia đình nghèo, cận nghèo tham gia bảo hiểm y tế, bảo hiểm xã hội tự nguyện trên toàn địa bàn"
    number = "1.234.567,891 triệu đồng/tháng"
    columns = "label value shown status needed needed_shown factor_shown total low high share amount role"
    row = (5 * scale, number, "behind", 7, number, "gấp 12.345,6 lần", 50, 4, 60, "12,34%", number, "part")
    rows = frame(columns, (label, *row), ("A", *row), (label, 90, *row[1:]))
    chart = BUILD[name](rows)
    assert_legible(chart.svg)
    if chart.narrow:
        assert_legible(chart.narrow)


@pytest.mark.parametrize("gone", [1, 99])
def test_long_names_of_lines_can_be_read(gone):
    """Wherever the line stands."""
    label = "Tỷ lệ hộ gia đình nghèo, cận nghèo tham gia bảo hiểm y tế, bảo hiểm xã hội tự nguyện trên toàn địa bàn"
    rows = frame("label value shown", (label, 5, "5%"), ("A", 90, "90%"))
    line = Reference(-400 + 5 * gone, n("1.234.567,891%"))
    chart = test_growth.build(rows, whole=line, whole_name=f"{label}, {label}")
    assert_legible(chart.svg)
    assert_legible(chart.narrow)


def test_text_and_lines_take_the_colour_of_the_page(chart):
    """Unless they stand on a fill."""
    for text in ET.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}text"):
        assert text.get("fill") in {"currentColor", ON_FILL, ON_LIGHT_FILL}


def test_a_title_and_its_table_are_there(chart):
    """The title is a sentence without a full stop, the alternative text one with it."""
    assert plain(chart.title)
    assert not plain(chart.title).endswith(".")
    assert chart.alt.endswith(".")
    assert all(len(row.cells) == len(chart.data.columns) for row in chart.data.rows)


def test_a_note_says_only_what_could_not_be_drawn():
    """Numbers in dispute have their marks in the title and in the table; no sentence lists them again."""
    rows = frame("label value shown", ("Lúa", 3, "3%"), ("Ngô", 5, "5%"), ("Khoai", None, None))
    disputed = replace(n("2%"), mark=Mark("disputed", "Mâu thuẫn.", "finding-a"))
    chart = test_growth.build(rows, whole=Reference(2, disputed), whole_name="Tổng")
    assert plain(chart.note) == "Chưa có số liệu: Khoai."


def test_without_data_there_is_no_chart(build):
    """Neither of no rows nor of rows without values."""
    columns = "label value shown status needed needed_shown factor_shown total low high"
    assert build(frame("label value shown")) is None
    assert build(frame(columns, ("Lúa", *[None] * 9))) is None


def test_a_frame_without_the_needed_columns_is_named_with_what_is_missing(build):
    """So that an author sees what to add."""
    with pytest.raises(ValueError, match=r"needs the columns label, .*the frame has label\. Add value, .*shown"):
        build(frame("label", ("Lúa",)))


def test_a_value_without_a_number_to_show_is_an_error():
    """A drawn value that nobody can follow is none."""
    with pytest.raises(ValueError, match="'shown' has no Number to show for Ngô"):
        test_counts.build(frame("label value shown", ("Lúa", 3, "3"), ("Ngô", 4, None)))


def test_a_missing_value_is_no_zero():
    """It is named, stands in the table as unknown, and is not drawn."""
    chart = test_counts.build(frame("label value shown", ("Lúa", 3, "3"), ("Ngô", None, None)), "en")
    assert chart.note == ("Not drawn, because no figure is known: Ngô.",)
    assert chart.data.rows[-1].cells == (("Ngô",), None)
    assert "Ngô" not in chart.svg


def test_markup_in_a_label_stays_text():
    """Neither HTML nor mathematics."""
    chart = test_counts.build(frame("label value shown", ("A & <b>$x^2$</b>", 3, "3")))
    assert "A & <b>$x^2$</b>" in [word.text for word in words(chart.svg)]


def test_the_frame_is_not_changed():
    """It is the author's."""
    rows = frame("label value shown", ("Lúa", 3, "3"), ("Ngô", 5, "5"))
    before = rows.copy(deep=True)
    test_counts.build(rows)
    assert rows.equals(before)


def test_nothing_of_matplotlibs_state_is_touched(example):
    """Neither its settings nor its figures."""
    import matplotlib.pyplot as plt

    with matplotlib.rc_context({"font.size": 30, "svg.hashsalt": "another", "lines.linewidth": 9}):
        before = dict(matplotlib.rcParams)
        example()
        assert dict(matplotlib.rcParams) == before
    assert plt.get_fignums() == []


def test_settings_of_the_process_do_not_show(example):
    """A drawing looks the same wherever it is drawn."""
    expected = example().svg
    with matplotlib.rc_context(
        {"font.size": 30, "axes.facecolor": "red", "lines.linewidth": 9, "svg.fonttype": "path"}
    ):
        assert example().svg == expected


@pytest.mark.slow
def test_two_processes_draw_the_same_bytes(tmp_path):
    """Whatever the order of sets."""
    script = tmp_path / "draw.py"
    script.write_text(
        "import hashlib, pandas as pd\n"
        "from kimtan.present.blocks import Number\n"
        "from kimtan.present.charts.kinds import counts, growth, structure\n"
        "shown = [Number('3', 'a'), Number('5', 'b')]\n"
        "rows = pd.DataFrame({'label': ['Lúa', 'Ngô'], 'value': [3.0, 5.0], 'shown': shown})\n"
        "made = [counts.CountsChart(rows, 'vi', whole='A'), growth.GrowthChart(rows, 'vi'),"
        " structure.StructureChart(rows, 'vi', whole='A')]\n"
        "drawings = [kind.chart(fewest=0).svg for kind in made]\n"
        "print(hashlib.sha256(''.join(drawings).encode()).hexdigest())\n",
        encoding="utf-8",
    )
    seen = {
        subprocess.run([sys.executable, script], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert len(next(iter(seen)).strip()) == 64

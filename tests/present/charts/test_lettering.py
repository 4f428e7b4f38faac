from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from kimtan.present.charts.drawing import to_svg
from kimtan.present.charts.lettering import widest, width, wrap
from kimtan.present.charts.theme import house

LABEL = "Người tham gia bảo hiểm xã hội tự nguyện trên địa bàn thị trấn"


@given(st.text(alphabet="abcăđêôơưẤệ ,-", max_size=80), st.floats(40, 300))
def test_wrapping_loses_no_letter_and_no_line_is_wider_than_the_limit(text, limit):
    lines = wrap(text, 12, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert widest(lines, 12) <= limit


def test_a_label_breaks_at_spaces_into_lines_of_about_equal_length():
    lines = wrap(LABEL, 12, 230)
    assert " ".join(lines) == LABEL
    assert len(lines) == 2
    assert width(lines[0], 12) == pytest.approx(width(lines[1], 12), rel=0.3)


def test_a_no_break_space_holds_a_number_and_its_unit_together():
    assert wrap("đạt\u00a0552 tỷ\u00a0đồng", 12, 60) == ("đạt\u00a0552", "tỷ\u00a0đồng")


def test_a_word_wider_than_the_limit_is_broken_inside():
    assert wrap("KARAOKEKARAOKE", 12, 50) == ("KARAOK", "EKARAO", "KE")


def test_bold_is_wider():
    assert width("552,054 tỷ đồng", 12, bold=True) > width("552,054 tỷ đồng", 12)


def test_nothing_has_no_width():
    assert width("", 12) == widest([], 12) == 0
    assert wrap("", 12, 50) == ("",)


@pytest.mark.filterwarnings("error")
def test_letters_that_the_font_lacks_have_a_width_and_no_warning():
    """A warning would be an output that is no block, and stop the report."""
    assert width("＜鬼＞ 鬼", 12) == pytest.approx(48 + width(" ", 12))
    with house():
        figure = Figure()
        figure.text(0.5, 0.5, "鬼 nấu")
        figure.text(0.5, 0.5, "鬼 nấu")
        assert "鬼 nấu" in to_svg(figure)

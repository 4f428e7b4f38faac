from __future__ import annotations

import re

import pytest
from matplotlib.figure import Figure

from kimtan.present.charts.drawing import cleaned, to_svg
from kimtan.present.charts.theme import INK, house


@pytest.fixture
def analysts_svg():
    """An ordinary matplotlib figure with ticks, markers, a clipped line and a text."""

    def draw(size=(4, 2)):
        with house():
            figure = Figure(figsize=size)
            axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
            axes.plot([0, 1, 2], [1, 3, 2], marker="o", color=INK)
            axes.scatter([0, 1], [1, 2])
            axes.text(1, 2, "Đàn lợn", fontweight="bold", rotation=90)
            return to_svg(figure)

    return draw


def test_ids_that_are_needed_are_the_drawings_own(analysts_svg):
    """An id is left where something refers to it, and no other drawing has it."""
    svg = analysts_svg()
    (identity,) = re.findall(r' id="([^"]+)"', svg)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) == {identity}
    assert svg == analysts_svg()
    assert identity not in analysts_svg(size=(4, 2.5))


def test_copied_shapes_are_written_out_where_they_stand(analysts_svg):
    svg = analysts_svg()
    assert "<use" not in svg
    assert len(re.findall(r'transform="translate\([\d. -]+\)"', svg)) >= 5


def test_styles_become_presentation_attributes(analysts_svg):
    svg = analysts_svg()
    assert "style" not in svg
    assert 'stroke="currentColor"' in svg
    assert 'font-weight="700"' in svg
    assert svg.count("font-family") == 1


def test_a_turned_text_stays_turned_and_others_carry_no_turn(analysts_svg):
    assert len(re.findall(r"rotate\(", analysts_svg())) == 1


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def test_the_shorthand_of_older_matplotlib_is_taken_apart():
    source = SVG.format("<text style=\"font: italic 700 12px 'DejaVu Sans'; text-anchor: middle\">a</text>")
    assert '<text font-style="italic" font-weight="700" font-size="12" text-anchor="middle">a</text>' in cleaned(source)


def test_numbers_are_short():
    assert 'd="M 1.23 2 L -0.5 7"' in cleaned(SVG.format('<path d="M 1.234567 2.000000 \nL -0.500000 7"/>'))


def test_scripts_and_metadata_are_dropped():
    assert cleaned(SVG.format("<metadata>x</metadata><g><script>x</script></g>")).endswith('stroke-linejoin="round" />')

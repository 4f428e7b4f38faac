"""What the charts of a section are made of: sectors in their colours, titles that name what they are about."""

from __future__ import annotations

from collections import defaultdict

import pytest
from bs4 import BeautifulSoup

from kimtan.present.blocks import plain
from kimtan.present.charts.section import Charts
from kimtan.present.charts.theme import ACCENT, SECTORS, STATUS
from kimtan.present.facts import Facts

PARTS = ("agriculture", "industry_construction", "trade_services")


@pytest.fixture
def charts(real):
    return Charts(Facts(real, "vi"))


def test_a_sector_has_one_colour_in_every_chart_of_sectors(charts, fills):
    """Shares and contributions draw each sector alike, and no bar of a sector is a plain one or a status."""
    for chart in (charts.structure("income.total"), charts.contribution("income.total")):
        assert {SECTORS[name] for name in PARTS} <= set(fills(chart.svg))
        assert not {ACCENT, *list(STATUS.values())[:-1]} & set(fills(chart.svg))
    amounts = charts.amounts(*(f"income.{name}" for name in PARTS))
    assert {SECTORS[name] for name in PARTS} == {fill for fill in fills(amounts.svg) if fill.startswith("#")}


def test_where_colour_is_status_no_sector_is_told_by_it(charts, fills):
    """Completion of sectors is coloured by status alone."""
    chart = charts.completion(*(f"income.{name}" for name in PARTS))
    assert STATUS["ahead"] in fills(chart.svg)
    assert not {*SECTORS.values(), ACCENT} & set(fills(chart.svg))


def test_statements_are_said_of_what_they_state(charts):
    """Title and alternative text name the indicator, and the measure where it is not what was done."""
    chart = charts.statements("environment.clean_water")
    assert plain(chart.title).startswith("Tỷ lệ dân số sử dụng nước sạch tập trung: ")
    assert "tỷ lệ dân số sử dụng nước sạch tập trung. Dòng" in chart.alt
    assert charts.statements("environment.clean_water", "yoy_abs") is None


def test_different_charts_have_different_titles(page_of):
    """A title says what its chart shows, so that only a chart shown twice has that of another."""
    page = BeautifulSoup(page_of(), "html.parser")
    drawings = defaultdict(set)
    for figure in page.select("figure.chart"):
        title = figure.figcaption.get_text(" ", strip=True).partition(". ")[2]
        drawings[title].add(str(figure.svg))
    assert {title for title, drawn in drawings.items() if len(drawn) > 1} == set()

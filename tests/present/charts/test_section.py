"""What the charts of a section are made of: sectors in their colours, titles that name what they are about."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module

import pytest
from bs4 import BeautifulSoup

from kimtan.data.dataset import Dataset
from kimtan.errors import InputError
from kimtan.present.charts import kind, kinds
from kimtan.present.charts.section import Charts
from kimtan.present.charts.theme import ACCENT, SECTORS, STATUS
from kimtan.present.facts import Facts
from tests.present.charts.drawings import fills, labels

PARTS = ("agriculture", "industry_construction", "trade_services")


@pytest.fixture
def charts(real):
    return Charts(Facts(real, "vi"))


def test_a_sector_has_one_colour_in_every_chart_of_sectors(charts):
    """Shares and contributions draw each sector alike, and no bar of a sector is a plain one or a status."""
    for chart in (charts.structure("income.total"), charts.contribution("income.total")):
        assert {SECTORS[name] for name in PARTS} <= set(fills(chart.svg))
        assert not {ACCENT, *list(STATUS.values())[:-1]} & set(fills(chart.svg))
    amounts = charts.counts("income.total")
    assert {SECTORS[name] for name in PARTS} == {fill for fill in fills(amounts.svg) if fill.startswith("#")}


def test_where_colour_is_status_no_sector_is_told_by_it(charts):
    """Completion of sectors is coloured by status alone."""
    chart = charts.completion(*(f"income.{name}" for name in PARTS))
    assert STATUS["ahead"] in fills(chart.svg)
    assert not {*SECTORS.values(), ACCENT} & set(fills(chart.svg))


def test_what_compares_fewer_than_three_values_is_not_drawn(charts, monkeypatch):
    """Two statements of one figure are a sentence; three sectors are a chart. Nothing is drawn to be thrown away."""
    with monkeypatch.context() as patched:
        patched.setattr(kind, "drawn", pytest.fail)
        assert charts.statements("environment.clean_water") is None
        assert charts.structure("investment.estimate", "payment") is None
    assert charts.structure("income.total") is not None


def test_what_values_are_drawn_against_is_none_of_them(charts):
    """Two plans and the time gone are a sentence, three plans a chart."""
    names = [f"income.{name}" for name in PARTS]
    assert charts.completion(*names[:2]) is None
    assert charts.completion(*names) is not None


def test_different_charts_have_different_titles(page_of):
    """A title says what its chart shows, so that only a chart shown twice has that of another."""
    page = BeautifulSoup(page_of(), "html.parser")
    drawings = defaultdict(set)
    for figure in page.select("figure.chart"):
        title = figure.figcaption.get_text(" ", strip=True).partition(". ")[2]
        drawings[title].add(str(figure.svg))
    assert {title for title, drawn in drawings.items() if len(drawn) > 1} == set()


def test_growth_takes_names_as_its_sisters_do(charts):
    """Of parts with the whole as a line, or of anything; what has no growth is left out, and no name is an error."""
    parts = [f"income.{name}" for name in PARTS]
    of_parts = charts.growth(*parts, whole="income.total")
    assert len(labels(of_parts)) == len(parts) + 1
    assert labels(of_parts)[-1] == "Tổng thu nhập (giá hiện hành)"
    assert len(labels(charts.growth(*parts, "environment.clean_water"))) == len(parts)
    assert charts.growth() is None
    for names, whole in (([], "income.totel"), (["income.totel"], None)):
        with pytest.raises(InputError, match=r"no indicator 'income\.totel'"):
            charts.growth(*parts, *names, whole=whole)


def test_a_kind_is_a_file_with_a_function_of_its_name():
    """Its first argument is the facts, and it has a docstring and types, for they are what a notebook shows."""
    for name in kinds.names():
        function = getattr(import_module(f"kimtan.present.charts.kinds.{name}"), name)
        signature = inspect.signature(function)
        assert next(iter(signature.parameters.values())).annotation == "Facts", name
        assert signature.return_annotation == "Chart | None", name
        assert function.__doc__, name


def test_kinds_can_be_completed_and_looked_up(charts):
    """A notebook lists them, and shows each with its docstring and without its facts."""
    assert set(kinds.names()) == set(dir(charts))
    assert "facts" not in dir(charts)
    assert str(inspect.signature(charts.structure)).startswith("(whole: 'str', breakdown")
    assert inspect.getdoc(charts.structure).startswith("The parts of a whole with their shares")


def test_an_unknown_kind_is_an_attribute_error_that_names_those_there_are(charts):
    """Also where only a module of that name is imported."""
    with pytest.raises(AttributeError, match=r"no 'pie'. There are: completion, contribution, counts, "):
        _ = charts.pie
    assert not hasattr(charts, "_repr_html_")


@pytest.mark.slow
def test_kinds_are_imported_when_they_are_asked_for():
    """Listing them loads no heavy library."""
    code = (
        "import sys; from kimtan.present.charts.section import Charts;"
        " print({'matplotlib', 'seaborn', 'pandas'} & set(sys.modules), 'growth' in dir(Charts(None)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set() True"


@pytest.mark.parametrize(("value", "is_drawn"), [("5.0", True), ("-5.0", False)])
def test_a_part_below_zero_stops_no_report(small_dataset: Callable[..., Dataset], value: str, is_drawn: bool) -> None:
    """Shares of such a whole say nothing, so that there is no chart of them; the clerk cannot change the notebook."""
    names = {"income.total": "", **dict.fromkeys(("income.a", "income.b", "income.c"), "income.total,sector")}
    indicators = [
        f"{name},economy,{name},{name},vnd_bn,flow,higher,1,{whole or ','},,,,false,{order}"
        for order, (name, whole) in enumerate(names.items(), 1)
    ]
    values = {"income.total": "75.1", "income.a": value, "income.b": "60.1", "income.c": "10.0"}
    rows = [f'{name},actual,{n},vnd_bn,"{n.replace(".", ",")}",,,,final,,L1,,' for name, n in values.items()]
    chart = Charts(Facts(small_dataset(indicators, rows), "vi")).structure("income.total")
    assert (chart is not None) is is_drawn

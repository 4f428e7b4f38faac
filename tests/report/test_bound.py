"""Every number of the page leads to what it is bound to, and every link to where it says.

A number is bound when it is in a link to its evidence or to a finding, or in a row of evidence itself; what a drawing
says stands in the table under it. Digits that are no figures are declared here, each kind with its form: nothing is
left out because it happens to look like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from kimtan.config import Audience
from kimtan.data.dataset import Dataset
from kimtan.languages import Language, lower_first
from kimtan.present.anchors import figure_anchor
from kimtan.present.facts import Facts
from tests.editions import PageOf

FORMS = (
    r"\b\d{1,2}/\d{1,2}/\d{4}\b",  # 10/6/2023
    r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b",
    r"\b[Dd]òng \d+(, \d+)*",  # places in the source
    r"\b[Ll]ines? \d+(, \d+)*",
    r"^, \d+(, \d+)*",  # lines behind one that is a link, of lists
    r"\b(Mục|mục|Section|section|Part|part) I{1,3}(\.\d+)*",  # sections of the official report
)
"""Forms of what has digits and is no figure."""

NUMBERED = "span.number, span.label, figure summary, td.mid:first-child"
"""Elements that count sections, tables, charts and rows."""

EVIDENCE = 'tr[id^="fig-"], #derived-figures + details tr.group, a.n[href], a[href^="#fig-"], a[href^="#finding-"]'
"""Elements whose numbers are bound: rows that are evidence, formulas above them, links to such rows and to findings."""

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")


@pytest.fixture(
    scope="module",
    params=[("vi", "internal"), ("en", "internal"), ("vi", "public")],
    ids="-".join,
)
def edition(request: pytest.FixtureRequest) -> tuple[Language, Audience]:
    """A language and an audience."""
    found: tuple[Language, Audience] = request.param
    return found


@pytest.fixture(scope="module")
def page(page_of: PageOf, edition: tuple[Language, Audience]) -> BeautifulSoup:
    """The edition's page."""
    return BeautifulSoup(page_of(*edition), "html.parser")


@pytest.fixture
def declared(real: Dataset, edition: tuple[Language, Audience]) -> re.Pattern[str]:
    """What may have digits without being a figure: the forms, and names as the data gives them."""
    language, audience = edition
    facts = Facts(real.edition(language, audience), language)
    period = facts.dataset.period
    names = {period.name(language), period.ahead(language)}
    for indicator in facts.dataset.indicators:
        name = facts.name(indicator)
        names |= {name, name.partition(" (")[0]}
    names |= set(facts.dataset.texts.names)
    for named in facts.dataset.texts.lists:
        names |= {member.words.in_(language) for member in named.members}
    for finding in facts.findings:  # what a rule is called, and its constants, are the rule itself
        names |= {finding.label.in_(language), finding.assumes.in_(language)}
    said = {name for name in names if _DIGIT.search(name)}
    said |= {lower_first(name) for name in said}
    forms = [*map(re.escape, sorted(said, key=len, reverse=True)), *FORMS]
    return re.compile("|".join(forms))


def _texts(part: Tag) -> Iterator[NavigableString]:
    """Texts that a reader sees and that have digits, but for drawings, which are looked at by themselves."""
    for text in part.find_all(string=_DIGIT):
        if text.find_parent(["script", "style", "svg"]) is None:
            yield text


def _inside(page: BeautifulSoup, selector: str) -> set[int]:
    """Identities of the elements that fit, and of all in them."""
    found = page.select(selector)
    return {id(part) for each in found for part in [each, *each.find_all(True)]}


def test_every_number_is_bound(page: BeautifulSoup, declared: re.Pattern[str]) -> None:
    """No digit stands in the page that is neither bound nor declared."""
    assert page.body is not None
    bound = _inside(page, f"{NUMBERED}, {EVIDENCE}")
    left = [
        f"{text.parent.name if text.parent else ''}: {text.strip()}"
        for text in _texts(page.body)
        if id(text.parent) not in bound and _DIGIT.search(declared.sub("", text.replace("\xa0", " ")))
    ]
    assert left == []


def test_what_a_drawing_says_stands_in_its_table(page: BeautifulSoup, declared: re.Pattern[str]) -> None:
    """Numbers in a drawing and in its alternative text are those of the chart's table, or of its bound title."""
    charts = page.select("figure.chart")
    assert len(charts) >= 5
    for chart in charts:
        caption, table, drawings = chart.figcaption, chart.select_one("details table"), chart.select("svg")
        assert caption is not None
        assert table is not None
        assert drawings
        known = set(_NUMBER.findall(" ".join(number.get_text() for number in [*caption.select("a.n"), table])))
        texts = [text.get_text(" ") for drawing in drawings for text in drawing.find_all("text")]
        texts += [str(drawing.get("aria-label") or "") for drawing in drawings]
        for text in texts:
            said = set(_NUMBER.findall(declared.sub("", text)))
            assert said <= known, text


def test_every_number_of_a_charts_table_is_bound(page: BeautifulSoup) -> None:
    """The tables under charts bind their numbers, like all others."""
    for cell in page.select("figure.chart td.num"):
        if _DIGIT.search(cell.get_text()):
            assert cell.select_one("a.n[href]"), cell


REST_ON_NOTHING = {
    "fig-time_gone-": "days of the calendar, which the formula gives",
    "-list--": "the count of a list, whose members the formula names",
    "fig-figures-withheld": "what an edition withholds cannot be listed in it",
    "fig-statements-withheld": "what an edition withholds cannot be listed in it",
}
"""Derived figures that lead nowhere, by a part of their anchor, with the reason."""


def test_every_derived_figure_rests_on_something(page: BeautifulSoup) -> None:
    """A click on a number ends at what it was made of, or at a formula that says all of it: never at a dash."""
    heading = page.select_one("#derived-figures")
    table = heading.find_next("table") if heading is not None else None
    assert isinstance(table, Tag)
    rows = table.select('tr[id^="fig-"]')
    assert len(rows) > 140
    dead = [str(row["id"]) for row in rows if not row.find_all(["td", "th"])[-1].select("a[href]")]
    assert [anchor for anchor in dead if not any(kind in anchor for kind in REST_ON_NOTHING)] == []


def test_derived_figures_in_doubt_say_which_input_is(page: BeautifulSoup) -> None:
    """Under such a figure a row names the input, with its sign and a link to the finding."""
    row = page.select_one("#fig-income\\.total-implied_last_year")
    assert row is not None
    assert "539" in row.find_all("td")[0].get_text(), "what it stands for"
    assert row.select('a[href^="#fig-income.total-yoy_pct"] + sup.mark.disputed')
    detail = row.find_next_sibling("tr")
    assert isinstance(detail, Tag)
    assert "detail" in (detail.get("class") or [])
    assert detail.select('a[href="#finding-parts-income.total-sector-last_year"]')


def test_every_link_leads_somewhere(page: BeautifulSoup) -> None:
    """Links stay in the page, and what they name is there, once."""
    ids = [str(element["id"]) for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {str(link["href"]) for link in page.find_all("a", href=True)}
    assert {target[1:] for target in targets} - set(ids) == set()
    named = [name for number in page.select("[data-inputs]") for name in str(number["data-inputs"]).split()]
    assert set(named) - set(ids) == set()


def test_every_shown_number_is_a_link(page: BeautifulSoup) -> None:
    """A number without evidence would be set without a link."""
    assert page.select("main span.n") == []
    assert len(page.select("main a.n")) > 1000


def test_the_evidence_has_every_observation(
    page: BeautifulSoup, real: Dataset, edition: tuple[Language, Audience]
) -> None:
    """A row each, with an anchor of its own, whether or not anything links to it."""
    rows = {str(row["id"]) for row in page.select('tr[id^="fig-"]')}
    wanted = {figure_anchor(row.figure) for row in real.edition(*edition).observations}
    assert len(wanted) > 150
    assert wanted - rows == set()

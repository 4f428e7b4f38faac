"""Ways through the report: contents, links, and what is typed into the search field."""

from __future__ import annotations

import pytest

from tests.browser.chromium import DESKTOP, PHONE, Browser
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.longer(alone=True)]

DEAD_LINKS = """[...document.querySelectorAll('a[href^="#"]')].map(each => each.hash.slice(1))
  .filter(id => !document.getElementById(decodeURIComponent(id)))"""

DOUBLE_IDS = """[...document.querySelectorAll("[id]")].map(each => each.id)
  .filter((id, at, all) => all.indexOf(id) !== at)"""

# Whether the marked link is that of a chapter or of a part of it: the deepest heading above the reader is marked.
IS_CURRENT = "!!document.querySelector('nav > ol > li:nth-child({number}) a[aria-current]')"

FOUND = """(() => {
  const text = document.getElementById("page-found").textContent, count = text.match(/\\d+/);
  return { text, count: count && Number(count[0]), listed: document.querySelectorAll("#page-hits a").length };
})()"""


def top_of(page: Browser, target: str) -> float:
    """How far the top of a link's target is below what covers the top of the window."""
    return float(
        page.evaluate(f"""(() => {{
          const bar = document.querySelector(".sidebar").getBoundingClientRect();
          const covered = bar.width === innerWidth ? Math.max(bar.bottom, 0) : 0;
          return document.getElementById("{target.removeprefix("#")}").getBoundingClientRect().top - covered;
        }})()""")
    )


def search(page: Browser, words: str) -> dict[str, object]:
    """Type words into the empty search field; what the page says of them."""
    page.click("#page-find")
    page.press("ControlOrMeta+a", "Delete")
    page.wait("document.getElementById('page-found').textContent === ''")
    page.type(words)
    page.wait("document.getElementById('page-found').textContent !== ''")
    found: dict[str, object] = page.evaluate(FOUND)
    return found


# --- links ------------------------------------------------------------------------------------------------------------


def test_every_link_leads_somewhere(opened: Opened) -> None:
    """Whatever a link names is on the page, once."""
    page = opened()
    assert page.evaluate("document.querySelectorAll('main a.n').length") > 100
    assert page.evaluate(DEAD_LINKS) == []
    assert page.evaluate(DOUBLE_IDS) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_contents_lead_to_a_section_and_show_where_one_is(opened: Opened, width: int) -> None:
    """A click shows the section's heading near the top, not under the bar, and marks it in the contents."""
    page = opened(width=width)
    link = "nav > ol > li:nth-child(3) > a"
    target = page.evaluate(f"document.querySelector('{link}').hash")
    if width == PHONE:
        page.click("#page-contents summary")
    page.click(link)
    page.wait(f"location.hash === '{target}'")
    page.wait(IS_CURRENT.format(number=3))
    assert 0 <= top_of(page, target) < 300


def test_the_contents_follow_the_reader(opened: Opened) -> None:
    """While the page scrolls, the section that is being read is the marked one, and its link is in sight."""
    page = opened()
    for number in (2, 4, 3):
        target = page.evaluate(f"document.querySelector('nav > ol > li:nth-child({number}) > a').hash")
        page.evaluate(f"document.querySelector('{target}').scrollIntoView()")
        page.wait(IS_CURRENT.format(number=number))
        box = page.evaluate("document.querySelector('nav a[aria-current]').getBoundingClientRect().toJSON()")
        assert 0 <= box["top"] < box["bottom"] <= 900


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_link_from_outside_opens_at_its_target(opened: Opened, width: int) -> None:
    """The address of a number's evidence shows that evidence, not under the bar."""
    page = opened()
    target = page.evaluate("[...document.querySelectorAll('main a.n')].at(-1).hash").removeprefix("#")
    page = opened(at=target, width=width)
    page.wait("document.querySelector(':target') !== null")
    assert page.evaluate("document.querySelector(':target').id") == target
    assert 0 <= top_of(page, target) < 900


# --- search -----------------------------------------------------------------------------------------------------------


def test_search_finds_counts_and_leads(opened: Opened) -> None:
    """What is typed is counted and listed, and a click on what was found shows it."""
    page = opened()
    found = search(page, "thu ngân sách")
    assert found["count"]
    assert found["listed"] == min(int(str(found["count"])), 40)
    assert page.evaluate("document.querySelector('nav').checkVisibility()") is False
    marked = page.evaluate("[...document.querySelectorAll('#page-hits mark')].map(each => each.textContent)")
    assert {text.lower() for text in marked} == {"thu ngân sách"}
    target = page.evaluate("document.querySelector('#page-hits a').hash")
    page.click("#page-hits a")
    page.wait(f"location.hash === '{target}'")
    assert 0 <= top_of(page, target) < 900


def test_search_needs_no_vietnamese_marks(opened: Opened) -> None:
    """Letters without marks, in any case, find the same as with them; đ is d."""
    page = opened()
    assert search(page, "dien tich") == search(page, "Diện tích") == search(page, "ĐIEN TÍCH")


def test_search_says_when_there_is_nothing(opened: Opened) -> None:
    """No hit is said in words."""
    found = search(opened(), "qqzzxx")
    assert found["text"]
    assert (found["count"], found["listed"]) == (None, 0)


def test_escape_ends_a_search(opened: Opened) -> None:
    """Escape empties the field and brings the contents back."""
    page = opened()
    search(page, "thu ngân sách")
    page.press("Escape")
    page.wait("document.getElementById('page-find').value === ''")
    page.wait("document.querySelector('nav').checkVisibility()")
    assert page.evaluate(FOUND)["listed"] == 0

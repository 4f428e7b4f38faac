"""From a number to its evidence: a panel beside the text, by mouse, touch and keyboard."""

from __future__ import annotations

import pytest

from tests.browser.chromium import DESKTOP, PHONE, Browser
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PANEL = "document.getElementById('page-evidence')"
STATED = "main .prose a.n[href*='-actual--report-']"
CELLS = """(id => [...document.getElementById(id).cells].map(cell => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(".mark").forEach(mark => mark.remove());
  return copy.textContent.trim();
}))"""
DERIVED = "main .prose a.n[href*='share']"


def _focus(page: Browser, selector: str) -> None:
    """Come to an element as the Tab key does: what is before it has the focus, and then it."""
    page.evaluate(f"document.querySelector({selector!r}).scrollIntoView({{ block: 'center' }})")
    page.evaluate(f"document.querySelector({selector!r}).focus({{ focusVisible: true }})")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_number_opens_its_evidence(opened: Opened, width: int) -> None:
    """Value as written, what it stands for and where it stands; the page stays where it was."""
    page = opened(width=width)
    page.click(STATED)
    cells = page.evaluate(f"{CELLS}(document.querySelector({STATED!r}).hash.slice(1))")
    said = page.evaluate(f"{PANEL}.textContent")
    assert len(cells) == 6
    assert all(cell in said for cell in cells)
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("document.activeElement.id") == "page-evidence"
    box = page.evaluate(f"(({{ left, right, bottom }}) => [left, right, bottom])({PANEL}.getBoundingClientRect())")
    assert box[0] >= 0
    assert box[1] <= width
    assert box[2] <= 900 + 1


def test_by_keyboard(opened: Opened) -> None:
    """The focus shows it, Enter keeps it open, Tab goes into it, and Escape comes back to the number."""
    page = opened()
    _focus(page, DERIVED)
    assert page.evaluate(f"[{PANEL}.hidden, {PANEL}.role]") == [False, "tooltip"]
    page.press("Enter")
    assert page.evaluate(f"[{PANEL}.hidden, {PANEL}.role]") == [False, "dialog"]
    page.press("Tab")
    assert page.evaluate(f"{PANEL}.contains(document.activeElement)")
    page.press("Escape")
    assert page.evaluate(f"[{PANEL}.hidden, document.activeElement === document.querySelector({DERIVED!r})]") == [
        True,
        True,
    ]


def test_from_a_formula_to_its_inputs(opened: Opened) -> None:
    """A derived number names what it rests on; each opens in the panel, and one click more is the evidence's row."""
    page = opened()
    page.click(DERIVED)
    inner = "#page-evidence dd a[href^='#fig-']"
    wanted = page.evaluate(f"document.querySelector({inner!r}).hash")
    page.click(inner)
    assert page.evaluate("document.querySelector('#page-evidence .more').hash") == wanted
    page.click("#page-evidence .more")
    assert page.evaluate("location.hash") == wanted
    assert page.evaluate(f"{PANEL}.hidden")
    top = page.evaluate(f"document.getElementById('{wanted[1:]}').getBoundingClientRect().top")
    assert 0 <= top < 900


def test_a_mark_tells_its_reason(opened: Opened) -> None:
    """And leads to what was checked."""
    page = opened()
    page.click("main .prose .mark > a")
    reason = page.evaluate("document.querySelector('main .prose .mark > a').getAttribute('aria-label')")
    assert reason
    assert reason in page.evaluate(f"{PANEL}.textContent")
    page.click("#page-evidence .more")
    assert page.evaluate("document.querySelector(':target') !== null")


def test_a_click_beside_it_closes_it(opened: Opened) -> None:
    """So does its button."""
    page = opened()
    page.click(STATED)
    page.click("main h2")
    assert page.evaluate(f"{PANEL}.hidden")
    page.click(STATED)
    page.click("#page-evidence button")
    assert page.evaluate(f"{PANEL}.hidden")


@pytest.mark.longer(alone=True)
def test_the_panel_has_no_violations(opened: Opened) -> None:
    """Open, in light and dark, wide and narrow."""
    for width, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        page = opened(width=width, scheme=scheme)
        page.click(DERIVED)
        assert page.violations() == []


def test_without_scripts_a_number_is_a_link_to_its_evidence(opened: Opened) -> None:
    """The row of evidence is where the link leads."""
    page = opened(scripts=False)
    page.click(STATED)
    assert page.evaluate("document.querySelector(':target').localName") == "tr"


def test_tab_leaves_the_panel_to_where_the_number_stands(opened: Opened) -> None:
    """Beyond its last button comes what follows the number; before its first link, what precedes it."""
    page = opened()
    _focus(page, DERIVED)
    page.press("Enter")
    for _ in range(12):
        page.press("Tab")
        if page.evaluate(f"{PANEL}.hidden || {PANEL}.role === 'tooltip'"):
            break
    near = f"document.querySelector({DERIVED!r}).getBoundingClientRect().top"
    gap = page.evaluate(f"document.activeElement.getBoundingClientRect().top - {near}")
    assert 0 <= gap < 600
    _focus(page, DERIVED)
    page.press("Enter", "Shift+Tab")
    assert abs(page.evaluate(f"document.activeElement.getBoundingClientRect().top - {near}")) < 600


def test_a_tapped_number_stays_in_sight(opened: Opened) -> None:
    """On a phone the panel is a sheet at the foot of the screen, and the number stands above it."""
    page = opened(width=PHONE, height=844)
    for number in (0, 3, 9):
        page.evaluate(f"document.querySelectorAll('main .prose a.n')[{number}].scrollIntoView({{ block: 'end' }})")
        page.evaluate(f"document.querySelectorAll('main .prose a.n')[{number}].click()")
        bottom = page.evaluate(f"document.querySelectorAll('main .prose a.n')[{number}].getBoundingClientRect().bottom")
        assert bottom < page.evaluate(f"{PANEL}.getBoundingClientRect().top")

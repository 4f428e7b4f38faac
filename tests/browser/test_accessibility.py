"""For everyone: WCAG 2.2 AA by axe-core, a path for the keyboard, and a dark page for those who want one."""

from __future__ import annotations

import pytest

from tests.browser.chromium import DESKTOP, PHONE, Browser
from tests.browser.conftest import Opened
from tests.browser.test_page import OPEN_DETAILS
from tests.extent import examples

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.longer(alone=True)]

FOCUSED = """(() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const kinds = {
    skip: ".skip", fold: "summary", find: "#page-find", contents: "nav a", number: "main a.n", report: "main",
  };
  const part = [...it.getClientRects()][0] || box;
  const top = document.elementFromPoint(part.left + part.width / 2, part.top + Math.min(part.height, innerHeight) / 2);
  return {
    kind: Object.keys(kinds).find(kind => it.matches(kinds[kind])) || it.localName,
    name: it.localName + " " + (it.id || it.hash || it.textContent.trim().slice(0, 40)),
    inMain: !!it.closest("main"),
    isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isOnScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isCovered: !!top && !it.contains(top) && !top.contains(it),
  };
})()"""

CONTRAST = """(() => {
  const light = text => text.match(/\\d+/g).slice(0, 3).map(Number).map(one => one / 255)
    .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const style = getComputedStyle(document.body), [ink, paper] = [light(style.color), light(style.backgroundColor)];
  return { paper, contrast: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) };
})()"""


LOOKS = [("light", PHONE), ("dark", DESKTOP), ("light", DESKTOP), ("dark", PHONE)]


@pytest.mark.longer
@pytest.mark.parametrize(("scheme", "width"), examples(LOOKS[:1], LOOKS))
def test_no_rule_of_wcag_is_broken(opened: Opened, scheme: str, width: int) -> None:
    """axe-core finds no violation of WCAG 2.2 A and AA, with the data behind the charts unfolded as well."""
    page = opened(scheme=scheme, width=width)
    page.evaluate(OPEN_DETAILS)
    assert page.violations() == []


def tab_until(page: Browser, kind: str, most: int = 300) -> list[dict[str, object]]:
    """Press Tab until the focus is on something of a kind; all that had it on the way."""
    stops = []
    for _ in range(most):
        page.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if stops[-1]["kind"] == kind:
            return stops
    raise AssertionError(f"Tab does not reach any {kind}: {[stop['name'] for stop in stops]}")


@pytest.mark.parametrize(
    ("width", "path"),
    [
        (DESKTOP, ["skip", "find", "contents", "number"]),
        (PHONE, ["skip", "fold", "number"]),
    ],
    ids=["desktop", "phone"],
)
def test_tab_walks_from_the_skip_link_to_the_numbers(opened: Opened, width: int, path: list[str]) -> None:
    """The skip link comes first, then what finds and lists, then the report; the focus is seen wherever it is."""
    stops = tab_until(opened(width=width), "number")
    kinds = dict.fromkeys(stop["kind"] for stop in stops if stop["kind"] in path or not stop["inMain"])
    assert list(kinds) == path
    assert [stop["name"] for stop in stops if not (stop["isOutlined"] and stop["isOnScreen"])] == []
    assert [stop["name"] for stop in stops if stop["isCovered"]] == []


def test_the_skip_link_leads_past_the_contents(opened: Opened) -> None:
    """Enter on the first stop goes to the report, and Tab goes on from there."""
    page = opened()
    page.press("Tab", "Enter")
    assert page.evaluate(FOCUSED)["kind"] == "report"
    page.press("Tab")
    assert page.evaluate(FOCUSED)["inMain"]


def test_keys_open_and_close_the_contents_on_a_phone(opened: Opened) -> None:
    """Enter unfolds the contents, Escape folds them and gives the focus back."""
    page = opened(width=PHONE)
    tab_until(page, "fold")
    is_open = "document.getElementById('page-contents').open"
    assert page.evaluate(is_open) is False
    page.press("Enter")
    assert page.evaluate(is_open) is True
    tab_until(page, "contents")
    page.press("Escape")
    assert page.evaluate(is_open) is False
    assert page.evaluate(FOCUSED)["kind"] == "fold"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_light_or_dark_as_the_reader_wants(opened: Opened, scheme: str) -> None:
    """A dark ground under prefers-color-scheme: dark, and text that stands out from it: AAA, 7 to 1."""
    said = opened(scheme=scheme).evaluate(CONTRAST)
    assert (said["paper"] < 0.05) if scheme == "dark" else (said["paper"] > 0.9)
    assert said["contrast"] >= 7

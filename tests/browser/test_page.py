"""The report as a file in a browser: alone, quiet, calm, and as wide as its window, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.chromium import DESKTOP, NEXT_FRAME, PHONE, SMALL_PHONE, TABLET
from tests.browser.conftest import Opened
from tests.extent import examples

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.longer(alone=True)]

OPEN_DETAILS = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"

READ_EVERYTHING = """(async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await NEXT_FRAME;
  }
})()""".replace("NEXT_FRAME", NEXT_FRAME)

TOO_WIDE = """(() => {
  const wide = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter(each =>
    !each.parentElement.closest(".scroll") && each.getBoundingClientRect().right > wide + 0.5);
  return ["the page: " + document.scrollingElement.scrollWidth + " > " + wide].concat(
    out.map(each => `${each.localName}.${each.className} #${each.id} ${each.textContent.trim().slice(0, 40)}`));
})()"""

SEEN = """[...document.querySelectorAll("main :is(h2, h3, h4, h5, h6, p, li, th, td, figcaption, summary, svg, a.n)")]
  .map(each => [each.localName, each.textContent.trim(), each.checkVisibility()])"""

SHIFT = """(async () => {
  let sum = 0;
  const observer = new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; });
  observer.observe({ type: "layout-shift", buffered: true });
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame++) {
    await new Promise(done => requestIdleCallback(done));
    await NEXT_FRAME;
  }
  return observer.takeRecords().reduce((sum, entry) => sum + entry.value, sum);
})()""".replace("NEXT_FRAME", NEXT_FRAME)

FIRST_PAINT_MS = """new Promise(done => new PerformanceObserver(list => {
  const first = list.getEntries().find(entry => entry.name === "first-contentful-paint");
  if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""


LOOKS = {
    "phone": {"width": PHONE},
    "no scripts": {"scripts": False},
    "light": {},
    "dark": {"scheme": "dark"},
    "print": {"media": "print"},
}


@pytest.mark.longer
@pytest.mark.parametrize("look", [LOOKS[name] for name in examples([*LOOKS][:2], [*LOOKS])])
def test_no_request_and_no_complaint(opened: Opened, report: Path, look: dict[str, object]) -> None:
    """Reading all of the report makes no request, and the console stays empty."""
    page = opened(**look)
    if look.get("scripts", True):
        page.evaluate(READ_EVERYTHING)
    page.evaluate(OPEN_DETAILS)
    heard = page.heard()
    assert [url for url in heard["requests"] if not url.startswith("data:")] == [report.as_uri()]
    assert heard["errors"] == []
    assert [said for said in heard["console"] if said.startswith(("error", "warning"))] == []


@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, TABLET, DESKTOP])
def test_the_page_is_as_wide_as_its_window(opened: Opened, width: int) -> None:
    """Wide tables and charts scroll in themselves; the page never does sideways."""
    page = opened(width=width)
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate(OPEN_DETAILS)
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_without_scripts_everything_can_be_read(opened: Opened, width: int) -> None:
    """Headings, tables, numbers and evidence are there and visible without scripts, word by word as with them."""
    seen = opened(width=width, scripts=False).evaluate(SEEN)
    assert opened(width=width).evaluate(SEEN) == seen
    visible = {name for name, _, is_visible in seen if is_visible}
    assert {"h2", "h3", "p", "th", "td", "figcaption", "svg", "a"} <= visible
    hidden = {text for name, text, is_visible in seen if not is_visible and name.startswith("h")}
    assert hidden == set()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_without_scripts_the_contents_lead_to_sections(opened: Opened, width: int) -> None:
    """Links are plain links."""
    page = opened(width=width, scripts=False)
    link = "nav > ol > li:nth-child(3) > a"
    target = page.evaluate(f"document.querySelector('{link}').hash")
    page.click(link)
    assert page.evaluate("location.hash") == target
    assert 0 <= page.evaluate(f"document.querySelector('{target}').getBoundingClientRect().top") < 450


def test_the_first_screen_answers(opened: Opened) -> None:
    """The main results stand first, above the fold of a desktop's window; what is stuck and what waits comes next."""
    page = opened(width=DESKTOP, height=900)
    top = "document.querySelector('main table').getBoundingClientRect().top"
    assert page.evaluate(top) < 900
    remarks = "document.querySelector('.remarks').querySelectorAll('.callout .title')"
    titles = page.evaluate(f"[...{remarks}].map(title => title.textContent)")
    assert ["Đang vướng" in titles[0], "Số liệu chờ xác nhận" in titles[1]] == [True, True]


def test_nothing_jumps(opened: Opened) -> None:
    """What is read stays where it is while the page loads, so slowly that it is painted before its script has run."""
    for width in (PHONE, DESKTOP):
        assert opened(width=width, slowness=4).evaluate(SHIFT) < 0.05, "half of what the web counts as good"


def test_something_is_painted(opened: Opened, record_property: Callable[[str, object], None]) -> None:
    """The page paints; how soon is reported (``make bench`` measures), since machines differ."""
    milliseconds = opened().evaluate(FIRST_PAINT_MS)
    record_property("first_contentful_paint_ms", milliseconds)
    assert milliseconds > 0


def test_the_file_is_small(report: Path) -> None:
    """A report travels by e-mail: under 2 MB."""
    assert report.stat().st_size < 2_000_000


def test_print_leaves_out_what_only_a_screen_needs(opened: Opened) -> None:
    """On paper there are no contents to click and no fields, but every row of every table."""
    page = opened(media="print")
    visible = "[...document.querySelectorAll('.sidebar, .skip, input, footer .top')].filter(e => e.checkVisibility())"
    assert page.evaluate(f"{visible}.length") == 0
    rows = "[...document.querySelectorAll('main tr')].filter(e => !e.closest('details') && !e.checkVisibility())"
    assert page.evaluate(f"{rows}.length") == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_on_a_phone_it_has_fewer_than_sixty_screens(opened: Opened) -> None:
    """What is looked up is folded; a link into it, and what is found in it, unfold it."""
    page = opened(width=PHONE, height=844)
    assert page.evaluate("document.documentElement.scrollHeight / 844") < 60
    row = "document.querySelector('details.folded tr[id^=fig-]')"
    assert not page.evaluate(f"{row}.closest('details').open")
    page.evaluate(f"location.hash = {row}.id")
    page.wait(f"{row}.closest('details').open")


def test_prose_uses_a_wide_window(opened: Opened) -> None:
    """At 1440 px paragraphs fill more than half of the window, in lines that can be read, and long lists two thirds."""
    page = opened(width=DESKTOP)
    widths = """(which => [...document.querySelectorAll("main .prose")].filter(each => each.matches(which))
      .map(each => each.getBoundingClientRect().width))"""
    paragraphs, lists = (page.evaluate(f"{widths}('{which}')") for which in ("div", ":has(> li:nth-child(4))"))
    assert paragraphs
    assert lists
    assert all(0.5 * DESKTOP < width < 54 * 16 + 1 for width in paragraphs)
    assert all(width > 0.65 * DESKTOP for width in lists)


@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, DESKTOP])
def test_no_number_of_a_table_is_cut(opened: Opened, width: int) -> None:
    """A cell is as wide as its number, or its table scrolls: 552,054 never reads as 552,0."""
    page = opened(width=width)
    page.evaluate(OPEN_DETAILS)
    cut = """[...document.querySelectorAll("main td.num .n")].filter(number => {
      const text = [...number.childNodes].find(part => part.nodeType === Node.TEXT_NODE);
      const digits = document.createRange();
      const found = /[0-9][0-9.,]*/.exec(text ? text.data : "");
      if (!found) return false;
      digits.setStart(text, found.index);
      digits.setEnd(text, found.index + found[0].length);
      const [first, ...others] = digits.getClientRects(), cell = number.closest("td").getBoundingClientRect();
      return first && (others.length > 0 || first.left < cell.left - 1 || first.right > cell.right + 1);
    }).map(number => number.textContent)"""
    assert page.evaluate(cut) == []

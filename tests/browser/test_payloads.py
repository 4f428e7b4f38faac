"""Whatever stands in the data and settings executes nothing in a browser, and becomes no part of the page but text.

What is planted, and that it is read as text, is tested in ``tests/report/test_payloads.py``.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kimtan.languages import Language
from tests.browser.chromium import NEXT_FRAME, Browser
from tests.browser.test_page import OPEN_DETAILS, READ_EVERYTHING
from tests.report.planting import Edition, edition
from tests.shared import Shared

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.longer(alone=True)]

LANGUAGES: Sequence[Language] = ["vi", "en"]

ELEMENTS = """(() => {
  const counted = {};
  for (const each of document.querySelectorAll("*")) {
    if (each.localName === "wbr" || each.matches("svg :is(text, tspan)")) continue;
    const names = each.getAttributeNames().sort().join(" ");
    const key = `${each.localName} [${names}] ${each.checkVisibility() ? "visible" : "hidden"}`;
    counted[key] = (counted[key] || 0) + 1;
  }
  return counted;
})()"""

TOUCH_EVERYTHING = """(() => {
  const stay = event => event.preventDefault();
  document.addEventListener("click", stay, true);
  let cards = 0, links = 0;
  for (const each of document.querySelectorAll("body *")) {
    for (const name of ["pointerover", "mouseover", "mouseenter", "pointerdown", "mousedown", "mouseup"]) {
      each.dispatchEvent(new (name.startsWith("p") ? PointerEvent : MouseEvent)(name, { bubbles: true }));
    }
    if (each.matches("a, button, input, summary, [tabindex]") && (each.title || ++links % 5 === 0)) {
      each.focus({ preventScroll: true, focusVisible: true });
      cards += !document.getElementById("page-evidence").hidden;
    }
    if (each.click && !each.matches("summary")) each.click();
  }
  document.removeEventListener("click", stay, true);
  return cards;
})()"""

SEARCH = """(async words => {
  const field = document.getElementById("page-find");
  const found = () => document.querySelectorAll("#page-hits > li").length;
  for (const [asked, isDone] of [["", () => !found()], [words, found]]) {
    field.value = asked;
    field.dispatchEvent(new Event("input"));
    for (const until = Date.now() + 10_000; !isDone() && Date.now() < until;) {
      await NEXT_FRAME;
    }
  }
  return [document.querySelectorAll("#page-hits > li").length,
    [...document.querySelectorAll("#page-hits *")].filter(e => !e.matches("li, a, mark, small")).length];
})""".replace("NEXT_FRAME", NEXT_FRAME)

SORT_AND_FILTER = """(() => {
  const buttons = [...document.querySelectorAll("button.sort")];
  const fields = [...document.querySelectorAll(".filter input")];
  buttons.forEach(each => each.click());
  for (const field of fields) {
    field.value = "<img src=x onerror=window.planted=true>";
    field.dispatchEvent(new Event("input"));
    field.value = "";
    field.dispatchEvent(new Event("input"));
  }
  return [buttons.length, fields.length];
})()"""

BY_HAND = """
<script>window.planted = "inline"</script>
<script src="https://planted.invalid/a.js"></script>
<img src="https://planted.invalid/a.png" alt="" onerror="window.planted = 'handler'">
<link rel="stylesheet" href="https://planted.invalid/a.css">
<style>main { display: none }</style>
<p id="styled" style="position: fixed">x</p>
<iframe src="https://planted.invalid/frame" title="x"></iframe>
<object data="https://planted.invalid/object"></object>
<video src="https://planted.invalid/a.mp4"></video>
<form action="https://planted.invalid/form"><button id="sent">x</button></form>
<a id="run" href="javascript:window.planted='link'">x</a>
"""


def untouched(page: Browser, file: Path) -> None:
    """Nothing has run, asked for anything, complained or led away."""
    heard = page.heard()
    assert page.evaluate("typeof window.planted") == "undefined"
    assert {url for url in heard["requests"] if not url.startswith("data:")} == {file.as_uri()}
    assert heard["errors"] == []
    assert [said for said in heard["console"] if said.startswith(("error", "warning"))] == []
    assert page.evaluate("location.href.replace(location.hash, '')") == file.as_uri()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_planted_becomes_an_element(browser: Browser, shared: Shared, language: Language) -> None:
    """A browser builds the same elements out of the page as out of one with harmless words, and shows the same ones."""
    built = []
    for is_harmless in (False, True):
        browser.open(edition(shared, language, is_harmless).page, scripts=False)
        browser.evaluate(OPEN_DETAILS)
        built.append(browser.evaluate(ELEMENTS))
    assert built[0] == built[1]
    assert sum(built[0].values()) > 5_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_planted_runs(browser: Browser, shared: Shared, language: Language) -> None:
    """All is read, hovered, focused and clicked, searched for, sorted and filtered: nothing but text comes of it."""
    planted: Edition = edition(shared, language)
    browser.open(planted.page)
    browser.evaluate(OPEN_DETAILS)
    browser.evaluate(READ_EVERYTHING)
    untouched(browser, planted.page)
    browser.press("Tab", "Tab")
    assert browser.evaluate(TOUCH_EVERYTHING) > 300, "evidence beside numbers, and reasons beside marks"
    untouched(browser, planted.page)
    for words in ("<img src=x onerror=window.planted=true>", '" onfocus="window.planted', "{{ window", "javascript:"):
        hits, other = browser.evaluate(f"{SEARCH}({words!r})")
        assert hits > 0
        assert other == 0
    browser.click("#page-hits a")
    sorted_by, filtered = browser.evaluate(SORT_AND_FILTER)
    assert sorted_by > 20
    assert filtered > 0
    browser.media("print")
    untouched(browser, planted.page)


def test_the_policy_stops_what_is_put_in_by_hand(browser: Browser, shared: Shared, tmp_path: Path) -> None:
    """Scripts, handlers, styles and addresses that are written into the file stay dead; without the policy they run."""
    html = edition(shared, "vi", is_harmless=True).page.read_text(encoding="utf-8")
    spoilt = html.replace("</main>", BY_HAND + "</main>", 1)
    guarded, bare = tmp_path / "guarded.html", tmp_path / "bare.html"
    guarded.write_text(spoilt, encoding="utf-8")
    bare.write_text(spoilt.replace('http-equiv="Content-Security-Policy"', 'name="x"', 1), encoding="utf-8")
    click = "for (const id of ['run', 'sent']) document.getElementById(id).click()"

    browser.open(guarded)
    browser.evaluate(click)
    rules = ("script-src", "style-src", "img-src", "default-src", "form-action")
    deadline = time.monotonic() + 15
    while not all(rule in " ".join(browser.heard()["console"]) for rule in rules) and time.monotonic() < deadline:
        browser.evaluate(NEXT_FRAME)
    heard = browser.heard()
    assert browser.evaluate("typeof window.planted") == "undefined"
    assert browser.evaluate("document.querySelector('main').checkVisibility()")
    assert browser.evaluate("getComputedStyle(document.getElementById('styled')).position") == "static"
    assert browser.evaluate("location.href") == guarded.as_uri()
    asked = [url for url in heard["requests"] if "planted" in url]
    assert sorted(heard["refused"]) == sorted(f"{url}: csp" for url in asked)
    refused = [said for said in heard["console"] if "Content Security Policy" in said]
    for rule in rules:
        assert any(rule in said for said in refused), rule

    browser.open(bare)
    assert browser.evaluate("window.planted") in ("inline", "handler")
    assert not browser.evaluate("document.querySelector('main').checkVisibility()")
    assert any("planted.invalid" in url for url in browser.heard()["requests"])

"""The page of a proofed document in a browser: its numbers answer to clicks and keys, and everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.extract.documents import text
from kimtan.report.proof_page import proof_page
from tests.browser.chromium import DESKTOP, PHONE, Browser
from tests.extract import invented
from tests.report.test_proof_page import SOURCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARD = """(() => {
  const card = document.getElementById("proof-card"), box = card.getBoundingClientRect();
  return {
    isShown: !card.hidden, text: card.textContent, isFocused: card === document.activeElement,
    fits: box.left >= 0 && box.right <= document.documentElement.clientWidth,
  };
})()"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A proofed document with a number of every kind, and a wide table."""
    wide = "".join(f"| {n}000 " for n in range(10, 30))
    source = f"{SOURCE}\n{wide}|\n{wide}|\n" + "\n\nThu ngân sách đạt 77,7 tỷ đồng." * 40
    document = text.read(source.encode(), "bao-cao.md", "bao-cao.md")
    reading = invented.read(document)
    path = tmp_path_factory.mktemp("proof") / "bao-cao.proof.html"
    path.write_text(proof_page(document, reading, invented.proof(document, reading)), encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "width"), [("light", PHONE), ("dark", DESKTOP)])
def test_everybody_can_read_it(browser: Browser, page: Path, scheme: str, width: int) -> None:
    """No rule of WCAG 2.2 AA is broken, with a panel open as well, and nothing is wider than a phone."""
    browser.open(page, scheme=scheme, width=width)
    assert browser.violations() == []
    browser.evaluate("document.getElementById('n1').click()")
    assert browser.evaluate(CARD)["fits"]
    assert browser.violations() == []
    assert browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_number_answers_to_the_keyboard(browser: Browser, page: Path) -> None:
    """Enter opens its panel, which has the focus; Escape closes it and leads back."""
    browser.open(page)
    browser.evaluate("document.getElementById('n1').focus()")
    browser.press("Enter")
    card = browser.evaluate(CARD)
    assert card["isShown"]
    assert card["isFocused"]
    assert "thu <ngân sách>" in card["text"]
    assert invented.TEXT in card["text"]
    assert "KhớpKhớp." in card["text"]  # what holds is told as well
    browser.press("Escape")
    assert not browser.evaluate(CARD)["isShown"]
    assert browser.evaluate("document.activeElement.id") == "n1"


def test_links_of_findings_lead_to_the_number(browser: Browser, page: Path) -> None:
    """The number is on the screen with its panel; another click closes it."""
    browser.open(page)
    browser.evaluate("document.querySelector('.findings a').click()")
    assert browser.evaluate("document.querySelector('.asked').id") == "n1"
    assert browser.evaluate("document.querySelector('.asked').getBoundingClientRect().top < innerHeight")
    browser.evaluate("document.querySelector('.asked').click()")
    assert not browser.evaluate(CARD)["isShown"]

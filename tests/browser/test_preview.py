"""A preview as its reader sees it: the page follows the files, and the reader stays where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Browser
from tests.report.running_preview import PERIOD, previewed, replaced

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PIGS = "livestock.pigs,actual,{0},head,{1}"
IN_PAGE = "document.querySelector('main')?.textContent.includes('{}')"
HIDDEN = "document.getElementById('preview-problems').hidden"
TOP = "Math.round([...document.querySelectorAll('main tr')].at(-1).getBoundingClientRect().top)"


@pytest.mark.longer(alone=True)
def test_a_saved_figure_is_on_the_open_page_at_its_place_and_a_wrong_one_is_told(
    browser: Browser, tmp_path: Path, stored_findings: Path
) -> None:
    """A saved figure is seen without scrolling anew; a slip stands over the last good page until it is mended."""
    with previewed(tmp_path / "kim-tan", stored_findings) as (workspace, preview):
        file = workspace.observations_file(PERIOD)
        next(now for now in preview.told() if "page-report" in preview.page())
        browser.open(preview.address.url, height=400)
        browser.wait(IN_PAGE.format("876"))
        browser.evaluate("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })")
        before = browser.evaluate(TOP)
        assert browser.evaluate("scrollY") > 0

        replaced(file, PIGS.format(876, 876), PIGS.format(861, 861))
        browser.wait(f"{IN_PAGE.format('861')} && document.readyState === 'complete' && scrollY > 0")
        assert abs(browser.evaluate(TOP) - before) <= 2

        replaced(file, PIGS.format(861, 861), PIGS.format("86l", 861))
        browser.wait(f"!{HIDDEN}")
        told = browser.evaluate("document.getElementById('preview-problems').textContent")
        assert "data/2023-H1/observations.csv:" in told
        assert "86l" in told
        assert browser.evaluate(IN_PAGE.format("861"))

        replaced(file, PIGS.format("86l", 861), PIGS.format(861, 861))
        browser.wait(HIDDEN)
        heard = browser.heard()
        assert heard["errors"] == []
        assert [line for line in heard["console"] if line.startswith("error")] == []
        assert all(request.startswith((preview.address.url, "data:")) for request in heard["requests"])

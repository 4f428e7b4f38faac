"""A browser and a report to read in it; both once a session.

What is missing is told in the message of the skip. ``KIMTAN_BROWSER=required`` fails instead of skipping, and
``KIMTAN_BROWSER_REPORT=outputs/2023-H1/report.html`` tests a page that is there instead of making one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium
from tests.browser.chromium import Browser
from tests.conftest import REPOSITORY

Opened = Callable[..., Browser]
"""Opens the report, with the options of :meth:`Browser.open`."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that is played from tests."""
    missing = chromium.missing()
    if missing:
        tell = pytest.fail if os.environ.get("KIMTAN_BROWSER") == "required" else pytest.skip
        tell(f"No tests in a browser: {'; '.join(missing)}.")
    with chromium.started() as started:
        yield started


@pytest.fixture(scope="session")
def report(browser: Browser, request: pytest.FixtureRequest) -> Path:
    """The repository's first report, or the one that is named."""
    given = os.environ.get("KIMTAN_BROWSER_REPORT")
    if given:
        return (REPOSITORY / given).resolve()
    root: Path = request.getfixturevalue("published_workspace")
    return root / "outputs" / "2023-H1" / "report.html"


@pytest.fixture
def opened(browser: Browser, report: Path) -> Opened:
    """A function that opens the report, and gives the browser with it."""

    def read(**options: Any) -> Browser:
        browser.open(report, **options)
        return browser

    return read

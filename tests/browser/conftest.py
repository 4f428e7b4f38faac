"""A browser and a report to read in it; both once a session.

What is missing is told in the message of the skip. ``KIMTAN_BROWSER=required`` fails instead of skipping, and
``KIMTAN_BROWSER_REPORT=outputs/2023-H1/report.html`` tests a page that is there instead of making one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from kimtan.report.build import build_report
from kimtan.workspace import Workspace
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
def report(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's first report, made by whichever worker comes first; the others wait for it."""
    given = os.environ.get("KIMTAN_BROWSER_REPORT")
    if given:
        return (REPOSITORY / given).resolve()
    own = tmp_path_factory.getbasetemp()
    root = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "browser"
    workspace = Workspace(root)
    with FileLock(f"{root}.lock"):
        file = workspace.outputs_dir / "2023-H1" / "report.html"
        if not file.exists():
            for folder in ("params", "data", "notebooks"):
                shutil.copytree(REPOSITORY / folder, root / folder, dirs_exist_ok=True)
            build_report(workspace, workspace.params_file("2023-H1"))
        return file


@pytest.fixture
def opened(browser: Browser, report: Path) -> Opened:
    """A function that opens the report, and gives the browser with it."""

    def read(**options: Any) -> Browser:
        browser.open(report, **options)
        return browser

    return read

"""The repository's first report in its editions, each made once a test run for all tests that look at one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kimtan.config import Audience
from kimtan.languages import Language
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests.shared import Shared

FIRST = "2023-H1"

NotebookOf = Callable[..., Any]
PageOf = Callable[..., str]


@pytest.fixture(scope="session")
def notebook_of(shared: Shared, first_period: Workspace) -> NotebookOf:
    """A function that gives an edition's stitched notebook, made without kernels; a new copy each time."""

    def notebook(language: Language = "vi", audience: Audience = "internal") -> Any:
        import nbformat

        from tests.inprocess import stitched

        def make() -> str:
            return json.dumps(stitched(first_period, language=language, audience=audience))

        return nbformat.from_dict(json.loads(shared.text(f"notebook-{language}-{audience}", make)))

    return notebook


@pytest.fixture(scope="session")
def page_of(shared: Shared, notebook_of: NotebookOf) -> PageOf:
    """A function that gives an edition's page."""

    @cache
    def text(language: Language = "vi", audience: Audience = "internal") -> str:
        from kimtan.report.page import render

        return shared.text(f"page-{language}-{audience}", lambda: render(notebook_of(language, audience)))

    return text


@pytest.fixture(scope="session")
def published_workspace(shared: Shared, kernels: SectionPool) -> Path:
    """A workspace with the repository's first report, as it is published: by kernels, as a page.

    Whoever changes something in it takes a copy.
    """

    def make(root: Path) -> None:
        from kimtan.report.build import Options, build_report
        from tests.conftest import copied

        workspace = copied(root)
        build_report(workspace, workspace.params_file(FIRST), Options(pool=kernels))

    return shared.folder("published", make)

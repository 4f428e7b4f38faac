"""The page of a preview is the one that a report has, from one saved file to the next."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from kimtan.config import PeriodConfig
from kimtan.errors import Problem, SectionError
from kimtan.report.build import Options, build_report
from kimtan.report.preview import making
from kimtan.report.preview.making import PageMaker
from kimtan.run import scratch
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace
from tests.conftest import copied
from tests.kernels import kernels
from tests.report.running_preview import PERIOD, replaced

__all__ = ["kernels"]


def test_no_other_run_clears_away_the_folder_of_a_page_that_takes_long(
    tmp_path: Path, stored_findings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sections may run for minutes: their folder is held, so that a report made meanwhile leaves it alone."""
    workspace = copied(tmp_path / "kim-tan")
    shutil.copytree(stored_findings, workspace.findings_dir)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "_LONGEST", 500)
    folders: list[Path] = []

    class SlowSuite:
        def __init__(self, _workspace: Workspace, _config: PeriodConfig, folder: Path, *_: Any, **__: Any) -> None:
            folders.append(folder.parent)

        def run(self, _: Any) -> Any:
            os.utime(folders[0], (time.time() - 2 * scratch.UNHELD_SECONDS,) * 2)
            scratch.clear_scratch()
            assert folders[0].is_dir()
            raise SectionError(Problem("10_economy", "It ran.", "", "test"))

    monkeypatch.setattr(making, "Suite", SlowSuite)
    pool = Mock(spec=SectionPool)
    with pytest.raises(SectionError, match="It ran"):
        PageMaker(workspace, workspace.params_file(PERIOD), pool).page()
    assert not folders[0].exists()


@pytest.mark.longer(alone=True)
@pytest.mark.slow
def test_the_page_of_a_preview_is_the_reports_whatever_it_keeps(
    tmp_path: Path, stored_findings: Path, kernels: SectionPool
) -> None:
    """What is kept of blocks and notebooks is never out of date: one figure changed, another, the first one back."""
    workspace = copied(tmp_path / "kim-tan")
    shutil.copytree(stored_findings, workspace.findings_dir)
    params = workspace.params_file(PERIOD)
    maker = PageMaker(workspace, params, kernels)
    pigs = "livestock.pigs,actual,876,head,876", "livestock.pigs,actual,861,head,861"
    for old, new in (
        pigs,
        ('income.total,actual,552.054,vnd_bn,"552,054"', 'income.total,actual,552.154,vnd_bn,"552,154"'),
        pigs[::-1],
    ):
        replaced(workspace.observations_file(PERIOD), old, new)
        report = build_report(workspace, params, Options(pool=kernels))
        assert maker.page() == (report.folder / "report.html").read_text(encoding="utf-8")

"""The page of a preview is the one that a report has, from one saved file to the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kimtan.report.build import Options, build_report
from kimtan.report.preview.making import PageMaker
from kimtan.run.pools import SectionPool
from tests.conftest import copied
from tests.kernels import kernels
from tests.report.running_preview import PERIOD, replaced

__all__ = ["kernels"]


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

"""A guess at what will be run: right where files were saved after the report, and never an error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kimtan.run.behind import is_any_behind
from kimtan.run.manifest import RUN
from kimtan.workspace import Workspace
from tests.conftest import write_workspace

PERIOD = "2024-H1"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """With a report of its period, made an hour after all files were saved."""
    made = write_workspace(tmp_path, [], [])
    monkeypatch.chdir(tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, (10_000, 10_000))
    run = made.outputs_dir / PERIOD / RUN
    run.parent.mkdir(parents=True)
    run.write_text("{}")
    os.utime(run, (13_600, 13_600))
    return made


def test_a_report_made_after_its_files_is_not_behind(workspace: Workspace) -> None:
    """Nor is a period that is not there, which is told by whoever reads it."""
    assert not is_any_behind([PERIOD])
    assert not is_any_behind(["2031-H1", "no/such/file.yml"])


@pytest.mark.parametrize("what", ["params", "figures", "dictionary", "report"])
def test_a_file_saved_since_puts_it_behind(workspace: Workspace, what: str) -> None:
    """Also one of the dictionary; so does a report that was never made."""
    file = {
        "params": workspace.params_file(PERIOD),
        "figures": workspace.observations_file(PERIOD),
        "dictionary": workspace.data_dir / "indicators.csv",
        "report": workspace.outputs_dir / PERIOD / RUN,
    }[what]
    file.unlink() if what == "report" else os.utime(file, (20_000, 20_000))
    assert is_any_behind(["2031-H1", PERIOD])

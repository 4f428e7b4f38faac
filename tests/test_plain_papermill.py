"""A params file is plain papermill input: every notebook runs without kimtan's own runner."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from kimtan.report.blocks import blocks_of
from kimtan.workspace import Workspace
from tests.conftest import NOTEBOOKS, copied
from tests.extent import examples

pytestmark = [pytest.mark.slow, pytest.mark.longer]

WITH_PARAMETERS = [path for path in NOTEBOOKS if path.stem != "start_here"]


def papermill(notebook: str, output: Path, params: str, folder: Path) -> str:
    """Run one notebook by papermill's own command line; what it wrote to the error stream."""
    command = [sys.executable, "-m", "papermill", notebook, str(output), "-f", params, "--no-progress-bar"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def looked_at(log: str, output: Path) -> None:
    """Papermill knew every parameter, and the notebook shows blocks and nothing else."""
    assert "unknown parameter" not in log.lower()
    notebook = nbformat.read(output, as_version=4)
    shown = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert blocks_of(nbformat.v4.new_notebook(cells=shown), output.name)


@pytest.mark.parametrize("path", examples(WITH_PARAMETERS[9:10], WITH_PARAMETERS), ids=lambda path: path.stem)
def test_every_notebook_runs_from_the_root(path: Path, tmp_path: Path, first_period: Workspace) -> None:
    """``papermill notebooks/X.ipynb out.ipynb -f params/2023-H1.yml`` in the root; some of them in the short form."""
    output = tmp_path / path.name
    log = papermill(f"notebooks/{path.name}", output, "params/2023-H1.yml", first_period.root)
    looked_at(log, output)


@pytest.mark.longer(alone=True)
@pytest.mark.parametrize("path", WITH_PARAMETERS[::9], ids=lambda path: path.stem)
def test_notebooks_run_from_their_own_folder(path: Path, tmp_path: Path, first_period: Workspace) -> None:
    """The workspace is found upward from the working directory."""
    output = tmp_path / path.name
    log = papermill(path.name, output, "../params/2023-H1.yml", first_period.notebooks_dir)
    looked_at(log, output)


@pytest.mark.longer(alone=True)
def test_a_notebook_runs_in_a_copy_of_the_workspace_elsewhere(tmp_path: Path) -> None:
    """Nothing in a notebook names this repository; the unit's own data are read."""
    elsewhere = copied(tmp_path / "Kim Tân khác").root
    output = tmp_path / "out.ipynb"
    looked_at(papermill("notebooks/22_education.ipynb", output, "params/2023-H1.yml", elsewhere), output)

"""What ``kimtan lab`` does: JupyterLab in the folder of the notebooks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from kimtan.cli.output import count, error_console, from_here, say
from kimtan.errors import InputError, Problem
from kimtan.workspace import Workspace
from kimtan.writing import writing

_START = "start_here.ipynb"

JUPYTER_DATA = Path(__file__).with_name("jupyter")
"""A folder of data for Jupyter: the template of a section's notebook, which jupyterlab-templates offers."""


def start(workspace: Workspace, options: Sequence[str] = ()) -> int:
    """Go on as JupyterLab; where the system cannot do that, wait for it and give its exit code.

    Parameters
    ----------
    options
        JupyterLab's own, which it gets as they are.

    Raises
    ------
    InputError
        There is no notebook to open.
    OutputError
        Copies of the suite's notebooks cannot be written.
    """
    command = [*_command(workspace), *options]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(JUPYTER_DATA), os.environ.get("JUPYTER_PATH"))))
    if os.name == "posix":
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)


def _command(workspace: Workspace) -> list[str]:
    """The command line that opens the workspace's notebooks, or copies of the suite's where it has none of its own."""
    folder = workspace.notebooks_dir
    if not any(folder.glob("*.ipynb")):
        seen, remedy = "There is no notebook in this folder.", "Put some into it, or install kimtan anew."
        raise InputError(Problem(workspace.shown(folder), seen, remedy, "lab.none"))
    if not folder.is_relative_to(workspace.root):
        folder = _copies(folder, workspace)
    first = folder / _START if (folder / _START).exists() else folder
    opened = first.relative_to(workspace.root).as_posix()
    options = [f"--ServerApp.root_dir={workspace.root}", f"--LabApp.default_url=/lab/tree/{opened}"]
    return [sys.executable, "-m", "jupyterlab", *options]


def _copies(suite: Path, workspace: Workspace) -> Path:
    """A folder with copies of the suite's notebooks; what somebody changed in it stays as it is.

    They are not the report's: the suite's own go on to be that, so that a newer kimtan brings newer ones.
    """
    folder = workspace.explore_dir
    missing = [path for path in sorted(suite.glob("*.ipynb")) if not (folder / path.name).exists()]
    with writing(workspace.shown(folder)):
        folder.mkdir(exist_ok=True)
        for path in missing:
            shutil.copyfile(path, folder / path.name)
    where = error_console()
    if missing:
        say(f"{count(len(missing), 'notebook')} of kimtan copied into {from_here(folder)}, to explore with.", where)
    say("The report is made without them; a copy in notebooks/ takes the place of kimtan's own.", where)
    return folder

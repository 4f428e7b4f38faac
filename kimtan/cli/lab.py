"""What ``kimtan lab`` does: JupyterLab in the folder of the notebooks."""

from __future__ import annotations

import os
import sys

from kimtan.cli.output import error_console, say
from kimtan.errors import InputError, Problem
from kimtan.workspace import Workspace


def start(workspace: Workspace) -> int:
    """Go on as JupyterLab; where the system cannot do that, wait for it and give its exit code.

    Raises
    ------
    InputError
        There is no notebook to open.
    """
    command = _command(workspace)
    if os.name == "posix":
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)


def _command(workspace: Workspace) -> list[str]:
    """The command line that opens the workspace's notebooks, or the suite's where it has none of its own."""
    folder = workspace.notebooks_dir
    if not any(folder.glob("*.ipynb")):
        seen, remedy = "There is no notebook in this folder.", "Put some into it, or install kimtan anew."
        raise InputError(Problem(workspace.shown(folder), seen, remedy, "lab.none"))
    root = workspace.root
    if not folder.is_relative_to(root):
        root = folder.parent
        say("This workspace has no notebooks of its own: these are the suite's.", error_console())
        say(f"To run them on its figures, copy them from {folder} into notebooks/ here.", error_console())
    opened = folder.relative_to(root).as_posix()
    options = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab/tree/{opened}"]
    return [sys.executable, "-m", "jupyterlab", *options]

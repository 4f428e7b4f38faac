"""The files of a new period, written together where none of it exists yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kimtan.data import datapackage
from kimtan.data.changing import all_or_nothing, only_writer
from kimtan.errors import InputError, Problem
from kimtan.period import Period
from kimtan.workspace import Workspace
from kimtan.writing import write_new, writing


def refuse_existing(workspace: Workspace, period: Period) -> None:
    """Refuse a period of which something is there.

    Raises
    ------
    InputError
        With each file or folder of it that there is.
    """
    places = (workspace.params_file(str(period)), workspace.period_dir(str(period)))
    seen, remedy = "It exists already, and nothing is ever overwritten.", "Go on with it, or move it away."
    if existing := [path for path in places if path.exists()]:
        raise InputError(*(Problem(workspace.shown(path), seen, remedy, "period.exists") for path in existing))


def write_files(workspace: Workspace, period: Period, files: Mapping[Path, str], unit: str) -> None:
    """Write all files of a new period and the description of the data, or none of them.

    Raises
    ------
    InputError
        When something of the period has come to exist meanwhile.
    OutputError
        When a file cannot be written.
    """
    with writing(workspace.shown(workspace.period_dir(str(period)))), only_writer(workspace):
        refuse_existing(workspace, period)
        with all_or_nothing(workspace, [*files, workspace.datapackage_file]):
            for path, text in files.items():
                write_new(path, text.encode())
            datapackage.write(workspace, unit)

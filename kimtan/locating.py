"""Which workspace is meant: by a folder in it, by a params file, or by what was typed on a command line."""

from __future__ import annotations

from pathlib import Path

from kimtan.errors import InputError, Problem
from kimtan.workspace import Workspace

_MAKE_ONE = "Change into a folder that has params/ and data/, or name a params file (communes/x/params/2026-H1.yml)."


def find_workspace(start: Path | None = None) -> Workspace:
    """Find the workspace that holds a folder (the working directory by default): the nearest one upward.

    Raises
    ------
    InputError
        When there is none.
    """
    begin = (start or Path()).resolve()
    for folder in (begin, *begin.parents):
        if (folder / "params").is_dir() and (folder / "data").is_dir():
            return Workspace(folder)
    seen = "Neither this folder nor one above it has params/ and data/ in it."
    raise _error(begin.as_posix(), seen, _MAKE_ONE, "workspace.not_found")


def workspace_of(path: Path) -> Workspace:
    """Give the workspace of a params file: the parent of the ``params/`` folder that it is in.

    Raises
    ------
    InputError
        When the file is in another folder, or no ``data/`` is beside ``params/``.
    """
    folder = path.parent.resolve()
    if folder.name != "params":
        seen = f"A params file lies in a folder named params, this one lies in '{folder.name}'."
        raise _error(path.as_posix(), seen, "Move it there, beside a data/ folder.", "workspace.not_in_params")
    if not (folder.parent / "data").is_dir():
        seen = "There is no data/ folder beside the params/ folder of this file."
        raise _error(path.as_posix(), seen, "Put the figures into data/<period>/ there.", "workspace.no_data")
    return Workspace(folder.parent)


def resolve(argument: str) -> tuple[Workspace, Path]:
    """Give workspace and params file for a command line argument.

    Parameters
    ----------
    argument
        A period (``2023-H1``: ``params/2023-H1.yml`` of the workspace around the working directory) or the path
        of a params file.

    Raises
    ------
    InputError
        When it names nothing that exists; the message lists the periods that there are.
    """
    path = Path(argument)
    if path.suffix in (".yml", ".yaml") or path.name != argument:
        return _resolve_path(argument, path)
    workspace = find_workspace()
    return workspace, workspace.existing_params(argument)


def _resolve_path(argument: str, path: Path) -> tuple[Workspace, Path]:
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:  # a name too long, a folder without permission
        seen = f"This path cannot be used ({error.strerror})."
        raise _error(argument, seen, "Correct it.", "workspace.no_params_file") from error
    if is_folder:
        seen, remedy = "This is a folder.", "Name a params file in it: params/2023-H1.yml."
    elif path.suffix != ".yml":
        seen, remedy = "The name of a params file ends in .yml.", "Name it so."
    elif not is_file:
        seen, remedy = "There is no such params file.", "Correct the path, or write the file."
    else:
        workspace = workspace_of(path)
        return workspace, workspace.params_file(path.stem)
    raise _error(argument, seen, remedy, "workspace.no_params_file")


def _error(place: str, seen: str, remedy: str, code: str) -> InputError:
    return InputError(Problem(place, seen, remedy, code))

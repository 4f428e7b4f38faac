"""A personal file of matplotlib, which it reads when it is imported: it changes no chart, and must be readable.

Whatever imports matplotlib ends where the file is no text, and waits for ever where it is a pipe.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kimtan.errors import InputError, Problem

_NAME = "matplotlibrc"


def check_personal(environ: Mapping[str, str] = os.environ) -> None:
    """Look at the file that matplotlib would read in this folder, without importing it.

    Raises
    ------
    InputError
        It cannot be read.
    """
    file = next((path for path in _places(environ) if path.exists() and not path.is_dir()), None)
    if file is None:
        return
    try:
        if not file.is_file():
            raise ValueError("it is no plain file")
        file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        seen = f"It is the personal file of matplotlib, which cannot read it: {error}."
        raise InputError(Problem(str(file), seen, "Delete it: the charts of a report need none.", _NAME)) from error


def _places(environ: Mapping[str, str]) -> Iterator[Path]:
    """Where matplotlib looks, in its order."""
    yield Path.cwd() / _NAME
    if named := environ.get("MATPLOTLIBRC"):
        yield Path(named)
        yield Path(named) / _NAME
    home = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME") or "~").expanduser() / ".config")
    yield Path(environ.get("MPLCONFIGDIR") or Path(home) / "matplotlib") / _NAME

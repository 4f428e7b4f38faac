"""A temporary folder of a run that is gone with it: what killed runs left behind is cleared by the next one."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kimtan.errors import InputError, Problem

_PREFIX = "kimtan-run-"
"""No other folder is named like this: neither a workspace in ``/tmp/kimtan`` nor that of a lent process is cleared."""
_GONE = f"{_PREFIX}gone-"
_HELD = "held"
"""A file in it that its process has locked for as long as it lives."""

_LONGEST = 90
"""Bytes of its path: the name of a socket in it has room for about a hundred."""

UNHELD_SECONDS = 300
"""So old is a folder without that file before it counts as left: LibreOffice may work in one for two minutes."""


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder, removed at the end; where the system's temporary folder has a long path, in a shorter one.

    Raises
    ------
    InputError
        There is no temporary folder whose path is short enough.
    """
    from filelock import FileLock

    folder = _made()
    lock = FileLock(folder / _HELD)
    lock.acquire()
    _clear(folder.parent)
    try:
        yield folder
    finally:
        lock.release()
        _remove(folder)


def clear_scratch() -> None:
    """Remove what killed runs left, for a run that needs no folder itself."""
    for parent in {tempfile.gettempdir(), "/tmp"}:
        _clear(Path(parent))


def _remove(folder: Path) -> None:
    """Remove a folder under a name that says that it is nobody's, should this be interrupted too."""
    with suppress(OSError):
        folder = folder.rename(folder.with_name(folder.name.replace(_PREFIX, _GONE, 1)))
    shutil.rmtree(folder, ignore_errors=True)


def _made() -> Path:
    usual = tempfile.gettempdir()
    for parent in (usual, "/tmp"):
        if len(os.fsencode(parent)) + len(_PREFIX) + 8 <= _LONGEST or os.name == "nt":
            with suppress(OSError):
                return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    seen = f"The temporary folder {usual} has too long a path, or cannot be written."
    raise InputError(Problem("TMPDIR", seen, "Set TMPDIR to a folder with a short path.", "run.scratch"))


def _clear(parent: Path) -> None:
    """Remove the folders that no process holds any more, as far as that is allowed."""
    from filelock import FileLock, Timeout

    for gone in parent.glob(f"{_GONE}*"):
        shutil.rmtree(gone, ignore_errors=True)
    for left in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            if left.name.startswith(_GONE) or left.is_symlink() or left.stat().st_uid != _own_id() or not left.is_dir():
                continue
            if (left / _HELD).exists():
                with FileLock(left / _HELD, timeout=0):
                    pass
            elif time.time() - left.stat().st_mtime < UNHELD_SECONDS:
                continue
            _remove(left)


def _own_id() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0

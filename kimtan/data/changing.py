"""Changes of a workspace's data: one at a time, and all files of a change appear or none does.

What files held before is kept beside the data while they are written. Whoever is killed in the middle leaves that, and
the next command that reads or writes the data puts it back.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from kimtan.errors import InputError, Problem
from kimtan.workspace import Workspace
from kimtan.writing import clear_halves, write_new

_KEPT = "kept.json"
_READER_WAITS = 30.0
"""Seconds for which a reader waits for another process that is writing."""

_writes: ContextVar[Path | None] = ContextVar("_writes", default=None)
"""The workspace that is being written in this context, where its files are read as they are."""

_STRAY = re.compile(r"\.(?:change|new)-\w+")


@contextmanager
def only_writer(workspace: Workspace, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Be the only one who writes a workspace's data; what a killed command left is put back first.

    Parameters
    ----------
    on_wait
        Called when somebody else is writing and this one has to wait.

    Raises
    ------
    OSError
        When the data cannot be written.
    """
    from filelock import FileLock, Timeout

    data = workspace.data_dir
    is_new = not data.exists()
    data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace.data_lock_file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        lock.acquire()
    token = _writes.set(workspace.root)
    try:
        _undo(workspace)
        yield
    finally:
        _writes.reset(token)
        lock.release()
        if is_new and set(data.iterdir()) <= {workspace.data_lock_file}:  # nothing came of it
            workspace.data_lock_file.unlink(missing_ok=True)
            data.rmdir()


@contextmanager
def all_or_nothing(workspace: Workspace, files: Iterable[Path]) -> Iterator[None]:
    """Put files back as they were unless the block ends well, even where the process is killed in it.

    Within :func:`only_writer` alone.

    Parameters
    ----------
    files
        All that the block writes, within the workspace, be they there or not. Folders are made for them.

    Raises
    ------
    OSError
        When what is there cannot be kept; then nothing has been changed.
    """
    files = list(dict.fromkeys(files))
    _keep(workspace, files)
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        _undo(workspace)
        raise
    _forget(workspace)


def settle(workspace: Workspace) -> None:
    """Put back what a killed command left half written, before the data is read; wait for whoever is writing it.

    Raises
    ------
    InputError
        When somebody goes on writing.
    """
    if not workspace.change_dir.exists() or _writes.get() == workspace.root:
        return
    from filelock import FileLock, Timeout

    try:
        with FileLock(workspace.data_lock_file, timeout=_READER_WAITS):
            _undo(workspace)
    except Timeout as error:
        seen = "Another kimtan is writing the data."
        problem = Problem(workspace.shown(workspace.data_dir), seen, "Wait for it and try again.", "data.busy")
        raise InputError(problem) from error
    except OSError as error:
        seen = f"A change of the data was broken off and cannot be put back ({error.strerror or error})."
        remedy = "Let the folder be where you may write, and run any command again."
        raise InputError(Problem(workspace.shown(workspace.change_dir), seen, remedy, "data.half")) from error


def _keep(workspace: Workspace, files: Iterable[Path]) -> None:
    """Keep what files hold; only the last step makes it count."""
    root = workspace.root
    beside = workspace.change_dir.with_name(f"{workspace.change_dir.name}-{secrets.token_hex(4)}")
    beside.mkdir()
    try:
        entries, folders = [], []
        for number, path in enumerate(files):
            kept = None
            if path.exists():
                kept = str(number)
                write_new(beside / kept, path.read_bytes())
                shutil.copystat(path, beside / kept)
            folders += [parent for parent in path.parents if parent.is_relative_to(root) and not parent.exists()]
            entries.append({"path": path.relative_to(root).as_posix(), "kept": kept})
        made = sorted({folder.relative_to(root).as_posix() for folder in folders}, reverse=True)
        write_new(beside / _KEPT, json.dumps({"files": entries, "folders": made}).encode())
        beside.rename(workspace.change_dir)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _undo(workspace: Workspace) -> None:
    """Put back what was kept, as often as it takes, and clear away what killed commands left."""
    kept = workspace.change_dir
    if kept.exists():
        files, folders = _read(workspace)
        for name, before in files.items():
            path = _inside(workspace, name)
            clear_halves(path.parent, path.name)
            if before is None:
                path.unlink(missing_ok=True)
            elif (source := kept / str(before)).exists() and not _is_alike(source, path):
                source.replace(path.resolve())  # on a full disk nothing is written that need not be
        for folder in folders:
            with suppress(OSError):  # somebody else has put something into it
                _inside(workspace, folder).rmdir()
        _forget(workspace)
    for stray in workspace.data_dir.glob(".*"):
        if _STRAY.fullmatch(stray.name) and stray.is_dir():
            shutil.rmtree(stray, ignore_errors=True)


def _is_alike(left: Path, right: Path) -> bool:
    return right.exists() and left.read_bytes() == right.read_bytes()


def _read(workspace: Workspace) -> tuple[dict[str, int | None], list[str]]:
    """Files with the number under which their content is kept, None where there was none; and the folders made."""
    try:
        document = json.loads((workspace.change_dir / _KEPT).read_text(encoding="utf-8"))
        files = {
            str(entry["path"]): None if entry["kept"] is None else int(entry["kept"]) for entry in document["files"]
        }
        return files, [str(folder) for folder in document["folders"]]
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        seen = "What is kept of a change of the data cannot be read."
        remedy = "Look at the files in it, put them back by hand, and delete the folder."
        raise InputError(Problem(workspace.shown(workspace.change_dir), seen, remedy, "data.kept")) from error


def _inside(workspace: Workspace, name: str) -> Path:
    """A path that is within the workspace, whoever wrote it down."""
    path = Path(os.path.normpath(workspace.root / name))
    if not path.is_relative_to(workspace.root) or path == workspace.root:
        seen = f"It names '{name}', which is not in this workspace."
        problem = Problem(workspace.shown(workspace.change_dir), seen, "Delete the folder.", "data.kept")
        raise InputError(problem)
    return path


def _forget(workspace: Workspace) -> None:
    """Let a change stand: a single rename makes what was kept before it count no more."""
    gone = workspace.change_dir.with_name(f"{workspace.change_dir.name}-{secrets.token_hex(4)}")
    workspace.change_dir.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)

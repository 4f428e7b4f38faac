"""A report put in its place: built beside, swapped in at once, and never half of it to be seen.

Whoever reads ``outputs/2023-H1/`` finds the last good report there until the next one is complete. A second run of the
same edition waits for the first.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kimtan.writing import FULL, unwritable

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _nothing() -> None: ...


@contextmanager
def publication(target: Path, shown: str, on_wait: Callable[[], None] = _nothing) -> Iterator[Path]:
    """Give an empty folder to build in; what is in it at the end takes the place of ``target`` as a whole.

    When the block raises, ``target`` stays as it was. What killed runs left is cleared away first.

    Parameters
    ----------
    target
        The report's folder. Its parent is made where it does not exist.
    shown
        What messages call it.
    on_wait
        Called when another run is building the same report and this one has to wait.

    Raises
    ------
    OutputError
        The folder cannot be written: at the start, before any work is done, or later, when a disk is full, say.
    """
    from filelock import FileLock, Timeout

    building, replaced = _beside(target, "building"), _beside(target, "replaced")
    with _explained(shown, target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "A file is in the place of the folder", str(target))
        lock = FileLock(_beside(target, "lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait()
            lock.acquire()
    try:
        with _explained(shown, target.parent):
            if not target.exists() and replaced.exists():  # killed between two renames
                replaced.rename(target)
            for stray in (building, replaced):
                _remove(stray)
            building.mkdir()
            yield building
            _settle(building)
            swap(building, target, replaced)
    finally:
        _remove(building)
        lock.release()


def clear_left(target: Path) -> None:
    """Remove what killed runs of a report left beside it, unless one is building it now; for runs that build none."""
    from filelock import FileLock, Timeout

    strays = [_beside(target, purpose) for purpose in ("building", "replaced")]
    if target.exists() and any(stray.exists() for stray in strays):
        with suppress(OSError, Timeout), FileLock(_beside(target, "lock"), timeout=0):
            for stray in strays:
                _remove(stray)


def swap(new: Path, target: Path, aside: Path) -> None:
    """Put a folder in the place of another, which is removed.

    Where the system can exchange two folders in one step (Linux, most file systems), there is no moment without a
    report; elsewhere there is a short one, and ``aside`` holds the old report in it.
    """
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        _remove(new)
    else:
        target.rename(aside)
        try:
            new.rename(target)
        except OSError:
            aside.rename(target)
            raise
        _remove(aside)


def keep_failed(executed: Iterable[Path], folder: Path) -> None:
    """Keep the notebooks of a failed run, and no older ones.

    Parameters
    ----------
    executed
        Executed notebooks, each with its traceback.
    folder
        Where they go; what is in it is removed first, and the folder too when there is nothing to keep.
    """
    with _explained(folder.name, folder):
        _remove(folder)
        for path in executed:
            if path.exists():
                (folder / "notebooks").mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, folder / "notebooks" / path.name)


@contextmanager
def _explained(shown: str, folder: Path) -> Iterator[None]:
    """Turn what the system says about writing below a folder into an error that says what to do."""
    try:
        yield
    except OSError as error:
        below = error.filename is not None and Path(os.fsdecode(error.filename)).absolute().is_relative_to(
            folder.absolute()
        )
        if below or error.errno in FULL or error.errno == errno.EROFS:
            raise unwritable(shown, error) from error
        raise


def _beside(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}")


def _remove(path: Path) -> None:
    """Remove a file or folder, also where somebody took away the permission to write in it."""
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    with suppress(OSError):
        path.chmod(stat.S_IRWXU)
        for folder, names, _ in os.walk(path):  # from above: each is opened before what lies in it is listed
            for name in names:
                Path(folder, name).chmod(stat.S_IRWXU, follow_symlinks=False)
    shutil.rmtree(path, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Have the system write a finished folder to the disk, so that no power cut leaves empty files in its place."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _exchange(left: Path, right: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    answer: int = rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    return answer == 0

"""Files written whole, and the one error that says what could not be written.

Whoever reads a file that is written here finds the old content or the new one, never half of either.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kimtan.errors import OutputError, Problem

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Error numbers of the system for lack of room."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step; it takes the place of the one that is there, whose permissions it gets.

    Where the path is a link, the file that it leads to is written.

    Raises
    ------
    OSError
        The file cannot be written; what was there stays as it was, and nothing is left beside it.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid():x}-{secrets.token_hex(4)}")
    try:
        write_new(beside, content)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


_HALF = re.compile(r"\.(?P<name>.+)\.(?P<writer>[0-9a-f]+)-[0-9a-f]{8}")
"""The name of a file that is being written to take the place of another, with the process that writes it."""


def clear_halves(folder: Path, name: str | None = None) -> None:
    """Delete files of a folder that were to take the place of others when their writers were killed.

    Parameters
    ----------
    name
        That of the file whose place they were to take; of any when not given.
    """
    for path in folder.glob(".*") if folder.is_dir() else ():
        half = _HALF.fullmatch(path.name)
        if half and name in {None, half["name"]} and not _is_alive(int(half["writer"], 16)):
            discard(path)


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file in one step, with a hash of its content before it, so that :func:`read_sealed` knows it again.

    Raises
    ------
    OSError
        As :func:`write_whole`.
    """
    write_whole(path, _seal(path.name, content) + content)


def read_sealed(path: Path) -> bytes | None:
    """The content of a sealed file; None where there is none, or where it is not what was written.

    A file that is not what was written is deleted: whatever it kept is made anew.
    """
    try:
        content = unsealed(path)
    except OSError:
        return None
    if content is None:
        discard(path)
    return content


def unsealed(path: Path) -> bytes | None:
    """The content of a sealed file, or None where it is not what was written; it stays where it is.

    Raises
    ------
    OSError
        It cannot be read.
    """
    sealed = path.read_bytes()
    content = sealed[_SEAL_LENGTH:]
    return content if sealed[:_SEAL_LENGTH] == _seal(path.name, content) else None


def discard(path: Path) -> None:
    """Delete a kept file that is of no use, where that is allowed."""
    with suppress(OSError):
        path.unlink()


def _seal(name: str, content: bytes) -> bytes:
    """A line with a hash of a file's name and content: a copy under another name is not what was written there."""
    return hashlib.sha256(name.encode() + b"\0" + content).hexdigest().encode() + b"\n"


_SEAL_LENGTH = len(_seal("", b""))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises
    ------
    FileExistsError
        It is there; it stays as it was.
    OSError
        It cannot be written; nothing is left of it.
    """
    file = path.open("xb")
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # on the disk before it gets its name, so that no power cut leaves an empty file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def unwritable(place: str, error: OSError, remedy: str = "") -> OutputError:
    """The error that says what could not be written and why.

    Parameters
    ----------
    place
        What messages call the file or folder.
    error
        What the system said.
    remedy
        What to do about it unless there is no room; the permissions are to be looked at when not given.
    """
    if error.errno in FULL:
        remedy = "Make room on the disk and run it again."
    elif not remedy and os.name == "nt" and isinstance(error, PermissionError):
        remedy = "Close the programs that have a file of it open, and run it again."
    elif not remedy:
        remedy = "Let it be where you may write (ls -ld shows who may), and run it again."
    named = f" ({error.filename})" if error.filename else ""
    seen = f"It cannot be written: {error.strerror or error}{named}."
    return OutputError(Problem(place, seen, remedy, "output.write"))


@contextmanager
def writing(place: str, remedy: str = "") -> Iterator[None]:
    """Turn an error of the system inside the block into :func:`unwritable`."""
    try:
        yield
    except OSError as error:
        raise unwritable(place, error, remedy) from error

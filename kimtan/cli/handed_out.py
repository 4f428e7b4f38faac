"""A file that somebody will work on: what is there already is never written over."""

from __future__ import annotations

from pathlib import Path

from kimtan.errors import InputError, Problem
from kimtan.writing import write_new, writing


def write_once(path: Path, content: bytes, existing: Problem, remedy: str = "") -> None:
    """Write a file that is not there yet.

    Parameters
    ----------
    path
        Its folder exists.
    existing
        What is said where the file is there already.
    remedy
        What to do where the file cannot be written.

    Raises
    ------
    InputError
        It is there; it stays as it was.
    OutputError
        It cannot be written.
    """
    with writing(path.as_posix(), remedy):
        try:
            write_new(path, content)
        except FileExistsError as error:
            raise InputError(existing) from error

"""Which code runs: a hash over kimtan's own, and the versions of the packages that may show in a report."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from kimtan.workspace import PACKAGE

PACKAGES = (
    "babel",
    "ipykernel",
    "ipython",
    "jinja2",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "pydantic",
    "python-docx",
    "pyyaml",
    "seaborn",
    "typst",
    "z3-solver",
)
"""Packages whose version may show in a report."""


@cache
def version(package: str) -> str | None:
    """The installed version of a package, or None when there is none; the one that this process found first."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def library_hash() -> str:
    """One hash over the library's own code: a change in it may change a report though no version says so.

    Asked again by the same process, the files are read once more only where the system tells of a change in one.
    """
    files = sorted((entry.path, entry.stat()) for entry in _entries(str(PACKAGE)) if not entry.name.endswith(".pyc"))
    return _hash_of(tuple((path, *_state(stat)) for path, stat in files))


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """All files below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _entries(entry.path)
            elif entry.is_file():
                yield entry


def _state(stat: os.stat_result) -> tuple[int, ...]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


@lru_cache(maxsize=1)
def _hash_of(files: tuple[tuple[Any, ...], ...]) -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(name) for name, *_ in files):
        content = hashlib.sha256(path.read_bytes()).digest()
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()

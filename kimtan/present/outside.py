"""Questions past a section's data: files, modules, the environment. Each has an answer that can be asked for again.

What has none (a listed folder, a database, a process, a connection) is marked :data:`OUTSIDE`; what a section wrote
itself is asked of :data:`WRITTEN`. Who asks is noted in :mod:`kimtan.present.outside_watch`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kimtan.present.reads import Question

OUTSIDE = "outside"
"""How a question is marked that cannot be asked again."""

WRITTEN = "written"
"""Whom such a question is asked of where the section wrote something."""


def answer(question: Question) -> str:
    """What the answer to a question of this module is now."""
    whom, how, what = question[:3]
    match whom, how:
        case "file", "content":
            return content(what)
        case "file", "state":
            return _state(what)
        case "folder", "modules":
            return modules(what)
        case "environment", "value":
            return _hash(repr(os.environ.get(what)))
    return ""


def is_outside(question: Question) -> bool:
    """Whether a question is one of this module's."""
    return question[0] in {"file", "folder", "environment", "process", WRITTEN}


def content(path: str) -> str:
    """A hash of a file's content, or that there is none."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "missing"


def _state(path: str) -> str:
    """Whether something is there, and of a file its size and when it was written."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return "missing"
    return f"file {status.st_size} {status.st_mtime_ns}" if stat.S_ISREG(status.st_mode) else f"other {status.st_mode}"


def modules(folder: str) -> str:
    """The modules and packages that can be imported from a folder."""
    try:
        names = sorted(entry.name for entry in Path(folder).iterdir() if _is_module(entry))
    except OSError:
        return "missing"
    return _hash(repr(names))


def _is_module(entry: Path) -> bool:
    return entry.suffix in {".py", ".pyc", ".so", ".pyd"} or (entry / "__init__.py").exists()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:20]

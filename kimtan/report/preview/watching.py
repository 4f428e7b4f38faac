"""The files that a report rests on, watched: what was saved, and whether the program has to begin anew for it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.workspace import PACKAGE, Workspace, suite_root

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

_TOGETHER_MS, _QUIET_MS = 300, 10
"""Changes are reported together once none has come for the second time, at the latest after the first one."""

_OF_PROGRAM = ("indicators.csv", "sections.csv")
"""Tables of the suite that are read once in a run of the program."""


def saved(workspace: Workspace, stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Files that were saved, made or removed, together where it was at once, until the event is set.

    They are watched from now on: what is saved while nobody asks is told with the next question.

    Raises
    ------
    KeyboardInterrupt
        With a question, where the user ends the program while it waits.
    """
    from watchfiles._rust_notify import RustNotify  # what watchfiles.watch is made of, but that begins with the loop

    folders = {
        *(workspace.root / name for name in ("params", "data", "notebooks")),
        *(suite_root() / name for name in ("data", "notebooks")),
        PACKAGE,
    }
    there = sorted(str(folder) for folder in folders if folder.is_dir())
    return _told(RustNotify(there, False, False, 0, True, True), stop)


def _told(watcher: RustNotify, stop: threading.Event) -> Iterator[frozenset[Path]]:
    while True:
        answer = watcher.watch(_TOGETHER_MS, _QUIET_MS, 0, stop)
        if answer == "signal":
            raise KeyboardInterrupt
        if isinstance(answer, str):
            watcher.close()
            return
        if paths := frozenset(Path(path) for _, path in answer if is_watched(Path(path))):
            yield paths


def is_watched(path: Path) -> bool:
    """Whether a file may be one that a report rests on: not what editors and Python write beside those.

    >>> is_watched(Path("data/text.yml")), is_watched(Path("data/.text.yml.swp")), is_watched(Path("data/~$a.xlsx"))
    (True, False, False)
    """
    return not path.name.startswith((".", "~")) and not path.name.endswith("~") and path.suffix != ".pyc"


def is_of_program(path: Path) -> bool:
    """Whether a change of this file is seen by a program that begins anew alone."""
    is_table = path.parent == suite_root() / "data" and path.name in _OF_PROGRAM
    is_cache = "__pycache__" in path.parts
    return is_table or (path.is_relative_to(PACKAGE) and not is_cache and path.suffix in (".py", ".css", ".js", ".j2"))


def unreadable(paths: Iterable[Path]) -> str:
    """Why Python cannot read one of these files of code; empty where it can read them all."""
    for path in paths:
        if path.suffix == ".py" and path.exists():
            try:
                compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                return f"{path.name}: {error}"
    return ""

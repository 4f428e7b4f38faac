"""A preview from its first page on: each change of the files is followed by the page that comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kimtan.errors import KimtanError, Problem
from kimtan.report.build import Options, build_report
from kimtan.report.preview.current import Current
from kimtan.report.preview.watching import is_of_program, saved, unreadable
from kimtan.workspace import Workspace


@dataclass(frozen=True)
class Preview:
    """A report that follows its files.

    Parameters
    ----------
    workspace, params
        Whose, and of which period.
    options
        How it is made, with the pool that stays warm.
    current
        Where it is shown.
    on_state
        Told after each attempt what is wrong now, or nothing.
    """

    workspace: Workspace
    params: Path
    options: Options
    current: Current
    on_state: Callable[[Iterable[Problem]], None] = lambda _: None

    def follow(self, stop: threading.Event) -> bool:
        """Make the report, and again at each change, until the event is set; or True: the program is to begin anew."""
        changes = saved(self.workspace, stop)
        self.attempt()
        for paths in changes:
            code = [path for path in paths if is_of_program(path)]
            if code and not (reason := unreadable(code)):
                return True
            if code:
                remedy = "Mend it; the preview goes on then."
                self._refused([Problem("kimtan", f"The program cannot be read: {reason}.", remedy, "preview.program")])
            else:
                self.attempt()
        return False

    def attempt(self) -> None:
        """Make the report of the files as they are; show it, or what is wrong with them over the last good one."""
        try:
            report = build_report(self.workspace, self.params, self.options)
        except KimtanError as error:
            self._refused(error.problems)
            return
        self.current.show((report.folder / "report.html").read_text(encoding="utf-8"))
        self.on_state(())

    def _refused(self, problems: Iterable[Problem]) -> None:
        told = tuple(problems)
        self.current.refuse(told)
        self.on_state(told)

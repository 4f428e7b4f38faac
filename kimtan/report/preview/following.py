"""A preview from its first page on: each change of the files is followed by the page that comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kimtan.errors import KimtanError, Problem
from kimtan.report.preview.current import Current
from kimtan.report.preview.making import PageMaker
from kimtan.report.preview.watching import is_of_program, saved, unreadable


@dataclass(frozen=True)
class Preview:
    """A report that follows its files.

    Parameters
    ----------
    maker
        Makes the page.
    current
        Where it is shown.
    on_state
        Told after each attempt what is wrong now, or nothing.
    """

    maker: PageMaker
    current: Current
    on_state: Callable[[Iterable[Problem]], None] = lambda _: None

    def follow(self, stop: threading.Event) -> bool:
        """Make the report, and again at each change, until the event is set; or True: the program is to begin anew."""
        changes = saved(self.maker.workspace, stop)
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
            page = self.maker.page()
        except KimtanError as error:
            self._refused(error.problems)
            return
        self.current.show(page)
        self.on_state(())

    def _refused(self, problems: Iterable[Problem]) -> None:
        refused = tuple(problems)
        self.current.refuse(refused)
        self.on_state(refused)

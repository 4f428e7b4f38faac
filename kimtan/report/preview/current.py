"""What a preview shows now, which one thread sets and others wait for."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimtan.errors import Problem


@dataclass(frozen=True)
class PreviewState:
    """What a preview shows.

    Parameters
    ----------
    number
        Grows with every change, also from one run of the program to the next.
    page
        Number of the page, which grows when another page is to be shown.
    html
        The last good page; empty before there is one.
    problems
        What is wrong with the files as they are now.
    """

    number: int
    page: int
    html: str = ""
    problems: tuple[Problem, ...] = ()

    def message(self) -> str:
        """What an open page is told, as JSON: the number of the page that it should show, and the problems over it."""
        problems = [
            {"place": problem.place, "seen": problem.seen, "remedy": problem.remedy} for problem in self.problems
        ]
        return json.dumps({"page": self.page, "problems": problems}, ensure_ascii=False)


class Current:
    """The state of a preview; any thread may read it, wait for another, or set it.

    Parameters
    ----------
    number
        Where counting begins: above what an earlier run of the program told a page that is still open.
    """

    def __init__(self, number: int) -> None:
        self._shown = PreviewState(number, number)
        self._changed = threading.Condition()

    @property
    def shown(self) -> PreviewState:
        """What is shown now."""
        with self._changed:
            return self._shown

    def after(self, number: int, seconds: float) -> PreviewState | None:
        """What is shown once it has a higher number; ``None`` when that takes longer."""
        with self._changed:
            is_new = self._changed.wait_for(lambda: self._shown.number > number, seconds)
            return self._shown if is_new else None

    def show(self, html: str) -> None:
        """Show a page, and no problems any more; the page that is shown already stays."""
        with self._changed:
            number = self._shown.number + 1
            page = self._shown.page if html == self._shown.html else number
            self._set(PreviewState(number, page, html))

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Show problems over the last good page."""
        with self._changed:
            self._set(replace(self._shown, number=self._shown.number + 1, problems=tuple(problems)))

    def _set(self, shown: PreviewState) -> None:
        self._shown = shown
        self._changed.notify_all()

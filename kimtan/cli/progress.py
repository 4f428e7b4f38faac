"""How a run gets on: a bar on a terminal, a line for each section anywhere else, nothing when that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kimtan.run.sections import Section
from kimtan.run.tasks import Result

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


class Quiet:
    """Says nothing."""

    def planned(self, count: int) -> None: ...

    def started(self, section: Section) -> None: ...

    def finished(self, result: Result) -> None: ...

    def waiting(self) -> None:
        """Another run has to end first."""


class Lines(Quiet):
    """A line for each section that ended."""

    def __init__(self, console: Console, period: str) -> None:
        self.console, self.period = console, period

    def finished(self, result: Result) -> None:
        state = "done" if result.failure is None else "failed"
        self.say(f"{result.section.name} {state} ({result.seconds:.1f} s)")

    def waiting(self) -> None:
        self.say("another run is writing this report; waiting for it to end")

    def say(self, words: str) -> None:
        """Print a line that begins with the period."""
        self.console.print(f"{self.period}: {words}", soft_wrap=True)


class Bar(Lines):
    """A bar with the names of the sections that run; a line for each that failed."""

    def __init__(self, console: Console, period: str, bar: Progress) -> None:
        super().__init__(console, period)
        self.bar, self.task = bar, bar.add_task(period, total=None)
        self.running: list[str] = []

    def planned(self, count: int) -> None:
        self.bar.update(self.task, total=count)

    def started(self, section: Section) -> None:
        self.running.append(section.name)
        self._show()

    def finished(self, result: Result) -> None:
        self.running.remove(result.section.name)
        self.bar.advance(self.task)
        self._show()
        if result.failure is not None:
            super().finished(result)

    def _show(self) -> None:
        names = ", ".join(self.running) or "writing the report"
        self.bar.update(self.task, description=f"{self.period}: {names}")


@contextmanager
def progress(console: Console, period: str, quiet: bool) -> Iterator[Quiet]:
    """Give the one who watches a run, as it suits the place where words go.

    Parameters
    ----------
    console
        Where they go.
    period
        What each of them begins with.
    quiet
        Whether to say nothing.
    """
    if quiet:
        yield Quiet()
    elif not console.is_terminal:
        yield Lines(console, period)
    else:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        text = TextColumn("{task.description}", markup=False)
        columns = (BarColumn(bar_width=16), MofNCompleteColumn(), TimeElapsedColumn(), text)
        with Progress(*columns, console=console, transient=True, refresh_per_second=4) as bar:
            yield Bar(console, period, bar)

"""Progress of a run: a live display on a terminal, elsewhere one line, or one JSON object, for each event."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from kimtan.cli.output import error_console
from kimtan.errors import Problem
from kimtan.run.pace import Pace
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from kimtan.report.build import Report

Manner = Literal["shown", "quiet", "json"]
"""How progress is shown."""

_BAR = 16


class Quiet(Pace):
    """Says nothing."""

    def waiting(self) -> None:
        """Another run has to end first."""

    def disturbed(self, place: str) -> None:
        """Somebody saved a file meanwhile, and everything begins anew."""
        self.begin_anew()

    def published(self, report: Report) -> None:
        """The report is there."""


class Lines(Quiet):
    """A line for each section that ended."""

    def __init__(self, console: Console, period: str) -> None:
        super().__init__()
        self.console, self.period = console, period

    def finished(self, result: Result) -> None:
        super().finished(result)
        name, state = result.section.name, "done" if result.failure is None else "failed"
        expected = f", {self.expected[name]:.1f} s last time" if name in self.expected else ""
        self.say(f"{self.done}/{self.total} {name} {state} ({result.seconds:.1f} s{expected})")

    def waiting(self) -> None:
        self.say("another run is writing this report; waiting for it to end")

    def disturbed(self, place: str) -> None:
        super().disturbed(place)
        self.say(f"{place} was saved meanwhile; the report is begun anew")

    def say(self, words: str) -> None:
        """Print a line that begins with the period."""
        self.console.print(f"{self.period}: {words}", soft_wrap=True)


class Display(Lines):
    """Lines that move: how many sections are over and what is left, and under it each section that runs."""

    def __init__(self, console: Console, period: str) -> None:
        super().__init__(console, period)
        self._longest = len(period)

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None:
        super().planned(sections, expected)
        self._longest = max([self._longest, *(len(section.name) + 2 for section in sections)])

    def finished(self, result: Result) -> None:
        if result.failure is not None:
            super().finished(result)
        else:
            Quiet.finished(self, result)

    def __rich__(self) -> Table:
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        rows = Table.grid(padding=(0, 1))
        rows.add_column(no_wrap=True, width=self._longest)
        rows.add_column(width=_BAR)
        rows.add_column(no_wrap=True, overflow="ellipsis")
        rows.add_row(self.period, ProgressBar(self.total or None, self.done, width=_BAR), self._summary())
        for name, took in self.took.items():
            expected = self.expected.get(name)
            bar = ProgressBar(expected or None, min(took, expected or 0), width=_BAR, pulse=expected is None)
            about = f" of about {expected:.1f} s" if expected else " s"
            rows.add_row(f"  {name}", bar, f"{took:.1f}{about}")
        return rows

    def _summary(self) -> str:
        parts = [f"{self.done}/{self.total}"] if self.total else ["getting ready"]
        parts += [f"{self.kept} kept"] if self.kept else []
        parts += [f"{self.failed} failed"] if self.failed else []
        parts.append(f"{self.elapsed:.0f} s")
        if self.is_writing:
            parts.append("writing the report")
        elif self.left is not None:
            parts.append(f"about {self.left:.0f} s left")
        return " · ".join(parts)


class Json(Quiet):
    """One JSON object a line for each event; docs/following-a-run.md lists them."""

    def __init__(self, console: Console, period: str) -> None:
        super().__init__()
        self.console, self.period = console, period

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None:
        super().planned(sections, expected)
        plan = [{"section": section.name, "expected": expected.get(section.name)} for section in sections]
        self.event("planned", sections=plan, total=self.total, kept=self.kept)

    def kept_before(self, results: Sequence[Result]) -> None:
        super().kept_before(results)
        self.event("kept", sections=[result.section.name for result in results])

    def started(self, section: SectionNotebook) -> None:
        super().started(section)
        self.event("started", section=section.name, expected=self.expected.get(section.name))

    def finished(self, result: Result) -> None:
        super().finished(result)
        name = result.section.name
        about: dict[str, Any] = {"done": self.done, "total": self.total}
        if result.failure is not None:
            about |= {"message": str(result.failure), "cell": result.failure.cell, "kind": result.failure.kind.value}
        state = "finished" if result.failure is None else "failed"
        self.event(state, section=name, seconds=result.seconds, expected=self.expected.get(name), **about)

    def writing(self) -> None:
        super().writing()
        self.event("writing")

    def waiting(self) -> None:
        self.event("waiting")

    def disturbed(self, place: str) -> None:
        super().disturbed(place)
        self.event("disturbed", place=place)

    def published(self, report: Report) -> None:
        files, seconds = [file.as_posix() for file in report.files], round(self.elapsed, 3)
        outcome = {"contradictions": report.contradictions, "kept": report.unchanged, "headline": report.headline}
        self.event("published", files=files, seconds=seconds, **outcome)

    def event(self, event: str, **about: Any) -> None:
        """Print one event."""
        emit(self.console, event, period=self.period, **about)


def emit(console: Console, event: str, **about: Any) -> None:
    """Print one event as a line of JSON, with the time in UTC."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    console.file.write(json.dumps({"time": now, "event": event, **about}, ensure_ascii=False) + "\n")
    console.file.flush()


def emit_problems(console: Console) -> Callable[[Iterable[Problem]], None]:
    """A function that prints each problem as an event."""

    def emit_all(problems: Iterable[Problem]) -> None:
        for problem in problems:
            emit(console, "problem", place=problem.place, seen=problem.seen, remedy=problem.remedy, code=problem.code)

    return emit_all


@contextmanager
def progress(period: str, manner: Manner = "shown", console: Console | None = None) -> Iterator[Quiet]:
    """Give the watcher of a run that suits the place where its output goes.

    Parameters
    ----------
    period
        The name that each line begins with.
    manner
        ``shown`` (live on a terminal, else in lines), ``quiet`` or ``json``.
    console
        Where the output goes; standard error when not given.
    """
    if manner == "quiet":
        yield Quiet()
        return
    console = console or error_console()
    if manner == "json":
        yield Json(console, period)
    elif not console.is_terminal:
        yield Lines(console, period)
    else:
        from rich.live import Live

        display = Display(console, period)
        with Live(display, console=console, transient=True, refresh_per_second=8):
            yield display

"""How a run gets on: which sections run since when, how many are done, and how long the rest may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result


class Pace:
    """A watcher that keeps count; whoever shows a run reads it, also from a thread of its own.

    Attributes
    ----------
    total, done, kept, failed
        Numbers of sections: all of them; those that are over, kept and failed ones among them.
    running
        When each section that runs was begun, by name.
    expected
        Seconds that sections took the last time, by name.
    is_writing
        Whether all sections are over, and the report is being written.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._waiting: set[str] = set()
        self._width = 1
        self.total = self.done = self.kept = self.failed = 0
        self.running: dict[str, float] = {}
        self.expected: Mapping[str, float] = MappingProxyType({})
        self.is_writing = False

    def begin_anew(self) -> None:
        """Take note that nothing of what was done so far counts."""
        self._waiting, self.running = set(), {}
        self.total = self.done = self.kept = self.failed = 0
        self.is_writing = False

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None:
        """Take note of the sections that will run, and of what each took the last time, where that is known."""
        self.total += len(sections)
        self._waiting = {section.name for section in sections}
        self.expected = expected

    def kept_before(self, results: Sequence[Result]) -> None:
        """Take note of sections that need not run."""
        self.total += len(results)
        self.done += len(results)
        self.kept += len(results)

    def started(self, section: SectionNotebook) -> None:
        """Take note of a section that begins."""
        self._waiting.discard(section.name)
        self.running[section.name] = self._clock()
        self._width = max(self._width, len(self.running))

    def finished(self, result: Result) -> None:
        """Take note of a section that is over."""
        self.running.pop(result.section.name, None)
        self.done += 1
        self.failed += result.failure is not None

    def writing(self) -> None:
        """Take note that all sections are over."""
        self.is_writing = True

    @property
    def took(self) -> dict[str, float]:
        """Seconds that each section that runs has taken so far, by name."""
        now = self._clock()
        return {name: now - begun for name, begun in self.running.copy().items()}

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return self._clock() - self._began

    @property
    def left(self) -> float | None:
        """About how many seconds the sections still need; None where it is not known of one of them.

        What runs longer than it was expected to is taken to end at any moment.
        """
        waiting, took = self._waiting.copy(), self.took
        if self.is_writing or not (waiting or took):
            return None
        if not self.expected.keys() >= waiting | took.keys():
            return None
        rest = [self.expected[name] for name in waiting]
        rest += [max(0.0, self.expected[name] - seconds) for name, seconds in took.items()]
        return max(sum(rest) / self._width, *rest)

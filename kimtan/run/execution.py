"""Section notebooks run several at a time; one that fails has its failure as a result, and stops no other."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field
from types import MappingProxyType

from kimtan.run.failures import Failure, FailureKind
from kimtan.run.notebook import run_section
from kimtan.run.pools import SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result, Silent, Task, Watcher


def run_sections(
    tasks: Sequence[Task],
    jobs: int | None = None,
    watcher: Watcher | None = None,
    pool: SectionPool | None = None,
    expected: Mapping[str, float] = MappingProxyType({}),
) -> tuple[Result, ...]:
    """Run sections, and answer one result for each in the order of the tasks.

    A failed section neither stops nor hides the others. When a process of the pool dies (out of memory, killed), the
    sections that were in it are run again, each in a process of its own, so that only the one to blame is lost.

    Parameters
    ----------
    tasks
        The sections.
    jobs
        How many at a time; as many as the machine has processors when not given.
    watcher
        Told of every start and every result.
    pool
        Where they run; a pool of their own when not given.
    expected
        Seconds that sections took the last time, by name: the longest begin first, and unknown ones before them.
    """
    if pool is None:
        with SectionPool() as own:
            return run_sections(tasks, jobs, watcher, own, expected)
    by_length = sorted(tasks, key=lambda task: -expected.get(task.section.name, math.inf))
    batch = _Batch(deque(by_length), watcher or Silent())
    batch.watcher.planned([task.section for task in tasks], expected)
    width = max(1, min(jobs or pool.width, len(tasks)))
    while batch.waiting:
        for task in batch.drain(pool, width):
            alone = _Batch(deque([task]), batch.watcher)
            for lost in alone.drain(pool, 1):
                message = "The process that ran this section was ended from outside, or ran out of memory."
                failure = Failure(FailureKind.LOST_WORKER, message)
                alone.take(Result(lost.section, lost.output, 0.0, failure))
            batch.results |= alone.results
    return tuple(batch.results[task.section] for task in tasks)


@dataclass
class _Batch:
    """Sections that wait, and what became of those that ran."""

    waiting: deque[Task]
    watcher: Watcher
    results: dict[SectionNotebook, Result] = field(default_factory=dict)

    def drain(self, pool: SectionPool, width: int) -> list[Task]:
        """Run what waits, ``width`` at a time; stop at a broken pool and answer the tasks that were in it."""
        running: dict[Future[Result], Task] = {}
        came: list[Result] = []
        lost: list[Task] = []
        with pool(width) as executor:
            while (self.waiting and not lost) or running or came:
                while self.waiting and len(running) < width and not lost:
                    task = self.waiting.popleft()
                    self.watcher.started(task.section)
                    try:
                        running[executor.submit(run_section, task)] = task
                    except BrokenExecutor:
                        lost.append(task)
                while came:
                    self.take(came.pop())  # while the next ones run
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    task = running.pop(future)
                    try:
                        came.append(future.result())
                    except (Exception, SystemExit):  # noqa: BLE001 - the process was killed, or its machine is gone
                        lost.append(task)
        return lost

    def take(self, result: Result) -> None:
        self.results[result.section] = result
        self.watcher.finished(result)

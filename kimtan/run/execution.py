"""Section notebooks run by papermill, several at a time; what fails is kept and told, and stops no other.

>>> tasks = [Task(Section("10_economy", Path("10_economy.ipynb")), Path("out.ipynb"), Path(), {"period": "2023-H1"})]
>>> tasks[0].section.name
'10_economy'
"""

from __future__ import annotations

import math
import os
import re
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from kimtan.run.kernels import KERNEL, READS, kernel_manager
from kimtan.run.pools import Pool, SectionPool
from kimtan.run.scrub import scrub, write_notebook
from kimtan.run.sections import Section, cell_number

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINE_IN_CELL = re.compile(r"Cell In\[\d+\],? line (\d+)")


@dataclass(frozen=True)
class Task:
    """One section to run.

    Parameters
    ----------
    section
        The notebook.
    output
        Where the executed notebook goes; its folder exists.
    root
        The workspace, which kernels start in.
    parameters
        What papermill injects; plain values only.
    reads
        Where the kernel writes what the section read of the data, if that is wanted.
    is_cleaned
        Whether its notebook is to hold nothing of this run alone (:mod:`kimtan.run.scrub`).
    """

    section: Section
    output: Path
    root: Path
    parameters: Mapping[str, Any]
    reads: Path | None = None
    is_cleaned: bool = False


@dataclass(frozen=True)
class Failure:
    """Why a section did not run to its end.

    Parameters
    ----------
    exception, message
        Name and words of what was raised.
    cell
        Place of the failed cell in the section notebook, counted from 1, or None when no cell is to blame.
    line
        The source line that raised, as it stands in the cell.
    is_output
        The notebook could not be written; the section itself may be sound.
    """

    exception: str
    message: str
    cell: int | None = None
    line: str = ""
    is_output: bool = False

    def __str__(self) -> str:
        where = f" at `{self.line}`" if self.line else ""
        return f"{self.exception}{where}: {self.message}" if self.message else f"{self.exception}{where}"


@dataclass(frozen=True)
class Result:
    """What became of one section.

    Parameters
    ----------
    section, path
        The section, and its executed notebook; in a failure as far as it came, with the traceback.
    seconds
        Wall time, start of the kernel included.
    failure
        None when it ran to its end.
    is_kept
        Whether it was not run, since an earlier run's result would come out again.
    """

    section: Section
    path: Path
    seconds: float
    failure: Failure | None = None
    is_kept: bool = False


class Watcher(Protocol):
    """Who wants to know how a run gets on."""

    def planned(self, count: int) -> None:
        """Take note of how many sections there will be."""

    def started(self, section: Section) -> None:
        """Take note that a section has been handed to a process."""

    def finished(self, result: Result) -> None:
        """Take note of a section's result."""


class Silent:
    """A watcher that does nothing."""

    def planned(self, count: int) -> None: ...

    def started(self, section: Section) -> None: ...

    def finished(self, result: Result) -> None: ...


def run_sections(
    tasks: Sequence[Task],
    jobs: int | None = None,
    watcher: Watcher | None = None,
    pool: Pool | None = None,
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
        Where they run (:class:`kimtan.run.pools.SectionPool`); a pool of their own when not given.
    expected
        Seconds that sections took the last time, by name: the longest begin first, and unknown ones before them.
    """
    if pool is None:
        with SectionPool() as own:
            return run_sections(tasks, jobs, watcher, own, expected)
    by_length = sorted(tasks, key=lambda task: -expected.get(task.section.name, math.inf))
    batch = _Batch(deque(by_length), watcher or Silent())
    batch.watcher.planned(len(tasks))
    most = pool.width if isinstance(pool, SectionPool) else os.cpu_count() or 1
    width = max(1, min(jobs or most, len(tasks)))
    while batch.waiting:
        for task in batch.drain(pool, width):
            alone = _Batch(deque([task]), batch.watcher)
            for lost in alone.drain(pool, 1):
                message = "The process that ran this section was ended from outside, or ran out of memory."
                alone.take(Result(lost.section, lost.output, 0.0, Failure("ProcessDied", message)))
            batch.results |= alone.results
    return tuple(batch.results[task.section] for task in tasks)


@dataclass
class _Batch:
    """Sections that wait, and what became of those that ran."""

    waiting: deque[Task]
    watcher: Watcher
    results: dict[Section, Result] = field(default_factory=dict)

    def drain(self, pool: Pool, width: int) -> list[Task]:
        """Run what waits, ``width`` at a time; stop at a broken pool and answer the tasks that were in it."""
        running: dict[Future[Result], Task] = {}
        lost: list[Task] = []
        with pool(width) as executor:
            while (self.waiting and not lost) or running:
                while self.waiting and len(running) < width and not lost:
                    task = self.waiting.popleft()
                    self.watcher.started(task.section)
                    try:
                        running[executor.submit(run_section, task)] = task
                    except BrokenExecutor:
                        lost.append(task)
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    task = running.pop(future)
                    try:
                        result = future.result()
                    except (Exception, SystemExit):  # noqa: BLE001 - the process was killed, or its machine is gone
                        lost.append(task)
                    else:
                        self.take(result)
        return lost

    def take(self, result: Result) -> None:
        self.results[result.section] = result
        self.watcher.finished(result)


def run_section(task: Task) -> Result:
    """Run one section by papermill in this process; nothing is raised for what the notebook does.

    The executed notebook is written at the end, which comes even when its kernel dies, so it tells how far it came.
    """
    import papermill

    start = time.perf_counter()
    failure = None
    os.environ[READS] = str(task.reads or "")
    try:
        executed = papermill.execute_notebook(
            _literal(task.section.path),
            _literal(task.output),
            parameters=dict(task.parameters),
            cwd=str(task.root),
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            log_output=False,
            engine_name=_engine(),
            request_save_on_cell_execute=True,
            kernel_manager_class=kernel_manager(),
            shutdown_kernel="immediate",
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],
        )
        if executed.metadata.papermill.exception:  # papermill lets `sys.exit()` pass, and with it all cells that follow
            failure = _failure(task, "SystemExit", "This cell ended the notebook before its last cell.")
        elif task.is_cleaned:
            _clean(task, executed)
    except papermill.PapermillExecutionError as error:
        failure = _failure(task, str(error.ename), str(error.evalue), error.traceback)
    except OSError as error:
        failure = Failure(type(error).__name__, str(error), is_output=True)
    except Exception as error:  # noqa: BLE001 - a dead or mute kernel, or whatever papermill meets: it is the section's
        failure = _failure(task, type(error).__name__, str(error))
    return Result(task.section, task.output, round(time.perf_counter() - start, 3), failure)


def _clean(task: Task, executed: Any) -> None:
    import nbformat

    source = nbformat.read(task.section.path, as_version=4)
    write_notebook(scrub(executed, source, task.root), task.output)


@cache
def _engine() -> str:
    """The name of an engine that writes the notebook once, at the end, where papermill's own does it twice a cell."""
    from papermill.engines import NBClientEngine, papermill_engines

    class SectionEngine(NBClientEngine):  # type: ignore[misc, unused-ignore]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            output, nb_man.output_path = nb_man.output_path, None
            try:
                super().execute_managed_notebook(nb_man, kernel_name, **options)
            finally:
                nb_man.output_path = output

    papermill_engines.register("kimtan", SectionEngine)
    return "kimtan"


def _failure(task: Task, exception: str, message: str, traceback: Sequence[str] = ()) -> Failure:
    """A failure with its place: the cell that was begun last."""
    number, source = _last_started(task.output)
    told = _LINE_IN_CELL.search(_COLOUR.sub("", "\n".join(traceback)))
    lines = source.splitlines()
    line = lines[int(told[1]) - 1] if told and int(told[1]) <= len(lines) else next(iter(lines), "")
    return Failure(exception, message, number, line.strip())


def _literal(path: Path) -> str:
    """A path as papermill takes it: it fills in what stands in braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _last_started(path: Path) -> tuple[int | None, str]:
    """Number and source of the last code cell that was begun in a notebook that was left unfinished."""
    import nbformat

    try:
        cells = nbformat.read(path, as_version=4).cells
    except (OSError, ValueError):
        return None, ""
    begun = [
        cell
        for cell in cells
        if cell.cell_type == "code" and cell.source.strip() and cell.metadata.get("papermill", {}).get("start_time")
    ]
    return (cell_number(cells, begun[-1]), begun[-1].source) if begun else (None, "")

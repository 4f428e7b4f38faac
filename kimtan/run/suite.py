"""All sections of one edition: those that would come out as before are taken from the cache, the others run."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.config import PeriodConfig
from kimtan.run.cache import Kept, SectionCache
from kimtan.run.execution import run_sections
from kimtan.run.pools import SectionPool
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import CELL_SECONDS, Result, Silent, Task, Watcher
from kimtan.workspace import Workspace

if TYPE_CHECKING:
    from kimtan.present.reads import Question


@dataclass(frozen=True)
class Suite:
    """What a run of all sections needs.

    Parameters
    ----------
    workspace, config
        Whose sections they are, and the edition.
    folder
        Where the executed notebooks go; it is made.
    cache
        Results of earlier runs; None to run everything.
    pool, jobs, watcher, expected
        As in :func:`kimtan.run.execution.run_sections`.
    cell_seconds
        How long a cell may run.
    """

    workspace: Workspace
    config: PeriodConfig
    folder: Path
    cache: SectionCache | None = None
    pool: SectionPool | None = None
    jobs: int | None = None
    watcher: Watcher | None = None
    expected: Mapping[str, float] | None = None
    cell_seconds: int = CELL_SECONDS

    def run(self, sections: Sequence[SectionNotebook]) -> tuple[Result, ...]:
        """Give a result for each section, in their order; its notebook holds nothing of one run alone."""
        self.folder.mkdir()
        kept = self._kept(sections)
        results: dict[SectionNotebook, Result] = {}
        for section, entry in kept.items():
            path = self.folder / section.file
            path.write_bytes(entry.notebook.encode())
            results[section] = Result(section, path, entry.seconds, is_kept=True, outside=entry.outside)
        reads = self.folder.with_name(".reads")  # beside what is being built, where all machines of a run can write
        reads.mkdir()
        try:
            parameters = self.config.parameters(self.config.language, self.config.audience)
            tasks = [
                Task(
                    section,
                    self.folder / section.file,
                    self.workspace.root,
                    section.parameters(parameters),
                    reads / f"{section.name}.json",
                    is_cleaned=True,
                    cell_seconds=self.cell_seconds,
                )
                for section in sections
                if section not in kept
            ]
            keeper = _Keeper(self, reads)
            if results:
                keeper.kept_before(tuple(results.values()))
            if tasks:
                for result in run_sections(tasks, self.jobs, keeper, self.pool, self.expected or {}):
                    results[result.section] = replace(result, outside=keeper.outside.get(result.section))
        finally:
            shutil.rmtree(reads, ignore_errors=True)
        return tuple(results[section] for section in sections)

    def _kept(self, sections: Sequence[SectionNotebook]) -> Mapping[SectionNotebook, Kept]:
        """What an earlier run kept and would come out again; it is asked where the facts are ready already."""
        if self.cache is None:
            return {}
        self.cache.begin(sections)
        if self.cache.is_empty:
            return {}
        if self.pool is None:
            return self.cache.find_all(sections)
        halves = [self.pool.beside(self.cache.find_all, sections[at::2]) for at in range(2)]
        return {section: kept for half in halves for section, kept in half().items()}


class _Keeper:
    """Keeps each executed notebook as soon as it is there: what is done survives an interrupted run."""

    def __init__(self, suite: Suite, reads: Path) -> None:
        self.suite, self.reads = suite, reads
        self.watcher = suite.watcher or Silent()
        self.outside: dict[SectionNotebook, Mapping[Question, str]] = {}

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None:
        self.watcher.planned(sections, expected)

    def kept_before(self, results: Sequence[Result]) -> None:
        self.watcher.kept_before(results)

    def started(self, section: SectionNotebook) -> None:
        self.watcher.started(section)

    def finished(self, result: Result) -> None:
        if result.failure is None:
            self._keep(result)
        self.watcher.finished(result)

    def writing(self) -> None:
        self.watcher.writing()

    def _keep(self, result: Result) -> None:
        from kimtan.present.outside import is_outside
        from kimtan.present.reads import can_be_kept, read

        answers = read(self.reads / f"{result.section.name}.json")
        if answers is None:  # its kernel told nothing of what it rests on
            return
        self.outside[result.section] = {
            question: answer for question, answer in answers.items() if is_outside(question)
        }
        if self.suite.cache is not None and can_be_kept(answers):
            self.suite.cache.keep(result.section, Kept(result.path.read_text("utf-8"), result.seconds), answers)

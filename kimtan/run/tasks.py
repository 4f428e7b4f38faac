"""What is asked of a run, and what came of it: a task, a result, and who watches.

>>> economy = SectionNotebook("10_economy", Path("10_economy.ipynb"))
>>> task = Task(economy, Path("out.ipynb"), Path(), {"period": "2023-H1"})
>>> task.section.name
'10_economy'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kimtan.run.failures import Failure
from kimtan.run.sections import SectionNotebook

CELL_SECONDS = 600
"""How long a cell may run where nothing else is asked for; one that never ends would hold the report for ever."""


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
    cell_seconds
        How long a cell may run.
    """

    section: SectionNotebook
    output: Path
    root: Path
    parameters: Mapping[str, Any]
    reads: Path | None = None
    is_cleaned: bool = False
    cell_seconds: int = CELL_SECONDS


@dataclass(frozen=True)
class Result:
    """What became of one section.

    Parameters
    ----------
    section, path
        The section, and its executed notebook; in a failure as far as it came, if it was written at all.
    seconds
        Wall time, start of the kernel included.
    failure
        None when it ran to its end.
    is_kept
        Whether it was not run, since an earlier run's result would come out again.
    outside
        What it asked past the data, with the answers; None where nothing is known of that.
    """

    section: SectionNotebook
    path: Path
    seconds: float
    failure: Failure | None = None
    is_kept: bool = False
    outside: Mapping[tuple[str, ...], str] | None = field(default=None, compare=False)


class Watcher(Protocol):
    """Who wants to know how a run gets on."""

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None:
        """Take note of the sections that will run, and of the seconds that each took the last time, where known."""

    def kept_before(self, results: Sequence[Result]) -> None:
        """Take note of sections that need not run, since they would come out as before."""

    def started(self, section: SectionNotebook) -> None:
        """Take note that a section has been handed to a process."""

    def finished(self, result: Result) -> None:
        """Take note of a section's result."""

    def writing(self) -> None:
        """Take note that all sections are over, and that the report is being written."""


class Silent:
    """A watcher that does nothing."""

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None: ...

    def kept_before(self, results: Sequence[Result]) -> None: ...

    def started(self, section: SectionNotebook) -> None: ...

    def finished(self, result: Result) -> None: ...

    def writing(self) -> None: ...

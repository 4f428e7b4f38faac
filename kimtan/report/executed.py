"""Executed sections gathered for stitching: failures are reported with their place, their notebooks kept apart."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from pathlib import Path

from kimtan.errors import Problem
from kimtan.languages import Language
from kimtan.report.publish import keep_failed
from kimtan.report.stitch import Executed, problems_of, replacement
from kimtan.run.failures import Failure, FailureKind
from kimtan.run.tasks import Result
from kimtan.workspace import Workspace
from kimtan.writing import unwritable

_MEMORY = "Often there was too little memory: --jobs 1 needs less."
_ADVICE = {
    FailureKind.DEAD_KERNEL: _MEMORY,
    FailureKind.LOST_WORKER: _MEMORY,
    FailureKind.TIMEOUT: (
        "Let it run again with --jobs 1, as the machine may have been too busy; --cell-seconds lets a cell run longer."
    ),
}


def gather(
    workspace: Workspace,
    results: Sequence[Result],
    failed_dir: Path,
    language: Language,
    known: MutableMapping[str, tuple[str, Executed]] | None = None,
) -> tuple[list[Executed], list[Problem]]:
    """The executed notebooks, with a remark in place of each that failed, and what is wrong with those.

    Parameters
    ----------
    known
        Notebooks that were read before, by section, with their text; a notebook with the same one is not read again.

    Raises
    ------
    OutputError
        When a notebook could not be written down.
    """
    from nbformat import v4

    _check_written(workspace, results)
    sections: list[Executed] = []
    problems: list[Problem] = []
    failed: list[Path] = []
    for result in results:
        place = workspace.shown(result.section.path)
        if result.failure is not None:
            kept = workspace.shown(failed_dir / "notebooks" / result.path.name) if result.path.exists() else ""
            section_problems = [_problem(place, result.failure, kept)]
        else:  # it was checked when it was written
            text = result.path.read_text(encoding="utf-8")
            before = (known or {}).get(result.section.name)
            is_same = before is not None and before[0] == text
            executed = before[1] if before and is_same else Executed(result.section.name, place, v4.reads(text))
            if known is not None:
                known[result.section.name] = text, executed
            section_problems = problems_of(executed)
        if section_problems:
            executed = replacement(result.section.name, place, language)
            failed.append(result.path)
        sections.append(executed)
        problems += section_problems
    keep_failed(failed, failed_dir)
    for path in failed:
        path.unlink(missing_ok=True)
    return sections, problems


def _check_written(workspace: Workspace, results: Sequence[Result]) -> None:
    for result in results:
        if result.failure is not None and result.failure.error is not None:
            place = workspace.shown(result.path.parents[2])
            raise unwritable(place, result.failure.error) from result.failure.error


def _problem(place: str, failure: Failure, kept: str) -> Problem:
    """A section's failure: its cell, what was raised, what may help, and the notebook if one is kept."""
    has_traceback = failure.kind is FailureKind.CELL_ERROR
    look = f"The notebook {'with its traceback' if has_traceback else 'as far as it came'} is {kept}." if kept else ""
    remedy = " ".join(part for part in (_ADVICE.get(failure.kind, ""), look) if part) or "Run it in JupyterLab."
    where = place if failure.cell is None else f"{place}, cell {failure.cell}"
    return Problem(where, f"{str(failure).rstrip('.')}.", remedy, f"section.{failure.kind.value}")

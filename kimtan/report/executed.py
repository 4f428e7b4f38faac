"""Executed sections gathered for stitching: what failed is told with its place and kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kimtan.errors import OutputError, Problem
from kimtan.period import Language
from kimtan.report.publish import keep_failed
from kimtan.report.stitch import Executed, problems_of, replacement
from kimtan.run.tasks import Result
from kimtan.workspace import Workspace

_FROM_OUTSIDE = {"DeadKernelError", "ProcessDied"}


def gather(
    workspace: Workspace, results: Sequence[Result], failed_dir: Path, language: Language
) -> tuple[list[Executed], list[Problem]]:
    """The executed notebooks, with a remark in place of each that failed, and what is wrong with those.

    Raises
    ------
    OutputError
        When a notebook could not be written down.
    """
    import nbformat

    _check_written(workspace, results)
    sections: list[Executed] = []
    problems: list[Problem] = []
    failed: list[Path] = []
    for result in results:
        place = workspace.shown(result.section.path)
        kept = workspace.shown(failed_dir / "notebooks" / result.path.name)
        if result.failure is not None:
            found = [_told(place, result, kept)]
        else:
            executed = Executed(result.section.name, place, nbformat.read(result.path, as_version=4))
            found = problems_of(executed)
        if found:
            executed = replacement(result.section.name, place, language)
            failed.append(result.path)
        sections.append(executed)
        problems += found
    keep_failed(failed, failed_dir)
    for path in failed:
        path.unlink(missing_ok=True)
    return sections, problems


def _check_written(workspace: Workspace, results: Sequence[Result]) -> None:
    unwritten = [result for result in results if result.failure and result.failure.is_output]
    if unwritten:
        place, seen = workspace.shown(unwritten[0].path.parents[2]), str(unwritten[0].failure)
        remedy = "Make room on the disk, or write where you may, and run it again."
        raise OutputError(Problem(place, f"Executed notebooks cannot be written: {seen}.", remedy, "build.write"))


def _told(place: str, result: Result, kept: str) -> Problem:
    """A section's failure as a problem: its cell, what was raised, and where to look."""
    failure = result.failure
    if failure is None:
        raise ValueError(f"{result.section.name} did not fail")
    remedy = f"The notebook with its traceback is {kept}."
    if failure.exception in _FROM_OUTSIDE:
        remedy = f"Often there was too little memory: --jobs 1 needs less. What ran before is in {kept}."
    where = place if failure.cell is None else f"{place}, cell {failure.cell}"
    return Problem(where, f"{str(failure).rstrip('.')}.", remedy, "section.failed")

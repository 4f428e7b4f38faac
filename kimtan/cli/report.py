"""What ``kimtan report`` does and says: each report with its headline, and of several a table and a page over them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from kimtan import config as configs
from kimtan.cli.arguments import for_each_period
from kimtan.cli.output import count, error_console, from_here, say, tabulate, tell
from kimtan.cli.progress import Manner, emit_problems, progress
from kimtan.errors import ExitCode, KimtanError
from kimtan.locating import resolve
from kimtan.report import build
from kimtan.report.batch import BatchEntry, write_index
from kimtan.report.build import Options
from kimtan.report.office_text.outcome import Filled
from kimtan.run.pools import section_pool
from kimtan.workspace import Workspace

_MOST_NAMED = 5


def reported(periods: Sequence[str], options: Options, manner: Manner, *, is_strict: bool = False) -> ExitCode:
    """Build the reports of all periods in one pool, and say what came of them.

    Strictly, a report in which figures cannot all be true, or that does not show all that is stated, needs attention.
    """
    entries: list[BatchEntry] = []

    def build_period(workspace: Workspace, params: Path) -> ExitCode:
        built = _built(workspace, params, shared, manner)
        entries.append(BatchEntry(params.as_posix(), params.stem, built, built.problems))
        is_doubtful = is_strict and (built.contradictions or built.in_evidence_only)
        return ExitCode.ATTENTION if built.problems or is_doubtful else ExitCode.DONE

    def failed(period: str, error: KimtanError) -> None:
        entries.append(BatchEntry(period, Path(period).stem, None, tuple(error.problems), _unit(period)))

    with nullcontext(options.pool) if options.pool else section_pool(options.kernel, options.scheduler) as pool:
        shared = dataclasses.replace(options, pool=pool)
        code = for_each_period(
            periods, build_period, failed, emit_problems(error_console()) if manner == "json" else None
        )
    if len(periods) > 1:
        index = write_index(entries, Path("outputs"), options.language or "vi")
        if manner == "shown":
            _summarise(entries)
            say(from_here(index), is_wrapped=False)
    return code


def _built(workspace: Workspace, params: Path, options: Options, manner: Manner) -> build.Report:
    """Build one report, and say where it is and what it says."""
    with progress(params.stem, manner) as watcher:
        watched = dataclasses.replace(options, watcher=watcher, on_wait=watcher.waiting, on_change=watcher.disturbed)
        report = build.build_report(workspace, params, watched)
        watcher.published(report)
    if report.problems:
        (emit_problems(error_console()) if manner == "json" else tell)(report.problems)
    if manner != "shown":
        return report
    if report.unchanged:
        unchanged = count(report.unchanged, "section")
        say(f"{params.stem}: {unchanged} not run, for nothing that they rest on has changed.", error_console())
    for path in report.files:
        say(from_here(path), is_wrapped=False)
    for sentence in report.headline:
        say(sentence)
    for sentence in report.left_behind.sentences():
        say(sentence, error_console())
    if report.filled is not None:
        _tell_filled(report.filled)
    if left_out := report.in_evidence_only:
        named = ", ".join(left_out[:_MOST_NAMED]) + (" …" if len(left_out) > _MOST_NAMED else "")
        say(f"{count(len(left_out), 'figure')} shown in the evidence only: {named}", error_console())
    return report


def _tell_filled(filled: Filled) -> None:
    """What came of the office's own text: how much was filled in, and what a person has to look at."""
    where = error_console()
    say(f"report.docx: {count(filled.figures, 'figure')} filled into the office's own text.", where)
    for what, listed in (
        ("is not stated and left blank", filled.blank),
        ("is of an earlier period and highlighted", filled.unbound),
        ("may no longer fit and has a comment", filled.words),
    ):
        for item in listed[:_MOST_NAMED]:
            say(f"{what}: {item}", where, indent=2)
        if len(listed) > _MOST_NAMED:
            say(f"{what}: {len(listed) - _MOST_NAMED} more", where, indent=2)
    if filled.disputed:
        say(f"{count(filled.disputed, 'figure')} in it cannot be true together with others; see the comments.", where)


def _unit(period: str) -> str:
    """Whose report it would be, as its params say; nothing where they cannot be read."""
    try:
        workspace, params = resolve(period)
        return configs.load(params, workspace).settings.unit
    except KimtanError:
        return ""


def _summarise(entries: Sequence[BatchEntry]) -> None:
    columns = ("unit", "period", "state", "contradictions", "what is wrong")
    rows = (
        (
            entry.name,
            entry.period,
            entry.state,
            "" if entry.report is None else str(entry.report.contradictions),
            "; ".join(problem.place for problem in entry.problems[:3]),
        )
        for entry in entries
    )
    tabulate("Batch", columns, rows)

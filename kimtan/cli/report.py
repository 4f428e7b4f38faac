"""What ``kimtan report`` does and says: each report with its headline, and of several a table and a page over them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from kimtan.cli.arguments import each
from kimtan.cli.output import count, error_console, from_here, say, tabulate, tell
from kimtan.cli.progress import Manner, emit_problems, progress
from kimtan.errors import ExitCode, KimtanError
from kimtan.report import build
from kimtan.report.batch import BatchEntry, write_index
from kimtan.report.build import Options
from kimtan.run.pools import SectionPool
from kimtan.workspace import Workspace


def reported(periods: Sequence[str], options: Options, manner: Manner) -> ExitCode:
    """Build the reports of all periods in one pool, and say what came of them."""
    entries: list[BatchEntry] = []

    def one(workspace: Workspace, params: Path) -> ExitCode:
        built = _built(workspace, params, shared, manner)
        entries.append(BatchEntry(params.as_posix(), params.stem, built, built.problems))
        return ExitCode.ATTENTION if built.problems else ExitCode.DONE

    def failed(period: str, error: KimtanError) -> None:
        entries.append(BatchEntry(period, Path(period).stem, None, tuple(error.problems)))

    with SectionPool(options.kernel, options.scheduler) as pool:
        shared = dataclasses.replace(options, pool=pool)
        code = each(periods, one, failed, emit_problems(error_console()) if manner == "json" else None)
    if len(periods) > 1:
        index = write_index(entries, Path("outputs"), options.language or "vi")
        if manner == "shown":
            _summarise(entries)
            say(from_here(index), is_wrapped=False)
    return code


def _built(workspace: Workspace, params: Path, options: Options, manner: Manner) -> build.Report:
    """Build one report, and say where it is and what it says."""
    with progress(error_console(), params.stem, manner) as watcher:
        watched = dataclasses.replace(options, watcher=watcher, on_wait=watcher.waiting)
        report = build.build_report(workspace, params, watched)
        watcher.published(report)
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
    return report


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

"""What ``kimtan proof`` does and says: each report's findings, the worst first, and of several a table and a page."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from kimtan.audit.outcomes import STATES
from kimtan.cli.output import console, count, error_console, from_here, say, tabulate, tell
from kimtan.errors import ExitCode, InputError, Problem
from kimtan.extract.findings import ProofFinding
from kimtan.period import Period
from kimtan.report.proof import Proofed
from kimtan.report.proofs import proofed_all, tasks, write_index

Format = Literal["text", "json"]

_WIDTH = 80
_MOST_SHOWN = 100
"""Findings that are told at a terminal, the worst first; the page has all of them."""


def proof(
    reports: Sequence[Path], folder: Path | None, period: str | None, format: Format, *, is_strict: bool, scheduler: str
) -> ExitCode:
    """Proof reports, and say what came of each; one that cannot be read does not stop the next.

    Raises
    ------
    InputError
        There is nothing to read, or no such period.
    """
    documents = list(_documents(reports))
    if not documents:
        seen = "There is no report here."
        raise InputError(Problem(_listed(reports), seen, "Name Word, PDF, HTML or text files.", "proof.none"))
    is_one = len(documents) == 1
    of_period = Period.parse(period) if period else None

    def on_done(result: Proofed) -> None:
        tell(result.problems)
        if result.described is not None:
            console().file.write(json.dumps(result.described, ensure_ascii=False) + "\n")
        if format == "text" and not is_one and not result.problems:
            say(f"{result.shown}: {_counted(result)}", error_console())

    made = tasks(documents, folder, of_period, is_described=format == "json")
    results = proofed_all(made, scheduler=scheduler, on_done=on_done)
    if format == "text" and is_one and not results[0].problems:
        _show(results[0])
    if not is_one:
        index = write_index(results, folder or Path())
        if format == "text":
            _summarise(results)
            say(from_here(index.absolute()), is_wrapped=False)
    codes = [ExitCode.DONE, *(result.code for result in results)]
    if is_strict and any(result.count("cannot_hold") for result in results):
        codes.append(ExitCode.ATTENTION)
    return max(codes)


def _documents(reports: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The named files and, of a named folder, the files of a kind that can be read; each file once."""
    from kimtan.extract.documents.opening import ENDINGS

    seen: set[Path] = set()
    for report in reports:
        paths = [report]
        if report.is_dir():
            paths = sorted(path for path in report.iterdir() if path.suffix.lower() in ENDINGS)
        for path in paths:
            is_result = path.stem.lower().endswith(".proof") and (report.is_dir() or len(reports) > 1)
            is_hidden = report.is_dir() and (path.name.startswith((".", "~$")) or path.name == "index.html")
            if not is_result and not is_hidden and path.absolute() not in seen:
                seen.add(path.absolute())
                yield path, from_here(path.absolute())


def _listed(reports: Sequence[Path]) -> str:
    return ", ".join(report.as_posix() for report in reports[:3])


def _show(result: Proofed) -> None:
    """What is wrong in a report, then what was written; in 80 columns."""
    places = {n: f"{written} ({place})" for n, written, place in result.places}
    wrong = [finding for finding in result.findings if finding.is_wrong]
    for finding in wrong[:_MOST_SHOWN]:
        _say_finding(finding, places)
        say("")
    if (more := len(wrong) - _MOST_SHOWN) > 0:
        _say(f"Còn {more} mục nữa trong trang đối chiếu.")
    for note in result.notes:
        _say(note)
    _say(f"{result.shown}: {_counted(result)}.")
    for file in result.files:
        say(from_here(file.absolute()), is_wrapped=False)


def _say_finding(finding: ProofFinding, places: dict[int, str]) -> None:
    _say(f"{STATES[finding.outcome].title.vi}: {finding.text_vi}")
    named = dict.fromkeys([*finding.suspects, *finding.figures])  # what may be wrong stands first
    if numbers := [places[n] for n in named if n in places]:
        _say(f"Các số: {'; '.join(numbers)}.", indent=2)
    if finding.assumption and finding.assumption not in finding.text_vi:
        _say(f"Giả định: {finding.assumption}", indent=2)


def _say(text: str, indent: int = 0) -> None:
    """Print a paragraph in lines of at most 80 columns, wherever it goes."""
    space = " " * indent
    for line in textwrap.wrap(text, _WIDTH, initial_indent=space, subsequent_indent=space + "  "):
        say(line, is_wrapped=False)


def _counted(result: Proofed) -> str:
    parts = [count(result.figures, "figure")]
    parts += [f"{result.count('cannot_hold')} cannot hold", f"{result.count('suspicious')} suspicious"]
    parts += [count(result.comments, "comment")] if result.comments else []
    return ", ".join(parts)


def _summarise(results: Sequence[Proofed]) -> None:
    columns = ("report", "cannot hold", "suspicious", "figures", "what is wrong")
    tabulate("Reports", columns, map(_row, sorted(results, key=lambda result: result.rank)))


def _row(result: Proofed) -> tuple[str, ...]:
    if result.problems:
        return result.shown, "", "", "", result.problems[0].seen
    counts = (result.count("cannot_hold"), result.count("suspicious"), result.figures)
    return result.shown, *map(str, counts), ""

"""What ``kimtan check --against`` shows: a source text held against the figures that were taken from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kimtan.audit.transcription import compare
from kimtan.cli.output import say, tabulate
from kimtan.data.dataset import Dataset
from kimtan.errors import ExitCode, Problems
from kimtan.reading.text import read_text

_MOST = 1000
"""So many rows of a table are shown."""


def compared(dataset: Dataset, source: Path) -> ExitCode:
    """Show what of a source text is not transcribed, and what is transcribed wrongly."""
    problems = Problems()
    text = read_text(source, source.as_posix(), problems)
    problems.raise_if_any()
    known = dataset.sources.documents
    document = next((name for name, entry in known.items() if entry.file == source.name), dataset.sources.first)
    result = compare(dataset.stated, document, known[document].no_figures, text or "")
    left = [(f"{source.name}:{number.line}:{number.column}", number.token, number.text) for number in result.left]
    wrong = [(claim.figure, claim.as_written, f"{claim.seen} {claim.remedy}") for claim in result.wrong]
    idle = [(token.place, token.token, f"{token.seen} {token.remedy}") for token in result.idle]
    tabulate("Numbers that are no figure yet", ("place", "number", "text"), _first(left))
    tabulate("Figures that do not stand in the source", ("figure", "written", "what is wrong"), _first(wrong))
    tabulate("Exceptions that explain nothing", ("place", "number", "what is wrong"), _first(idle))
    counts = f"{len(result.left)} left, {len(result.wrong)} wrong, {len(result.idle)} idle"
    say(f"{result.numbers} numbers in {source.name}: {'all accounted for' if result.is_complete else counts}.")
    return ExitCode.DONE if result.is_complete else ExitCode.ATTENTION


def _first(rows: Sequence[tuple[str, str, str]]) -> Sequence[tuple[str, str, str]]:
    """The rows that are shown, and how many there are besides."""
    return rows if len(rows) <= _MOST else [*rows[:_MOST], ("…", "", f"and {len(rows) - _MOST} more")]

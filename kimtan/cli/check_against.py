"""What ``kimtan check --against`` shows: a source text held against the figures that were taken from it."""

from __future__ import annotations

from pathlib import Path

from kimtan.audit.transcription import compare
from kimtan.cli.output import say, tabulate
from kimtan.data.dataset import Dataset
from kimtan.errors import ExitCode, Problems
from kimtan.reading.text import read_text


def compared(dataset: Dataset, source: Path) -> ExitCode:
    """Show what of a source text is not transcribed, and what is transcribed wrongly."""
    problems = Problems()
    text = read_text(source, source.as_posix(), problems)
    problems.raise_if_any()
    known = dataset.sources.documents
    document = next((name for name, entry in known.items() if entry.file == source.name), dataset.sources.first)
    result = compare(dataset.stated, document, known[document].no_figures, text or "")
    tabulate("Numbers that are no figure yet", ("place", "number", "text"),
           ((f"{source.name}:{left.line}:{left.column}", left.token, left.text) for left in result.left))  # fmt: skip
    tabulate("Figures that do not stand in the source", ("figure", "written", "what is wrong"),
           ((wrong.figure, wrong.as_written, f"{wrong.seen} {wrong.remedy}") for wrong in result.wrong))  # fmt: skip
    tabulate("Exceptions that explain nothing", ("place", "number", "what is wrong"),
           ((idle.place, idle.token, f"{idle.seen} {idle.remedy}") for idle in result.idle))  # fmt: skip
    counts = f"{len(result.left)} left, {len(result.wrong)} wrong, {len(result.idle)} idle"
    say(f"{result.numbers} numbers in {source.name}: {'all accounted for' if result.is_complete else counts}.")
    return ExitCode.DONE if result.is_complete else ExitCode.ATTENTION

"""What ``kimtan report`` says at the end of a batch: one line for each period of each workspace."""

from __future__ import annotations

from collections.abc import Sequence

from kimtan.cli.said import tabulate
from kimtan.report.batch import Entry


def summarise(entries: Sequence[Entry]) -> None:
    """Print a table of what became of each."""
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

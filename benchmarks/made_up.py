"""Made-up reports with slips in them: the generator that the audit's tests use, and reports as workspaces on disk."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from kimtan.data import datapackage
from kimtan.figures import number_text
from kimtan.reading.records import Record
from tests.audit.reports import Report, consistent, slips
from tests.conftest import write_workspace


def report(seed: int, figures: int, depth: int) -> Report:
    """A report without a contradiction and with at least so many figures; ``depth`` levels under each whole."""
    made = (consistent(seed, wholes, depth) for wholes in count(1))
    return next(one for one in made if len(one.observations) >= figures)


def with_slips(report: Report, seed: int, wrong: int) -> tuple[Report, list[str]]:
    """The report with one keystroke wrong in each of so many figures, and their names."""
    planted: list[str] = []
    for number in count(seed * 1000):
        if len(planted) == wrong:
            break
        figure, changed = next(slips(report, number))
        if figure not in planted:
            report = changed
            planted.append(figure)
    return report, planted


def write(root: Path, report: Report) -> None:
    """Write a report as a workspace with one period, 2024-H1; what stands in it is what its source says."""
    rows = [row.model_copy(update={"as_written": number_text(abs(row.value), "vi")}) for row in report.observations]
    workspace = write_workspace(root, [], [])
    _write_table(workspace.data_dir / "indicators.csv", list(report.indicators.values()))
    _write_table(workspace.observations_file("2024-H1"), rows)
    datapackage.write(workspace, "xã Thử")


def _write_table(file: Path, records: Sequence[Record]) -> None:
    """Write records as a table with all columns that there are."""
    with file.open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(type(records[0]).model_fields)
        for record in records:
            table.writerow(str(one).lower() if isinstance(one, bool) else one for one in record.model_dump().values())

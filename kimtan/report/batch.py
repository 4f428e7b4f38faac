"""A batch over several workspaces: what became of each, in a table and on a page with links to all reports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kimtan.errors import Problem
from kimtan.present.page_terms import words
from kimtan.report.build import Report
from kimtan.writing import write_whole, writing

INDEX = "index.html"

_FORMATS = {
    "report.html": "HTML",
    "report.pdf": "PDF",
    "report.docx": "Word",
    "report-du-thao.docx": "Word (dự thảo)",
}


@dataclass(frozen=True)
class BatchEntry:
    """One period of one workspace in a batch.

    Parameters
    ----------
    place
        Path of its params file, as it was named.
    period
        Its period.
    report
        What was published; None where nothing was.
    problems
        Why not, or what is missing in it.
    unit
        Whose it is where nothing was published; empty where that is not known either.
    """

    place: str
    period: str
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    unit: str = ""

    @property
    def state(self) -> str:
        """``done``, ``partly`` (sections are missing) or ``failed``."""
        return "failed" if self.report is None else "partly" if self.problems else "done"

    @property
    def name(self) -> str:
        """The unit; the place of the params file where nothing more is known."""
        return self.report.unit if self.report is not None else self.unit or self.place


def write_index(entries: Sequence[BatchEntry], folder: Path, language: str = "vi") -> Path:
    """Write a page over all entries into a folder; links in it are relative, so that all of it can be moved together.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    from kimtan.report.page import standalone_page

    rows = [
        {
            "name": entry.name,
            "place": entry.place,
            "period": entry.period,
            "state": entry.state,
            "contradictions": entry.report.contradictions if entry.report else None,
            "headline": entry.report.headline[:2] if entry.report else [str(problem) for problem in entry.problems[:3]],
            "links": _links(entry.report, folder) if entry.report else [],
        }
        for entry in entries
    ]
    path = folder / INDEX
    with writing(path.as_posix(), "Run it where you may write."):
        folder.mkdir(parents=True, exist_ok=True)
        page = standalone_page("index.html.j2", language, title=words(language)["batch"], rows=rows)
        write_whole(path, page.encode())
    return path


def _links(report: Report, folder: Path) -> list[tuple[str, str]]:
    """Name and relative address of each document."""
    pages = [(file, _FORMATS[file.name]) for file in report.files if file.name in _FORMATS]
    return [(name, Path(os.path.relpath(file, folder)).as_posix()) for file, name in pages]

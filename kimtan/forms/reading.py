"""A filled form read: an Excel workbook, or CSV in its layout."""

from __future__ import annotations

from pathlib import Path

from kimtan.data.dataset import Dataset
from kimtan.errors import Problem
from kimtan.forms import safety
from kimtan.forms.separated import DecimalMark, read_separated
from kimtan.forms.typed import Form

_MOST_NAMED = 100
"""The number of problems of a form that are shown, at most; of the rest their count is."""


def read(path: Path, shown: str, dataset: Dataset, mark: DecimalMark | None = None) -> Form:
    """Read a filled form, an Excel workbook or a CSV file in its layout.

    Parameters
    ----------
    path, shown
        The file, and what messages call it.
    dataset
        The period that it must be of.
    mark
        The decimal mark of a CSV file, where the file itself does not tell.
    """
    form = _read(path, shown, dataset, mark)
    if (more := len(form.problems) - _MOST_NAMED) > 0:
        seen = f"{more} more {'problem was' if more == 1 else 'problems were'} found in this form."
        form.problems[_MOST_NAMED:] = [Problem(shown, seen, "Mend these first.", "form.more")]
    return form


def _read(path: Path, shown: str, dataset: Dataset, mark: DecimalMark | None) -> Form:
    if path.suffix.lower() == ".csv":
        return read_separated(path, shown, dataset, mark)
    form = Form(path, "form")
    if path.suffix.lower() != ".xlsx":
        seen = f"A form is an .xlsx or a .csv file, this one ends in '{path.suffix}'."
        form.problems.append(Problem(shown, seen, "Save it as .xlsx, without macros.", "form.suffix"))
        return form
    content = safety.plain_workbook(path, shown)
    if isinstance(content, Problem):
        form.problems.append(content)
    else:
        from kimtan.forms.cells import read_workbook  # loads openpyxl, which CSV does without

        read_workbook(form, shown, content, dataset)
    return form

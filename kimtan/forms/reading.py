"""A filled form read: an Excel workbook, or CSV in its layout."""

from __future__ import annotations

from pathlib import Path

from kimtan.data.dataset import Dataset
from kimtan.errors import Problem
from kimtan.forms import safety
from kimtan.forms.separated import DecimalMark, read_separated
from kimtan.forms.typed import Form


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
    if path.suffix.lower() == ".csv":
        return read_separated(path, shown, dataset, mark)
    form = Form(path, "form")
    if path.suffix.lower() != ".xlsx":
        seen = f"A form is an .xlsx or a .csv file, this one ends in '{path.suffix}'."
        form.problems.append(Problem(shown, seen, "Save it as .xlsx, without macros.", "form.suffix"))
    elif problem := safety.problem_of(path, shown):
        form.problems.append(problem)
    else:
        from kimtan.forms.cells import read_workbook  # loads openpyxl, which CSV does without

        read_workbook(form, shown, dataset)
    return form

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from kimtan.errors import InputError
from kimtan.run.section_checks import check_sections
from kimtan.run.sections import SectionNotebook
from kimtan.workspace import Workspace


def problems_of(root: Path, name: str = "10_economy") -> list[str]:
    with pytest.raises(InputError) as caught:
        check_sections([SectionNotebook(name, root / "notebooks" / f"{name}.ipynb")], Workspace(root))
    return [f"{problem.place}: {problem.seen}" for problem in caught.value.problems]


def test_a_notebook_that_declares_the_four_parameters_passes(tmp_path, write_section):
    path = write_section(
        tmp_path, "10_economy", "1 / 0", parameters="period: str = ''\nlanguage = audience = ''\nsettings = {}"
    )
    check_sections([SectionNotebook("10_economy", path)], Workspace(tmp_path))


def test_unknown_and_missing_parameters_are_all_told(tmp_path, write_section):
    write_section(tmp_path, "10_economy", parameters="period = ''\nlanguages = 'vi'\nsettings = {}")
    assert problems_of(tmp_path) == [
        "notebooks/10_economy.ipynb: The cell tagged 'parameters' sets 'languages', which no run gives.",
        "notebooks/10_economy.ipynb: The cell tagged 'parameters' does not set 'language'.",
        "notebooks/10_economy.ipynb: The cell tagged 'parameters' does not set 'audience'.",
    ]


def test_all_notebooks_are_checked_before_anything_is_told(tmp_path, write_section):
    paths = [write_section(tmp_path, name, parameters="period = ''") for name in ("10_economy", "15_land")]
    with pytest.raises(InputError) as caught:
        check_sections([SectionNotebook(path.stem, path) for path in paths], Workspace(tmp_path))
    assert {problem.place for problem in caught.value.problems} == {
        "notebooks/10_economy.ipynb",
        "notebooks/15_land.ipynb",
    }


def test_a_parameters_cell_that_is_no_python_is_told_with_its_line(tmp_path, write_section):
    write_section(tmp_path, "10_economy", parameters="period = ''\n%matplotlib inline")
    assert problems_of(tmp_path) == [
        "notebooks/10_economy.ipynb: The cell tagged 'parameters' is no plain Python (line 2: invalid syntax)."
    ]


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda nb: nb.cells.pop(1), "No cell is tagged 'parameters'; a section has one."),
        (
            lambda nb: nb.cells.append(nbformat.from_dict(nb.cells[1] | {"id": "other"})),
            "2 cells are tagged 'parameters'; a section has one.",
        ),
    ],
)
def test_a_section_has_one_parameters_cell(tmp_path, write_section, change, seen):
    path = write_section(tmp_path, "10_economy")
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)
    assert problems_of(tmp_path) == [f"notebooks/10_economy.ipynb: {seen}"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", "Expecting value: line 1 column 1"),
        ("[]", "it does not name its nbformat"),
        ("{}", "it does not name its nbformat"),
        ('{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}', "it is of nbformat 3"),
        ('{"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "cells": []}', "it is of nbformat 9"),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "it lacks parts of one"),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}', "it lacks parts of one"),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": 1}, "cells": []}', "1 is not of type"),
    ],
)
def test_what_is_no_notebook_of_format_4_is_refused(tmp_path, text, seen):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/10_economy.ipynb").write_text(text, encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert problem.startswith(f"notebooks/10_economy.ipynb: This is no valid notebook of nbformat 4: {seen}")


def test_a_notebook_whose_cells_share_an_identity_is_refused(tmp_path, write_section):
    path = write_section(tmp_path, "10_economy", "1", "2")
    path.write_text(path.read_text(encoding="utf-8").replace("own-3", "own-2"), encoding="utf-8")
    assert problems_of(tmp_path) == [
        "notebooks/10_economy.ipynb: This is no valid notebook of nbformat 4: several cells have the id 'own-2'."
    ]

"""The documents of a report in its folder: their names, and how each is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.report.confirmation import SLIP
from kimtan.report.formats import document_name, export

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kimtan.report.office_text.outcome import Filled
    from kimtan.report.recipe import Recipe


def write_documents(notebook: NotebookNode, recipe: Recipe, folder: Path, *, is_draft: bool) -> Filled | None:
    """Write a report in all formats of its recipe; what came of the office's own text, where there is one."""
    filled: Filled | None = None
    settings = {"clean": recipe.clean, "reference": str(recipe.template or "")}
    for name in recipe.formats:
        path = folder / document_name(name, is_draft=is_draft)
        if name == "docx" and recipe.text is not None:
            from kimtan.report.office_text.filled import fill_text  # loads what reads and writes Word files

            filled = fill_text(recipe.dataset, recipe.text, path, is_clean=recipe.clean, is_draft=is_draft)
        else:
            export(notebook, name, path, settings)
    return filled


def documents(target: Path, formats: Sequence[str], *, is_draft: bool) -> tuple[Path, ...]:
    """The documents of a report, the slip that asks the owners of its figures where there is one, and its notebook."""
    names = [document_name(name, is_draft=is_draft) for name in formats]
    slip = [SLIP] if (target / SLIP).exists() else []
    return tuple(target / name for name in (*names, *slip, "report.ipynb"))

"""The formats that a report can have; what writes them is loaded when one is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.errors import InputError, Problem
from kimtan.run.imports import quick_imports

if TYPE_CHECKING:
    from nbformat import NotebookNode

FORMATS = ("html", "pdf", "docx")
"""Names that ``--to`` knows, each that of an exporter."""


def check_formats(formats: Iterable[str]) -> None:
    """Refuse formats that there is no exporter for.

    >>> check_formats(["html", "htm"])
    Traceback (most recent call last):
    ...
    kimtan.errors.InputError: --to: There is no format 'htm'. Did you mean 'html'? There is: html, pdf, docx.
    """
    problems = []
    for name in formats:
        if name not in FORMATS:
            near = get_close_matches(name, FORMATS, n=1)
            remedy = (f"Did you mean '{near[0]}'? " if near else "") + f"There is: {', '.join(FORMATS)}."
            problems.append(Problem("--to", f"There is no format '{name}'.", remedy, "build.format"))
    if problems:
        raise InputError(*problems)


def document_name(name: str, *, is_draft: bool) -> str:
    """What a report's file of a format is called; a Word document that nobody may sign yet says so.

    >>> document_name("docx", is_draft=True), document_name("pdf", is_draft=True)
    ('report-du-thao.docx', 'report.pdf')
    """
    return f"report-du-thao.{name}" if is_draft and name == "docx" else f"report.{name}"


def export(notebook: NotebookNode, name: str, path: Path, settings: Mapping[str, Any]) -> None:
    """Convert a notebook into a file, with those of the settings that the exporter knows."""
    with quick_imports():
        from kimtan.report.exporters import EXPORTERS

    kind = EXPORTERS[name]
    exporter = kind(**{key: value for key, value in settings.items() if key in kind.class_trait_names()})
    content, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": path.stem}})
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

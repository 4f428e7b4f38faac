"""The formats that a report can have; what writes them is loaded when one is written."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.errors import InputError, Problem

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
    """What a report's file of a format is called, without its ending; of a Word document that nobody may sign yet, so.

    >>> document_name("docx", is_draft=True), document_name("pdf", is_draft=True)
    ('report-du-thao', 'report')
    """
    return "report-du-thao" if is_draft and name == "docx" else "report"


def rendered(
    notebook: NotebookNode, kind: str, name: str, *, clean: bool = False, template: Path | None = None
) -> bytes:
    """A notebook in a format.

    Parameters
    ----------
    notebook
        Executed.
    kind
        One of :data:`FORMATS`.
    name
        What messages call the notebook.
    clean, template
        Of a Word document: whether it goes without comments, and the office's own template.

    Raises
    ------
    SectionError
        It shows what is no block, or a block that the document cannot hold.
    InputError
        The template cannot be used.
    OutputError
        The compiler of the PDF or its fonts fail.
    """
    if kind == "html":
        from kimtan.report.page import render as page

        return page(notebook, name).encode("utf-8")
    if kind == "pdf":
        from kimtan.report.typeset.document import render as typeset

        return typeset(notebook, name)
    from kimtan.report.word.document import write

    return write(notebook, name, template, clean)

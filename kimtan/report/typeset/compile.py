"""The template compiled with its data: typst's compiler, its fonts and the standards that the file keeps."""

from __future__ import annotations

import datetime as dt
from importlib.resources import as_file, files
from typing import Literal

from kimtan.errors import OutputError, Problem
from kimtan.report.typeset.letters import font_folder

STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")
"""PDF/UA-1, for readers who cannot see it, and PDF/A-2a, for archives."""


def compiled(data: str, date: dt.date) -> bytes:
    """Compile the report's template with the JSON text of a document.

    Nothing is read besides: no fonts of the machine, no packages, no clock.

    Raises
    ------
    OutputError
        When the compiler refuses the document, or cannot be loaded.
    """
    try:
        import typst
    except ImportError as error:
        remedy = "Install it again: pip install --force-reinstall typst."
        seen = f"The typst compiler cannot be loaded ({error})."
        raise OutputError(Problem("PDF", seen, remedy, "pdf.typst")) from error
    noon = dt.datetime.combine(date, dt.time(12), dt.UTC)
    try:
        with as_file(files("kimtan.report").joinpath("templates", "report.typ")) as template:  # by path: cached
            content = typst.compile(
                str(template),
                format="pdf",
                root=str(template.parent),
                font_paths=[str(font_folder())],
                ignore_system_fonts=True,
                sys_inputs={"data": data},
                pdf_standards=list(STANDARDS),
                timestamp=int(noon.timestamp()),
            )
    except RuntimeError as error:
        seen = f"The PDF compiler refused the document: {_message(error)}."
        remedy = "Make the report without it (--to html), and send us the notebook: this should have been caught."
        raise OutputError(Problem("report.typ", seen, remedy, "pdf.compile")) from error
    return bytes(content)


def _message(error: Exception) -> str:
    """What the compiler says, on one line."""
    return " ".join(str(getattr(error, "message", error)).split()).rstrip(".")

"""Which of the Word documents that an office keeps beside its params files a report is made with."""

from __future__ import annotations

from pathlib import Path

from kimtan.errors import InputError, Problem
from kimtan.workspace import Workspace

_OF_WORD = {".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx"}


def word_template(workspace: Workspace) -> Path | None:
    """The office's own template of the Word document: ``params/templates/report.docx``, or the only one there.

    Raises
    ------
    InputError
        When there are several and none is named so, or none is a Word document.
    """
    folder = workspace.templates_dir
    named = folder / "report.docx"
    if named.exists():
        return named
    texts = {path.name for path in folder.glob("text*.docx")}
    files = (file for file in folder.glob("[!.~]*") if file.name not in texts)
    candidates = sorted(file for file in files if file.suffix.lower() in _OF_WORD)
    documents = [file for file in candidates if file.suffix.lower() == ".docx"]
    if len(documents) == 1 or not candidates:
        return documents[0] if documents else None
    names = ", ".join(file.name for file in candidates)
    if documents:
        seen, remedy = f"There are several templates: {names}.", "Name the one to use report.docx."
    else:
        seen = f"This is no template that can be used: {names}."
        remedy = "Save it as a Word document, report.docx, without macros."
    raise InputError(Problem(workspace.shown(folder), seen, remedy, "workspace.template"))


def office_text(workspace: Workspace, kind: str) -> Path | None:
    """The office's own text of the report of a kind of period; ``None`` where it has none."""
    files = (workspace.office_text_file(kind), workspace.office_text_file())
    return next((file for file in files if file.is_file()), None)

"""The report as a file: nbconvert's exporters, ``jupyter nbconvert --to kimtan-html``, ``kimtan-pdf``, ``kimtan-docx``.

Kept light on purpose: nbconvert loads every registered exporter each time it starts, and one that fails to load breaks
all the others. Whatever is needed for the work is imported when there is work.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, Unicode

if TYPE_CHECKING:
    from nbformat import NotebookNode


class _BlockExporter(Exporter):  # type: ignore[misc, unused-ignore]  # untyped where nbconvert brings no types
    """Exports an executed notebook of blocks, a whole report or one section."""

    extension: ClassVar[str]

    def _file_extension_default(self) -> str:
        return self.extension

    def from_notebook_node(  # type: ignore[override, unused-ignore]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """Convert a notebook.

        Parameters
        ----------
        nb
            Executed. ``metadata.kimtan`` describes the report (:class:`kimtan.report.title.TitleBlock`); all of it is
            optional.
        resources
            As nbconvert hands them on.

        Raises
        ------
        SectionError
            When the notebook was not executed, shows what is no block, or a block that the document cannot hold.
        InputError
            When the template cannot be used.
        OutputError
            When the compiler of the PDF or its fonts fail.
        """
        if any(getattr(preprocessor, "enabled", True) for preprocessor in self._preprocessors):
            nb, resources = super().from_notebook_node(nb, resources, **kw)
        else:  # nothing will change it, so that it need not be copied whole
            resources = self._init_resources(resources)  # type: ignore[no-untyped-call, unused-ignore]
        name = resources["metadata"].get("name") or ""
        _check_executed(nb, name)
        return self.rendered(nb, name), resources

    def rendered(self, nb: NotebookNode, name: str) -> str | bytes:
        """The file's content; messages call the notebook by its name."""
        raise NotImplementedError


def _check_executed(nb: NotebookNode, name: str) -> None:
    """Refuse a notebook that has code and nothing that came of it: its page would be empty."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    has_run = any(cell.get("outputs") or cell.get("execution_count") is not None for cell in code)
    if any(cell.source.strip() for cell in code) and not has_run:
        from kimtan.errors import Problem, SectionError

        seen = "It was not executed, so that there is nothing to show."
        remedy = "Run all of it and save it, or use --execute."
        raise SectionError(Problem(name or "notebook", seen, remedy, "export.not_executed"))


class KimtanHTMLExporter(_BlockExporter):
    """One page that needs nothing else."""

    export_from_notebook = "Kim Tân report (HTML)"
    output_mimetype = "text/html"
    extension = ".html"

    def rendered(self, nb: NotebookNode, name: str) -> str:
        from kimtan.report.page import render

        return render(nb, name=name)


class KimtanPDFExporter(_BlockExporter):
    """A PDF for paper, screen and archive."""

    export_from_notebook = "Kim Tân report (PDF)"
    output_mimetype = "application/pdf"
    extension = ".pdf"

    def rendered(self, nb: NotebookNode, name: str) -> bytes:
        from kimtan.report.typeset.document import render

        return render(nb, name=name)


class KimtanDocxExporter(_BlockExporter):
    """A Word document in the layout of Nghị định 30/2020/NĐ-CP."""

    export_from_notebook = "Kim Tân report (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extension = ".docx"

    clean = Bool(False, help="Leave out the comments on disputed, suspicious and corrected numbers.").tag(config=True)
    reference = Unicode("", help="The office's own template, a .docx; empty for the one of kimtan.").tag(config=True)

    def rendered(self, nb: NotebookNode, name: str) -> bytes:
        from kimtan.report.word.document import write

        return write(nb, name, Path(self.reference) if self.reference else None, self.clean)


EXPORTERS: Mapping[str, type[_BlockExporter]] = {
    "html": KimtanHTMLExporter,
    "pdf": KimtanPDFExporter,
    "docx": KimtanDocxExporter,
}
"""The exporters by the name that ``--to`` knows them by."""

"""The report as one PDF file: ``jupyter nbconvert --to kimtan-pdf``.

Kept light on purpose, as :mod:`kimtan.report.html` is: nbconvert loads every registered exporter each time it starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter

if TYPE_CHECKING:
    from nbformat import NotebookNode


class KimtanPDFExporter(Exporter):  # type: ignore[misc, unused-ignore]  # untyped where nbconvert brings no types
    """Exports an executed notebook of blocks, a whole report or one section, as a PDF for paper, screen and archive."""

    export_from_notebook = "Kim Tân report (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override, unused-ignore]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
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
            When the notebook shows what is no block, or a block that no document can hold.
        OutputError
            When the compiler or its fonts fail.
        """
        from kimtan.report.typeset.document import render

        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return render(nb, name=resources["metadata"].get("name") or ""), resources

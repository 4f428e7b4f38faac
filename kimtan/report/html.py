"""The report as one HTML file: ``jupyter nbconvert --to kimtan-html``.

Kept light on purpose: nbconvert loads every registered exporter each time it starts, and one that fails to load breaks
all the others. Whatever is needed for the work is imported when there is work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter

if TYPE_CHECKING:
    from nbformat import NotebookNode


class KimtanHTMLExporter(Exporter):  # type: ignore[misc, unused-ignore]  # untyped where nbconvert brings no types
    """Exports an executed notebook of blocks, a whole report or one section, as one file that needs nothing else."""

    export_from_notebook = "Kim Tân report (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override, unused-ignore]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook.

        Parameters
        ----------
        nb
            Executed. ``metadata.kimtan`` describes the report (:class:`kimtan.report.page.TitleBlock`); all of it is
            optional.
        resources
            As nbconvert hands them on.

        Raises
        ------
        SectionError
            When the notebook shows what is no block, or a block that cannot stand in a page.
        """
        from kimtan.report.page import render

        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return render(nb, name=resources["metadata"].get("name") or ""), resources

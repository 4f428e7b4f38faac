"""The report as a Word document: ``jupyter nbconvert --to kimtan-docx``.

Kept light like :mod:`kimtan.report.html`, since nbconvert loads every registered exporter each time it starts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, Unicode

if TYPE_CHECKING:
    from nbformat import NotebookNode


class KimtanDocxExporter(Exporter):  # type: ignore[misc, unused-ignore]  # untyped where nbconvert brings no types
    """Exports an executed notebook of blocks as a document in the layout of Nghị định 30/2020/NĐ-CP."""

    export_from_notebook = "Kim Tân report (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    clean = Bool(False, help="Leave out the comments on disputed, suspicious and corrected numbers.").tag(config=True)
    reference = Unicode("", help="The office's own template, a .docx; empty for the one of kimtan.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".docx"

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
            When the notebook shows what is no block, or a block that cannot stand in a document.
        InputError
            When the template cannot be used.
        """
        from kimtan.report.word.document import write

        nb, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources["metadata"].get("name") or ""
        return write(nb, name, Path(self.reference) if self.reference else None, self.clean), resources

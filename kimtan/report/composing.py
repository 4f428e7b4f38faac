"""Executed sections composed into a report's notebook and documents: all that follows the last section, in one call.

It is made in a process of its own where that can be forked: what reads and writes notebooks is loaded there, and
what the compiler of a PDF keeps in memory, 200 MB a report, goes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kimtan.errors import Problem, SectionError

if TYPE_CHECKING:
    from kimtan.present.blocks import Block
    from kimtan.report.office_text.outcome import Filled
    from kimtan.report.recipe import Recipe
    from kimtan.run.tasks import Result


@dataclass(frozen=True)
class Composed:
    """What came of it.

    Parameters
    ----------
    problems
        Sections that are not in the report.
    in_evidence_only
        Stated figures that neither a chapter nor the annex shows.
    filled
        What came of the office's own text, where the Word document was made from it.
    """

    problems: tuple[Problem, ...]
    in_evidence_only: tuple[str, ...]
    filled: Filled | None


@dataclass(frozen=True)
class Composition:
    """Executed sections, and what is made of them.

    Parameters
    ----------
    recipe
        The period and the formats.
    results
        Of all sections, in reading order.
    official
        The document to sign.
    folder
        Where notebook and documents go.
    failed_dir
        Where notebooks of failed sections are kept.
    is_draft
        Whether nobody may sign the report yet.
    keep_going
        Whether it is made without the sections that failed.
    """

    recipe: Recipe
    results: Sequence[Result]
    official: Sequence[Block]
    folder: Path
    failed_dir: Path
    is_draft: bool
    keep_going: bool

    def compose(self) -> Composed:
        """Write the notebook and the documents.

        Raises
        ------
        SectionError
            With every section that failed, unless the report is made without them.
        InputError, OutputError
            As the exporters.
        """
        from kimtan.run.imports import quick_imports

        with quick_imports():  # before anything loads nbformat in the long way
            import nbconvert.exporters.exporter  # noqa: F401
            import nbformat  # noqa: F401
        from kimtan.report.completeness import in_evidence_only
        from kimtan.report.documents import write_documents
        from kimtan.report.executed import gather
        from kimtan.report.stitch import stitch
        from kimtan.report.title import described
        from kimtan.run.scrub import write_notebook

        dataset = self.recipe.dataset
        config = dataset.config
        executed, problems = gather(dataset.workspace, self.results, self.failed_dir, config.language)
        if problems and not self.keep_going:
            raise SectionError(*problems)
        document = described(config, is_draft=self.is_draft)
        notebook = stitch(executed, document, config.language, dataset.chapters, self.official)
        write_notebook(notebook, self.folder / "report.ipynb")
        filled = write_documents(notebook, self.recipe, self.folder, is_draft=self.is_draft)
        return Composed(tuple(problems), in_evidence_only(dataset, executed), filled)

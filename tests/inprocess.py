"""A report made in this process, without kernels: for tests that need many of them, or only its page.

What a section shows is what its kernel would have shown (``test_inprocess.py`` compares the pages); what only a kernel
does, such as outputs that are no blocks, is tested where kernels run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.config import Audience
from kimtan.data.dataset import Dataset
from kimtan.languages import Language
from kimtan.present import ready
from kimtan.present.blocks import Block
from kimtan.report import page
from kimtan.report.preparing import prepare
from kimtan.report.stitch import Executed, stitch
from kimtan.report.title import described
from kimtan.run.sections import EXPLORE_TAG, PARAMETERS_TAG, SectionNotebook
from kimtan.workspace import Workspace


def stitched(
    workspace: Workspace,
    period: str = "2023-H1",
    language: Language | None = None,
    audience: Audience | None = None,
) -> Any:
    """The stitched notebook of a period's report."""
    as_named, sections = prepare(workspace, workspace.params_file(period))
    dataset = as_named.edition(language, audience)
    config = dataset.config
    return stitch(executed(workspace, dataset, sections), described(config), config.language, dataset.chapters)


def html(
    workspace: Workspace,
    period: str = "2023-H1",
    language: Language | None = None,
    audience: Audience | None = None,
) -> str:
    """The page of a period's report."""
    return page.render(stitched(workspace, period, language, audience))


def executed(workspace: Workspace, dataset: Dataset, sections: Sequence[SectionNotebook]) -> list[Executed]:
    """All sections, each with what its cells show."""
    config = dataset.config
    parameters = config.parameters(config.language, config.audience)
    with _inside(workspace, parameters):
        return [
            Executed(section.name, workspace.shown(section.path), _run(section, parameters)) for section in sections
        ]


@contextmanager
def _inside(workspace: Workspace, parameters: Mapping[str, Any]) -> Iterator[None]:
    """The working directory that kernels start in, and the facts made once for all sections, as for forked kernels."""
    before = Path.cwd()
    os.chdir(workspace.root)
    ready.make_ready(workspace.root, parameters)
    try:
        yield
    finally:
        ready._ready.clear()
        os.chdir(before)


def _run(section: SectionNotebook, parameters: dict[str, Any]) -> Any:
    """A section's notebook with what its cells show."""
    names: dict[str, Any] = {}
    cells = []
    for cell in json.loads(section.path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code" or EXPLORE_TAG in cell["metadata"].get("tags", ()):
            continue
        shown: list[Block] = []
        with mock.patch("IPython.display.display", shown.append):
            exec("".join(cell["source"]), names)
        if PARAMETERS_TAG in cell["metadata"].get("tags", ()):
            names |= section.parameters(parameters)
        outputs = [new_output("display_data", data=block._repr_mimebundle_()) for block in shown]
        cells.append(new_code_cell(outputs=outputs, metadata=cell["metadata"]))
    return new_notebook(cells=cells)

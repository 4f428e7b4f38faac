"""Tiny section notebooks in tiny workspaces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS_CELL = 'period = "2023-H1"\nlanguage = "vi"\naudience = "internal"\nsettings = {}'

WriteSection = Callable[..., Path]


@pytest.fixture(scope="session")
def write_section() -> WriteSection:
    """Write ``<root>/notebooks/<name>.ipynb``: a title, the parameters cell, then one code cell a source."""

    def write(root: Path, name: str, *sources: str, parameters: str = PARAMETERS_CELL) -> Path:
        cells = [
            new_markdown_cell("# Tiêu đề · Title", metadata={"tags": ["analyst"]}),
            new_code_cell(parameters, metadata={"tags": ["parameters"]}),
            *[new_code_cell(source) for source in sources],
        ]
        for position, cell in enumerate(cells):
            cell["id"] = f"own-{position}"
        path = root / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(cells=cells), path)
        return path

    return write

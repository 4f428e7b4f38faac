"""Every section notebook has the same shape: parameters, set-up, show."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

GENERIC = "section"
NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
PARAMETERS = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {}}
MOST_LINES = 50

everyone = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(path: Path) -> list[tuple[set[str], str]]:
    """Tags and source of each code cell."""
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        (set(cell["metadata"].get("tags", ())), "".join(cell["source"]))
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def test_there_are_at_least_the_eighteen_sections() -> None:
    """One notebook a section of the report, numbered in reading order."""
    numbered = [path for path in NOTEBOOKS if path.stem != GENERIC]
    assert len(numbered) >= 18
    assert all(path.stem[:2].isdigit() and path.stem[2] == "_" for path in numbered)


@everyone
def test_the_parameters_are_the_four_names_with_runnable_defaults(path: Path) -> None:
    """Every notebook declares the same four names, so that one params file serves all; the generic one its section."""
    declared: dict[str, Any] = {}
    (source,) = [source for tags, source in code(path) if "parameters" in tags]
    exec(source, {}, declared)
    section = {GENERIC: declared[GENERIC]} if path.stem == GENERIC else {}
    assert declared == PARAMETERS | section


@everyone
def test_the_title_is_for_analysts(path: Path) -> None:
    """The first cell is a Markdown title in both languages, and stays out of the report."""
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "markdown"
    assert first["metadata"]["tags"] == ["analyst"]
    assert "".join(first["source"]).startswith("# ")
    assert " · " in "".join(first["source"])


@everyone
def test_the_library_does_the_work(path: Path) -> None:
    """No definitions, no number typed in, no more than some forty lines of code."""
    sources = [source for _, source in code(path)]
    tree = ast.parse("\n".join(sources))
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in ast.walk(tree) if isinstance(node, forbidden)]
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not [value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]
    lines = [line for source in sources for line in source.splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES, f"{len(lines)} lines"


@everyone
def test_notebooks_are_committed_without_outputs(path: Path) -> None:
    """What a run makes belongs into outputs/."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None

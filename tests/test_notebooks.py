"""Every section notebook has the same shape: parameters, set-up, show."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from kimtan.cli.lab import JUPYTER_DATA
from kimtan.workspace import Workspace

GENERIC = "section"
FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
START = FOLDER / "start_here.ipynb"
NOTEBOOKS = sorted(path for path in FOLDER.glob("*.ipynb") if path != START)
PARAMETERS = {"period": "2023-H1", "language": "vi", "audience": "internal", "settings": {}}
MOST_LINES = 50

TEMPLATE = JUPYTER_DATA / "notebook_templates" / "kimtan" / "new_section.ipynb"

everyone = pytest.mark.parametrize("path", [*NOTEBOOKS, TEMPLATE], ids=lambda path: path.stem)


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


def test_the_first_notebook_is_no_part_of_the_report() -> None:
    """Ten short cells to start with, none of which a report would take, each behind a question of its own."""
    cells = json.loads(START.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(sources) == 10
    assert all(set(cell["metadata"]["tags"]) & {"analyst", "explore"} for cell in cells)
    assert max(len(source.splitlines()) for source in sources) <= 6
    assert [cell["cell_type"] for cell in cells[1:]] == ["markdown", "code"] * 10


@pytest.mark.longer(alone=True)
@pytest.mark.slow
def test_the_first_notebook_runs_from_the_top(copy_of_repository: Workspace) -> None:
    """As it is, in any workspace with an economy."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(START, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(copy_of_repository.root)}}, timeout=120).execute()
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.id != "open")


def test_a_new_section_runs_as_its_template_is(first_period: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes the template sees a section at once, and what to change in it."""
    monkeypatch.chdir(first_period.root)
    names: dict[str, Any] = {}
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    for _, source in code(TEMPLATE):
        exec(source, names)
    assert {type(block).__name__ for block in shown} >= {"Heading", "Narrative", "Chart", "Table"}


def test_jupyterlab_offers_the_template() -> None:
    """By jupyterlab-templates, in whose folder of Jupyter's data it lies."""
    templates = pytest.importorskip("jupyterlab_templates.extension", reason="pip install 'kimtan[lab]'")
    offered, _ = templates.TemplatesLoader([str(JUPYTER_DATA / "notebook_templates")]).get_templates()
    assert offered == {"kimtan": [{"name": "/kimtan/new_section.ipynb"}]}

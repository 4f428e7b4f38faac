"""Section notebooks held against what a section must be, before a kernel starts.

papermill only logs a parameter that a notebook does not declare, and runs on with the notebook's own default; here that
is an error.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.errors import Problems
from kimtan.reading.text import MAX_BYTES
from kimtan.run.imports import quick_imports
from kimtan.run.sections import PARAMETERS_TAG, SectionNotebook, tags

if TYPE_CHECKING:
    from kimtan.workspace import Workspace


def check_sections(sections: Iterable[SectionNotebook], workspace: Workspace) -> None:
    """Hold every notebook against what a section must be, before any of them runs.

    Each must be a valid notebook of format 4 with one cell tagged ``parameters`` that declares :data:`PARAMETERS` and
    nothing else; the generic notebook, which is looked at once, :data:`GENERIC` as well.

    Raises
    ------
    InputError
        With all problems of all notebooks.
    """
    problems = Problems()
    for section in {section.path: section for section in sections}.values():
        place = workspace.shown(section.path)
        for seen, remedy, code in _problems(section.path, section.declared):
            problems.add(place, seen, remedy, f"sections.{code}")
    problems.raise_if_any()


def _problems(path: Path, wanted: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """What is wrong with one notebook: seen, remedy, code."""
    try:
        notebook = _opened(path)
    except ValueError as error:
        remedy = "Open and save it in JupyterLab, or restore it."
        return [(f"This is no valid notebook of nbformat 4: {error}.", remedy, "notebook")]
    tagged = [cell for cell in notebook.cells if PARAMETERS_TAG in tags(cell)]
    if len(tagged) != 1:
        seen = f"{len(tagged) or 'No'} cell{'s are' if tagged else ' is'} tagged 'parameters'; a section has one."
        remedy = f"Tag the one code cell that sets {', '.join(wanted)}."
        return [(seen, remedy, "parameters_cell")]
    try:
        declared = _declared(tagged[0].source)
    except SyntaxError as error:
        seen = f"The cell tagged 'parameters' is no plain Python (line {error.lineno}: {error.msg})."
        return [(seen, f"Let it set {', '.join(wanted)} and nothing else.", "parameters_syntax")]
    return [*_unknown(declared, wanted), *_missing(declared, wanted)]


def _opened(path: Path) -> Any:
    """A valid notebook of nbformat 4; ValueError says why there is none."""
    with quick_imports():
        import nbformat

    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise ValueError(f"it is no plain file of at most {MAX_BYTES >> 20} MB")
        text = path.read_text(encoding="utf-8")
        document = json.loads(text)
        written_in = document.get("nbformat") if isinstance(document, dict) else None
        if written_in != 4:
            raise ValueError(f"it is of nbformat {written_in}" if written_in else "it does not name its nbformat")
        notebook = nbformat.v4.reads(text)
        known = [cell["id"] for cell in notebook.cells if "id" in cell]
        if shared := [name for name in known if known.count(name) > 1]:
            raise ValueError(f"several cells have the id '{shared[0]}'")  # nbformat would invent others each time
        nbformat.validate(notebook)
    except (OSError, nbformat.ValidationError) as error:
        raise ValueError(str(error).strip().splitlines()[0].rstrip(".")) from error
    except RecursionError as error:
        raise ValueError("its parts lie too deep in one another") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("it lacks parts of one") from error
    return notebook


def _declared(source: str) -> list[str]:
    r"""Names that the top level of a cell assigns, in order.

    >>> _declared('period = "2023-H1"  # as in params\nsettings: dict = {}')
    ['period', 'settings']
    """
    names: list[str] = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        names += [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return names


def _unknown(declared: Sequence[str], wanted: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    for name in dict.fromkeys(declared):
        if name not in wanted:
            near = difflib.get_close_matches(name, wanted, n=1)
            remedy = f"Rename it to '{near[0]}'." if near else "Move it out of that cell; settings hold all the rest."
            yield f"The cell tagged 'parameters' sets '{name}', which no run gives.", remedy, "unknown_parameter"


def _missing(declared: Sequence[str], wanted: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    for name in wanted:
        if name not in declared:
            seen = f"The cell tagged 'parameters' does not set '{name}'."
            yield seen, f"Add '{name}' to it, with a default that runs.", "missing_parameter"

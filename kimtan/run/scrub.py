"""Executed notebooks made repeatable: the same inputs give the same bytes on another day, path and machine.

papermill writes times, durations and paths into a notebook and gives the cell that it injects a new identity each time;
nothing of that belongs to the result. Cells, outputs and the four parameters stay as they were.
"""

from __future__ import annotations

import copy
import operator
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kimtan.run.sections import INJECTED_TAG, PARAMETERS_TAG, tags
from kimtan.workspace import PACKAGE

_PASSING = (
    ("ipykernel_", re.compile(r"\S*[/\\]ipykernel_\d+[/\\]\d+\.py"), "<cell>"),
    ("at 0x", re.compile(r"\bat 0x[0-9a-fA-F]{6,}"), "at 0x..."),
)
"""What an output may hold of one run alone, the file name that a kernel gives to a cell and addresses in memory.

Each has a sign without which it is not looked for: a pattern takes seconds over a megabyte of charts.
"""

_Patterns = Sequence[tuple[str, re.Pattern[str], str]]


def scrub(executed: Any, source: Any, root: Path) -> Any:
    """Take out of an executed notebook what belongs to one run alone.

    Parameters
    ----------
    executed
        The notebook as papermill left it; not changed.
    source
        The notebook that was run: its cells' identities are kept, any other is made from the cell's position.
    root
        The workspace; its path becomes ``.`` wherever an output names it.

    Returns
    -------
    NotebookNode
        A valid notebook of format 4.5; ``metadata.papermill`` holds the parameters and nothing else.
    """
    outputs = {id(output): output for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs}
    notebook = copy.deepcopy(executed, outputs)  # all but these, which are not changed but made anew where they must be
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    parameters = notebook.metadata.pop("papermill", {}).get("parameters", {})
    notebook.metadata["papermill"] = {"parameters": parameters}
    known = {cell["id"] for cell in source.cells if "id" in cell}
    patterns = [*_PASSING, *_places(root)]
    count = 0
    for position, cell in enumerate(notebook.cells, start=1):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.get("id") not in known:
            is_injected = INJECTED_TAG in tags(cell)
            cell["id"] = INJECTED_TAG if is_injected else f"cell-{position}"
        if cell.cell_type != "code":
            continue
        if cell.execution_count is not None:
            count += 1
            cell.execution_count = count
        cell.outputs = [_scrubbed(output, patterns) for output in cell.outputs]
        for position_of, output in enumerate(cell.outputs):
            if output.output_type == "execute_result":
                cell.outputs[position_of] = type(output)({**output, "execution_count": cell.execution_count})
    return notebook


def without_calls(notebook: Any) -> None:
    """Take out of a notebook what its cells ask for; what they show stays, and so do the parameters.

    The calls of a section name every figure that it would show, also those that a public edition withholds.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and not tags(cell) & {PARAMETERS_TAG, INJECTED_TAG}:
            cell.source = ""


def write_notebook(notebook: Any, path: Path) -> None:
    """Write a notebook, checked first, with the same line ends on every system.

    Raises
    ------
    nbformat.ValidationError
        It is no valid notebook.
    OSError
        It cannot be written.
    """
    import nbformat

    nbformat.validate(notebook)
    path.write_bytes((nbformat.v4.writes(notebook).rstrip("\n") + "\n").encode("utf-8"))


def _places(root: Path) -> _Patterns:
    """Absolute paths of this machine that an output may name, longest first, with what stands for them."""
    known = {
        root.resolve(): ".",
        PACKAGE.parent: "<library>",
        Path(sys.prefix): "<python>",
        Path(sys.base_prefix): "<python>",
        Path(tempfile.gettempdir()): "<temporary>",
    }
    usable = [path for path in sorted(known, key=lambda path: len(str(path)), reverse=True) if len(path.parts) > 1]
    return [
        (str(path), re.compile(rf"(?<![\w/\\]){re.escape(str(path))}(?![\w-]|\.\w)"), known[path]) for path in usable
    ]


def _scrubbed(value: Any, patterns: _Patterns) -> Any:
    """The same value with every text in it freed of passing things; the value itself where there are none."""
    if isinstance(value, str):
        for sign, pattern, instead in patterns:
            if sign in value:
                value = pattern.sub(instead.replace("\\", r"\\"), value)
        return value
    if isinstance(value, list):
        items = [_scrubbed(item, patterns) for item in value]
        return items if any(map(operator.is_not, items, value)) else value
    if isinstance(value, dict):
        fields = {key: item if key.startswith("image/") else _scrubbed(item, patterns) for key, item in value.items()}
        return type(value)(fields) if any(fields[key] is not value[key] for key in fields) else value
    return value

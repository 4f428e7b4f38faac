"""Indicators that a notebook names and the dictionary has not: slips that a run would stop at, seen before it."""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from kimtan.data.indicators import NAME

_NEAR = 0.8
"""How alike a name must be to be taken for a slip, and not for something else that has a dot in it."""


def misspelt(notebook: Path, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Texts of a notebook's code that are nearly an indicator's name, each with that name.

    A notebook that cannot be read names nothing; that it is none is told elsewhere.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
    for name in dict.fromkeys(text for source in sources for text in _texts(source)):
        near = difflib.get_close_matches(name, known, n=1, cutoff=_NEAR) if re.fullmatch(NAME, name) else []
        if near and name not in known:
            yield name, near[0]


def _texts(source: str) -> Iterator[str]:
    """The texts of a cell, none where it is no plain Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value

"""A notebook as the text of its file: what nbformat writes, letter for letter, in a third of the time.

nbformat copies the whole notebook first, and Python's JSON leaves its fast path as soon as lines are indented.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_text = json.encoder.encode_basestring

_TRANSIENT = frozenset({"orig_nbformat", "orig_nbformat_minor", "signature"})


def notebook_text(notebook: Any) -> str:
    r"""The text of a notebook of format 4, with one line end after it; the notebook is not changed.

    >>> from nbformat.v4 import new_notebook
    >>> notebook_text(new_notebook())
    '{\n "cells": [],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n'
    """
    metadata = {key: value for key, value in notebook["metadata"].items() if key not in _TRANSIENT}
    written = {**notebook, "metadata": metadata, "cells": [_cell(cell) for cell in notebook["cells"]]}
    return _encoded(written, "\n") + "\n"


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell as a file has it: texts by line, and without what is true of one session only."""
    written = dict(cell)
    written["metadata"] = {key: value for key, value in cell["metadata"].items() if key != "trusted"}
    if isinstance(cell.get("source"), str):
        written["source"] = cell["source"].splitlines(keepends=True)
    if "attachments" in cell:
        written["attachments"] = {name: _bundle(bundle) for name, bundle in cell["attachments"].items()}
    if cell["cell_type"] == "code":
        written["outputs"] = [_output(output) for output in cell["outputs"]]
    return written


def _output(output: Mapping[str, Any]) -> Mapping[str, Any]:
    match output["output_type"]:
        case "execute_result" | "display_data" if "data" in output:
            return {**output, "data": _bundle(output["data"])}
        case "stream" if isinstance(output["text"], str):
            return {**output, "text": output["text"].splitlines(keepends=True)}
    return output


def _bundle(bundle: Mapping[str, Any]) -> dict[str, Any]:
    return {
        kind: content.splitlines(keepends=True) if isinstance(content, str) and _is_of_lines(kind) else content
        for kind, content in bundle.items()
    }


def _is_of_lines(kind: str) -> bool:
    return kind.startswith("text/") or kind in {"application/javascript", "image/svg+xml"}


def _encoded(value: Any, line: str) -> str:
    """A value as JSON with sorted keys, each in a line of its own; ``line`` is what begins a line where it stands."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        inner = f"{line} "
        fields = [f"{_text(key)}: {_encoded(value[key], inner)}" for key in sorted(value)]
        return f"{{{inner}{f',{inner}'.join(fields)}{line}}}" if fields else "{}"
    if isinstance(value, list | tuple):
        inner = f"{line} "
        items = [_encoded(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
    return json.dumps(value)

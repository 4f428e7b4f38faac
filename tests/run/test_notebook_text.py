"""The text of a notebook is what nbformat writes of it, letter for letter."""

from __future__ import annotations

import copy
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from kimtan.run.notebook_text import notebook_text

TEXTS = st.text(st.sampled_from('ab "\\\n\r\x0b\u2028é😀'), max_size=8)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KINDS = ("text/plain", "text/html", "image/svg+xml", "image/png", "application/javascript", "application/x+json")


def cell(kind: str, source: str, metadata: dict[str, Any], outputs: list[dict[str, Any]]) -> dict[str, Any]:
    """A cell, with outputs where it is one of code."""
    made: dict[str, Any] = {"cell_type": kind, "source": source, "metadata": metadata}
    return made | ({"outputs": outputs, "execution_count": None} if kind == "code" else {})


SHOWN = st.builds(
    lambda data, metadata: {"output_type": "display_data", "data": data, "metadata": metadata},
    st.dictionaries(st.sampled_from(KINDS), VALUES, max_size=4),
    st.dictionaries(TEXTS, VALUES, max_size=2),
)
WRITTEN = st.builds(lambda text: {"output_type": "stream", "name": "stdout", "text": text}, TEXTS)
CELLS = st.builds(
    cell,
    st.sampled_from(("code", "markdown", "raw")),
    TEXTS,
    st.dictionaries(st.sampled_from(("trusted", "tags", "é")), VALUES, max_size=3),
    st.lists(SHOWN | WRITTEN, max_size=3),
)


@given(cells=st.lists(CELLS, max_size=3), metadata=st.dictionaries(st.sampled_from(("signature", "kimtan")), VALUES))
def test_it_is_what_nbformat_writes(cells: list[dict[str, Any]], metadata: dict[str, Any]) -> None:
    """Lines, order of keys, letters and numbers are the same, and the notebook itself stays as it was."""
    notebook: NotebookNode = nbformat.from_dict(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    )
    before = copy.deepcopy(notebook)
    assert notebook_text(notebook) == nbformat.v4.writes(notebook).rstrip("\n") + "\n"
    assert repr(notebook) == repr(before)


def test_what_is_no_json_is_refused() -> None:
    """A value that a file cannot hold stops the writing, as it does with nbformat."""
    notebook = nbformat.from_dict({"cells": [], "metadata": {"when": object()}, "nbformat": 4, "nbformat_minor": 5})
    with pytest.raises(TypeError):
        notebook_text(notebook)

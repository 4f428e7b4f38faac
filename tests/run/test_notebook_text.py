"""A notebook written down is what nbformat writes, byte for byte, and stays as it was."""

from __future__ import annotations

import copy

import nbformat
from hypothesis import given
from hypothesis import strategies as some
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kimtan.run.notebook_text import notebook_text

TEXTS = some.text(max_size=12) | some.sampled_from(["a\nb\n", "\n", "dòng 1\r\ndòng 2", '"\\\u2028\x0b', "Đàn lợn"])
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | TEXTS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(TEXTS, VALUES, some.dictionaries(TEXTS, VALUES, max_size=3))
def test_the_bytes_are_those_of_nbformat(text: str, value: object, metadata: dict[str, object]) -> None:
    """Of every kind of cell and output, with lines that are split and values as deep as they like."""
    bundle = {"text/plain": text, "application/x+json": value, "image/svg+xml": text}
    cell = new_code_cell(text, metadata={**metadata, "trusted": True})
    cell.outputs = [
        new_output("display_data", data=bundle, metadata=metadata),
        new_output("stream", name="stdout", text=text),
        new_output("error", ename="E", evalue=text, traceback=[text, ""]),
    ]
    words = new_markdown_cell(text, attachments={"a.svg": {"text/plain": text}})
    notebook = new_notebook(cells=[cell, words], metadata={**metadata, "signature": "x"})
    before = copy.deepcopy(notebook)
    assert notebook_text(notebook) == nbformat.v4.writes(notebook)
    assert notebook == before

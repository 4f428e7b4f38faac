"""Blocks come out of a notebook in reading order, and nothing that is no block vanishes without a word."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kimtan.errors import SectionError
from kimtan.present.blocks import MIME_TYPE, Heading, Narrative
from kimtan.report.blocks import blocks_of

FIRST, SECOND = Heading("Kinh tế", "kinh-te", 3, "I.1"), Narrative((("Một câu.",),))


def displayed(data: dict[str, Any]) -> NotebookNode:
    return new_output("display_data", data=data)


def showing(*outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return new_code_cell(outputs=list(outputs), metadata={"tags": list(tags)})


def notebook(*cells: NotebookNode) -> NotebookNode:
    return new_notebook(cells=list(cells))


def test_blocks_in_reading_order() -> None:
    """Cells in order, outputs within a cell in order; what a cell shows last may be its result."""
    result = new_output("execute_result", data=SECOND._repr_mimebundle_(), execution_count=1)
    found = blocks_of(notebook(showing(displayed(FIRST._repr_mimebundle_()), result), showing()))
    assert found == [FIRST, SECOND]


def test_cells_for_analysts_are_passed_over() -> None:
    """Whatever a cell tagged analyst or explore shows, the report neither has it nor minds it."""
    stray = displayed({"text/plain": "42"})
    title = new_markdown_cell("# Kinh tế", metadata={"tags": ["analyst"]})
    cells = [title, showing(stray, tags=("explore",)), showing(displayed(FIRST._repr_mimebundle_()), tags=("analyst",))]
    assert blocks_of(notebook(*cells)) == []


@pytest.mark.parametrize(
    ("output", "seen", "call", "code"),
    [
        (displayed({"text/html": "<table>…", "text/plain": "   a\n0  1"}), "a bare table", "show(Table(…))", "output"),
        (displayed({"image/png": "iVBORw==", "text/plain": "<Figure>"}), "a picture", "show(Chart(…))", "output"),
        (displayed({"image/svg+xml": "<svg/>"}), "a picture", "show(Chart(…))", "output"),
        (displayed({"text/markdown": "**a**"}), "formatted text", "show(Narrative(…))", "output"),
        (displayed({"application/json": {}}), "other data", "show(Table(…)) or show(Chart(…))", "output"),
        (
            displayed({"text/plain": "<Axes: >"}),
            "a bare value, and no block: “<Axes: >”",
            "show(Narrative(…))",
            "output",
        ),
        (new_output("stream", name="stdout", text="42\n43"), "to stdout: “42”", "instead of print", "stream"),
        (new_output("stream", name="stderr", text="FutureWarning: x"), "to stderr", "Mend what the warning", "stream"),
        (
            new_output("error", ename="KeyError", evalue="'x'", traceback=[]),
            "KeyError: “'x'”",
            "run the notebook",
            "failed",
        ),
    ],
)
def test_anything_else_stops_the_report(output: NotebookNode, seen: str, call: str, code: str) -> None:
    """The message names notebook and cell, what stands there, and the call to use instead."""
    with pytest.raises(SectionError) as caught:
        blocks_of(notebook(showing(), showing(displayed(FIRST._repr_mimebundle_()), output)), "10_economy.ipynb")
    (problem,) = caught.value.problems
    assert problem.place == "10_economy.ipynb, cell 2"
    assert seen in problem.seen
    assert call in problem.remedy
    assert problem.code == f"section.{code}"


def test_markdown_would_vanish() -> None:
    """Markdown that no tag keeps for analysts stops the report too; an empty cell does not."""
    with pytest.raises(SectionError, match="notebook, cell 2: Markdown does not get into the report: “Kết luận:”"):
        blocks_of(notebook(new_markdown_cell("  \n"), new_markdown_cell("Kết luận:\n\nxong")))


def test_all_problems_at_once() -> None:
    """Every stray output is told, each with its cell."""
    stray = displayed({"text/plain": "42"})
    with pytest.raises(SectionError) as caught:
        blocks_of(notebook(showing(stray, stray), showing(stray)))
    assert [problem.place for problem in caught.value.problems] == ["notebook, cell 1"] * 2 + ["notebook, cell 2"]


@pytest.mark.parametrize("output", [displayed({}), new_output("stream", name="stdout", text=" \n")])
def test_an_empty_output_is_no_output(output: NotebookNode) -> None:
    """Nothing is lost with an output that holds nothing."""
    assert blocks_of(notebook(showing(output))) == []


def test_a_long_line_is_shortened() -> None:
    """A message shows the first line of what was seen, and no more than fits."""
    with pytest.raises(SectionError) as caught:
        blocks_of(notebook(showing(displayed({"text/plain": "x" * 500}))))
    assert len(caught.value.problems[0].seen) < 150


def test_a_broken_block_is_told_with_its_cell() -> None:
    """Blocks that cannot be read are told like outputs that are none, all at once."""
    broken = displayed({MIME_TYPE: {"kind": "heading", "text": "Kinh tế"}})
    with pytest.raises(SectionError) as caught:
        blocks_of(notebook(showing(broken), showing(displayed({MIME_TYPE: {"kind": "map"}}))), "10_economy.ipynb")
    assert [(problem.place, problem.code) for problem in caught.value.problems] == [
        ("10_economy.ipynb, cell 1", "block.field"),
        ("10_economy.ipynb, cell 2", "block.kind"),
    ]

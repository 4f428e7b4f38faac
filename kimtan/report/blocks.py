"""The blocks that a notebook shows, in reading order; anything else that it shows stops the report.

A report is made of blocks alone, so an output that is none would vanish from it without a word. Cells tagged
``analyst`` or ``explore`` are for whoever opens the notebook, and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kimtan.errors import Problem, SectionError
from kimtan.present.blocks import MIME_TYPE, Block
from kimtan.present.notebook_style import STYLE_TYPE

if TYPE_CHECKING:
    from nbformat import NotebookNode

OFFICIAL = "official"
"""The tag of cells with the document to sign, which only the Word document shows, in place of the others."""

PASSED_OVER = frozenset({"analyst", "explore", OFFICIAL})
"""Tags of cells that the report leaves out."""

_OR_TAG = "or tag the cell 'explore' to keep it out of the report."
_STREAMS = {
    "stdout": f"Show text with show(Narrative(…)) instead of print, {_OR_TAG}",
    "stderr": f"Mend what the warning is about, {_OR_TAG}",
}


@dataclass(frozen=True)
class Shown:
    """A block as an output of a notebook, with the MIME bundle that was read there, else one made when asked for."""

    block: Block
    read: Mapping[str, Any] | None = None

    @property
    def bundle(self) -> Mapping[str, Any]:
        """The MIME bundle that shows the block."""
        return self.block._repr_mimebundle_() if self.read is None else self.read


def blocks_of(notebook: NotebookNode, name: str = "") -> list[Block]:
    """Read the blocks out of an executed notebook: those of :func:`shown_in`, one after another."""
    return [shown.block for cell in shown_in(notebook, name) for shown in cell]


def official_blocks_of(notebook: NotebookNode, name: str = "") -> list[Block]:
    """The blocks of the document to sign; none where the notebook has no cells for it."""
    cells = [cell for cell in notebook.cells if OFFICIAL in cell.metadata.get("tags", ())]
    problems: list[Problem] = []
    blocks: list[Block] = []
    for output in (output for cell in cells for output in cell.get("outputs", ())):
        try:
            blocks.append(Block.from_json(output.data[MIME_TYPE], f"{name or 'notebook'}, official document"))
        except SectionError as error:
            problems.extend(error.problems)
    if problems:
        raise SectionError(*problems)
    return blocks


def shown_in(notebook: NotebookNode, name: str = "") -> list[Sequence[Shown]]:
    """Read the blocks out of an executed notebook, by cell.

    Parameters
    ----------
    notebook
        Executed; of nbformat 4.
    name
        What messages call the notebook: its file name.

    Returns
    -------
    list of sequences
        For each cell that shows blocks these, in the order of its outputs.

    Raises
    ------
    SectionError
        With one problem for each output that is no block or no whole one, and for each Markdown cell that would vanish.
    """
    cells: list[Sequence[Shown]] = []
    problems: list[Problem] = []
    for at, cell in enumerate(notebook.cells, start=1):
        if PASSED_OVER & set(cell.metadata.get("tags", ())):
            continue
        place = f"{name or 'notebook'}, cell {at}"
        if cell.cell_type == "markdown" and cell.source.strip():
            problems.append(_lost_text(place, cell.source))
        shown: list[Shown] = []
        for output in cell.get("outputs", ()):
            if STYLE_TYPE in output.get("data", {}):
                continue
            if MIME_TYPE not in output.get("data", {}):
                problems.extend(_no_block(place, output))
                continue
            try:
                shown.append(Shown(Block.from_json(output.data[MIME_TYPE], place), output.data))
            except SectionError as error:
                problems.extend(error.problems)
        if shown:
            cells.append(shown)
    if problems:
        raise SectionError(*problems)
    return cells


def _lost_text(place: str, source: str) -> Problem:
    return Problem(
        place=place,
        seen=f"Markdown does not get into the report: {_first_line(source)}.",
        remedy="Show it with show(Narrative(…)) or show(Heading(…)), or tag the cell 'analyst' if it is for analysts.",
        code="section.markdown",
    )


def _no_block(place: str, output: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with an output, and the call to use instead; nothing is wrong with an empty one."""
    if output["output_type"] == "stream":
        if output["text"].strip():
            seen = f"Text was written to {output['name']}: {_first_line(output['text'])}."
            yield Problem(place, seen, _STREAMS.get(output["name"], _STREAMS["stdout"]), "section.stream")
    elif output["output_type"] == "error":
        seen = f"The cell failed with {output['ename']}: {_first_line(output['evalue'])}."
        yield Problem(place, seen, "Mend the cell and run the notebook again.", "section.failed")
    elif output.get("data"):
        what, call = _instead(output["data"])
        seen = f"The output is {what}, and no block: {_first_line(output['data'].get('text/plain', ''))}."
        yield Problem(place, seen, f"Show it with {call}, {_OR_TAG}", "section.output")


def _instead(data: Mapping[str, Any]) -> tuple[str, str]:
    """What a MIME bundle seems to be, and the call that shows such a thing as a block."""
    if any(kind.startswith("image/") for kind in data):
        return "a picture", "show(Chart(…))"
    if "<table" in "".join(data.get("text/html", "")):
        return "a bare table", "show(Table(…))"
    if "text/html" in data or "text/markdown" in data or "text/latex" in data:
        return "formatted text", "show(Narrative(…))"
    if any(kind.startswith("application/") for kind in data):
        return "a widget or other data", "show(Table(…)) or show(Chart(…))"
    return "a bare value", "show(Narrative(…))"


def _first_line(text: str) -> str:
    lines = "".join(text).strip().splitlines() or [""]
    shown = lines[0] if len(lines[0]) <= 70 else lines[0][:69] + "…"
    return f"“{shown}”"

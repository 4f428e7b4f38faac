"""The evidence of derived figures: every number of a report that a formula gave, once, with what it rests on.

What is stated has its evidence in a section of its own. A derived number is made where it is shown, so its evidence is
gathered from the blocks that show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import Break, Column, Heading, Link, Row, Run, Table
from kimtan.present.html_text import plain

ANCHOR = "derived-figures"
_MANY = 6

_WORDS = {
    "vi": ("Số liệu tính toán", "Số liệu do công thức tính ra", "Số liệu", "Công thức", "Dựa trên", "Mã"),
    "en": ("Derived figures", "Figures that a formula gives", "Figure", "Formula", "Rests on", "Identity"),
}


def derivations(blocks: Sequence[Mapping[str, Any]], language: str) -> tuple[Heading, Table] | None:
    """A heading and a table of all derived numbers in the order in which they first occur; none where there are none.

    A number that is shown with and without its unit is told with it.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for number in _numbers(blocks):
        ref = number["ref"]
        if number.get("formula") and len(number["number"]) > len(found.get(ref, {"number": ""})["number"]):
            found[ref] = number
    if not found:
        return None
    title, caption, figure, formula, inputs, identity = _WORDS["vi" if language == "vi" else "en"]
    stated = dict(_stated(blocks))
    columns = (
        Column(figure, align="text"),
        Column(formula, align="text"),
        Column(inputs, align="text"),
        Column(identity, align="text"),
    )
    rows = tuple(
        Row(
            ((number["number"],), (number["formula"],), _rests_on(number["inputs"], stated), (ref,)),
            anchor=figure_anchor(ref),
        )
        for ref, number in found.items()
    )
    return Heading(title, ANCHOR, level=3), Table(caption, columns, rows)


def _numbers(part: Any) -> Iterator[Mapping[str, Any]]:
    """Every number in the JSON of blocks, in reading order."""
    if isinstance(part, Mapping):
        if "number" in part and "ref" in part:
            yield part
        else:
            for value in part.values():
                yield from _numbers(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _numbers(value)


def _stated(blocks: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What each row of evidence is about: name, measure and figure, by its anchor."""
    for block in blocks:
        for row in block.get("rows", ()):
            if row.get("anchor", "").startswith("fig-"):
                cells = [plain(cell) for cell in row["cells"][:3] if cell]
                yield row["anchor"], " · ".join(cells)


def _rests_on(inputs: Sequence[str], stated: Mapping[str, str]) -> Run | None:
    """Links to the evidence of what a number rests on, one a line; of many only the figures, one after another."""
    anchors = [anchor for anchor in map(figure_anchor, inputs) if anchor in stated]
    if not anchors:
        return None
    if len(anchors) > _MANY:
        figures = [Link(stated[anchor].rpartition(" · ")[2], anchor) for anchor in anchors]
        return [piece for place, link in enumerate(figures) for piece in (("; ", link) if place else (link,))]
    links = [Link(stated[anchor], anchor) for anchor in anchors]
    return [piece for place, link in enumerate(links) for piece in ((Break(), link) if place else (link,))]

"""Executed section notebooks to one notebook: what they show, in reading order, under the chapters of the report.

Code, parameters, set-up and exploration stay behind; what remains are blocks. An output that is no block stops the
report: nothing that an analyst put into a section may vanish unseen.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.present.blocks import MIME_TYPE, Callout, Heading
from kimtan.report.blocks import blocks_of
from kimtan.report.derivations import derivations
from kimtan.report.empty_headings import remark, superfluous, unfilled
from kimtan.report.outline import anchors
from kimtan.run.sections import ADDED_TAGS, PARAMETERS_TAG, tags

_Cells = Sequence[Sequence[Mapping[str, Any]]]
"""MIME bundles of the blocks that a notebook shows, by cell."""

BEHIND = frozenset({"analyst", PARAMETERS_TAG, *ADDED_TAGS, "setup", "explore"})
"""Tags of cells that no report shows."""

CHAPTERS: Mapping[str, Mapping[str, str]] = {
    "I": {"vi": "Kết quả thực hiện các chỉ tiêu, nhiệm vụ", "en": "Results on targets and tasks"},
    "I.1": {"vi": "Kinh tế", "en": "Economy"},
    "I.2": {"vi": "Văn hóa - xã hội", "en": "Culture and society"},
    "I.3": {
        "vi": "Xây dựng đô thị văn minh, khu phố kiểu mẫu",
        "en": "Civilised urban area and model neighbourhoods",
    },
    "I.4": {"vi": "Quốc phòng - an ninh", "en": "Defence and security"},
    "II": {"vi": "Tồn tại, hạn chế và nguyên nhân", "en": "Shortcomings, limitations and causes"},
    "III": {"vi": "Nhiệm vụ, giải pháp trọng tâm", "en": "Main tasks and solutions"},
}
"""Titles of the chapters that the official outline has, for those that no section notebook heads itself."""

_MISSING = {
    "vi": ("Thiếu một phần", "Phần này chưa lập được; xem sổ tay {}."),
    "en": ("A section is missing", "This section could not be made; see the notebook {}."),
}


@dataclass(frozen=True)
class Executed:
    """One executed section.

    Parameters
    ----------
    name
        The section's name.
    place
        Its notebook, as messages name it: ``notebooks/10_economy.ipynb``.
    notebook
        The executed notebook.
    """

    name: str
    place: str
    notebook: Any


_Shown = Sequence[tuple[Executed, _Cells]]


def stitch(sections: Sequence[Executed], document: Mapping[str, Any], language: str) -> Any:
    """Make one notebook of executed sections.

    Parameters
    ----------
    sections
        In reading order.
    document
        What the report says of itself (:class:`kimtan.report.title.TitleBlock`); kept in ``metadata.kimtan``.
    language
        ``vi`` or ``en``, for the chapters' titles.

    Returns
    -------
    NotebookNode
        One code cell without source for every cell that showed something; its outputs are blocks. Headings with
        nothing under them are left out, or say so (:mod:`kimtan.report.empty_headings`).

    Raises
    ------
    SectionError
        With all outputs that are no blocks, or all headings that fit into no outline.
    """
    import nbformat

    shown = _shown(sections)
    _check_outline(shown)
    supplied = {block["number"] for _, cells in shown for block in _headings(cells)}
    stitched = []
    for section, cells in shown:
        for number in _ancestors(cells):
            if number not in supplied:
                supplied.add(number)
                heading = chapter(number, language)._repr_mimebundle_()
                stitched.append(_cell([heading], {"chapter": number}))
        stitched += [_cell(cell, {"section": section.name}) for cell in cells]
    stitched = _filled(stitched, language)
    derived = derivations([data[MIME_TYPE] for _, cells in shown for cell in cells for data in cell], language)
    if derived is not None:
        stitched.append(_cell([block._repr_mimebundle_() for block in derived], {"section": "derived"}))
    for position, new_cell in enumerate(stitched, start=1):
        new_cell["id"] = f"cell-{position}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "kimtan": dict(document)}
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": stitched})


def _cell(bundles: Sequence[Mapping[str, Any]], origin: Mapping[str, str]) -> dict[str, Any]:
    """A code cell that shows some MIME bundles; checked with the whole notebook, not each by itself, which is slow."""
    outputs = [_output(data) for data in bundles]
    metadata = {"kimtan": dict(origin)}
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "source": "", "outputs": outputs}


def _output(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _filled(cells: Sequence[Any], language: str) -> list[Any]:
    """Cells without headings that have nothing under them; those of the official outline say so instead."""
    outputs = [output for cell in cells for output in cell["outputs"]]
    gone = {id(outputs[at]) for at in superfluous([output["data"][MIME_TYPE] for output in outputs])}
    outputs = [output for output in outputs if id(output) not in gone]
    unsaid = {id(outputs[at]) for at in unfilled([output["data"][MIME_TYPE] for output in outputs])}
    said = _output(remark(language)._repr_mimebundle_())
    for cell in cells:
        kept = [output for output in cell["outputs"] if id(output) not in gone]
        cell["outputs"] = [one for output in kept for one in ([output, said] if id(output) in unsaid else [output])]
    return [cell for cell in cells if cell["outputs"]]


def chapter(number: str, language: str) -> Heading:
    """The heading of a chapter of the official outline.

    >>> chapter("I.1", "en")
    Heading(text='Economy', anchor='chapter-I-1', level=3, number='I.1')
    """
    anchor = f"chapter-{number.replace('.', '-')}"
    return Heading(text=CHAPTERS[number][language], anchor=anchor, level=_depth(number) + 1, number=number)


def problems_of(section: Executed) -> list[Problem]:
    """Whatever a section shows that is no block and would vanish from the report."""
    try:
        blocks_of(_view(section), section.place)
    except SectionError as error:
        return list(error.problems)
    return []


def replacement(name: str, place: str, language: str) -> Executed:
    """What stands in a report in place of a section that failed."""
    import nbformat

    title, words = _MISSING[language]
    heading = Heading(text=name, anchor=f"missing-{hashlib.sha256(name.encode()).hexdigest()[:8]}", level=2)
    remark = Callout(title=title, paragraphs=((words.format(place),),), tone="bad")
    cell = _cell([block._repr_mimebundle_() for block in (heading, remark)], {})
    return Executed(name, place, nbformat.from_dict({"cells": [cell], "metadata": {}}))


def _shown(sections: Iterable[Executed]) -> _Shown:
    """What each section shows, after a look at all of them for outputs that are no blocks."""
    known = list(sections)
    problems = [problem for section in known for problem in problems_of(section)]
    if problems:
        raise SectionError(*problems)
    shown = []
    for section in known:
        bundles = [[o.data for o in cell.get("outputs", ()) if o.get("data")] for cell in _view(section).cells]
        shown.append((section, [cell for cell in bundles if cell]))
    return shown


def _view(section: Executed) -> Any:
    """A section as the report sees it: cells at their place, but nothing of those that their tags leave behind."""
    view = copy.copy(section.notebook)
    view.cells = [_seen(cell) for cell in section.notebook.cells if not tags(cell) & ADDED_TAGS]
    return view


def _seen(cell: Any) -> Any:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell() if tags(cell) & BEHIND else cell


def _headings(cells: _Cells) -> list[Mapping[str, Any]]:
    blocks = [data[MIME_TYPE] for cell in cells for data in cell]
    return [block for block in blocks if block["kind"] == "heading"]


def _depth(number: str) -> int:
    return number.count(".") + 1


def _ancestors(cells: _Cells) -> list[str]:
    """Numbers of the chapters that a section stands in, outermost first: ``I`` and ``I.1`` for ``I.1.3``."""
    if not cells:
        return []
    parts = cells[0][0][MIME_TYPE]["number"].split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def _check_outline(shown: _Shown) -> None:
    """Refuse sections without a heading, chapters without a title, headings at a wrong level, anchors given twice."""
    problems: list[Problem] = []
    supplied = {block["number"] for _, cells in shown for block in _headings(cells)}
    for section, cells in shown:
        if not cells:
            continue
        if cells[0][0][MIME_TYPE]["kind"] != "heading":
            seen = "The section does not begin with a heading."
            problems.append(Problem(section.place, seen, "Show its heading before all else.", "stitch.no_heading"))
            continue
        for number in _ancestors(cells):
            if number not in supplied and number not in CHAPTERS:
                seen = f"No title is known for chapter {number}."
                problems.append(Problem(section.place, seen, f"Let a section show heading {number}.", "stitch.chapter"))
        above = 1
        for block in _headings(cells):
            wanted = _depth(block["number"]) + 1 if block["number"] else min(block["level"], above + 1)
            if block["level"] != wanted:
                seen = f"The heading “{block['text']}” is of level {block['level']}."
                problems.append(Problem(section.place, seen, f"Make it level {wanted}.", "stitch.level"))
            above = block["level"]
    if problems:
        raise SectionError(*problems)
    anchors(data[MIME_TYPE] for _, cells in shown for cell in cells for data in cell)

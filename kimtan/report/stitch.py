"""Executed section notebooks to one notebook: what they show, in reading order, under the chapters of the report.

Code, parameters, set-up and exploration stay behind; what remains are blocks. An output that is no block stops the
report: nothing that an analyst put into a section may vanish unseen.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kimtan.errors import Problem, SectionError
from kimtan.languages import Bilingual
from kimtan.present.blocks import Block, Callout, Heading
from kimtan.present.notebook_style import style_bundle
from kimtan.report.blocks import OFFICIAL, Shown, shown_in
from kimtan.report.derivations import derivations
from kimtan.report.empty_headings import remark, superfluous, unfilled
from kimtan.report.outline import anchors
from kimtan.run.sections import ADDED_TAGS, PARAMETERS_TAG, tags

BEHIND = frozenset({"analyst", PARAMETERS_TAG, *ADDED_TAGS, "setup", "explore"})
"""Tags of cells that no report shows."""

_MISSING = Bilingual("Thiếu một phần", "A section is missing")
_NOT_MADE = Bilingual("Phần này chưa lập được; xem sổ tay {}.", "This section could not be made; see the notebook {}.")


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

    @cached_property
    def cells(self) -> Sequence[Sequence[Shown]]:
        """What the report shows of it, by cell (:func:`kimtan.report.blocks.shown_in`), read once."""
        view = copy.copy(self.notebook)
        view.cells = [_seen(cell) for cell in self.notebook.cells if not tags(cell) & ADDED_TAGS]
        return shown_in(view, self.place)

    def blocks(self) -> Iterator[Block]:
        """What the report shows of it, block by block."""
        return (shown.block for cell in self.cells for shown in cell)

    def headings(self) -> list[Heading]:
        """The headings that it shows."""
        return [block for block in self.blocks() if isinstance(block, Heading)]


@dataclass(frozen=True)
class _Cell:
    """A cell of the stitched notebook: what it shows, and the section or the chapter that it comes from."""

    shown: Sequence[Shown]
    origin: Mapping[str, str]


def stitch(
    sections: Sequence[Executed],
    document: Mapping[str, Any],
    language: str,
    chapters: Mapping[str, str],
    official: Sequence[Block] = (),
) -> Any:
    """Make one notebook of executed sections.

    Parameters
    ----------
    sections
        In reading order.
    document
        What the report says of itself (:class:`kimtan.report.title.TitleBlock`); kept in ``metadata.kimtan``.
    language
        ``vi`` or ``en``.
    chapters
        Titles by number, for chapters that no section heads itself; one that has none has no heading.
    official
        The document to sign; kept in a cell of its own, which only the Word document shows.

    Returns
    -------
    NotebookNode
        One code cell without source for every cell that showed something; its outputs are blocks, but for the style of
        the notebook in the first. Headings with nothing under them are left out, or say so
        (:mod:`kimtan.report.empty_headings`).

    Raises
    ------
    SectionError
        With all outputs that are no blocks, or all headings that fit into no outline.
    """
    import nbformat

    cells = _cells(sections, language, chapters)
    stitched = [{"id": f"cell-{position}", **_code_cell(cell)} for position, cell in enumerate(cells, start=1)]
    if stitched:
        style = {"output_type": "display_data", "metadata": {}, "data": style_bundle()}
        stitched[0]["outputs"].insert(0, style)
    if official:
        signed = _code_cell(_Cell([Shown(block) for block in official], {"section": OFFICIAL}))
        signed["metadata"]["tags"] = [OFFICIAL]
        stitched.append({"id": OFFICIAL, **signed})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "kimtan": dict(document)}
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": stitched})


def stitched_blocks(sections: Sequence[Executed], language: str, chapters: Mapping[str, str]) -> list[Block]:
    """What :func:`stitch` puts into one notebook, as blocks: for a page that is shown and not kept.

    Raises
    ------
    SectionError
        As :func:`stitch`.
    """
    return [shown.block for cell in _cells(sections, language, chapters) for shown in cell.shown]


def _cells(sections: Sequence[Executed], language: str, chapters: Mapping[str, str]) -> list[_Cell]:
    _check_blocks(sections)
    _check_outline(sections)
    supplied = {heading.number for section in sections for heading in section.headings()}
    cells: list[_Cell] = []
    for section in sections:
        for number in _ancestors(section):
            if number not in supplied and number in chapters:
                supplied.add(number)
                cells.append(_Cell([Shown(chapter(number, chapters[number]))], {"chapter": number}))
        cells += [_Cell(cell, {"section": section.name}) for cell in section.cells]
    cells = _filled(cells, language)
    derived = derivations([block for section in sections for block in section.blocks()], language)
    if derived is not None:
        cells.append(_Cell([Shown(block) for block in derived], {"section": "derived"}))
    return cells


def _code_cell(cell: _Cell) -> dict[str, Any]:
    """A code cell that shows some blocks; checked with the whole notebook, not each by itself, which is slow."""
    outputs = [{"output_type": "display_data", "metadata": {}, "data": shown.bundle} for shown in cell.shown]
    metadata = {"kimtan": dict(cell.origin)}
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "source": "", "outputs": outputs}


def _filled(cells: Sequence[_Cell], language: str) -> list[_Cell]:
    """Cells without headings that have nothing under them; those of the official outline say so instead."""
    everything = [shown for cell in cells for shown in cell.shown]
    gone = {id(everything[at]) for at in superfluous([shown.block for shown in everything])}
    everything = [shown for shown in everything if id(shown) not in gone]
    unsaid = {id(everything[at]) for at in unfilled([shown.block for shown in everything])}
    kept = []
    for cell in cells:
        shown = [piece for piece in cell.shown if id(piece) not in gone]
        if shown:
            filled: list[Shown] = []
            for piece in shown:
                filled += [piece, Shown(remark(language, piece.block))] if id(piece) in unsaid else [piece]
            kept.append(replace(cell, shown=filled))
    return kept


def chapter(number: str, title: str) -> Heading:
    """The heading of a chapter of the official outline.

    >>> chapter("I.1", "Economy")
    Heading(text='Economy', anchor='chapter-I-1', level=3, number='I.1')
    """
    return Heading(title, f"chapter-{number.replace('.', '-')}", level=_depth(number) + 1, number=number)


def problems_of(section: Executed) -> list[Problem]:
    """Whatever a section shows that is no block and would vanish from the report."""
    try:
        section.cells  # noqa: B018 -- reading them is the check
    except SectionError as error:
        return list(error.problems)
    return []


def replacement(name: str, place: str, language: str) -> Executed:
    """What stands in a report in place of a section that failed."""
    import nbformat

    title, words = _MISSING.in_(language), _NOT_MADE.in_(language)
    heading = Heading(text=name, anchor=f"missing-{hashlib.sha256(name.encode()).hexdigest()[:8]}", level=2)
    remark = Callout(title=title, paragraphs=((words.format(place),),), tone="bad")
    cell = _code_cell(_Cell([Shown(block) for block in (heading, remark)], {}))
    return Executed(name, place, nbformat.from_dict({"cells": [cell], "metadata": {}}))


def _seen(cell: Any) -> Any:
    """A cell as the report sees it: one that its tags leave behind keeps its place, and nothing else."""
    from nbformat import NotebookNode

    return NotebookNode(cell_type="markdown", metadata=NotebookNode(), source="") if tags(cell) & BEHIND else cell


def _depth(number: str) -> int:
    return number.count(".") + 1


def _ancestors(section: Executed) -> list[str]:
    """Numbers of the chapters that a section stands in, outermost first: ``I`` and ``I.1`` for ``I.1.3``."""
    parts = section.headings()[0].number.split(".") if section.cells else []
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def _check_blocks(sections: Iterable[Executed]) -> None:
    """Refuse outputs that are no blocks, those of all sections at once."""
    problems = [problem for section in sections for problem in problems_of(section)]
    if problems:
        raise SectionError(*problems)


def _check_outline(sections: Sequence[Executed]) -> None:
    """Refuse sections without a heading, headings at a wrong level, anchors given twice."""
    problems: list[Problem] = []
    for section in sections:
        if not section.cells:
            continue
        if not isinstance(next(section.blocks()), Heading):
            seen = "The section does not begin with a heading."
            problems.append(Problem(section.place, seen, "Show its heading before all else.", "stitch.no_heading"))
            continue
        above = 1
        for heading in section.headings():
            wanted = _depth(heading.number) + 1 if heading.number else min(heading.level, above + 1)
            if heading.level != wanted:
                seen = f"The heading “{heading.text}” is of level {heading.level}."
                problems.append(Problem(section.place, seen, f"Make it level {wanted}.", "stitch.level"))
            above = heading.level
    if problems:
        raise SectionError(*problems)
    anchors(block for section in sections for block in section.blocks())

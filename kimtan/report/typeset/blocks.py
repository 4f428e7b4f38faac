"""Blocks as data for the template, in reading order, and the data of all charts after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kimtan.present.blocks import Callout, Chart, Heading, Narrative, Table, plain
from kimtan.present.svg import view_box
from kimtan.report.drawings import in_print
from kimtan.report.outline import OWN, Placed
from kimtan.report.typeset.checks import name_of
from kimtan.report.typeset.page_size import PAGE
from kimtan.report.typeset.rich_text import RunContext, breakable, run, runs
from kimtan.report.typeset.tables import table
from kimtan.report.typeset.terms import words_of

CHARTS = f"{OWN}charts"
"""Anchor of the chapter that holds the charts' data."""

COMPANION = ("audit", "evidence", CHARTS)
"""Anchors of the chapters that are looked up: the first of them opens the companion part, which lists its own."""

_TALLEST = 0.84
"""The part of the text's height that a drawing may take."""

_LONG_REMARK = 1500
"""Letters of a remark that may be torn over two pages."""

_CHAPTER = 2
_LISTED_IN_COMPANION = 3
_LOOKED_UP = ("annex", *COMPANION)
"""Anchors of the chapters from the first of which on no notes stand in the margin."""


def body(blocks: Sequence[Placed], place: RunContext) -> list[dict[str, Any]]:
    """Everything after the contents."""
    parts: list[dict[str, Any]] = []
    is_looked_up = False
    data: list[dict[str, Any]] = []
    word = words_of(place.language)
    for placed in blocks:
        match placed.block:
            case Heading() as heading:
                if placed.level == _CHAPTER:
                    is_noted = place.is_noted and heading.anchor not in _LOOKED_UP
                    place = replace(place, chapter=place.chapter + 1, is_noted=is_noted)
                is_looked_up = is_looked_up or heading.anchor in COMPANION
                is_listed = placed.listed is not None or (is_looked_up and placed.level <= _LISTED_IN_COMPANION)
                parts.append(_heading(heading, placed.level, is_listed=is_listed))
            case Narrative(paragraphs, style):
                parts.append({"kind": "narrative", "style": style, "runs": runs(paragraphs, place)})
            case Callout() as callout:
                parts.append(_callout(callout, place))
            case Table() as block:
                parts += table(block, f"{word['table']} {placed.number}", place)
            case Chart() as chart:
                label, anchor = f"{word['figure']} {placed.number}", f"{OWN}data-{placed.number}"
                parts.append(_chart(chart, label, anchor, place))
                named = replace(chart.data, caption=plain(chart.title))
                data += table(named, f"{label}: {word['chart_data']}", place, anchor=anchor)
    return parts + _charts_data(data, word)


def _charts_data(data: Sequence[dict[str, Any]], word: Mapping[str, str]) -> list[dict[str, Any]]:
    if not data:
        return []
    heading = {"kind": "heading", "level": 1, "number": "", "text": word["charts"], "anchor": CHARTS, "listed": True}
    return [heading, {"kind": "narrative", "style": "prose", "runs": [[word["charts_hint"]]]}, *data]


def _heading(heading: Heading, level: int, is_listed: bool) -> dict[str, Any]:
    """A heading; the document's title stands above all, so that chapters are of the first level."""
    return {
        "kind": "heading",
        "level": level - 1,
        "number": heading.number,
        "text": breakable(heading.text),
        "anchor": heading.anchor,
        "listed": is_listed,
    }


def _callout(callout: Callout, place: RunContext) -> dict[str, Any]:
    paragraphs = runs(callout.paragraphs, place)
    length = sum(len(str(piece)) for pieces in paragraphs for piece in pieces)
    return {
        "kind": "callout",
        "tone": callout.tone,
        "title": breakable(callout.title),
        "runs": paragraphs,
        "whole": length < _LONG_REMARK,
    }


def _chart(chart: Chart, label: str, data: str, place: RunContext) -> dict[str, Any]:
    svg, shape = drawing(chart.svg, name_of(chart))
    width = min(PAGE.text, PAGE.height * _TALLEST * shape)
    return {
        "kind": "chart",
        "label": label,
        "title": run(chart.title, place),
        "svg": svg,
        "alt": " ".join(chart.alt.split()),
        "width": width,
        "note": run(chart.note, place),
        "data": data,
    }


def drawing(svg: str, name: str) -> tuple[str, float]:
    """A drawing on white paper in the document's letters, with its width as a multiple of its height."""
    written = in_print(svg, name)
    _, _, width, height = view_box(written)
    return written, width / height if width > 0 and height > 0 else 1.0

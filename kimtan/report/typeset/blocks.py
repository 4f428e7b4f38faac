"""Blocks as data for the template, in reading order, and the data of all charts after them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kimtan.present.charts.theme import INK
from kimtan.present.html_text import plain
from kimtan.present.svg import inline_svg
from kimtan.report.outline import CONTENTS_DEPTH, OWN
from kimtan.report.typeset.checks import name_of
from kimtan.report.typeset.page_size import SHEET
from kimtan.report.typeset.rich_text import Place, breakable, run, runs
from kimtan.report.typeset.tables import table
from kimtan.report.typeset.terms import words_of

CHARTS = f"{OWN}charts"
"""Anchor of the chapter that holds the charts' data."""

_BOX = re.compile(r'viewBox="([-\d. ]+)"')
_TALLEST = 0.84
_LONG_REMARK = 1500


def body(blocks: Sequence[Mapping[str, Any]], levels: Sequence[int], place: Place) -> list[dict[str, Any]]:
    """Everything after the contents."""
    counted: Counter[str] = Counter()
    parts: list[dict[str, Any]] = []
    data: list[dict[str, Any]] = []
    word = words_of(place.language)
    for block, level in zip(blocks, levels, strict=True):
        kind = block["kind"]
        counted[kind] += 1
        number = counted[kind]
        if kind == "heading":
            parts.append(_heading(block, level))
        elif kind == "narrative":
            parts.append({"kind": "narrative", "style": block["style"], "runs": runs(block["paragraphs"], place)})
        elif kind == "callout":
            parts.append(_callout(block, place))
        elif kind == "table":
            parts += table(block, f"{word['table']} {number}", place)
        else:
            label, anchor = f"{word['figure']} {number}", f"{OWN}data-{number}"
            parts.append(_chart(block, label, anchor, place))
            named = {**block["data"], "caption": plain(block["title"])}
            data += table(named, f"{label}: {word['chart_data']}", place, anchor=anchor)
    return parts + _charts_data(data, word)


def _charts_data(data: Sequence[dict[str, Any]], word: Mapping[str, str]) -> list[dict[str, Any]]:
    if not data:
        return []
    heading = {"kind": "heading", "level": 1, "number": "", "text": word["charts"], "anchor": CHARTS, "listed": True}
    return [heading, {"kind": "narrative", "style": "prose", "runs": [[word["charts_hint"]]]}, *data]


def _heading(block: Mapping[str, Any], level: int) -> dict[str, Any]:
    """A heading; the document's title stands above all, so that chapters are of the first level."""
    is_listed = bool(block["anchor"]) and (level == 2 or bool(block["number"] and level <= CONTENTS_DEPTH))
    return {
        "kind": "heading",
        "level": level - 1,
        "number": block["number"],
        "text": breakable(block["text"]),
        "anchor": block["anchor"],
        "listed": is_listed,
    }


def _callout(block: Mapping[str, Any], place: Place) -> dict[str, Any]:
    paragraphs = runs(block["paragraphs"], place)
    tone = block["tone"] if block["tone"] in {"good", "warn", "bad"} else "info"
    length = sum(len(str(piece)) for pieces in paragraphs for piece in pieces)
    return {
        "kind": "callout",
        "tone": tone,
        "title": breakable(block["title"]),
        "runs": paragraphs,
        "whole": length < _LONG_REMARK,
    }


def _chart(block: Mapping[str, Any], label: str, data: str, place: Place) -> dict[str, Any]:
    svg, shape = drawing(block["svg"], name_of(block))
    width = min(SHEET.text, SHEET.height * _TALLEST * shape)
    return {
        "kind": "chart",
        "label": label,
        "title": run(block["title"], place),
        "svg": svg,
        "alt": " ".join(block["alt"].split()),
        "width": width,
        "note": run(block.get("note") or (), place),
        "data": data,
    }


def drawing(svg: str, name: str) -> tuple[str, float]:
    """A drawing on white paper, with its width as a multiple of its height.

    Written anew by :func:`kimtan.present.svg.inline_svg`, so nothing but lines, shapes and text gets in; what takes
    the colour of its surroundings on a page takes that of ink.
    """
    written = str(inline_svg(svg, name))
    found = _BOX.search(written)
    sides = [float(side) for side in found[1].split()] if found else []
    _, _, width, height = sides if len(sides) == 4 else (0.0, 0.0, 640.0, 480.0)
    shape = width / height if width > 0 and height > 0 else 1.0
    start, _, rest = written.partition(">")
    whole = f'{start} xmlns="http://www.w3.org/2000/svg" color="{INK}">{rest}'
    return whole.replace('"currentColor"', f'"{INK}"'), shape

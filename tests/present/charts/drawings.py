"""Literal frames for charts, and what a drawing holds: its words, its fills, its boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pandas as pd

from kimtan.present.blocks import Chart, Mark, Number
from kimtan.present.charts.lettering import width

LONG = "Người tham gia bảo hiểm xã hội tự nguyện trên địa bàn thị trấn Kim Tân, tính cả hộ kinh doanh"

_BOX = re.compile(r"M ([\d.]+) ([\d.]+) L ([\d.]+) [\d.]+ L [\d.]+ ([\d.]+)")
_NUMBERS = frozenset({"shown", "share", "amount", "needed_shown", "factor_shown"})


def n(text: str) -> Number:
    """A shown number; what it is bound to plays no part in a drawing."""
    return Number(text, "income.total:actual@report:L27")


def frame(columns: str, *rows: Sequence[object]) -> pd.DataFrame:
    """A literal frame: column names in one string, then the rows; texts under ``shown`` and the like become numbers."""
    table = pd.DataFrame([list(row) for row in rows], columns=columns.split())
    for name in _NUMBERS & set(table.columns):
        table[name] = pd.Series([n(cell) if isinstance(cell, str) else None for cell in table[name]], dtype=object)
    return table


def doubtful(columns: str, *rows: Sequence[object]) -> pd.DataFrame:
    """A frame whose shown texts are also the figures they are bound to; one that ends in ``?`` is in dispute."""

    def bound(cell: Number) -> Number:
        mark = Mark("disputed", "Mâu thuẫn.", "finding-a") if "?" in cell.text else None
        return Number(cell.text, cell.text.rstrip("?"), mark=mark)

    table = frame(columns, *rows)
    return table.assign(shown=[bound(cell) for cell in table["shown"]])


def numbers(chart: Chart) -> list[Number]:
    """The numbers of a title, in order."""
    return [piece for piece in chart.title if isinstance(piece, Number)]


def labels(chart: Chart) -> list[object]:
    """The first cell of each row of a chart's table."""
    return [row.cells[0][0] for row in chart.data.rows if row.cells[0]]


@dataclass(frozen=True)
class Word:
    """One text of a drawing and the box it takes, in user units."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def _parse(svg: str) -> ET.Element:
    """The drawing's elements, without namespace."""
    root = ET.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def words(svg: str) -> list[Word]:
    """Every text of a drawing."""
    result = []
    for element in _parse(svg).iter("text"):
        size, x, y = (float(element.get(name, "nan")) for name in ("font-size", "x", "y"))
        wide = width(element.text or "", size, element.get("font-weight") == "700")
        left = x - wide * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", "start"), 0.0)
        result.append(Word(element.text or "", left, left + wide, y - 0.75 * size, y + 0.2 * size))
    return result


def fills(svg: str) -> list[str]:
    """The fill of every shape, in drawing order."""
    return [element.get("fill", "") for element in _parse(svg).iter("path")]


def boxes(svg: str, fill: str) -> list[tuple[float, float, float]]:
    """Left, right and middle of each rectangle of a colour, from top to bottom."""
    matches = [_BOX.search(path) for path in re.findall(rf'<path d="([^"]+)" fill="{fill}"', svg)]
    spans = [(float(box[1]), float(box[3]), (float(box[2]) + float(box[4])) / 2) for box in matches if box]
    return sorted(((min(span[:2]), max(span[:2]), span[2]) for span in spans), key=lambda span: span[2])


def lengths(svg: str, fill: str) -> list[float]:
    """Length of each rectangle of a colour, from top to bottom."""
    return [round(right - left, 1) for left, right, _ in boxes(svg, fill)]

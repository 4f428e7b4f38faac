"""Contribution to growth: how the sectors' percentage points build up the growth of the whole, as a waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

import pandas as pd

from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Number, Run
from kimtan.present.charts import terms as words
from kimtan.present.charts.canvas import Scale, Sheet
from kimtan.present.charts.frames import Items, items
from kimtan.present.charts.lettering import widest
from kimtan.present.charts.marks import THICKNESS, hold
from kimtan.present.charts.rows import stack
from kimtan.present.charts.theme import ACCENT, LABEL, NEUTRAL, WARNING, sector_colours
from kimtan.present.charts.widths import drawn
from kimtan.present.prose import Sentence, fill

_CLEAR = 5.0
_TEXT = {
    "vi": {
        "up": "{label} đóng góp nhiều nhất: {shown}",
        "down": "{label} làm giảm nhiều nhất: {shown}",
        "off": "Đóng góp của các phần cộng lại không bằng mức chung đã nêu ({shown})",
        "alt": "Biểu đồ thác nước, đóng góp vào mức tăng chung. {items}.",
        "total": " Mức chung: {label}, {shown}.",
        "gap": "Chênh lệch chưa giải thích được",
        "item": "Ngành, lĩnh vực",
        "value": "Đóng góp vào mức tăng chung",
    },
    "en": {
        "up": "{label} contributed most: {shown}",
        "down": "{label} pulled down most: {shown}",
        "off": "The parts' contributions do not add up to the stated whole ({shown})",
        "alt": "Waterfall chart, contributions to the growth of the whole. {items}.",
        "total": " The whole: {label}, {shown}.",
        "gap": "Difference not accounted for",
        "item": "Sector",
        "value": "Contribution to growth",
    },
}


@dataclass(frozen=True)
class _Step:
    """One row of the waterfall, from where it starts to where it ends."""

    label: str
    shown: Number | Literal[""]
    start: float
    end: float
    colour: str
    is_total: bool = False
    is_gap: bool = False

    @property
    def text(self) -> str:
        """What is written beside it."""
        return self.shown.text if self.shown else ""


def contribution(
    frame: pd.DataFrame,
    *,
    tolerance: float = 0.05,
    gap: Number | None = None,
    language: Language = "vi",
    title: str | None = None,
    note: Run = (),
) -> Chart | None:
    """Draw contributions one after another, from the largest to the smallest, and the whole they should end in.

    Parameters
    ----------
    frame
        One row per part: ``label``, ``value`` (percentage points), ``shown``; ``sector`` for its colour; ``role`` is
        ``total`` in the row of the whole, if there is one.
    tolerance
        How far, in percentage points, rounding lets the sum of the parts be from the whole. Beyond it a hollow step
        leads from the one to the other, and title and alternative text say so.
    gap
        The whole less the sum of its parts as a number to show at that step.
    language, title, note
        As in :func:`~kimtan.present.charts.kinds.completion.completion`.

    Returns
    -------
    Chart or None
        None where no part has a value.
    """
    found = items(frame)
    totals = [role == "total" for role in found.column("role")]
    if all(totals):
        return None
    found = found.ordered(totals, [-value for value in found.floats()])
    text = _TEXT[language]
    steps = _steps(found, totals.count(True), tolerance, text["gap"], gap)
    said = [f"{step.label}: {step.text}" if step.text else step.label for step in steps if not step.is_total]
    ends = "".join(text["total"].format(label=step.label, shown=step.text) for step in steps if step.is_total)
    svg = drawn(lambda: _draw(steps))
    return found.chart(
        title=title or _finding(steps, language),
        svg=svg,
        alt=text["alt"].format(items=words.listed(said, language)) + ends,
        columns={"label": Column(text["item"], align="text"), "shown": Column(text["value"])},
        language=language,
        note=note,
        roles=["total" if role == "total" else "part" for role in found.column("role")],
        beside={step.label: step.shown for step in steps if step.is_gap and step.shown},
    )


def _steps(found: Items, totals: int, tolerance: float, gap_label: str, gap: Number | None) -> list[_Step]:
    """The parts, each from where the one before ended; a hollow step where they miss the whole; the whole itself."""
    parts, values = len(found) - totals, found.floats()
    ends = list(accumulate(values[:parts]))
    signs = [ACCENT if value >= 0 else WARNING for value in values]
    colours = sector_colours(found.column("sector")[:parts]) if found.has("sector") else signs
    rows = list(zip(found.labels, found.numbers(), values, strict=True))
    steps = [
        _Step(label, shown, end - value, end, colour)
        for (label, shown, value), end, colour in zip(rows[:parts], ends, colours[:parts], strict=True)
    ]
    if totals and abs(values[parts] - ends[-1]) > tolerance:
        steps.append(_Step(gap_label, gap or "", ends[-1], values[parts], WARNING, is_gap=True))
    return steps + [_Step(label, shown, 0.0, value, NEUTRAL, is_total=True) for label, shown, value in rows[parts:]]


def _finding(steps: list[_Step], language: Language) -> Sentence:
    text = _TEXT[language]
    if any(step.is_gap for step in steps):
        return fill(text["off"], shown=next(step.shown for step in steps if step.is_total))
    parts = [step for step in steps if not step.is_total]
    most = parts[0] if parts[0].end > parts[0].start else parts[-1]
    return fill(text["up" if most.end > most.start else "down"], label=most.label, shown=most.shown)


def _draw(steps: Sequence[_Step]) -> str:
    bold = [step.is_total for step in steps]
    rows = stack([step.label for step in steps], bold=bold)
    room = widest([step.text for step in steps], LABEL, bold=True) + 2 * _CLEAR
    low, high = hold(*(end for step in steps for end in (step.start, step.end)))
    scale = Scale(low, high, rows.left + (room if low < 0 else 0), rows.right - (room if high > 0 else _CLEAR))
    sheet = Sheet(rows.height)
    for step, centre in zip(steps, rows.centres, strict=True):
        left, right = sorted((scale(step.start), scale(step.end)))
        if step.is_gap:
            sheet.frame(left, right, centre, THICKNESS, edge=step.colour)
        else:
            sheet.box(left, max(right, left + 1), centre, THICKNESS, fill=step.colour)
        if step.end < 0:
            sheet.text(left - _CLEAR, centre, step.text, align="right", bold=True)
        else:
            sheet.text(right + _CLEAR, centre, step.text, bold=True)
    for step, (centre, below) in zip(steps, pairwise(rows.centres), strict=False):
        if not step.is_total and not rows.is_narrow:  # carry the running sum over to the next row
            x = scale(step.end)
            sheet.line((x, centre + THICKNESS / 2), (x, below - THICKNESS / 2), alpha=0.5)
    rows.rule(sheet, scale(0))
    rows.label(sheet, bold)
    return sheet.svg()

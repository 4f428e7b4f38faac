"""Contribution to growth: how the sectors' percentage points build up the growth of the whole, as a waterfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

import pandas as pd

from kimtan.data.formulas import minus
from kimtan.data.identities import DerivedId
from kimtan.languages import Bilingual
from kimtan.present import roundings
from kimtan.present.blocks import Chart, Number, Role
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import parts, row, sector
from kimtan.present.charts.items import Items
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.lettering import widest
from kimtan.present.charts.marks import THICKNESS, ends
from kimtan.present.charts.rows import stack
from kimtan.present.charts.theme import LABEL, NEUTRAL, WARNING
from kimtan.present.derived import DERIVED
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

TOLERANCE = 0.05
"""How far, in percentage points, rounding lets the sum of the parts be from the whole."""

_CLEAR = 5.0


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


@dataclass(frozen=True, eq=False, kw_only=True)
class ContributionChart(Kind):
    """Contributions one after another, from the largest to the smallest, and the whole they should end in.

    Of the frame, ``value`` is in percentage points, ``sector`` gives a part its colour, and ``role`` is ``total`` in
    the row of the whole, if there is one. Where the parts miss the whole by more than rounding allows, a hollow step
    leads from the one to the other, and title and alternative text say so.

    Attributes
    ----------
    gap
        The whole less the sum of its parts, as a number to show at that step.
    """

    gap: Number | None = None

    ALT = Bilingual(
        "Biểu đồ thác nước, đóng góp vào mức tăng chung. {items}.",
        "Waterfall chart, contributions to the growth of the whole. {items}.",
    )
    ITEM = Bilingual("Ngành, lĩnh vực", "Sector")
    VALUE = Bilingual("Đóng góp vào mức tăng chung", "Contribution to growth")
    UP = Bilingual("{label} đóng góp nhiều nhất: {shown}", "{label} contributed most: {shown}")
    DOWN = Bilingual("{label} làm giảm nhiều nhất: {shown}", "{label} pulled down most: {shown}")
    OFF = Bilingual(
        "Đóng góp của các phần cộng lại không bằng mức chung đã nêu ({shown})",
        "The parts' contributions do not add up to the stated whole ({shown})",
    )
    WHOLE = Bilingual(" Mức chung: {label}, {shown}.", " The whole: {label}, {shown}.")
    GAP = Bilingual("Chênh lệch chưa giải thích được", "Difference not accounted for")

    def arranged(self, items: Items) -> Items:
        return items.ordered([role == "total" for role in items.column("role")], [-value for value in items.floats()])

    def is_drawable(self) -> bool:
        return any(role != "total" for role in self.items.column("role"))

    @cached_property
    def steps(self) -> Sequence[_Step]:
        """The parts, each from where the one before ended; a hollow step where they miss the whole; the whole."""
        items, values = self.items, self.items.floats()
        totals = self.items.column("role").count("total")
        count = len(items) - totals
        sums = list(accumulate(values[:count]))
        rows = list(zip(items.labels, items.numbers(), values, strict=True))
        steps = [
            _Step(label, shown, end - value, end, colour)
            for (label, shown, value), end, colour in zip(rows[:count], sums, items.colours()[:count], strict=True)
        ]
        if totals and abs(values[count] - sums[-1]) > TOLERANCE:
            steps.append(_Step(self.words(self.GAP), self.gap or "", sums[-1], values[count], WARNING, is_gap=True))
        return steps + [_Step(label, shown, 0.0, value, NEUTRAL, is_total=True) for label, shown, value in rows[count:]]

    def title(self) -> Sentence:
        if any(step.is_gap for step in self.steps):
            return self.sentence(self.OFF, shown=next(step.shown for step in self.steps if step.is_total))
        of_parts = [step for step in self.steps if not step.is_total]
        most = of_parts[0] if of_parts[0].end > of_parts[0].start else of_parts[-1]
        return self.sentence(self.UP if most.end > most.start else self.DOWN, label=most.label, shown=most.shown)

    def is_off_by_rounding(self) -> bool:
        numbers = [step.shown for step in self.steps if not step.is_total and isinstance(step.shown, Number)]
        wholes = [step.shown for step in self.steps if step.is_total and isinstance(step.shown, Number)]
        return not all(roundings.adds_up(numbers, whole, self.language) for whole in wholes)

    def spoken(self) -> Sequence[str]:
        return [f"{step.label}: {step.text}" if step.text else step.label for step in self.steps if not step.is_total]

    def alt(self) -> str:
        totals = [step for step in self.steps if step.is_total]
        return super().alt() + "".join(self.words(self.WHOLE, label=step.label, shown=step.text) for step in totals)

    def roles(self) -> Sequence[Role]:
        return ["total" if role == "total" else "part" for role in self.items.column("role")]

    def beside(self) -> Mapping[str, Number]:
        return {step.label: step.shown for step in self.steps if step.is_gap and step.shown}

    def draw(self) -> str:
        steps = self.steps
        bold = [step.is_total for step in steps]
        rows = stack([step.label for step in steps], bold=bold)
        room = widest([step.text for step in steps], LABEL, bold=True) + 2 * _CLEAR
        low, high = ends(*(end for step in steps for end in (step.start, step.end)))
        scale = Scale(low, high, rows.left + (room if low < 0 else 0), rows.right - (room if high > 0 else _CLEAR))
        canvas = Canvas(rows.height)
        for step, centre in zip(steps, rows.centres, strict=True):
            left, right = sorted((scale(step.start), scale(step.end)))
            if step.is_gap:
                canvas.outline(left, right, centre, THICKNESS, edge=step.colour)
            else:
                canvas.box(left, max(right, left + 1), centre, THICKNESS, fill=step.colour)
            if step.end < 0:
                canvas.text(left - _CLEAR, centre, step.text, align="right", bold=True)
            else:
                canvas.text(right + _CLEAR, centre, step.text, bold=True)
        for step, (centre, below) in zip(steps, pairwise(rows.centres), strict=False):
            if not step.is_total and not rows.is_narrow:  # carry the running sum over to the next row
                x = scale(step.end)
                canvas.line((x, centre + THICKNESS / 2), (x, below - THICKNESS / 2), alpha=0.5)
        rows.rule(canvas, scale(0))
        rows.label(canvas, bold)
        return canvas.svg()


def contribution(facts: Facts, whole: str) -> Chart | None:
    """What each part of a whole gave to its growth, beside the growth that is stated of the whole.

    Examples
    --------
    >>> show(s.chart.contribution("output.total"))  # doctest: +SKIP
    """
    rows = [
        row(facts, name, "contribution_pp", facts.derived(name, "contribution"), sector=sector(name), role="part")
        for name in parts(facts, whole)
    ]
    stated, gap = facts.growth(whole), None
    if rows and stated is not None and facts.value(whole, "growth_used_pct") is not None:
        rows.append(row(facts, whole, "growth_used_pct", stated, sector=None, role="total"))
        gap = _gap(facts, whole)
    return ContributionChart(pd.DataFrame(rows), facts.language, gap=gap).chart()


def _gap(facts: Facts, whole: str) -> Number | None:
    """The growth that is stated of a whole, less what its parts give; ``None`` where that is not known."""
    first, *_ = parts(facts, whole)
    if facts.value(first, "whole_growth_pct") is None:
        return None
    formula = Bilingual("mức tăng nêu ra − tổng đóng góp của các phần", "stated growth − sum of the contributions")
    by_parts = DERIVED["whole_growth"].expression(facts.expressions(first))
    apart = minus(facts.expressions(whole).growth(), by_parts)
    return facts.expressed(DerivedId.of(whole, "growth_gap"), apart, "points", formula)

"""Steps of which each lies within the first one: registered and activated, target and done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kimtan.data.formulas import Term
from kimtan.data.identities import DerivedId, Topic
from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart, Column, Number
from kimtan.present.charts.canvas import Canvas, Scale
from kimtan.present.charts.feeding import row, unit
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.lettering import width
from kimtan.present.charts.marks import bars, ends
from kimtan.present.charts.rows import EDGE, stack
from kimtan.present.charts.theme import ACCENT, SMALL
from kimtan.present.charts.widths import canvas_width
from kimtan.present.derived import percent
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

_THICKNESS = 22.0


@dataclass(frozen=True, eq=False)
class FunnelChart(Kind):
    """Steps as bars under each other, in the frame's order, each on the faint ground of the first one.

    Of the frame, ``share`` is a step's share of the first one as a number to show, empty in the first row.
    """

    LEAST = 2
    ALT = Bilingual("Biểu đồ phễu. {items}.", "Funnel chart. {items}.")
    ITEM = Bilingual("Bước", "Step")
    VALUE = Bilingual("Số lượng", "Count")
    SHARED = Bilingual("{last}: {least}, bằng {share}", "{last}: {least}, {share}")
    UNSHARED = Bilingual("{first}: {most}; {last}: {least}", "{first}: {most}; {last}: {least}")
    SHARE = Bilingual("so với số ban đầu", "of the initial number")

    def title(self) -> Sentence:
        items, share = self.items, self.items.numbers("share")[-1]
        return self.sentence(
            self.SHARED if share else self.UNSHARED,
            first=items.labels[0],
            most=items.numbers()[0],
            last=items.labels[-1],
            least=items.numbers()[-1],
            share=share,
        )

    def spoken(self) -> Sequence[str]:
        heading = self.words(self.SHARE)
        shares = [f" ({share} {heading})" if share else "" for share in self.items.texts("share")]
        return [f"{step}{share}" for step, share in zip(super().spoken(), shares, strict=True)]

    def columns(self) -> Mapping[str, Column]:
        heading = self.words(self.SHARE)
        share = {"share": Column(heading[:1].upper() + heading[1:])} if self.items.has("share") else {}
        return {**super().columns(), **share}

    def draw(self) -> str:
        items, values, has_share = self.items, self.items.floats(), self.items.has("share")
        columns = [items.texts(), *([items.texts("share")] if has_share else [])]
        rows = stack(items.labels, columns=columns, head=20 if has_share else 2, least=_THICKNESS + 12)
        scale = Scale(*ends(*values), rows.left, rows.right)
        canvas = Canvas(rows.height)
        for centre in rows.centres:
            canvas.track(scale(0), scale(values[0]), centre, _THICKNESS)
        bars(canvas, scale, values, rows.centres, [ACCENT] * len(values), thickness=_THICKNESS)
        rows.rule(canvas, scale(0))
        rows.label(canvas)
        rows.write(canvas, 0, items.texts())
        if has_share:
            heading = self.words(self.SHARE)
            start = min(canvas_width() - EDGE, rows.columns[1]) - width(heading, SMALL)
            canvas.text(start, 10, heading, size=SMALL, faded=True)
            rows.write(canvas, 1, items.texts("share"), bold=False)
        return canvas.svg()


def funnel(facts: Facts, *indicators: str) -> Chart | None:
    """Steps that each lie within the first one, with their shares of it; what is not stated is left out.

    Examples
    --------
    >>> show(s.chart.funnel("card.registered", "card.activated"))  # doctest: +SKIP
    """
    known = [name for name in indicators if facts.has(name)]
    if not known:
        return None
    first, *later_steps = known
    rows = [row(facts, first, "actual", facts.stated(first), share=None)]
    rows += [row(facts, name, "actual", facts.stated(name), share=_share(facts, name, first)) for name in later_steps]
    return FunnelChart(pd.DataFrame(rows), facts.language, unit(facts, first)).chart()


def _share(facts: Facts, step: str, first: str) -> Number | None:
    """A step's share of the first one; ``None`` where it cannot be computed."""
    part, whole = (Term(Topic(name, "actual")) for name in (step, first))
    formula = Bilingual("phần ÷ toàn bộ", "part ÷ whole")
    return facts.expressed(DerivedId.of(step, "share_of", first), percent(part, whole), "percent", formula)

"""Counts by kind: cases, prizes, households."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart
from kimtan.present.charts import terms
from kimtan.present.charts.bar_rows import bar_rows
from kimtan.present.charts.feeding import parts, row, sector, unit
from kimtan.present.charts.items import Items
from kimtan.present.charts.kind import Kind
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence


@dataclass(frozen=True, eq=False, kw_only=True)
class CountsChart(Kind):
    """Counts as bars from zero, the largest first; ``sector`` gives a kind its colour where the kinds are sectors.

    Attributes
    ----------
    whole
        Name of what is counted by kind.
    """

    whole: str

    ALT = Bilingual("Biểu đồ thanh ngang. {items}.", "Horizontal bar chart. {items}.")
    ITEM = Bilingual("Loại", "Kind")
    VALUE = Bilingual("Số lượng", "Count")
    MOST = Bilingual("Nhiều nhất: {labels} ({shown})", "Most: {labels} ({shown})")
    EVEN = Bilingual("Các loại có số lượng bằng nhau: {shown}", "The kinds are equal in number: {shown}")

    def arranged(self, items: Items) -> Items:
        return items.largest_first()

    def title(self) -> Sentence:
        items, values = self.items, self.items.floats()
        largest = [label for label, value in zip(items.labels, values, strict=True) if value == values[0]]
        template = self.EVEN if len(largest) == len(items) > 1 else self.MOST
        labels = terms.joined(largest, self.language)
        return terms.about(self.whole, self.sentence(template, labels=labels, shown=items.numbers()[0]))

    def draw(self) -> str:
        return bar_rows(self.items)


def counts(facts: Facts, whole: str) -> Chart | None:
    """How many of a whole there are of each kind, as bars from zero: its parts, of which anything is stated.

    Examples
    --------
    >>> show(s.chart.counts("town.cases"))  # doctest: +SKIP
    """
    known = [name for name in parts(facts, whole) if facts.has(name)]
    if not known:
        return None
    rows = [row(facts, name, "actual", facts.stated(name), sector=sector(name)) for name in known]
    return CountsChart(pd.DataFrame(rows), facts.language, unit(facts, known[0]), whole=facts.name(whole)).chart()

"""Parts of a whole: one divided bar where every part has room for its name, else bars sorted by size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kimtan.languages import Bilingual
from kimtan.present.blocks import Chart, Column
from kimtan.present.charts import terms
from kimtan.present.charts.bar_rows import bar_rows
from kimtan.present.charts.canvas import Align, Canvas
from kimtan.present.charts.feeding import parts, row, sector, unit
from kimtan.present.charts.items import Items
from kimtan.present.charts.kind import Kind
from kimtan.present.charts.lettering import widest, width, wrap
from kimtan.present.charts.rows import EDGE
from kimtan.present.charts.theme import LABEL, LEADING, SMALL, on_fill, sector_colours
from kimtan.present.charts.widths import canvas_width
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence

_BAR = 36.0
_UNDER = 2 + _BAR + 6
_LINES = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class StructureChart(Kind):
    """The parts of a whole, the largest first.

    Two to about five parts of some size become one divided bar, in which each stands over its name; as soon as a name
    or a share has no room there, sorted bars from zero are drawn, for tiny parts cannot be read off a divided bar.

    Of the frame, ``value`` and ``shown`` are a part's share (lengths are in proportion to it), ``amount`` is the number
    of what it amounts to, in ``unit``, and ``sector`` gives it its colour. Where all parts are zero there is no chart.

    Attributes
    ----------
    whole
        Name of the whole.
    """

    whole: str

    ALT = Bilingual(
        "Biểu đồ cơ cấu, tỷ trọng trong tổng số. {items}.", "Chart of a structure, shares of the whole. {items}."
    )
    ITEM = Bilingual("Bộ phận", "Part")
    VALUE = Bilingual("Tỷ trọng", "Share")
    AMOUNT = Bilingual("Giá trị", "Amount")
    LARGEST = Bilingual("{label} chiếm tỷ trọng lớn nhất: {shown}", "{label} has the largest share: {shown}")
    ONE = Bilingual("{label}: {shown}", "{label}: {shown}")

    def arranged(self, items: Items) -> Items:
        negative = [label for label, value in zip(items.labels, items.floats(), strict=True) if value < 0]
        if negative:
            message = f"A part of a whole cannot be negative: {', '.join(negative)}. Draw s.chart.contribution instead."
            raise ValueError(message)
        return items.largest_first()

    def is_drawable(self) -> bool:
        return any(self.items.floats())

    def title(self) -> Sentence:
        template = self.ONE if len(self.items) == 1 else self.LARGEST
        finding = self.sentence(template, label=self.items.labels[0], shown=self.items.numbers()[0])
        return terms.about(self.whole, finding)

    def spoken(self) -> Sequence[str]:
        amounts = [f" ({amount})" if amount else "" for amount in self.items.texts("amount")]
        return [f"{part}{amount}" for part, amount in zip(super().spoken(), amounts, strict=True)]

    def columns(self) -> Mapping[str, Column]:
        return {
            "label": self.text_column(self.ITEM),
            "shown": Column(self.words(self.VALUE)),
            "amount": Column(self.words(self.AMOUNT), self.unit),
        }

    def draw(self) -> str:
        return _divided(self.items) if _has_room(self.items) else bar_rows(self.items, self.items.texts("amount"))


def _spans(items: Items) -> list[tuple[float, float]]:
    """Left and right edge of each part of the divided bar, a narrow gap between them."""
    values, spans, left = items.floats(), [], EDGE
    room = canvas_width() - 2 * EDGE - 2.0 * (len(values) - 1)
    for value in values:
        spans.append((left, left + room * value / sum(values)))
        left = spans[-1][1] + 2.0
    return spans


def _has_room(items: Items) -> bool:
    """Whether each part of the divided bar holds its share, and its name in a few unbroken lines below."""
    for (left, right), label, share, amount in zip(
        _spans(items), items.labels, items.texts(), items.texts("amount"), strict=True
    ):
        room = right - left - 12
        longest_word = max(widest(label.split(" "), LABEL), widest(amount.split(" "), SMALL))
        if max(width(share, LABEL, bold=True), longest_word) > room or len(wrap(label, LABEL, room)) > _LINES:
            return False
    return True


def _divided(items: Items) -> str:
    """Shares inside the bar; under each part its name and its amount.

    What stands under the last part ends flush with the bar, and may begin further left than the part does.
    """
    spans = _spans(items)
    rooms = [right - left - 12 for left, right in spans]
    names = [wrap(label, LABEL, room) for label, room in zip(items.labels, rooms, strict=True)]
    amounts = [wrap(text, SMALL, room) for text, room in zip(items.texts("amount"), rooms, strict=True)]
    starts = [left + 8 for left, _ in spans]
    align: list[Align] = ["left"] * len(spans)
    if len(spans) > 1:
        free = rooms[-2] - widest([*names[-2], *amounts[-2]], LABEL)
        rooms[-1] += max(min(free, widest(items.texts("amount")[-1:], SMALL) - rooms[-1]), 0.0)
        names[-1] = wrap(items.labels[-1], LABEL, rooms[-1])
        amounts[-1] = wrap(items.texts("amount")[-1], SMALL, rooms[-1])
        if widest([*names[-1], *amounts[-1]], LABEL) > spans[-1][1] - starts[-1]:
            starts[-1], align[-1] = spans[-1][1], "right"
    name_height = max(len(lines) for lines in names) * LABEL * LEADING
    amount_height = max(len(lines) for lines in amounts) * SMALL * LEADING
    canvas = Canvas(_UNDER + name_height + amount_height + 4)
    colours = sector_colours(items.column("sector"))
    for place, (left, right) in enumerate(spans):
        canvas.box(left, right, 2 + _BAR / 2, _BAR, fill=colours[place])
        canvas.text(left + 8, 2 + _BAR / 2, items.texts()[place], bold=True, colour=on_fill(colours[place]))
        height = len(names[place]) * LABEL * LEADING
        canvas.text(starts[place], _UNDER + height / 2, names[place], align=align[place])
        centre = _UNDER + height + len(amounts[place]) * SMALL * LEADING / 2
        canvas.text(starts[place], centre, amounts[place], align=align[place], size=SMALL, faded=True)
    return canvas.svg()


def structure(facts: Facts, whole: str, breakdown: str | None = None) -> Chart | None:
    """The parts of a whole with their shares and amounts, by its first breakdown when none is named.

    Nothing where a part is below zero: shares of such a whole say nothing, and its figures stand in the table.

    Examples
    --------
    >>> show(s.chart.structure("output.total"))  # doctest: +SKIP
    """
    names = parts(facts, whole, breakdown)
    rows = [
        row(facts, name, "share_pct", facts.derived(name, "share"), amount=facts.stated(name), sector=sector(name))
        for name in names
    ]
    if not rows or any((facts.value(name, "share_pct") or 0) < 0 for name in names):
        return None
    return StructureChart(pd.DataFrame(rows), facts.language, unit(facts, whole), whole=facts.name(whole)).chart()

"""What a chart is fed with: a tidy frame, checked, of which the rows that have a value are drawn.

A frame has one row per item: ``label`` (text), ``value`` (float, the length drawn) and ``shown`` (the
:class:`~kimtan.present.blocks.Number` that says the value in the report's language); a kind of chart may want more. The
charts make no number text of their own: what is written in a drawing is the text of a number that can be followed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kimtan.figures import number_text
from kimtan.languages import Bilingual, Language
from kimtan.present.blocks import Number
from kimtan.present.charts.theme import ACCENT, WARNING, sector_colours
from kimtan.present.marks import gravest


@dataclass(frozen=True)
class Reference:
    """A value that a chart's items are held against, as a line: the share of the year gone, the growth of the whole."""

    value: float
    shown: Number


@dataclass(frozen=True)
class Items:
    """The rows of a frame that can be drawn, and the labels of those that cannot, because their value is missing."""

    rows: pd.DataFrame
    missing: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, column: str) -> bool:
        """Whether the frame has such a column with anything in it."""
        return column in self.rows and bool(self.rows[column].notna().any())

    @property
    def labels(self) -> list[str]:
        """The labels, in the order drawn."""
        return [str(label) for label in self.rows["label"]]

    def column(self, name: str) -> list[object]:
        """A column as it is; ``None`` in each row where the frame has no such column."""
        return list(self.rows[name]) if name in self.rows else [None] * len(self)

    def floats(self, column: str = "value") -> list[float]:
        """A column of numbers."""
        return [float(value) for value in self.rows[column]]

    def numbers(self, column: str = "shown") -> list[Number | Literal[""]]:
        """The shown numbers of a column; empty where there is none."""
        return [cell if isinstance(cell, Number) else "" for cell in self.column(column)]

    def texts(self, column: str = "shown") -> list[str]:
        """The texts of a column of shown numbers; empty where there is none."""
        return [number.text if number else "" for number in self.numbers(column)]

    def colours(self) -> list[str]:
        """Colour of each item: its sector's; where none has a sector, that of data, or of a warning below zero."""
        if self.has("sector"):
            return sector_colours(self.column("sector"))
        return [ACCENT if value >= 0 else WARNING for value in self.floats()]

    def count(
        self, counted: Sequence[bool], criterion: Bilingual, what: str, language: Language, *, is_marked: bool = True
    ) -> Number:
        """How many of the items are something, as a number that rests on those counted and on no others.

        Parameters
        ----------
        counted
            Whether each item counts.
        criterion
            What is counted, in words: ``đếm chỉ tiêu đạt hoặc vượt tiến độ``.
        what
            The same as a name for the number's identity: ``on_schedule``.
        language
            Of the number and of its criterion.
        is_marked
            Whether it is in doubt as those counted are; false where it would be the same whatever their values were.
        """
        numbers = [number for number, counts in zip(self.numbers(), counted, strict=True) if number and counts]
        mark = gravest(number.mark for number in numbers) if is_marked else None
        inputs = tuple(dict.fromkeys(ref for number in numbers for ref in (number.inputs or (number.ref,))))
        digest = hashlib.sha256("\n".join(inputs).encode()).hexdigest()[:8]
        text = number_text(sum(counted), language)
        return Number(text, f"chart:{what}:{digest}", criterion.in_(language), inputs, mark)

    def ordered(self, *keys: Sequence[float]) -> Items:
        """The same items, sorted upward by the keys; the given order decides between equals."""
        order = sorted(range(len(self)), key=lambda place: tuple(key[place] for key in keys))
        return Items(self.rows.iloc[order].reset_index(drop=True), self.missing)

    def largest_first(self) -> Items:
        """The same items, from the largest value to the smallest."""
        return self.ordered([-value for value in self.floats()])

    def without(self, left_out: Sequence[bool]) -> Items:
        """The items that are not left out; the others count as missing."""
        kept = [not is_out for is_out in left_out]
        labels = tuple(label for label, is_out in zip(self.labels, left_out, strict=True) if is_out)
        return Items(self.rows[kept].reset_index(drop=True), self.missing + labels)

    def with_column(self, name: str, cells: Sequence[object]) -> Items:
        """The same items with one more column."""
        return Items(self.rows.assign(**{name: pd.Series(list(cells), dtype=object)}), self.missing)


def drawable(frame: pd.DataFrame, floats: Sequence[str], shown: Sequence[str]) -> Items:
    """Check a frame and take out the rows that can be drawn.

    Parameters
    ----------
    frame
        Never changed.
    floats
        Columns of numbers without which a row cannot be drawn; infinity counts as missing.
    shown
        Columns of :class:`~kimtan.present.blocks.Number`, filled wherever a row can be drawn.

    Returns
    -------
    Items
        None of them for a frame without rows, whatever its columns.

    Raises
    ------
    ValueError
        If a column is not there, or a row has a value but no number to show for it.
    """
    wanted = ["label", *floats, *shown]
    if frame.empty:
        return Items(pd.DataFrame(columns=wanted))
    absent = [name for name in wanted if name not in frame.columns]
    if absent:
        has = ", ".join(map(str, frame.columns))
        message = f"A chart needs the columns {', '.join(wanted)}; the frame has {has}. Add {', '.join(absent)}."
        raise ValueError(message)
    numbers = {name: frame[name].to_numpy(dtype=float, na_value=np.nan) for name in floats}
    rows = frame.reset_index(drop=True).assign(**numbers)
    has_values = np.isfinite(np.column_stack(list(numbers.values()))).all(axis=1)
    missing = tuple(str(label) for label in rows.loc[~has_values, "label"])
    items = Items(rows[has_values].reset_index(drop=True), missing)
    for name in shown:
        unbound = [label for label, text in zip(items.labels, items.texts(name), strict=True) if not text]
        if unbound:
            message = (
                f"Column {name!r} has no Number to show for {', '.join(unbound)}, though there is a value. Fill it."
            )
            raise ValueError(message)
    return items

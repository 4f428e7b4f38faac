"""What a chart is fed with and what it gives back: a tidy frame, checked, and the block with its table of drawn values.

A frame has one row per item: ``label`` (text), ``value`` (float, the length drawn) and ``shown`` (the
:class:`~kimtan.present.blocks.Number` that says the value in the report's language); a kind of chart may want more. The
charts make no number text of their own: what is written in a drawing is the text of a number that can be followed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd

from kimtan.figures import number_text
from kimtan.languages import Language
from kimtan.present.blocks import Chart, Column, Number, Role, Row, Run, Table
from kimtan.present.charts.terms import LEFT_OUT, TABLE
from kimtan.present.charts.widths import Drawing
from kimtan.present.hedges import remark
from kimtan.present.marks import gravest
from kimtan.present.prose import join


@dataclass(frozen=True)
class Reference:
    """A value that a chart's items are held against, as a line: the share of the year gone, the growth of the whole."""

    value: float
    shown: Number


@dataclass(frozen=True)
class Items:
    """The rows of a frame that can be drawn, and the labels of those that cannot, for want of a value."""

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

    def floats(self, column: str = "value") -> list[float]:
        """A column of numbers; NaN in each row where the frame has no such column."""
        return [float(value) for value in self.rows[column]] if column in self.rows else [float("nan")] * len(self)

    def texts(self, column: str = "shown") -> list[str]:
        """The texts of a column of shown numbers; empty where there is none."""
        return [cell.text if isinstance(cell, Number) else "" for cell in self.column(column)]

    def numbers(self, column: str = "shown") -> list[Number | Literal[""]]:
        """The shown numbers of a column; empty where there is none."""
        return [cell if isinstance(cell, Number) else "" for cell in self.column(column)]

    def count(
        self,
        which: Sequence[bool],
        criterion: str,
        what: str,
        language: Language,
        *,
        by: Sequence[str] = ("shown",),
        is_marked: bool = True,
    ) -> Number:
        """How many of the items are something, as a number that rests on those counted and on no others.

        Parameters
        ----------
        which
            Whether each item counts.
        criterion
            What is counted, in words: ``đếm chỉ tiêu đạt hoặc vượt tiến độ``.
        what
            The same as a name for the number's identity: ``on_schedule``.
        language
            Of the number.
        by
            Columns of the shown numbers that decide.
        is_marked
            Whether it is in doubt as those counted are; false where it would be the same whatever their values were.
        """
        counted = [
            number
            for name in by
            for number, does_count in zip(self.numbers(name), which, strict=True)
            if number and does_count
        ]
        mark = gravest(number.mark for number in counted) if is_marked else None
        inputs = tuple(dict.fromkeys(ref for number in counted for ref in (number.inputs or (number.ref,))))
        own = hashlib.sha256("\n".join(inputs).encode()).hexdigest()[:8]
        return Number(number_text(sum(which), language), f"chart:{what}:{own}", criterion, inputs, mark)

    def column(self, name: str) -> list[object]:
        """A column as it is; ``None`` in each row where the frame has no such column."""
        return list(self.rows[name]) if name in self.rows else [None] * len(self)

    def ordered(self, *keys: Sequence[float]) -> Items:
        """The same items, sorted upward by the keys; the given order decides between equals."""
        order = sorted(range(len(self)), key=lambda place: tuple(key[place] for key in keys))
        return Items(self.rows.iloc[order].reset_index(drop=True), self.missing)

    def without(self, left_out: Sequence[bool]) -> Items:
        """The items that are not left out; the others count as missing."""
        kept = [not out for out in left_out]
        labels = tuple(label for label, out in zip(self.labels, left_out, strict=True) if out)
        return Items(self.rows[kept].reset_index(drop=True), self.missing + labels)

    def with_column(self, name: str, cells: Sequence[object]) -> Items:
        """The same items with one more column."""
        return Items(self.rows.assign(**{name: pd.Series(list(cells), dtype=object)}), self.missing)

    def chart(
        self,
        *,
        title: str | Run,
        svg: Drawing,
        alt: str,
        columns: Mapping[str, Column],
        language: Language,
        note: Run = (),
        roles: Sequence[Role] = (),
        beside: Mapping[str, Number] = MappingProxyType({}),
    ) -> Chart:
        """Put the block together: the drawing, what it says in words, and its values as a table.

        Parameters
        ----------
        title, svg, alt, note
            As in :class:`~kimtan.present.blocks.Chart`; items that could not be drawn, and numbers that are in dispute,
            are named after the note.
        columns
            Heading of each column of the table by the frame's column, ``label`` first. An item without a value stands
            at the table's end with empty cells: missing is no zero.
        language
            Of the words put in here.
        roles
            Of the table's rows; plain when not given.
        beside
            Numbers that are drawn besides, such as those of lines that the items are held against, by what they are;
            they stand at the table's end.
        """
        rows = [
            Row(tuple(_cell(self.column(name)[place]) for name in columns), roles[place] if roles else "plain")
            for place in range(len(self))
        ]
        rows += [Row(((label,), *([None] * (len(columns) - 1)))) for label in self.missing]
        for label, number in beside.items():
            rows.append(Row(((label,), *((number,) if name == "shown" else () for name in list(columns)[1:]))))
        left_out = LEFT_OUT[language].format("; ".join(self.missing)) if self.missing else ""
        drawn = [cell for name in self.rows for cell in self.rows[name] if isinstance(cell, Number)]
        remarks: list[Run] = [
            run for run in (note, (left_out,), remark([*drawn, *beside.values()], language)) if any(run)
        ]
        return Chart(
            title=(title,) if isinstance(title, str) else title,
            svg=svg.wide,
            narrow=svg.narrow,
            alt=alt,
            data=Table(TABLE[language], tuple(columns.values()), tuple(rows)),
            note=join(remarks, " "),
        )


def items(frame: pd.DataFrame, *, floats: Sequence[str] = ("value",), shown: Sequence[str] = ("shown",)) -> Items:
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
    if frame.empty:
        return Items(frame)
    wanted = ["label", *floats, *shown]
    absent = [name for name in wanted if name not in frame.columns]
    if absent:
        has = ", ".join(map(str, frame.columns))
        message = f"A chart needs the columns {', '.join(wanted)}; the frame has {has}. Add {', '.join(absent)}."
        raise ValueError(message)
    numbers = {name: frame[name].to_numpy(dtype=float, na_value=np.nan) for name in floats}
    rows = frame.reset_index(drop=True).assign(**numbers)
    drawable = np.isfinite(np.column_stack([numbers[name] for name in floats])).all(axis=1)
    found = Items(rows[drawable].reset_index(drop=True), tuple(str(label) for label in rows.loc[~drawable, "label"]))
    for name in shown:
        unbound = [label for label, text in zip(found.labels, found.texts(name), strict=True) if not text]
        if unbound:
            message = (
                f"Column {name!r} has no Number to show for {', '.join(unbound)}, though there is a value. Fill it."
            )
            raise ValueError(message)
    return found


def _cell(value: object) -> Run | None:
    if isinstance(value, Number):
        return (value,)
    return (value,) if isinstance(value, str) and value else None

"""What a form states: figures as they were typed, indicators that it proposes, and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from kimtan.data.dataset import Dataset
from kimtan.errors import Problem
from kimtan.forms.layout import MEASURES, FormLine, FormSheet


class Typed(NamedTuple):
    """A figure as it was typed.

    Parameters
    ----------
    indicator, measure, value
        What it states, in the indicator's own unit, with the indicator's decimals at least.
    place
        FormSheet and cell: ``Thu!F7``, without blanks.
    note
        What was written beside it.
    """

    indicator: str
    measure: str
    value: Decimal
    place: str
    note: str


class Proposed(NamedTuple):
    """An indicator that the dictionary has not."""

    section: str
    name: str
    unit: str
    place: str


@dataclass
class Form:
    """A form that was read.

    Parameters
    ----------
    name
        Of the document that its figures come from: ``form_economy``.
    """

    path: Path
    name: str
    typed: list[Typed] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take(
    form: Form,
    line: FormLine,
    measure: str,
    value: Decimal,
    place: str,
    note: Any,
    dataset: Dataset,
    where: str,
) -> None:
    """Note a figure with its place; one that cannot be, since things are counted whole, is a problem."""
    one = line.indicator
    if dataset.units[one.unit].exact and one.decimals == 0 and value != value.to_integral_value():
        seen = f"{value} is not whole, and {one.name_vi} is counted."
        form.problems.append(Problem(where, seen, "Type a whole number.", "form.whole"))
        return
    written = " ".join(str(note).split()) if note is not None else ""
    form.typed.append(Typed(one.indicator, measure, value, place.replace(" ", "_"), written))


def sums(form: Form, sheet: FormSheet, title: str, values: dict[tuple[str, str], Decimal]) -> None:
    """Wholes that are the sums of their parts, where all parts are there; the parts of parts come first."""
    by_row = {line.row: line for line in sheet.lines}
    for line in reversed(sheet.lines):
        for measure, column in MEASURES.items():
            parts = [values.get((by_row[row].indicator.indicator, measure)) for row in line.parts]
            known = [value for value in parts if value is not None]
            if parts and len(known) == len(parts):
                total = sum(known, Decimal(0))
                values[line.indicator.indicator, measure] = total
                place = f"{title}!{column}{line.row}".replace(" ", "_")
                form.typed.append(Typed(line.indicator.indicator, measure, total, place, ""))


def with_decimals(number: Decimal, decimals: int) -> Decimal:
    """With the indicator's decimals: Excel drops zeros at the end. More that were typed stay.

    >>> with_decimals(Decimal("552.05"), 3), with_decimals(Decimal("1E+3"), 0), with_decimals(Decimal("2.5"), 0)
    (Decimal('552.050'), Decimal('1000'), Decimal('2.5'))
    """
    plain = Decimal(f"{number:f}").normalize()
    plain = Decimal(f"{plain:f}")
    own = -int(plain.as_tuple().exponent)
    return plain.quantize(Decimal(1).scaleb(-decimals)) if own < decimals else plain

"""What a form states: figures as they were typed, indicators that it proposes, and its problems."""

from __future__ import annotations

import unicodedata
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
        What it states, in the indicator's own unit, with the digits that were typed.
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
    remarks
        What its owner should know although everything was read.
    """

    path: Path
    name: str
    typed: list[Typed] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


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
    form.typed.append(Typed(one.indicator, measure, value, place.replace(" ", "_"), normal(note)))


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


def row_problem(line: FormLine, name: Any, unit: Any, dataset: Dataset, place: str, units: str) -> Problem | None:
    """What of a row is not the indicator that its code says: its owner has read the name and the unit, not the code.

    Parameters
    ----------
    name, unit
        What the row shows; a unit that is left out is the indicator's own.
    place, units
        What messages call the name's cell and the unit's.
    """
    own = line.indicator
    name_shown, unit_shown = normal(name), normal(unit)
    if name_shown != normal(own.name_vi):
        seen = f"The row says '{name_shown[:60]}', and its code is that of '{own.name_vi}'."
        return Problem(place, seen, "Make the form anew: rows must not be renamed, moved or copied.", "form.row")
    expected = dataset.complete.units[own.unit].name_vi
    if unit_shown != normal(expected):
        seen = f"The unit says '{unit_shown[:40]}', and '{own.name_vi}' is asked in {expected}."
        return Problem(units, seen, f"State the figure in {expected}, and put that unit back.", "form.row_unit")
    return None


def normal(text: Any) -> str:
    """What a cell says, composed and without blanks that nobody sees."""
    return "" if text is None else " ".join(unicodedata.normalize("NFC", str(text)).split())

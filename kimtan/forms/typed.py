"""What a form states: figures as they were typed, indicators that it proposes, and its problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kimtan.data.dataset import Dataset
from kimtan.errors import Problem
from kimtan.figures import Bound
from kimtan.forms.layout import BOUNDS, MEASURES, FormLine, FormSheet, is_counted, slack
from kimtan.reading.text import composed, flaws

_LONGEST_NAME = 40


class Typed(NamedTuple):
    """A figure as it was typed.

    Parameters
    ----------
    indicator, measure, value
        What it states, in the indicator's own unit, with the digits that were typed.
    place
        Sheet and cell: ``Thu!F7``, without blanks.
    note
        What was written beside it.
    bound
        How it bounds the true value; None where that was not asked.
    is_sum
        Whether nobody typed it: it is the sum of its parts.
    """

    indicator: str
    measure: str
    value: Decimal
    place: str
    note: str
    bound: Bound | Literal[""] | None = None
    is_sum: bool = False


class Proposed(NamedTuple):
    """An indicator that the dictionary has not; its section where the form says it."""

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


def alone(form: Form, note: Any, where: str) -> None:
    """Tell the owner of a note in a row without figures that it is not kept: a note belongs to a figure."""
    if normal(note):
        form.remarks.append(f"{where}: the note is not kept, since no figure stands in its row.")


class _Cell(NamedTuple):
    """A value that was typed: its cell as a place of the document and as messages call it, and the note beside it."""

    value: Decimal
    place: str
    where: str
    note: Any


@dataclass
class Taking:
    """The figures of a form while its rows are read: wholes wait for their parts.

    Parameters
    ----------
    form, dataset
        What takes the figures, and the period that they are of.
    bounds
        How the actual of an indicator bounds the true value, where that was asked, by indicator.
    """

    form: Form
    dataset: Dataset
    bounds: dict[str, Bound | Literal[""]] = field(default_factory=dict)
    _values: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    _wholes: dict[tuple[str, str], _Cell] = field(default_factory=dict)

    def take(self, line: FormLine, measure: str, value: Decimal, place: str, where: str, note: Any) -> None:
        """Take a figure that was typed; one of a whole that is the sum of its parts waits for :meth:`sums`."""
        key, cell = (line.indicator.indicator, measure), _Cell(value, place, where, note)
        if line.parts and measure in MEASURES:
            self._wholes[key] = cell
        else:
            self._take(line, measure, cell)

    def sums(self, sheet: FormSheet, title: str) -> None:
        """Take wholes that are the sums of their parts, where all parts are there; the parts of parts come first.

        One that was typed itself is taken where parts are missing, and has to be their sum where none is.
        """
        by_row = {line.row: line for line in sheet.lines}
        for line in (line for line in reversed(sheet.lines) if line.parts):
            name, margin = line.indicator.indicator, slack(self.dataset, line.indicator, len(line.parts))
            for measure, column in MEASURES.items():
                parts = [self._values.get((by_row[row].indicator.indicator, measure)) for row in line.parts]
                known = [value for value in parts if value is not None]
                total = sum(known, Decimal(0)) if len(known) == len(parts) else None
                typed = self._wholes.get((name, measure))
                if typed is None:
                    if total is not None:
                        self._values[name, measure] = total
                        place = f"{title}!{column}{line.row}".replace(" ", "_")
                        bound = self._bound(name, measure)
                        self.form.typed.append(Typed(name, measure, total, place, "", bound, is_sum=True))
                elif total is not None and abs(typed.value - total) > margin:
                    seen = f"{typed.value} is typed, and the parts of {line.indicator.name_vi} add up to {total}."
                    self.form.problems.append(Problem(typed.where, seen, "Correct one of them.", "form.sum"))
                else:
                    self._take(line, measure, typed)

    def _take(self, line: FormLine, measure: str, cell: _Cell) -> None:
        """Note a figure; one that cannot be, since things are counted whole, is a problem."""
        indicator, note = line.indicator, normal(cell.note)
        self._values[indicator.indicator, measure] = cell.value
        if is_counted(self.dataset, indicator, measure) and cell.value != cell.value.to_integral_value():
            seen = f"{cell.value} is not whole, and {indicator.name_vi} is counted."
            self.form.problems.append(Problem(cell.where, seen, "Type a whole number.", "form.whole"))
        elif flaw := next(flaws(note), None):
            seen = f"In the note beside it: {flaw.seen}"
            self.form.problems.append(Problem(cell.where, seen, flaw.remedy, "form.note"))
        else:
            bound = self._bound(indicator.indicator, measure)
            place = cell.place.replace(" ", "_")
            self.form.typed.append(Typed(indicator.indicator, measure, cell.value, place, note, bound))

    def _bound(self, name: str, measure: str) -> Bound | Literal[""] | None:
        return self.bounds.get(name) if measure == "actual" else None


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
    return "" if text is None else " ".join(composed(str(text)).split())


def bound_in(text: Any, where: str, problems: list[Problem], *, has_figure: bool) -> Bound | Literal[""]:
    """The bound that a cell names, or none; a word that is no bound, or bounds no figure, is a problem."""
    word = normal(text).casefold()
    bound: Bound | Literal[""] = next((bound for bound, name in BOUNDS.items() if word == name), "")
    if bound and not has_figure:
        seen = "There is no figure that it says something of."
        problems.append(Problem(where, seen, "Type it, or empty the cell.", "form.bound"))
    elif word and not bound:
        seen = f"'{normal(text)[:40]}' is not one of: {', '.join(BOUNDS.values())}."
        problems.append(Problem(where, seen, "Choose one, or leave it blank.", "form.bound"))
    return bound


def propose(form: Form, row: Proposed, known: Collection[str], where: str, *, has_figures: bool) -> None:
    """Note what a row without a code says: an indicator that the dictionary has not.

    Parameters
    ----------
    known
        Names of the indicators that have rows of their own.
    where
        What messages call the row.
    """
    if not row.name and has_figures:
        seen = "There are figures in a row without a name."
        form.problems.append(Problem(where, seen, "Name the indicator, or empty the row.", "form.name"))
    elif row.name in known:
        seen = f"'{row.name}' has a row of its own, and this one has no code."
        form.problems.append(Problem(where, seen, "Type the figures into the row of the form.", "form.row"))
    elif row.name:
        form.proposed.append(row)


def document_name(stem: str) -> str:
    """The name of a form as a document, out of its file's: Latin letters, digits and strokes.

    >>> document_name("Biểu số 2.Đã ký"), document_name("…")
    ('form_bieu_so_2_da_ky', 'form_csv')
    """
    letters = unicodedata.normalize("NFD", stem[:_LONGEST_NAME].casefold().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return f"form_{re.sub('[^a-z0-9]+', '_', plain).strip('_') or 'csv'}"

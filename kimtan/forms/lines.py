"""The rows of a form: an indicator each, with open cells, and locked ones that compute and warn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES as STATED
from kimtan.data.observations import Observation
from kimtan.forms.layout import (
    BOUND,
    BOUNDS,
    CHECK,
    COMPLETION,
    FURTHER,
    GROWTH,
    IDENTITY,
    MEASURES,
    NAME,
    NOTE,
    NUMBER,
    REMAINING,
    UNIT,
    FormLine,
    basis,
)
from kimtan.forms.styles import border, cell_number, font, lock, make_input, number_format, put_text
from kimtan.forms.warnings import warning

HEIGHT = 17
"""The height of a line of text, in points."""

_LETTERS = 36  # of a name on one line
_ABOUT = "Suy ra từ kỳ trước, chỉ là số gần đúng; hãy nhập số được giao nếu có"


def write_line(sheet: Worksheet, dataset: Dataset, line: FormLine, places: Mapping[str, tuple[str, int]]) -> None:
    """Write what a form always has of an indicator.

    Parameters
    ----------
    places
        Sheet and row of each indicator of the form, for formulas that look there.
    """
    indicator, row = line.indicator, line.row
    unit = dataset.units[indicator.unit]
    style = font(bold=bool(line.parts))
    lines_needed = max(1, -(-len(indicator.name_vi) // _LETTERS), -(-len(unit.name_vi) // 14))
    sheet.row_dimensions[row].height = HEIGHT * lines_needed
    words = {IDENTITY: indicator.indicator, NUMBER: line.number, NAME: indicator.name_vi, UNIT: unit.name_vi}
    for column, word in words.items():
        cell = sheet[f"{column}{row}"]
        put_text(cell, word)
        cell.font, cell.border = style, border()
        cell.alignment = Alignment(
            indent=line.depth if column == NAME else 0,
            wrap_text=column in {NAME, UNIT},
            vertical="center",
            horizontal="center" if column in {NUMBER, UNIT} else None,
        )
    for measure, column in MEASURES.items():
        cell = sheet[f"{column}{row}"]
        cell.number_format, cell.font = number_format(indicator.decimals), style
        cell.alignment = Alignment(vertical="center")
        if line.parts:
            cells = ",".join(f"{column}{part}" for part in line.parts)
            cell.value = f'=IF(COUNT({cells})={len(line.parts)},SUM({cells}),"")'
            lock(cell)
        else:
            make_input(cell)
            stated = _prefilled(dataset, indicator.indicator, measure)
            if stated is not None and stated.precision in {None, "exact"}:
                cell.value = cell_number(stated.value)
            elif stated is not None:  # an interval is no figure to confirm, but good to know
                cell.comment = Comment(f"{_ABOUT}: {stated.as_written} {unit.name_vi}.", "kimtan", 80, 260)
    make_input(sheet[f"{NOTE}{row}"])
    e, f, g = (f"{column}{row}" for column in MEASURES.values())
    formulas = {
        REMAINING: (f'=IF(AND(ISNUMBER({e}),ISNUMBER({g})),{e}-{g},"")', number_format(indicator.decimals)),
        COMPLETION: (f'=IF(AND(ISNUMBER({e}),ISNUMBER({g})),IF({e}>0,{g}/{e}*100,""),"")', "0.0"),
        GROWTH: (f'=IF(AND(ISNUMBER({f}),ISNUMBER({g})),IF({f}>0,{g}/{f}*100,""),"")', "0.0"),
        CHECK: (warning(line, dataset, places), "General"),
    }
    for column, (formula, shape) in formulas.items():
        cell = sheet[f"{column}{row}"]
        cell.value, cell.number_format, cell.font = formula, shape, font()
        lock(cell)
        cell.alignment = Alignment(wrap_text=column == CHECK, vertical="center")


def write_further(sheet: Worksheet, dataset: Dataset, line: FormLine, letters: Sequence[str]) -> None:
    """Write the cells of further columns: open where something is asked, else locked."""
    indicator, measures = line.indicator, {letter: measure for measure, letter in FURTHER.items()}
    for letter in letters:
        cell = sheet[f"{letter}{line.row}"]
        cell.font, cell.alignment = font(), Alignment(vertical="center")
        if letter not in line.further:
            lock(cell)
            continue
        make_input(cell)
        stated = _prefilled(dataset, indicator.indicator, measures.get(letter, "actual"))
        is_percent = letter in measures and STATED[measures[letter]].is_percent
        if letter != BOUND:
            cell.number_format = "0.0##" if is_percent else number_format(indicator.decimals)
        if stated is not None and letter == BOUND:
            cell.value = BOUNDS[stated.bound] if stated.bound else None
        elif stated is not None:
            cell.value = cell_number(stated.value)


def write_blank(sheet: Worksheet, row: int) -> None:
    """Write a row for an indicator that the form does not have yet."""
    for column in (NAME, UNIT, *MEASURES.values(), NOTE):
        make_input(sheet[f"{column}{row}"])
    sheet[f"{NUMBER}{row}"].value = "…"
    sheet[f"{NUMBER}{row}"].alignment = Alignment(horizontal="center")
    sheet.row_dimensions[row].height = HEIGHT


def _prefilled(dataset: Dataset, indicator: str, measure: str) -> Observation | None:
    """What is stated of a measure already, in the indicator's own unit; of the plan that counts where there are two."""
    whole = dataset.complete
    rows = [row for row in whole.statements(indicator, measure) if row.basis == basis(dataset, measure)]
    own = [row for row in rows if STATED[measure].is_percent or row.unit == whole.indicators[indicator].unit]
    return own[0] if own else None

"""What was typed into the cells of a workbook, every problem with its sheet and cell; nothing is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from kimtan.data.dataset import Dataset
from kimtan.errors import Problem
from kimtan.forms.layout import FIRST_ROW, IDENTITY, MEASURES, NAME, NOTE, UNIT, FormSheet, sheets
from kimtan.forms.typed import Form, Proposed, sums, take, with_decimals
from kimtan.forms.workbook import FORM, GUIDE, KEYS

_MOST_ROWS = 2000


def read_workbook(form: Form, shown: str, dataset: Dataset) -> None:
    """Read a workbook that was looked over already into a form."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(form.path, data_only=False, keep_links=False)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a broken part makes it raise
        seen = f"It cannot be opened as a workbook ({type(error).__name__})."
        form.problems.append(Problem(shown, seen, "Save it in Excel or LibreOffice as .xlsx.", "form.broken"))
        return
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        seen = f"The sheet '{hidden[0]}' is hidden: nobody would see what is in it."
        form.problems.append(Problem(f"{shown} ({hidden[0]})", seen, "Show it or delete it.", "form.hidden"))
    if not _is_ours(form, shown, book, dataset):
        return
    known = {sheet.title: sheet for sheet in sheets(dataset)}
    used = []
    for page in book.worksheets:
        if page.title == GUIDE:
            continue
        sheet = known.get(page.title)
        if sheet is None:
            seen = f"There is no sheet '{page.title}' in a form of this period."
            remedy = "Delete it, or give it its old name."
            form.problems.append(Problem(f"{shown} ({page.title})", seen, remedy, "form.sheet"))
        elif page.max_row > _MOST_ROWS:
            seen = f"The sheet has {page.max_row} rows."
            form.problems.append(Problem(f"{shown} ({page.title})", seen, "Use the form as it was.", "form.rows"))
        else:
            used.append(sheet.section)
            _read_page(form, shown, page, sheet, dataset)
    if len(used) == 1:
        form.name = f"form_{used[0]}"


def _is_ours(form: Form, shown: str, book: Any, dataset: Dataset) -> bool:
    """Whether a workbook is a form of this period and unit, by what its first sheet says."""
    told: dict[str, str] = {}
    if GUIDE in book.sheetnames:
        guide = book[GUIDE]
        told = {str(guide[f"A{row}"].value): str(guide[f"C{row}"].value) for row in range(3, 3 + len(KEYS))}
    wanted = {"form": FORM, "period": str(dataset.period), "unit": dataset.config.settings.unit}
    for key, value in wanted.items():
        if told.get(key) != value:
            seen = f"{KEYS[key]} is {told[key]!r}, not {value!r}." if key in told else f"It does not say its {key}."
            remedy = f"Make the form with 'kimtan form {dataset.period}', and keep its first sheet."
            form.problems.append(Problem(f"{shown} ({GUIDE})", seen, remedy, f"form.{key}"))
            return False
    return True


def _read_page(form: Form, shown: str, page: Any, sheet: FormSheet, dataset: Dataset) -> None:
    lines = {line.indicator.indicator: line for line in sheet.lines}
    seen_before: dict[str, int] = {}
    values: dict[tuple[str, str], Decimal] = {}
    for row in range(FIRST_ROW, page.max_row + 1):
        name = page[f"{IDENTITY}{row}"].value
        where = f"{shown} ({page.title}!{{}}{row})"
        if name is None:
            _propose(form, where, page, row, sheet)
            continue
        line = lines.get(str(name))
        if line is None or str(name) in seen_before:
            seen = f"The hidden column says '{name}'" + (" a second time." if line else ", which is no indicator here.")
            remedy = "Rows must not be copied or inserted; use the blank rows at the end."
            form.problems.append(Problem(where.format(IDENTITY), seen, remedy, "form.row"))
            continue
        seen_before[str(name)] = row
        note = page[f"{NOTE}{row}"].value
        for measure, column in MEASURES.items():
            if line.parts:
                continue
            cell = page[f"{column}{row}"]
            if cell.value is not None and "%" in cell.number_format:
                seen = "The cell is set to percent, which makes 0.98 of 98%."
                problem = Problem(
                    where.format(column), seen, "Set it to Number and type the figure again.", "form.percent"
                )
                form.problems.append(problem)
                continue
            value = _value(form, where.format(column), cell.value, cell.data_type, line.indicator.decimals)
            if value is not None:
                values[line.indicator.indicator, measure] = value
                take(form, line, measure, value, f"{page.title}!{column}{row}", note, dataset, where.format(column))
    sums(form, sheet, page.title, values)


def _propose(form: Form, where: str, page: Any, row: int, sheet: FormSheet) -> None:
    name, unit = page[f"{NAME}{row}"].value, page[f"{UNIT}{row}"].value
    numbers = [page[f"{column}{row}"].value for column in MEASURES.values()]
    if name is None and any(value is not None for value in numbers):
        seen = "There are figures in a row without a name."
        form.problems.append(Problem(where.format(NAME), seen, "Name the indicator, or empty the row.", "form.name"))
    elif name is not None:
        form.proposed.append(Proposed(sheet.section, str(name).strip(), str(unit or "").strip(), f"{page.title}!{row}"))


def _value(form: Form, place: str, value: Any, kind: str, decimals: int) -> Decimal | None:
    """A number that was typed, or None: for a blank cell, and for one with a problem, which is noted."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    problem = None
    if kind == "f" or (isinstance(value, str) and value.startswith("=")):
        problem = ("There is a formula in an input cell.", "Type the figure itself.", "form.formula")
    elif isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        seen = f"Excel has made a date of what was typed ({value})."
        problem = (seen, "Set the cell to Number and type the figure again.", "form.date")
    elif isinstance(value, bool) or kind == "e":
        problem = (f"{value} is no figure.", "Type the figure, or leave the cell blank.", "form.value")
    elif isinstance(value, str):
        seen = f"'{value[:40]}' is text, and whether a mark in it is a decimal mark cannot be known."
        problem = (seen, "Type digits only, so that Excel sets them to the right.", "form.text")
    else:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite() or number < 0:
            problem = (f"{value} is not a figure from zero up.", "Correct it.", "form.range")
        else:
            return with_decimals(number, decimals)
    form.problems.append(Problem(place, *problem))
    return None

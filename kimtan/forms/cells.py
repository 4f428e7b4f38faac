"""What was typed into the cells of a workbook, every problem with its sheet and cell; nothing is guessed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl.utils import get_column_letter

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES as STATED
from kimtan.data.sections import UntitledSection
from kimtan.errors import Problem
from kimtan.forms.columns import HEADS_WITHIN, columns, head_row
from kimtan.forms.layout import (
    BOUND,
    FURTHER,
    HEADS,
    IDENTITY,
    MEASURES,
    NAME,
    NOTE,
    UNIT,
    FormLine,
    FormSheet,
    heads,
    is_counted,
    sheets,
)
from kimtan.forms.pages import Page
from kimtan.forms.shown import NotShownError, number_in
from kimtan.forms.typed import Form, Proposed, Taking, alone, bound_in, normal, propose, row_problem
from kimtan.forms.workbook import FORM, GUIDE, KEYS

_MOST_ROWS, _MOST_COLUMNS = 2000, 100
_SUM = re.compile(r'=IF\(COUNT\(([^()]+)\)=\d+,SUM\(\1\),""\)')
"""What the form computes in the cell of a whole, which is computed anew when it is read."""


def read_workbook(form: Form, shown: str, content: BinaryIO, dataset: Dataset) -> None:
    """Read a workbook that was looked over already into a form."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library does not keep is none of a form's figures
            book = load_workbook(content, data_only=False, keep_links=False)
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
        sheet = known.get(page.title) or _of_untitled(page, known.values(), book.sheetnames, dataset)
        if sheet is None:
            seen = f"There is no sheet '{page.title}' in a form of this period."
            remedy = "Delete it, or give it its old name."
            form.problems.append(Problem(f"{shown} ({page.title})", seen, remedy, "form.sheet"))
        elif page.max_row > _MOST_ROWS:
            seen = f"The sheet has {page.max_row} rows."
            form.problems.append(Problem(f"{shown} ({page.title})", seen, "Use the form as it was.", "form.rows"))
        elif page.max_column > _MOST_COLUMNS:
            seen = f"The sheet has {page.max_column} columns."
            form.problems.append(Problem(f"{shown} ({page.title})", seen, "Use the form as it was.", "form.column"))
        else:
            used.append(sheet.section)
            _read_page(form, shown, page, sheet, dataset)
    if len(used) == 1:
        form.name = f"form_{used[0]}"


def _of_untitled(page: Any, known: Iterable[FormSheet], names: Sequence[str], dataset: Dataset) -> FormSheet | None:
    """The sheet that a page was made as, of a section without a title: its name is what was stated then.

    Told by the hidden identities of its rows; ``None`` where no such section has one of them.
    """
    identities = {str(row[0].value) for row in page.iter_rows(max_row=min(page.max_row, _MOST_ROWS), max_col=1)}
    for sheet in known:
        is_untitled = isinstance(dataset.sections.get(sheet.section), UntitledSection)
        if is_untitled and sheet.title not in names:
            own = {line.indicator.indicator for line in sheet.lines}
            if own & identities:
                return sheet
    return None


def _is_ours(form: Form, shown: str, book: Any, dataset: Dataset) -> bool:
    """Whether a workbook is a form of this period and unit, by what its first sheet says."""
    stated: dict[str, str] = {}
    if GUIDE in book.sheetnames:
        guide = book[GUIDE]
        stated = {str(guide[f"A{row}"].value): str(guide[f"C{row}"].value) for row in range(3, 3 + len(KEYS))}
    wanted = {"form": FORM, "period": str(dataset.period), "unit": dataset.config.settings.unit}
    for key, value in wanted.items():
        if stated.get(key) != value:
            seen = f"{KEYS[key]} is {stated[key]!r}, not {value!r}." if key in stated else f"It does not say its {key}."
            remedy = f"Make the form with 'kimtan form {dataset.period}', and keep its first sheet."
            form.problems.append(Problem(f"{shown} ({GUIDE})", seen, remedy, f"form.{key}"))
            return False
    return True


def _read_page(form: Form, shown: str, page: Any, sheet: FormSheet, dataset: Dataset) -> None:
    place = f"{shown} ({page.title})"
    top = [[cell.value for cell in row] for row in page.iter_rows(max_row=min(page.max_row, 2 * HEADS_WITHIN))]
    head = head_row(top)
    if head is None:
        seen = f"There is no line of heads with '{HEADS[IDENTITY]}' in it."
        form.problems.append(Problem(place, seen, "Make the form anew, and keep its heads.", "form.heads"))
        return
    numbers = columns(top, head, place, form.problems, has_keys=True)
    if numbers is None:
        return
    letters = {own: get_column_letter(at + 1) for own, at in numbers.items()}
    if any(letter != own for own, letter in letters.items()):
        form.remarks.append(f"{place}: its columns are not where they were made; they were read by their heads.")
    looked_over = Page(page, shown, letters, head + 1, heads(dataset)[MEASURES["last_year"]])
    if problems := list(looked_over.problems()):
        form.problems.extend(problems)
        return
    lines = {line.indicator.indicator: line for line in sheet.lines}
    names = {normal(line.indicator.name_vi) for line in sheet.lines}
    seen_before: set[str] = set()
    taking = Taking(form, dataset)
    for row in range(head + 2, page.max_row + 1):
        cells = {own: page[f"{letter}{row}"] for own, letter in letters.items()}
        wheres = {own: looked_over.place(f"{letter}{row}") for own, letter in letters.items()}
        name = cells[IDENTITY].value
        if name is None:
            name_shown, unit = normal(cells[NAME].value), normal(cells[UNIT].value)
            proposed = Proposed(sheet.section, name_shown, unit, f"{page.title}!{row}")
            has_figures = any(cells[own].value is not None for own in MEASURES.values())
            propose(form, proposed, names, wheres[NAME], has_figures=has_figures)
            continue
        line = lines.get(str(name))
        if line is None or str(name) in seen_before:
            seen = f"The hidden column says '{name}'" + (" a second time." if line else ", which is no indicator here.")
            remedy = "Rows must not be copied or inserted; use the blank rows at the end."
            form.problems.append(Problem(wheres[IDENTITY], seen, remedy, "form.row"))
            continue
        problem = row_problem(line, cells[NAME].value, cells[UNIT].value, dataset, wheres[NAME], wheres[UNIT])
        if problem is not None:
            form.problems.append(problem)
            continue
        seen_before.add(str(name))
        if BOUND in cells:
            has_figure = cells[MEASURES["actual"]].value is not None
            taking.bounds[str(name)] = bound_in(cells[BOUND].value, wheres[BOUND], form.problems, has_figure=has_figure)
        for measure, own in {**MEASURES, **FURTHER}.items():
            if own not in cells or (line.parts and _SUM.fullmatch(str(cells[own].value).replace(" ", ""))):
                continue
            value = _value(form, wheres[own], cells[own], line, measure, dataset)
            if value is not None:
                typed_at = f"{page.title}!{letters[own]}{row}"
                taking.take(line, measure, value, typed_at, wheres[own], cells[NOTE].value)
        typed = [cells[own] for own in {**MEASURES, **FURTHER}.values() if own in cells]
        if not any(cell.value is not None and cell.data_type != "f" for cell in typed):
            alone(form, cells[NOTE].value, wheres[NOTE])
    taking.sums(sheet, page.title)


def _value(form: Form, place: str, cell: Any, line: FormLine, measure: str, dataset: Dataset) -> Decimal | None:
    """A number that was typed, or None: for a blank cell, and for one with a problem, which is noted."""
    unit, stated = dataset.complete.units[line.indicator.unit], STATED[measure]
    words = ("%",) if stated.is_percent else (unit.name_vi,)
    try:
        return number_in(
            cell.value,
            cell.data_type,
            cell.number_format,
            words,
            is_counted=is_counted(dataset, line.indicator, measure),
            is_signed=stated.is_signed_by_words,
        )
    except NotShownError as error:
        form.problems.append(Problem(place, error.seen, error.remedy, error.code))
        return None

"""What was typed into a form, cell by cell, with every problem at its sheet and cell; nothing is guessed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kimtan.dataset import Dataset
from kimtan.errors import Problem
from kimtan.forms import safety
from kimtan.forms.layout import FIRST_ROW, HEADS, IDENTITY, MEASURES, NAME, NOTE, UNIT, Line, Sheet, sheets
from kimtan.forms.workbook import FORM, GUIDE, KEYS

Mark = Literal["comma", "dot"]

_MOST_ROWS = 2000
_NUMBER = re.compile(r"[+-]?[0-9.,]+")
_NO_SIGN = re.compile(r"[^\w.-]+")


class Typed(NamedTuple):
    """A figure as it was typed.

    Parameters
    ----------
    indicator, measure, value
        What it states, in the indicator's own unit, with the indicator's decimals at least.
    place
        Sheet and cell: ``Thu!F7``, without blanks.
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


def read(path: Path, shown: str, dataset: Dataset, mark: Mark | None = None) -> Form:
    """Read a filled form, an Excel workbook or a CSV file in its layout.

    Parameters
    ----------
    path, shown
        The file, and what messages call it.
    dataset
        The period that it must be of.
    mark
        The decimal mark of a CSV file, where the file itself does not tell.
    """
    if path.suffix.lower() == ".csv":
        return _read_csv(path, shown, dataset, mark)
    form = Form(path, "form")
    if path.suffix.lower() != ".xlsx":
        seen = f"A form is an .xlsx or a .csv file, this one ends in '{path.suffix}'."
        form.problems.append(Problem(shown, seen, "Save it as .xlsx, without macros.", "form.suffix"))
    elif problem := safety.problem_of(path, shown):
        form.problems.append(problem)
    else:
        _read_workbook(form, shown, dataset)
    return form


# --- Excel ----------------------------------------------------------------------------------------------------------


def _read_workbook(form: Form, shown: str, dataset: Dataset) -> None:
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


def _read_page(form: Form, shown: str, page: Any, sheet: Sheet, dataset: Dataset) -> None:
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
                _take(form, line, measure, value, f"{page.title}!{column}{row}", note, dataset, where.format(column))
    _sum(form, sheet, page.title, values)


def _sum(form: Form, sheet: Sheet, title: str, values: dict[tuple[str, str], Decimal]) -> None:
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


def _propose(form: Form, where: str, page: Any, row: int, sheet: Sheet) -> None:
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
            return _with_decimals(number, decimals)
    form.problems.append(Problem(place, *problem))
    return None


def _with_decimals(number: Decimal, decimals: int) -> Decimal:
    """With the indicator's decimals: Excel drops zeros at the end. More that were typed stay.

    >>> _with_decimals(Decimal("552.05"), 3), _with_decimals(Decimal("1E+3"), 0), _with_decimals(Decimal("2.5"), 0)
    (Decimal('552.050'), Decimal('1000'), Decimal('2.5'))
    """
    plain = Decimal(f"{number:f}").normalize()
    plain = Decimal(f"{plain:f}")
    own = -int(plain.as_tuple().exponent)
    return plain.quantize(Decimal(1).scaleb(-decimals)) if own < decimals else plain


def _take(
    form: Form,
    line: Line,
    measure: str,
    value: Decimal,
    place: str,
    note: Any,
    dataset: Dataset,
    where: str,
) -> None:
    one = line.indicator
    if dataset.units[one.unit].exact and one.decimals == 0 and value != value.to_integral_value():
        seen = f"{value} is not whole, and {one.name_vi} is counted."
        form.problems.append(Problem(where, seen, "Type a whole number.", "form.whole"))
        return
    written = " ".join(str(note).split()) if note is not None else ""
    form.typed.append(Typed(one.indicator, measure, value, place.replace(" ", "_"), written))


# --- CSV ------------------------------------------------------------------------------------------------------------


def _read_csv(path: Path, shown: str, dataset: Dataset, mark: Mark | None) -> Form:
    form = Form(path, f"form_{_NO_SIGN.sub('_', path.stem.lower()).strip('_') or 'csv'}"[:40].replace("-", "_"))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        seen = f"It cannot be read as UTF-8 text ({type(error).__name__})."
        form.problems.append(Problem(shown, seen, "Save it as CSV UTF-8.", "form.encoding"))
        return form
    begin = next((line for line in text.splitlines() if line.lstrip('"').startswith(HEADS[IDENTITY])), "")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if begin.count(";") > begin.count(",") else ","))[
        :_MOST_ROWS
    ]
    first = next((number for number, row in enumerate(rows) if row and row[0].strip() == HEADS[IDENTITY]), None)
    head = [] if first is None else [cell.strip().partition(" (")[0] for cell in rows[first]]
    missing = [name for name in (HEADS[IDENTITY], *map(HEADS.get, MEASURES.values())) if name not in head]
    if first is None or missing:
        seen = f"There is no line of heads with '{missing[0]}' in it."
        remedy = f"Keep the heads of the form: {', '.join(HEADS.values())}."
        form.problems.append(Problem(shown, seen, remedy, "form.heads"))
        return form
    place = {name: head.index(name) for name in head}
    pages = sheets(dataset)
    lines = {line.indicator.indicator: line for sheet in pages for line in sheet.lines}
    values: dict[tuple[str, str], Decimal] = {}
    texts = list(_texts(rows, place, first + 1))
    found = mark or _mark(form, shown, [text for _, _, _, text in texts])
    for number, name, column, cell in texts if found else ():
        where = f"{shown}:{number} ({HEADS[column]})"
        line = lines.get(name)
        if line is None:
            form.problems.append(Problem(where, f"There is no indicator '{name}'.", "Correct its code.", "form.row"))
            continue
        value = _parsed(cell, found or "dot")
        measure = next(measure for measure, own in MEASURES.items() if own == column)
        if value is None:
            seen = f"'{cell[:40]}' is no number with a decimal {found}."
            form.problems.append(Problem(where, seen, "Correct it, or leave it blank.", "form.value"))
        elif not line.parts:
            own = values[name, measure] = _with_decimals(value, line.indicator.decimals)
            note = rows[number - 1][place[HEADS[NOTE]]] if HEADS[NOTE] in place else None
            _take(form, line, measure, own, f"{column}{number}", note or None, dataset, where)
    for sheet in pages:
        _sum(form, sheet, "sum", values)
    return form


def _texts(rows: Sequence[Sequence[str]], place: Mapping[str, int], first: int) -> Iterator[tuple[int, str, str, str]]:
    """Line, indicator, column and text of every cell that something was typed into."""
    for number, row in enumerate(rows[first:], start=first + 1):
        cells = [*row, *[""] * len(place)]
        name = cells[place[HEADS[IDENTITY]]].strip()
        for column in MEASURES.values():
            cell = cells[place[HEADS[column]]].strip()
            if name and cell:
                yield number, name, column, cell


def _mark(form: Form, shown: str, texts: Sequence[str]) -> Mark | None:
    """The decimal mark that all numbers of a file agree on; a problem where they do not, or do not tell."""
    said: dict[Mark, str] = {}
    doubtful = ""
    for text in texts:
        mark = _tells(text)
        if mark is not None:
            said.setdefault(mark, text)
        elif "," in text or "." in text:
            doubtful = doubtful or text
    if len(said) == 2:
        seen = f"'{said['comma']}' has a decimal comma, and '{said['dot']}' a decimal dot."
        form.problems.append(Problem(shown, seen, "Write all numbers in one way.", "form.marks"))
        return None
    if doubtful and not said:
        seen = f"'{doubtful}' may be thousands or decimals, and no other number of the file tells."
        remedy = "Say it with --decimal comma or --decimal dot."
        form.problems.append(Problem(shown, seen, remedy, "form.mark"))
        return None
    return next(iter(said), "dot")


def _tells(text: str) -> Mark | None:
    """Which decimal mark a number can only have.

    >>> _tells("1.234,5"), _tells("0.75"), _tells("1.234.567"), _tells("47.421"), _tells("12")
    ('comma', 'dot', 'comma', None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    other: Mapping[str, Mark] = {",": "comma", ".": "dot"}
    marks = [sign for sign in text if sign in ",."]
    if len(set(marks)) == 2:
        return other[marks[-1]]
    if len(marks) > 1:
        return "dot" if marks[0] == "," else "comma"
    if len(marks) == 1:
        before, _, after = text.lstrip("+-").partition(marks[0])
        is_thousands = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
        return None if is_thousands else other[marks[0]]
    return None


def _parsed(text: str, mark: Mark) -> Decimal | None:
    decimal, thousands = (",", ".") if mark == "comma" else (".", ",")
    whole, _, rest = text.partition(decimal)
    groups = whole.split(thousands)
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    try:
        value = Decimal("".join(groups) + (f".{rest}" if rest else ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 and re.fullmatch(r"[0-9.,]+", text) else None

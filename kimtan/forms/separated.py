"""A form, or a sheet of one, as CSV: its decimal mark is what all its numbers agree on, and is never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, NamedTuple

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES as STATED
from kimtan.errors import Problem, Problems
from kimtan.forms.columns import columns, head_row
from kimtan.forms.layout import (
    ALL_HEADS,
    BOUND,
    FURTHER,
    FURTHER_HEADS,
    HEADS,
    IDENTITY,
    MEASURES,
    NAME,
    NOTE,
    UNIT,
    FormLine,
    sheets,
)
from kimtan.forms.shown import LARGEST
from kimtan.forms.typed import (
    Form,
    Proposed,
    Taking,
    alone,
    bound_in,
    document_name,
    normal,
    propose,
    row_problem,
)
from kimtan.reading.tables import CsvRecord, check_shape, records
from kimtan.reading.text import FileProblems, read_text

DecimalMark = Literal["comma", "dot"]

_MOST_ROWS = 2000
_MOST_BYTES = 4 << 20
_SIGNS = "+-\N{MINUS SIGN}"
_NUMBER = re.compile(rf"[{re.escape(_SIGNS)}]?[0-9.,]+")


def read_separated(path: Path, shown: str, dataset: Dataset, mark: DecimalMark | None) -> Form:
    """Read a CSV file; the mark is asked of it where none is given."""
    form = Form(path, document_name(path.stem))
    problems = Problems()
    text = read_text(path, shown, problems, _MOST_BYTES, is_composed=True)
    if text is None:
        form.problems.extend(problems.found)
        return form
    table = _table(text, shown, form)
    if table is None:
        return form
    pages = sheets(dataset)
    lines = {line.indicator.indicator: line for sheet in pages for line in sheet.lines}
    taking = Taking(form, dataset)
    rows: dict[str, _Row] = {}
    for row in table:
        if _is_of_the_form(form, shown, row, lines, rows, dataset):
            rows[row.cells[IDENTITY]] = row
    asked = {**MEASURES, **FURTHER}
    texts = [row.cells[column] for row in rows.values() for column in asked.values() if row.cells.get(column)]
    decimal_mark = mark or _mark(form, shown, texts)
    for row in rows.values() if decimal_mark else ():
        line = lines[row.cells[IDENTITY]]
        if BOUND in row.cells:
            where, has_figure = f"{shown}:{row.line} ({FURTHER_HEADS[BOUND]})", bool(row.cells[MEASURES["actual"]])
            bound = bound_in(row.cells[BOUND], where, form.problems, has_figure=has_figure)
            taking.bounds[line.indicator.indicator] = bound
        if not any(row.cells.get(column) for column in asked.values()):
            alone(form, row.cells.get(NOTE), f"{shown}:{row.line} ({ALL_HEADS[NOTE]})")
        for measure, column in asked.items():
            where, cell = f"{shown}:{row.line} ({ALL_HEADS[column]})", row.cells.get(column)
            if not cell:
                continue
            is_below = STATED[measure].is_signed_by_words and cell[0] in "-\N{MINUS SIGN}"
            value = _parsed(cell[1:] if is_below else cell, decimal_mark or "dot")
            value = -value if value is not None and is_below else value
            if value is None:
                seen = f"'{cell[:40]}' is no number with a decimal {decimal_mark}."
                form.problems.append(Problem(where, seen, "Correct it, or leave it blank.", "form.value"))
            elif value >= LARGEST:
                form.problems.append(Problem(where, f"'{cell[:40]}' is too large.", "Correct it.", "form.range"))
            else:
                taking.take(line, measure, value, f"{column}{row.line}", where, row.cells.get(NOTE))
    for sheet in pages:
        taking.sums(sheet, "sum")
    return form


class _Row(NamedTuple):
    """A row with the line where it begins, and its cells by the letters of the layout."""

    line: int
    cells: Mapping[str, str]


def _table(text: str, shown: str, form: Form) -> list[_Row] | None:
    """The rows below the heads; None where something of the table is not sure, which is noted."""
    begin = next((line for line in text.split("\n") if line.lstrip('"').startswith(HEADS[IDENTITY])), "")
    delimiter = ";" if begin.count(";") > begin.count(",") else ","
    problems = FileProblems(shown)
    filled = [record for record in records(text, problems, delimiter) if not record.is_blank]
    head = head_row([record.cells for record in filled])
    if head is None and not problems:
        seen = f"There is no line of heads with '{HEADS[IDENTITY]}' in it."
        problems.add(None, seen, f"Keep the heads of the form: {', '.join(HEADS.values())}.", "form.heads")
    if len(filled) > _MOST_ROWS:
        problems.add(None, f"The file has {len(filled)} rows.", "Use the form as it was.", "form.rows")
    width = len(filled[head].cells) if head is not None else 0
    for record in filled[head or 0 :] if not problems else ():
        check_shape(record, width, problems, "semicolon" if delimiter == ";" else "comma")
    noted = Problems()
    problems.hand_to(noted)
    form.problems.extend(noted.found)
    if noted.found or head is None:
        return None
    at = columns([record.cells for record in filled], head, shown, form.problems, has_keys=False)
    if at is None or not _is_whole(filled, head, at, shown, form):
        return None
    return [
        _Row(record.line, {letter: normal(record.cells[number]) for letter, number in at.items()})
        for record in filled[head + 1 :]
    ]


def _is_whole(filled: Sequence[CsvRecord], head: int, at: Mapping[str, int], shown: str, form: Form) -> bool:
    """Whether the columns of figures are there, and no other column has anything in it; what is not so is noted."""
    count, line = len(form.problems), filled[head].line
    for letter in (IDENTITY, *MEASURES.values()):
        if letter not in at:
            seen, remedy = f"There is no column '{HEADS[letter]}'.", f"Keep the heads: {', '.join(HEADS.values())}."
            form.problems.append(Problem(f"{shown}:{line}", seen, remedy, "form.heads"))
    known = set(at.values())
    for number, name in enumerate(filled[head].cells):
        lines = [record.line for record in filled[head + 1 :] if number not in known and record.cells[number].strip()]
        if lines:
            seen = f"Column {number + 1} ('{normal(name)[:40]}') is not of the form, and nothing in it would be read."
            remedy = "Put its figures into the columns of the form, and take it out."
            form.problems.append(Problem(f"{shown}:{lines[0]}", seen, remedy, "form.column"))
    return len(form.problems) == count


def _is_of_the_form(
    form: Form,
    shown: str,
    row: _Row,
    lines: Mapping[str, FormLine],
    before: Mapping[str, _Row],
    dataset: Dataset,
) -> bool:
    """Whether a row is that of an indicator, and the first one of it; what it is else is noted."""
    code, name, unit = row.cells[IDENTITY], row.cells.get(NAME, ""), row.cells.get(UNIT, "")
    has_figures = any(row.cells[column] for column in MEASURES.values())
    where = f"{shown}:{row.line}"
    if not code:
        if has_figures or unit:  # else it is a title, or who signs
            names = {normal(line.indicator.name_vi) for line in lines.values()}
            propose(form, Proposed("", name, unit, where), names, where, has_figures=has_figures)
        return False
    line = lines.get(code)
    if line is None:
        form.problems.append(Problem(where, f"There is no indicator '{code}'.", "Correct its code.", "form.row"))
        return False
    if code in before:
        seen = f"'{code}' stands on line {before[code].line} already."
        form.problems.append(Problem(where, seen, "Keep one of the two rows.", "form.row"))
        return False
    own = line.indicator
    expected = dataset.complete.units[own.unit].name_vi
    problem = row_problem(line, name or own.name_vi, unit or expected, dataset, where, where)
    if problem is not None:
        form.problems.append(problem)
    return problem is None


def _mark(form: Form, shown: str, texts: Sequence[str]) -> DecimalMark | None:
    """The decimal mark that all numbers of a file agree on; a problem where they do not, or do not tell."""
    examples: dict[DecimalMark, str] = {}
    doubtful = ""
    for text in texts:
        mark = _tells(text)
        if mark is not None:
            examples.setdefault(mark, text)
        elif "," in text or "." in text:
            doubtful = doubtful or text
    if len(examples) == 2:
        seen = f"'{examples['comma']}' has a decimal comma, and '{examples['dot']}' a decimal dot."
        form.problems.append(Problem(shown, seen, "Write all numbers in one way.", "form.marks"))
        return None
    if doubtful and not examples:
        seen = f"'{doubtful}' may be thousands or decimals, and no other number of the file tells."
        remedy = "Say it with --decimal comma or --decimal dot."
        form.problems.append(Problem(shown, seen, remedy, "form.mark"))
        return None
    return next(iter(examples), "dot")


def _tells(text: str) -> DecimalMark | None:
    """Which decimal mark a number can only have.

    >>> _tells("1.234,5"), _tells("0.75"), _tells("1.234.567"), _tells("47.421"), _tells("12")
    ('comma', 'dot', 'comma', None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    decimal_marks: Mapping[str, DecimalMark] = {",": "comma", ".": "dot"}
    marks = [sign for sign in text if sign in ",."]
    if len(set(marks)) == 2:
        return decimal_marks[marks[-1]]
    if len(marks) > 1:
        return "dot" if marks[0] == "," else "comma"
    if len(marks) == 1:
        before, _, after = text.lstrip(_SIGNS).partition(marks[0])
        is_thousands = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
        return None if is_thousands else decimal_marks[marks[0]]
    return None


def _parsed(text: str, mark: DecimalMark) -> Decimal | None:
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

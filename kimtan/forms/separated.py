"""A form, or a sheet of one, as CSV: its decimal mark is what all its numbers agree on, and is never guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from kimtan.data.dataset import Dataset
from kimtan.errors import Problem
from kimtan.forms.layout import HEADS, IDENTITY, MEASURES, NOTE, sheets
from kimtan.forms.typed import Form, sums, take

DecimalMark = Literal["comma", "dot"]

_MOST_ROWS = 2000
_NUMBER = re.compile(r"[+-]?[0-9.,]+")
_NO_SIGN = re.compile(r"[^\w.-]+")


def read_separated(path: Path, shown: str, dataset: Dataset, mark: DecimalMark | None) -> Form:
    """Read a CSV file; the mark is asked of it where none is given."""
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
            own = values[name, measure] = value
            note = rows[number - 1][place[HEADS[NOTE]]] if HEADS[NOTE] in place else None
            take(form, line, measure, own, f"{column}{number}", note or None, dataset, where)
    for sheet in pages:
        sums(form, sheet, "sum", values)
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


def _mark(form: Form, shown: str, texts: Sequence[str]) -> DecimalMark | None:
    """The decimal mark that all numbers of a file agree on; a problem where they do not, or do not tell."""
    said: dict[DecimalMark, str] = {}
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


def _tells(text: str) -> DecimalMark | None:
    """Which decimal mark a number can only have.

    >>> _tells("1.234,5"), _tells("0.75"), _tells("1.234.567"), _tells("47.421"), _tells("12")
    ('comma', 'dot', 'comma', None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    other: Mapping[str, DecimalMark] = {",": "comma", ".": "dot"}
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

"""Tables read strictly from CSV files: every row with the line where it begins, every cell as it was written.

Nothing is guessed and nothing is stripped: a cell with a blank at its edge, a row of the wrong length or a column that
nobody knows is a problem with its place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kimtan.errors import Problems
from kimtan.reading.text import FileProblems, read_text

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_READ = ";"
"""What spreadsheets separate cells with where the decimal sign is a comma; read where it divides the header so."""
_UNBALANCED = "Put the whole cell between quotation marks and write those inside it twice."


@dataclass(frozen=True)
class TableRow:
    """One row: the line of the file where it begins, and a cell for every column (empty where the file has none)."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class CsvRecord:
    """What the csv module gives: a row's first line in the file, its cells, and whether its quotation marks pair up."""

    line: int
    cells: list[str]
    is_balanced: bool

    @property
    def is_blank(self) -> bool:
        """True for an empty line, and for one of commas alone, as spreadsheets write it."""
        return not any(self.cells)


def read_table(
    path: Path,
    shown: str,
    columns: Sequence[str],
    required: Sequence[str],
    problems: Problems,
    *,
    may_be_empty: bool = False,
) -> list[TableRow]:
    r"""Read a CSV file with commas, or with semicolons throughout, and a header.

    Parameters
    ----------
    path, shown
        The file, and its path as shown to people.
    columns
        All column names that there may be, in the order of the documentation; the file may have another order.
    required
        Those that must be there. A cell in them may still be empty: what may be empty is the caller's to say.
    problems
        Takes what is wrong.
    may_be_empty
        Whether a header without any row is fine.

    Returns
    -------
    list of TableRow
        The rows that are sound in themselves, in the order of the file, so that the caller can look at them although
        others are not; none when the header is not sound. Blank lines are left out.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "units.csv"
    >>> _ = file.write_text("unit,factor\nha,1\n")
    >>> read_table(file, "data/units.csv", ["unit", "factor", "exact"], ["unit"], Problems())
    [TableRow(line=2, cells={'unit': 'ha', 'factor': '1', 'exact': ''})]
    """
    text = read_text(path, shown, problems)
    if text is None:
        return []
    file_problems = FileProblems(shown)
    rows = _rows(text, columns, required, file_problems, may_be_empty)
    file_problems.hand_to(problems)
    return rows


def _rows(
    text: str, columns: Sequence[str], required: Sequence[str], problems: FileProblems, may_be_empty: bool
) -> list[TableRow]:
    delimiter = _other_delimiter(text, columns)
    if delimiter not in (None, _READ):
        seen = f"The columns are separated by {_DELIMITERS[delimiter]}, not by commas."
        problems.add(None, seen, "Save the file as CSV with commas.", "table.delimiter")
        return []
    filled = (record for record in records(text, problems, delimiter or ",") if not record.is_blank)
    head = next(filled, None)
    if head is None:
        if not problems:
            problems.add(None, "The file has no header.", f"Begin with: {','.join(columns)}", "table.header")
        return []
    names = head.cells
    is_sound = _check_header(head, columns, required, problems)
    rows = [
        TableRow(record.line, dict.fromkeys(columns, "") | dict(zip(names, record.cells, strict=True)))
        for record in filled
        if _check_record(record, names, problems, "semicolon" if delimiter else "comma") and is_sound
    ]
    if not rows and not problems and not may_be_empty:
        problems.add(None, "The table has a header but no rows.", "Add a row.", "table.no_rows")
    return rows


def separator(text: str) -> str:
    """What separates the cells of a table that can be read: commas, or semicolons throughout."""
    head = text.lstrip("\n").partition("\n")[0]
    return _READ if _READ in head and "," not in head else ","


def records(text: str, problems: FileProblems, delimiter: str = ",") -> Iterator[CsvRecord]:
    """Give the records with their first line; a record that csv refuses ends the table, as nothing after it is sure."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    while (before := reader.line_num) < len(lines):
        try:
            cells = next(reader)
        except csv.Error as error:
            problems.add(before + 1, *_refused(str(error), before + 1, reader.line_num))
            return
        is_balanced = sum(line.count('"') for line in lines[before : reader.line_num]) % 2 == 0
        yield CsvRecord(before + 1, cells, is_balanced)


def _refused(reason: str, first: int, last: int) -> tuple[str, str, str]:
    """Say in words what the csv module found wrong with a record of these lines."""
    if "field limit" in reason:
        seen = "A cell of this row is longer than any figure or note can be."
        return seen, "See whether a quotation mark is missing.", "table.cell_too_long"
    until = f" and runs on to line {last}" if last > first else ""
    return f"A quotation mark in this row has no partner{until}.", _UNBALANCED, "table.quotes"


def _other_delimiter(text: str, columns: Sequence[str]) -> str | None:
    """Give the delimiter by which the first line falls into known columns when commas do not do it."""
    header = text.lstrip("\n").partition("\n")[0].replace('"', "")
    if set(header.split(",")) & set(columns):
        return None
    return next((mark for mark in _DELIMITERS if set(header.split(mark)) & set(columns)), None)


def _check_header(head: CsvRecord, columns: Sequence[str], required: Sequence[str], problems: FileProblems) -> bool:
    """Note missing, unknown and doubled columns; True when there are none."""
    names = head.cells
    count = len(problems)
    for position, name in enumerate(names, start=1):
        if not name:
            problems.add(
                head.line, f"Column {position} has no name.", "Name it or take it out.", "table.column_unnamed"
            )
        elif name not in columns:
            problems.add(head.line, f"There is no column '{name}'.", _instead(name, columns), "table.column_unknown")
        elif name in names[: position - 1]:
            seen = f"The column '{name}' is there twice."
            problems.add(head.line, seen, "Take one of them out.", "table.column_twice")
    for name in required:
        if name not in names:
            problems.add(head.line, f"The column '{name}' is missing.", "Add it.", "table.column_missing")
    return len(problems) == count


def _instead(name: str, columns: Sequence[str]) -> str:
    """Name the column that was probably meant, else all of them."""
    near = get_close_matches(name.strip().casefold(), columns, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Valid are: {', '.join(columns)}."


def check_shape(record: CsvRecord, width: int, problems: FileProblems, mark: str = "comma") -> None:
    """Note quotation marks without a partner, and a row that is shorter or longer than the header."""
    if not record.is_balanced:
        problems.add(record.line, "A quotation mark in this row has no partner.", _UNBALANCED, "table.quotes")
    if len(record.cells) != width:
        seen = f"The header has {width} cells, this row {len(record.cells)}."
        remedy = f"Add the missing {mark}s."
        if len(record.cells) > width:
            remedy = f"Put a cell that holds a {mark} between quotation marks."
        problems.add(record.line, seen, remedy, "table.row_length")


def _check_record(record: CsvRecord, names: Sequence[str], problems: FileProblems, mark: str) -> bool:
    """Note what is wrong with the shape of a row and the edges of its cells; True when nothing is."""
    count = len(problems)
    check_shape(record, len(names), problems, mark)
    for name, cell in zip(names, record.cells, strict=False):
        if cell != cell.strip():
            seen = f"There is a blank before or after '{_short(cell.strip())}'."
            problems.add(record.line, seen, "Delete it.", "table.blank", cell=name)
    return len(problems) == count


def _short(text: str) -> str:
    """A cell as a message can hold it."""
    return text if len(text) <= 60 else text[:59] + "…"

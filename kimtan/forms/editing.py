"""The tables of a period as a workbook to edit, and back: every cell is text, so that no program changes a figure.

Excel and LibreOffice read a CSV file as numbers and dates: 62.260 becomes 62.26, 5/9 a day in September. In a workbook
whose cells are text they leave every sign as it is.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kimtan.data import datapackage, dictionary
from kimtan.data import dataset as datasets
from kimtan.data.changing import all_or_nothing, only_writer
from kimtan.data.dataset import Dataset
from kimtan.data.record_tables import rows_text
from kimtan.data.snapshot import Snapshot
from kimtan.errors import InputError, Problem, Problems
from kimtan.forms import safety
from kimtan.reading.tables import records, separator
from kimtan.reading.text import FileProblems, read_text
from kimtan.writing import write_whole, writing

_MORE_ROWS = 500
"""Rows below a table that are formatted as text too, for new records."""

_MOST_ROWS = 50_000
_STATES = "kimtan"
"""A hidden sheet with a hash of each table as it was when the workbook was written."""

_WIDE = frozenset({"indicator", "name_vi", "name_en", "note_vi", "note_en", "title_vi", "title_en", "description"})
_TAKE_IT = "Write it as text: with a ' before it, or in a cell of the format 'Text'."

Rows = tuple[tuple[str, ...], ...]


def tables(dataset: Dataset) -> Mapping[str, Path]:
    """The tables of a period that lie in its workspace, by the names of their sheets."""
    workspace = dataset.workspace
    is_extended = dataset.config.settings.dictionary == "extend"
    own = [path for path in dictionary.files(workspace, is_extended) if path.is_relative_to(workspace.root)]
    files = [workspace.observations_file(str(dataset.period)), *own]
    return {path.stem: path for path in files if path.suffix == ".csv" and path.is_file()}


def write(dataset: Dataset) -> bytes:
    """The workbook: a sheet a table, a row a row, the header first.

    Raises
    ------
    InputError
        A table cannot be read.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, path in tables(dataset).items():
        rows = _read_table(path, dataset.workspace.shown(path))
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for line in sheet.iter_rows(1, len(rows) + _MORE_ROWS, 1, len(rows[0])):
            for cell in line:
                cell.number_format, cell.data_type = "@", "s" if cell.value is not None else cell.data_type
                cell.alignment = Alignment(vertical="top", wrap_text=cell.row > 1)
        for at, head in enumerate(rows[0], 1):
            sheet.cell(1, at).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(at)].width = 34 if head in _WIDE else 14
        sheet.freeze_panes = "B2"
    _write_states(book, tables(dataset))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def take(dataset: Dataset, path: Path, on_wait: Callable[[], None] = lambda: None) -> Mapping[str, int]:
    """Write what an edited workbook says into the tables, all or nothing; give the rows written or taken out by table.

    Raises
    ------
    InputError
        The workbook cannot be read, a cell is no text, or the period would not load with it.
    OutputError
        A file cannot be written.
    """
    workspace = dataset.workspace
    with writing(workspace.shown(workspace.data_dir)), only_writer(workspace, on_wait):
        snapshot = Snapshot.of((workspace, workspace.params_file(str(dataset.period))))
        files = tables(dataset)
        edited, states = _read_workbook(path, files)
        texts, changed = {}, {}
        for name, rows in edited.items():
            before = _read_table(files[name], workspace.shown(files[name]))
            if rows != before and states.get(name) != _state(files[name]):
                raise InputError(_stale(path, name, workspace.shown(files[name])))
            if rows != before:
                texts[files[name]] = rows_text(rows)
                changed[name] = len(set(rows) ^ set(before)) or len(rows)
        snapshot.confirm()
        with all_or_nothing(workspace, [*texts, workspace.datapackage_file]):
            for file, text in texts.items():
                write_whole(file, text.encode())
            if texts:
                datapackage.write(workspace, dataset.config.settings.unit)
            datasets.load(workspace, workspace.params_file(str(dataset.period)))
    return changed


def _write_states(book: Any, files: Mapping[str, Path]) -> None:
    """Write the hash of each table into a hidden sheet."""
    sheet = book.create_sheet(_STATES)
    sheet.sheet_state = "hidden"
    for name, path in files.items():
        sheet.append((name, _state(path)))


def _state(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stale(path: Path, name: str, shown: str) -> Problem:
    seen = f"{shown} has been changed since the workbook was written, and would lose that."
    remedy = "Write the workbook anew with 'kimtan data edit', and make the changes in that one."
    return Problem(f"{path.name} ({name})", seen, remedy, "editing.stale")


def _read_table(path: Path, shown: str) -> Rows:
    problems, own = Problems(), FileProblems(shown)
    text = read_text(path, shown, problems) or ""
    rows = tuple(tuple(record.cells) for record in records(text, own, separator(text)) if not record.is_blank)
    own.hand_to(problems)
    problems.raise_if_any()
    return rows


def _read_workbook(path: Path, files: Mapping[str, Path]) -> tuple[dict[str, Rows], dict[str, str]]:
    """The rows of each sheet that is a table, and the hashes of the tables; a cell that is no text is refused."""
    from openpyxl import load_workbook

    content = safety.plain_workbook(path, path.as_posix())
    if isinstance(content, Problem):
        raise InputError(content)
    book = load_workbook(content, read_only=True)
    problems = Problems()
    tables: dict[str, Rows] = {}
    states: dict[str, str] = {}
    for sheet in book.worksheets:
        if sheet.title == _STATES:
            states = {row[0]: row[1] for row in _rows(sheet, path.name, problems) if len(row) > 1}
            continue
        if sheet.title not in files:
            seen = f"There is no table '{sheet.title}'."
            remedy = f"Name the sheet as it was: {', '.join(files)}."
            problems.add(f"{path.name} ({sheet.title})", seen, remedy, "editing.sheet")
            continue
        tables[sheet.title] = _rows(sheet, path.name, problems)
    problems.raise_if_any()
    return tables, states


def _rows(sheet: Any, name: str, problems: Problems) -> Rows:
    rows: list[tuple[str, ...]] = []
    width = 0
    for number, line in enumerate(sheet.iter_rows(max_row=_MOST_ROWS + 1), 1):
        if number > _MOST_ROWS:
            seen = f"The sheet has more than {_MOST_ROWS} rows."
            problems.add(f"{name} ({sheet.title})", seen, "Take out what is no row of the table.", "editing.rows")
            break
        for cell in line:
            if _cell(cell) is None:
                place = f"{name} ({sheet.title}!{cell.coordinate})"
                seen = (
                    f"It holds {cell.value!r}, which is no text: what a program shows of it may not be what was meant."
                )
                problems.add(place, seen, _TAKE_IT, "editing.number")
        texts = tuple(_cell(cell) or "" for cell in line)
        width = width or max((at for at, head in enumerate(texts, 1) if head), default=0)
        if any(texts[width:]):
            seen, remedy = f"Row {number} has cells beyond the header.", "Empty them, or name the column."
            problems.add(f"{name} ({sheet.title}!{number})", seen, remedy, "editing.wide")
        if any(texts):
            rows.append((*texts, *[""] * width)[:width])
    return tuple(rows)


def _cell(cell: Any) -> str | None:
    """A cell's text; a truth as tables write it, None for whatever else is no text."""
    if isinstance(cell.value, bool):
        return str(cell.value).lower()
    if cell.value is None:
        return ""
    is_text = isinstance(cell.value, str) and cell.data_type != "f"
    return cell.value.replace("\r\n", "\n") if is_text else None

"""Candidates as files that people edit: a workbook whose cells are all text, and the same as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from kimtan.errors import InputError, Problem, Problems
from kimtan.extract.candidates import COLUMNS, Candidate, LeftOut
from kimtan.forms import safety
from kimtan.reading.tables import read_table
from kimtan.spreadsheets import as_it_was, harmless

_ACCEPTED = frozenset({"x", "có", "co", "yes", "y", "1", "true", "ok"})
_LEFT = frozenset({"", "không", "khong", "no", "n", "0", "false", "-"})
"""What a person writes into the first column of a row that is to be taken, or left."""

_HEADS = {
    "accept": "Chấp nhận (x)", "confidence": "Độ tin cậy", "place": "Vị trí", "words": "Câu chữ",
    "as_written": "Ghi trong văn bản", "value": "Giá trị", "precision": "Bước làm tròn",
    "unit": "Đơn vị", "measure": "Nội dung số liệu",
    "basis": "Mốc, cấp giao", "bound": "Giới hạn", "status": "Ước hay chính thức", "indicator": "Chỉ tiêu (mã)",
    "is_new": "Mới", "name_vi": "Tên chỉ tiêu", "section": "Mục (mã)", "section_title": "Tên mục mới", "kind": "Loại",
    "part_of": "Thuộc chỉ tiêu", "breakdown": "Phân tổ", "within": "Là một phần của",
    "unit_name": "Tên đơn vị mới", "note_vi": "Ghi chú",
    "rests_on": "Căn cứ nhận biết", "basis_name": "Tên mốc mới", "better": "Chiều tốt",
    "number": "Thứ tự trong văn bản",
}  # fmt: skip
_WIDTHS = {
    "words": 60, "name_vi": 36, "rests_on": 40, "indicator": 34, "part_of": 28, "section_title": 24, "note_vi": 24,
}  # fmt: skip
_LEFT_OUT = {
    "kind": "Loại", "place": "Vị trí", "token": "Ghi trong văn bản", "words": "Câu chữ", "reason": "Lý do chưa đưa vào",
}  # fmt: skip
_KINDS = {"figure": "số liệu", "token": "không đọc là số liệu"}
_MOST_ROWS = 20_000
_HEAD_ROWS = 2


def as_csv(candidates: Iterable[Candidate]) -> bytes:
    """The candidates as CSV, with a byte order mark, since spreadsheet programs take it for another encoding else."""
    return _csv(COLUMNS, ([harmless(cell) for cell in astuple(candidate)] for candidate in candidates))


def left_out_csv(left_out: Iterable[LeftOut]) -> bytes:
    """The numbers of the document that are no candidates, as CSV."""
    return _csv(_LEFT_OUT.values(), _left_out_cells(left_out))


def _csv(head: Iterable[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _left_out_cells(left_out: Iterable[LeftOut]) -> Iterator[list[str]]:
    for token in left_out:
        yield [harmless(cell) for cell in astuple(replace(token, kind=_KINDS[token.kind]))]


def as_workbook(candidates: Sequence[Candidate], left_out: Sequence[LeftOut] = ()) -> bytes:
    """The candidates as a workbook: a sheet with two rows of heads (Vietnamese, then the keys), every cell text.

    A second sheet has the numbers of the document that are no candidates.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("A new workbook has a sheet.")
    sheet.title = "Số liệu đọc được"
    sheet.append([_HEADS[column] for column in COLUMNS])
    sheet.append(list(COLUMNS))
    for candidate in candidates:
        sheet.append([harmless(cell) for cell in astuple(candidate)])
    top = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format, cell.alignment = "@", top
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE5EC")
    sheet.row_dimensions[_HEAD_ROWS].hidden = True
    for place, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, 14)
    sheet.freeze_panes = "B3"
    choice = DataValidation(type="list", formula1='"x"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"A{_HEAD_ROWS + 1}:A{len(candidates) + _HEAD_ROWS}")
    rest = book.create_sheet("Chưa đưa vào")
    rest.append(list(_LEFT_OUT.values()))
    for cells in _left_out_cells(left_out):
        rest.append(cells)
    for row in rest.iter_rows():
        for cell in row:
            cell.number_format, cell.alignment, cell.font = "@", top, Font(bold=cell.row == 1)
    for letter, width in zip("ABCDE", (18, 18, 18, 80, 60), strict=True):
        rest.column_dimensions[letter].width = width
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def is_candidates(path: Path) -> bool:
    """Whether a file is one of candidates rather than a form."""
    if path.suffix.lower() == ".csv":
        with path.open("rb") as file:
            return file.read(200).removeprefix(b"\xef\xbb\xbf").startswith(b"accept,confidence,place")
    if path.suffix.lower() != ".xlsx":
        return False
    content = safety.plain_workbook(path, path.name)
    return not isinstance(content, Problem) and [*_rows(content, _HEAD_ROWS)][-1:] == [list(COLUMNS)]


def read_accepted(path: Path, shown: str) -> list[Candidate]:
    """The candidates of a file that somebody has accepted.

    Raises
    ------
    InputError
        When the file cannot be read, or a row holds what cannot be taken.
    """
    problems = Problems()
    accepted: list[Candidate] = []
    for place, cells in _read(path, shown, problems):
        mark = cells["accept"].strip().lower()
        if mark in _ACCEPTED:
            accepted.append(Candidate(**cells))
        elif mark not in _LEFT:
            seen = f"'{cells['accept']}' says neither yes nor no."
            remedy = "Write x to take the row, nothing to leave it."
            problems.add(f"{place} (accept)", seen, remedy, "candidates.accept")
    problems.raise_if_any()
    return accepted


def _read(path: Path, shown: str, problems: Problems) -> Iterator[tuple[str, dict[str, str]]]:
    if path.suffix.lower() == ".csv":
        for row in read_table(path, shown, COLUMNS, COLUMNS, problems, may_be_empty=True):
            yield f"{shown}:{row.line}", {name: as_it_was(row.cells.get(name) or "") for name in COLUMNS}
        return
    content = safety.plain_workbook(path, shown)
    if isinstance(content, Problem):
        raise InputError(content)
    for number, cells in enumerate(_rows(content, _MOST_ROWS + 1), 1):
        if number > _MOST_ROWS:
            seen = f"The sheet has more than {_MOST_ROWS} rows."
            raise InputError(Problem(shown, seen, "Take out what is no row of candidates.", "candidates.rows"))
        if number > _HEAD_ROWS and any(cells):
            yield f"{shown} (row {number})", dict(zip(COLUMNS, cells, strict=True))


def _rows(content: Any, most: int) -> Iterator[list[str]]:
    """The first rows of the first sheet as text; a number that a spreadsheet made of text is told as it is."""
    from openpyxl import load_workbook

    sheet = load_workbook(content, read_only=True, data_only=True).worksheets[0]
    for row in sheet.iter_rows(max_row=most, max_col=len(COLUMNS), values_only=True):
        cells = ["" if cell is None else as_it_was(str(cell)) for cell in row]
        yield [*cells, *([""] * (len(COLUMNS) - len(cells)))]

"""A form as an Excel workbook: what is typed in is coloured and checked as one types, all else is locked.

Formulas are live: percentages, what remains, sums of parts, and warnings. The same data give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from kimtan.archives import archived
from kimtan.data.dataset import Dataset
from kimtan.forms.layout import (
    BOUND,
    CHECK,
    COLUMN_KEYS,
    COMPLETION,
    FIRST_ROW,
    FURTHER_HEADS,
    FURTHER_KEYS,
    GROWTH,
    IDENTITY,
    NAME,
    NOTE,
    NUMBER,
    REMAINING,
    UNIT,
    FormSheet,
    heads,
)
from kimtan.forms.lines import write_blank, write_further, write_line
from kimtan.forms.styles import HEAD, INPUT, border, fill, font, put_text, set_up_print
from kimtan.forms.validation import add_validation

GUIDE = "Hướng dẫn"
"""Title of the first sheet."""

KEYS: Mapping[str, str] = {"form": "Loại biểu", "period": "Kỳ báo cáo", "unit": "Đơn vị"}
"""Labels on the first sheet of what identifies the form, by the key in its hidden column; checked when it is read."""

FORM = "kimtan-form-1"

_TIME = dt.datetime(2000, 1, 1)
_PROPERTIES = "docProps/core.xml"
_WIDTHS = {IDENTITY: 4, NUMBER: 7, NAME: 42, UNIT: 16, "E": 13, "F": 13, "G": 13, REMAINING: 12, COMPLETION: 9}
_WIDTHS |= {GROWTH: 9, NOTE: 20, CHECK: 24, "M": 10, "N": 18, BOUND: 9}
_TEXT = (
    "Điền số vào các ô nền vàng: kế hoạch năm, thực hiện cùng kỳ năm trước, ước thực hiện. Ô khác đã khóa, tự tính. "
    "Cột Tăng, giảm: số giảm gõ với dấu trừ. Cột Mức: chọn hơn, dưới, khoảng khi số không phải là số đúng.",
    "Ô nào chưa có số thì để trống. Để trống nghĩa là chưa có số liệu, không phải bằng 0; chỉ gõ 0 khi số đúng là 0.",
    "Gõ số như thường dùng trên máy: Excel tiếng Việt gõ dấu phẩy cho phần thập phân (47,421). Không gõ đơn vị, "
    "không gõ dấu ngăn cách hàng nghìn, không gõ công thức vào ô nền vàng.",
    "Số được ghi đúng đến số chữ số thập phân hiện trong ô. Nếu Excel đổi số thành ngày tháng, hãy xóa ô rồi gõ lại.",
    "Chỉ tiêu tổng là tổng của các chỉ tiêu thành phần thì tự cộng khi đã đủ các thành phần.",
    "Cột Kiểm tra báo khi các số chưa khớp nhau. Vẫn gửi được biểu, nhưng nên xem lại trước.",
    "Chỉ tiêu mới chưa có trong biểu: ghi vào các dòng trống cuối bảng, kèm đơn vị tính. Không chèn, xóa, đổi dòng.",
    "Điền xong, lưu dưới dạng .xlsx và gửi lại cho văn phòng.",
)


def write(dataset: Dataset, sheets: Sequence[FormSheet]) -> bytes:
    """The workbook's bytes; what is stated already stands in it.

    Parameters
    ----------
    dataset
        The period that is asked about.
    sheets
        What is asked for (:func:`kimtan.forms.layout.sheets`).
    """
    book = Workbook()
    guide = book.active
    if guide is None:
        raise RuntimeError("A new workbook has a sheet.")
    _write_guide(guide, dataset)
    places = {line.indicator.indicator: (sheet.title, line.row) for sheet in sheets for line in sheet.lines}
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title), dataset, sheet, places)
    book.properties.creator, book.properties.title = "kimtan", f"Biểu số liệu {dataset.period}"
    book.properties.created = book.properties.modified = _TIME
    target = io.BytesIO()
    book.save(target)
    return _dated(target.getvalue())


def _write_guide(sheet: Worksheet, dataset: Dataset) -> None:
    sheet.title = GUIDE
    facts = {"form": FORM, "period": str(dataset.period), "unit": dataset.config.settings.unit}
    sheet["B1"] = f"Biểu thu thập số liệu {dataset.period.name('vi')}"
    sheet["B1"].font = font(size=16, bold=True)
    for row, (key, label) in enumerate(KEYS.items(), start=3):
        sheet[f"A{row}"], sheet[f"B{row}"] = key, label
        put_text(sheet[f"C{row}"], facts[key]).font = font()
        sheet[f"B{row}"].font = font(bold=True)
    sheet["B8"] = "Cách điền"
    sheet["B8"].font = font(size=13, bold=True)
    for row, text in enumerate(_TEXT, start=9):
        sheet[f"B{row}"] = f"{row - 8}. {text}"
        sheet.merge_cells(f"B{row}:C{row}")
        sheet[f"B{row}"].alignment, sheet[f"B{row}"].font = Alignment(wrap_text=True, vertical="top"), font()
        sheet.row_dimensions[row].height = 34
    sheet["B18"] = "Ô nền vàng: nhập số"
    sheet["B18"].fill = fill(INPUT)
    sheet["B18"].border = border()
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 24, 78
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    set_up_print(sheet)


def _write_sheet(sheet: Worksheet, dataset: Dataset, form: FormSheet, places: Mapping[str, tuple[str, int]]) -> None:
    settings = dataset.config.settings
    put_text(sheet["B1"], form.title.upper()).font = font(size=14, bold=True)
    put_text(sheet["B2"], f"{settings.unit} - {dataset.period.name('vi')}").font = font()
    sheet["B3"] = "Điền vào các ô nền vàng; để trống nếu chưa có số."
    sheet["B3"].font = font(italic=True, color="595959")
    head = FIRST_ROW - 1
    sheet.row_dimensions[head - 1].hidden = True
    shown_heads = {**heads(dataset), **{letter: FURTHER_HEADS[letter] for letter in form.further}}
    for column, title in shown_heads.items():
        sheet[f"{column}{head - 1}"].value = {**COLUMN_KEYS, **FURTHER_KEYS}[column]
        cell = sheet[f"{column}{head}"]
        cell.value, cell.font, cell.fill, cell.border = title, font(bold=True), fill(HEAD), border()
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        sheet.column_dimensions[column].width = _WIDTHS[column]
    sheet.row_dimensions[head].height = 32
    sheet.column_dimensions[IDENTITY].hidden = True
    for line in form.lines:
        write_line(sheet, dataset, line, places)
        write_further(sheet, dataset, line, form.further)
    for row in form.blanks:
        write_blank(sheet, row)
    add_validation(sheet, form, dataset)
    last = form.blanks[-1]
    bad = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[f"LEN(${CHECK}{FIRST_ROW})>0"], font=font(color="9C0006"), fill=fill("FFC7CE")
    )
    sheet.conditional_formatting.add(f"{CHECK}{FIRST_ROW}:{CHECK}{last}", bad)
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    set_up_print(sheet, f"{head}:{head}")
    sheet.print_area = f"{NUMBER}1:{max(shown_heads)}{last}"


def _dated(book: bytes) -> bytes:
    """The same workbook with the fixed time: openpyxl writes the time of saving."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        entries = {name: parts.read(name) for name in parts.namelist()}
    entries[_PROPERTIES] = re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", entries[_PROPERTIES]
    )
    return archived(entries)

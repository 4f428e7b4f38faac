"""A form as an Excel workbook: what is typed in is coloured and checked as one types, all else is locked.

Formulas are live: percentages, what remains, sums of parts, and warnings. The same data give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kimtan.data.dataset import Dataset
from kimtan.data.measures import MEASURES as STATED
from kimtan.data.observations import Observation
from kimtan.forms.layout import (
    BOUND,
    BOUNDS,
    CHECK,
    COLUMN_KEYS,
    COMPLETION,
    FIRST_ROW,
    FURTHER,
    FURTHER_HEADS,
    FURTHER_KEYS,
    GROWTH,
    IDENTITY,
    MEASURES,
    NAME,
    NOTE,
    NUMBER,
    REMAINING,
    UNIT,
    FormLine,
    FormSheet,
    basis,
    heads,
)
from kimtan.forms.styles import (
    HEAD,
    INPUT,
    border,
    cell_number,
    fill,
    font,
    lock,
    make_input,
    number_format,
    put_text,
    set_up_print,
)
from kimtan.forms.warnings import warning

GUIDE = "Hướng dẫn"
"""Title of the first sheet."""

KEYS: Mapping[str, str] = {"form": "Loại biểu", "period": "Kỳ báo cáo", "unit": "Đơn vị"}
"""Labels on the first sheet of what identifies the form, by the key in its hidden column; checked when it is read."""

FORM = "kimtan-form-1"

_ABOUT = "Suy ra từ kỳ trước, chỉ là số gần đúng; hãy nhập số được giao nếu có"

_TIME = dt.datetime(2000, 1, 1)
_WIDTHS = {IDENTITY: 4, NUMBER: 7, NAME: 42, UNIT: 16, "E": 13, "F": 13, "G": 13, REMAINING: 12, COMPLETION: 9}
_WIDTHS |= {GROWTH: 9, NOTE: 20, CHECK: 24, "M": 10, "N": 18, BOUND: 9}
_LETTERS, _HEIGHT = 36, 17  # letters of a name on one line, and the height of that in points
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
    return _fixed(target.getvalue())


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
        _write_line(sheet, dataset, line, places)
        _write_further(sheet, dataset, line, form.further)
    for row in form.blanks:
        for column in (NAME, UNIT, *MEASURES.values(), NOTE):
            make_input(sheet[f"{column}{row}"])
        sheet[f"{NUMBER}{row}"].value = "…"
        sheet[f"{NUMBER}{row}"].alignment = Alignment(horizontal="center")
        sheet.row_dimensions[row].height = _HEIGHT
    _validate(sheet, form, dataset)
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


def _write_line(sheet: Worksheet, dataset: Dataset, line: FormLine, places: Mapping[str, tuple[str, int]]) -> None:
    indicator, row = line.indicator, line.row
    unit = dataset.units[indicator.unit]
    style = font(bold=bool(line.parts))
    lines_needed = max(1, -(-len(indicator.name_vi) // _LETTERS), -(-len(unit.name_vi) // 14))
    sheet.row_dimensions[row].height = _HEIGHT * lines_needed
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


def _write_further(sheet: Worksheet, dataset: Dataset, line: FormLine, letters: Sequence[str]) -> None:
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


def _validate(sheet: Worksheet, form: FormSheet, dataset: Dataset) -> None:
    """Let input cells take numbers only: whole ones where things are counted."""
    rules: dict[bool, DataValidation] = {}
    for is_whole in (True, False):
        rule = DataValidation(
            type="whole" if is_whole else "decimal",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Số không hợp lệ",
            error="Hãy nhập một số nguyên không âm." if is_whole else "Hãy nhập một số không âm, không kèm đơn vị.",
        )
        rules[is_whole] = rule
        sheet.add_data_validation(rule)
    for line in form.lines:
        indicator = line.indicator
        is_whole = dataset.units[indicator.unit].exact and indicator.decimals == 0
        if not line.parts:
            for column in MEASURES.values():
                rules[is_whole].add(f"{column}{line.row}")
    for row in form.blanks:
        for column in MEASURES.values():
            rules[False].add(f"{column}{row}")
    choice = DataValidation(type="list", formula1=f'"{",".join(BOUNDS.values())}"', allow_blank=True)
    number = DataValidation(
        type="decimal", operator="between", formula1="-1000000000", formula2="1000000000", allow_blank=True
    )
    for rule, column in ((choice, BOUND), (number, FURTHER["yoy_pct"])):
        if column in form.further:
            sheet.add_data_validation(rule)
            rule.add(f"{column}{FIRST_ROW}:{column}{form.lines[-1].row}")


def _prefilled(dataset: Dataset, indicator: str, measure: str) -> Observation | None:
    """What is stated of a measure already, in the indicator's own unit; of the plan that counts where there are two."""
    whole = dataset.complete
    rows = [row for row in whole.statements(indicator, measure) if row.basis == basis(dataset, measure)]
    own = [row for row in rows if STATED[measure].is_percent or row.unit == whole.indicators[indicator].unit]
    return own[0] if own else None


def _fixed(content: bytes) -> bytes:
    """The same archive with times that do not change, and no other order than that of the names."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as fixed:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            fixed.writestr(entry, _dated(name, source.read(name)))
    return target.getvalue()


def _dated(name: str, content: bytes) -> bytes:
    """The document's properties with the fixed time: openpyxl writes the time of saving."""
    if name != "docProps/core.xml":
        return content
    import re

    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)

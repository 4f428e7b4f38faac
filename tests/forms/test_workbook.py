"""What a clerk sees of a form: whose it is, room for long names, rows for new indicators, what a cell takes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kimtan.data.dataset import Dataset, load
from kimtan.forms.filling import changes
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

LONG = "Số hộ gia đình được công nhận danh hiệu gia đình văn hóa trong sáu tháng đầu năm của toàn xã"
INDICATORS = [
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,1",
    f"herd.long,farms,{LONG},Long,head,stock,higher,0,,,,,,false,2",
    "crops.rice,farms,Lúa,Rice,t,flow,higher,1,,,,,,false,3",
    "crops.whole,farms,Ngô,Maize,t,flow,higher,0,,,,,,false,4",
]


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A form of counted and of measured indicators."""
    workspace = write_workspace(tmp_path / "form", INDICATORS, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    return write(dataset, sheets(dataset))


@pytest.fixture
def page(content: bytes) -> Worksheet:
    """Its sheet of figures."""
    return load_workbook(BytesIO(content)).worksheets[1]


def row_of(page: Worksheet, indicator: str) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == indicator)


def test_the_head_says_whose_form_it_is_and_of_when(page: Worksheet) -> None:
    """Large and bold, in Vietnamese whatever the report's language is."""
    assert (page["B1"].value, page["B1"].font.b, page["B1"].font.sz) == (page.title.upper(), True, 14)
    assert page["B2"].value == "xã Thử - 6 tháng đầu năm 2024"
    assert page["B3"].value == "Điền vào các ô nền vàng; để trống nếu chưa có số."


def test_heads_are_bold_in_the_middle_of_their_cells_and_all_is_of_one_font(content: bytes) -> None:
    """As a printed form looks: one font for whatever is written, heads that wrap above their columns."""
    guide, page = load_workbook(BytesIO(content)).worksheets
    cells = [
        cell for sheet in (guide, page) for row in sheet.iter_rows() for cell in row if cell.font.name != "Calibri"
    ]
    assert {cell.font.name for cell in cells} == {"Times New Roman"}
    heads = [cell for cell in page[5] if cell.value]
    looks = {
        (cell.font.b, cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.wrap_text) for cell in heads
    }
    assert looks == {(True, "center", "center", True)}


def test_long_names_have_room_and_figures_do_not_wrap(page: Worksheet) -> None:
    """A row is as high as its name needs lines."""
    short, long = (page.row_dimensions[row_of(page, name)].height for name in ("herd.pigs", "herd.long"))
    assert long >= 2 * short > 0
    row = row_of(page, "herd.long")
    assert [bool(page.cell(row, column).alignment.wrap_text) for column in (2, 3, 4)] == [False, True, True]


def test_rows_for_new_indicators_are_marked(page: Worksheet) -> None:
    """They have no code, dots for a number, and cells that can be typed into."""
    blank = row_of(page, "crops.whole") + 1
    assert [page.cell(blank, column).value for column in (1, 2, 3)] == [None, "…", None]
    assert page.cell(blank, 3).protection.locked is False


def test_only_what_is_counted_takes_whole_numbers_alone(page: Worksheet) -> None:
    """Heads of cattle do; tonnes do not, even where they are told without decimals."""
    kinds = {
        str(area): (rule.type, rule.operator, rule.formula1, rule.error)
        for rule in page.data_validations.dataValidation
        if rule.error
        for area in rule.sqref.ranges
    }
    whole = ("whole", "greaterThanOrEqual", "0", "Hãy nhập một số nguyên không âm.")
    decimal = ("decimal", "greaterThanOrEqual", "0", "Hãy nhập một số không âm, không kèm đơn vị.")
    for indicator, expected in (
        ("herd.pigs", whole), ("herd.long", whole), ("crops.rice", decimal), ("crops.whole", decimal),
    ):  # fmt: skip
        cell = f"G{row_of(page, indicator)}"
        assert [kind for area, kind in kinds.items() if cell in _cells(area)] == [expected], indicator


def _cells(area: str) -> list[str]:
    first, _, last = area.partition(":")
    rows = range(int(first[1:]), int((last or first)[1:]) + 1)
    return [f"{chr(column)}{row}" for row in rows for column in range(ord(first[0]), ord((last or first)[0]) + 1)]


def test_the_first_sheet_tells_how_and_is_locked(content: bytes) -> None:
    """Whose form it is, each rule on lines high enough to be read, the colour of what is typed; keys are hidden."""
    guide = load_workbook(BytesIO(content)).worksheets[0]
    assert guide.protection.sheet
    assert guide["B1"].value == "Biểu thu thập số liệu 6 tháng đầu năm 2024"
    assert [[guide[f"{column}{row}"].value for row in (3, 4, 5)] for column in "ABC"] == [
        ["form", "period", "unit"], ["Loại biểu", "Kỳ báo cáo", "Đơn vị"], ["kimtan-form-1", "2024-H1", "xã Thử"],
    ]  # fmt: skip
    assert [(guide[f"B{row}"].value, guide[f"B{row}"].font.b) for row in (5, 8)] == [
        ("Đơn vị", True),
        ("Cách điền", True),
    ]
    assert [letter for letter, column in guide.column_dimensions.items() if column.hidden] == ["A"]
    rules = [row for row in range(9, 17) if str(guide[f"B{row}"].value).startswith(f"{row - 8}. ")]
    assert rules == list(range(9, 17))
    assert all(guide.row_dimensions[row].height >= 2 * 17 and guide[f"B{row}"].alignment.wrap_text for row in rules)
    assert guide.column_dimensions["B"].width + guide.column_dimensions["C"].width > 100
    assert guide["B18"].fill.start_color.rgb == "00FFF8E1"
    assert guide["B18"].value == "Ô nền vàng: nhập số"


def test_the_same_form_has_the_same_bytes(content: bytes) -> None:
    """All parts bear the first moment that an archive knows."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("rows", "line", "kinds"),
    [
        ([], "herd.pigs;;;;;;850;;Mới", ["new"]),
        (["herd.pigs,actual,850,head,850,,,,final,,L1,,"], "herd.pigs;;;;900;;850;;Mới", ["new"]),
        (
            ["herd.pigs,actual,850,head,850,,,,final,,L1,,", "herd.pigs,plan,900,head,900,,,,final,,L2,,"],
            "herd.pigs;;;;950;;850;;Mới",
            ["different"],
        ),
        (
            ["herd.pigs,actual,850,head,850,,,,final,,L1,,", "herd.pigs,plan,900,head,900,,,,implied,,L2,,"],
            "herd.pigs;;;;950;;850;;Mới",
            ["assigned"],
        ),
        (["herd.pigs,actual,850,head,850,,,,final,,L1,Mới,"], "herd.pigs;;;;;;850;;Mới", ["same"]),
        (["herd.pigs,actual,850,head,850,,,,final,,L1,,"], "herd.pigs;;;;;;850;;Mới", ["noted"]),
    ],
)
def test_a_note_goes_to_the_figure_that_it_came_with(
    tmp_path: Path, rows: list[str], line: str, kinds: list[str]
) -> None:
    """To a new or another figure of its row first; to a stored one only where nothing else was typed."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, rows)
    dataset: Dataset = load(workspace, workspace.params_file("2024-H1"))
    path = tmp_path / "form.csv"
    heads = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
    path.write_text(f"{heads}\n{line}\n", "utf-8")
    found = changes(dataset, [read(path, "form.csv", dataset)])
    assert [change.kind for change in found if change.kind != "same"] == [kind for kind in kinds if kind != "same"]

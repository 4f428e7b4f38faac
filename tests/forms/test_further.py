"""What was stated once is asked for again: growth, targets and bounds have cells where the data has them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kimtan.data.dataset import Dataset, load
from kimtan.forms.filling import changes, fill
from kimtan.forms.layout import sheets
from kimtan.forms.reading import read
from kimtan.forms.typed import Form
from kimtan.forms.workbook import write
from tests.conftest import write_workspace

INDICATORS = [
    "crops.rice,farms,Diện tích lúa,Rice,ha,stock,higher,1,,,,,,false,1",
    "herd.pigs,farms,Đàn lợn,Pigs,head,stock,higher,0,,,,,,false,2",
    "works.done,works,Công trình,Works,works,count,higher,0,,,,,,false,3",
]
ROWS = [
    'crops.rice,yoy_pct,-1.9,pct,"1,9",,,,estimate,,report:L1,,',
    "herd.pigs,target,900,head,900,,,,final,,report:L2,,",
    "herd.pigs,actual,850,head,850,,at_least,,estimate,,report:L3,,",
]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A period in which growth of one indicator, a target and a bound of another are stated."""
    workspace = write_workspace(tmp_path / "w", INDICATORS, ROWS)
    return load(workspace, workspace.params_file("2024-H1"))


@pytest.fixture
def typed(dataset: Dataset, tmp_path: Path) -> Callable[..., Form]:
    """Read the form with values in cells of its first sheet."""

    def make(**cells: Any) -> Form:
        book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
        for cell, value in cells.items():
            book.worksheets[1][cell] = value
        book.save(tmp_path / "form.xlsx")
        return read(tmp_path / "form.xlsx", "f.xlsx", dataset)

    return make


def test_only_what_was_stated_is_asked(dataset: Dataset) -> None:
    """A sheet without it has the customary columns alone."""
    farms, works = sheets(dataset)
    assert (farms.further, works.further) == (("M", "N", "O"), ())
    assert [line.further for line in farms.lines] == [("M",), ("N", "O")]
    book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
    page, other = book.worksheets[1:]
    assert [page[f"{letter}5"].value for letter in "MNO"] == ["Tăng, giảm (%)", "Nhiệm vụ còn lại của năm", "Mức"]
    assert [page[cell].protection.locked for cell in ("M6", "N6", "M7", "N7", "O7")] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert other["M5"].value is None


def test_a_form_that_comes_back_as_it_went_out_changes_nothing(dataset: Dataset, typed: Callable[..., Form]) -> None:
    """What is stated stands in it, the fall with its sign and the bound with its figure."""
    form = typed()
    assert form.problems == []
    assert {(one.measure, str(one.value), one.bound) for one in form.typed} == {
        ("yoy_pct", "-1.9", None), ("target", "900", None), ("actual", "850", "at_least"),
    }  # fmt: skip
    assert {one.kind for one in changes(dataset, [form])} == {"same"}


def test_what_is_typed_is_stored_as_what_it_is(dataset: Dataset, typed: Callable[..., Form]) -> None:
    """Growth is a percentage whose sign stands in words, a target is final, and a bound is the actual's."""
    fill(dataset, changes(dataset, [typed(M6=-2.5, N7=950, O7=None, M7=12.5)]), "Biểu", is_replacing=True)
    again = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
    stored = {
        (row.indicator, row.measure): (str(row.value), row.unit, row.as_written, row.bound, row.status)
        for row in again.stated
    }
    assert stored == {
        ("crops.rice", "yoy_pct"): ("-2.5", "pct", "2,5", None, "estimate"),
        ("herd.pigs", "target"): ("950", "head", "950", None, "final"),
        ("herd.pigs", "actual"): ("850", "head", "850", None, "estimate"),
        ("herd.pigs", "yoy_pct"): ("12.5", "pct", "12,5", None, "estimate"),
    }


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"O7": "hơn 850"}, "form.bound"),
        ({"G7": None}, "form.bound"),
        ({"N7": -3}, "form.range"),
        ({"N7": 900.5}, "form.whole"),
        ({"M6": "giảm 2"}, "form.text"),
    ],
)
def test_what_cannot_be_stored_is_told(typed: Callable[..., Form], cells: dict[str, Any], code: str) -> None:
    """With its cell."""
    form = typed(**cells)
    assert [problem.code for problem in form.problems] == [code]


def test_a_csv_has_them_too(dataset: Dataset, tmp_path: Path) -> None:
    """By their heads, the fall with its sign."""
    heads = "Mã chỉ tiêu;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Tăng, giảm (%);Mức"
    path = tmp_path / "bieu.csv"
    path.write_text(f"{heads}\ncrops.rice;;;;;;-2,5;\nherd.pigs;;;;;860;;dưới\n", "utf-8")
    form = read(path, "bieu.csv", dataset)
    assert form.problems == []
    assert [(one.measure, str(one.value), one.bound) for one in form.typed] == [
        ("yoy_pct", "-2.5", None), ("actual", "860", "at_most"),
    ]  # fmt: skip


def test_the_last_row_of_a_sheet_is_read_as_well(typed: Callable[..., Form]) -> None:
    """Somebody fills in the blank rows from below, or all of them."""
    form = typed(C12="Đàn ong", D12="tổ", G12=5)
    assert [(proposed.name, proposed.unit, proposed.place.rpartition("!")[2]) for proposed in form.proposed] == [
        ("Đàn ong", "tổ", "12")
    ]


@pytest.mark.parametrize("letter", ["M", "N", "O"])
def test_a_further_column_that_is_hidden_is_told(dataset: Dataset, tmp_path: Path, letter: str) -> None:
    """Nobody would see the target, the growth or the bound in it."""
    book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
    book.worksheets[1].column_dimensions[letter].hidden = True
    book.save(tmp_path / "form.xlsx")
    form = read(tmp_path / "form.xlsx", "f.xlsx", dataset)
    assert [problem.code for problem in form.problems] == ["form.hidden"]


@pytest.mark.parametrize(("basis", "letters"), [("", ("M", "N")), ("rebased", ("M", "N")), ("district", ())])
def test_what_was_stated_on_a_basis_of_its_own_has_no_further_column(
    tmp_path: Path, basis: str, letters: tuple[str, ...]
) -> None:
    """Growth and targets are asked as they are, also on another territory; one authority's own has no cell."""
    rows = [ROWS[0].replace(',"1,9",,,,', f',"1,9",,,{basis},'), ROWS[1].replace(",900,,,,", f",900,,,{basis},")]
    workspace = write_workspace(tmp_path / "w", INDICATORS, rows)
    farms, _ = sheets(load(workspace, workspace.params_file("2024-H1")))
    assert farms.further == letters


def test_a_figure_without_decimals_is_counted_only_in_a_unit_of_whole_things(tmp_path: Path) -> None:
    """Tonnes without decimals are rounded as their cell shows them; half a head is told."""
    rows = ["crops.maize,farms,Ngô,Maize,t,flow,higher,0,,,,,,false,1", INDICATORS[1].replace("false,2", "false,9")]
    workspace = write_workspace(tmp_path / "w", rows, [])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
    book.worksheets[1]["G6"], book.worksheets[1]["G7"] = 12.4, 12.4
    book.save(tmp_path / "form.xlsx")
    form = read(tmp_path / "form.xlsx", "f.xlsx", dataset)
    assert [(one.indicator, str(one.value)) for one in form.typed] == [("crops.maize", "12")]
    assert [problem.code for problem in form.problems] == ["form.whole"]


def test_the_target_of_a_whole_is_not_lost(tmp_path: Path) -> None:
    """It is no sum: nobody is asked for the targets of the parts."""
    rows = [
        "herd.all,farms,Gia súc,Cattle,head,stock,higher,0,,,,,,false,1",
        "herd.cows,farms,Đàn bò,Cows,head,stock,higher,0,herd.all,kind,,,,false,2",
        "herd.goats,farms,Đàn dê,Goats,head,stock,higher,0,herd.all,kind,,,,false,3",
    ]
    workspace = write_workspace(tmp_path / "w", rows, ["herd.all,target,900,head,900,,,,final,,report:L2,,"])
    dataset = load(workspace, workspace.params_file("2024-H1"))
    book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
    book.worksheets[1]["N6"] = 950
    book.save(tmp_path / "form.xlsx")
    form = read(tmp_path / "form.xlsx", "f.xlsx", dataset)
    assert [(one.indicator, one.measure, str(one.value)) for one in form.typed] == [("herd.all", "target", "950")]
    path = tmp_path / "bieu.csv"
    heads = "Mã chỉ tiêu;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Nhiệm vụ còn lại của năm"
    path.write_text(f"{heads}\nherd.all;;;;;;950\n", "utf-8")
    found = read(path, "bieu.csv", dataset).typed
    assert [(one.indicator, one.measure, str(one.value)) for one in found] == [("herd.all", "target", "950")]


def test_a_form_of_one_section_is_named_after_it(dataset: Dataset, tmp_path: Path) -> None:
    """As a document; one of several is a form."""
    for sections, name in ((["farms"], "form_farms"), (["works"], "form_works"), (["farms", "works"], "form")):
        path = tmp_path / "form.xlsx"
        path.write_bytes(write(dataset, sheets(dataset, sections)))
        assert read(path, "f.xlsx", dataset).name == name


def test_a_form_is_read_when_more_is_stated_of_a_section_without_a_title(dataset: Dataset, tmp_path: Path) -> None:
    """Its sheet was named after what was stated then; two people fill in one form one after the other."""
    book = load_workbook(BytesIO(write(dataset, sheets(dataset))))
    page = next(page for page in book.worksheets if "Công trình" in {row[2].value for row in page.iter_rows(max_col=3)})
    page.title = "Những gì đã nêu khi đó"
    page["G6"] = 4
    book.save(tmp_path / "form.xlsx")
    form = read(tmp_path / "form.xlsx", "f.xlsx", dataset)
    assert form.problems == []
    assert ("works.done", 4) in [(figure.indicator, figure.value) for figure in form.typed]

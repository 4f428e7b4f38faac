"""A form asks for what the dictionary has, and what was typed comes back exactly, or with its sheet and cell."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal
from unittest.mock import Mock

import pytest
from openpyxl import Workbook, load_workbook

from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError, OutputError, Problem
from kimtan.forms.filling import changes, fill, out_of_scale
from kimtan.forms.layout import MEASURES, sheets
from kimtan.forms.opening import opened
from kimtan.forms.reading import read
from kimtan.forms.typed import Form
from kimtan.forms.workbook import GUIDE, write
from kimtan.period import Period
from kimtan.workspace import Workspace
from tests.conftest import copied

PERIOD = Period(2023, "9M")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's half-year, and nine months opened from it."""
    root = tmp_path_factory.mktemp("half-year") / "kim-tan"
    opened(copied(root, notebooks=False), PERIOD, Period(2023, "H1")).write()
    return root


@pytest.fixture
def dataset(root: Path, tmp_path: Path) -> Dataset:
    """The nine months, in a copy of their own."""
    shutil.copytree(root, tmp_path / "w")
    workspace = Workspace(tmp_path / "w")
    return load(workspace, workspace.params_file("2023-9M"))


@pytest.fixture(scope="module")
def blank(root: Path) -> Callable[..., bytes]:
    """A function that gives the form of some sections, or of all, as nobody has filled it in."""
    dataset = load(Workspace(root), Workspace(root).params_file("2023-9M"))
    return cache(lambda *sections: write(dataset, sheets(dataset, sections)))


@pytest.fixture
def typed(blank: Callable[..., bytes], tmp_path: Path) -> Callable[..., Path]:
    """Write a form with values in cells: ``typed({"Nông - lâm nghiệp và thủy sản!G18": 900})``."""

    def make(values: dict[str, Any], *sections: str, name: str = "form.xlsx") -> Path:
        book = load_workbook(io.BytesIO(blank(*sections)))
        for place, value in values.items():
            title, _, cell = place.partition("!")
            book[title][cell] = value
        path = tmp_path / name
        book.save(path)
        return path

    return make


def place(dataset: Dataset, indicator: str, measure: str = "actual") -> str:
    """Sheet and cell of what is asked."""
    (found,) = [
        f"{sheet.title}!{MEASURES[measure]}{line.row}"
        for sheet in sheets(dataset)
        for line in sheet.lines
        if line.indicator.indicator == indicator
    ]
    return found


def codes(form: Form) -> list[str]:
    """What is wrong with a form."""
    return [problem.code for problem in form.problems]


# What a form is


def test_every_indicator_is_asked_once(dataset: Dataset) -> None:
    """In the sheet of its section, parts below their wholes."""
    lines = [line for sheet in sheets(dataset) for line in sheet.lines]
    assert {line.indicator.indicator for line in lines} == set(dataset.indicators)
    assert len(lines) == len(dataset.indicators)
    economy = {line.indicator.indicator: line for line in sheets(dataset, ["economy"])[0].lines}
    assert economy["income.total"].parts == tuple(
        economy[f"income.{part}"].row for part in ("agriculture", "industry_construction", "trade_services")
    )
    assert (economy["income.agriculture"].number, economy["income.agriculture"].depth) == ("1.1", 1)


def test_the_same_data_give_the_same_bytes(dataset: Dataset) -> None:
    """At any time: no date of today is in it."""
    assert write(dataset, sheets(dataset)) == write(dataset, sheets(dataset))


def test_only_input_cells_are_open(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """The rest is locked; formulas are live and every input cell has its validation."""
    page = load_workbook(typed({}))["Kinh tế"]
    assert page.protection.sheet
    assert page["G6"].protection.locked, "a sum is no input"
    assert page["G6"].value == '=IF(COUNT(G7,G8,G9)=3,SUM(G7,G8,G9),"")'
    assert not page["G7"].protection.locked
    assert page["I7"].value.startswith("=IF(AND(ISNUMBER(E7)")
    assert page.freeze_panes == "D6"
    validated = [str(one.sqref) for one in page.data_validations.dataValidation]
    assert any("G7" in cells for cells in validated)
    assert page["G7"].number_format == "#,##0.000"
    assert page.column_dimensions["A"].hidden


def test_an_unknown_section_is_refused_with_the_nearest(dataset: Dataset) -> None:
    """A slip of the pen must not make an empty form."""
    with pytest.raises(InputError, match="agriculture"):
        sheets(dataset, ["agricultur"])


def test_a_name_that_looks_like_a_formula_stays_text(dataset: Dataset) -> None:
    """Nothing that a dictionary says is run by Excel."""
    one = dataset.indicators["livestock.pigs"]
    evil = one.model_copy(update={"name_vi": '=HYPERLINK("http://x","y")'})
    object.__setattr__(dataset, "indicators", {**dataset.indicators, "livestock.pigs": evil})
    page = load_workbook(io.BytesIO(write(dataset, sheets(dataset, ["agriculture"]))))["Nông - lâm nghiệp và thủy sản"]
    (cell,) = [row[2] for row in page.iter_rows() if row[0].value == "livestock.pigs"]
    assert (cell.data_type, cell.value) == ("s", evil.name_vi)


# What comes back


def test_what_was_typed_is_written_with_its_cell(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """As the owner's form is its source, by hash; sums of parts come along, and what was there stays."""
    parts = {"agriculture": 70.5, "industry_construction": 250, "trade_services": 480.25}
    cells = {place(dataset, f"income.{name}"): value for name, value in parts.items()}
    path = typed({**cells, "Kinh tế!K7": "ước của phòng thống kê"}, "economy")
    form = read(path, "form.xlsx", dataset)
    assert (form.problems, form.name) == ([], "form_economy")
    found = changes(dataset, [form])
    assert [one.kind for one in found] == ["new"] * 4
    before = dataset.workspace.source_file("2023-9M").read_text("utf-8")
    written = fill(dataset, found, "Biểu số liệu")
    again = load(dataset.workspace, dataset.workspace.params_file("2023-9M"))
    (total,) = again.statements("income.total")
    assert (str(total.value), total.as_written, total.source) == ("800.75", "800,75", "form_economy:Kinh_tế!G6")
    (one,) = again.statements("income.agriculture")
    assert (str(one.value), one.status, one.note_vi) == ("70.5", "estimate", "ước của phòng thống kê")
    assert len(written) == 4
    assert again.statements("income.agriculture", "plan") == dataset.statements("income.agriculture", "plan")
    document = again.sources.documents["form_economy"]
    assert document.sha256 is not None
    assert dataset.workspace.source_file("2023-9M").read_text("utf-8").startswith(before.rstrip("\n"))


def test_what_is_achieved_is_an_estimate_and_a_plan_is_final(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """As reports say of them: ước thực hiện, kế hoạch được giao."""
    pigs, cattle = (place(dataset, "livestock.pigs"), place(dataset, "livestock.cattle", "plan"))
    last_year = place(dataset, "livestock.cattle", "last_year")
    found = changes(dataset, [read(typed({pigs: 900, cattle: 260, last_year: 190}), "f", dataset)])
    told = {row.measure: row.status for row in fill(dataset, found, "Biểu", is_replacing=True)}
    assert told == {"actual": "estimate", "plan": "final", "last_year": "final"}


def contents(workspace: Workspace) -> dict[str, bytes]:
    """Everything that lies in a workspace."""
    files = (path for path in workspace.root.rglob("*") if path.is_file() and path != workspace.data_lock_file)
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize("written", [0, 1])
def test_a_failure_between_two_writes_leaves_everything_as_it_was(
    dataset: Dataset, typed: Callable[..., Path], written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full after so many files: figures without their document, or a document without its figures."""
    found = changes(dataset, [read(typed({place(dataset, "livestock.pigs"): 900}), "f", dataset)])
    before, put, calls = contents(dataset.workspace), Path.replace, count()

    def replace(path: Path, target: Path) -> Path:
        if next(calls) == written:
            raise OSError(28, "No space left on device")
        return put(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match="No space left on device"):
        fill(dataset, found, "Biểu")
    monkeypatch.undo()
    assert next(calls) > written, "there was something to write"
    assert contents(dataset.workspace) == before
    fill(dataset, found, "Biểu")
    assert contents(dataset.workspace) != before, "when there is room again, it is written"


def test_a_period_that_would_not_load_any_more_is_left_as_it_was(
    dataset: Dataset, typed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files are written by then, and all are put back; so they are when somebody interrupts."""
    found = changes(dataset, [read(typed({place(dataset, "livestock.pigs"): 900}), "f", dataset)])
    before = contents(dataset.workspace)
    for error in (InputError(Problem("x", "It is wrong.", "Mend it.", "x")), KeyboardInterrupt()):
        monkeypatch.setattr("kimtan.data.dataset.load", Mock(side_effect=[dataset, error]))
        with pytest.raises(type(error)):
            fill(dataset, found, "Biểu")
        assert contents(dataset.workspace) == before


def test_the_same_form_changes_nothing_the_second_time(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """What is stored is the same: no document, no figure is added."""
    path = typed({place(dataset, "livestock.pigs"): 900})
    fill(dataset, changes(dataset, [read(path, "f", dataset)]), "Biểu")
    again = load(dataset.workspace, dataset.workspace.params_file("2023-9M"))
    found = changes(again, [read(path, "f", again)])
    assert {one.kind for one in found} == {"same"}
    assert fill(again, found, "Biểu") == ()


def test_a_stored_figure_is_replaced_only_when_told(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """The refusal names both figures, and nothing is written."""
    fill(dataset, changes(dataset, [read(typed({place(dataset, "livestock.pigs"): 900}), "f", dataset)]), "Biểu")
    again = load(dataset.workspace, dataset.workspace.params_file("2023-9M"))
    other = read(typed({place(dataset, "livestock.pigs"): 905}, name="b.xlsx"), "b.xlsx", again)
    table = again.workspace.observations_file("2023-9M")
    before = table.read_bytes()
    with pytest.raises(InputError, match=r"905 here, 900 is stored"):
        fill(again, changes(again, [other]), "Biểu")
    assert table.read_bytes() == before
    fill(again, changes(again, [other]), "Biểu", is_replacing=True)
    last = load(again.workspace, again.workspace.params_file("2023-9M"))
    (row,) = last.statements("livestock.pigs")
    assert (row.value, row.source) == (905, f"form_2:{place(dataset, 'livestock.pigs').replace(' ', '_')}")


def test_blank_is_not_zero(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """An empty form states nothing, a typed zero is a zero."""
    assert [one.measure for one in read(typed({}), "f", dataset).typed] == ["plan"], "the plan that is stated"
    form = read(typed({place(dataset, "security.fraud"): 0}), "f", dataset)
    assert ("security.fraud", "actual", Decimal(0)) in [one[:3] for one in form.typed]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("=1+1", "form.formula"),
        (dt.datetime(2023, 5, 2), "form.date"),
        ("47.421", "form.text"),
        ("khoảng 900", "form.text"),
        (-3, "form.range"),
        (True, "form.value"),
        (900.5, "form.whole"),
        (1e300, "form.range"),
        (10**40, "form.range"),
        (1e-9, "form.whole"),
        ("-", "form.text"),
        ("x", "form.text"),
    ],
)
def test_what_is_no_figure_is_told_with_its_cell(
    dataset: Dataset, typed: Callable[..., Path], value: Any, code: str
) -> None:
    """Excel's dates for 2.5, texts, formulas: nothing is guessed."""
    where = place(dataset, "livestock.pigs")
    form = read(typed({where: value}), "f.xlsx", dataset)
    assert codes(form) == [code]
    assert form.problems[0].place == f"f.xlsx ({where})"


def test_a_formula_of_ones_own_in_the_cell_of_a_whole_is_refused(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """It shows a number that would be read by nobody: the form's own sum is computed anew from the parts."""
    whole = next(line for sheet in sheets(dataset) for line in sheet.lines if line.parts).indicator.indicator
    where = place(dataset, whole)
    form = read(typed({where: "=100+20"}), "f.xlsx", dataset)
    assert (codes(form), form.problems[0].place) == (["form.formula"], f"f.xlsx ({where})")
    assert codes(read(typed({}), "f.xlsx", dataset)) == []


def test_all_problems_are_told_at_once(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """Over all sheets."""
    names = ("livestock.pigs", "budget.revenue", "education.district_prizes")
    assert codes(read(typed({place(dataset, name): "?" for name in names}), "f", dataset)) == ["form.text"] * 3


def test_a_new_indicator_is_proposed(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """By the blank rows of its section; it is not added by itself, and a figure without a name is refused."""
    row = sheets(dataset, ["agriculture"])[0].blanks[0]
    form = read(
        typed(
            {
                f"Nông - lâm nghiệp và thủy sản!C{row}": "Đàn dê",
                f"Nông - lâm nghiệp và thủy sản!D{row}": "con",
                f"Nông - lâm nghiệp và thủy sản!G{row}": 40,
            }
        ),
        "f",
        dataset,
    )
    assert [one[:3] for one in form.proposed] == [("agriculture", "Đàn dê", "con")]
    assert codes(read(typed({f"Nông - lâm nghiệp và thủy sản!G{row}": 40}), "f", dataset)) == ["form.name"]


def test_a_form_of_another_period_is_refused(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """So is one of another unit, and any other workbook."""
    assert codes(read(typed({f"{GUIDE}!C4": "2023-FY"}), "f", dataset)) == ["form.period"]
    assert codes(read(typed({f"{GUIDE}!C5": "xã khác"}), "f", dataset)) == ["form.unit"]
    other = dataset.workspace.root / "other.xlsx"
    Workbook().save(other)
    assert codes(read(other, "f", dataset)) == ["form.form"]


def test_moved_and_copied_rows_are_refused(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """The hidden column tells which row is which; a row twice would be a figure twice."""
    assert codes(read(typed({"Nông - lâm nghiệp và thủy sản!A6": "crops.grain_output"}), "f", dataset)) == ["form.row"]
    assert codes(read(typed({"Nông - lâm nghiệp và thủy sản!A6": "nonsense"}), "f", dataset)) == ["form.row"]


def test_two_forms_must_not_state_different_things(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """The same figure twice is one figure."""
    where = place(dataset, "livestock.pigs")
    forms = [read(typed({where: value}, name=f"{value}.xlsx"), "f", dataset) for value in (900, 901)]
    with pytest.raises(InputError, match=r"901 here, 900 in 900\.xlsx"):
        changes(dataset, forms)
    assert len(changes(dataset, [forms[0], forms[0]])) == 2, "it and the plan that stands in every form"


# What is not opened


def packed(path: Path, **parts: bytes) -> Path:
    """A workbook with further parts."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl__vbaProject_dot_bin", b"x", "form.macros"),
        ("xl__externalLinks__externalLink1_dot_xml", b"<x/>", "form.links"),
        ("xl__embeddings__x_dot_xlsx", b"x", "form.links"),
        ("xl__worksheets__bomb_dot_xml", b"0" * (30 << 20), "form.bomb"),
        ("xl__evil_dot_xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "form.entities"),
    ],
)
def test_what_could_harm_is_not_opened(
    dataset: Dataset, typed: Callable[..., Path], part: str, content: bytes, code: str
) -> None:
    """Macros, links, objects, bombs, entities."""
    assert codes(read(packed(typed({}), **{part: content}), "f", dataset)) == [code]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_and_broken_files_are_refused(
    dataset: Dataset, typed: Callable[..., Path], state: Literal["hidden", "veryHidden"]
) -> None:
    """Nobody would see what is in a hidden sheet, nor that there is one where no menu shows it."""
    path = typed({})
    book = load_workbook(path)
    book["Giáo dục"].sheet_state = state
    book.save(path)
    assert codes(read(path, "f", dataset)) == ["form.hidden"]
    path.write_bytes(b"PK nonsense")
    assert codes(read(path, "f", dataset)) == ["form.broken"]
    assert codes(read(path.with_suffix(".xls"), "f", dataset)) == ["form.suffix"]
    assert codes(read(path.with_name("none.xlsx"), "f", dataset)) == ["form.unreadable"]


# CSV


def sheet_of(path: Path, *rows: str) -> Path:
    """A CSV form; semicolons as a Vietnamese Excel writes them."""
    head = "Mã chỉ tiêu;STT;Chỉ tiêu;ĐVT;Kế hoạch năm;Thực hiện cùng kỳ;Ước thực hiện;Còn lại;Ghi chú"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8-sig")
    return path


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("47,42", "1.234,5"), ["47.42", "1234.5"]),
        (("47.42", "1,234.5"), ["47.42", "1234.5"]),
        (("47.421", "1.234,5"), ["47421", "1234.5"]),
        (("47.421", "0.50"), ["47.421", "0.50"]),
    ],
)
def test_a_csv_tells_its_decimal_mark_by_all_its_numbers(
    dataset: Dataset, tmp_path: Path, cells: tuple[str, str], values: list[str]
) -> None:
    """``47.421`` is what the rest of the file makes it."""
    names = ("income.agriculture", "income.trade")
    rows = [f"{name};;;;;;{cell};;" for name, cell in zip(names, cells, strict=True)]
    form = read(sheet_of(tmp_path / "kinh-te.csv", *rows), "kinh-te.csv", dataset)
    assert (codes(form), [str(one.value) for one in form.typed]) == ([], values)
    assert (form.name, form.typed[0].place) == ("form_kinh_te", "G2")


NESTED = [
    "income.all,s,Tổng,All,vnd_bn,flow,higher,1,,,,,,false,1",
    "income.farms,s,Nông nghiệp,Farms,vnd_bn,flow,higher,1,income.all,sector,,,,false,2",
    "income.crops,s,Trồng trọt,Crops,vnd_bn,flow,higher,1,income.farms,branch,,,,false,3",
    "income.herds,s,Chăn nuôi,Herds,vnd_bn,flow,higher,1,income.farms,branch,,,,false,4",
    "income.trade,s,Thương mại,Trade,vnd_bn,flow,higher,1,income.all,sector,,,,false,5",
]


def test_wholes_of_wholes_are_added_up_from_below(small_dataset: Callable[..., Dataset], tmp_path: Path) -> None:
    """Only leaves are typed: farms are the sum of theirs before all is that of farms and trade, measure by measure."""
    dataset = small_dataset(NESTED, ['income.trade,plan,9.0,vnd_bn,"9,0",,,,final,,report:L1,,'])
    typed = {"crops": ("60,5", "40,5"), "herds": ("", "20,0"), "trade": ("300,0", "150,0")}
    rows = [f"income.{name};;;;{plan};;{actual};;" for name, (plan, actual) in typed.items()]
    form = read(sheet_of(tmp_path / "x.csv", *rows), "x.csv", dataset)
    sums = {(one.indicator, one.measure): str(one.value) for one in form.typed if one.place.startswith("sum!")}
    assert codes(form) == []
    assert sums == {("income.farms", "actual"): "60.5", ("income.all", "actual"): "210.5"}


def test_a_csv_that_does_not_tell_is_refused_until_it_is_said(dataset: Dataset, tmp_path: Path) -> None:
    """And one that tells two things is refused at any rate."""
    path = sheet_of(tmp_path / "x.csv", "income.agriculture;;;;;;47.421;;")
    assert codes(read(path, "x.csv", dataset)) == ["form.mark"]
    assert [str(one.value) for one in read(path, "x.csv", dataset, "comma").typed] == ["47421"]
    assert [str(one.value) for one in read(path, "x.csv", dataset, "dot").typed] == ["47.421"]
    sheet_of(path, "income.agriculture;;;;;;47,42;;", "income.trade;;;;;;47.42;;")
    assert codes(read(path, "x.csv", dataset)) == ["form.marks"]
    sheet_of(path, "income.agriculture;;;;;;1.2.3,4;;", "nonsense;;;;;;5;;")
    assert codes(read(path, "x.csv", dataset)) == ["form.row", "form.value"]


# LibreOffice


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine: no round trip")
def test_a_form_survives_libreoffice(dataset: Dataset, typed: Callable[..., Path], tmp_path: Path) -> None:
    """Opened, recalculated and saved by it, a form says the same; warnings and percentages are live."""
    values = {place(dataset, "income.agriculture"): 70.5, place(dataset, "income.industry_construction"): 250}
    values |= {place(dataset, "income.trade_services"): 480.25, place(dataset, "income.total", "plan"): None}
    values |= {place(dataset, "income.trade"): 1, place(dataset, "income.transport"): 1}
    values |= {place(dataset, "income.finance_other"): 1, place(dataset, "livestock.pigs", "plan"): 1000}
    values |= {place(dataset, "livestock.pigs"): 905}
    path = typed(values)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    out = tmp_path / "out"
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    if not out.is_dir():
        pytest.skip("LibreOffice on this machine has no spreadsheets")
    before, after = read(path, "f", dataset), read(out / path.name, "f", dataset)
    assert after.problems == []
    assert sorted(after.typed) == sorted(before.typed)
    book = load_workbook(out / path.name, data_only=True)
    assert book["Kinh tế"]["G6"].value == 800.75
    assert book["Kinh tế"]["L9"].value == "Khác tổng các phần. "
    row = place(dataset, "livestock.pigs").rpartition("G")[2]
    assert book["Nông - lâm nghiệp và thủy sản"][f"I{row}"].value == 90.5


def test_a_mark_taken_for_another_one_shows_in_the_scale(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """A Vietnamese Excel makes 47421 of 47.421: the form warns while one types, and so does reading it."""
    wrong, right = place(dataset, "income.agriculture"), place(dataset, "income.industry_construction")
    path = typed({wrong: 47421, right: 250})
    book = load_workbook(path)
    assert "Chênh trên 100 lần" in book["Kinh tế"]["L7"].value
    found = changes(dataset, [read(path, "f", dataset)])
    assert [one.typed.place for one in out_of_scale(dataset, found)] == [wrong.replace(" ", "_")]
    zero = changes(dataset, [read(typed({wrong: 0}), "f", dataset)])
    assert out_of_scale(dataset, zero) == ()


def test_a_percent_format_is_refused(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """Excel stores 0.98 for 98 %."""
    path = typed({})
    book = load_workbook(path)
    title, _, cell = place(dataset, "insurance.health_share").partition("!")
    book[title][cell].value, book[title][cell].number_format = 0.98, "0.0%"
    book.save(path)
    assert codes(read(path, "f", dataset)) == ["form.percent"]


AGRICULTURE = 'income.agriculture,1.1,"Nông, lâm nghiệp và thủy sản",tỷ đồng,,"60,25","70,5",,ước'


def test_a_sheet_saved_as_csv_is_read(dataset: Dataset, tmp_path: Path) -> None:
    """With the title above the heads, and the hidden column in front; sums come of the parts."""
    head = "Mã chỉ tiêu,STT,Chỉ tiêu,ĐVT,Kế hoạch năm,Thực hiện cùng kỳ (địa giới mới),Ước thực hiện,Còn lại,Ghi chú"
    lines = [",KINH TẾ,,,,,,,", ",thị trấn Kim Tân,,,,,,,", "", head]
    lines += ["income.total,1,Tổng thu nhập (giá hiện hành),tỷ đồng,,,,,", AGRICULTURE]
    path = tmp_path / "kinh-te.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    form = read(path, "kinh-te.csv", dataset)
    assert codes(form) == []
    assert [(one.indicator, one.measure, str(one.value), one.place) for one in form.typed] == [
        ("income.agriculture", "last_year", "60.25", "F6"),
        ("income.agriculture", "actual", "70.5", "G6"),
    ]
    parts = [
        f"income.{part},,,,,,{value},," for part, value in (("industry_construction", 250), ("trade_services", 480))
    ]
    path.write_text("\n".join([*lines, *parts]), encoding="utf-8-sig")
    total = [one for one in read(path, "kinh-te.csv", dataset).typed if one.indicator == "income.total"]
    assert [(one.measure, str(one.value)) for one in total] == [("actual", "800.5")], "the sum of its parts"
    path.write_text("nonsense", encoding="utf-8")
    assert codes(read(path, "kinh-te.csv", dataset)) == ["form.heads"]


def test_a_total_typed_over_its_formula_is_not_lost(dataset: Dataset, typed: Callable[..., Path]) -> None:
    """Where parts are missing it is what is known; where all are there, it has to be their sum."""
    total = place(dataset, "income.total")
    form = read(typed({total: 800.75}, "economy"), "f", dataset)
    assert [(one.indicator, one.measure, str(one.value)) for one in form.typed] == [
        ("income.total", "actual", "800.75")
    ]
    names = ("agriculture", "industry_construction", "trade_services")
    parts = {place(dataset, f"income.{name}"): 250 for name in names}
    assert codes(read(typed({total: 800.75, **parts}, "economy"), "f", dataset)) == ["form.sum"]
    assert codes(read(typed({total: 750, **parts}, "economy"), "f", dataset)) == []


def test_the_form_of_a_period_that_is_filled_in_changes_nothing(tmp_path: Path) -> None:
    """Of the report as it stands, with totals that differ from their parts by rounding, growth, targets and bounds."""
    workspace = copied(tmp_path / "w", notebooks=False)
    dataset = load(workspace, workspace.params_file("2023-H1"))
    path = tmp_path / "form.xlsx"
    path.write_bytes(write(dataset, sheets(dataset)))
    form = read(path, "f.xlsx", dataset)
    assert form.problems == []
    assert len(form.typed) > 150
    assert {one.kind for one in changes(dataset, [form])} == {"same"}


def test_what_an_earlier_period_stated_is_asked_again(dataset: Dataset) -> None:
    """The half-year states growth of income and a target; in the nine months nothing of it is stated yet."""
    assert {row.measure for row in dataset.observations} == {"plan"}
    assert sheets(dataset, ["economy"])[0].further == ("M", "N")

"""The tables of a period go into a workbook and come back, and no spreadsheet program changes a figure on the way."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data.dataset import Dataset, load
from kimtan.errors import ExitCode, InputError
from kimtan.forms import editing
from kimtan.forms.editing import take, write
from tests.conftest import write_workspace

INDICATOR = "a.total,population,Tổng,Total,vnd_bn,flow,higher,3,,,,,,false,1"
ROWS = [
    'a.total,actual,62.260,vnd_bn,"62,260",,,,estimate,,L1,"Một ghi chú, có ""nháy"".",',
    "a.total,plan,5,vnd_bn,05,,,,final,,L2,=1+1 là chữ,",
    "a.total,target,5,vnd_bn,5/9,,,,final,,L3,Lấy số 5 của 5/9.,",
]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A period whose figures a spreadsheet program would change."""
    workspace = write_workspace(tmp_path / "w", [INDICATOR], ROWS)
    return load(workspace, workspace.params_file("2024-H1"))


@pytest.fixture
def book(dataset: Dataset, tmp_path: Path) -> Path:
    """The workbook of its tables."""
    path = tmp_path / "tables.xlsx"
    path.write_bytes(write(dataset))
    return path


def files(dataset: Dataset) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in dataset.workspace.root.rglob("*.*") if path.suffix in {".csv", ".json"}}


def test_what_comes_back_as_it_went_out_writes_nothing(dataset: Dataset, book: Path) -> None:
    """Every byte stays, quotes and separators too."""
    before = files(dataset)
    assert take(dataset, book) == {}
    assert files(dataset) == before


@pytest.mark.longer(alone=True)
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_libreoffice_changes_no_figure_of_it(dataset: Dataset, book: Path, tmp_path: Path) -> None:
    """Opened and saved by it, the tables are the same."""
    saved = tmp_path / "saved"
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    if not saved.is_dir():
        pytest.skip("LibreOffice on this machine has no spreadsheets")
    assert take(dataset, saved / book.name) == {}


def test_only_tables_of_this_workspace_are_edited(dataset: Dataset) -> None:
    """Neither rules, which are no table, nor what is not there, nor the dictionary that comes with kimtan."""
    (dataset.workspace.root / "data" / "rules.yml").write_text("rules: []\n", "utf-8")
    assert set(editing.tables(dataset)) == {"observations", "indicators", "phrases"}
    assert all(path.is_relative_to(dataset.workspace.root) for path in editing.tables(dataset).values())


def test_every_cell_is_text_and_so_are_those_for_new_rows(dataset: Dataset, book: Path) -> None:
    """What is typed below the table stays as it is typed."""
    sheet = load_workbook(book)["observations"]
    assert [cell.value for cell in sheet["C"][1:4]] == ["62.260", "5", "5"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows(1, 400) for cell in row} == {"@"}


def test_a_table_that_a_spreadsheet_saved_with_semicolons_has_its_columns(dataset: Dataset, tmp_path: Path) -> None:
    """It goes out cell by cell, and comes back as it was; edited, it has commas."""
    table, path = dataset.workspace.observations_file("2024-H1"), tmp_path / "tables.xlsx"
    rows = list(csv.reader(table.read_text("utf-8").splitlines()))
    saved = io.StringIO()
    csv.writer(saved, delimiter=";", lineterminator="\n").writerows(rows)
    table.write_text(saved.getvalue(), "utf-8-sig")
    path.write_bytes(write(dataset))
    edited = load_workbook(path)
    sheet = edited["observations"]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows(1, 4)] == rows
    assert take(dataset, path) == {}
    sheet["L3"] = "Mới"
    edited.save(path)
    assert take(dataset, path) == {"observations": 2}
    rows[2][11] = "Mới"
    assert list(csv.reader(table.read_text("utf-8").splitlines())) == rows


def test_what_was_edited_is_written_and_the_period_loads(dataset: Dataset, book: Path) -> None:
    """A changed cell, a new row and a row taken out; the dictionary too."""
    edited = load_workbook(book)
    sheet = edited["observations"]
    sheet["C2"], sheet["E2"] = "62.270", "62,270"
    sheet.delete_rows(4)
    for at, text in enumerate(["a.total", "last_year", "7.0", "vnd_bn", "7,0", "", "", "", "final", "", "L4"], 1):
        sheet.cell(4, at).value = text
    edited["indicators"]["C2"] = "Tổng số"
    edited.save(book)
    assert set(take(dataset, book)) == {"observations", "indicators"}
    now = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
    assert [(row.measure, str(row.value)) for row in now.stated] == [
        ("actual", "62.270"),
        ("plan", "5"),
        ("last_year", "7.0"),
    ]
    assert now.indicators["a.total"].name_vi == "Tổng số"


def test_what_a_spreadsheet_makes_of_a_table_is_read_as_it_was(dataset: Dataset, book: Path) -> None:
    """A truth in the place of the word, a blank row between others, another line end in a note: nothing differs."""
    edited = load_workbook(book)
    indicators, observations = edited["indicators"], edited["observations"]
    column = next(cell.column for cell in indicators[1] if cell.value == "restricted")
    indicators.cell(2, column).value = False
    observations.insert_rows(3)
    edited.save(book)
    assert take(dataset, book) == {}
    edited["observations"]["L2"] = "Một ghi chú,\r\nhai dòng."
    edited.save(book)
    assert take(dataset, book) == {"observations": 2}
    now = load(dataset.workspace, dataset.workspace.params_file("2024-H1"))
    assert now.stated[0].note_vi == "Một ghi chú,\nhai dòng."


def test_what_is_saved_in_an_editor_meanwhile_is_not_lost(
    dataset: Dataset, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written over a table that somebody saved while the workbook was read."""
    edited = load_workbook(book)
    edited["indicators"]["C2"] = "Tổng số"
    edited.save(book)
    table = dataset.workspace.observations_file("2024-H1")
    saved = table.read_text("utf-8") + 'a.total,last_year,7.0,vnd_bn,"7,0",,,,final,,L4,,\n'
    text = editing.rows_text

    def save(rows: editing.Rows) -> str:
        table.write_text(saved, "utf-8")
        return text(rows)

    monkeypatch.setattr(editing, "rows_text", save)
    with pytest.raises(InputError) as caught:
        take(dataset, book)
    assert [problem.code for problem in caught.value.problems] == ["workspace.changed_meanwhile"]
    assert table.read_text("utf-8") == saved


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("C2", 62.26, "editing.number"),
        ("E4", "=A1", "editing.number"),
        ("C2", "62.261", "observations.as_written"),
        ("A2", "a.totl", "observations.indicator"),
        ("Q2", "x", "editing.wide"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_written(
    dataset: Dataset, book: Path, cell: str, value: object, code: str
) -> None:
    """A number, a formula, a slip of the pen, a cell beside the table."""
    before = files(dataset)
    edited = load_workbook(book)
    edited["observations"][cell] = value
    edited.save(book)
    with pytest.raises(InputError) as caught:
        take(dataset, book)
    assert code in [problem.code for problem in caught.value.problems]
    assert files(dataset) == before


@pytest.mark.parametrize("is_told_of_which_state", [True, False])
def test_a_workbook_of_an_older_state_takes_nothing_back(
    dataset: Dataset, book: Path, is_told_of_which_state: bool
) -> None:
    """A figure that was filled in while the workbook was edited would be lost; the same table is the same."""
    edited = load_workbook(book)
    edited["indicators"]["C2"] = "Tổng số"
    if not is_told_of_which_state:
        del edited["kimtan"]
    edited.save(book)
    table = dataset.workspace.observations_file("2024-H1")
    table.write_text(table.read_text("utf-8") + 'a.total,last_year,7.0,vnd_bn,"7,0",,,,final,,L4,,\n', "utf-8")
    before = files(dataset)
    with pytest.raises(InputError) as caught:
        take(dataset, book)
    assert [problem.code for problem in caught.value.problems] == ["editing.stale"]
    assert files(dataset) == before


def test_a_table_that_goes_on_for_ever_is_refused(
    dataset: Dataset, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last rows were left out without a word."""
    monkeypatch.setattr(editing, "_MOST_ROWS", 3)
    with pytest.raises(InputError) as caught:
        take(dataset, book)
    assert "editing.rows" in [problem.code for problem in caught.value.problems]


def test_the_commands_say_what_they_did(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what comes next; nothing is written over."""
    monkeypatch.chdir(dataset.workspace.root)
    made = CliRunner().invoke(app, ["data", "edit", "2024-H1"])
    assert made.exit_code == ExitCode.DONE, made.output
    assert "kimtan data take 2024-H1 data-2024-H1.xlsx" in made.stdout
    assert CliRunner().invoke(app, ["data", "edit", "2024-H1"]).exit_code == ExitCode.BAD_INPUT
    taken = CliRunner().invoke(app, ["data", "take", "2024-H1", "data-2024-H1.xlsx"])
    assert (taken.exit_code, taken.stdout) == (ExitCode.DONE, "Nothing differs; nothing was written.\n")

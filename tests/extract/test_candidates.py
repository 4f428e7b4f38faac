"""What was read of a report becomes candidates, and what a person accepts becomes data: nothing else does."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from kimtan.data import dataset as datasets
from kimtan.data.dataset import Dataset, load
from kimtan.errors import InputError, Problem
from kimtan.extract.accepting import accept
from kimtan.extract.candidate_files import as_csv, as_workbook, is_candidates, read_accepted
from kimtan.extract.candidates import Candidate, candidates
from kimtan.extract.documents.opening import open_document
from kimtan.extract.naming import slug
from kimtan.extract.proposals import place_token
from kimtan.extract.reading import read
from kimtan.forms.amending import with_documents
from kimtan.forms.founding import founded
from kimtan.period import Period
from kimtan.workspace import Workspace

REPORT = (
    ("I. KẾT QUẢ THỰC HIỆN", True),
    ("1. Ngân sách xã", True),
    ("Tổng thu ngân sách trên địa bàn đạt 12,5 tỷ đồng, bằng 45% dự toán, tăng 7% so với cùng kỳ.", False),
    ("2. Chợ đêm Thành Mỹ", True),
    ("Chợ có 31 gian hàng; trao 752 suất quà.", False),
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A commune's report as a Word file."""
    document = Document()
    for text, is_bold in REPORT:
        document.add_paragraph().add_run(text).bold = is_bold or None
    path = tmp_path / "bao-cao.docx"
    document.save(str(path))
    return path


@pytest.fixture
def period(tmp_path: Path) -> Dataset:
    """The first period of an office that has nothing."""
    founding = founded(tmp_path / "office", Period.parse("2024-H1"), "xã Thành Mỹ", "commune")
    founding.write()
    return load(founding.workspace, founding.workspace.params_file("2024-H1"))


def found_in(report: Path, period: Dataset) -> list[Candidate]:
    document = open_document(report).document
    return list(candidates(document, read(document, period.complete.indicators, period.units), period).rows)


def reloaded(period: Dataset) -> Dataset:
    workspace = Workspace(period.workspace.root)
    return load(workspace, workspace.params_file("2024-H1"))


def test_candidates_say_what_was_read_and_where(report: Path, period: Dataset) -> None:
    """Value, unit, measure, the words around; a proposed indicator has a name, a section and a unit of its own."""
    found = {candidate.as_written: candidate for candidate in found_in(report, period)}
    revenue, share, stalls, gifts = (found[token] for token in ("12,5", "45", "31", "752"))
    assert (revenue.value, revenue.unit, revenue.measure, revenue.place) == ("12.5", "vnd_bn", "actual", "p3")
    assert (share.measure, share.indicator) == ("pct_of_plan", revenue.indicator)
    assert "[12,5]" in revenue.words
    assert (stalls.is_new, stalls.section_title, stalls.section) == ("new", "Chợ đêm Thành Mỹ", "cho_dem_thanh_my")
    assert stalls.indicator.startswith("cho_dem_thanh_my.")
    assert gifts.unit in {*period.units, "suat_qua"}
    assert all(not candidate.accept for candidate in found.values())


def test_the_least_sure_come_first(report: Path, period: Dataset) -> None:
    """Whoever looks through them begins with what is worth looking at."""
    sure = [float(candidate.confidence) for candidate in found_in(report, period)]
    assert sure == sorted(sure)


@pytest.mark.parametrize("name", ["- =1+1", "=1+1", "+A1"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_files_are_read_back_as_they_were_written(
    report: Path, period: Dataset, tmp_path: Path, kind: str, name: str
) -> None:
    """Only rows with an x are taken, each cell as it was, also one that looks like a formula."""
    found = found_in(report, period)
    marked = [replace(found[0], accept="x", name_vi=name), *(replace(one, accept="") for one in found[1:])]
    path = tmp_path / f"a.{kind}"
    path.write_bytes(as_csv(marked) if kind == "csv" else as_workbook(marked))
    assert is_candidates(path)
    assert read_accepted(path, path.name) == marked[:1]
    if kind == "xlsx":
        cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    else:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "- ", "+"))]


def test_a_mark_that_says_neither_yes_nor_no_is_refused(report: Path, period: Dataset, tmp_path: Path) -> None:
    """A row must not be left out because of a slip of the pen."""
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv([replace(found_in(report, period)[0], accept="xx")]))
    with pytest.raises(InputError, match="neither yes nor no"):
        read_accepted(path, path.name)


def test_no_row_far_down_is_lost(report: Path, period: Dataset, tmp_path: Path) -> None:
    """A sheet with more rows than are read is refused, since an accepted row may stand below them."""
    book = load_workbook(io.BytesIO(as_workbook(found_in(report, period))))
    book.worksheets[0].cell(20_001, 1, "x")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="more than 20000 rows"):
        read_accepted(tmp_path / "a.xlsx", "a.xlsx")


def test_accepted_rows_become_data_with_what_they_need(report: Path, period: Dataset) -> None:
    """Indicators, units and sections that are new go into the workspace's dictionary; the report is their document."""
    found = [replace(candidate, accept="x") for candidate in found_in(report, period)]
    made = accept(period, found, report, "Báo cáo")
    now = reloaded(period)
    assert made.figures == len(now.observations) == len(found)
    stated = {row.as_written: row for row in now.observations}
    assert (str(stated["12,5"].value), stated["12,5"].source) == ("12.5", "bao_cao:p3")
    assert now.sources.documents["bao_cao"].title == "Báo cáo"
    assert {row.indicator for row in now.observations} <= set(now.indicators)
    assert "cho_dem_thanh_my" in now.sections


def test_a_table_that_a_spreadsheet_saved_goes_on_in_its_own_way(report: Path, period: Dataset) -> None:
    """With semicolons and a byte order mark, which readers take."""
    table = period.workspace.observations_file("2024-H1")
    table.write_text(table.read_text("utf-8").replace(",", ";"), "utf-8-sig")
    found = [replace(one, accept="x") for one in found_in(report, period) if one.as_written == "12,5"]
    accept(reloaded(period), found, report, "Báo cáo")
    assert [row.as_written for row in reloaded(period).observations] == ["12,5"]


def test_what_is_not_accepted_leaves_no_trace(report: Path, period: Dataset) -> None:
    """Nothing enters the data unseen."""
    found = found_in(report, period)
    only = [replace(one, accept="x") for one in found if one.as_written == "31"]
    accept(period, only, report, "Báo cáo")
    assert [row.as_written for row in reloaded(period).observations] == ["31"]


def test_a_refused_row_changes_no_file(report: Path, period: Dataset) -> None:
    """All files of a change appear, or none does."""
    before = {path: path.read_bytes() for path in period.workspace.root.rglob("*.*") if path.is_file()}
    broken = [replace(one, accept="x", value="zwölf") for one in found_in(report, period)[:1]]
    with pytest.raises(InputError):
        accept(period, broken, report, "Báo cáo")
    after = {path: path.read_bytes() for path in period.workspace.root.rglob("*.*") if path.is_file()}
    assert {path: after[path] for path in before} == before


def test_taking_the_same_again_is_refused(report: Path, period: Dataset) -> None:
    """A figure is not stated twice in one place: a second document of the same name is another one."""
    found = [replace(one, accept="x") for one in found_in(report, period) if one.as_written == "31"]
    accept(period, found, report, "Báo cáo")
    accept(reloaded(period), found, report, "Báo cáo")
    assert sorted(row.source for row in reloaded(period).observations) == ["bao_cao:p5", "bao_cao_2:p5"]


def test_what_is_accepted_meets_the_data_as_they_are_now(report: Path, period: Dataset) -> None:
    """Not as they were when the candidates were read: somebody may have accepted others meanwhile."""
    found = [replace(one, accept="x") for one in found_in(report, period) if one.as_written in {"31", "752"}]
    accept(period, found[:1], report, "Báo cáo")
    assert accept(period, found, report, "Báo cáo").sections == 0
    assert {row.source.partition(":")[0] for row in reloaded(period).observations} == {"bao_cao", "bao_cao_2"}


def test_what_is_saved_in_an_editor_meanwhile_is_not_lost(
    report: Path, period: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody adds a figure by hand after the table was read: nothing is written, and the figure stays."""
    found = [replace(one, accept="x") for one in found_in(report, period)]
    table = period.workspace.observations_file("2024-H1")
    saved = table.read_text("utf-8") + "livestock.pigs,actual,9,head,9,,,,final,,report:L1,,\n"

    def save(*arguments: Any) -> str:
        table.write_text(saved, "utf-8")
        return with_documents(*arguments)

    monkeypatch.setattr("kimtan.extract.accepting.with_documents", save)
    with pytest.raises(InputError) as error:
        accept(period, found, report, "Báo cáo")
    assert [problem.code for problem in error.value.problems] == ["workspace.changed_meanwhile"]
    assert table.read_text("utf-8") == saved


def test_a_document_is_named_with_what_proves_it(report: Path, period: Dataset) -> None:
    """Whoever assigned a plan or what a change compares with is named beside; the description of the data holds all."""
    found = [replace(one, accept="x") for one in found_in(report, period) if one.as_written == "31"]
    fair = replace(found[0], measure="change_pct", unit="pct", basis="fair", basis_name="phiên chợ", unit_name="")
    accept(period, [*found, fair], report, "Báo cáo")
    now = reloaded(period)
    document = now.sources.documents["bao_cao"]
    assert document.sha256 == hashlib.sha256(report.read_bytes()).hexdigest()
    assert document.issuer == now.config.settings.authority
    assert now.terms["base"]["fair"].name_vi == "phiên chợ"
    files = {path.name for path in (now.workspace.root / "data").glob("*.csv")}
    described = now.workspace.datapackage_file.read_text("utf-8")
    assert {"terms.csv", "indicators.csv", "units.csv"} <= files
    assert all(name in described for name in files)


def test_data_that_would_not_load_with_it_stay_as_they_were(
    report: Path, period: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The description of the data too, which is written last."""
    found = [replace(one, accept="x") for one in found_in(report, period)]
    before = {path: path.read_bytes() for path in period.workspace.root.rglob("*.*") if path.is_file()}
    loads = iter((period,))

    def loaded(*_: object) -> Dataset:
        dataset = next(loads, None)
        if dataset is None:
            raise InputError(Problem("data", "It does not load.", "Mend it.", "x"))
        return dataset

    monkeypatch.setattr(datasets, "load", loaded)
    with pytest.raises(InputError, match="does not load"):
        accept(period, found, report, "Báo cáo")
    after = {path: path.read_bytes() for path in period.workspace.root.rglob("*.*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("place", "token"),
    [("p12", "p12"), ("bảng 2, hàng 3, cột 5", "b2h3c5"), ("trang 4", "t4"), ("khung chữ ở p7", "kcop7")],
)
def test_a_place_becomes_one_that_data_can_name(place: str, token: str) -> None:
    """Without blanks and marks, and still one that a person finds."""
    assert place_token(place) == token


def test_a_name_becomes_an_identity() -> None:
    """Small letters without marks, never a digit first."""
    assert (slug("Thu ngân sách Đ/địa"), slug("02 cầm đồ")) == ("thu_ngan_sach_d_dia", "n02_cam_do")

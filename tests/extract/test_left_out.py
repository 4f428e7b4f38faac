"""No number of a report is lost: it is a candidate, or is left out with the reason."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.extract_sentences import _document, _period
from benchmarks.sentences.corpus import reports
from kimtan.data.dataset import Dataset, load
from kimtan.extract.accepting import accept
from kimtan.extract.candidate_files import as_workbook, left_out_csv
from kimtan.extract.candidates import Candidates, all_accepted, candidates
from kimtan.extract.passages import ReadDocument
from kimtan.extract.reading import read
from kimtan.figures import TOKEN
from kimtan.forms.founding import founded
from kimtan.period import Period
from tests.extract.made import paragraphs

REVIEW = (
    "Tổng giá trị sản xuất năm 2025 đạt 486,5 tỷ đồng, tăng 62,4% so với đầu nhiệm kỳ.",
    "Tỷ lệ hộ nghèo giảm từ 31,5% năm 2020 xuống còn 12,8% năm 2025, bình quân mỗi năm giảm 3,74%.",
    "Xảy ra 14 vụ, giảm 06 vụ so với nhiệm kỳ trước; ngày 01/7/2025 có hiệu lực.",
)


def period_of(folder: Path, name: str = "2025-FY") -> Dataset:
    """The first period of an office that has nothing."""
    founding = founded(folder, Period.parse(name), "xã Thành Mỹ", "commune")
    founding.write()
    return load(founding.workspace, founding.workspace.params_file(name))


def found_in(document: ReadDocument, dataset: Dataset) -> Candidates:
    """The candidates of a document for a period."""
    return candidates(document, read(document, dataset.complete.indicators, dataset.units, dataset.period), dataset)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A period that nothing is written into."""
    return period_of(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("report", reports(), ids=lambda report: report["id"])
def test_every_number_of_a_report_is_told(report: dict[str, object], tmp_path: Path) -> None:
    """Each token with digits is a candidate or left out with a reason, and all candidates can be accepted at once."""
    document, period = _document(report), _period(report)
    own = period_of(tmp_path / "office", str(period or "2024-H1"))
    made = found_in(document, own)
    reading = read(document, own.complete.indicators, own.units, own.period)
    rows = {int(row.number) for row in made.rows}
    left = [(one.place, one.token) for one in made.left_out]
    tokens = sum(len(TOKEN.findall(figure.as_written)) for figure in reading.figures if figure.n in rows)
    tokens += sum(len(TOKEN.findall(token)) for _, token in left)
    assert tokens >= sum(len(TOKEN.findall(passage.text)) for passage in document.passages)
    assert all(one.reason for one in made.left_out)
    source = tmp_path / "report.txt"
    source.write_text("Báo cáo", "utf-8")
    assert accept(own, all_accepted(made.rows), source, "Báo cáo").figures == len(made.rows)


def test_what_data_cannot_hold_is_left_out_with_the_reason(dataset: Dataset) -> None:
    """The level of another year and a change on the average of years have no row; their places and reasons stand."""
    made = found_in(paragraphs(*REVIEW), dataset)
    told = {(one.place, one.token): one.reason for one in made.unheld}
    assert set(told) == {("p2", "31,5"), ("p2", "3,74")}
    assert "năm 2020" in told["p2", "31,5"]
    assert "bình quân mỗi năm" in told["p2", "3,74"]
    assert "[31,5]" in next(one.words for one in made.unheld)
    assert {"01", "7", "2025"} <= {one.token for one in made.left_out}


def test_both_files_have_a_part_for_what_is_left_out(dataset: Dataset, tmp_path: Path) -> None:
    """The workbook a sheet of its own, and beside the CSV another; cells are text, none a formula."""
    made = found_in(paragraphs(*REVIEW), dataset)
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_workbook(made.rows, made.left_out))
    sheet = load_workbook(path)["Chưa đưa vào"]
    assert sheet.max_row == len(made.left_out) + 1
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    rows = list(csv.reader(io.StringIO(left_out_csv(made.left_out).decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == [one.token for one in made.left_out]

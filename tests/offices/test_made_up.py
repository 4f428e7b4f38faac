"""An office that nobody has heard of gets a whole report from its figures alone, in every format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from kimtan.data.dataset import Dataset, load
from kimtan.figures import number_text
from kimtan.report.build import Options, build_report
from tests.extent import examples
from tests.offices.made_up import OFFICES, Office

NOTHING = "Kỳ này không có số liệu"
TRIED = examples(short=[name for name in OFFICES if "budget" in name or "merger" in name], long=list(OFFICES))


def text_of_word(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def unseen(dataset: Dataset, text: str) -> list[str]:
    """Figures whose number does not stand in a text, but for what does not compare any more."""
    bare = re.sub(r"<[^>]+>", "", text).replace("\N{NO-BREAK SPACE}", " ")
    missing = []
    for row in filter(dataset.is_comparable, dataset.observations):
        number = number_text(abs(row.value), "vi")
        if not re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d]|[.,]\d)", bare) and f"0{number}" not in bare:
            missing.append(str(row.figure))
    return missing


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_an_office_gets_a_whole_report(tmp_path: Path, name: str) -> None:
    """Every figure stands in the page, the PDF and the Word document."""
    office: Office = OFFICES[name]
    workspace = office.write(tmp_path / "office")
    params = workspace.params_file(office.period)
    report = build_report(workspace, params, Options(("html", "pdf", "docx"), jobs=2))
    dataset = load(workspace, params)
    assert report.in_evidence_only == ()
    files = {path.suffix: path for path in report.files if path.stem.startswith("report")}
    page = files[".html"].read_text(encoding="utf-8")
    assert unseen(dataset, page) == []
    printed = "\n".join(one.extract_text() for one in PdfReader(files[".pdf"]).pages)
    assert unseen(dataset, printed) == []
    assert NOTHING not in page
    word = text_of_word(files[".docx"])
    assert unseen(dataset, word) == []
    assert office.unit in word
    for other in ("thị trấn", "Kim Tân"):
        assert other not in word
        assert other not in printed

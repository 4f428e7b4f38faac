"""An office that nobody has heard of gets a whole report from its figures alone, in every format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from typer.testing import CliRunner

from kimtan.cli.app import app
from kimtan.data import datapackage
from kimtan.data.dataset import Dataset, load
from kimtan.figures import number_text
from kimtan.report.build import Options, build_report
from kimtan.workspace import suite_root
from tests.extent import examples
from tests.offices.made_up import OFFICES, Office

NOTHING = "Kỳ này không có số liệu"
TRIED = examples(short=[name for name in OFFICES if "budget" in name or "department" in name], long=list(OFFICES))


def text_of_word(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def unseen(dataset: Dataset, text: str) -> list[str]:
    """Figures whose number does not stand in a text."""
    bare = re.sub(r"<[^>]+>", "", text).replace("\N{NO-BREAK SPACE}", " ")
    missing = []
    for row in dataset.observations:
        number = number_text(abs(row.value), "vi")
        if not re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d]|[.,]\d)", bare) and f"0{number}" not in bare:
            missing.append(str(row.figure))
    return missing


def assert_outline_is_sound(path: Path, dataset: Dataset) -> None:
    """The chapter of results has the titles of the sections that are stated, numbered from 1, and no other heading."""
    paragraphs = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    first, after = (
        next(at for at, text in enumerate(paragraphs) if text.startswith(chapter)) for chapter in ("I. ", "II. ")
    )
    headings = [text for text in paragraphs[first + 1 : after] if re.match(r"\d+\. ", text)]
    stated = {dataset.indicators[row.indicator].section for row in dataset.observations}
    titles = [section.title("vi") for name, section in dataset.sections.items() if name in stated]
    assert headings == [f"{at}. {title}" for at, title in enumerate(titles, start=1)]


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
    assert_outline_is_sound(files[".docx"], dataset)
    if office.period.endswith("FY"):
        assert "cùng kỳ" not in word
    assert unseen(dataset, word) == []
    assert office.unit in word
    for other in ("thị trấn", "Kim Tân"):
        assert other not in word
        assert other not in printed


def test_the_doctor_names_sections_without_a_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only indicators name is told; a row in sections.csv ends it."""
    office = OFFICES["a city with eight months"]
    workspace = office.write(tmp_path / "office")
    monkeypatch.chdir(workspace.root)
    assert "2 sections without a title: port, tourism" in CliRunner().invoke(app, ["doctor"]).stdout
    rows = "section,number,title_vi,title_en,chapter,scope,notebook\n" + "".join(
        f"{name},I.{at},{name},{name},I,section,\n" for at, name in enumerate(("port", "tourism"), start=1)
    )
    (workspace.root / "data" / "sections.csv").write_text(rows, encoding="utf-8")
    datapackage.write(workspace, office.unit)
    assert "without a title" not in CliRunner().invoke(app, ["doctor"]).stdout


def test_the_doctor_sees_what_a_report_would_stop_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own notebook that misspells an indicator."""
    office = OFFICES["a city with eight months"]
    workspace = office.write(tmp_path / "office")
    own = workspace.root / "notebooks" / "17_port.ipynb"
    own.parent.mkdir()
    text = (suite_root() / "notebooks" / "13_agriculture.ipynb").read_text(encoding="utf-8")
    own.write_text(re.sub(r'results\(\\"[a-z_.]+', r'results(\\"port.cargoo', text), encoding="utf-8")
    monkeypatch.chdir(workspace.root)
    told = CliRunner().invoke(app, ["doctor"]).stdout
    assert "notebooks/17_port.ipynb names 'port.cargoo', which is no indicator\tDid you mean 'port.cargo'?" in told


def test_a_batch_names_the_office_whose_report_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its params say whose it is, whatever is wrong with its data."""
    monkeypatch.chdir(tmp_path)
    for name in ("a city with eight months", "a budget with plans alone"):
        office = OFFICES[name]
        workspace = office.write(tmp_path / office.period)
        stated = workspace.observations_file(office.period)
        stated.write_text(
            stated.read_text("utf-8").replace(",actual,", ",aktual,").replace(",plan,", ",plam,"), "utf-8"
        )
    paths = [f"{office}/params/{office}.yml" for office in ("2025-8M", "2026-FY")]
    answer = CliRunner().invoke(app, ["report", *paths, "--to", "html"])
    assert "thành phố Hải Bình\t2025-8M\tfailed" in answer.stdout
    index = (tmp_path / "outputs" / "index.html").read_text(encoding="utf-8")
    assert "huyện Đông Hà" in index
    assert "chưa lập được" in index

"""``kimtan extract --draft``: from an office's Word report to a finished report that nobody has looked at yet."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdf
import pytest
from typer.testing import CliRunner, Result

from benchmarks.sentences.corpus import reports
from kimtan.cli import output
from kimtan.cli.app import app
from tests.extent import IS_LONG

WORDS = "BẢN NHÁP ĐỌC TỰ ĐỘNG TỪ BAO-CAO.docx, CHƯA AI KIỂM TRA"


def run(*words: str) -> Result:
    output.console.cache_clear()
    output.error_console.cache_clear()
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the Word report of a made-up commune."""
    monkeypatch.chdir(tmp_path)
    document = docx.Document()
    for passage in reports()[0]["passages"]:
        if passage["kind"] == "heading":
            document.add_heading(passage["text"], passage["level"])
        else:
            document.add_paragraph(passage["text"])
    document.save(str(tmp_path / "BAO-CAO.docx"))
    return tmp_path


@pytest.mark.slow
@pytest.mark.longer
@pytest.mark.skipif(not IS_LONG, reason="a whole report is made by kernels; make test-all")
def test_every_page_says_that_nobody_has_looked(here: Path) -> None:
    """The page, each page of the PDF file, and each section of the Word document."""
    result = run("extract", "BAO-CAO.docx", "--period", "2024-H1", "--unit", "xã Thành Mỹ", "-o", "thanh-my", "--draft")
    assert "Nobody has looked at these figures yet" in result.output
    outputs = here / "thanh-my" / "outputs" / "2024-H1"
    (page,) = outputs.glob("report*.html")
    assert WORDS in page.read_text(encoding="utf-8")
    (printed,) = outputs.glob("report*.pdf")
    pages = [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(printed).pages]
    assert len(pages) > 3
    assert all(WORDS in text for text in pages)
    (word,) = outputs.glob("report*.docx")
    document = docx.Document(io.BytesIO(word.read_bytes()))
    for section in document.sections:
        headers = [section.header]
        headers += [section.first_page_header] if section.different_first_page_header_footer else []
        assert all(WORDS in "".join(paragraph.text for paragraph in header.paragraphs) for header in headers)


def test_a_period_that_somebody_works_on_is_not_filled_unseen(here: Path) -> None:
    """A report that does not call itself a draft gets no figure that nobody has looked at."""
    run("new", "2024-H1", "--unit", "xã Thành Mỹ")
    rows = here / "data" / "2024-H1" / "observations.csv"
    before = rows.read_bytes()
    result = run("extract", "BAO-CAO.docx", "--period", "2024-H1", "--draft")
    assert result.exit_code == 2
    assert "does not say that it is a draft" in " ".join(result.output.split())
    assert rows.read_bytes() == before
    assert not (here / "extract").exists()

"""``kimtan extract``, ``kimtan fill`` of candidates and ``kimtan bind``: what they print, write and answer."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from kimtan.cli import output
from kimtan.cli.app import app
from kimtan.report.office_text.word_text import WordText

UNIT = ("--unit", "xã Thành Mỹ")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an office's report and nothing else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    document = Document()
    document.add_paragraph("1. Ngân sách xã 6 tháng đầu năm 2024").runs[0].bold = True
    document.add_paragraph("Tổng thu ngân sách đạt 12,5 tỷ đồng. Chợ đêm có 31 gian hàng.")
    document.save(str(tmp_path / "BAO-CAO.docx"))
    return tmp_path


def run(*words: str) -> Result:
    output.console.cache_clear()
    output.error_console.cache_clear()
    return CliRunner().invoke(app, list(words))


def accepted(here: Path) -> Path:
    """The candidates, each accepted by hand."""
    path = here / "extract" / "2024-H1" / "BAO-CAO.candidates.csv"
    head, *rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *(["x", *row[1:]] for row in rows)])
    return path


def test_a_report_becomes_data_in_two_steps(here: Path) -> None:
    """Read, accept, take: nothing is data before; then the same report can be bound to it and filled."""
    result = run("extract", "BAO-CAO.docx", "--period", "2024-H1", *UNIT)
    assert result.exit_code == 1, result.output
    assert "2 candidates" in result.output
    assert "Left out: 0 figures" in result.output
    assert max(map(len, result.output.splitlines())) <= 110
    rows = here / "data" / "2024-H1" / "observations.csv"
    assert len(rows.read_text(encoding="utf-8").splitlines()) == 1
    assert run("fill", "2024-H1", "extract/2024-H1/BAO-CAO.candidates.csv").output.startswith(
        "BAO-CAO.candidates.csv: no row"
    )
    filled = run("fill", "2024-H1", str(accepted(here)))
    assert filled.exit_code == 0, filled.output
    assert "2 figures written" in filled.output
    assert len(rows.read_text(encoding="utf-8").splitlines()) == 3
    bound = run("bind", "BAO-CAO.docx", "2024-H1")
    assert bound.exit_code == 0, bound.output
    assert "2 numbers and 1 mention of the period bound" in bound.output
    text = WordText((here / "params" / "templates" / "text.docx").read_bytes())
    assert [control.text for one in text.paragraphs for control in one.controls] == [
        "6 tháng đầu năm 2024",
        "12,5",
        "31",
    ]


def test_nothing_is_overwritten(here: Path) -> None:
    """Candidates and texts that somebody may have worked on stay, and the way on is told."""
    run("extract", "BAO-CAO.docx", "--period", "2024-H1", *UNIT)
    again = run("extract", "BAO-CAO.docx", "--period", "2024-H1")
    assert again.exit_code == 2
    assert "It exists already" in again.output
    run("fill", "2024-H1", str(accepted(here)))
    run("bind", "BAO-CAO.docx", "2024-H1")
    again = run("bind", "BAO-CAO.docx", "2024-H1")
    assert again.exit_code == 2
    assert "It exists already" in again.output


def test_a_period_that_is_not_there_is_told(here: Path) -> None:
    """Without a unit no workspace is opened, and nothing is written."""
    run("new", "2024-H1", *UNIT)
    result = run("extract", "BAO-CAO.docx", "--period", "2023-FY")
    assert result.exit_code == 2
    assert "has no period 2023-FY" in result.output
    assert not (here / "extract").exists()


def test_json_has_every_number(here: Path) -> None:
    """Figures and refused tokens together are all numbers of the text."""
    result = run("extract", "BAO-CAO.docx", "--period", "2024-H1", "--format", "json", *UNIT)
    described = json.loads(result.stdout)
    tokens = [one["as_written"] for one in described["figures"]] + [one["token"] for one in described["refused"]]
    assert sorted(tokens) == ["1", "12,5", "2024", "31", "6"]
    assert described["findings"] == []


def test_a_draft_says_on_every_page_that_nobody_has_looked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All figures are data at once; the params carry the words that every page shows."""
    monkeypatch.setattr("kimtan.cli.report.reported", lambda *_: 0)
    result = run("extract", "BAO-CAO.docx", "--period", "2024-H1", "--draft", *UNIT)
    assert result.exit_code == 0, result.output
    assert "CHƯA AI KIỂM TRA" in (here / "params" / "2024-H1.yml").read_text(encoding="utf-8")
    assert len((here / "data" / "2024-H1" / "observations.csv").read_text(encoding="utf-8").splitlines()) == 3

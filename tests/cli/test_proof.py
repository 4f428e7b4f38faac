"""``kimtan proof``: what it prints, writes and answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kimtan.cli import output
from kimtan.cli.app import app
from kimtan.report.proofs import proofed_all, tasks
from tests.extract import invented
from tests.extract.word_files import p, word_file

SENTENCE = "Thu đạt 60,8% kế hoạch; chi 12,5 tỷ; vay 99,9 tỷ ở 5 xã."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a reading that knows no language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("kimtan.report.proofs.os.cpu_count", lambda: 1)
    invented.use(monkeypatch)
    return tmp_path


def run(*words: str) -> Result:
    output.console.cache_clear()
    output.error_console.cache_clear()
    return CliRunner().invoke(app, ["proof", *words])


def test_a_word_file_comes_back_with_comments_and_a_page(here: Path) -> None:
    """The report itself is only read; findings are told worst first, in at most 80 columns."""
    content = word_file(p(SENTENCE))
    (here / "BAO-CAO.docx").write_bytes(content)
    result = run("BAO-CAO.docx")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Không thể cùng đúng: Văn bản nêu 60,8%")
    assert "  Các số: 12,5 (đoạn 1); 60,8 (đoạn 1)." in lines
    assert lines[-2:] == ["BAO-CAO.proof.docx", "BAO-CAO.proof.html"]
    assert (here / "BAO-CAO.docx").read_bytes() == content
    assert sorted(path.name for path in here.iterdir()) == ["BAO-CAO.docx", "BAO-CAO.proof.docx", "BAO-CAO.proof.html"]


def test_strictly_a_contradiction_needs_attention(here: Path) -> None:
    """Exit 1 with --strict when something cannot hold, else 0."""
    (here / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (here / "b.txt").write_text("Thu đạt 60,8% kế hoạch.", encoding="utf-8")
    assert [run(name, "--strict").exit_code for name in ("a.txt", "b.txt")] == [1, 0]


def test_json_tells_every_number(here: Path) -> None:
    """Figures and refused tokens together are all numbers, with line and columns."""
    (here / "a.txt").write_text(f"\n{SENTENCE}\n", encoding="utf-8")
    described = json.loads(run("a.txt", "--format", "json").stdout)
    assert list(described) == ["document", "notes", "figures", "refused", "findings", "summary"]
    first = described["figures"][0]
    assert (first["line"], first["start"], first["end"], first["as_written"]) == (2, 8, 12, "60,8")
    assert (first["place"], first["value"], first["part_of"]) == ("dòng 2", "60.8", None)
    (refused,) = described["refused"]
    assert refused["token"] == "5"
    assert [finding["outcome"] for finding in described["findings"]] == ["cannot_hold", "suspicious", "holds"]
    assert [figure["figure"] for figure in described["findings"][0]["figures"]] == [1, 2]


def test_several_reports_end_with_a_page_over_them(here: Path) -> None:
    """Worst first; one that cannot be read is told and does not stop the others."""
    reports = here / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Thu đạt 60,8% kế hoạch.", encoding="utf-8")
    (reports / "b.txt").write_text(SENTENCE, encoding="utf-8")
    (reports / "c.txt").write_bytes(b"\x00\x01\x02" * 100)
    (reports / "b.proof.html").write_text("an earlier result", encoding="utf-8")
    result = run("reports", "-o", "out")
    assert result.exit_code == 2
    assert "reports/c.txt: The file is binary: neither text" in result.stderr
    index = (here / "out" / "index.html").read_text(encoding="utf-8")
    assert [index.index(name) for name in ("b.txt", "a.txt", "c.txt")] == sorted(
        index.index(name) for name in ("b.txt", "a.txt", "c.txt")
    )
    assert 'href="b.proof.html"' in index
    assert sorted(path.name for path in (here / "out").iterdir()) == ["a.proof.html", "b.proof.html", "index.html"]


def test_what_nobody_expected_stops_no_other_report(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several reports it is told of the one; alone it is an error of the program."""
    monkeypatch.setattr(sys.modules["kimtan.extract.proofing"], "proof", lambda *_: 1 / 0)
    (here / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (here / "b.txt").write_bytes(b"\x00\x01" * 100)
    result = run("a.txt", "b.txt")
    assert result.exit_code == 2
    assert "a.txt: kimtan met what it should not: ZeroDivisionError: division by zero." in result.stderr
    assert "b.txt: The file is binary: neither text" in result.stderr
    assert run("a.txt").exit_code == 70


def test_results_of_one_name_do_not_meet(here: Path) -> None:
    """Reports that differ in their ending or folder alone have results of their own."""
    for name in ("x/a.txt", "y/a.txt", "x/a.md"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(SENTENCE, encoding="utf-8")
    assert run("x/a.txt", "y/a.txt", "x/a.md", "-o", "out").exit_code == 0
    names = sorted(path.name for path in (here / "out").iterdir())
    assert names == ["a.md.proof.html", "a.proof.html", "a.txt.proof.html", "index.html"]


def test_a_link_in_the_place_of_a_result_is_not_followed(here: Path) -> None:
    """What it leads to stays as it is; the error says what to do."""
    (here / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (here / "precious").write_text("mine", encoding="utf-8")
    (here / "a.proof.html").symlink_to("precious")
    result = run("a.txt")
    assert result.exit_code == 4
    assert "There is a link or a folder in the place of the result." in result.stderr
    assert (here / "precious").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("missing.docx",), "There is no such file."),
        (("empty",), "There is no report here."),
        (("a.txt", "--format", "xml"), "There is no 'xml' here."),
        (("a.txt", "--period", "soon"), "soon"),
    ],
)
def test_bad_input_is_told(here: Path, words: tuple[str, ...], message: str) -> None:
    """Exit 2, with what was seen, and nothing is written."""
    (here / "empty").mkdir()
    (here / "a.txt").write_text(SENTENCE, encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(here.glob("*.proof.*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_described_is_told_in_order_and_not_kept(tmp_path: Path, jobs: int) -> None:
    """A batch tells each document as soon as those before it are done, and holds no description of it after that."""
    for number in range(4):
        text = f"Diện tích {number + 1}00 ha.\n\n" * (40 if number == 0 else 1)  # the first takes longest
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    documents = [(path, path.name) for path in sorted(tmp_path.glob("*.txt"))]
    told: list[tuple[str, bool]] = []
    made = tasks(documents, tmp_path / "out", None, is_described=True)
    results = proofed_all(made, jobs, on_done=lambda done: told.append((done.shown, done.described is not None)))
    assert told == [(f"{number}.txt", True) for number in range(4)]
    assert [result.described for result in results] == [None] * 4


def test_the_worst_findings_are_told_and_the_others_counted(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has all of them, and JSON; nobody reads hundreds at a terminal."""
    (here / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert [line for line in run("a.txt").stdout.splitlines() if line.startswith("Còn ")] == []
    monkeypatch.setattr("kimtan.cli.proof._MOST_SHOWN", 1)
    lines = run("a.txt").stdout.splitlines()
    assert len([line for line in lines if line.startswith("  Các số:")]) == 1
    assert "Còn 1 mục nữa trong trang đối chiếu." in lines

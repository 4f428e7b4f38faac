"""Source documents and what in them is no figure, as ``source.yml`` names them."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from kimtan.data.documents import Document, Sources, load
from kimtan.errors import Problems
from kimtan.reading.text import MAX_BYTES

SHOWN = "data/2023-H1/source.yml"
SOUND = """\
documents:
  report:
    title: Báo cáo
    issuer: UBND
    date: 2023-06-15
    no_figures:
      - reason: the number of a heading
        tokens:
          L24: ["1"]
  form_finance:
    title: Biểu
    issuer: Kế toán
"""


def read(tmp_path: Path, text: str) -> tuple[Sources | None, Problems]:
    path = tmp_path / "source.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return load(path, SHOWN, problems), problems


def test_documents_are_read_in_order(tmp_path: Path) -> None:
    """The first is the one that a bare place refers to; what is not known is empty."""
    sources, problems = read(tmp_path, SOUND)
    assert problems.found == []
    assert sources is not None
    assert list(sources.documents) == ["report", "form_finance"]
    assert sources.documents["report"].date == dt.date(2023, 6, 15)
    assert sources.documents["report"].no_figures[0].tokens == {"L24": ["1"]}
    assert sources.documents["form_finance"].sha256 is None


@pytest.mark.parametrize(
    ("source", "place"),
    [("L27", "report:L27"), ("report:L27", "report:L27"), ("form_finance:Thu!F7", "form_finance:Thu!F7")],
)
def test_a_bare_place_is_in_the_first_document(tmp_path: Path, source: str, place: str) -> None:
    """Places with a document stay as they are."""
    sources, _ = read(tmp_path, SOUND)
    assert sources is not None
    assert sources.place(source) == place


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ("    title: Báo cáo\n", "", 2, "title"),
        ("    issuer: UBND\n", "    isuer: UBND\n", 4, "isuer"),
        ("    date: 2023-06-15\n", "    date: 15/6/2023\n", 5, "date"),
        ("    date: 2023-06-15\n", "    date: 86400\n", 5, "date"),
        ("    date: 2023-06-15\n", "    sha256: abc\n", 5, "sha256"),
        ('["1"]', "[1]", 9, "L24"),
        ("      - reason: the number of a heading\n", '      - reason: ""\n', 7, "reason"),
    ],
)
def test_a_wrong_key_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, named: str) -> None:
    """Nothing is returned, and the place names the line and the key, so that it is found at once."""
    assert old in SOUND
    sources, problems = read(tmp_path, SOUND.replace(old, new))
    assert sources is None
    assert f"{SHOWN}:{line}" in [problem.place.split(" ")[0] for problem in problems.found]
    assert any(named in str(problem) for problem in problems.found)
    assert all(problem.remedy and problem.code.startswith("source.") for problem in problems.found)


def test_a_period_has_a_document(tmp_path: Path) -> None:
    """Without any, no figure could say where it comes from."""
    sources, problems = read(tmp_path, "documents: {}\n")
    assert sources is None
    assert [problem.place.split(" ")[0] for problem in problems.found] == [f"{SHOWN}:1"]


def test_no_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """The reader of the file says so; nothing is made up in its place."""
    problems = Problems()
    assert load(tmp_path / "source.yml", SHOWN, problems) is None
    assert [str(problem) for problem in problems.found] == [
        f"{SHOWN}: There is no such file. Create it or correct the name."
    ]


@pytest.mark.parametrize(
    ("documents", "seen"),
    [
        ("{}", "This is empty, and at least one is needed."),
        ("[]", "This is empty, not names with what belongs to each."),
        ("[report]", "This is a list, not names with what belongs to each."),
    ],
)
def test_no_document_is_told_as_such(tmp_path: Path, documents: str, seen: str) -> None:
    """Whatever stands in the place of the documents, the remedy tells how one is written."""
    sources, problems = read(tmp_path, f"documents: {documents}\n")
    assert sources is None
    (problem,) = problems.found
    assert (problem.place, problem.seen) == (f"{SHOWN}:1 (documents)", seen)
    assert problem.remedy == "Write 'name:' on a line, and under it, indented, its keys."


def document(content: bytes, file: str | None = "report.txt", sha256: str | None = "") -> Document:
    """A document that lies in a folder, with the hash of its bytes or another one."""
    own = hashlib.sha256(content).hexdigest() if sha256 == "" else sha256
    return Document(title="Báo cáo", issuer="UBND", file=file, sha256=own)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("một\nhai\n", ["một", "hai", ""]),
        ("\ufeffmột\nhai", ["một", "hai"]),
        ("một\fhai\u2028ba\nbốn", ["một\fhai\u2028ba", "bốn"]),
    ],
)
def test_the_lines_of_a_document_are_those_of_an_editor(tmp_path: Path, content: str, lines: list[str]) -> None:
    """A figure names the line of its source by them: a page break ends none, and no mark of order begins one."""
    (tmp_path / "report.txt").write_bytes(content.encode())
    assert document(content.encode()).lines(tmp_path) == lines


@pytest.mark.parametrize(
    ("file", "sha256"),
    [
        ("report.txt", "0" * 64),
        ("report.txt", None),
        (None, ""),
        ("report.docx", ""),
        ("other.txt", ""),
        ("folder.txt", ""),
    ],
)
def test_what_is_not_surely_the_document_has_no_lines(tmp_path: Path, file: str | None, sha256: str | None) -> None:
    """Another version of it, one without a hash, one that is no text, or none at all: nothing is said of its lines."""
    for name in ("report.txt", "report.docx"):
        (tmp_path / name).write_bytes(b"L1")
    (tmp_path / "folder.txt").mkdir()
    assert document(b"L1").lines(tmp_path) == ["L1"]
    assert document(b"L1", file, sha256).lines(tmp_path) == []


def test_a_document_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    """However well it is named."""
    (tmp_path / "report.txt").touch()
    os.truncate(tmp_path / "report.txt", MAX_BYTES + 1)
    content = bytes(MAX_BYTES + 1)
    assert document(content).lines(tmp_path) == []


def test_a_document_has_two_names() -> None:
    """The English one is the Vietnamese where nobody has given one."""
    named = document(b"").model_copy(update={"title_en": "Report"})
    assert (document(b"").names.en, named.names.en, named.names.vi) == ("Báo cáo", "Report", "Báo cáo")

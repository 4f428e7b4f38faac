"""Hostile and odd files are refused with their reason, or read, in bounded time; the file itself is never touched."""

from __future__ import annotations

import io
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest

from kimtan.errors import InputError, Problem
from kimtan.extract.documents import converted, limits, passage_list
from kimtan.extract.documents.opening import open_document
from tests.extract.word_files import NAMESPACES, p, word_file


def refused(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        open_document(path, path.name)
    (problem,) = caught.value.problems
    assert problem.place.startswith(path.name)
    assert problem.remedy
    return problem


def put(folder: Path, content: bytes, name: str = "a.docx") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def zipped(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def encrypted(content: bytes) -> bytes:
    """The same file with each entry marked as encrypted."""
    marked = bytearray(content)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(signature)
        while place >= 0:
            marked[place + at] |= 1
            place = marked.find(signature, place + 4)
    return bytes(marked)


DOCTYPE = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NAMESPACES}><w:body>{p('&a;&b;')}</w:body></w:document>"
)
CASES = "bomb parts entities wide deep cut-XML no-text cut-zip encrypted other-zip password picture nothing noise"
NESTED = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
DEEP = f"<w:document {NAMESPACES}><w:body>{NESTED}</w:body></w:document>"


@pytest.mark.parametrize(
    ("content", "code", "seen"),
    [
        (word_file(p("5"), raw={"word/media/a.png": bytes(30 << 20)}), "bomb", "unfolds to 30 MB"),
        (word_file(p("5"), raw={f"a/{n}": b"" for n in range(5001)}), "bomb", "parts"),
        (word_file("", raw={"word/document.xml": DOCTYPE.encode()}), "entities", "declares a document type"),
        (word_file("", raw={"word/document.xml": DOCTYPE.encode("utf-16")}), "entities", "declares a document type"),
        (word_file("", raw={"word/document.xml": DEEP.encode()}), "xml", "broken XML"),
        (word_file("", raw={"word/document.xml": b"<w:document"}), "xml", "broken XML"),
        (word_file(""), "empty", "There is no text in it."),
        (word_file(p("5"))[:300], "no_word", "no Word document, or it is damaged"),
        (encrypted(word_file(p("5"))), "password", "has a password"),
        (zipped({"xl/workbook.xml": b"<workbook/>"}), "no_word", "a zip archive, and no Word document"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password", "has a password"),
        (b"\x89PNG\r\n\x1a\n", "kind", "This is a picture"),
        (b"", "empty", "The file is empty."),
        (os.urandom(5000), "binary", "The file is binary"),
    ],
    ids=CASES.split(),
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, code: str, seen: str) -> None:
    """Each reason has its code and words, and comes at once."""
    begun = time.process_time()
    problem = refused(put(tmp_path, content))
    assert problem.code == f"document.{code}"
    assert seen in problem.seen
    assert time.process_time() - begun < 5
    assert (tmp_path / "a.docx").read_bytes() == content


def test_a_part_that_is_damaged(tmp_path: Path) -> None:
    """A byte that a disk has lost is told with the part that it is in."""
    content = bytearray(word_file(p("Thu 12 " * 500)))
    content[content.index(b"word/document.xml") + 60] ^= 0xFF
    problem = refused(put(tmp_path, bytes(content)))
    assert problem.code == "document.damaged"
    assert "word/document.xml" in problem.seen


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """Folders, pipes and missing files are told without being opened."""
    os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "folder.docx").mkdir()
    codes = {name: refused(tmp_path / name).code for name in ("pipe.docx", "folder.docx", "none.docx")}
    assert list(codes.values()) == ["document.unreadable", "document.folder", "document.missing"]


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A hole of a file costs nothing."""
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(limits.MAX_BYTES + 1)
    assert refused(tmp_path / "a.docx").code == "document.too_large"


def test_too_many_paragraphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says how many there may be."""
    monkeypatch.setattr(passage_list, "MAX_PASSAGES", 20)
    problem = refused(put(tmp_path, word_file(p("5") * 21)))
    assert problem.seen == "The document has more than 20 paragraphs and table cells."


def test_ten_thousand_numbers_in_a_line(tmp_path: Path) -> None:
    """They are one passage, read at once."""
    line = " ".join(f"{n},5" for n in range(10_000))
    document = open_document(put(tmp_path, word_file(p(line)))).document
    assert [passage.text for passage in document.passages] == [line]
    assert open_document(put(tmp_path, line.encode(), "a.txt")).document.passages[0].text == line


def test_letters_without_end(tmp_path: Path) -> None:
    """A letter with a hundred thousand marks takes no quadratic time."""
    begun = time.process_time()
    document = open_document(put(tmp_path, ("a" + "\u0301\u0323" * 50_000 + " 12").encode(), "a.txt")).document
    assert document.passages[0].text.endswith(" 12")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", word_file(p("Thu 12")), "p1"),
        ("a.docx", b"Thu 12", "d\u00f2ng 1"),
        ("a", b"<!doctype html><p>Thu 12", "\u0111o\u1ea1n 1"),
    ],
    ids=["word", "text", "page"],  # the content names the time, so that two processes collected different tests
)
def test_a_file_is_what_it_holds(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    """A wrong ending does not matter."""
    (passage,) = open_document(put(tmp_path, content, name)).document.passages
    assert (passage.text, passage.place) == ("Thu 12", kind)


def test_an_old_file_without_a_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is told, and both ways out."""
    monkeypatch.setattr(converted.shutil, "which", lambda _: None)
    problem = refused(put(tmp_path, b"\xd0\xcf\x11\xe0 old", "a.doc"))
    assert problem.code == "document.no_converter"
    assert "install LibreOffice" in problem.remedy


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rich_text_goes_through_libreoffice(tmp_path: Path) -> None:
    """The text is read, a note says how, and no process or folder is left."""
    path = put(tmp_path, rb"{\rtf1\ansi Thu ng\u226?n s\u225?ch 12,5\par}", "a.rtf")
    opened = open_document(path)
    assert [passage.text for passage in opened.document.passages] == ["Thu ngân sách 12,5"]
    assert "LibreOffice" in opened.document.notes[0]
    assert opened.word is not None
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_converter_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is limited, and what was started is gone."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(converted.shutil, "which", lambda _: str(program))
    monkeypatch.setattr(converted, "MAX_SECONDS", 0.2)
    begun = time.monotonic()
    assert refused(put(tmp_path, b"\xd0\xcf\x11\xe0 old", "a.doc")).code == "document.too_slow"
    assert time.monotonic() - begun < 10

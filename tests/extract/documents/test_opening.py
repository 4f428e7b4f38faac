"""Which reader a file goes to: told by what it holds, and by its name where that tells nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kimtan.errors import InputError
from kimtan.extract.documents import opening
from kimtan.extract.documents.converted import NOTE
from kimtan.extract.documents.opening import open_document
from kimtan.extract.passages import ReadDocument


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], ReadDocument]:
    """Open a file of some bytes with readers that say no more than which of them was asked, and for what."""

    def reader(kind: str) -> Callable[..., ReadDocument]:
        return lambda content, name, shown: ReadDocument(f"{kind} {name} {shown}", (), (f"{len(content)} bytes",))

    for kind in ("pdf", "web", "text"):
        monkeypatch.setattr(getattr(opening, kind), "read", reader(kind))
    monkeypatch.setattr(opening.word, "read", lambda *asked: (reader("word")(*asked), None))
    monkeypatch.setattr(opening, "as_word_file", lambda content, _: content)

    def change(name: str, content: bytes) -> ReadDocument:
        (tmp_path / name).write_bytes(content)
        return open_document(tmp_path / name, "shown").document

    return change


PAGE = "<!DOCTYPE html><p>Thu 7 tỷ.</p>"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.docx", b"\r\nsent by a scanner\r\n%PDF-1.4", "pdf"),
        ("a.pdf", b" " * 1024 + b"%PDF-1.4", "text"),
        ("a.txt", b"PK\x03\x04...", "word"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word"),
        ("a.txt", PAGE.encode(), "web"),
        ("a.txt", PAGE.encode("utf-8-sig"), "web"),
        ("a.txt", PAGE.encode("utf-16"), "web"),
        ("a.doc", b'<?xml version="1.0"?>\n<!-- saved -->\n<HTML lang="vi">', "web"),
        ("a.HTM", b"Thu 7.", "web"),
        ("a.xhtml", b"<p>Thu 7.</p>", "web"),
        ("a.md", b"Thu <html> 7.", "text"),
        ("a", b"<htmlx>", "text"),
    ],
)
def test_a_file_goes_to_the_reader_of_what_it_is(
    opened: Callable[[str, bytes], ReadDocument], name: str, content: bytes, kind: str
) -> None:
    """With its own name and what messages call it."""
    assert opened(name, content).name == f"{kind} {name} shown"


def test_what_was_turned_into_a_word_file_says_so(opened: Callable[[str, bytes], ReadDocument]) -> None:
    """Beside what the reader has to say of it."""
    assert opened("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").notes == (NOTE, "8 bytes")
    assert opened("a.docx", b"PK\x03\x04").notes == ("4 bytes",)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (Path.mkdir, "document.folder"),
        (os.mkfifo, "document.unreadable"),
        (lambda path: None, "document.missing"),
        (Path.touch, "document.empty"),
        (lambda path: path.write_bytes(b"\x89PNG"), "document.kind"),
        (lambda path: path.write_bytes(b"7z\xbc\xaf"), "document.kind"),
    ],
    ids=["folder", "pipe", "nothing", "blank", "picture", "archive"],
)
def test_what_is_no_report_is_refused_by_its_name(tmp_path: Path, make: Callable[[Path], object], code: str) -> None:
    """Nothing waits for a pipe; without another name it is its path that is told."""
    path = tmp_path / "a.docx"
    make(path)
    for shown, place in (("bao-cao.docx", "bao-cao.docx"), ("", path.as_posix())):
        with pytest.raises(InputError) as caught:
            open_document(path, shown)
        assert [(problem.code, problem.place) for problem in caught.value.problems] == [(code, place)]

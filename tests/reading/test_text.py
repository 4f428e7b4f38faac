"""Text files are read strictly: UTF-8, composed letters, nothing invisible."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimtan.errors import Problems
from kimtan.reading.text import MAX_PROBLEMS, FileProblems, flaws, read_text

SHOWN = "data/units.csv"
SENTENCE = "Thị trấn Kim Tân: đất đường phố"


def read(path: Path, data: bytes) -> tuple[str | None, list[str]]:
    """Write the bytes, read them, and give the text with the problems as people see them."""
    path.write_bytes(data)
    problems = Problems()
    text = read_text(path, SHOWN, problems)
    return text, [str(problem) for problem in problems.found]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "units.csv"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_with_or_without_mark(file: Path, mark: bytes) -> None:
    """Excel writes a byte order mark before UTF-8: it is no part of the text."""
    assert read(file, mark + SENTENCE.encode()) == (SENTENCE, [])


def test_line_ends_become_one_kind(file: Path) -> None:
    """Windows, old Mac and Unix line ends all end a line."""
    assert read(file, b"a\r\nb\rc\nd\te") == ("a\nb\nc\nd\te", [])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_wide_encodings_are_named(file: Path, encoding: str, name: str) -> None:
    """UTF-16 and UTF-32 are told apart and refused, with or without a mark."""
    text, found = read(file, f"unit,name\nha,{SENTENCE}\n".encode(encoding))
    assert text is None
    assert found == [
        f"data/units.csv: The file is not in UTF-8; it seems to be {name}. "
        "Save it as UTF-8; in Excel choose the file type 'CSV UTF-8 (Comma delimited)'."
    ]


def test_vietnamese_windows_encoding_is_named_with_its_line(file: Path) -> None:
    """Bytes of Windows-1258 are recognised by the Vietnamese letters that they make."""
    text, found = read(file, "a\nđư\u01a1\u0300ng".encode("cp1258"))
    assert text is None
    assert len(found) == 1
    assert found[0].startswith(
        "data/units.csv:2: Byte 0xf0 is not UTF-8; the file seems to be Windows-1258 (Vietnamese)."
    )


def test_latin1_is_named(file: Path) -> None:
    """Other bytes above 127 are called Windows-1252."""
    _, found = read(file, "café\n".encode("latin-1"))
    assert "the file seems to be Windows-1252 (Latin-1). Save it as UTF-8" in found[0]


def test_cut_utf8_is_not_mistaken_for_another_encoding(file: Path) -> None:
    """A UTF-8 file that ends inside a letter is called damaged."""
    _, found = read(file, (SENTENCE + " ế").encode()[:-1])
    assert "seems to be UTF-8 that was cut or damaged here" in found[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "an Excel, Word or zip file"),
        (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_other_files_under_a_text_name_are_named(file: Path, data: bytes, kind: str) -> None:
    """A workbook saved under the name of a text file is called what it is."""
    assert f"data/units.csv: This is {kind}" in read(file, data)[1][0]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
def test_empty_file(file: Path, data: bytes) -> None:
    """A file without any visible character is empty."""
    assert read(file, data) == (None, ["data/units.csv: The file is empty. Fill it in."])


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A name without a file and a folder are told apart."""
    problems = Problems()
    read_text(tmp_path / "none.csv", SHOWN, problems)
    read_text(tmp_path, SHOWN, problems)
    assert [problem.seen for problem in problems.found] == ["There is no such file.", "This is a folder, not a file."]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    """A name that no file can have is a problem, not a traceback."""
    problems = Problems()
    assert read_text(tmp_path / name, SHOWN, problems) is None
    assert problems.found[0].seen.startswith("The file cannot be read (")


def test_unreadable_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission to read says so."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file.write_bytes(b"a")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = Problems()
    assert read_text(file, SHOWN, problems) is None
    assert problems.found[0].seen == "The file cannot be read (Permission denied)."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(file: Path) -> None:
    """A named pipe is refused instead of being read for ever."""
    os.mkfifo(file)
    problems = Problems()
    assert read_text(file, SHOWN, problems) is None
    assert problems.found[0].seen == "This is no regular file."


def test_too_large_file(file: Path) -> None:
    """A file above the limit is refused unread."""
    file.write_bytes(b"a" * 11)
    problems = Problems()
    assert read_text(file, SHOWN, problems, max_bytes=10) is None
    assert problems.found[0].seen == "The file has 11 bytes, more than the 10 that an input may have."


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("\x00", "a control character"),
        ("\x1b", "a control character"),
        ("\x85", "a control character"),
        ("\u2028", "a control character"),
        ("\u202e", "an invisible character that turns the direction of text"),
        ("\u2066", "an invisible character that turns the direction of text"),
        ("\u200b", "an invisible character"),
        ("\ufeff", "an invisible character"),
        ("\xad", "an invisible character"),
    ],
)
def test_invisible_characters_have_line_and_column(file: Path, character: str, kind: str) -> None:
    """What a person cannot see is refused where it stands."""
    text, found = read(file, f"unit\nh{character}a".encode())
    assert text is None
    assert found == [f"data/units.csv:2:2: There is {kind} here (U+{ord(character):04X}). Delete it."]


def test_replacement_character_means_lost_letters(file: Path) -> None:
    """U+FFFD is what an earlier bad conversion left behind."""
    _, found = read(file, "th\ufffd tr\ufffdn".encode())
    assert [line.split(": ")[0] for line in found] == ["data/units.csv:1:3", "data/units.csv:1:7"]
    assert "Letters were lost here" in found[0]


def test_letters_in_parts_are_refused_once_a_line(file: Path) -> None:
    """Text that is not NFC is told by line, with the first letter and how to type it."""
    text, found = read(file, ("tỷ đồng\n" + unicodedata.normalize("NFD", "tấn, tạ")).encode())
    assert text is None
    assert len(found) == 1
    assert found[0].startswith(
        "data/units.csv:2:3: The letter 'â' and perhaps others in this line are written in parts"
    )
    assert "UniKey" in found[0]


def test_all_problems_at_once_and_capped(file: Path) -> None:
    """The first twenty problems are told in full, the rest as a number."""
    _, found = read(file, b"a\x01\n" * 50)
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == "data/units.csv: 30 more problems were found in this file. Mend these first."


def test_ten_megabytes_in_one_line(file: Path) -> None:
    """A huge line is read, and a huge hostile line is refused, in bearable time."""
    assert read(file, b"x" * 10_000_000)[1] == []
    assert len(read(file, ("a" + "\u0301\u0323" * 1_000_000).encode())[1]) == 1


def test_more_than_the_cap_of_file_problems() -> None:
    """One problem above the cap is counted in the singular."""
    found = FileProblems(SHOWN)
    for line in range(MAX_PROBLEMS + 1):
        found.add(line, "Wrong.", "Mend.", "x")
    problems = Problems()
    found.hand_to(problems)
    assert problems.found[-1].seen == "1 more problem was found in this file."


@given(st.text(max_size=60))
def test_what_passes_is_composed_and_visible(text: str) -> None:
    """A text without flaws is composed and without control characters; each flaw has a place."""
    found = list(flaws(text))
    lines = text.split("\n")
    assert all(1 <= flaw.column <= len(lines[flaw.line - 1]) for flaw in found)
    if not found:
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") and c not in "\t\r\n" for c in text)


@given(data=st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a file holds, the answer is its text or a problem, never both and never an exception."""
    text, found = read(tmp_path_factory.getbasetemp() / "any.csv", data)
    assert (text is None) == bool(found)


@pytest.mark.parametrize("words", ["Số thu ở xã", "Đàn lợn", "ước đạt", "người dân"])
def test_a_text_that_was_read_in_another_set_and_saved_is_refused(words: str) -> None:
    """Excel opens a file without a mark as Windows-1252 and saves what it saw in UTF-8: figures stay, words do not."""
    twice = words.encode().decode("cp1252", "replace")
    assert [flaw.code for flaw in flaws(f"a\n{twice}\n") if flaw.line == 2][-1] == "text.twice"
    assert list(flaws(f"{words}, «á» ĐÃ… “XÃ”\n")) == []

"""Texts made out of pages are read paragraph by paragraph, and every character is found again in its line."""

from __future__ import annotations

import pytest

from kimtan.errors import InputError
from kimtan.extract import numbers
from kimtan.extract.documents import text
from kimtan.extract.passages import ReadDocument
from tests.extract.positions import of_lines

WRAPPED = """\
I. KẾT QUẢ THỰC HIỆN

1. Về kinh tế.
Tổng thu nhập ước đạt 552,054 tỷ đồng, đạt 60,8% kế hoạch, trong đó nông

nghiệp và thủy sản ước đạt 47,421 tỷ đồng, tăng 15,4% so với cùng kỳ; vụ ép 2022-

2023 tổng sản lượng mía thu hoạch đạt 6.475 tấn, năng suất bình quân 75 tấn/ha và

cao hơn cùng kỳ.

- Đàn trâu 183 con, đạt 93% kế hoạch; đàn bò 203 con, đạt 81,2% kế hoạch; đàn lợn

876 con, đạt 175% kế hoạch năm.

1.1. Về thương mại

Hoạt động thương mại ổn định.
"""


def read(content: str, name: str = "bao-cao.txt") -> ReadDocument:
    return text.read(content.encode(), name, name)


def test_wrapped_lines_are_joined() -> None:
    """A blank line after each line says nothing; bullets, headings and lines that end early do."""
    document = read(WRAPPED)
    assert [(passage.kind, passage.level) for passage in document.passages] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    sentence = document.passages[2].text
    assert "trong đó nông nghiệp và" in sentence
    assert "vụ ép 2022-2023 tổng" in sentence
    assert document.passages[3].text.endswith("đàn lợn 876 con, đạt 175% kế hoạch năm.")
    of_lines(document, WRAPPED)


def test_a_page_number_inside_a_sentence_is_taken_out() -> None:
    """The sentence goes on over the page; the number is a passage of its own."""
    page = [f"dòng văn bản thứ {n} của báo cáo viết đủ chiều rộng của trang giấy và" for n in range(15)]
    lines = [*page, "1", "sang trang sau đạt 12 con.", *page, "2", *page]
    document = read("\n".join(lines))
    assert [passage.text for passage in document.passages if passage.kind == "footer"] == ["1", "2"]
    assert "trang giấy và sang trang sau đạt 12 con." in document.passages[0].text
    of_lines(document, "\n".join(lines))


def test_numbers_of_one_column_are_no_page_numbers() -> None:
    """A column of ordinals stands close together, unlike the numbers of pages."""
    document = read("STT\n1\n2\n3\nCộng\n")
    assert all(passage.kind != "footer" for passage in document.passages)


def test_markdown_headings_marks_and_tables() -> None:
    """Marks are no text; cells have their row and column, and the rule under the head is none."""
    source = "## Kết quả\n\nĐạt **12,5** tỷ[1].\n\n| Chỉ tiêu | KH |\n|---|---:|\n| Thu | **100** |\n"
    document = read(source, "bao-cao.md")
    heading, sentence, *cells = document.passages
    assert (heading.text, heading.kind, heading.level) == ("Kết quả", "heading", 2)
    assert sentence.text == "Đạt 12,5 tỷ."
    assert [(c.text, c.cell.row, c.cell.column) for c in cells if c.cell] == [
        ("Chỉ tiêu", 1, 1),
        ("KH", 1, 2),
        ("Thu", 2, 1),
        ("100", 2, 2),
    ]
    of_lines(document, source)


def test_a_table_needs_no_bars_at_its_edges() -> None:
    """A rule below its head makes a table of lines with bars in between; without one they are lines."""
    source = "Biểu a | b\n\nChỉ tiêu | KH\n--- | ---:\nThu | 100\nChi | 60,8\n\nHết.\n"
    document = read(source, "bao-cao.md")
    cells = {p.text: (p.cell.row, p.cell.column) for p in document.passages if p.cell}
    assert cells == {
        "Chỉ tiêu": (1, 1),
        "KH": (1, 2),
        "Thu": (2, 1),
        "100": (2, 2),
        "Chi": (3, 1),
        "60,8": (3, 2),
    }
    of_lines(document, source)


def test_cells_between_tabs() -> None:
    """Rows copied out of a table have tabs between their cells; a tab after a bullet makes none."""
    source = "Biểu số\nChỉ tiêu\tKH\tTH\nThu\t100\t50\nChi\t\t12,5\n-\tĐàn trâu 183 con.\n-\tĐàn bò 203 con.\n"
    document = read(source)
    cells = {p.text: (p.cell.row, p.cell.column) for p in document.passages if p.cell}
    assert cells == {
        "Chỉ tiêu": (1, 1),
        "KH": (1, 2),
        "TH": (1, 3),
        "Thu": (2, 1),
        "100": (2, 2),
        "50": (2, 3),
        "Chi": (3, 1),
        "12,5": (3, 3),
    }
    assert [p.text for p in document.passages if not p.cell] == ["Biểu số", "- Đàn trâu 183 con.", "- Đàn bò 203 con."]
    of_lines(document, source)


def test_spaces_between_thousands_stay() -> None:
    """A number whose thousands stand apart by spaces at which no line breaks is one; other such spaces are blanks."""
    source = "Thu\xa0phí đạt 1\xa0234\xa0567 đồng của 12\u202f345 hộ, tăng 12\xa0%.\n"
    document = read(source)
    assert document.passages[0].text == "Thu phí đạt 1\xa0234\xa0567 đồng của 12\u202f345 hộ, tăng 12 %."
    of_lines(document, source)
    assert [token.text for token in numbers.tokens(document.passages[0].text)] == ["1.234.567", "12.345", "12"]
    assert [token.text for token in numbers.tokens("12\xa0345")] == ["12.345"]


def test_letters_in_parts_and_invisible_ones() -> None:
    """NFD is composed and zero-width and direction marks left out, with every place exact."""
    source = "Tha\u0301ng \u202e6 đa\u0323t\u200b 12%\tvà 5\n"
    document = read(source)
    assert document.passages[0].text == "Tháng 6 đạt 12% và 5"
    of_lines(document, source)
    assert "2 ký tự" in document.notes[0]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("Thu ng©n s¸ch ®¹t 6.291 triÖu ®ång, t¨ng 5%".encode("latin-1"), "TCVN3"),
        ("Thu ng©n s¸ch ®¹t 6.291 triÖu ®ång, t¨ng 5%".encode(), "TCVN3"),
        ("Thu ngaân saùch ñaït 6.291 trieäu ñoàng, taêng 5%".encode("latin-1"), "VNI"),
        ("Thu ngân sách đạt 6.291 triệu đồng, tăng 5%".encode("utf-16"), "UTF-16"),
        ("Thu ngân sách đạt 6.291 triệu đồng, tăng 5%".encode("utf-8-sig"), ""),
    ],
)
def test_old_and_other_encodings(content: bytes, note: str) -> None:
    """Old character sets are told by their syllables and converted; a note says so."""
    document = text.read(content, "a.txt", "a.txt")
    assert document.passages[0].text == "Thu ngân sách đạt 6.291 triệu đồng, tăng 5%"
    assert len(document.notes) == bool(note)
    assert all(note in line for line in document.notes)


@pytest.mark.parametrize(
    ("content", "code", "seen"),
    [
        (b"\n \r\n", "document.empty", "The file is empty."),
        (bytes(range(256)) * 10, "document.binary", "The file is binary: neither text"),
        (b"caf\xe9 \xff\xfe\xe9t\xe9", "document.encoding", "Byte 0xe9 is not UTF-8"),
        (b"a" * (12 * 1024 * 1024 + 1), "document.too_large", "a text may have 12,582,912"),
        (b"1 " * 150_000, "document.passage_too_long", "One paragraph has 299,999 characters"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, code: str, seen: str) -> None:
    """The error says what was seen, with a code."""
    with pytest.raises(InputError) as caught:
        text.read(content, "a.txt", "a.txt")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert seen in problem.seen
    assert problem.remedy

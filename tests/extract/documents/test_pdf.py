"""PDF files are read by their text layer; a scan is told apart."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from kimtan.errors import InputError
from kimtan.extract.documents import pdf
from kimtan.extract.passages import ReadDocument

SENTENCE = "Thu ngan sach dat 6.291 trieu dong, bang 23,7 phan tram ke hoach; chi dat"


Drawn = Sequence[tuple[float, float, str]]


def made(*pages: list[str] | tuple[Drawn, str]) -> bytes:
    """A PDF file, in plain letters: of each page its lines, or texts with their places and what else is drawn."""
    writer = pypdf.PdfWriter()
    for content in pages:
        texts, drawn = content if isinstance(content, tuple) else ([], "")
        if isinstance(content, list):
            texts = [(50, 800 - 14 * at, line) for at, line in enumerate(content)]
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {NameObject(f"/{key}"): NameObject(f"/{name}") for key, name in
             (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))}
        )  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = "\n".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in texts)
        stream.set_data(f"{drawn}\n{shown}".encode())
        page[NameObject("/Contents")] = stream
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def boxes(*cells: tuple[int, int, int, int]) -> str:
    """Rectangles, each by left, bottom, width and height."""
    return " ".join(f"{x} {y} {width} {height} re S" for x, y, width, height in cells)


def read(content: bytes) -> ReadDocument:
    return pdf.read(content, "a.pdf", "a.pdf")


def test_lines_are_joined_over_pages_without_what_repeats() -> None:
    """Page numbers and running heads are no part of a sentence that goes on over the page."""
    numbered = [[f"{SENTENCE} {10 * n + m} {'abcd'[n] * 3}" for m in range(6)] for n in range(4)]
    pages = [["Bao cao cua UBND", str(n), *lines] for n, lines in enumerate(numbered, start=1)]
    document = read(made(*pages))
    sentences, *edges = document.passages
    assert (sentences.kind, sentences.place) == ("paragraph", "trang 1")
    assert sentences.text == " ".join(line for lines in numbered for line in lines)
    assert [(passage.kind, passage.place, passage.text) for passage in edges] == [
        (kind, f"trang {n}", text)
        for n in range(1, 5)
        for kind, text in (("header", "Bao cao cua UBND"), ("footer", str(n)))
    ]


def small(x: int, y: int, text: str) -> str:
    """Letters much smaller than the others."""
    return f"BT /F1 6 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"


def big(x: int, y: int, text: str) -> str:
    return f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"


def test_marks_of_notes_are_no_digits_of_a_number() -> None:
    """A small number right behind another and above its line is a note's; powers of metres are read."""
    line = [big(50, 800, "Thu dat 60,8"), small(106, 803, "1"), big(110, 800, " ty dong; 25 km"), small(178, 803, "2")]
    assert [passage.text for passage in read(made(([], "\n".join(line)))).passages] == ["Thu dat 60,8 ty dong; 25 km2"]


def test_small_numbers_in_cells_of_their_own_are_read() -> None:
    """What stands in another cell, or far behind, is no mark of a note, however small and high."""
    ruled = boxes(*((x, y, 60, 20) for x in (50, 110) for y in (780, 760)))
    cells = [big(52, 785, "Thu ngan sach"), small(112, 788, "12"), big(52, 765, "Chi ngan sach"), small(112, 768, "15")]
    assert [text for _, _, text in cells_of(read(made(([], "\n".join([ruled, *cells])))))][1::2] == ["12", "15"]
    apart = [big(50, 800, "Thu ngan sach dat"), small(250, 803, "12")]
    assert "12" in read(made(([], "\n".join(apart)))).passages[0].text


def test_a_scan_is_refused_with_what_to_do() -> None:
    """Pages without letters are pictures."""
    with pytest.raises(InputError) as caught:
        read(made(["3"], [""]))
    (problem,) = caught.value.problems
    assert problem.code == "document.scan"
    assert "OCR" in problem.remedy


def test_pages_without_letters_are_noted() -> None:
    """What could not be read is told, and the rest is read."""
    document = read(made([SENTENCE], [""]))
    assert document.notes == ("Các trang không có lớp chữ nên chương trình không đọc được: 2.",)


def test_a_password_is_told() -> None:
    """An encrypted file is refused; one that opens without a password is read."""
    for password, is_refused in (("secret", True), ("", False)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(made([SENTENCE])))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        file = io.BytesIO()
        writer.write(file)
        if not is_refused:
            assert read(file.getvalue()).passages[0].text == SENTENCE
            continue
        with pytest.raises(InputError) as caught:
            read(file.getvalue())
        assert caught.value.problems[0].code == "document.password"


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_damaged_file_is_told(cut: int) -> None:
    """No traceback of a library comes out."""
    with pytest.raises(InputError) as caught:
        read(made([SENTENCE])[:cut])
    assert caught.value.problems[0].code.startswith("document.")


def test_ruled_tables_have_cells() -> None:
    """Cells are what lines surround, merged or not; a number broken in a narrow column is one number."""
    frame = boxes((50, 700, 100, 60), (150, 740, 120, 20), (150, 700, 60, 40), (210, 700, 60, 40), (50, 660, 100, 40),
                  (150, 660, 60, 40), (210, 660, 60, 40))  # fmt: skip
    texts = [(50, 790, "Bieu so"), (55, 730, "Chi tieu"), (155, 745, "Nam"), (155, 720, "KH"), (215, 720, "TH")]
    texts += [(55, 680, "San luong"), (155, 680, "2.05"), (155, 668, "6"), (215, 680, "60,"), (215, 668, "8")]
    document = read(made(([*texts, (50, 600, "Het bieu so nay")], frame)))
    cells = {
        p.text: (p.cell.row, p.cell.column, p.cell.row_span, p.cell.column_span) for p in document.passages if p.cell
    }
    assert cells == {
        "Chi tieu": (1, 1, 2, 1),
        "Nam": (1, 2, 1, 2),
        "KH": (2, 2, 1, 1),
        "TH": (2, 3, 1, 1),
        "San luong": (3, 1, 1, 1),
        "2.056": (3, 2, 1, 1),
        "60,8": (3, 3, 1, 1),
    }
    assert document.passages[0].text == "Bieu so"
    assert document.passages[-1].text == "Het bieu so nay"
    assert document.passages[-2].place == "trang 1, bảng 1, hàng 3, cột 3"


def test_a_table_goes_on_over_the_page() -> None:
    """Rows of the next page follow, and its head is not read again."""
    frame = boxes(*((x, y, 100, 20) for x in (50, 150) for y in (740, 720)))
    head = [(55, 745, "Chi tieu cua nam"), (155, 745, "Thuc hien")]
    pages = [([*head, (55, 725, name), (155, 725, number)], frame) for name, number in (("Thu", "12"), ("Chi", "13"))]
    document = read(made(*pages))
    assert [(p.text, p.cell.table, p.cell.row) for p in document.passages if p.cell] == [
        ("Chi tieu cua nam", 1, 1),
        ("Thuc hien", 1, 1),
        ("Thu", 1, 2),
        ("12", 1, 2),
        ("Chi", 1, 3),
        ("13", 1, 3),
    ]


def cells_of(document: ReadDocument) -> list[tuple[int, int, str]]:
    found = [(passage.cell, passage.text) for passage in document.passages]
    return [(cell.row, cell.column, text) for cell, text in found if cell is not None]


ALIGNED = [
    (50, 760, "Bao cao tinh hinh thu ngan sach nha nuoc cua xa, don vi tinh la trieu dong nhu sau day:"),
    (50, 720, "Chi tieu"), (300, 726, "Ke"), (296, 714, "hoach"), (390, 720, "Thuc hien"),
    (50, 690, "Tong thu"), (300, 690, "1.200"), (412, 690, "640"),
    (50, 670, "Thue"),
    (50, 650, "Thue gia tri"), (50, 638, "gia tang"), (310, 650, "700"), (412, 650, "400"),
    (50, 610, "Le phi"), (310, 610, "500"), (420, 610, "-"),
    (50, 570, "Trong 6 thang dau nam, thu dat 640 trieu dong, bang 53 phan tram ke hoach ca nam cua xa."),
]  # fmt: skip


def test_columns_without_rules_are_a_table() -> None:
    """Numbers that stand below each other are columns; heads and names of several lines are one cell each."""
    document = read(made((ALIGNED, "")))
    assert cells_of(document) == [
        (1, 1, "Chi tieu"), (1, 2, "Ke hoach"), (1, 3, "Thuc hien"),
        (2, 1, "Tong thu"), (2, 2, "1.200"), (2, 3, "640"),
        (3, 1, "Thue"),
        (4, 1, "Thue gia tri gia tang"), (4, 2, "700"), (4, 3, "400"),
        (5, 1, "Le phi"), (5, 2, "500"), (5, 3, "-"),
    ]  # fmt: skip
    first, *_, last = document.passages
    assert (first.cell, last.cell) == (None, None)
    assert last.text.startswith("Trong 6 thang")


def test_prose_with_numbers_apart_is_no_table() -> None:
    """Bold numbers in lines of a sentence are pieces of their own, and stand below each other by accident at most."""
    lines = [
        (50, 700, "Thu ngan sach nha nuoc tren dia ban dat"), (260, 700, "640"), (280, 700, "trieu dong, bang"),
        (50, 686, "53 phan tram ke hoach; chi ngan sach dat"), (260, 686, "512"), (280, 686, "trieu dong, bang"),
        (50, 672, "49 phan tram ke hoach nam cua xa."),
    ]  # fmt: skip
    assert cells_of(read(made((lines, "")))) == []

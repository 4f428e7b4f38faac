"""PDF files are read by their text layer; a scan is told apart."""

from __future__ import annotations

import io

import pypdf
import pytest

from kimtan.errors import InputError
from kimtan.extract.documents import pdf
from kimtan.extract.passages import ReadDocument

SENTENCE = "Thu ngan sach dat 6.291 trieu dong, bang 23,7 phan tram ke hoach; chi dat"


def made(*pages: list[str]) -> bytes:
    """A PDF file with these lines on its pages, in plain letters."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
                pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
                pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
            }
        )
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
        stream = pypdf.generic.DecodedStreamObject()
        shown = "\n".join(f"1 0 0 1 50 {800 - 14 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
        stream.set_data(f"BT /F1 10 Tf {shown} ET".encode())
        page[pypdf.generic.NameObject("/Contents")] = stream
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def read(content: bytes) -> ReadDocument:
    return pdf.read(content, "a.pdf", "a.pdf")


def test_lines_are_joined_over_pages_without_what_repeats() -> None:
    """Page numbers and running heads are no part of a sentence that goes on over the page."""
    numbered = [[f"{SENTENCE} {10 * n + m} {'abcd'[n] * 3}" for m in range(6)] for n in range(4)]
    pages = [["Bao cao cua UBND", str(n), *lines] for n, lines in enumerate(numbered, start=1)]
    document = read(made(*pages))
    kinds = [(passage.kind, passage.place) for passage in document.passages]
    assert kinds == [("header", "trang 1"), ("header", "trang 1"), ("paragraph", "trang 1")]
    assert document.passages[-1].text == " ".join(line for lines in numbered for line in lines)


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

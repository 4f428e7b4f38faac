"""A Word file gets comments and nothing else: every other byte is the one that was there."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from kimtan.extract.comments import Commented, commented
from kimtan.extract.documents import word
from kimtan.extract.figures import ReadFigure, Reading
from kimtan.extract.findings import ProofFinding
from kimtan.extract.passages import ReadDocument
from tests.extract.word_files import p, r, word_file

MARKS = re.compile(rb'<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>', re.DOTALL)
TEXT = "Số 60,8% không khớp với 60,3% tính từ số thực hiện & kế hoạch."


def pixel() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")


def figures_of(document: ReadDocument) -> tuple[ReadFigure, ...]:
    """Every number of a document, read as what it is written."""
    found = [
        (place, match)
        for place, passage in enumerate(document.passages)
        for match in re.finditer(r"\d+(?:[.,]\d+)*", passage.text)
    ]
    return tuple(
        ReadFigure(n, place, match.start(), match.end(), match.group(), Decimal(0))
        for n, (place, match) in enumerate(found, start=1)
    )


def proofed(content: bytes, *tokens: str) -> Commented:
    """The file with one finding about the figures that are written so."""
    document, source = word.read(content, "a.docx", "a.docx")
    figures = figures_of(document)
    about = tuple(figure.n for figure in figures if figure.as_written in tokens)
    finding = ProofFinding("pct", "cannot_hold", about, text_vi=TEXT)
    return commented(source, document, Reading(figures), (finding,))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(content: bytes) -> list[str]:
    return [passage.text for passage in word.read(content, "a.docx", "a.docx")[0].passages]


def ranges(content: bytes) -> list[str]:
    """The text that each comment stands at."""
    main = parts(content)["word/document.xml"].decode()
    found = []
    for number in re.findall(r'<w:commentRangeStart w:id="(\d+)"/>', main):
        inner = main.split(f'<w:commentRangeStart w:id="{number}"/>')[1].split(f'<w:commentRangeEnd w:id="{number}"/>')[
            0
        ]
        found.append("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inner)))
    return found


def is_kept_in(old: bytes, new: bytes) -> bool:
    """Whether every byte is still there, in its order, so that bytes were only put in."""
    remaining = iter(new)
    return all(byte in remaining for byte in old)


def test_only_comments_are_added() -> None:
    """Every other part is the same bytes, the text is the same, and without the marks so is its part."""
    made = docx.Document()
    made.add_picture(io.BytesIO(pixel()))
    made.add_paragraph().add_run("Thu đạt 60,8% kế hoạch; chi 5.").bold = True
    made.add_comment(made.paragraphs[-1].runs[0], "Xem lại", author="Văn phòng")
    file = io.BytesIO()
    made.save(file)
    before = file.getvalue()
    result = proofed(before, "60,8")
    assert result.count == 1
    old, new = parts(before), parts(result.content)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", "word/comments.xml"}
    assert list(old) == list(new)
    assert texts(before) == texts(result.content)
    assert ranges(result.content) == ["Thu đạt 60,8% kế hoạch; chi 5.", "60,8"]
    comments = docx.Document(io.BytesIO(result.content)).comments
    assert [(comment.author, comment.text) for comment in comments] == [("Văn phòng", "Xem lại"), ("kimtan", TEXT)]
    assert all(run.bold for run in docx.Document(io.BytesIO(result.content)).paragraphs[-1].runs if run.text)


def test_a_file_without_comments_gets_the_part_and_what_declares_it() -> None:
    """The new part has its relationship and content type; python-docx finds the comment by them."""
    before = word_file(p("Thu đạt ", r("60,8"), "%"))
    result = proofed(before, "60,8")
    old, new = parts(before), parts(result.content)
    assert new.keys() - old.keys() == {"word/comments.xml"}
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert MARKS.sub(b"", new["word/document.xml"]) == old["word/document.xml"]
    assert [comment.text for comment in docx.Document(io.BytesIO(result.content)).comments] == [TEXT]


@pytest.mark.parametrize(
    "body",
    [
        p("Thu đạt 60,8% &amp; chi &#53;"),
        p("Thu đạt 6", r("0,", "<w:b/>"), "8%"),
        p(f"<w:ins w:id='3' w:author='a'>{r('60,8')}</w:ins>", "%"),
        p(f'<w:hyperlink r:id="rId9">{r("đạt 60,8%")}</w:hyperlink>'),
        p("<w:r><w:t>đạt</w:t><w:tab/><w:t>60,8</w:t><w:tab/><w:t>%</w:t></w:r>"),
        p(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('60,8')}</w:sdtContent></w:sdt>", "%"),
        p("Tha\u0301ng 6: đa\u0323t 60,8%"),
        p("Thu đạt 60,8%; lại đạt 60,8%"),
        f"<w:tbl><w:tr><w:tc>{p('Thu')}</w:tc><w:tc>{p('60,8')}</w:tc></w:tr></w:tbl>",
    ],
    ids=["one run", "three runs", "inserted", "link", "tabs", "control", "NFD", "twice", "table"],
)
def test_the_marks_stand_at_the_figure_and_the_text_stays(body: str) -> None:
    """Wherever a figure stands, exactly its characters are marked, and every run keeps what it says."""
    before = word_file(body)
    result = proofed(before, "60,8")
    assert set(ranges(result.content)) == {"60,8"}
    assert len(ranges(result.content)) == result.count == body.count("60,8") + ("6<" in body)
    assert texts(before) == texts(result.content)
    assert is_kept_in(parts(before)["word/document.xml"], parts(result.content)["word/document.xml"])


def test_marks_stand_around_a_plain_control() -> None:
    """A control that holds nothing but text, or is bound to data, is not divided."""
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('đạt 60,8 tỷ')}</w:sdtContent></w:sdt>"
    new = parts(proofed(word_file(p("Thu ", control)), "60,8").content)["word/document.xml"].decode()
    start, end = new.index("<w:commentRangeStart"), new.index("<w:commentRangeEnd")
    assert start < new.index("<w:sdt>") < new.index("</w:sdt>") < end
    assert control in new


@pytest.mark.parametrize("tail", ["", " so với cùng kỳ"])
def test_a_letter_is_not_parted_from_its_marks(tail: str) -> None:
    """A number in words may end in a letter that is written with its marks apart."""
    content = word_file(p(f"giảm một nư\u0309a\u0301{tail}"))
    document, source = word.read(content, "a.docx", "a.docx")
    written = "một nửá"
    start = document.passages[0].text.index(written)
    figure = ReadFigure(1, 0, start, start + len(written), written, Decimal("0.5"))
    finding = ProofFinding("half", "cannot_hold", (1,), text_vi=TEXT)
    assert ranges(commented(source, document, Reading((figure,)), (finding,)).content) == ["một nư\u0309a\u0301"]


def test_a_divided_run_keeps_its_properties_and_spaces() -> None:
    """Both halves are as bold as the run was; a space that has come to an end of a text is kept."""
    change = "<w:rPrChange w:id='7' w:author='a'><w:rPr/></w:rPrChange>"
    body = p(f"<w:r><w:rPr><w:b/>{change}</w:rPr><w:t>đạt 60,8 tỷ</w:t></w:r>")
    result = proofed(word_file(body), "60,8")
    new = parts(result.content)["word/document.xml"].decode()
    assert new.count("<w:b/>") == 3
    assert '<w:t xml:space="preserve">đạt </w:t>' in new
    assert len(set(re.findall(r"rPrChange w:id='(\d+)'", new))) == 3
    assert texts(result.content) == ["đạt 60,8 tỷ"]


def test_where_word_allows_no_comment() -> None:
    """A figure in a text box or note is commented where that hangs; in a header not at all, and it is told."""
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('Hộp 61')}</w:txbxContent></v:textbox></w:pict></w:r>"
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    inside = {"footnotes": f"<w:footnote w:id='2'>{p('Số 62')}</w:footnote>", "header": p("Trang 63")}
    before = word_file(p("Đạt 60", note, box), inside)
    result = proofed(before, "61", "62", "63")
    assert (result.count, len(result.unplaced)) == (2, 1)
    assert MARKS.sub(b"", parts(result.content)["word/document.xml"]) == parts(before)["word/document.xml"]
    assert parts(result.content)["word/footnotes.xml"] == parts(before)["word/footnotes.xml"]


def test_the_same_file_gives_the_same_bytes() -> None:
    """Nothing of the clock or of chance gets into the file."""
    before = word_file(p("Thu đạt 60,8%"))
    assert proofed(before, "60,8").content == proofed(before, "60,8").content


def test_nothing_to_say_leaves_the_file_as_it_is() -> None:
    """Without contradictions the very bytes come back."""
    before = word_file(p("Thu đạt 60,8%"))
    assert proofed(before).content == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_its_comments(tmp_path: Path) -> None:
    """Another word processor reads the file, and finds each comment once."""
    body = p("Thu đạt 6", r("0,", "<w:b/>"), "8% kế hoạch") + p("Chi đạt 60,8%")
    (tmp_path / "a.docx").write_bytes(proofed(word_file(body), "60,8").content)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert text.count("<office:annotation ") == 2
    assert text.count("không khớp với 60,3%") == 2

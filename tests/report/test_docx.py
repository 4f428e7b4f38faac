"""The report as a Word document: the layout of the decree, the report's own content, the same each time."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import nbformat
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.errors import SectionError
from kimtan.present.blocks import Block, Callout, Chart, Column, Heading, Mark, Narrative, Number, Row, Table, plain
from kimtan.present.rich_text import marks, numbers
from kimtan.report.blocks import blocks_of
from kimtan.report.exporters import KimtanDocxExporter
from kimtan.report.word.base import base
from kimtan.report.word.content import content
from kimtan.report.word.measure import width
from kimtan.report.word.pictures import pictures
from kimtan.report.word.tables import fitted
from tests.conftest import REPOSITORY
from tests.editions import NotebookOf

COLUMNS = ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện cùng kỳ", "Ước thực hiện", "% so KH", "% so cùng kỳ"]
SVG = '<svg viewBox="0 0 640 100"><path d="M0 0h640v100z" fill="currentColor"/><text x="9" y="50">Ắ</text></svg>'
DATA = Table("Số liệu", (Column("Số"),), (Row((("1",),)),))


HERDS = (("Đàn trâu", "183", "herd.buffalo"), ("Đàn bò", "203", "herd.cattle"), ("Đàn ong", "1.351", "herd.bees"))


def notebook(*blocks: Block, **about: Any) -> nbformat.NotebookNode:
    outputs = [new_output("display_data", data=block._repr_mimebundle_()) for block in blocks]
    return new_notebook(cells=[new_code_cell(outputs=outputs)], metadata={"kimtan": about} if about else {})


def exported(nb: nbformat.NotebookNode, **traits: Any) -> bytes:
    return KimtanDocxExporter(**traits).from_notebook_node(copy.deepcopy(nb))[0]


def document(*blocks: Block, **about: Any) -> Document:
    return opened(exported(notebook(*blocks, **about)))


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def everything(element: Any) -> str:
    """All text of an element, paragraphs apart."""
    paragraphs = element.iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs)


def marked(blocks: Sequence[Block]) -> list[str]:
    return [mark.why for mark in marks(run for block in blocks for run in block.runs())]


@pytest.fixture(scope="module")
def report(notebook_of: NotebookOf) -> nbformat.NotebookNode:
    return notebook_of()


@pytest.fixture(scope="module")
def written(report: nbformat.NotebookNode) -> bytes:
    return exported(report)


@pytest.fixture(scope="module")
def word(written: bytes) -> Document:
    return opened(written)


@pytest.fixture(scope="module")
def shown(report: nbformat.NotebookNode) -> list[Block]:
    """The blocks that the document holds, without what only a screen shows of them."""
    chosen = content(blocks_of(report))
    body = [block for at, block in enumerate(chosen.body) if at not in chosen.in_annex]
    nothing = Table("", (), ())
    shown = (*body, *chosen.annex)
    return [replace(block, data=nothing) if isinstance(block, Chart) else block for block in shown]


def test_pages(word: Document) -> None:
    """A4, margins as the decree wants them; the annex lies, at the end, and counts its pages itself."""
    for section in word.sections:
        sides = sorted((section.page_width.mm, section.page_height.mm))
        assert sides == pytest.approx([210, 297], abs=0.3)
        assert Mm(19.9) <= section.top_margin <= Mm(25)
        assert Mm(19.9) <= section.bottom_margin <= Mm(25)
        assert Mm(29.9) <= section.left_margin <= Mm(35)
        assert Mm(14.9) <= section.right_margin <= Mm(20)
    assert word.sections[0].orientation == WD_ORIENTATION.PORTRAIT
    assert word.sections[-1].orientation == WD_ORIENTATION.LANDSCAPE
    assert word.sections[-1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_page_numbers(word: Document) -> None:
    """The number of the page stands in the middle of its head, as a field, and not on the first page."""
    first = word.sections[0]
    assert first.different_first_page_header_footer
    assert first.first_page_header.paragraphs[0].text == ""
    (line,) = first.header.paragraphs
    assert "PAGE" in line._p.xml
    assert line.alignment == 1


def test_type(word: Document) -> None:
    """Times New Roman, the body in 13 to 14 points, justified, its first line 10 to 12.7 mm in; nothing falls back."""
    defaults = word.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr")[0]
    fonts, size = defaults.find(qn("w:rFonts")), defaults.find(qn("w:sz"))
    assert {fonts.get(qn(f"w:{each}")) for each in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert 26 <= int(size.get(qn("w:val"))) <= 28
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    body = word.styles["Body Text"].paragraph_format
    assert body.alignment == 3
    assert Mm(10) <= body.first_line_indent <= Mm(12.8)
    used = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "Body Text"} <= used
    assert {name for name in used if name.startswith("Kimtan")} <= {"Kimtan Head", "Kimtan Note", "Kimtan Callout"}


def test_head(word: Document) -> None:
    """Authorities, state and motto, number, place and date; what the config leaves open stays to be filled in."""
    ours, state = (cell.paragraphs for cell in word.tables[0].rows[0].cells)
    assert [line.text for line in ours if line.text] == [
        "ỦY BAN NHÂN DÂN", "HUYỆN THẠCH THÀNH", "ỦY BAN NHÂN DÂN", "THỊ TRẤN KIM TÂN",
    ]  # fmt: skip
    assert [bool(line.runs[0].bold) for line in ours if line.text] == [False, False, True, True]
    assert [line.text for line in state if line.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert all(line.runs[0].bold for line in state if line.text)
    assert [len(cell._tc.findall(f".//{qn('w:pBdr')}")) for cell in word.tables[0].rows[0].cells] == [1, 1]
    number, date = (cell.paragraphs[0] for cell in word.tables[0].rows[1].cells)
    assert number.text == "Số: ……/BC-UBND"
    assert date.text == "Kim Tân, ngày …… tháng …… năm 2023"
    assert date.runs[0].italic
    title, subject = (next(p for p in word.paragraphs if p.style.name == name) for name in ("Title", "Subtitle"))
    assert title.text == "BÁO CÁO"
    assert subject.text.replace("\n", " ") == (
        "Tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh 6 tháng đầu năm 2023"
    )
    assert not any(paragraph.text.startswith("Kính gửi") for paragraph in word.paragraphs)


def test_order_and_numbers_of_headings(word: Document, shown: list[Block]) -> None:
    """The official chapters alone, in their order, with their numbers as the decree writes them."""
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    chapters = [text for style, text in found if style == "Heading 1"]
    assert [text.split(".")[0] for text in chapters] == ["I", "II", "III"]
    numbered = [(style, text) for style, text in found if re.match(r"\d", text)]
    assert numbered[:2] == [("Heading 2", "1. Kinh tế"), ("Heading 3", "1.1. Thương mại - dịch vụ")]
    wanted = [block.text for block in shown if isinstance(block, Heading)]
    assert [re.sub(r"^(?:[IVX]+|\d+(?:\.\d+)*)\. ", "", text) for _, text in found] == wanted


def test_same_numbers_as_everywhere(word: Document, shown: list[Block]) -> None:
    """Every number of the blocks stands in the document, in the same order and to the letter."""
    text, at = everything(word.element.body), 0
    wanted = [number.text for number in numbers(run for block in shown for run in block.runs())]
    assert len(wanted) > 400
    for each in wanted:
        at = text.find(each, at)
        assert at >= 0, each
        at += len(each)


def test_exact_vietnamese(word: Document, shown: list[Block]) -> None:
    """Text is in composed letters, and paragraphs come out as they went in."""
    text = everything(word.element.body)
    assert unicodedata.is_normalized("NFC", text)
    assert "�" not in text
    paragraphs = [plain(run) for block in shown if isinstance(block, Narrative) for run in block.paragraphs]
    lines = text.split("\n")
    ends = (" (chi tiết tại Phụ lục).", "./.")
    assert all(line in lines or any(line[:-1] + end in lines for end in ends) for line in paragraphs)


def annex_table(word: Document) -> WordTable:
    """The table with the customary columns; what it has no column for may stand in one after it."""
    return next(table for table in word.tables if everything(table._tbl.tr_lst[0]).split("\n") == COLUMNS)


def test_annex(word: Document) -> None:
    """The customary columns; subtotals bold; a dash for what is not known; no row torn, the header repeated."""
    table = annex_table(word)
    header, *rows = table._tbl.tr_lst
    assert everything(header).split("\n") == COLUMNS
    assert header.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    cells = [[everything(cell) for cell in row.tc_lst] for row in rows]
    total = next(at for at, row in enumerate(cells) if row[1:2] == ["Tổng thu nhập (giá hiện hành)"])
    assert cells[total][5] == "552,054"
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in rows[total].iter(qn("w:r")) if run.text)
    assert sum(row.count("—") for row in cells) > 100
    assert not [row for row in cells if set(row[3:]) & {"0", ""}]
    assert any("Kèm theo Báo cáo số ……/BC-UBND" in paragraph.text for paragraph in word.paragraphs)


def test_tables_have_widths(word: Document) -> None:
    """Widths stand on columns and on cells, and no table is wider than its page."""
    every = [table._tbl for table in word.tables]
    in_annex = every[every.index(annex_table(word)._tbl) :]
    for table in word.tables:
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        wide = word.sections[-1] if table._tbl in in_annex else word.sections[0]
        assert sum(columns) <= (wide.page_width - wide.left_margin - wide.right_margin) / 635 + 10
        for row in table._tbl.tr_lst:
            assert sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst) == pytest.approx(
                sum(columns), abs=10
            )


def test_a_table_of_the_annex_is_not_repeated() -> None:
    """What stands in the annex as a whole is referred to instead; a table with a number more is shown."""
    columns = (Column("Chỉ tiêu", align="text", holds="name"), Column("Thực hiện"))
    herds = [Row(((name,), (Number(text, f"{ref}:actual@report:L1"),))) for name, text, ref in HERDS]
    own, whole = Table("Đàn vật nuôi", columns, tuple(herds[:2])), Table("Đàn ong", columns, tuple(herds[1:]))
    annex = Table("Biểu tổng hợp", columns, tuple(herds[:2]))
    words = Narrative((("Đàn vật nuôi ổn định.",),))
    blocks = (Heading("Kết quả", "results", 2, "I"), words, own, whole, Heading("Phụ lục", "annex", 2), annex)
    assert content(blocks).in_annex == {2}
    text = everything(document(*blocks).element.body)
    assert "Đàn vật nuôi ổn định (chi tiết tại Phụ lục)." in text
    assert (text.count("183"), text.count("1.351")) == (1, 1)


def test_signature_stays_together(word: Document) -> None:
    """Recipients and signature stand side by side in one row that no page tears, after the text."""
    every = [table._tbl for table in word.tables]
    table = word.tables[every.index(annex_table(word)._tbl) - 1]
    to, signed = (cell.text for cell in table.rows[0].cells)
    assert to.startswith("Nơi nhận:\n- UBND huyện (b/c);\n")
    assert to.endswith("- Lưu VT.")
    assert [line for line in signed.split("\n") if line] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Doãn Văn Tiến"]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    heading, *listed = table.rows[0].cells[0].paragraphs
    assert (heading.runs[0].bold, heading.runs[0].italic, heading.runs[0].font.size) == (True, True, Pt(12))
    assert listed[0].style.font.size == Pt(11)


def test_pictures(written: bytes, word: Document, shown: list[Block]) -> None:
    """Every chart is a picture of 200 points to the inch with its own alternative text, within the text's width."""
    charts = [block for block in shown if isinstance(block, Chart)]
    assert [each.get("descr") for each in word.element.body.iter(qn("wp:docPr"))] == [chart.alt for chart in charts]
    assert len({each.get("id") for each in word.element.body.iter(qn("wp:docPr"))}) == len(charts)
    section = word.sections[0]
    for shape in word.inline_shapes:
        assert shape.width <= section.page_width - section.left_margin - section.right_margin
        assert shape.height < Mm(210)
    images = [part for part in word.part.package.iter_parts() if part.partname.ext == "png"]
    assert len(images) == len(charts)
    for shape in word.inline_shapes:
        image = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].image
        assert image.px_width / image.px_height == pytest.approx(shape.width / shape.height, rel=0.02)
    widest = max(image.image.px_width for image in images)
    assert widest == pytest.approx(word.inline_shapes[0].width.inches * 200, abs=2)


def test_pictures_are_set_in_the_letters_of_print() -> None:
    """A chart's letters are those of the text in print, not those that it was drawn in on the screen."""
    drawn = '<svg viewBox="0 0 90 20" font-family="{}"><text x="1" y="12" font-size="10">Đàn trâu</text></svg>'
    charts = [Chart("Đàn", drawn.format(family), "Đàn trâu", DATA) for family in ("DejaVu Sans", "Libertinus Serif")]
    on_screen, in_print = pictures(charts, 400, 200)
    assert on_screen.png == in_print.png


def test_comments_say_why(word: Document, shown: list[Block]) -> None:
    """Each marked number's reason stands in a comment of a fixed date, and each comment is anchored once."""
    comments = list(word.comments)
    assert {(each.author, each.initials) for each in comments} == {("kimtan", "kt")}
    assert {each.timestamp for each in comments} == {datetime(2023, 6, 30, tzinfo=UTC)}
    told = "\n".join(each.text for each in comments)
    reasons = marked(shown)
    assert reasons
    assert all(why in told for why in reasons)
    assert len(comments) < len(reasons)
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        anchors = [int(each.get(qn("w:id"))) for each in word.element.body.iter(qn(f"w:{tag}"))]
        assert sorted(anchors) == [each.comment_id for each in comments]


def test_clean(report: nbformat.NotebookNode, word: Document) -> None:
    """Without comments the text is the same."""
    clean = opened(exported(report, clean=True))
    assert list(clean.comments) == []
    assert "comment" not in clean.element.xml
    assert everything(clean.element.body) == everything(word.element.body)


@pytest.mark.longer(alone=True)
def test_same_bytes_in_another_place(report: nbformat.NotebookNode, written: bytes, tmp_path: Path) -> None:
    """Another process, folder, time zone and order of hashing give the same bytes."""
    nbformat.write(report, tmp_path / "other.ipynb")
    program = (
        "import sys, nbformat; from kimtan.report.exporters import KimtanDocxExporter as E;"
        "sys.stdout.buffer.write(E().from_notebook_node(nbformat.read('other.ipynb', 4))[0])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    assert ran.stdout == written
    assert not re.search(rb"rsid", zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml"))


def test_the_file_says_what_it_is(written: bytes, word: Document) -> None:
    """Properties name title, authority, edition and language; nothing refers to a place outside of the file."""
    properties = word.core_properties
    assert properties.author == "Ủy ban nhân dân thị trấn Kim Tân"
    assert properties.subject.endswith("Bản nội bộ")
    assert properties.language == "vi-VN"
    assert {properties.created.date().isoformat(), properties.modified.date().isoformat()} == {"2023-06-30"}
    archive = zipfile.ZipFile(io.BytesIO(written))
    assert all(b"External" not in archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(base()) < 10_000


def test_english() -> None:
    """The same layout in English words."""
    text = everything(
        document(
            Heading("Results", "a", 2, "I"), Narrative((("One.",),)), language="en", period="2023-H1",
            authority="People's Committee of Kim Tân town", date="2023-07-05", place="Kim Tân", document_number="12",
            on_behalf="TM. ỦY BAN NHÂN DÂN", signatory_title="CHỦ TỊCH", title="Report on work",
        ).element.body
    )  # fmt: skip
    for said in (
        "SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness", "No.: 12/BC-UBND",
        "Kim Tân, 5 July 2023", "REPORT", "On work", "Recipients:", "CHAIRMAN", "I. Results",
    ):  # fmt: skip
        assert said in text


def test_signed_and_addressed() -> None:
    """A known number and date are written as the decree writes them; *Kính gửi* goes with *Như trên*."""
    lines = everything(
        document(
            Narrative((("Một câu.",),)), title="Báo cáo tháng", language="vi", place="Kim Tân", date="2023-02-05",
            document_number="45/BC-UBND", authority="UBND thị trấn", parent_authority="UBND huyện",
            recipients=["Như trên", "Lưu: VT"],
        ).element.body
    ).split("\n")  # fmt: skip
    assert "Số: 45/BC-UBND" in lines
    assert "Kim Tân, ngày 05 tháng 02 năm 2023" in lines
    assert "Kính gửi: UBND huyện" in lines
    assert lines.index("- Như trên;") == lines.index("- Lưu: VT.") - 1


def test_one_comment_a_sentence() -> None:
    """Numbers of one sentence share a comment that tells each reason once; a table's row has one as well."""
    one, two = (Number(text, f"{text}:x@y:L1", mark=Mark("disputed", "Vì thế.", "f")) for text in ("1", "2"))
    three = Number("3", "c:x@y:L1", mark=Mark("suspicious", "Khác.", "f"))
    rows = (Row(((one,), (three,))),)
    word = document(
        Narrative((("Từ ", one, " tới ", two, ". Rồi ", three, "."),)), Table("Bảng", (Column("a"), Column("b")), rows)
    )
    assert [each.text for each in word.comments] == ["1; 2: Vì thế.", "3: Khác.", "1: Vì thế.\n3: Khác."]


def test_a_missing_section_is_told() -> None:
    """What stands in place of a failed section is not left out with the chapters of the analysis."""
    word = document(
        Heading("Kết quả", "a", 2, "I"), Heading("12_x", "missing-0a", 2), Callout("Thiếu một phần", (("Xem.",),)),
        Heading("Kinh tế", "b", 3, "I.1"), Narrative((("Câu.",),)), Heading("Kiểm tra", "audit", 2),
        Narrative((("Không vào.",),)),
    )  # fmt: skip
    text = everything(word.element.body)
    assert "Thiếu một phần" in text
    assert "1. Kinh tế\nCâu./." in text
    assert "Không vào" not in text


def test_what_does_not_fit() -> None:
    """A tower of a chart is scaled to the page, a table of many columns turns its page, odd letters do no harm."""
    tower = Chart("Tháp", SVG.replace("640 100", "100 9000"), "Tháp cao", DATA)
    wide = Table("Rộng", tuple(Column(f"Rất_nhiều_chữ_{at}") for at in range(9)), (Row((("1",),) * 9),))
    word = document(
        Narrative((("a\x00b\x1fc ", "từ" * 900, "\ud800"),)), tower, wide,
        Narrative((("Một.",), ("Hai.",)), "numbered"), Narrative((("Ba.",),), "numbered"),
    )  # fmt: skip
    assert [section.orientation for section in word.sections] == [0, 1, 0]
    assert word.inline_shapes[0].height < Mm(210)
    assert "a�b�c" in word.element.xml
    lists = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]


def test_points_are_not_numbered_as_chapters_are() -> None:
    """Under a heading ``1.`` the points of a list are ``(1)``, ``(2)``."""
    word = document(Narrative((("Một.",), ("Hai.",)), "numbered"))
    point = next(paragraph for paragraph in word.paragraphs if paragraph.style.name == "List Number")
    lists, number = word.part.numbering_part.element, point._p.pPr.numPr.numId.val
    (kind,) = lists.xpath(f"./w:num[@w:numId={number}]/w:abstractNumId/@w:val")
    assert lists.xpath(f"./w:abstractNum[@w:abstractNumId={kind}]/w:lvl[1]/w:lvlText/@w:val") == ["(%1)"]


def test_a_drawing_that_is_none_is_named() -> None:
    """What no chart needs does not get into a picture either."""
    bad = Chart("Hỏng", '<svg viewBox="0 0 1 1"><image href="file:///etc/passwd"/></svg>', "Ảnh lạ", DATA)
    nb = notebook(Narrative((("a",),)))
    nb.cells[0].outputs.append(new_output("display_data", data={"application/vnd.kimtan.block+json": bad.to_json()}))
    with pytest.raises(SectionError, match="Ảnh lạ"):
        exported(nb)


def test_nothing_at_all() -> None:
    """An empty notebook is an empty report with everything to fill in."""
    text = everything(opened(exported(new_notebook())).element.body)
    assert "……" in text
    assert "BÁO CÁO" in text


@pytest.mark.longer(alone=True)
@pytest.mark.slow
def test_nbconvert_writes_it(report: nbformat.NotebookNode, tmp_path: Path) -> None:
    """``jupyter nbconvert --to kimtan-docx`` works on a stitched notebook, with the trait on the command line."""
    nbformat.write(report, tmp_path / "report.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "kimtan-docx", "--KimtanDocxExporter.clean=True"]
    ran = subprocess.run([*command, "report.ipynb"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "report.docx").read_bytes() == exported(report, clean=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine: no look at real pages")
def test_libreoffice_opens_it(written: bytes, tmp_path: Path) -> None:
    """Another program reads it, sets it on a plausible number of pages, and gives its text back to the letter."""
    (tmp_path / "report.docx").write_bytes(written)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "report.docx"], cwd=tmp_path, capture_output=True, check=True, timeout=120)
    text = (tmp_path / "report.txt").read_text(encoding="utf-8-sig")
    for line in ("Độc lập - Tự do - Hạnh phúc", "Hình 1. Tổng thu nhập (giá hiện hành)", "Doãn Văn Tiến"):
        assert line in text


def test_no_number_is_cut_where_the_font_is_another(shown: list[Block]) -> None:
    """DejaVu Serif, which takes the place of Times New Roman where that is missing, is 1.39 times as wide in bold."""
    tables = [block for block in shown if isinstance(block, Table)]
    assert tables
    for block in tables:
        fit = fitted(block, room=727.0)
        assert not fit.is_tight
        for row in block.rows:
            for cell, column, wide in zip(row.cells, block.columns, fit.widths, strict=False):
                if cell is not None and not row.is_across and column.align == "number":
                    text = plain(cell)
                    assert 1.39 * width(text, fit.size, row.role == "total") <= wide - 8, text

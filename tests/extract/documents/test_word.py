"""Word documents are read as a reader sees them, and every character is found again in its paragraph."""

from __future__ import annotations

import io

import docx
import pytest

from kimtan.extract.documents import word
from kimtan.extract.documents.word_source import WordSource
from kimtan.extract.passages import Passage, ReadDocument
from tests.extract.positions import of_paragraphs
from tests.extract.word_files import p, r, word_file


def read(content: bytes) -> tuple[ReadDocument, WordSource]:
    return word.read(content, "bao-cao.docx", "bao-cao.docx")


def passages(content: bytes) -> tuple[Passage, ...]:
    return read(content)[0].passages


def test_paragraphs_of_a_document_by_python_docx() -> None:
    """Headings by their style have its level, paragraphs their number as place."""
    made = docx.Document()
    made.add_heading("I. Kết quả", level=1)
    made.add_paragraph("Thu ngân sách đạt 6.291 triệu đồng.")
    file = io.BytesIO()
    made.save(file)
    heading, paragraph = passages(file.getvalue())
    assert (heading.text, heading.kind, heading.level, heading.place) == ("I. Kết quả", "heading", 1, "p1")
    assert (paragraph.text, paragraph.kind, paragraph.place) == (
        "Thu ngân sách đạt 6.291 triệu đồng.",
        "paragraph",
        "p2",
    )


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            p("đạt ", "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>", f"<w:ins>{r('60,8')}</w:ins>", "%"),
            "đạt 60,8%",
        ),
        (p(f"<w:moveFrom>{r('cũ ')}</w:moveFrom>", f"<w:moveTo>{r('mới ')}</w:moveTo>", "12"), "mới 12"),
        (p("một ", r("ẩn ", "<w:vanish/>"), "hai"), "một hai"),
        (p("<w:sdt><w:sdtContent>" + r("47,421") + "</w:sdtContent></w:sdt>", " tỷ"), "47,421 tỷ"),
        (p(f'<w:hyperlink r:id="rId9">{r("12")}</w:hyperlink>', " con"), "12 con"),
        (p(f'<w:fldSimple w:instr="REF x">{r("183")}</w:fldSimple>', " con"), "183 con"),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=1+1</w:instrText></w:r>',
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                "2",
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                " xã",
            ),
            "2 xã",
        ),
        (p("3,5", "<w:r><w:noBreakHyphen/></w:r>", "4", "<w:r><w:tab/></w:r>", "%"), "3,5-4 %"),
        (p("<w:r><w:t> 5 </w:t></w:r>", "<w:r><w:t>ha</w:t></w:r>"), "5ha"),
        (p("60,8", r("1", RAISED), " tỷ, 25 km", r("2", RAISED), ", 7 ha", r("(2)", RAISED)), "60,8 tỷ, 25 km2, 7 ha"),
    ],
    ids=[
        "tracked",
        "moved",
        "hidden",
        "control",
        "link",
        "simple field",
        "field",
        "signs",
        "spaces that Word drops",
        "marks of notes",
    ],
)
def test_what_is_shown_is_read(body: str, text: str) -> None:
    """Tracked changes are accepted, fields and controls are their result, hidden text is none."""
    assert [passage.text for passage in passages(word_file(body))] == [text]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    """As accepted, the text goes on, and each half stands in its own paragraph."""
    body = p("Đàn bò ", properties="<w:rPr><w:del/></w:rPr>") + p("203 con.") + p("Hết.")
    document, source = read(word_file(body))
    assert [passage.text for passage in document.passages] == ["Đàn bò 203 con.", "Hết."]
    of_paragraphs(document, source, {1: "Đàn bò ", 2: "203 con.", 3: "Hết."})


def test_a_deleted_paragraph_mark_leaves_notes_and_tables_where_they_are() -> None:
    """The note of a paragraph that goes on in the next is read, and a table is no part of what goes on."""
    deleted, note = "<w:rPr><w:del/></w:rPr>", "<w:r><w:footnoteReference w:id='2'/></w:r>"
    cell = p("91,", properties=deleted) + p("13")
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    body = (
        p("Đàn bò ", note, properties=deleted) + p("203 con.") + p("Đàn ong:", properties=deleted) + table + p("Hết.")
    )
    document, _ = read(word_file(body, {"footnotes": f"<w:footnote w:id='2'>{p('Huyện giao: 7')}</w:footnote>"}))
    assert [passage.text for passage in document.passages] == [
        "Đàn bò 203 con.",
        "Huyện giao: 7",
        "Đàn ong:",
        "91,13",
        "Hết.",
    ]


def test_letters_in_parts_are_composed_and_found() -> None:
    """NFD text is composed; the character after it is found where it stands in the file."""
    text = "Tha\u0301ng 6 đa\u0323t\u200b 12\xa0%"
    document, source = read(word_file(p(text)))
    (passage,) = document.passages
    assert passage.text == "Tháng 6 đạt 12 %"
    assert passage.line_at(passage.text.index("12")) == (1, text.index("12"))
    of_paragraphs(document, source, {1: text})
    assert document.notes == ("Văn bản có 1 ký tự không nhìn thấy được; chương trình đã bỏ qua khi đọc.",)


def test_merged_cells_have_their_spans() -> None:
    """A cell knows its row, column and how far it reaches; what is merged into it is no cell of its own."""

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    wide = '<w:gridSpan w:val="2"/>'
    merge = '<w:vMerge w:val="restart"/>'
    table = (
        "<w:tbl>"
        f"<w:tr>{cell('Chỉ tiêu', merge)}{cell('Năm 2023', wide)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('KH')}{cell('TH')}</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        f"<w:tr>{cell('Thu')}{cell('100')}{cell('50')}</w:tr>"
        "</w:tbl>"
    )
    cells = [passage for passage in passages(word_file(table)) if passage.cell]
    seen = {c.text: (c.cell.row, c.cell.column, c.cell.row_span, c.cell.column_span) for c in cells if c.cell}
    assert seen == {
        "Chỉ tiêu": (1, 1, 2, 1),
        "Năm 2023": (1, 2, 1, 2),
        "KH": (2, 2, 1, 1),
        "TH": (2, 3, 1, 1),
        "Thu": (3, 1, 1, 1),
        "100": (3, 2, 1, 1),
        "50": (3, 3, 1, 1),
    }
    assert cells[-1].place == "bảng 1, hàng 3, cột 3"


def test_notes_headers_and_text_boxes_are_passages_of_their_own() -> None:
    """What stands beside the text is read, each once, with its kind and the run at which it hangs."""
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{p('Trong hộp 5')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{p('Trong hộp 5')}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    parts = {
        "footnotes": f"<w:footnote w:id='2'>{p('Số của huyện: 7')}</w:footnote>",
        "header": p("Trang đầu"),
        "footer": p("Cuối trang"),
    }
    document, source = read(word_file(p("Đạt 12", note, " con", box), parts))
    assert [(passage.kind, passage.text) for passage in document.passages] == [
        ("header", "Trang đầu"),
        ("paragraph", "Đạt 12 con"),
        ("text_box", "Trong hộp 5"),
        ("footnote", "Số của huyện: 7"),
        ("footer", "Cuối trang"),
    ]
    by_text = {passage.text: source.paragraphs[passage.lines[0].number] for passage in document.passages}
    assert by_text["Trong hộp 5"].anchor == 3
    assert by_text["Số của huyện: 7"].anchor == 1
    assert by_text["Trang đầu"].part == "word/header.xml"


def test_automatic_numbers_stand_beside_the_text() -> None:
    """Lists count as Word shows them: by level, in their form, with bullets as they are."""
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
    )
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{bullet}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(text: str, number: int, level: int = 0) -> str:
        return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = item("A", 1) + item("B", 1, 1) + item("C", 1, 1) + item("D", 2) + item("E", 1) + item("F", 1, 1)
    numbers = [passage.number for passage in passages(word_file(body, {"numbering": numbering}))]
    assert numbers == ["I.", "1.1.", "1.2.", "-", "II.", "2.1."]


def test_a_bold_paragraph_with_a_number_is_a_heading() -> None:
    """Most offices write headings without styles; a sentence in bold is none."""
    bold = "<w:b/>"
    body = p(r("1.2. Về giáo dục", bold)) + p(r("1. Thu đạt 6.291 triệu đồng; chi 5.", bold)) + p("2. Không đậm")
    assert [passage.level for passage in passages(word_file(body))] == [3, 0, 0]


@pytest.mark.parametrize(
    ("font", "written", "text"),
    [
        (".VnTime", "Thu ng©n s¸ch ®¹t 6.291 triÖu ®ång", "Thu ngân sách đạt 6.291 triệu đồng"),
        (".VnTimeH", "kÕt qu¶", "KẾT QUẢ"),
        ("VNI-Times", "Thu ngaân saùch ñaït 6.291 trieäu ñoàng", "Thu ngân sách đạt 6.291 triệu đồng"),
    ],
)
def test_old_fonts_are_converted(font: str, written: str, text: str) -> None:
    """Runs in fonts of TCVN3 and VNI are read in their character set, and positions stay exact."""
    body = p(r(written, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'), " (năm 2023)")
    document, _ = read(word_file(body))
    (passage,) = document.passages
    assert passage.text == f"{text} (năm 2023)"
    assert passage.line_at(passage.text.index("(năm")) == (1, len(written) + 1)
    assert "Unicode" in document.notes[0]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    """What stands in it is read, behind the cell's own text, and its place says in which cell."""
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "Thu nội địa"
    cell.add_table(1, 1).cell(0, 0).text = "6.291"
    file = io.BytesIO()
    made.save(file)
    outer, inner = passages(file.getvalue())
    assert (outer.text, inner.text, inner.kind) == ("Thu nội địa", "6.291", "cell")
    assert inner.place.startswith(outer.place)
    assert inner.cell is not None
    assert outer.cell is not None
    assert inner.cell.table != outer.cell.table

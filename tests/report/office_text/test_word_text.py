"""Characters of a Word document lead to its runs, and nothing but what is asked for changes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kimtan.report.office_text.word_text import TextParagraph, WordText


def saved(document: WordDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def paragraph(*runs: tuple[str, bool]) -> tuple[WordText, TextParagraph]:
    """A document of one paragraph of runs, each bold or not."""
    document = Document()
    added = document.add_paragraph()
    for text, is_bold in runs:
        added.add_run(text).bold = is_bold or None
    text = WordText(saved(document))
    return text, text.paragraphs[0]


def bold(element: object) -> bool:
    return bool(element.xpath("./w:rPr/w:b"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("start", "end"), [(0, 3), (4, 11), (7, 11), (4, 16), (9, 10), (0, 16)])
def test_a_wrapped_range_holds_its_characters_and_their_formatting(start: int, end: int) -> None:
    """Wherever a control begins or ends, the text is the same, and each character as bold as before."""
    whole = "Tổng 552,054 tỷ."
    text, first = paragraph((whole[:5], False), (whole[5:9], True), (whole[9:], False))
    assert first.wrap(start, end, "kimtan:x", "Tổng", 7)
    again = WordText(text.bytes()).paragraphs[0]
    (control,) = again.controls
    assert (again.text, control.text, again.span(control)) == (whole, whole[start:end], (start, end))
    letters = [bold(piece.element.getparent()) for piece in again.pieces for _ in piece.text]
    assert letters == [5 <= at < 9 for at in range(len(whole))]


def test_several_ranges_of_one_paragraph_become_controls() -> None:
    """Controls before a range do not move it."""
    text, first = paragraph(("Tăng 7% và giảm 12,5% so với cùng kỳ", False))
    for start, end in ((5, 6), (16, 20)):
        assert first.wrap(start, end, "kimtan:x", "", start)
    again = WordText(text.bytes()).paragraphs[0]
    assert [control.text for control in again.controls] == ["7", "12,5"]


def test_a_control_shows_another_text_in_the_same_formatting() -> None:
    """The number is new, the runs around it are not touched."""
    text, first = paragraph(("đạt ", False), ("60,8", True), ("%", False))
    first.wrap(4, 8, "kimtan:x", "", 1)
    first.controls[0].show("71")
    again = WordText(text.bytes()).paragraphs[0]
    assert again.text == "đạt 71%"
    assert [bold(piece.element.getparent()) for piece in again.pieces] == [False, True, False]


def changed(document: WordDocument) -> None:
    """``cũ`` was deleted and ``mới`` inserted, both tracked."""
    added = document.add_paragraph("Số ")
    attributes = f'{nsdecls("w")} w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
    added._p.append(parse_xml(f"<w:del {attributes}><w:r><w:delText>cũ</w:delText></w:r></w:del>"))
    added._p.append(parse_xml(f"<w:ins {attributes}><w:r><w:t>mới 12</w:t></w:r></w:ins>"))


def in_a_table(document: WordDocument) -> None:
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Số mới 12")


def in_the_header(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].add_run("Số mới 12")


def after_a_tab(document: WordDocument) -> None:
    document.add_paragraph().add_run("Số\tmới 12")


@pytest.mark.parametrize("write", [changed, in_a_table, in_the_header, after_a_tab])
def test_every_place_of_a_document_can_be_wrapped(write: Callable[[WordDocument], None]) -> None:
    """Tracked changes count as accepted; tables, headers and runs with tabs are no different."""
    document = Document()
    write(document)
    text = WordText(saved(document))
    (place,) = [one for one in text.paragraphs if "mới 12" in one.text]
    assert place.text in {"Số mới 12", "Số\tmới 12"}
    assert place.wrap(7, 9, "kimtan:x", "", 1)
    again = next(one for one in WordText(text.bytes()).paragraphs if "mới 12" in one.text)
    assert [control.text for control in again.controls] == ["12"]


def test_what_spans_a_link_is_left_alone() -> None:
    """Half inside a link, half outside: no control can hold that, and nothing is lost."""
    document = Document()
    added = document.add_paragraph("12")
    added._p.append(parse_xml(f"<w:hyperlink {nsdecls('w')} w:anchor='a'><w:r><w:t>34 tấn</w:t></w:r></w:hyperlink>"))
    text = WordText(saved(document))
    first = text.paragraphs[0]
    assert not first.wrap(0, 4, "kimtan:x", "", 1)
    assert (first.text, first.controls) == ("1234 tấn", [])


def test_the_same_content_gives_the_same_bytes() -> None:
    """Nothing of the machine or the hour is in the file."""
    document = Document()
    document.add_paragraph("Số 12")
    content = saved(document)
    assert WordText(content).bytes() == WordText(content).bytes()

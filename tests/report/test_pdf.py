"""The report as a PDF: for readers on paper, on a screen, by ear, and for archives."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
from fontTools.ttLib import TTFont
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.errors import OutputError, SectionError
from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import (
    MIME_TYPE,
    Block,
    Callout,
    Chart,
    Column,
    Heading,
    Link,
    Mark,
    Narrative,
    Number,
    Row,
    Table,
)
from kimtan.present.charts import theme
from kimtan.present.rich_text import numbers
from kimtan.report.blocks import blocks_of
from kimtan.report.drawings import LARGER
from kimtan.report.exporters import KimtanPDFExporter
from kimtan.report.outline import OutlineEntry, contents
from kimtan.report.outline import placed as placed_blocks
from kimtan.report.page import render
from kimtan.report.title import TitleBlock
from kimtan.report.typeset import letters
from kimtan.report.typeset.blocks import drawing
from kimtan.report.typeset.document import document, document_date
from kimtan.report.typeset.paper import on_paper
from kimtan.report.typeset.terms import words_of
from tests.conftest import REPOSITORY
from tests.editions import NotebookOf
from tests.report.test_html import ABOUT, BLOCKS, CHART, CLIPPED, DATA, REF, TOTAL, notebook

A4 = (595, 842)
VIETNAMESE = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


def exported(*blocks: Block, **about: Any) -> bytes:
    content, _ = KimtanPDFExporter().from_notebook_node(notebook(*blocks, **ABOUT | about))
    return content


def bare(*blocks: Block) -> Any:
    """A notebook of blocks that were never shown as HTML, which would refuse some of them first."""
    outputs = [new_output("display_data", data={MIME_TYPE: block.to_json()}) for block in blocks]
    return new_notebook(cells=[new_code_cell(outputs=outputs)], metadata={"kimtan": ABOUT})


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(reader: pypdf.PdfReader) -> str:
    """The text of all pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


Placed = list[tuple[float, float, str]]


def placed(page: Any) -> tuple[str, Placed]:
    """The text of a page, and its pieces but those in drawings with where each begins, from the left and the bottom."""
    found: Placed = []

    def visit(text: str, moved: Any, at: Any, font: Any, size: float) -> None:
        is_drawn = round(size / LARGER, 2) in {theme.LABEL, theme.SMALL}
        if text.strip() and not is_drawn and "Libertinus" in str((font or {}).get("/BaseFont")):
            x, y = at[4], at[5]
            place = (moved[0] * x + moved[2] * y + moved[4], moved[1] * x + moved[3] * y + moved[5])
            found.append((*place, text))

    return page.extract_text(visitor_text=visit), found


def tags(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every element of the structure tree."""
    parts: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while parts:
        part = parts.pop()
        part = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(part, list):
            parts.extend(part)
        elif isinstance(part, dict):
            if "/S" in part:
                yield part
            if "/K" in part:
                parts.append(part["/K"])


def links(reader: pypdf.PdfReader) -> list[Any]:
    """Where each link leads: a name, or the place itself."""
    found = []
    for page in reader.pages:
        for reference in page.get("/Annots", ()):
            note = reference.get_object()
            found.append(note["/Dest"] if "/Dest" in note else note["/A"].get_object()["/D"])
    return found


def bookmarks(reader: pypdf.PdfReader) -> list[Any]:
    """The titles of the outline, as nested lists."""

    def titles(entries: Any) -> list[Any]:
        return [titles(each) if isinstance(each, list) else each.title for each in entries]

    return titles(reader.outline)


def listed(entries: list[OutlineEntry]) -> list[Any]:
    """The contents in the same form."""
    lines: list[Any] = []
    for entry in entries:
        lines.append(f"{entry.number} {entry.text}".strip())
        lines += [listed(entry.below)] if entry.below else []
    return lines


@pytest.fixture(scope="module")
def report(notebook_of: NotebookOf) -> Any:
    """The stitched notebook of the repository's first report."""
    return notebook_of()


@pytest.fixture(scope="module")
def content(report: Any) -> bytes:
    return KimtanPDFExporter().from_notebook_node(report)[0]


@pytest.fixture(scope="module")
def reader(content: bytes) -> pypdf.PdfReader:
    return read(content)


@pytest.fixture(scope="module")
def pages(reader: pypdf.PdfReader) -> list[tuple[str, Placed]]:
    """What :func:`placed` gives of each page: to read them takes longer than to set them."""
    return [placed(page) for page in reader.pages]


@pytest.mark.slow
def test_the_report_has_a_sensible_length(reader: pypdf.PdfReader, content: bytes) -> None:
    """All pages are A4, upright or turned; the file can be sent by mail; what is looked up is a part of its own.

    The body with the annex has at most 20 pages behind cover and contents, and so has the reference part.
    """
    part = next(at for at, page in enumerate(reader.pages) if page.extract_text().count("Phần tra cứu") > 1)
    assert part - 2 <= 20
    assert len(reader.pages) - part <= 20
    sizes = {tuple(sorted((round(page.mediabox.width), round(page.mediabox.height)))) for page in reader.pages}
    assert sizes == {A4}
    assert len(content) < 6_000_000


def test_the_reference_part_is_announced_by_what_it_holds() -> None:
    """The data of charts only where there are charts."""
    heading, chart = Heading("Nguồn số liệu", "evidence", 2), CHART
    evidence = "Nguồn và cách tính của từng số liệu"
    assert document(bare(heading))["companion_hint"] == f"{evidence}."
    assert document(bare(heading, chart))["companion_hint"] == f"{evidence}, số liệu của các hình."


@pytest.mark.slow
def test_outline_equals_contents(reader: pypdf.PdfReader, report: Any) -> None:
    """Bookmarks are the contents of the page, and the charts' data after them; each line of it has a page number.

    What is looked up stands in the contents of its own part, with the headings in it.
    """
    entries = contents(placed_blocks(blocks_of(report)))
    expected = [*listed(entries), "Số liệu của các hình"]
    known = bookmarks(reader)
    at = known.index("Đối chiếu số liệu")
    looked_up = [entry for entry in known[at:] if isinstance(entry, str)]
    assert [*known[:at], *looked_up] == expected
    assert "Số liệu tính toán" in known[known.index("Nguồn số liệu") + 1]
    printed = reader.pages[1].extract_text()
    assert printed.count("\n") >= len(re.findall("'[^']+'", repr(known[:at])))
    assert "Nguồn số liệu" not in printed
    assert re.search(r"I\.1 Kinh tế[\s.]*\d+", printed)


@pytest.mark.slow
def test_it_claims_both_standards_and_its_language(reader: pypdf.PdfReader) -> None:
    """PDF/UA-1 and PDF/A-2a stand in the metadata; language, title and author in the file's properties."""
    said = reader.root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert reader.root_object["/Lang"] == "vi"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata
    assert reader.metadata.author == "Ủy ban nhân dân thị trấn Kim Tân"
    assert "6 tháng đầu năm 2023" in str(reader.metadata.title)
    assert str(reader.metadata["/CreationDate"]).startswith("D:20230630")


def printed(report: Any) -> list[Block]:
    """The blocks of a report that stand on paper."""
    return on_paper(blocks_of(report), words_of("vi")["on_screen"])


@pytest.mark.slow
def test_it_is_tagged(reader: pypdf.PdfReader, report: Any) -> None:
    """Headings, tables and figures are tagged as such, and each figure says in words what it shows."""
    blocks = printed(report)
    kinds = Counter(block.kind for block in blocks)
    found = list(tags(reader))
    counted = Counter(str(tag["/S"]) for tag in found)
    assert counted["/Table"] == kinds["table"] + kinds["chart"]
    assert sum(counted[f"/H{level}"] for level in range(1, 7)) >= kinds["heading"]
    assert counted["/TH"] > kinds["table"]
    alts = [" ".join(str(tag["/Alt"]).split()) for tag in found if tag["/S"] == "/Figure"]
    assert sorted(alts) == sorted(" ".join(block.alt.split()) for block in blocks if isinstance(block, Chart))


@pytest.mark.slow
def test_every_link_has_its_target(reader: pypdf.PdfReader, report: Any) -> None:
    """Numbers lead to their evidence, marks and findings to their rows; no link leads nowhere."""
    targets = links(reader)
    named = reader.named_destinations
    lost = [to for to in targets if (to not in named if isinstance(to, str) else to[0].get_object() is None)]
    assert lost == []
    linked = sum("to" in part for part in _parts(document(report)["body"]) if {"number", "link", "kind"} & set(part))
    assert len(targets) >= linked > 2000


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _parts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _parts(value)


@pytest.mark.slow
def test_numbers_are_those_of_the_blocks(report: Any) -> None:
    """Every number of the report is in the document with what it is bound to, as often as in its page, and no other."""
    runs = [run for block in printed(report) for run in block.runs()]
    shown = Counter((number.text, number.ref) for number in numbers(runs))
    parts = [part for part in _parts(document(report)["body"]) if {"number", "ref"} <= set(part)]
    assert Counter((part["number"], part["ref"]) for part in parts) == shown
    assert sum(shown.values()) > 1000


@pytest.mark.slow
def test_numbers_and_their_links_are_those_of_the_page(report: Any) -> None:
    """Every number on paper stands in the HTML page, at least as often, and leads to the same place."""
    html = render(report)
    found = re.findall(r'<(?:a class="n" href="#|span class="n" data-ref=")([^"]+)"[^>]*>([^<]*)<', html)
    shown = Counter((unescape(text), unescape(to)) for to, text in found)
    parts = [part for part in _parts(document(report)["body"]) if {"number", "ref"} <= set(part)]
    paper = Counter((part["number"], part.get("to", part["ref"])) for part in parts)
    assert paper - shown == Counter()
    assert len(paper) > 400


@pytest.mark.slow
def test_text_comes_out_as_it_went_in(pages: list[tuple[str, Placed]]) -> None:
    """Vietnamese with stacked diacritics is found and copied whole, in text, tables and drawings alike."""
    text = " ".join(" ".join(text for text, _ in pages).split())
    for said in ("Ủy ban nhân dân", "cùng kỳ", "được", "552,054 tỷ đồng", "Đối chiếu số liệu"):
        assert said in text
    assert "49,6% thời gian của năm đã qua" in text  # only in drawings
    assert "\ufffd" not in text


@pytest.mark.slow
def test_contradictions_stand_in_the_margin(pages: list[tuple[str, Placed]]) -> None:
    """A page with disputed numbers tells beside them why, right of the text, no line over another, with the page."""
    beside = [text for x, _, text in pages[2][1] if x > 450]
    said = " ".join(" ".join(beside).split())
    assert "Mâu thuẫn:" in said
    assert re.search(r"Xem trang \d+", said)


@pytest.mark.slow
def test_no_letter_is_missing(reader: pypdf.PdfReader, report: Any) -> None:
    """The fonts have every character that the document sets, and each font is embedded."""
    faces = [TTFont(letters.font_folder() / name).getBestCmap() for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
    data = document(report)
    silent = {"\u200b", "\n"}
    assert {
        letter for letter in set(json.dumps(data, ensure_ascii=False)) - silent if ord(letter) not in faces[0]
    } == set()
    assert {
        letter for letter in set(json.dumps(data, ensure_ascii=False)) - silent if ord(letter) not in faces[1]
    } == set()
    assert data["unknown"] == ""
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert re.search("LibertinusSerif|DejaVuSans", str(descendant["/BaseFont"]))
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())


@pytest.mark.slow
def test_nothing_leaves_the_page(reader: pypdf.PdfReader, pages: list[tuple[str, Placed]]) -> None:
    """No text begins outside the page, and none in its outer rim."""
    outside = []
    for at, (page, (_, texts)) in enumerate(zip(reader.pages, pages, strict=True), start=1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        outside += [(at, x, y, text) for x, y, text in texts if not (30 < x < width - 25 and 30 < y < height - 30)]
    assert outside == []


@pytest.mark.longer(alone=True)
@pytest.mark.slow
def test_english_public_edition(notebook_of: NotebookOf) -> None:
    """The public edition in English has its own words and names itself."""
    made = KimtanPDFExporter().from_notebook_node(notebook_of("en", "public"))[0]
    reader = read(made)
    assert reader.root_object["/Lang"] == "en"
    text = words(reader)
    for said in ("Public edition", "Contents", "Table 1.", "Figure 1.", "Data of the figures"):
        assert said in text
    assert "Mục lục" not in text


SMALL = [*BLOCKS[:6], CHART, *BLOCKS[8:]]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_cover_and_running_header(language: str, audience: str) -> None:
    """The cover says whose report it is, of when, up to when and for whom; other pages name the chapter."""
    enough = [Narrative((("Thu ổn định.",),))] * 70
    reader = read(exported(*SMALL[:2], *enough, *SMALL[2:], language=language, audience=audience))
    cover = " ".join(reader.pages[0].extract_text().split())
    edition = {"vi": ("Bản nội bộ", "Bản công khai"), "en": ("Internal edition", "Public edition")}
    date = {"vi": "14/6/2023", "en": "14 June 2023"}[language]
    for said in ("UBND huyện Thạch Thành", "UBND thị trấn Kim Tân", date, edition[language][audience == "public"]):
        assert said in cover
    texts = [page.extract_text() for page in reader.pages]
    last = max(at for at, text in enumerate(texts) if text.count("Kết quả") == 2)
    assert "UBND thị trấn Kim Tân · 6 tháng đầu năm 2023" in texts[last]
    assert reader.page_labels[last] == str(last + 1)


def test_a_short_report_has_no_half_empty_pages() -> None:
    """Its contents, summary and chapters follow each other; of a long report each begins on a page of its own."""
    short = read(exported(*SMALL))
    long = read(exported(*SMALL[:2], *[Narrative((("Thu ổn định.",),))] * 70, *SMALL[2:]))
    assert "Thu nhập đạt" in short.pages[1].extract_text()
    assert "Thu nhập đạt" not in long.pages[1].extract_text()
    assert len(short.pages) < len(long.pages)


@pytest.mark.longer(alone=True)
def test_same_notebook_same_bytes(tmp_path: Path) -> None:
    """The bytes depend on the notebook alone: not on the day, the zone, the folder, the file's name or hashing."""
    program = (
        "import sys, nbformat; from kimtan.report.exporters import KimtanPDFExporter as E;"
        "sys.stdout.buffer.write(E().from_notebook_node(nbformat.reads(sys.stdin.read(), 4), {'metadata': {'name': 'x',"
        "'modified_date': 'today'}})[0])"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=nbformat.writes(notebook(*SMALL, **ABOUT)).encode(),
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed},
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, folder in (("1", "UTC", tmp_path), ("2", "Asia/Ho_Chi_Minh", REPOSITORY))
    ]
    assert made[0] == made[1] == exported(*SMALL)


def test_date_of_the_document() -> None:
    """The report's own date, else up to when it counts, else the end of its period; never that of the run."""
    assert str(document_date(TitleBlock("a", date="2023-06-16", as_of="2023-06-14"))) == "2023-06-16"
    assert str(document_date(TitleBlock("a", as_of="2023-06-14", period="2023-H1"))) == "2023-06-14"
    assert str(document_date(TitleBlock("a", period="no period"))) == "1970-01-01"


def test_vietnamese_is_set_in_one_font() -> None:
    """No letter of Vietnamese is borrowed from another font, upright or bold."""
    reader = read(exported(Heading(f"Chữ {VIETNAMESE}", "a", 2), Narrative(((VIETNAMESE + VIETNAMESE.upper(),),))))
    assert VIETNAMESE + VIETNAMESE.upper() in words(reader).replace(" ", "").replace("\u200b", "")
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert {re.sub("^/[A-Z]{6}[+]", "", name).split("-")[0] for name in fonts} == {"LibertinusSerif"}


def test_markup_stays_text() -> None:
    """Whatever stands in data is text: nothing of it is read as the template's language."""
    hostile = '#panic("x") *a* _b_ $x$ `c` @ref <label> \\ // /* "q" ' + "https://example.org #{1+1} = Title"
    marked = Number("#set 9", "x:y@z:L1", mark=Mark("disputed", hostile, "finding-a"))
    table = Table(hostile, (Column(hostile), Column("b", hostile)), (Row((None, (marked,))),), ((hostile,),))
    chart = Chart((hostile,), CLIPPED, hostile, table, (hostile,))
    reader = read(
        exported(Heading(hostile, "a", 2, hostile), Narrative(((hostile,),), "bullets"), table, chart, title=hostile)
    )
    text = words(reader).replace("\u200b", "")
    assert text.count("@ref <label>") > 6
    assert "#set 9" in text
    assert links(reader)  # of the contents and of charts; none to an address
    assert "example.org" not in repr(links(reader))


def refused(*blocks: Block) -> list[str]:
    with pytest.raises(SectionError) as caught:
        KimtanPDFExporter().from_notebook_node(bare(*blocks))
    return [str(problem) for problem in caught.value.problems]


def test_what_the_compiler_would_refuse_is_told_by_block() -> None:
    """All problems of all blocks at once, each with the name of its block and what to do."""
    told = refused(
        Heading(" ", "a", 2),
        Chart("Thu nhập tăng", CLIPPED, " ", DATA),
        Chart("", CLIPPED, "Biểu đồ", DATA),
        Narrative((("Hỏng \x07 đây",),)),
        Table("Lệch", (Column("a"), Column("b")), (Row((("1",),)),)),
        Table("Trống", (), ()),
    )
    assert [line.split(":")[0] for line in told] == [
        "heading 1", "chart “Thu nhập tăng”", "chart “Biểu đồ”", "narrative “Hỏng \ufffd đây”", "table “Lệch”",
        "table “Trống”",
    ]  # fmt: skip
    assert "U+0007" in told[3]
    assert "no alternative text" in told[1]


def test_two_places_with_one_name_are_refused() -> None:
    """An anchor given twice is told before compiling, as for the page."""
    assert "already that of" in refused(Heading("Một", "a", 2), Heading("Hai", "a", 2))[0]


def test_a_skipped_level_leaves_no_gap() -> None:
    """A section alone, or a report that skips a level, has headings without gaps; chapters are of the first."""
    reader = read(exported(Heading("Một", "a", 4, "I.1.1"), Heading("Hai", "b", 6), Heading("Ba", "c", 4, "I.1.2")))
    assert sorted(str(tag["/S"]) for tag in tags(reader) if re.fullmatch("/H[1-6]", str(tag["/S"]))) == [
        "/H1",
        "/H1",
        "/H2",
    ]


def test_a_link_without_target_is_text() -> None:
    """Numbers and links whose place the notebook lacks are text, and compile."""
    reader = read(exported(Narrative((("Số ", TOTAL, " ở ", Link("đây", "nowhere")),))))
    assert "Số 552,054 tỷ đồng ở đây" in words(reader)
    assert links(reader) == []


def test_letters_that_no_font_has_are_shown_as_codes() -> None:
    """What cannot be set is printed as its code, in text, tables and drawings, and the cover says so."""
    svg = '<svg viewBox="0 0 90 20" font-family="DejaVu Sans"><text x="1" y="12" font-size="9">Đàn 中</text></svg>'
    strange = "Tên 中\U0001f9e0 và \ue000 và \u202e"
    reader = read(exported(Narrative(((strange,),)), Chart(strange, svg, strange, DATA)))
    text = words(reader)
    assert text.count("⟨U+4E2D⟩") >= 3
    assert {"⟨U+1F9E0⟩", "⟨U+202E⟩", "⟨U+E000⟩"} <= set(re.findall("⟨[^⟩]+⟩", text.replace(" ", "")))
    assert "Chữ mà phông không có" in reader.pages[0].extract_text()


def test_drawings_are_set_in_the_letters_of_the_text() -> None:
    """One family in charts and text, a little larger than measured."""
    svg = '<svg viewBox="0 0 90 20" font-family="DejaVu Sans"><text x="1" y="12" font-size="10">Đàn</text></svg>'
    written, _ = drawing(svg, "Hình")
    assert 'font-family="Libertinus Serif, DejaVu Sans"' in written
    assert 'font-size="11.2"' in written


def test_huge_and_odd_drawings_fit_the_page() -> None:
    """A drawing is scaled to the page, be it very tall, very wide or of no size; its text is in the file."""
    drawings = [
        f'<svg viewBox="{box}" font-family="DejaVu Sans"><text x="9" y="12" fill="currentColor">chữ kỳ</text></svg>'
        for box in ("0 0 640 64000", "0 0 64000 40", "0 0 0 0")
    ]
    reader = read(exported(*(Chart(f"Hình {at}", svg, "Biểu đồ", DATA) for at, svg in enumerate(drawings))))
    assert len(reader.pages) <= 7
    assert "chữ kỳ" in words(reader)


def test_a_drawing_with_a_script_is_refused_by_name() -> None:
    """What a page refuses in a drawing, the document refuses too."""
    bad = Chart("Tên hình", "<svg><script>1</script></svg>", "Biểu đồ", DATA)
    assert "Tên hình" in refused(bad)[0]


@pytest.mark.parametrize(("columns", "parts"), [(12, 1), (40, 3)])
def test_a_table_wider_than_the_page_is_turned(columns: int, parts: int) -> None:
    """What does not fit gets smaller letters, then a turned page, then parts; it never sticks out, nor do its notes."""
    heads = tuple(
        Column(f"Chỉ tiêu số {at}", "triệu đồng/người/năm", "text" if at == 0 else "number") for at in range(columns)
    )
    disputed = Number("99", "x:y@z:L1", mark=Mark("disputed", "Mâu thuẫn: a = b.", "nowhere"))
    cells = (
        ("Tài chính, tín dụng và dịch vụ khác",),
        (disputed,),
        *((f"{at}.234.567,89",) for at in range(2, columns)),
    )
    reader = read(exported(Heading("Bảng", "a", 2), Table("Rộng", heads, (Row(cells),) * 9)))
    turned = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    text = " ".join(" ".join(page.extract_text() for page in turned).split())
    assert text.count("Rộng") == len(turned) == parts
    assert (f"Bảng 1 ({parts}/{parts})" in text) is (parts > 1)
    assert all(text.count(f"{at}.234.567,89") >= 9 for at in range(2, columns))
    found = [each for page in turned for each in placed(page)[1]]
    assert max(x for x, _, _ in found) < A4[1] - 30
    assert min(x for x, _, said in found if "Mâu thuẫn" in said) > A4[1] - 150


def test_a_long_table_repeats_its_header() -> None:
    """Each page of a table has its header."""
    rows = tuple(Row((("Chỉ tiêu",), (f"{at},5",))) for at in range(150))
    reader = read(
        exported(Heading("Bảng", "a", 2), Table("Dài", (Column("Tên cột", align="text"), Column("Số")), rows))
    )
    pages = [page.extract_text() for page in reader.pages if ",5" in page.extract_text()]
    assert len(pages) > 2
    assert all("Tên cột" in page for page in pages)


def test_many_notes_on_one_line_do_not_overlap() -> None:
    """Notes of one finding are one; those of many stand under each other, and what has no room is counted."""
    findings = [Heading(f"Kiểm tra {at}", f"finding-{at}", 3) for at in range(60)]
    why = "Mâu thuẫn: tổng số không bằng các phần cộng lại của nó trong kỳ này; nếu sai thì số đúng là 9."
    numbered = [Number(f"{at}%", f"x{at}:y@z:L1", mark=Mark("disputed", why, f"finding-{at}")) for at in range(60)]
    run = tuple(piece for number in numbered for piece in (number, " "))
    reader = read(exported(Heading("Chương", "a", 2), Narrative((run,)), Heading("Đối chiếu", "b", 2), *findings))
    page = next(page for page in reader.pages if "59%" in page.extract_text())
    heights = sorted(y for x, y, text in placed(page)[1] if x > 440 and "Mâu thuẫn" in text)
    assert len(heights) > 10
    assert all(two - one > 12 for one, two in pairwise(heights))
    assert re.search(r"\d+ ghi chú nữa", " ".join(page.extract_text().split()))


def test_a_mark_has_its_sign_and_its_reason() -> None:
    """Each kind of mark has a sign that the fonts have, explained on the cover and told in the margin."""
    kinds = {"disputed": "!", "suspicious": "?", "corrected": "✎"}
    marked = [Number("9", f"{kind}:y@z:L1", mark=Mark(kind, f"Lý do {kind}.", figure_anchor(REF))) for kind in kinds]  # type: ignore[arg-type]
    reader = read(exported(Heading("Chương", "a", 2), Narrative(tuple((number,) for number in marked)), BLOCKS[-1]))
    text = words(reader)
    for kind, sign in kinds.items():
        assert f"{sign} 9 Lý do {kind}. Xem trang" in text
        assert f"9{sign}" in text
    assert "✎ đã sửa" in reader.pages[0].extract_text()


def test_nothing_at_all() -> None:
    """An empty notebook is an empty report, named by its file, without contents."""
    content, resources = KimtanPDFExporter().from_notebook_node(
        nbformat.v4.new_notebook(), {"metadata": {"name": "10_x"}}
    )
    assert "10_x" in read(content).pages[0].extract_text()
    assert resources["output_extension"] == ".pdf"


def test_callouts_and_lists_are_whole() -> None:
    """Remarks keep their title, sign and words; lists their points."""
    reader = read(exported(Callout("Lưu ý", (("Số ước.",),), "warn"), Narrative((("một",), ("hai",)), "numbered")))
    text = words(reader)
    assert "Lưu ý Số ước." in text
    assert "1. một 2. hai" in text


def test_a_missing_font_and_a_refusal_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What fails outside the notebook is an error of the output, with what to do; never a traceback of the compiler."""
    import matplotlib
    import typst

    def refuse(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("PDF/A-2a error: something")

    monkeypatch.setattr(typst, "compile", refuse)
    with pytest.raises(OutputError, match="refused the document: PDF/A-2a error: something"):
        exported(*SMALL)
    letters.font_folder.cache_clear()
    monkeypatch.setattr(matplotlib, "get_data_path", lambda: str(tmp_path))
    with pytest.raises(OutputError, match=r"The font DejaVuSans\.ttf is missing"):
        letters.font_folder()
    monkeypatch.undo()
    letters.font_folder.cache_clear()


@pytest.mark.slow
def test_nbconvert_makes_it(tmp_path: Path) -> None:
    """``jupyter nbconvert --to kimtan-pdf`` works on a stitched notebook; it is registered by name."""
    registered = [each.name for each in entry_points(group="nbconvert.exporters")]
    name = "kimtan-pdf" if "kimtan-pdf" in registered else "kimtan.report.exporters.KimtanPDFExporter"
    assert get_exporter(name) is KimtanPDFExporter
    nbformat.write(notebook(*SMALL, **ABOUT), tmp_path / "report.ipynb")
    run = [sys.executable, "-m", "nbconvert", "--to", name, str(tmp_path / "report.ipynb")]
    subprocess.run(run, check=True, capture_output=True, cwd=tmp_path)
    assert (tmp_path / "report.pdf").read_bytes() == exported(*SMALL)

"""The report as one HTML file: complete in itself, closed to everything else, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.metadata import entry_points
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kimtan.errors import SectionError
from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import Block, Callout, Chart, Column, Heading, Mark, Narrative, Number, Row, Table
from kimtan.report.exporters import KimtanHTMLExporter

REF = "income.total:actual@report:L27"
TOTAL = Number("552,054 tỷ đồng", REF)
CLIPPED = '<svg viewBox="0 0 9 9"><clipPath id="a"><path d="M0 0h9v9z"/></clipPath><g clip-path="url(#a)"/></svg>'
DATA = Table("Thu nhập", (Column("Ngành", align="text"), Column("Giá trị", "tỷ đồng")), (Row((("Tổng",), (TOTAL,))),))
CHART = Chart("Thu nhập tăng", CLIPPED, "Biểu đồ", DATA)
EVIDENCE = Table("Nguồn", (Column("Số", align="text"),), (Row((("Tổng thu nhập",),), anchor=figure_anchor(REF)),))
BLOCKS: list[Block] = [
    Heading("Tóm tắt", "summary", 2),
    Narrative((("Thu nhập đạt ", TOTAL, ", còn ", Number("9", "x:y@z:L1"), "."),)),
    Callout("Lưu ý", (("Số ước.",),), "warn"),
    Heading("Kết quả", "results", 2, "I"),
    Heading("Kinh tế", "economy", 3, "I.1"),
    DATA,
    CHART,
    CHART,
    Heading("Bằng chứng", "evidence", 2),
    EVIDENCE,
]
ABOUT = {
    "period": "2023-H1",
    "period_name": "6 tháng đầu năm 2023",
    "language": "vi",
    "audience": "internal",
    "title": "Tình hình kinh tế - xã hội",
    "unit": "Thị trấn Kim Tân",
    "authority": "UBND thị trấn Kim Tân",
    "parent_authority": "UBND huyện Thạch Thành",
    "as_of": "2023-06-14",
    "sections": [],
}


def notebook(*blocks: Block, **about: Any) -> NotebookNode:
    outputs = [new_output("display_data", data=block._repr_mimebundle_()) for block in blocks]
    return new_notebook(cells=[new_code_cell(outputs=outputs)], metadata={"kimtan": about} if about else {})


def exported(*blocks: Block, **about: Any) -> str:
    html, _ = KimtanHTMLExporter().from_notebook_node(notebook(*blocks, **about))
    return html


class Page(HTMLParser):
    """A page's elements with their attributes, and the text of style and script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.elements[-1][0] if self.elements else "", []).append(data)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(exported(*BLOCKS, **ABOUT))


def test_every_link_has_its_target_and_every_id_is_unique(page: Page) -> None:
    """Links lead to places in the page, each place has a name of its own, and labels refer to elements that exist."""
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = [href for href in page.values("href") if href != "data:,"]
    assert len(inner) > 5
    assert {href.removeprefix("#") for href in inner} <= set(ids)
    assert set(page.values("aria-labelledby")) | set(page.values("for")) <= set(ids)
    assert f"#{figure_anchor(REF)}" in inner
    assert "x:y@z:L1" in page.values("data-ref")


def test_nothing_is_fetched(page: Page) -> None:
    """No address of any kind stands where a browser would go and get it."""
    html = exported(*BLOCKS, **ABOUT)
    assert page.values("src") == []
    assert [href for href in page.values("href") if not href.startswith("#")] == ["data:,"]
    assert re.findall(r"url\((?!#)|@import|https?:", html) == []


def test_policy_allows_these_styles_and_scripts_and_no_others(page: Page) -> None:
    """The policy's hashes are those of the page's own styles and scripts, and no element has a style or handler."""
    policy = next(
        attributes["content"] for tag, attributes in page.elements if tag == "meta" and "http-equiv" in attributes
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for tag in ("style", "script"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", exported(*BLOCKS, **ABOUT), re.DOTALL)
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in bodies]
        assert sorted(rules[f"{tag}-src"].split()) == sorted(hashes)
    assert "unsafe" not in policy
    names = {name for _, attributes in page.elements for name in attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []


def test_marks_are_explained_where_there_are_any() -> None:
    """The head of the page tells the kinds of marks that it has, and no others; each leads to a place in the page."""
    heading = Heading("Đối chiếu", "finding-a", 2)
    marked = Number("9", "x:y@z:L1", mark=Mark("suspicious", "Nghi vấn.", "finding-a"))
    data = Table("Số", (Column("Số"),), (Row(((marked,),)),))
    html = exported(heading, Chart("Biểu đồ", CLIPPED, "Biểu đồ", data), **ABOUT)
    legend = re.search(r'<p class="legend kimtan-block">(.*?)</p>', html)
    assert legend
    assert re.sub("<[^>]+>", "", legend[1]) == "Dấu bên cạnh con số: ? nghi vấn."
    assert '<a href="#finding-a"' in html
    assert "legend kimtan-block" not in exported(*BLOCKS, **ABOUT)


def test_headings_have_no_gaps(page: Page) -> None:
    """One title, and below it no level is skipped."""
    found = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert found == [1, 2, 2, 3, 2]


def test_title_block_and_contents() -> None:
    """The head of the page says whose report it is, of when and for whom; the contents have the report's numbers."""
    html = exported(*BLOCKS, **ABOUT)
    assert '<html lang="vi">' in html
    assert "<title>Tình hình kinh tế - xã hội – 6 tháng đầu năm 2023 – UBND thị trấn Kim Tân</title>" in html
    for said in (
        "UBND huyện Thạch Thành",
        "<dd>14/6/2023</dd>",
        "<dd>Bản nội bộ</dd>",
        "<dd>6 tháng đầu năm 2023</dd>",
    ):
        assert said in html
    assert '<a href="#economy"><span class="number">I.1</span> <span>Kinh tế</span></a>' in html


def test_english_and_public() -> None:
    """Words around the content and dates follow the language; the edition is named."""
    html = exported(*BLOCKS, **ABOUT | {"language": "en", "audience": "public"})
    assert '<html lang="en">' in html
    for said in ("Public edition", "14 June 2023", "Table 1.", "Figure 2.", "Contents", "Back to top"):
        assert said in html
    assert "Mục lục" not in html


def test_tables_and_charts_are_counted_apart() -> None:
    """Tables and figures have numbers of their own, in reading order; data under a chart is not counted."""
    labels = re.findall(r'<span class="label">(.*?)\.</span>', exported(*BLOCKS, **ABOUT))
    assert labels == ["Bảng 1", "Hình 1", "Hình 2", "Bảng 2"]


def test_same_chart_twice_keeps_its_parts_apart() -> None:
    """Ids inside drawings are told apart by the number of the figure."""
    html = exported(*BLOCKS, **ABOUT)
    assert 'id="c1-a"' in html
    assert 'clip-path="url(#c2-a)"' in html


@pytest.mark.longer(alone=True)
def test_same_notebook_same_bytes() -> None:
    """The page depends on the notebook alone, not on the file's name, the run or the order of hashing."""
    nb = notebook(*BLOCKS, **ABOUT)
    program = (
        "import sys, nbformat; from kimtan.report.exporters import KimtanHTMLExporter as E;"
        "sys.stdout.buffer.write(E().from_notebook_node(nbformat.reads(sys.stdin.read(), 4), {'metadata': {'name': 'x',"
        "'modified_date': 'today'}})[0].encode())"
    )
    run = [sys.executable, "-c", program]
    runs = [
        subprocess.run(
            run,
            input=nbformat.writes(nb).encode(),
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    ]
    assert runs[0] == runs[1] == exported(*BLOCKS, **ABOUT).encode()


def test_one_section_alone() -> None:
    """A notebook that was only run exports too: papermill's parameters and its heading say what they can."""
    nb = notebook(Heading("Thương mại", "trade", 4, "I.1.1"), Narrative((("Một câu.",),)))
    nb.metadata["papermill"] = {"parameters": {"period": "2023-H1", "language": "en", "audience": "public"}}
    html, _ = KimtanHTMLExporter().from_notebook_node(nb)
    assert '<html lang="en">' in html
    assert "<title>Thương mại</title>" in html
    assert "<dd>2023-H1</dd>" in html
    assert '<h2 id="trade">' in html


def test_nothing_at_all() -> None:
    """An empty notebook is an empty report, named by its file, in Vietnamese and without contents."""
    html, resources = KimtanHTMLExporter().from_notebook_node(new_notebook(), {"metadata": {"name": "10_economy"}})
    assert "<h1>10_economy</h1>" in html
    assert 'page-contents"' not in html.split("<script>")[0]
    assert resources["output_extension"] == ".html"


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>x</script>",
    "{{ 7*7 }}",
    "</style>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_about_the_report_stay_words(payload: str) -> None:
    """What the title block and the contents say is escaped like everything else."""
    texts = dict.fromkeys(
        ("title", "unit", "authority", "parent_authority", "as_of", "audience", "period_name"), payload
    )
    about = texts | {"generated_from": payload, "language": "vi"}
    shown = Page(exported(Heading(payload, "a", 2, payload), **about))
    expected = Page(exported(Heading("chữ", "a", 2, "I"), **dict.fromkeys(about, "chữ") | {"language": "vi"}))
    assert [tag for tag, _ in shown.elements] == [tag for tag, _ in expected.elements]
    assert [sorted(names) for _, names in shown.elements] == [sorted(names) for _, names in expected.elements]
    assert payload in "".join(shown.texts["dd"])


def test_an_output_that_is_no_block_stops_the_export() -> None:
    """The exporter drops nothing silently, and names the notebook and the cell."""
    nb = notebook(*BLOCKS)
    nb.cells.append(new_code_cell(outputs=[new_output("stream", name="stdout", text="42")]))
    with pytest.raises(SectionError, match=r"10_economy, cell 2: Text was written to stdout"):
        KimtanHTMLExporter().from_notebook_node(nb, {"metadata": {"name": "10_economy"}})


def test_nbconvert_knows_the_exporter() -> None:
    """``--to kimtan-html`` finds the exporter where the project is installed, and the class's path does everywhere."""
    registered = [each.name for each in entry_points(group="nbconvert.exporters")]
    name = "kimtan-html" if "kimtan-html" in registered else "kimtan.report.exporters.KimtanHTMLExporter"
    assert get_exporter(name) is KimtanHTMLExporter
    assert KimtanHTMLExporter().file_extension == ".html"
    assert KimtanHTMLExporter.output_mimetype == "text/html"


def test_module_is_light() -> None:
    """nbconvert loads the module at each start, so it loads next to nothing beyond nbconvert's own."""
    program = (
        "import sys, json, nbconvert.exporters; before = set(sys.modules); import kimtan.report.exporters;"
        "print(json.dumps([sorted(set(sys.modules) - before), sorted(sys.modules)]))"
    )
    loaded, all_modules = json.loads(
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    )
    assert [name for name in loaded if not name.startswith("kimtan")] == []
    assert len(loaded) <= 5
    assert {"typst", "matplotlib", "pandas", "docx"} & set(all_modules) == set()

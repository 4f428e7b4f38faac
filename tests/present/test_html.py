"""Blocks as HTML: nothing from data becomes markup, and the structure says what is what."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from xml.sax import saxutils

import pytest

from kimtan.present.anchors import figure_anchor
from kimtan.present.blocks import (
    Block,
    Break,
    Callout,
    Chart,
    Column,
    Heading,
    Link,
    Mark,
    Narrative,
    Number,
    Row,
    Strong,
    Table,
)  # fmt: skip
from kimtan.present.html import fragment
from kimtan.present.notebook_style import style_bundle
from kimtan.present.page_terms import WORDS

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=data:text/html,<script>alert(1)</script>>",
    "<embed src=//example.org>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='https://example.org'>x</a>",
    "<form action=//example.org><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<style>*{display:none}</style>",
    "</style><script>alert(1)</script>",
    "<link rel=stylesheet href=//example.org>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<!-- <script>alert(1)</script> -->",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</td></tr></table><script>alert(1)</script>",
    "</caption></table><b>x",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "` onmouseover=alert(1) `",
    '" style="position:fixed" x="',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "{{ 7 * 7 }}{% raw %}",
    "{0} {} %s %(x)s",
    "<foreignObject><body onload=alert(1)></foreignObject>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
]

ATTRIBUTES = {
    "aria-hidden", "aria-label", "class", "colspan", "d", "data-inputs", "data-pad", "data-ref", "href", "id", "role",
    "scope", "tabindex", "title", "viewbox", "x", "y",
}  # fmt: skip
IN_A_NOTEBOOK = {"alt", "src", "style", "width"}

NUMBER = Number("9,8 tỷ đồng", "income.total:actual@report:L27")
SVG = '<svg viewBox="0 0 9 9"><path d="M0 0h9"/><text x="1" y="2">Kim Tân</text></svg>'


class Page(HTMLParser):
    """Elements with their attributes, and the text, as a parser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "wbr":
            self.elements.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def html(block: Block, **place: Any) -> str:
    return fragment(block, **place)


def blocks_with(text: str) -> list[Block]:
    """A block of every kind with the text in each of its text fields."""
    mark = Mark("disputed", text, text)
    number = Number(text, text, formula=text, inputs=(text,), mark=mark)
    run = (text, Strong(text), number, Link(text, text), Break(), text)
    columns = (Column(text, text, "text"), Column(text, text), Column(text, text, "center"))
    rows = (
        Row((run, None, None), "group"),
        Row((run, run, run), "total"),
        Row((run, run, None), "part", 2, text),
        Row((run, (), ()), "detail", 1),
    )
    table = Table(text, columns, rows, notes=(run,))
    svg = SVG.replace("Kim Tân", saxutils.escape(text))
    return [
        Heading(text, text, 3, text),
        *(Narrative((run, run), style) for style in ("prose", "bullets", "numbered")),
        table,
        Chart(text, svg, text, table, run),
        *(Callout(text, (run,), tone) for tone in ("info", "good", "warn", "bad")),
    ]


@pytest.mark.parametrize("standalone", [False, True])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(payload: str, standalone: bool) -> None:
    """Whatever stands in a text field, the page has the elements that it has with harmless words, and the words."""
    allowed = ATTRIBUTES | IN_A_NOTEBOOK if standalone else ATTRIBUTES
    for block, harmless in zip(blocks_with(payload), blocks_with("chữ"), strict=True):
        page, expected = Page(html(block, standalone=standalone)), Page(html(harmless, standalone=standalone))
        assert [tag for tag, _ in page.elements] == [tag for tag, _ in expected.elements]
        assert {name for _, attributes in page.elements for name in attributes} <= allowed
        assert payload in page.text


def test_payloads_would_be_caught() -> None:
    """The test above sees each payload that a forgotten escape would let through as an element."""
    seen = [payload for payload in PAYLOADS if "<!--" not in payload and Page(f"<p>{payload}</p>").elements[1:]]
    assert len(seen) >= 25


def test_number_links_to_its_evidence() -> None:
    """A number is a link where the page has its evidence, else it keeps what it is bound to."""
    sentence = Narrative((("Đạt ", NUMBER, "."),))
    anchor = figure_anchor(NUMBER.ref)
    assert f'<a class="n" href="#{anchor}">9,8 tỷ đồng</a>' in html(sentence, anchors={anchor})
    assert f'<span class="n" data-ref="{NUMBER.ref}">9,8 tỷ đồng</span>' in html(sentence)


def test_derived_number_links_to_what_it_rests_on() -> None:
    """A derived number without evidence of its own leads to its first known input, and names formula and inputs."""
    derived = Number(
        "1 ha", "land:remaining", "kế hoạch − thực hiện", ("land:plan@r:L1", "land:actual@r:L2", "x:y@r:L3")
    )
    known = {"fig-land-plan--r-L1", "fig-land-actual--r-L2"}
    expected = (
        '<a class="n" href="#fig-land-plan--r-L1" data-inputs="fig-land-plan--r-L1 fig-land-actual--r-L2"'
        ' title="kế hoạch − thực hiện">1 ha</a>'
    )
    assert expected in html(Narrative(((derived,),)), anchors=known)
    assert 'title="kế hoạch − thực hiện"' in html(Narrative(((derived,),)))


MARKS = [("disputed", "!"), ("suspicious", "?"), ("corrected", "✎")]


@pytest.mark.parametrize(("kind", "sign"), MARKS)
def test_a_mark_leads_to_what_it_is_about_and_says_why(kind: Any, sign: str) -> None:
    """Each kind has a sign and a class of its own; the reason is its name; without a link it is a title too."""
    marked = Narrative((("Đạt ", Number("9%", "a:b@c:L1", mark=Mark(kind, "Vì < 10.", "finding-a")), "."),))
    name = 'aria-label="Vì &lt; 10."'
    attributes = f'title="Vì &lt; 10." {name}'
    assert f'9%</span><sup class="mark {kind}"><a href="#finding-a" {name}>{sign}</a></sup>.' in html(
        marked, anchors={"finding-a"}
    )
    unlinked = f'9%</span><sup class="mark {kind}"><span role="img" {attributes}>{sign}</span></sup>.'
    assert unlinked in html(marked)
    assert unlinked in html(marked, standalone=True, anchors={"finding-a"})


def test_plain_text_has_no_marks() -> None:
    """Alternative texts, captions and terminals get the words alone."""
    marked = Narrative((("Đạt ", Number("9%", "a:b@c:L1", mark=Mark("disputed", "Vì.", "finding-a")), "."),))
    assert marked.to_text() == "Đạt 9%."
    assert marked.to_json()["paragraphs"][0][1]["mark"] == {"kind": "disputed", "why": "Vì.", "see": "finding-a"}


def test_a_link_is_words_where_its_place_is_not_in_the_page() -> None:
    """No link leads nowhere; in a notebook nothing can be linked to."""
    linked = Narrative((("Xem ", Link("bảng", "finding-a"), "."),))
    assert '<a href="#finding-a">bảng</a>' in html(linked, anchors={"finding-a"})
    for shown in (html(linked), html(linked, standalone=True, anchors={"finding-a"})):
        assert "Xem bảng." in shown
        assert "<a" not in shown


def test_lines_in_a_cell_are_lines() -> None:
    """A break is one in the page, and a separator where there are no lines."""
    lines = Narrative((("a", Break(), "b"),))
    assert "a<br>\nb" in html(lines)
    assert lines.to_text() == "a; b"


def test_standalone_links_nowhere() -> None:
    """In a notebook a number tells what it is bound to, and nothing is a link or has an id."""
    anchor = figure_anchor(NUMBER.ref)
    shown = html(Narrative(((NUMBER,),)), standalone=True, anchors={anchor})
    assert f'<span class="n" title="{NUMBER.ref}">' in shown
    assert "href" not in shown
    assert "id=" not in html(Heading("Kinh tế", "kinh-te", 3, "I.1"), standalone=True)


def test_the_style_of_a_notebook_comes_once_and_stays_inside() -> None:
    """It is no part of a block, which it made heavy, and touches nothing else in the notebook."""
    assert "<style" not in html(Narrative((("a",),)), standalone=True)
    style = re.match("<style>([^<]*)</style>", style_bundle()["text/html"])
    assert style
    rules = [
        rule.strip()
        for rule in re.findall(r"([^{}]+)\{", style[1])
        if not rule.strip().startswith(("@media", "@container"))
    ]
    assert len(rules) > 30
    assert [each for rule in rules for each in rule.split(",") if not each.strip().startswith(".kimtan-")] == []


def test_standalone_is_decent_without_its_style() -> None:
    """What JupyterLab leaves of a block it does not trust: a picture, words flush left, parts indented, bold titles."""
    columns = (Column("Ngành", align="text"), Column("Đạt"))
    rows = (Row((("Thu nhập",), ("9",))), Row((("Vận tải",), ("4",)), role="part", depth=1))
    chart = Chart("Tăng <9%", SVG, "Biểu đồ <thanh>", Table("Số liệu", columns, rows))
    shown = html(chart, standalone=True)
    assert "<svg" not in shown
    assert '<img class="drawing" alt="Biểu đồ &lt;thanh&gt;" width="9" src="data:image/svg+xml;base64,' in shown
    assert '<figcaption style="font-weight: 600">Tăng' in shown
    assert '<th scope="row" class="depth-1" style="text-align: left; padding-left: 1.2em">Vận tải</th>' in shown
    assert '<td class="num">4</td>' in shown
    assert '<div class="callout warn" role="note" style="border-left' in html(Callout("A", (), "warn"), standalone=True)
    assert " style=" not in html(chart)


def test_a_chart_brings_both_drawings_into_a_page() -> None:
    """The page has the drawing for a phone besides, with ids of its own; a notebook has the wide one alone."""
    clipped = '<svg viewBox="0 0 9 9"><clipPath id="a"><path d="M0 0h9"/></clipPath></svg>'
    chart = Chart("Tăng", clipped, "Biểu đồ", Table("Số liệu", (), ()), narrow=clipped.replace("9 9", "5 9"))
    shown = html(chart, number=2)
    assert '<div class="wide"><svg role="img" aria-label="Biểu đồ" viewBox="0 0 9 9"><clipPath id="c2-a">' in shown
    assert '<div class="narrow"><svg role="img" aria-label="Biểu đồ" viewBox="0 0 5 9"><clipPath id="n2-a">' in shown
    assert 'class="narrow"' not in html(replace(chart, narrow=""), number=2)
    assert html(chart, standalone=True) == html(replace(chart, narrow=""), standalone=True)


def test_notebook_shows_the_same_html() -> None:
    """A block's own display is the standalone fragment."""
    block = Callout("Lưu ý", (("Số ước.",),), "warn")
    assert block._repr_mimebundle_()["text/html"] == html(block, standalone=True)


@pytest.mark.parametrize(("level", "expected"), [(0, "h4"), (2, "h2")])
def test_heading_level(level: int, expected: str) -> None:
    """A heading has its own level unless the page gives it another."""
    shown = html(Heading("Thương mại", "trade", 4, "I.1.1"), level=level)
    assert shown == f'<{expected} id="trade"><span class="number">I.1.1</span> Thương mại</{expected}>'


def test_narrative_styles() -> None:
    """Prose is paragraphs, points are a list, and numbered points are an ordered one."""
    tags = {
        style: [tag for tag, _ in Page(html(Narrative((("a",), ("b",)), style))).elements]
        for style in ("prose", "bullets", "numbered")
    }
    assert tags == {"prose": ["div", "p", "p"], "bullets": ["ul", "li", "li"], "numbered": ["ol", "li", "li"]}


@pytest.mark.parametrize("tone", ["info", "good", "warn", "bad"])
def test_callout_says_its_tone(tone: Any) -> None:
    """A callout's tone is said in words, so that it does not rest on a colour."""
    assert f"{WORDS[tone].en}: Title" in Page(html(Callout("Title", (("p",),), tone), language="en")).text


def test_long_identities_can_break() -> None:
    """A long word without spaces gets places to break, and stays the same text."""
    shown = html(Narrative((("income.industry_construction:pct_of_plan@report:L35",),)))
    assert "income.<wbr>industry_<wbr>construction:<wbr>pct" in shown
    assert Page(shown).text.strip() == "income.industry_construction:pct_of_plan@report:L35"


def test_chart_is_a_named_picture_with_its_data() -> None:
    """A chart is a figure with its finding as caption, a named picture, a note, and the data folded below."""
    data = Table("Số con", (Column("Đàn", align="text"), Column("Số con")), (Row((("Lợn",), ("876",))),))
    page = Page(html(Chart("Đàn lợn tăng", SVG, "Biểu đồ thanh", data, ("Đơn vị: con",)), number=2))
    assert page.all("svg")[0] | {"role": "img", "aria-label": "Biểu đồ thanh"} == page.all("svg")[0]
    tags = [tag for tag, _ in page.elements]
    assert [tag for tag in tags if tag in {"figure", "figcaption", "svg", "details", "table"}] == [
        "figure", "figcaption", "svg", "details", "table",
    ]  # fmt: skip
    assert "Hình 2. Đàn lợn tăng" in page.text
    assert "Hình 2: số liệu" in page.text


@pytest.mark.parametrize(
    "other", ["a:b@c:L2", "a:b:c@L1", "a.b@c:L1", "a:b@c-L1", "a:b--c:L1", "a:b@c:Lê1", "a:b@c:L 1"]
)
def test_figures_do_not_share_an_anchor(other: str) -> None:
    """Identities that differ have anchors that differ, and those are plain ASCII."""
    assert figure_anchor(other) != figure_anchor("a:b@c:L1")
    assert re.fullmatch(r"fig-[A-Za-z0-9._-]+", figure_anchor(other))


def test_languages_have_the_same_words() -> None:
    """No word of the interface is missing in a language or empty."""
    assert all(word for words in WORDS.values() for word in words)

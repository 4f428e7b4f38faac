"""Drawings inside a page: lines, shapes and text, and nothing else."""

from __future__ import annotations

import pytest

from kimtan.errors import SectionError
from kimtan.present.svg import inline_svg


def test_own_name_replaces_any_other() -> None:
    """The root is a picture with the given alternative text, whatever it called itself."""
    shown = inline_svg('<svg role="none" aria-hidden="true" aria-label="x" viewBox="0 0 1 1"><g/></svg>', 'A "bar" <b>')
    assert shown == '<svg role="img" aria-label="A &#34;bar&#34; &lt;b&gt;" viewBox="0 0 1 1"><g/></svg>'


def test_ids_and_references_are_prefixed() -> None:
    """Two drawings in one page keep their own clip paths."""
    svg = (
        '<svg><defs><clipPath id="a"><rect width="1"/></clipPath><path id="b" d="M0 0"/></defs>'
        '<g clip-path="url(#a)"><use href="#b"/><use xlink:href="#b"/></g></svg>'
    )
    assert inline_svg(svg, "alt", prefix="c2-") == (
        '<svg role="img" aria-label="alt"><defs><clipPath id="c2-a"><rect width="1"/></clipPath>'
        '<path id="c2-b" d="M0 0"/></defs>'
        '<g clip-path="url(#c2-a)"><use href="#c2-b"/><use xlink:href="#c2-b"/></g></svg>'
    )


def test_text_keeps_its_characters() -> None:
    """Text and its spaces stay as they were, escaped."""
    assert "<text>a &lt; b &amp; c  – ổ</text>" in inline_svg("<svg><text>a &lt; b &amp; c  – ổ</text></svg>", "alt")


@pytest.mark.parametrize(
    ("svg", "seen"),
    [
        ('<?xml version="1.0"?><svg/>', "does not begin with <svg"),
        ("<!DOCTYPE svg><svg/>", "does not begin with <svg"),
        (" <svg/>", "does not begin with <svg"),
        ("<svgx/>", "<svgx>"),
        ("<svg>", "not well-formed"),
        ("<svg></svg><script/>", "not well-formed"),
        ("<svg><script>alert(1)</script></svg>", "<script>"),
        ("<svg><SCRIPT/></svg>", "<SCRIPT>"),
        ("<svg><foreignObject/></svg>", "<foreignObject>"),
        ("<svg><style>*{}</style></svg>", "<style>"),
        ("<svg><image href='#a'/></svg>", "<image>"),
        ("<svg><a href='#a'/></svg>", "<a>"),
        ("<svg><animate/></svg>", "<animate>"),
        ("<svg><set/></svg>", "<set>"),
        ("<svg><iframe/></svg>", "<iframe>"),
        ("<svg><h:script xmlns:h='http://www.w3.org/1999/xhtml'/></svg>", "<h:script>"),
        ("<svg><title><title/></title></svg>", "in its <title>"),
        ("<svg><desc><g/></desc></svg>", "in its <desc>"),
        ("<svg onload='alert(1)'/>", "attribute onload"),
        ("<svg><g ONCLICK='alert(1)'/></svg>", "attribute ONCLICK"),
        ("<svg><g style='fill:red'/></svg>", "attribute style"),
        ("<svg><g class='n'/></svg>", "attribute class"),
        ("<svg xml:base='https://example.org'/>", "attribute xml:base"),
        ("<svg><use href='https://example.org#a'/></svg>", "address outside"),
        ("<svg><use xlink:href='javascript:alert(1)'/></svg>", "address outside"),
        ("<svg><use href='data:image/svg+xml,x'/></svg>", "address outside"),
        ("<svg><g fill='url(https://example.org/#a)'/></svg>", "address outside"),
        ("<svg><g fill='URL( \"//example.org\" )'/></svg>", "address outside"),
        ("<svg><g fill='u\\72l(//example.org)'/></svg>", "unreadable reference"),
        ("<svg><g fill='url(//example.org'/></svg>", "unreadable reference"),
        ("<svg><?php x?></svg>", "processing instruction"),
        ("<svg>&x;</svg>", "not well-formed"),
    ],
)
def test_anything_else_is_refused(svg: str, seen: str) -> None:
    """A drawing that holds more than a drawing stops the report, named by its alternative text."""
    with pytest.raises(SectionError) as caught:
        inline_svg(svg, "Cơ cấu kinh tế")
    (problem,) = caught.value.problems
    assert seen in problem.seen
    assert problem.place == "chart “Cơ cấu kinh tế”"
    assert problem.code == "chart.drawing"


def test_comments_and_sections_of_characters_do_not_pass() -> None:
    """Comments go, and what stood in a CDATA section is text like any other."""
    shown = inline_svg("<svg><!-- <script> --><text><![CDATA[<script>]]></text></svg>", "alt")
    assert shown == '<svg role="img" aria-label="alt"><text>&lt;script&gt;</text></svg>'

"""A block as HTML: the one way in which text from data gets into a page, and everything on it is escaped.

Markup is written here and in ``html_text`` and ``html_table``; whatever comes out of a block is put in by
:class:`markupsafe.Markup`, which escapes it in text and in attributes alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from kimtan.present.blocks import Block, Callout, Chart, Heading, Narrative, Table
from kimtan.present.html_table import table
from kimtan.present.html_text import FragmentContext, identity, paragraphs, text
from kimtan.present.html_untrusted import styled
from kimtan.present.rich_text import plain
from kimtan.present.svg import image, inline_svg

_LIST_TAGS = {"bullets": "ul", "numbered": "ol"}
_SIGNS = {"info": "i", "good": "✓", "warn": "!", "bad": "✕"}


def fragment(
    block: Block,
    standalone: bool = False,
    *,
    language: str = "vi",
    anchors: Collection[str] = frozenset(),
    number: int = 0,
    level: int = 0,
) -> str:
    """Render one block.

    Parameters
    ----------
    block
        What is shown.
    standalone
        For a notebook: in a container whose style (:mod:`kimtan.present.notebook_style`) is light or dark as JupyterLab
        is, and without links.
    language, anchors, number, level
        Where the fragment stands (:class:`kimtan.present.html_text.FragmentContext`). A number links to
        :func:`~kimtan.present.anchors.figure_anchor` of what it is bound to where ``anchors`` has that.

    Raises
    ------
    SectionError
        When its drawing cannot stand in a page.

    Examples
    --------
    >>> from kimtan.present.blocks import Number
    >>> print(fragment(Narrative((("Giá trị < ", Number("9 tỷ đồng", "a:actual@report:L1")),))))
    <div class="prose">
    <p>Giá trị &lt; <span class="n" data-ref="a:actual@report:L1">9 tỷ đồng</span></p>
    </div>
    """
    html = str(_markup(block, FragmentContext(language, anchors, standalone, number, level))).rstrip()
    if standalone:
        return f'<div class="kimtan-block kimtan-alone">\n{styled(html)}\n</div>'
    return html


@cache
def stylesheet(name: str) -> str:
    """A style sheet of this package, ``block.css`` or ``notebook.css``, without comments and indentation."""
    style = files("kimtan.present").joinpath(name).read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()


def _markup(block: Block, place: FragmentContext) -> Markup:
    match block:
        case Heading():
            return _heading(block, place)
        case Narrative():
            return _narrative(block, place)
        case Table():
            return table(block, place)
        case Chart():
            return _chart(block, place)
        case Callout():
            return _callout(block, place)
    raise TypeError(f"{type(block).__name__} is no kind of block that a page can show.")


def _heading(heading: Heading, place: FragmentContext) -> Markup:
    level = place.level or min(max(heading.level, 1), 6)
    number = Markup('<span class="number">{}</span> ').format(heading.number) if heading.number else Markup("")
    anchor = identity(heading.anchor, place)
    return Markup("<h{0}{1}>{2}{3}</h{0}>\n").format(level, anchor, number, heading.text)


def _narrative(narrative: Narrative, place: FragmentContext) -> Markup:
    tag = _LIST_TAGS.get(narrative.style)
    if tag is None:
        return Markup('<div class="prose">\n{}</div>\n').format(paragraphs(narrative.paragraphs, place))
    points = paragraphs(narrative.paragraphs, place, "li")
    return Markup(f'<{tag} class="prose">\n{{}}</{tag}>\n').format(points)


def _chart(chart: Chart, place: FragmentContext) -> Markup:
    label = place.label("figure")
    if place.standalone:
        drawing = image(chart.svg, chart.alt)
    else:
        drawing = inline_svg(chart.svg, chart.alt, f"c{place.number}-" if place.number else "")
    if chart.narrow and not place.standalone:
        narrow = inline_svg(chart.narrow, chart.alt, f"n{place.number}-" if place.number else "n-")
        drawing = Markup('<div class="wide">{}</div>\n<div class="narrow">{}</div>').format(drawing, narrow)
    data = table(chart.data, FragmentContext(place.language, place.anchors, place.standalone))
    note = text(chart.note, place)
    return Markup(
        '<figure class="chart">\n<figcaption>{}{}</figcaption>\n'
        '<div class="scroll" role="group" aria-label="{}" tabindex="0">\n{}\n</div>\n{}'
        "<details><summary>{}</summary>\n{}</details>\n</figure>\n"
    ).format(
        Markup('<span class="label">{}.</span> ').format(label) if label else Markup(""),
        text(chart.title, place),
        label or plain(chart.title),
        drawing,
        Markup('<p class="note">{}</p>\n').format(note) if note else Markup(""),
        f"{label}: {place.word('chart_data')}" if label else place.word("chart_data").capitalize(),
        data,
    )


def _callout(callout: Callout, place: FragmentContext) -> Markup:
    tone = callout.tone
    return Markup(
        '<div class="callout {}" role="note">\n<p class="title"><span class="sign" aria-hidden="true">{}</span> '
        '<span class="unseen">{}: </span>{}</p>\n{}</div>\n'
    ).format(tone, _SIGNS[tone], place.word(tone), callout.title, paragraphs(callout.paragraphs, place))

"""A block as HTML: the one way in which text from data gets into a page, and everything on it is escaped.

Markup is written here and in ``html_text`` and ``html_table``; whatever comes out of a block is put in by
:class:`markupsafe.Markup`, which escapes it in text and in attributes alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from kimtan.errors import Problem, SectionError
from kimtan.present.html_table import table
from kimtan.present.html_text import Place, identity, paragraphs, plain, text
from kimtan.present.html_untrusted import styled
from kimtan.present.svg import image, inline_svg

_LIST_TAGS = {"bullets": "ul", "numbered": "ol"}
_SIGNS = {"info": "i", "good": "✓", "warn": "!", "bad": "✕"}


def fragment(
    document: Mapping[str, Any],
    standalone: bool = False,
    *,
    language: str = "vi",
    anchors: Collection[str] = frozenset(),
    number: int = 0,
    level: int = 0,
) -> str:
    """Render the JSON document of one block.

    Parameters
    ----------
    document
        As :meth:`kimtan.present.blocks.Block.to_json` gives it.
    standalone
        For a notebook: in a container that brings its own style, light or dark as JupyterLab is, and without links.
    language, anchors, number, level
        Where the fragment stands (:class:`kimtan.present.html_text.Place`). A number links to
        :func:`~kimtan.present.anchors.figure_anchor` of what it is bound to where ``anchors`` has that.

    Raises
    ------
    SectionError
        When the block is of a kind that is not known here, or its drawing cannot stand in a page.

    Examples
    --------
    >>> sentence = ["Giá trị < ", {"number": "9 tỷ đồng", "ref": "a:actual@report:L1"}]
    >>> print(fragment({"kind": "narrative", "style": "prose", "paragraphs": [sentence]}))
    <div class="prose">
    <p>Giá trị &lt; <span class="n" data-ref="a:actual@report:L1">9 tỷ đồng</span></p>
    </div>
    """
    kind = document.get("kind")
    if kind not in _KINDS:
        raise SectionError(
            Problem(
                place="block",
                seen=f"A block of kind {kind!r} is not known; there are {', '.join(_KINDS)}.",
                remedy="Run the section again with this version of kimtan.",
                code="block.kind",
            )
        )
    html = str(_KINDS[kind](document, Place(language, anchors, standalone, number, level))).rstrip()
    if standalone:
        return f'<style>{block_style()}</style>\n<div class="kimtan-block kimtan-alone">\n{styled(html)}\n</div>'
    return html


@cache
def block_style() -> str:
    """The style of blocks, for pages and notebooks alike, without comments and indentation."""
    style = files("kimtan.present").joinpath("block.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()


def _heading(document: Mapping[str, Any], place: Place) -> Markup:
    level = place.level or min(max(int(document["level"]), 1), 6)
    number = Markup('<span class="number">{}</span> ').format(document["number"]) if document["number"] else Markup("")
    anchor = identity(document["anchor"], place)
    return Markup("<h{0}{1}>{2}{3}</h{0}>\n").format(level, anchor, number, document["text"])


def _narrative(document: Mapping[str, Any], place: Place) -> Markup:
    tag = _LIST_TAGS.get(document["style"])
    if tag is None:
        return Markup('<div class="prose">\n{}</div>\n').format(paragraphs(document["paragraphs"], place))
    points = paragraphs(document["paragraphs"], place, "li")
    return Markup(f'<{tag} class="prose">\n{{}}</{tag}>\n').format(points)


def _chart(document: Mapping[str, Any], place: Place) -> Markup:
    label = place.label("figure")
    if place.standalone:
        drawing = image(document["svg"], document["alt"])
    else:
        drawing = inline_svg(document["svg"], document["alt"], f"c{place.number}-" if place.number else "")
    if document.get("narrow") and not place.standalone:
        narrow = inline_svg(document["narrow"], document["alt"], f"n{place.number}-" if place.number else "n-")
        drawing = Markup('<div class="wide">{}</div>\n<div class="narrow">{}</div>').format(drawing, narrow)
    data = table(document["data"], Place(place.language, place.anchors, place.standalone))
    note = text(document.get("note") or (), place)
    return Markup(
        '<figure class="chart">\n<figcaption>{}{}</figcaption>\n'
        '<div class="scroll" role="group" aria-label="{}" tabindex="0">\n{}\n</div>\n{}'
        "<details><summary>{}</summary>\n{}</details>\n</figure>\n"
    ).format(
        Markup('<span class="label">{}.</span> ').format(label) if label else Markup(""),
        text(document["title"], place),
        label or plain(document["title"]),
        drawing,
        Markup('<p class="note">{}</p>\n').format(note) if note else Markup(""),
        f"{label}: {place.word('chart_data')}" if label else place.word("chart_data").capitalize(),
        data,
    )


def _callout(document: Mapping[str, Any], place: Place) -> Markup:
    tone = document["tone"] if document["tone"] in _SIGNS else "info"
    return Markup(
        '<div class="callout {}" role="note">\n<p class="title"><span class="sign" aria-hidden="true">{}</span> '
        '<span class="unseen">{}: </span>{}</p>\n{}</div>\n'
    ).format(tone, _SIGNS[tone], place.word(tone), document["title"], paragraphs(document["paragraphs"], place))


_KINDS: dict[str, Callable[[Mapping[str, Any], Place], Markup]] = {
    "heading": _heading,
    "narrative": _narrative,
    "table": table,
    "chart": _chart,
    "callout": _callout,
}

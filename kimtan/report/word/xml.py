"""Elements of WordprocessingML, made one by one; text that a document cannot hold is made visible in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element: TypeAlias = Any
"""An element of lxml, which brings no types."""

_BLANKS = re.compile(r"[\t\n\r\x0b\x0c\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def w(name: str, *children: Element | None, **attributes: object) -> Element:
    """An element ``w:name`` with attributes of the same namespace; children that are ``None`` are left out.

    >>> w("jc", val="both").tag.rpartition("}")[2]
    'jc'
    """
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend([child for child in children if child is not None])
    return element


def clean(text: str) -> str:
    r"""The text as XML can hold it: control characters become a sign that something stood there.

    >>> clean("a\x00b\tc")
    'a�b c'
    """
    return _FORBIDDEN.sub("�", _BLANKS.sub(" ", text))


def words(text: str) -> Element:
    """The text of a run, blanks at its edges kept."""
    element = w("t")
    element.text = clean(text)
    element.set(qn("xml:space"), "preserve")
    return element


def run(*content: Element | str, bold: bool = False, italic: bool = False, size: float = 0) -> Element:
    """A run of text or of other content, set apart by bold, italics or its size in points."""
    properties = [
        *([w("b")] if bold else []),
        *([w("i")] if italic else []),
        *([w("sz", val=round(size * 2)), w("szCs", val=round(size * 2))] if size else []),
    ]
    parts = [words(part) if isinstance(part, str) else part for part in content]
    return w("r", w("rPr", *properties) if properties else None, *parts)


def field(instruction: str, shown: str) -> list[Element]:
    """A field that Word keeps up to date, with what it shows until then."""
    begin, separate, end = (w("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [run(part) for part in (begin, _instruction(instruction), separate, shown, end)]


def paragraph(
    style: str,
    content: Iterable[Element | str] = (),
    *,
    align: str = "",
    keep_next: bool = False,
    before: float | None = None,
    after: float | None = None,
    left: float = 0,
    right: float = 0,
    rule: bool = False,
    number: int | None = None,
    line: float = 0,
) -> Element:
    """A paragraph.

    Parameters
    ----------
    style
        Identity of its style.
    content
        Runs, or bare text.
    align, before, after, left, right
        What differs from the style: alignment, and distances in points.
    keep_next
        Whether it stays on the page of the next one.
    rule
        Whether a line is drawn under it.
    number
        The list that it is a point of, where that is not the style's own.
    line
        An exact height in points, for what is only a distance.
    """
    spacing = {
        name: round(20 * value) for name, value in (("before", before), ("after", after)) if value is not None
    } | ({"line": round(20 * line), "lineRule": "exact"} if line else {})
    indents = {name: round(20 * value) for name, value in (("left", left), ("right", right)) if value}
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext") if keep_next else None,
        w("numPr", w("ilvl", val=0), w("numId", val=number)) if number is not None else None,
        w("pBdr", w("bottom", val="single", sz=6, space=1, color="auto")) if rule else None,
        w("spacing", **spacing) if spacing else None,
        w("ind", **indents) if indents else None,
        w("jc", val=align) if align else None,
    )
    return w("p", properties, *(run(part) if isinstance(part, str) else part for part in content))


def _instruction(text: str) -> Element:
    element = w("instrText")
    element.text = f" {text} "
    element.set(qn("xml:space"), "preserve")
    return element

"""A drawing made safe to stand inside a page.

Drawings come from :mod:`kimtan.present.charts`, but what stands in a page is written anew here from the elements and
attributes that a chart needs, so nothing else can get in: no script, no foreign content, no address, and no ``style``,
which a strict Content-Security-Policy would ignore and leave a black chart.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import NoReturn
from xml.parsers import expat

from markupsafe import Markup

from kimtan.errors import Problem, SectionError
from kimtan.present.charts.theme import INK
from kimtan.present.html_text import escaped

_STRUCTURE = {"svg", "g", "defs", "symbol", "use", "title", "desc"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"}
_PAINT = {"clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "stop"}
ELEMENTS = frozenset(_STRUCTURE | _SHAPES | _PAINT)
"""What a drawing may be made of."""

_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][A-Za-z0-9-]*)?")
_REFERENCE = re.compile(r"""url\(\s*(['"]?)(#?)([^)'"]*)\1\s*\)""", re.IGNORECASE)
_BOX = re.compile(r'viewBox="\s*([-+\d.eE]+)[\s,]+([-+\d.eE]+)[\s,]+([-+\d.eE]+)[\s,]+([-+\d.eE]+)\s*"')
_USUAL_BOX = (0.0, 0.0, 640.0, 480.0)
_WHITE = "#ffffff"
_LIST_OF_IDS = ("aria-labelledby", "aria-describedby")


def inline_svg(svg: str, alt: str, prefix: str = "") -> Markup:
    """Check a drawing and write it as one ``<svg role="img">`` with its alternative text.

    Parameters
    ----------
    svg
        The drawing: begins with ``<svg`` and is well-formed XML.
    alt
        What stands in for the drawing; replaces any name that it brings along.
    prefix
        Set before every id in the drawing, and before every reference to one, so that ids are unique in a page.

    Raises
    ------
    SectionError
        When the drawing holds anything else than lines, shapes and text.

    Examples
    --------
    >>> print(inline_svg('<svg viewBox="0 0 4 4"><path id="a" d="M0 0h4"/></svg>', "A line", prefix="c1-"))
    <svg role="img" aria-label="A line" viewBox="0 0 4 4"><path id="c1-a" d="M0 0h4"/></svg>
    """
    writer = _Writer(alt, prefix)
    if not svg.startswith("<svg"):
        writer.refuse(f"does not begin with <svg but with {svg[:20]!r}")
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.StartDoctypeDeclHandler = lambda *_: writer.refuse("holds a document type declaration")
    parser.ProcessingInstructionHandler = lambda *_: writer.refuse("holds a processing instruction")
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as error:
        writer.refuse(f"is not well-formed XML ({error})", cause=error)
    return Markup("".join(writer.parts))


def image(svg: str, alt: str) -> Markup:
    """The same as a picture on white, for where inline drawings are taken away: in a notebook that is not trusted.

    It cannot take the colours of its surroundings; ``block.css`` turns it over where JupyterLab is dark.

    Examples
    --------
    >>> print(image('<svg viewBox="0 0 4 4"><path d="M0 0h4"/></svg>', "A line")[:75])
    <img class="drawing" alt="A line" width="4" src="data:image/svg+xml;base64,
    """
    drawing = str(inline_svg(svg, alt))
    left, top, width, height = view_box(drawing)
    ground = f'<path fill="{_WHITE}" d="M{left:g} {top:g}h{width:g}v{height:g}h-{width:g}z"/>'
    start, _, rest = drawing.partition(">")
    whole = f'{start} xmlns="http://www.w3.org/2000/svg" color="{INK}">{ground}{rest}'
    source = b64encode(whole.encode()).decode()
    return Markup('<img class="drawing" alt="{}" width="{:g}" src="data:image/svg+xml;base64,{}">').format(
        alt, width, source
    )


def view_box(svg: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of a drawing in its own units; the usual ones where it does not say them.

    >>> view_box('<svg viewBox="0 0 640 120.5">'), view_box("<svg>")
    ((0.0, 0.0, 640.0, 120.5), (0.0, 0.0, 640.0, 480.0))
    """
    box = _BOX.search(svg)
    try:
        left, top, width, height = map(float, box.groups()) if box else _USUAL_BOX
    except ValueError:
        return _USUAL_BOX
    return left, top, width, height


def standing_alone(svg: str, alt: str) -> str:
    """The drawing checked as for a page, in ink, as a document of its own."""
    drawing = str(inline_svg(svg, alt)).replace('"currentColor"', f'"{INK}"')
    return f'<svg xmlns="http://www.w3.org/2000/svg"{drawing.removeprefix("<svg")}'


class _Writer:
    """Writes what the parser meets, and stops at what a drawing may not hold."""

    def __init__(self, alt: str, prefix: str) -> None:
        self.alt = alt
        self.prefix = prefix
        self.parts: list[str] = []  # each is escaped already
        self.inside: list[str] = []
        self.is_open = False  # the last start tag still lacks its end: "/>" or ">"

    def refuse(self, seen: str, cause: Exception | None = None) -> NoReturn:
        place = f"chart “{self.alt[:60]}”" if self.alt else "chart without alternative text"
        raise SectionError(
            Problem(
                place=place,
                seen=f"The drawing {seen}.",
                remedy="Draw it with kimtan.present.charts, which writes plain shapes and text.",
                code="chart.drawing",
            )
        ) from cause

    def start(self, name: str, attributes: list[str]) -> None:
        self._close()
        if name not in ELEMENTS:
            self.refuse(f"holds an element <{name}>")
        if self.inside and self.inside[-1] in {"title", "desc"}:  # a page reads what stands there as HTML
            self.refuse(f"holds an element <{name}> in its <{self.inside[-1]}>")
        self.inside.append(name)
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        if not self.parts:
            pairs = [("role", "img"), ("aria-label", self.alt)] + [
                (key, value) for key, value in pairs if key != "role" and not key.startswith("aria-")
            ]
        self.parts.append(f"<{escaped(name)}")
        for key, value in pairs:
            if not key.startswith("xmlns"):
                self.parts.append(f' {escaped(key)}="{escaped(self._value(key, value))}"')
        self.is_open = True

    def end(self, name: str) -> None:
        self.inside.pop()
        self.parts.append("/>" if self.is_open else f"</{escaped(name)}>")
        self.is_open = False

    def text(self, words: str) -> None:
        self._close()
        self.parts.append(escaped(words))

    def _close(self) -> None:
        if self.is_open:
            self.parts.append(">")
            self.is_open = False

    def _value(self, key: str, value: str) -> str:
        """The value of an allowed attribute, with ids prefixed."""
        plain = key.lower()
        if not _ATTRIBUTE.fullmatch(key) or plain.startswith(("on", "xml:")) or plain in {"style", "src", "class"}:
            self.refuse(f"holds an attribute {key}")
        if plain.rpartition(":")[2] == "href":
            if not value.startswith("#"):
                self.refuse(f"refers to an address outside itself ({value[:60]!r})")
            return f"#{self.prefix}{value[1:]}"
        if plain == "id":
            return self.prefix + value
        if plain in _LIST_OF_IDS:
            return " ".join(self.prefix + reference for reference in value.split())
        if plain == "aria-label":
            return value
        if any(not hash_sign for _, hash_sign, _ in _REFERENCE.findall(value)):
            self.refuse(f"refers to an address outside itself ({value[:60]!r})")
        value = _REFERENCE.sub(lambda match: f"url(#{self.prefix}{match[3]})", value)
        if "\\" in value or re.search(r"url\((?!#)", value, re.IGNORECASE):
            self.refuse(f"holds an unreadable reference ({value[:60]!r})")
        return value

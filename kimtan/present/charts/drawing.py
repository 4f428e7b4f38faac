"""A matplotlib figure as one inline SVG element that a strict Content-Security-Policy paints as it was drawn.

matplotlib styles by ``style`` attributes and a ``<style>`` element, which such a policy drops without an error: every
shape turns black. Its ids are the same in each figure, so that two charts in one page take each other's parts. Here
styles become presentation attributes, unused ids go, copied shapes are written out, and what must keep an id has the
chart's prefix.
"""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kimtan.present.charts.theme import INK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure

FONTS = "DejaVu Sans, Verdana, sans-serif"

_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_SVG = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_DECIMALS = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_SHORTHAND = re.compile(r"^(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>\d+|bold)\s+)?(?P<size>[\d.]+)px\s")
_ROUNDED = frozenset({"d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "transform", "viewBox", "points"})


def to_svg(figure: Figure, words: Sequence[ET.Element] = ()) -> str:
    """The figure as one ``<svg>`` element: no style, script, metadata, size or link to anywhere; text stays text.

    Parameters
    ----------
    figure
        Drawn, and saved here, under :func:`kimtan.present.charts.theme.house`.
    words
        Texts that stand over all that is in the figure, as elements of SVG; they are changed.

    Returns
    -------
    str
        The same bytes for the same figure in each process. It has a ``viewBox`` and no size, so that it fills the width
        it is given; :data:`~kimtan.present.charts.theme.INK` has become ``currentColor``. Each id that is left, as clip
        paths and gradients need one, begins with a prefix made from the drawing itself.
    """
    target = io.StringIO()
    figure.savefig(target, format="svg", transparent=True, metadata=_NO_METADATA)
    return cleaned(target.getvalue(), words)


def cleaned(source: str, words: Sequence[ET.Element] = ()) -> str:
    """Matplotlib's SVG text made fit to stand inside a page (see :func:`to_svg`)."""
    root = ET.fromstring(source)
    root.extend(words)
    _plain_names(root)
    _drop(root, {"metadata", "style", "title", "script"})
    for element in root.iter():
        _style_to_attributes(element)
    _write_out_copies(root)
    _prefix_ids(root, "k" + hashlib.sha256(source.encode()).hexdigest()[:10])
    _unwrap(root)
    for element in root.iter():
        _round(element)
    for name in ("width", "height", "version", "style"):
        root.attrib.pop(name, None)
    shape = {"xmlns": _SVG, "viewBox": root.attrib.pop("viewBox"), "font-family": FONTS, "stroke-linejoin": "round"}
    root.attrib = {**shape, **root.attrib}
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _plain_names(root: ET.Element) -> None:
    """Take the namespaces away: SVG inside HTML needs none, and ``xlink:href`` is ``href`` today."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
        element.tail = None
        if element.tag not in {"text", "tspan"}:
            element.text = None


def _drop(parent: ET.Element, names: set[str]) -> None:
    for child in list(parent):
        if child.tag in names:
            parent.remove(child)
        else:
            _drop(child, names)


def _style_to_attributes(element: ET.Element) -> None:
    style = element.attrib.pop("style", "")
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":  # matplotlib up to 3.9 writes the shorthand, which is no presentation attribute
            shorthand = _SHORTHAND.match(value)
            if shorthand:
                element.attrib |= {f"font-{key}": part for key, part in shorthand.groupdict().items() if part}
        elif name != "font-family":  # said once, at the root
            element.set(name, value.removesuffix("px"))
    for name in ("fill", "stroke"):
        if element.get(name) == INK:
            element.set(name, "currentColor")
    if element.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
        del element.attrib["transform"]


def _write_out_copies(root: ET.Element) -> None:
    """Replace each ``<use>`` by the shape it copies, so that charts share no ids."""
    shapes = {element.get("id"): element for element in root.iter("path") if element.get("id")}
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            original = shapes.get(child.get("href", "#")[1:]) if child.tag == "use" else None
            if original is not None:
                parent[place] = _copy(child, original)
    for parent in list(root.iter()):
        for defs in [child for child in parent if child.tag == "defs"]:
            for shape in [child for child in defs if child.tag == "path"]:
                defs.remove(shape)
            if not len(defs):
                parent.remove(defs)


def _copy(use: ET.Element, original: ET.Element) -> ET.Element:
    inherited = {name: value for name, value in use.attrib.items() if name not in {"href", "x", "y"}}
    own = {name: value for name, value in original.attrib.items() if name != "id"}
    moves = (use.get("transform"), f"translate({use.get('x', '0')} {use.get('y', '0')})", original.get("transform"))
    return ET.Element("path", {**inherited, **own, "transform": " ".join(filter(None, moves))})


def _prefix_ids(root: ET.Element, prefix: str) -> None:
    """Number the ids that something refers to, under the prefix; drop the others."""
    names: dict[str, str] = {}
    for element in root.iter():
        for reference in _references(element):
            names.setdefault(reference, f"{prefix}-{len(names) + 1}")
    for element in root.iter():
        identity = element.attrib.pop("id", None)
        if identity in names:
            element.set("id", names[identity])
        for name, value in element.attrib.items():
            if name == "href" and value[1:] in names:
                element.set(name, f"#{names[value[1:]]}")
            elif "url(#" in value:
                element.set(name, _REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value))


def _references(element: ET.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name == "href" and value.startswith("#"):
            yield value[1:]
        yield from _REFERENCE.findall(value)


def _unwrap(parent: ET.Element) -> None:
    """Replace groups that say nothing by what is in them; drop empty ones."""
    children: list[ET.Element] = []
    for child in list(parent):
        _unwrap(child)
        if child.tag == "g" and not child.attrib:
            children += list(child)
        elif child.tag != "g" or len(child):
            children.append(child)
    parent[:] = children


def _round(element: ET.Element) -> None:
    for name, value in element.attrib.items():
        if name in _ROUNDED:
            short = _DECIMALS.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value)
            element.set(name, " ".join(short.split()))

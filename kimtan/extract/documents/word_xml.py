"""Elements of WordprocessingML by their names, in either of its two namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (TRANSITIONAL, STRICT)

ATOMS = ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab")
"""Elements in a run that are characters of its text."""

_NAMES: dict[str, str] = {}


def name_of(element: Element) -> str:
    """The name of an element of WordprocessingML: ``p``; of another vocabulary with a colon before it: ``:Choice``."""
    tag = str(element.tag)
    known = _NAMES.get(tag)
    if known is None:
        namespace, _, local = tag.removeprefix("{").rpartition("}")
        known = local if namespace in NAMESPACES else f":{local}"
        if len(_NAMES) < 10_000:
            _NAMES[tag] = known
    return known


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    if element is not None:
        for inner in element:
            if name_of(inner) == name:
                return inner
    return None


def children(element: Element | None, name: str) -> Iterator[Element]:
    """All children of a name."""
    if element is not None:
        yield from (inner for inner in element if name_of(inner) == name)


def attribute(element: Element | None, name: str) -> str:
    """An attribute in the namespace of WordprocessingML; empty where it is not given."""
    if element is None:
        return ""
    for namespace in NAMESPACES:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return str(value)
    return ""


def is_on(element: Element) -> bool:
    """Whether a switch is on."""
    return attribute(element, "val").lower() not in {"0", "false", "off", "none"}


def number_in(text: str, otherwise: int = 0) -> int:
    """A whole number written in an attribute."""
    try:
        return int(text[:12])
    except ValueError:
        return otherwise

"""Elements of WordprocessingML by their names, in either of its two namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (TRANSITIONAL, STRICT)

ATOMS = ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab")
"""Elements in a run that are characters of its text."""

_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
"""Elements whose content stands where they do: content controls, and what a tracked change has put in."""


def name_of(element: Element) -> str:
    """The name of an element of WordprocessingML: ``p``; of another vocabulary with a colon before it: ``:Choice``."""
    return _name(str(element.tag))


@lru_cache(maxsize=10_000)
def _name(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    return local if namespace in NAMESPACES else f":{local}"


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


def unwrapped(element: Element) -> Iterator[Element]:
    """The children of an element, and those of its wrappers in their place."""
    for inner in element:
        if name_of(inner) in _WRAPPERS:
            yield from unwrapped(inner)
        else:
            yield inner


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

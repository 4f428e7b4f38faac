"""What Word styles say of a paragraph and its runs: heading, list, bold, hidden, font."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kimtan.extract.documents.word_xml import Element, attribute, child, children, is_on

_HEADING = re.compile(r"heading (\d)$")
_DEEPEST_CHAIN = 20


@dataclass(frozen=True)
class WordStyles:
    """The styles of a document.

    Parameters
    ----------
    root
        Of ``styles.xml``; None where the document has none.
    """

    root: Element | None
    _switches: dict[tuple[str, str, str], Element | None] = field(default_factory=dict)
    _fonts: dict[tuple[str, str], str] = field(default_factory=dict)

    def heading_level(self, style: str, properties: Element | None) -> int:
        """The level of a paragraph by its outline or its style; 0 where it is no heading."""
        own = attribute(child(properties, "outlineLvl"), "val")
        outline = own or next((level for ancestor in self._chain(style) if (level := self._outline(ancestor))), "")
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < 9 else 0
        for ancestor in self._chain(style):
            if match := _HEADING.match(attribute(child(ancestor, "name"), "val").lower()):
                return int(match[1])
        return 0

    def list_of(self, style: str) -> tuple[str, str]:
        """Number and level of the list that a style belongs to."""
        number = level = ""
        for ancestor in self._chain(style):
            listed = child(child(ancestor, "pPr"), "numPr")
            number = number or attribute(child(listed, "numId"), "val")
            level = level or attribute(child(listed, "ilvl"), "val")
        return number, level

    def has(self, what: str, run: Element | None, style: str) -> bool:
        """Whether a run is ``b`` (bold), ``vanish`` (hidden), …; by itself, its style, or its paragraph's style."""
        switch = self._switch(what, run, style)
        return switch is not None and is_on(switch)

    def is_raised(self, run: Element | None, style: str) -> bool:
        """Whether a run stands above the line."""
        return attribute(self._switch("vertAlign", run, style), "val") == "superscript"

    def font(self, run: Element | None, style: str) -> str:
        """The font of a run's letters; empty where the document does not say."""
        own = _font(run)
        if own:
            return own
        key = (attribute(child(run, "rStyle"), "val"), style)
        if key not in self._fonts:
            defaults = child(child(child(self.root, "docDefaults"), "rPrDefault"), "rPr")
            fonts = map(_font, (*self._run_properties(*key), defaults))
            self._fonts[key] = next(filter(None, fonts), "")
        return self._fonts[key]

    def _switch(self, what: str, run: Element | None, style: str) -> Element | None:
        own = child(run, what)
        if own is not None:
            return own
        key = (what, attribute(child(run, "rStyle"), "val"), style)
        if key not in self._switches:
            switches = (child(properties, what) for properties in self._run_properties(*key[1:]))
            self._switches[key] = next((switch for switch in switches if switch is not None), None)
        return self._switches[key]

    def _run_properties(self, run_style: str, style: str) -> Iterator[Element | None]:
        """What a run's style, then its paragraph's style, and those that they are based on, say of its letters."""
        for name in (run_style, style or self._default):
            yield from (child(ancestor, "rPr") for ancestor in self._chain(name))

    def _outline(self, style: Element) -> str:
        return attribute(child(child(style, "pPr"), "outlineLvl"), "val")

    def _chain(self, style: str) -> list[Element]:
        """A style and those that it is based on."""
        chain: list[Element] = []
        while style in self._by_id and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._by_id[style])
            style = attribute(child(chain[-1], "basedOn"), "val")
        return chain

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        return {attribute(style, "styleId"): style for style in children(self.root, "style")}

    @cached_property
    def _default(self) -> str:
        for style in children(self.root, "style"):
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}:
                return attribute(style, "styleId")
        return ""


def _font(run: Element | None) -> str:
    fonts = child(run, "rFonts")
    return attribute(fonts, "hAnsi") or attribute(fonts, "ascii")

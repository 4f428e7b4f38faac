"""Runs of text as HTML, and what every part of a block needs to know of the page it will stand in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kimtan.present.anchors import evidence_anchors, is_of_finding
from kimtan.present.page_terms import WORDS
from kimtan.present.rich_text import Break, Link, Mark, MarkKind, Number, Piece, Run, Strong

SIGNS: Mapping[MarkKind, str] = {"disputed": "!", "suspicious": "?", "corrected": "✎"}
"""The sign of each kind of mark: they differ in shape, and in colour as well."""

_SPECIAL = re.compile("[&<>'\"]")
_LONG = 24
_SPACES = re.compile(r"(\s+)")
_LONG_WORD = re.compile(rf"\S{{{_LONG}}}")
_JOINTS = re.compile(r"(?<=[._:@/])(?=[^._:@/])")


@dataclass(frozen=True)
class FragmentContext:
    """Where a fragment stands.

    Parameters
    ----------
    language
        Of the words around the content, and of the numbers in it: ``vi`` or ``en``.
    anchors
        Places in the page that links may lead to.
    standalone
        Whether the fragment stands alone, in a notebook, and nothing in it can be linked to.
    number
        Of the table or chart within its kind; 0 where nobody counts.
    level
        Of the heading in the page, where it differs from the block's own; else 0.
    """

    language: str = "vi"
    anchors: Collection[str] = frozenset()
    standalone: bool = False
    number: int = 0
    level: int = 0

    def word(self, key: str) -> str:
        """A word of the interface."""
        return WORDS[key].in_(self.language)

    def label(self, key: str) -> str:
        """``Table 3`` and its like; empty where nobody counts."""
        return f"{self.word(key)} {self.number}" if self.number else ""


def escaped(text: str) -> str:
    """A text with every character escaped that means something in HTML, as a plain string to be put between others.

    A page has tens of thousands of them: as :class:`~markupsafe.Markup` each would take as long as all else about it.
    """
    return str(escape(text)) if _SPECIAL.search(text) else text


def text(run: Run, place: FragmentContext) -> Markup:
    """A run: strings, strong words, links and numbers, everything escaped."""
    return Markup("".join([_piece(piece, place) for piece in run]))  # each is escaped already


def paragraphs(runs: Sequence[Run], place: FragmentContext, tag: str = "p") -> Markup:
    """One element a run."""
    element = Markup(f"<{tag}>{{}}</{tag}>\n")
    return Markup("").join(element.format(text(run, place)) for run in runs)


def identity(anchor: str, place: FragmentContext) -> Markup:
    """The ``id`` of an element that can be linked to; nothing where there is none."""
    return Markup(f' id="{escaped(anchor)}"' if anchor and not place.standalone else "")


def _breakable(text: str) -> str:
    """The text, with places to break in its long words: an identity or a path would push a page wide."""
    if not _LONG_WORD.search(text):
        return escaped(text)
    words = []
    for word in _SPACES.split(text):
        pieces = _JOINTS.split(word) if len(word) >= _LONG else [word]
        words.append("<wbr>".join(map(escaped, pieces)))
    return "".join(words)


def _piece(piece: Piece, place: FragmentContext) -> str:
    match piece:
        case str():
            return _breakable(piece)
        case Number():
            return _number(piece, place) + (_mark(piece.mark, place) if piece.mark else "")
        case Strong(words):
            return f"<strong>{escaped(words)}</strong>"
        case Link(words, anchor):
            if anchor in place.anchors and not place.standalone:
                return f'<a href="#{escaped(anchor)}">{escaped(words)}</a>'
            return _breakable(words)
        case Break():
            return "<br>\n"


def _mark(mark: Mark, place: FragmentContext) -> str:
    """The sign of a mark with its reason, which a panel shows; it links to the details, if they are on the page."""
    kind, why, sign = escaped(mark.kind), escaped(mark.why), SIGNS[mark.kind]
    if mark.see in place.anchors and not place.standalone:
        return f'<sup class="mark {kind}"><a href="#{escaped(mark.see)}" aria-label="{why}">{sign}</a></sup>'
    return f'<sup class="mark {kind}"><span role="img" title="{why}" aria-label="{why}">{sign}</span></sup>'


def _number(number: Number, place: FragmentContext) -> str:
    """A number with what it is bound to.

    It links to its evidence where the page has that. A derived number without evidence of its own links to the first
    figure that it rests on, and names its formula and all of them.
    """
    shown = escaped(number.text)
    if place.standalone:
        bound_to = f"{number.ref} = {number.formula}" if number.formula else number.ref
        return f'<span class="n" title="{escaped(bound_to)}">{shown}</span>'
    own, *others = evidence_anchors(number.ref, number.inputs, number.listed)
    if own in place.anchors:
        return f'<a class="n" href="#{escaped(own)}">{shown}</a>'
    known = [anchor for anchor in others if anchor in place.anchors]
    if known and is_of_finding(number.ref) and known[0] in number.listed:
        return f'<a class="n" href="#{escaped(known[0])}">{shown}</a>'
    title = f' title="{escaped(number.formula)}"' if number.formula else ""
    if known:
        inputs = escaped(" ".join(known))
        return f'<a class="n" href="#{escaped(known[0])}" data-inputs="{inputs}"{title}>{shown}</a>'
    return f'<span class="n" data-ref="{escaped(number.ref)}"{title}>{shown}</span>'

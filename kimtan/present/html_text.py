"""Runs of text as HTML, and what every part of a block needs to know of the page it will stand in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kimtan.present.anchors import evidence_anchors, is_of_finding
from kimtan.present.page_terms import words
from kimtan.present.rich_text import Break, Link, Mark, MarkKind, Number, Piece, Run, Strong

SIGNS: Mapping[MarkKind, str] = {"disputed": "!", "suspicious": "?", "corrected": "✎"}
"""The sign of each kind of mark: they differ in shape, and in colour as well."""

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
        return words(self.language)[key]

    def label(self, key: str) -> str:
        """``Table 3`` and its like; empty where nobody counts."""
        return f"{self.word(key)} {self.number}" if self.number else ""


def text(run: Run, place: FragmentContext) -> Markup:
    """A run: strings, strong words, links and numbers, everything escaped."""
    return Markup("".join([_piece(piece, place) for piece in run]))  # each is escaped already


def paragraphs(runs: Sequence[Run], place: FragmentContext, tag: str = "p") -> Markup:
    """One element a run."""
    element = Markup(f"<{tag}>{{}}</{tag}>\n")
    return Markup("").join(element.format(text(run, place)) for run in runs)


def identity(anchor: str, place: FragmentContext) -> Markup:
    """The ``id`` of an element that can be linked to; nothing where there is none."""
    return Markup(f' id="{escape(anchor)}"' if anchor and not place.standalone else "")


def _breakable(text: str) -> Markup:
    """The text, with places to break in its long words: an identity or a path would push a page wide."""
    if not _LONG_WORD.search(text):
        return escape(text)
    escaped = []
    for word in _SPACES.split(text):
        pieces = _JOINTS.split(word) if len(word) >= _LONG else [word]
        escaped.append(Markup("<wbr>").join(pieces))
    return Markup("").join(escaped)


def _piece(piece: Piece, place: FragmentContext) -> Markup:
    match piece:
        case str():
            return _breakable(piece)
        case Number():
            return _number(piece, place) + (_mark(piece.mark, place) if piece.mark else Markup(""))
        case Strong(words):
            return Markup(f"<strong>{escape(words)}</strong>")
        case Link(words, anchor):
            if anchor in place.anchors and not place.standalone:
                return Markup(f'<a href="#{escape(anchor)}">{escape(words)}</a>')
            return _breakable(words)
        case Break():
            return Markup("<br>\n")


def _mark(mark: Mark, place: FragmentContext) -> Markup:
    """The sign of a mark with its reason, which a panel shows; it links to the details, if they are on the page."""
    if mark.see in place.anchors and not place.standalone:
        link = Markup('<sup class="mark {}"><a href="#{}" aria-label="{}">{}</a></sup>')
        return link.format(mark.kind, mark.see, mark.why, SIGNS[mark.kind])
    sign = Markup('<sup class="mark {}"><span role="img" title="{}" aria-label="{}">{}</span></sup>')
    return sign.format(mark.kind, mark.why, mark.why, SIGNS[mark.kind])


def _number(number: Number, place: FragmentContext) -> Markup:
    """A number with what it is bound to.

    It links to its evidence where the page has that. A derived number without evidence of its own links to the first
    figure that it rests on, and names its formula and all of them.
    """
    if place.standalone:
        bound_to = f"{number.ref} = {number.formula}" if number.formula else number.ref
        return Markup(f'<span class="n" title="{escape(bound_to)}">{escape(number.text)}</span>')
    own, *others = evidence_anchors(number.ref, number.inputs, number.listed)
    if own in place.anchors:
        return Markup(f'<a class="n" href="#{escape(own)}">{escape(number.text)}</a>')
    known = [anchor for anchor in others if anchor in place.anchors]
    if known and is_of_finding(number.ref) and known[0] in number.listed:
        return Markup(f'<a class="n" href="#{escape(known[0])}">{escape(number.text)}</a>')
    title = f' title="{escape(number.formula)}"' if number.formula else ""
    if known:
        inputs = escape(" ".join(known))
        return Markup(
            f'<a class="n" href="#{escape(known[0])}" data-inputs="{inputs}"{title}>{escape(number.text)}</a>'
        )
    return Markup(f'<span class="n" data-ref="{escape(number.ref)}"{title}>{escape(number.text)}</span>')

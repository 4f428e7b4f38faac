"""Runs of text as data for the template: with links only to what the document has, and places to break long words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from kimtan.present.anchors import evidence_anchors
from kimtan.present.rich_text import Break, Link, Mark, Number, Piece, Run, Strong

_LONG = 24
_BRIEF = 170
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_JOINTS = re.compile(r"(?<=[._:@/+=-])(?=[^._:@/+=-])")
BREAK = "\u200b"
"""Where a line may break without a sign."""


@dataclass(frozen=True)
class RunContext:
    """Where a run stands: the language of the document, and the anchors that links may lead to.

    Parameters
    ----------
    chapter
        The count of its chapter: a finding has one note in each.
    is_noted
        Whether the reasons of marks stand in the margin; where things are looked up, marks only lead to them.
    """

    language: str
    anchors: Collection[str]
    chapter: int = 0
    is_noted: bool = True

    def target(self, anchor: str) -> dict[str, str]:
        """The link of a piece, if the document has that place."""
        return {"to": anchor} if anchor in self.anchors else {}


def run(pieces: Run, place: RunContext) -> list[Any]:
    """A run as the template reads it."""
    return [_piece(piece, place) for piece in pieces]


def runs(many: Sequence[Run], place: RunContext) -> list[list[Any]]:
    """Several runs: the paragraphs of a block."""
    return [run(pieces, place) for pieces in many]


def breakable(text: str, longest: int = _LONG) -> str:
    r"""The text on one line, with places to break in its long words, so that an identity or a path fits a column.

    >>> breakable("a  b\nincome.main_services:actual@report").replace(BREAK, "|")
    'a b income.|main_|services:|actual@|report'
    """
    return " ".join(_broken(word, longest) if len(word) > longest else word for word in _SPACES.split(text))


def _broken(word: str, longest: int) -> str:
    pieces = [piece[at : at + longest] for piece in _JOINTS.split(word) for at in range(0, len(piece), longest)]
    return BREAK.join(pieces)


def _piece(piece: Piece, place: RunContext) -> Any:
    match piece:
        case str():
            return breakable(piece)
        case Number():
            return _number(piece, place)
        case Strong(text):
            return {"strong": breakable(text)}
        case Link(text, anchor):
            target = place.target(anchor)
            return {"link": breakable(text)} | target if target else breakable(text)
        case Break():
            return {"break": 1}


def _number(number: Number, place: RunContext) -> dict[str, Any]:
    """A number leads to its evidence; a derived one without its own to that of the first figure it rests on."""
    known = [anchor for anchor in evidence_anchors(number.ref, number.inputs, number.listed) if anchor in place.anchors]
    drawn = {"number": number.text, "ref": number.ref} | (place.target(known[0]) if known else {})
    return drawn | ({"mark": _mark(number.mark, not number.formula, place)} if number.mark else {})


def _mark(mark: Mark, is_own: bool, place: RunContext) -> dict[str, Any]:
    """A mark with its reason; whether it is the number's own, or that of a figure which it rests on."""
    shown = {"kind": mark.kind, "why": brief(mark.why), "is_own": is_own, "see": mark.see}
    shown |= {"chapter": place.chapter, "is_noted": place.is_noted}
    return shown | place.target(mark.see)


def brief(why: str) -> str:
    """The reason of a mark, short enough for a margin: its first clause; the place that it leads to says the rest.

    >>> brief("Mâu thuẫn: tổng = các phần; nếu sai ở số này thì số đúng là 9.")
    'Mâu thuẫn: tổng = các phần …'
    >>> brief("Mâu thuẫn: tổng = các phần (kế hoạch; thực hiện).")
    'Mâu thuẫn: tổng = các phần …'
    """
    clause, cut, _ = why.partition("; ")
    if len(clause) > _BRIEF:
        clause, cut = clause[:_BRIEF].rpartition(" ")[0], "…"
    if clause.count("(") > clause.count(")"):
        clause, cut = clause[: clause.rindex("(")].rstrip(), "…"
    return breakable(f"{clause} …" if cut else clause)

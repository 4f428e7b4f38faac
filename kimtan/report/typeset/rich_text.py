"""Runs of text as data for the template: with links only to what the document has, and places to break long words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kimtan.present.anchors import figure_anchor

_LONG = 24
_BRIEF = 170
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_JOINTS = re.compile(r"(?<=[._:@/+=-])(?=[^._:@/+=-])")
BREAK = "\u200b"
"""Where a line may break without a sign."""


@dataclass(frozen=True)
class Place:
    """Where a run stands: the language of the document, and the anchors that links may lead to."""

    language: str
    anchors: Collection[str]

    def target(self, anchor: str) -> dict[str, str]:
        """The link of a piece, if the document has that place."""
        return {"to": anchor} if anchor in self.anchors else {}


def run(pieces: Sequence[Any], place: Place) -> list[Any]:
    """A run in its JSON form as the template reads it."""
    return [_piece(piece, place) for piece in pieces]


def runs(many: Sequence[Sequence[Any]], place: Place) -> list[list[Any]]:
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


def _piece(piece: str | Mapping[str, Any], place: Place) -> Any:
    if isinstance(piece, str):
        return breakable(piece)
    if "strong" in piece:
        return {"strong": breakable(piece["strong"])}
    if "link" in piece:
        target = place.target(piece["see"])
        return {"link": breakable(piece["link"])} | target if target else breakable(piece["link"])
    if "break" in piece:
        return {"break": 1}
    return _number(piece, place)


def _number(number: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """A number leads to its evidence; a derived one without its own to that of the first figure it rests on."""
    known = [each for each in map(figure_anchor, (number["ref"], *number.get("inputs", ()))) if each in place.anchors]
    found = {"number": number["number"], "ref": number["ref"]} | (place.target(known[0]) if known else {})
    if "mark" in number:
        mark = number["mark"]
        said = {"why": brief(mark["why"]), "is_own": not number.get("formula"), "see": mark["see"]}
        found["mark"] = {"kind": mark["kind"]} | said | place.target(mark["see"])
    return found


def brief(why: str) -> str:
    """The reason of a mark, short enough for a margin: its first clause; the place that it leads to says the rest.

    >>> brief("Mâu thuẫn: tổng = các phần; nếu sai ở số này thì số đúng là 9.")
    'Mâu thuẫn: tổng = các phần …'
    """
    said, cut, _ = why.partition("; ")
    if len(said) > _BRIEF:
        said, cut = said[:_BRIEF].rpartition(" ")[0], "…"
    return breakable(f"{said} …" if cut else said)


def kinds_of_marks(part: Any) -> set[str]:
    """The kinds of marks that numbers in a part of a document carry."""
    return {mark["kind"] for mark in _marks(part)}


def has_marks(part: Any) -> bool:
    """Whether any number in a part of a document carries a mark."""
    return next(_marks(part), None) is not None


def _marks(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, Mapping):
        if "mark" in part:
            yield part["mark"]
        for value in part.values():
            yield from _marks(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _marks(value)

"""Text as data: words, numbers, strong words and links in reading order, without any markup in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias, get_args

Kind = Literal["disputed", "suspicious", "corrected"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""Kinds of marks, the gravest first."""


@dataclass(frozen=True)
class Mark:
    """A mark beside a number.

    Parameters
    ----------
    kind
        ``disputed``: it is part of a contradiction; ``suspicious``: of one that rests on an assumption; ``corrected``:
        its owner gave it another value than the source.
    why
        One short sentence in the report's language.
    see
        Anchor of the place in the report that says more.
    """

    kind: Kind
    why: str
    see: str


@dataclass(frozen=True)
class Number:
    """A shown number with what it is bound to.

    Parameters
    ----------
    text
        As it is shown, unit included: ``552,054 tỷ đồng``.
    ref
        Identity of the stated figure (``rice.output:actual@report:L27``) or of the derived one
        (``rice.output:remaining``).
    formula
        Empty for a stated figure; else the formula in words of the report's language.
    inputs
        Identities of the stated figures that a derived number rests on.
    mark
        What a reader must know before relying on it, if anything.
    is_hedged
        Whether the sentence that it stands in says itself that it is in dispute; nothing that exporters need.
    listed
        Anchors of the places in the report where a derived number's matter is listed, such as the findings that it
        counts.
    stands_for
        Every value that a derived number may have, with its unit; empty where that is not known.
    """

    text: str
    ref: str
    formula: str = ""
    inputs: tuple[str, ...] = ()
    mark: Mark | None = None
    is_hedged: bool = False
    listed: tuple[str, ...] = ()
    stands_for: str = ""


@dataclass(frozen=True)
class Strong:
    """Words that are set in bold."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a place in the report; only words where the report has no such place."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Break:
    """Where a new line begins inside a cell."""

    text: str = "; "
    """What stands for it where there are no lines."""


Piece: TypeAlias = "str | Number | Strong | Link | Break"

Run: TypeAlias = Sequence[Piece]
"""Text in reading order."""


def plain(run: Run) -> str:
    """The words of a run without any mark-up and marks: for alt texts, titles and ``text/plain``."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in run)


def document(run: Run | None) -> list[Any] | None:
    """The JSON form of a run: strings stay strings, and one alone is a run too; a missing cell stays null."""
    if run is None or isinstance(run, str):
        return None if run is None else [run]
    return [piece if isinstance(piece, str) else _piece(piece) for piece in run]


def _piece(piece: Number | Strong | Link | Break) -> dict[str, Any]:
    match piece:
        case Strong(text):
            return {"strong": text}
        case Link(text, anchor):
            return {"link": text, "see": anchor}
        case Break(text):
            return {"break": text}
    number: dict[str, Any] = {"number": piece.text, "ref": piece.ref}
    if piece.formula:
        number |= {"formula": piece.formula, "inputs": list(piece.inputs)}
        number |= {"listed": list(piece.listed)} if piece.listed else {}
        number |= {"stands_for": piece.stands_for} if piece.stands_for else {}
    if piece.mark is not None:
        number["mark"] = asdict(piece.mark)
    return number

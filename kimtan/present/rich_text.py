"""Text as data: words, numbers, strong words and links in reading order, without any markup in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

MarkKind = Literal["disputed", "suspicious", "corrected"]

KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
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

    kind: MarkKind
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


def numbers(runs: Iterable[Run]) -> Iterator[Number]:
    """Every number in some runs, in reading order."""
    return (piece for run in runs for piece in run if isinstance(piece, Number))


def marks(runs: Iterable[Run]) -> Iterator[Mark]:
    """The marks that numbers in some runs carry, in reading order."""
    return (number.mark for number in numbers(runs) if number.mark is not None)


def kinds_of_marks(runs: Iterable[Run]) -> list[MarkKind]:
    """The kinds of marks in some runs, the gravest first."""
    kinds = {mark.kind for mark in marks(runs)}
    return [kind for kind in KINDS if kind in kinds]

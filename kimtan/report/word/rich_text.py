"""Runs of text as runs of a document, each number with the mark that it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kimtan.present.rich_text import Break, Link, Number, Run, Strong
from kimtan.report.word.xml import Element, run, w

_SENTENCE = re.compile(r"[.!?](?=\s)")


@dataclass(frozen=True)
class Piece:
    """A run of a document.

    Parameters
    ----------
    element
        The run.
    sentence
        Which sentence of its paragraph it stands in.
    number
        Its text where it is a number.
    why
        What its mark says, if it has one.
    """

    element: Element
    sentence: int = 0
    number: str = ""
    why: str = ""


def pieces(text: Run, *, bold: bool = False) -> list[Piece]:
    """The runs of a text; words for links, since the places that they lead to are not in the document."""
    made: list[Piece] = []
    sentence = 0
    for part in text:
        match part:
            case str():
                made.append(Piece(run(part, bold=bold), sentence))
                sentence += len(_SENTENCE.findall(part))
            case Number():
                why = part.mark.why if part.mark else ""
                made.append(Piece(run(part.text, bold=bold), sentence, part.text, why))
            case Strong(words):
                made.append(Piece(run(words, bold=True), sentence))
            case Link(words):
                made.append(Piece(run(words, bold=bold), sentence))
            case Break():
                made.append(Piece(run(w("br")), sentence))
    return made

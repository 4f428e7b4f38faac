"""Runs of text in their JSON form as runs of a document, each number with the mark that it carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def pieces(text: Sequence[Any], *, bold: bool = False, italic: bool = False, sentence: int = 0) -> list[Piece]:
    """The runs of a text; words for links, since the places that they lead to are not in the document."""
    found: list[Piece] = []
    for part in text:
        if isinstance(part, str):
            found.append(Piece(run(part, bold=bold, italic=italic), sentence))
            sentence += len(_SENTENCE.findall(part))
        elif "strong" in part:
            found.append(Piece(run(part["strong"], bold=True, italic=italic), sentence))
        elif "break" in part:
            found.append(Piece(run(w("br")), sentence))
        elif "link" in part:
            found.append(Piece(run(part["link"], bold=bold, italic=italic), sentence))
        else:
            element = run(part["number"], bold=bold, italic=italic)
            found.append(Piece(element, sentence, part["number"], part.get("mark", {}).get("why", "")))
    return found


def numbers(part: Any) -> list[Mapping[str, Any]]:
    """Every number in the JSON of blocks, in reading order."""
    if isinstance(part, Mapping):
        if "number" in part and "ref" in part:
            return [part]
        return [number for value in part.values() for number in numbers(value)]
    if isinstance(part, list | tuple):
        return [number for value in part for number in numbers(value)]
    return []

"""Lists in the words of a document: ``(1) …; (2) …`` and names in brackets that a count announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimtan.extract.figures import ReadFigure
from kimtan.extract.passages import ReadDocument
from kimtan.extract.subject_tidying import tidy

_NUMBERED = re.compile(r"(?<![\w/])\((\d{1,2})\)\s*(?=[^\W\d_])")
_ITEMS = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_REACH = 150
_LONGEST_NAME = 60
_MOST_PASSAGES = 12


@dataclass(frozen=True)
class Enumeration:
    """A list.

    Parameters
    ----------
    figure
        The figure that announces it, or the nearest before it.
    name
        What is listed.
    members, numbers
        The names, and the numbers that they bear, if any.
    is_announced
        Whether the figure states how many there are.
    """

    figure: ReadFigure
    name: str
    members: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    is_announced: bool = True


def enumerations(document: ReadDocument, figures: Sequence[ReadFigure]) -> Iterator[Enumeration]:
    """Every list of a document that stands near a figure."""
    by_passage: dict[int, list[ReadFigure]] = {}
    for figure in figures:
        by_passage.setdefault(figure.passage, []).append(figure)
    last: ReadFigure | None = None
    for index, passage in enumerate(document.passages):
        own = by_passage.get(index, [])
        if passage.cell is None:
            yield from _numbered(document, index, own, last)
            for figure in own:
                yield from _in_brackets(passage.text, figure, own)
        last = own[-1] if own else last


def _numbered(
    document: ReadDocument, index: int, own: Sequence[ReadFigure], last: ReadFigure | None
) -> Iterator[Enumeration]:
    text = document.passages[index].text
    first = _NUMBERED.search(text)
    if first is None:
        return
    head, pieces = text[: first.start()], _pieces(text)
    for passage in document.passages[index + 1 : index + _MOST_PASSAGES]:
        start = _NUMBERED.match(passage.text)
        if start is None or int(start[1]) != pieces[-1][0] + 1 or passage.cell is not None:
            break
        pieces += _pieces(passage.text)
    if len(pieces) < 3 or pieces[0][0] != 1 or not head.strip(" -+*"):
        return
    numbers = [number for number, _ in pieces]
    if numbers != sorted(set(numbers)) or numbers[-1] > len(numbers) + 2:
        return
    members = tuple(re.split(r"[;,.(:]", piece, maxsplit=1)[0].strip() or "mục" for _, piece in pieces)
    before = [figure for figure in own if figure.end <= first.start()]
    between = head[before[-1].end :] if before else ""
    is_announced = bool(before) and between.rstrip().endswith(":") and len(between.split()) <= 10 and not (
        ";" in between or "." in between or before[-1].denominator is not None
    )  # fmt: skip
    figure = before[-1] if before else last
    if figure is None or (not is_announced and numbers[-1] == len(numbers)):
        return
    name = tidy(head.rpartition(".")[2].split(", gồm")[0].rstrip(": ")) or "danh sách"
    yield Enumeration(figure, name, members, tuple(numbers), is_announced)


def _pieces(text: str) -> list[tuple[int, str]]:
    """The numbers in brackets of a text, each with the words behind it."""
    return [(int(match[1]), text[match.end() : match.end() + _LONGEST_NAME]) for match in _NUMBERED.finditer(text)]


def _in_brackets(text: str, figure: ReadFigure, own: Sequence[ReadFigure]) -> Iterator[Enumeration]:
    """Names in brackets, each of which begins with what the figure counts: ``3 thôn … (thôn 1, thôn 3 và thôn 5)``."""
    noun = figure.unit_text.lower()
    opened = text.find("(", figure.end, figure.end + _REACH)
    if not noun or opened < 0 or figure.denominator is not None or "." in text[figure.end : opened].replace("./", ""):
        return
    closed = text.find(")", opened, opened + 600)
    between = [neighbour for neighbour in own if figure.end <= neighbour.start < opened]
    if (
        closed < 0
        or ";" in text[figure.end : opened]
        or any(neighbour.unit_text.lower() == noun for neighbour in between)
    ):
        return
    items = [item.strip(' “”"') for item in _ITEMS.split(text[opened + 1 : closed]) if item.strip()]
    named = [item for item in items if item.lower().startswith(f"{noun} ")]
    is_counted = any(opened < inside.start < closed and inside.unit_text.lower() == noun for inside in own)
    if named and len(named) == len(items) and not is_counted:
        yield Enumeration(figure, figure.subject, tuple(named))

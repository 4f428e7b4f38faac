"""Wrapped lines joined to paragraphs: for texts that were made out of pages, with or without blank lines in between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimtan.extract.documents.headings import heading_level, number_level

_BULLET = re.compile(r"\s*(?:[-–—+*•●○▪■◦⁃➢✓]|\uf0b7|\uf02d)\s*(?=[^\W_])")
_ENUMERATED = re.compile(r"\s*\((\d{1,3})\)\s*(?=[^\W\d_])")
_CLOSED = re.compile(r"[.:;!?…]['\"”’)]*\s*$")
_GOES_ON = re.compile(r"(?:\d-|[(/])$")
PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*$")
"""A line that holds nothing but a page's number."""

_LEAST_LINES_OF_A_PAGE = 12
_FULL, _NEARLY_FULL = 0.82, 0.94
"""A line that would end before this share of the width with the next word on it was ended on purpose; a heading is told
by its number as well."""


@dataclass(frozen=True)
class TextLine:
    """One line of a source.

    Parameters
    ----------
    text
        As it stands, without its end.
    number
        Its 1-based number.
    page
        The page that it stands on; 0 where that is not known.
    """

    text: str
    number: int
    page: int = 0


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, or a page number by itself."""

    lines: tuple[TextLine, ...]
    is_page_number: bool = False


def paragraphs(lines: Sequence[TextLine]) -> Iterator[Paragraph]:
    """Join wrapped lines; a page number inside a paragraph comes after it.

    A paragraph begins with a bullet or a heading's number, after a line that ends early, and after a blank line unless
    blank lines stand after all lines.
    """
    numbers = _page_numbers(lines) if lines and not lines[0].page else frozenset[int]()
    is_spaced, width = _is_spaced(lines), _width(lines)
    kept: list[TextLine] = []
    aside: list[Paragraph] = []
    blank = enumerated = 0
    for line in lines:
        if not line.text.strip():
            blank += 1
        elif line.number in numbers:
            aside.append(Paragraph((line,), is_page_number=True))
        else:
            match = _ENUMERATED.match(line.text)
            is_next = bool(match and int(match[1]) == enumerated + 1)
            has_gap = blank > (1 if is_spaced else 0) and not aside
            begins = bool(kept) and (is_next or _begins(line, kept, width, has_gap))
            if begins or not kept:
                enumerated = int(match[1]) if match else enumerated * bool(_BULLET.match(line.text))
            if begins:
                yield Paragraph(tuple(kept))
                yield from aside
                kept, aside = [], []
            elif not kept:
                yield from aside
                aside = []
            kept.append(line)
            blank = 0
    if kept:
        yield Paragraph(tuple(kept))
    yield from aside


def joint(before: str, after: str) -> str:
    """What stands between two joined lines: a space, but nothing in a year or word that was broken at its dash.

    >>> joint("vụ ép 2022-", "2023"), joint("đàn ong", "1.351")
    ('', ' ')
    """
    return "" if _GOES_ON.search(before.rstrip()) and after.lstrip()[:1].isalnum() else " "


def _page_numbers(lines: Sequence[TextLine]) -> frozenset[int]:
    """Numbers of the lines that hold nothing but a page's number: each one more than the last, a page's text apart."""
    numbers: list[int] = []
    last, since = 0, 0
    for line in lines:
        match = PAGE_NUMBER.match(line.text)
        if match is None:
            since += bool(line.text.strip())
            continue
        page = int(match[1])
        is_next = page == last + 1 if last else page in {1, 2}
        if is_next and (since >= _LEAST_LINES_OF_A_PAGE or not last):
            numbers.append(line.number)
            last, since = page, 0
        else:
            since += 1
    return frozenset(numbers if last >= 2 else [])


def _begins(line: TextLine, kept: Sequence[TextLine], width: int, has_gap: bool) -> bool:
    """Whether a line begins a paragraph after those that came before it."""
    text, before = line.text.strip(), kept[-1].text.rstrip()
    length = len(before.strip()) + 1 + len(text.split(" ", 1)[0])
    ends_early = length < _FULL * width
    if bullet := _BULLET.match(line.text):
        is_wrapped = line.text[bullet.end()].islower() and not (has_gap or ends_early or _CLOSED.search(before))
        return not is_wrapped and not _GOES_ON.search(before)
    if has_gap or not width:
        return True
    if number_level(text) and (_CLOSED.search(before) or ends_early):
        return True
    if heading_level(text) and len(text) < _FULL * width and _is_title(text) and not before.endswith(","):
        return True
    is_heading = len(kept) == 1 and heading_level(before.strip()) and _is_title(before) and before[-1] not in ",-–("
    if is_heading and length < _NEARLY_FULL * width and text[:1].isupper():
        return True
    if text[:1].islower():
        return False
    return ends_early and (bool(_CLOSED.search(before)) or before.isupper() != text.isupper() or text.isupper())


def _is_title(text: str) -> bool:
    """Whether a capital follows the number before a line."""
    letter = re.search(r"(?<=[\s.)])[^\W\d_]", text)
    return letter is not None and letter.group().isupper()


def _is_spaced(lines: Sequence[TextLine]) -> bool:
    """Whether a blank line stands after most lines, so that it says nothing."""
    single = joined = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if before.text.strip():
            joined += bool(line.text.strip())
            single += not line.text.strip() and bool(after.text.strip()) and after.text.lstrip()[:1].islower()
    return single > 1 and single * 4 > joined


def _width(lines: Sequence[TextLine]) -> int:
    """The length that full lines have; 0 where lines are not wrapped."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    if not lengths:
        return 0
    return lengths[int(len(lengths) * 0.9)] if lengths[-1] < 250 else 0

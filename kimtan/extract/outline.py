"""Headings and lists of a document: under which titles a passage stands, by numbering of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kimtan.extract.passages import Passage, ReadDocument

_MARKERS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:phần|chương)\s+(?:thứ\s+\w+|[IVX\d]+)(?!\w)[.:]?", re.IGNORECASE), 1),
    (re.compile(r"[A-H]\s?[.)/-]\s+(?=\S)"), 1),
    (re.compile(r"[IVXLC]{1,6}\s?[.)/-]{1,2}\s?(?=\S)"), 2),
    (re.compile(r"(?:[IVX]{1,4}\.)?\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s?(?=\D)"), 6),
    (re.compile(r"(?:[IVX]{1,4}\.)?\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s?(?=\D)"), 5),
    (re.compile(r"(?:[IVX]{1,4}\.)?\d{1,2}\.\d{1,2}\.?\s?(?=\D)"), 4),
    (re.compile(r"\d{1,2}\s?[.)/-](?:\s|(?=[^\W\d_]))"), 3),
    (re.compile(r"\(\d{1,2}\)|\([ivx]{1,5}\)|\([a-zđ]\)|[a-zđ]\s?[.)]\s|[a-zđ]\)"), 7),
    (re.compile(r"\*"), 7),
    (re.compile(r"[-–•]"), 8),
    (re.compile(r"[+o○]\s?(?=\S)|\+"), 9),
)
_AHEAD = re.compile(
    r"(?:(?:tháng|quý)\s+\S{1,8}\s+và\s+)?(?:những|các|\d{1,2})\s+tháng\s+(?:cuối\s+năm|còn\s+lại)|dự\s+kiến\s+(?:một\s+số|các|những)?\s*(?:chỉ\s+tiêu|mục\s+tiêu|nhiệm\s+vụ)|"
    r"(?:chỉ\s+tiêu\s*(?:,|và)\s*)?(?:(?:một\s+số|những|các)\s+)?(?:mục\s+tiêu|phương\s+hướng|định\s+hướng|nhiệm\s+vụ|giải\s+pháp|chỉ\s+tiêu\s+(?:chủ\s+yếu(?=(?<!một\ssố\schỉ\stiêu\schủ\syếu)\s*$|[^.:;]{0,60}\s(?:năm|quý|tháng|phấn\s+đấu)(?!\w))|phấn\s+đấu)|kế\s+hoạch\s+phát\s+triển|"
    r"kế\s+hoạch\s+(?:năm|tháng|quý|6\s+tháng))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"kết\s+quả|tình\s+hình|đánh\s+giá|thực\s+hiện\s+(?:các\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)", re.IGNORECASE
)
_EXPECTED = re.compile(r"(?<!\w)ước(?:\s+(?:tính|thực\s+hiện|TH))?\s+(?:cả|(?:đến\s+)?hết)\s+năm(?!\w)", re.IGNORECASE)
"""What the whole year is expected to come to is listed below."""
_ANNEX = re.compile(r"(?:phụ\s+lục|biểu|nơi\s+nhận)(?!\w)(?!\s+(?:quyết|dương|diễn|hiện|tượng|thị|mẫu))", re.IGNORECASE)
"""What closes the text, whatever chapter was its last."""
_LONGEST_ANNEX = 160
_NO_MARKER = 9.5
_NEAREST = 2
LIST_RANK = 7
"""From this rank on a marker begins an item of a list rather than a chapter."""


@dataclass(frozen=True)
class Title:
    """A heading or the opening words of an item, with its rank: 1 for the highest."""

    rank: float
    text: str
    passage: int


@dataclass(frozen=True)
class Place:
    """Where a passage stands.

    Parameters
    ----------
    titles
        The titles above it, highest first, its own last where it has one.
    rank
        The rank of its own marker; 0 where it has none.
    body
        Where its text begins behind the marker.
    is_task
        Whether it stands in a chapter of what is still to be done.
    is_expected
        Whether the title right above it announces what the whole year is expected to come to.
    """

    titles: tuple[Title, ...] = ()
    rank: float = 0
    body: int = 0
    is_task: bool = False
    is_expected: bool = False


def places(document: ReadDocument) -> Iterator[Place]:
    """The place of every passage, in reading order."""
    stack: list[Title] = []
    for index, passage in enumerate(document.passages):
        if len(passage.text) < _LONGEST_ANNEX and _ANNEX.match(passage.text):
            stack.clear()
        if passage.cell is not None or passage.kind in {"header", "footer", "footnote"}:
            yield Place(tuple(stack), 0, 0, _is_task(stack))
            continue
        rank, body = _marker(passage)
        title = _title(passage.text[body : body + 240].strip()) if rank else passage.text
        if not rank and len(passage.text) < 200 and _is_capital(passage.text):
            rank = 1
        if rank:
            while stack and stack[-1].rank >= rank:
                stack.pop()
            stack.append(Title(rank, title, index))
        elif passage.text.rstrip().endswith(":") and len(passage.text) < 160:
            while stack and stack[-1].rank >= LIST_RANK:
                stack.pop()
            stack.append(Title(LIST_RANK, passage.text.strip().rstrip(":"), index))
        is_expected = any(_EXPECTED.search(title.text) for title in stack[-_NEAREST:] if title.passage != index)
        yield Place(tuple(stack), rank, body, _is_task(stack), is_expected)


def _marker(passage: Passage) -> tuple[float, int]:
    """The rank of a passage's marker, 0 where it has none, and where its text begins behind it.

    Of headings in one style ``I.`` lies below ``PHẦN THỨ HAI``, and what has no marker below both.
    """
    if passage.kind == "heading" and passage.level:
        marked = ((match.end(), rank) for pattern, rank in _MARKERS if (match := pattern.match(passage.text)))
        body, rank = next(marked, (0, _NO_MARKER))
        return min(passage.level + 1, LIST_RANK - 1) + rank / 10, body
    text = passage.text
    start = len(text) - len(text.lstrip())
    if passage.number:
        rank = next((rank for pattern, rank in _MARKERS if pattern.match(f"{passage.number} x")), 0)
        return rank, start
    for pattern, rank in _MARKERS:
        match = pattern.match(text, start)
        if match is not None:
            return rank, match.end()
    return 0, start


def _title(text: str) -> str:
    """The heading, or the words of an item up to its colon or first full stop, if they are few."""
    head, colon, _ = text.partition(":")
    first, stop, _ = text.partition(". ")
    shortest = min((head if colon else text), (first if stop else text), key=len).strip(" .:;,")
    return shortest if len(shortest.split()) <= 26 else ""


def _is_capital(text: str) -> bool:
    letters = list(islice(filter(str.isalpha, text), 200))
    return len(letters) > 8 and all(map(str.isupper, letters))


def _is_task(titles: list[Title]) -> bool:
    """Whether the lowest title that says so stands over what is ahead."""
    for title in reversed(titles):
        if title.rank < LIST_RANK - 2 and title.text:
            if _BEHIND.search(title.text):
                return False
            if _AHEAD.match(title.text.strip()):
                return True
    return False

"""A passage's text put together from pieces of a source, in composed letters, each character with its place.

Letters written in parts (NFD) become one, invisible characters are left out, and every kind of space becomes a plain
one; :class:`~kimtan.extract.passages.SourceLine` entries say after each such place where the source goes on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from kimtan.extract.passages import SourceLine

Conversion = Callable[[str], Iterator[tuple[str, int]]]
"""Gives a text in pieces, each with the number of the source's characters that it stands for."""

_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_SPACES = "\t\n\x0b\x0c\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNLIKE = re.compile(f"[{_INVISIBLE}{_SPACES}]")
_IN_NUMBER = re.compile(r"(?<=\d)[\xa0\u2009\u202f](?=\d{3}(?!\d))")
"""A space between thousands, which keeps its kind: a number would fall into two at a blank."""
_SPACE = re.compile(f"[{_SPACES}]")
_CLUSTER = re.compile(f"[{_INVISIBLE}]|[{_SPACES}]|[^\u0300-\u036f{_INVISIBLE}][\u0300-\u036f]{{0,8}}|[\u0300-\u036f]")


class TextCollector:
    """Collects one passage's text.

    Attributes
    ----------
    removed
        How many invisible characters were left out.

    Examples
    --------
    >>> collector = TextCollector()
    >>> collector.add("ti\u0301nh\u200b 5", number=3, column=0)
    >>> collector.text, [(line.at, line.column) for line in collector.lines]
    ('tính 5', [(0, 0), (2, 3), (4, 6)])
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._lines: list[SourceLine] = []
        self._length = 0
        self._next: tuple[int, int] | None = None
        self.removed = 0

    def __len__(self) -> int:
        return self._length

    @property
    def end(self) -> str:
        """The last letters that were taken."""
        return "".join(self._parts[-4:])[-4:]

    @property
    def text(self) -> str:
        """What was collected, with spaces at its ends."""
        return "".join(self._parts)

    @property
    def lines(self) -> tuple[SourceLine, ...]:
        """Where it comes from."""
        return tuple(self._lines)

    def add(self, text: str, number: int, column: int, conversion: Conversion | None = None) -> None:
        """Take a piece of a line of the source on, from a column of it.

        Parameters
        ----------
        conversion
            What turns the letters of an old character set into today's.
        """
        if not text:
            return
        is_plain = conversion is None and (text.isascii() or unicodedata.is_normalized("NFC", text))
        if is_plain and not _UNLIKE.search(text):
            self._put(text, number, column, len(text))
            return
        in_numbers = {column + match.start() for match in _IN_NUMBER.finditer(text)}
        for letter, length in (conversion or composed)(text):
            shown = letter if column in in_numbers else _shown(letter)
            self.removed += not shown
            self._put(shown, number, column, length)
            column += length

    def _put(self, piece: str, number: int, column: int, length: int) -> None:
        if piece:
            if self._next != (number, column):
                self._lines.append(SourceLine(self._length, number, column))
            self._parts.append(piece)
            self._length += len(piece)
            # where one character stands for several or several for one, the source has to be found anew after it
            self._next = (number, column + length) if len(piece) == length else None

    def stripped(self) -> tuple[str, tuple[SourceLine, ...]]:
        """The text without spaces at its ends, and where it comes from; an empty text comes from nowhere."""
        text = self.text
        begin = len(text) - len(text.lstrip())
        text = text.strip()
        lines: list[SourceLine] = []
        for line in self._lines:
            if line.at <= begin:
                lines = [SourceLine(0, line.number, line.column + begin - line.at)]
            elif line.at - begin < len(text):
                lines.append(SourceLine(line.at - begin, line.number, line.column))
        return text, tuple(lines if text else ())


def _shown(letter: str) -> str:
    """A letter as it is; a space of any kind as a blank, and nothing for what is invisible."""
    if not _UNLIKE.match(letter):
        return letter
    return " " if _SPACE.match(letter) else ""


def composed(text: str) -> Iterator[tuple[str, int]]:
    """Each letter with its marks as one, and how many characters of the text it was."""
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        yield unicodedata.normalize("NFC", cluster), len(cluster)

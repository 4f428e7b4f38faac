"""How wide words are, and where they break: labels wrap and are never cut off."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

_MEASURED_AT = 100


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    """The font that travels with matplotlib, whatever the machine has installed."""
    import matplotlib
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name))
    font.set_size(_MEASURED_AT, 72)
    return font


@contextmanager
def every_letter() -> Iterator[None]:
    """Letters that the font lacks are no reason to warn, which would stop a report: the reader's machine sets them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from font", UserWarning)
        yield


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in user units; letters that the font lacks are as wide as high, as those of Chinese are.

    >>> 45 < width("Đàn lợn", 12) < 48
    True
    """
    if not text:
        return 0.0
    return size * sum(_advance(letter, bold) for letter in text)


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """By how much a letter moves the next one, in units of the letters' size."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold)
    if not font.get_char_index(ord(letter)):
        return 1.0
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / _MEASURED_AT


def widest(texts: Iterable[str], size: float, bold: bool = False) -> float:
    """Width of the widest of some lines; zero where there is none."""
    return max((width(text, size, bold) for text in texts), default=0.0)


def wrap(text: str, size: float, limit: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text, none wider than the limit; lines come out about equally long.

    Breaks at spaces (not at no-break spaces); a single word that is wider than the limit is broken inside.

    >>> wrap("Tài chính, tín dụng và các dịch vụ khác", 12, 150)
    ('Tài chính, tín dụng', 'và các dịch vụ khác')
    """
    lines = _fill(text, size, limit, bold)
    narrower = lines
    while len(lines) > 1 and len(narrower) == len(lines):
        lines = narrower
        limit -= 4
        if limit < size or any(width(word, size, bold) > limit for word in text.split(" ")):
            break
        narrower = _fill(text, size, limit, bold)
    return lines


def _fill(text: str, size: float, limit: float, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for word in (piece for piece in text.split(" ") if piece):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold) <= limit:
            lines[-1] = joined
        else:
            lines += _broken(word, size, limit, bold)
    return tuple(lines) or ("",)


def _broken(word: str, size: float, limit: float, bold: bool) -> list[str]:
    """The word, or its pieces when it is too long for a line of its own."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold) > limit:
            pieces.append("")
        pieces[-1] += letter
    return pieces

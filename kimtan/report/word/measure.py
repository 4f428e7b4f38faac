"""How wide text is in Times New Roman, without the font: offices have it, the machine that builds may not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

_REGULAR = {
    180: "'", 200: "|", 250: " ,.·", 278: "/:;\\ijlt", 300: "²", 333: "!()-I[]`fr", 389: "Js", 408: '"',
    444: "?acez“”", 480: "{}", 500: "#$*0123456789_bdghknopquvxy–đ", 549: "≈≥≤~", 556: "FPS", 564: "+<=>",
    611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐ", 778: "&m", 833: "%", 889: "M", 944: "W@", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.·", 278: "'/\\il", 300: "²", 333: "!()-:;[]`fjt", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”", 549: "≈≥≤~", 556: "Sbdhknpquđ", 570: "+<=>", 611: "FP", 667: "BELTZ",
    722: "ACDNRUVXYwĐ", 778: "GHKOQ", 833: "&m", 944: "M@", 1000: "%W—…",
}  # fmt: skip
"""Letters by their width, in thousandths of the size of type."""

_OTHER = 600
"""That of all other letters."""

_DASHES = {"-", "–"}
"""No line begins or ends with one."""


@cache
def _widths(is_bold: bool) -> dict[str, int]:
    return {letter: width for width, letters in (_BOLD if is_bold else _REGULAR).items() for letter in letters}


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in points.

    >>> width("Tổng thu nhập", 14) == width("Tông thu nhâp", 14) > 70
    True
    """
    widths = _widths(bold)
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(widths.get(letter, _OTHER) for letter in letters) * size / 1000


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """The width in points of the word that is hardest to fit."""
    return max((width(word, size, bold) for word in text.split()), default=0.0)


def balanced(text: str, room: float, size: float, bold: bool = False) -> Sequence[str]:
    """The text as one line, or as few lines of about the same length as fit.

    >>> balanced("ỦY BAN NHÂN DÂN THỊ TRẤN KIM TÂN", 180, 13, bold=True)
    ['ỦY BAN NHÂN DÂN', 'THỊ TRẤN KIM TÂN']
    """
    words = text.split()
    if width(text, size, bold) <= room or len(words) < 2:
        return [text]
    cuts = [cut for cut in range(1, len(words)) if not {words[cut - 1], words[cut]} & _DASHES] or range(1, len(words))
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
    if not any(_fits(split, room, size, bold) for split in splits):
        head = next((cut for cut in reversed(cuts) if width(" ".join(words[:cut]), size, bold) <= room), 1)
        return [" ".join(words[:head]), *balanced(" ".join(words[head:]), room, size, bold)]
    after_comma = [split for split in splits if split[0].endswith((",", ";")) and _fits(split, room, size, bold)]
    return list(min(after_comma or splits, key=lambda split: max(width(part, size, bold) for part in split)))


def _fits(lines: Sequence[str], room: float, size: float, bold: bool) -> bool:
    return all(width(line, size, bold) <= room for line in lines)

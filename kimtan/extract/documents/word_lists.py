"""The numbers and signs that Word puts before the paragraphs of its automatic lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kimtan.extract.documents.word_xml import Element, attribute, child, children, name_of, number_in

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_MOST = 100_000


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int
    is_legal: bool


class WordLists:
    """Counts the lists of a document; to be asked for each paragraph once, in the order of the document.

    Parameters
    ----------
    root
        Of ``numbering.xml``; None where the document has none.
    """

    def __init__(self, root: Element | None) -> None:
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for kind in children(root, "abstractNum"):
            self._kinds[attribute(kind, "abstractNumId")] = _levels(kind)
        for numbering in children(root, "num"):
            number = attribute(numbering, "numId")
            self._lists[number] = attribute(child(numbering, "abstractNumId"), "val")
            for override in children(numbering, "lvlOverride"):
                level = number_in(attribute(override, "ilvl"))
                start = attribute(child(override, "startOverride"), "val")
                if start:
                    self._starts.setdefault(number, {})[level] = number_in(start, 1)

    def next(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list, ``1.2.`` or ``-``; empty where nothing does."""
        kind = self._lists.get(number, "")
        levels = self._kinds.get(kind, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(kind, {})
        if number not in self._begun:
            self._begun.add(number)
            for restarted, start in self._starts.get(number, {}).items():
                counts[restarted] = start - 1
        counts[level] = min(counts.get(level, levels[level].start - 1) + 1, _MOST)
        for deeper in [other_level for other_level in counts if other_level > level]:
            del counts[deeper]
        return _shown(levels, counts, level)


def _shown(levels: Mapping[int, _Level], counts: Mapping[int, int], level: int) -> str:
    own = levels[level]
    if own.format == "bullet":
        return own.text if own.text.strip() and own.text.isprintable() and ord(own.text[0]) < 0xE000 else "•"
    if own.format == "none":
        return ""

    def written(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        above = levels.get(place, own)
        form = "decimal" if own.is_legal else above.format
        return _written(counts.get(place, above.start), form)

    return _PLACEHOLDER.sub(written, own.text)


def _levels(kind: Element) -> dict[int, _Level]:
    levels = {}
    for level in children(kind, "lvl"):
        parts = {name_of(part): part for part in level}
        levels[number_in(attribute(level, "ilvl"))] = _Level(
            attribute(parts.get("numFmt"), "val") or "decimal",
            attribute(parts.get("lvlText"), "val")[:40],
            number_in(attribute(parts.get("start"), "val"), 1),
            "isLgl" in parts,
        )
    return levels


def _written(count: int, form: str) -> str:
    """A count in a form of Word's.

    >>> [_written(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    """
    if form in {"upperRoman", "lowerRoman"} and 0 < count < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (count // value)
            count %= value
        return roman.upper() if form == "upperRoman" else roman
    if form in {"upperLetter", "lowerLetter"} and 0 < count < 1000:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    return f"{count:02d}" if form == "decimalZero" else str(count)

"""TCVN3 (ABC) and VNI texts: old character sets in which Vietnamese letters stand in the places of Western ones.

Word files tell them by the font (``.VnTime``, ``VNI-Times``). Where there are no fonts the words tell: read in the
right way, nearly all of them are Vietnamese syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Literal

from kimtan.extract.documents.characters import Conversion

OldSet = Literal["TCVN3", "VNI"]

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂĐÊÔƠƯ"
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ®¡¢§£¤¥¦"
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_MARKED = {
    "ă": ("ê", {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}),
    "â": ("â", {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}),
}
_VNI_SINGLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}

_WORD = re.compile(r"[^\W\d_]+")
_ONSET = r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvxy])?"
_RHYME = (
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|"
    r"iêu|oai|oao|oay|oeo|uao|uây|uôi|uya|uyê|uyu|ươi|ươu|yêu)(?:ch|ng|nh|[cmnpt])?"
)
_SYLLABLE = re.compile(f"{_ONSET}{_RHYME}")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))

_LONGEST_SYLLABLE = 12
"""Letters with their marks apart."""

_OF_TODAY = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
"""Letters that Vietnamese has in Unicode, and no old set in their places."""

_OTHERS = frozenset("–—‘’“”…•\uf0b7€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ")
"""Signs above U+00FF that texts in an old set have."""

_WITH_MARKS = re.compile(r"\S*[A-Za-z]\S*")
_FEWEST_WORDS = 3
"""So many different words with a letter and a sign have to tell a character set."""

SEEN_ENOUGH = 20_000
"""Characters that are looked at to tell a character set."""


def from_tcvn3(text: str) -> Iterator[tuple[str, int]]:
    """The letters of a TCVN3 text, each with the number of characters that it was written with.

    >>> "".join(letter for letter, _ in from_tcvn3("ChØ tiªu n«ng nghiÖp"))
    'Chỉ tiêu nông nghiệp'
    """
    table = _tcvn3()
    for character in text:
        yield table.get(character, character), 1


def from_vni(text: str) -> Iterator[tuple[str, int]]:
    """The letters of a VNI text, most of them written with two characters.

    >>> "".join(letter for letter, _ in from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"))
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    table = _vni()
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        length = 2 if pair in table else 1
        yield table.get(pair[:length], pair[:length]), length
        at += length


CONVERSIONS: Mapping[OldSet, Conversion] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def conversion_for(old: OldSet | None, font: str) -> Conversion | None:
    """What turns a run into today's letters; fonts such as ``.VnTimeH`` show capitals whatever is typed."""
    if old is None:
        return None
    return partial(_capitals, CONVERSIONS[old]) if old == "TCVN3" and font.endswith("H") else CONVERSIONS[old]


def _capitals(convert: Conversion, text: str) -> Iterator[tuple[str, int]]:
    return ((letter.upper(), length) for letter, length in convert(text))


def set_of_font(font: str) -> OldSet | None:
    """The old character set that a font is made for.

    >>> set_of_font(".VnTime"), set_of_font("VNI-Times"), set_of_font("Times New Roman")
    ('TCVN3', 'VNI', None)
    """
    name = font.strip().lower()
    return "TCVN3" if name.startswith(".vn") else "VNI" if name.startswith(("vni-", "vni ")) else None


def old_set(text: str) -> OldSet | None:
    """The old character set that a text is written in; None where it reads as it stands.

    A text with today's Vietnamese letters in it is in neither, and signs between words, such as a middle dot, tell
    nothing: enough words have to.

    >>> old_set("1 · 2 · 3 ¸ 4") is None, old_set("Tổng thu · chi") is None
    (True, True)
    """
    head = text[:SEEN_ENOUGH]
    if head.isascii() or _OF_TODAY.search(unicodedata.normalize("NFC", head)):
        return None
    if len({word for word in _WITH_MARKS.findall(head) if not word.isascii()}) < _FEWEST_WORDS:
        return None
    as_it_is = share_of_syllables(head)
    best: OldSet | None = None
    best_share = max(0.8, as_it_is + 0.2)
    for name, convert in CONVERSIONS.items():
        share = share_of_syllables("".join(letter for letter, _ in convert(head)))
        if share > best_share:
            best, best_share = name, share
    return best


def share_of_syllables(text: str) -> float:
    """Of the words that are not all in plain letters, the share that are Vietnamese syllables; 0 where there are none.

    >>> share_of_syllables("Tổng thu ngân sách"), share_of_syllables("Tæng thu ng©n s¸ch")
    (1.0, 0.0)
    """
    words = [word for word in re.findall(r"[^\s\d.,;:()\[\]/+%\"'“”‘’–-]+", text) if not word.isascii()]
    if not words:
        return 0.0
    return sum(_is_syllable(word) for word in words) / len(words)


def is_old(text: str) -> bool:
    """Whether a run in an old font is in its character set: today's Vietnamese letters do not stand in it."""
    return all(ord(character) < 0x100 or character in _OTHERS for character in text)


def _is_syllable(word: str) -> bool:
    if len(word) > _LONGEST_SYLLABLE or not (word.islower() or word.isupper() or word.istitle() or word[1:].islower()):
        return False
    plain = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


@cache
def _tcvn3() -> Mapping[str, str]:
    return dict(zip(_TCVN3, _LETTERS, strict=True))


@cache
def _vni() -> Mapping[str, str]:
    table: dict[str, str] = {}

    def put(letter: str, written: str) -> None:
        table[written] = letter
        table[written.upper()] = letter.upper()

    for letter, written in _VNI_SINGLE.items():
        put(letter, written)
    bases = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ơ": "ô", "ư": "ö"}
    for letter, base in bases.items():
        if base != letter:
            put(letter, base)
        for tone, mark in _VNI_TONES.items():
            put(unicodedata.normalize("NFC", letter + tone), base + mark)
    for base in "aeo":
        circumflex, tones = _VNI_MARKED["â"]
        letter = unicodedata.normalize("NFC", base + "\u0302")
        put(letter, base + circumflex)
        for tone, mark in tones.items():
            put(unicodedata.normalize("NFC", letter + tone), base + mark)
    breve, tones = _VNI_MARKED["ă"]
    put("ă", "a" + breve)
    for tone, mark in tones.items():
        put(unicodedata.normalize("NFC", "ă" + tone), "a" + mark)
    return table

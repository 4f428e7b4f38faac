"""Names for data out of a document's words: identities in small letters, titles and names with a capital."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 48
"""So many letters an identity has at most."""

_MARKER = re.compile(r"^(?:[IVXLC]{1,6}|\d+(?:\.\d+)*|[a-zđA-Z])\s?[.)/-]\s*|^[-–+*•]\s*")
_ABOUT = re.compile(r"^(?:về|công tác|lĩnh vực)\s+", re.IGNORECASE)
_SPELLED = str.maketrans({"²": "2", "³": "3", "%": " pct ", "‰": " per_mille ", "đ": "d"})
_LONGEST_TITLE = 120
_NUMERAL = re.compile(r"[IVX]+")
_WHEN = re.compile(
    r"^(?:trong|đến|từ|cả|toàn)\s+(?:nhiệm\s+kỳ|năm|quý|tháng|kỳ|tuần|giai\s+đoạn)[^,]{0,30},\s*", re.IGNORECASE
)
"""When something was, before what it is of: ``Trong nhiệm kỳ, xã …``."""
_WHOSE = re.compile(
    r"^(?:toàn\s+)?(?:xã|phường|thị\s+trấn|huyện|tỉnh|thành\s+phố|địa\s+phương)\s+(?!hội|đã|có)",
    re.IGNORECASE,
)
"""Whose figure it is, which every figure of a report is: ``Xã sản phẩm OCOP``."""
OFFICE = re.compile(r"(?:toàn\s+)?(?:xã|phường|thị\s+trấn|huyện|tỉnh|thành\s+phố|địa\s+phương|đơn\s+vị)", re.IGNORECASE)
"""A name that says no more than whose figure it is."""
_AMOUNT = re.compile(r"^(?:số\s+tiền|trị\s+giá|tổng\s+giá\s+trị|giá\s+trị|tỷ\s+trọng)\s(?=\w\w)", re.IGNORECASE)
"""An amount with the words of another figure behind it, which began a sentence: ``trị giá Trao tặng``."""
_PROPER = {
    "đảng": "Đảng", "nhà nước": "Nhà nước", "mặt trận tổ quốc": "Mặt trận Tổ quốc", "việt nam": "Việt Nam",
    "quốc hội": "Quốc hội", "hội đồng nhân dân": "Hội đồng nhân dân", "ủy ban nhân dân": "Ủy ban nhân dân",
    "quốc khánh": "Quốc khánh", "tết nguyên đán": "Tết Nguyên đán",
}  # fmt: skip
"""Words that a title in capitals hides a capital of."""
_ACRONYMS = frozenset(
    ["GRDP", "GDP", "CPI", "IIP", "OCOP", "HĐND", "UBND", "FDI", "ODA", "NTM", "BHYT", "BHXH", "PCCC"]
)

_DONE = re.compile(
    r"(?:giải\s+quyết|tiếp\s+nhận|trao\s+tặng|trao|tặng|xử\s+lý|kết\s+nạp|khám|hỗ\s+trợ|tạo)(?!\w)", re.IGNORECASE
)
"""What is done with what is counted."""
_FEW_WORDS = 3


def slug(text: str) -> str:
    """A name in small letters without marks, ``km²`` as ``km2``; never a digit first."""
    plain = unicodedata.normalize("NFD", text.lower().translate(_SPELLED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    made = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")
    return f"n{made}" if made[:1].isdigit() else made


def noun_first(words: str, counted: str) -> str:
    """A name with what is counted in front, as sentences count it: ``có 85 suất quà được trao tặng``.

    Examples
    --------
    >>> noun_first("Trao tặng suất quà", "suất quà"), noun_first("trực tiếp hồ sơ", "hồ sơ")
    ('suất quà được trao tặng', 'hồ sơ trực tiếp')
    """
    before, noun, rest = words.partition(f" {counted}")
    if not (counted and noun) or rest[:1].isalpha():
        return words
    before = before[:1].lower() + before[1:]
    if _DONE.match(before):
        return f"{counted}{rest} được {before}"
    return f"{counted} {before}" if not rest and len(before.split()) <= _FEW_WORDS else words


def name(words: str) -> str:
    """What an indicator is called: its words from the first that says what it is, with a capital."""
    text = _WHEN.sub("", " ".join(words.split())).strip(" ,;:") or words.strip()
    whose = _WHOSE.match(text)
    if whose is not None and text[whose.end() :][:1].islower():
        text = text[whose.end() :]
    amount = _AMOUNT.match(text)
    if amount is not None and text[amount.end() + 1].islower():
        text = amount[0] + text[amount.end()].lower() + text[amount.end() + 1 :]
    return text[:1].upper() + text[1:]


def heading(text: str, place_names: str = "") -> str:
    """The words of a heading without number, ``Về`` and punctuation; empty where it is too long for a title.

    Parameters
    ----------
    place_names
        The unit whose report it is: the words of its name keep their capitals.
    """
    words = _ABOUT.sub("", _MARKER.sub("", text.strip())).strip(" .:;-")
    if not 0 < len(words) <= _LONGEST_TITLE:
        return ""
    if words.isupper():
        words = _sentence_case(words, place_names)
    return words[:1].upper() + words[1:]


def _sentence_case(words: str, place_names: str) -> str:
    """A title in capitals as a sentence has it.

    >>> _sentence_case("XÂY DỰNG ĐẢNG QUÝ II", "")
    'xây dựng Đảng quý II'
    """
    kept = [word if word in _ACRONYMS or _NUMERAL.fullmatch(word) else word.lower() for word in words.split()]
    text = " ".join(kept)
    own = " ".join(word for word in place_names.split() if word[:1].isupper())
    for low, proper in {**_PROPER, **({own.lower(): own} if own else {})}.items():
        text = re.sub(rf"(?<!\w){re.escape(low)}(?!\w)", proper, text)
    return text

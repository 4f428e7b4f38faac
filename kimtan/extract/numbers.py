"""Number tokens of a text and their values, as Vietnamese reports write them.

A token is what :data:`kimtan.figures.TOKEN` finds, digits with points and commas that are no part of a word, and a
number that follows a word without a blank. Which of
the two signs is the decimal one is told by the token alone, or else by its neighbours: the column of a table, the rest
of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kimtan.figures import TOKEN

Style = Literal["vi", "en"]
"""Decimal comma and points between thousands, or the other way round."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_GLUED = re.compile(r"(?:tăng|giảm|đạt|được|khoảng|trên|bằng|chiếm|còn)$")
"""Words that a number follows though the blank between them was lost: ``tăng15%``."""
_GLUED_DECIMAL = re.compile(
    r"[a-zà-ỹ]{2}(?<![kcdm]m)(?<!đợt)(?<!quý)(?<!tháng)(?<!năm)(?<!ngày)(?<!học)(?<!số)$", re.IGNORECASE
)
"""Any word before a number that has a decimal sign: ``tạo1,36%``, not ``km2,5``."""
_BROKEN = re.compile(r"\.(?:[ \u00a0\u202f]\d{3}(?:\.\d{3})*|\n\d{3}(?:\.\d{3})+)(?![.,]?\d)")
_SPACED = re.compile(r"[\u00a0\u2009\u202f]\d{3}(?!\d)")
"""Three digits more behind a point that a line break tore off, and behind a space that no line breaks at."""
_SURE_VI = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|0,\d+")
_SURE_EN = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_VI = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_EN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_LONGEST = 27
"""A number with more digits and signs than the arithmetic of decimals keeps is none that a report states."""
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}

_IN_WORDS = re.compile(
    r"(?<!\w)(?:(?P<half>một nửa)|(?P<double>gấp đôi)|(?P<number>(?<=xảy ra )một|(?<=, )một(?=\s+trường\s+đạt)|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?=\s+"
    r"(?:hộ|người|vụ|cơ sở|doanh nghiệp|công trình|dự án|xã|thôn|trường hợp|học sinh|hợp tác xã|mô hình|lần|trang trại|gia trại|tổ hợp tác|làng nghề|khu dân cư|chi bộ|cuộc|buổi|lớp|hội nghị|đồng chí|cháu|bị cáo|đối tượng|ngôi nhà|trường|tập thể|cá nhân)(?!\w)))(?!\w)",
    re.IGNORECASE,
)
"""Numbers in words that state a figure: a half, twice, or a number right before what is counted."""


@dataclass(frozen=True)
class Token:
    """A number as it stands in a text.

    Parameters
    ----------
    start, end
        Where it stands, ``end`` excluded.
    text
        Its digits, without blanks that a line break or typing put in; or its words.
    """

    start: int
    end: int
    text: str


def tokens(text: str) -> Iterator[Token]:
    """Every number token, those that a blank broke (``35. 126``) put together."""
    end = 0
    for match in _matches(text):
        if match.start() < end:
            continue
        end, digits = match.end(), match[0]
        if len(digits) <= 3 and digits.isdecimal():
            may_go_on = _goes_on(text, match.start())
            while (group := _SPACED.match(text, end) or (_BROKEN.match(text, end) if may_go_on else None)) is not None:
                digits, end = f"{digits}.{group[0].lstrip('.').strip()}", group.end()
        yield Token(match.start(), end, digits)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in _DIGITS.finditer(text):
        at = match.start()
        if not at or not (text[at - 1].isalnum()):
            yield match
            continue
        before = text[max(0, at - 8) : at]
        is_decimal = not match[0].isdecimal()
        if _GLUED.search(before) or (is_decimal and _GLUED_DECIMAL.search(before)):
            yield match
        elif is_decimal:
            yield from TOKEN.finditer(text, at, match.end())


def in_words(text: str) -> Iterator[tuple[Token, Decimal]]:
    """Numbers in words that state a figure, with their values."""
    for match in _IN_WORDS.finditer(text):
        number = match["number"]
        value = Decimal(_WORDS[number.lower()]) if number else Decimal("0.5") if match["half"] else Decimal(2)
        yield Token(match.start(), match.end(), match[0]), value


def _goes_on(text: str, start: int) -> bool:
    """Whether a number may go on behind a point and a blank: not where it is the number of a paragraph."""
    return any(character.isalpha() for character in text[max(0, start - 40) : start])


def style(texts: Iterable[str]) -> Style | None:
    """How a column or a document writes numbers, by the tokens that leave no doubt; nothing where none does.

    Examples
    --------
    >>> style(["2,044.9", "120"]), style(["20.690,6"]), style(["2,044"])
    ('en', 'vi', None)
    """
    votes = [sure for token in texts if (sure := own_style(token))]
    if not votes:
        return None
    return "en" if votes.count("en") > votes.count("vi") else "vi"


def own_style(text: str) -> Style | None:
    """How a token is written, where it leaves no doubt."""
    if _SURE_VI.fullmatch(text):
        return "vi"
    return "en" if _SURE_EN.fullmatch(text) else None


def value(text: str, around: Style | None = None) -> tuple[Decimal, bool] | None:
    """The value of a token, and whether its reading is in no doubt; nothing where it is no number.

    Parameters
    ----------
    around
        How its neighbours are written, for a token that can be read both ways.

    Examples
    --------
    >>> value("1.112,25"), value("06"), value("2,044", "en"), value("1.2.3.4")
    ((Decimal('1112.25'), True), (Decimal('6'), True), (Decimal('2044'), True), None)
    """
    if len(text) > _LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        return Decimal(text), True
    own = own_style(text)
    chosen = own or around or "vi"
    for name in (chosen, "vi", "en"):
        pattern, thousands, comma = (_VI, ".", ",") if name == "vi" else (_EN, ",", ".")
        if text.isascii() and pattern.fullmatch(text):
            is_sure = name == chosen and not (own and around and own != around)
            return Decimal(text.replace(thousands, "").replace(comma, ".")), is_sure
    return None

"""The figures of a text as they are written: numbers with their units, fractions and ranges put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from kimtan.extract import numbers
from kimtan.extract.figures import Direction
from kimtan.extract.numbers import Style, Token
from kimtan.extract.refusal_reasons import UNREADABLE
from kimtan.extract.refusing import refused
from kimtan.extract.spans import spans
from kimtan.extract.units import ReadUnit, behind, cases, is_same_noun, prizes
from kimtan.figures import Bound

_AT_MOST = re.compile(
    r"(?:(?<!không\s)(?<!trên\s)dưới|không quá|tối đa|nhỏ hơn|thấp hơn mức|≤|<|chưa đến|chưa tới)\s*$", re.IGNORECASE
)
_AT_LEAST = re.compile(r"(?:trên|hơn|ít nhất|tối thiểu|không dưới|≥|>)\s*$", re.IGNORECASE)
_ABOUT = re.compile(r"(?:gần|trên dưới|khoảng|xấp xỉ|ước khoảng|trung bình khoảng|tầm|~|≈)\s*$", re.IGNORECASE)
_UPWARDS = re.compile(r"\s?(?:trở lên)", re.IGNORECASE)
_DOWNWARDS = re.compile(r"\s?(?:trở xuống)", re.IGNORECASE)
_COMPARED = re.compile(r"(?:cao|nhiều|lớn|thấp|ít|nhanh|tốt|cao gấp)\s+hơn\s*$", re.IGNORECASE)
_BELOW = {
    "tỷ": ("triệu",), "tỉ": ("triệu",), "triệu": ("nghìn", "ngàn"), "nghìn": ("đồng",), "ngàn": ("đồng",),
}  # fmt: skip
"""Multiples with those of which one is a thousand."""
_THOUSANDS = frozenset({"nghìn", "ngàn"})
_HALF = re.compile(r"\s+rưỡi(?!\w)", re.IGNORECASE)
_OF_ALL = frozenset({"kế hoạch", "chỉ tiêu kế hoạch", "dự toán", "tổng"})
"""What a simple fraction is of: ``đạt 1/3 kế hoạch``."""
_MOST_OF = 10
_GROUP = 3
_OF_NEXT = (1, 3)
"""So many digits behind a multiple are of the next smaller one, without its name: ``2 tỷ 5``, ``1 triệu 200``."""
_GROUPED = re.compile(r"[1-9]\d{0,2},\d{3}")
"""Heads or people are no decimals: ``12,450 con`` is meant for ``12.450 con``."""
_TORN_OFF = re.compile(r"(?:^|[\s(])[.,]$|[^\W\d_]$")
"""What stands right before a number that may be torn off another: a decimal sign (``.5%``), or a letter."""
_GAP = re.compile(r" [.,]?|, ")
_DECIMALS = re.compile(r"\d{1,2}\s?%")
_UP_TO_THOUSAND, _LAST_GROUP = re.compile(r"\d{1,3}"), re.compile(r"\d{3}(?:[.,]\d+)?")
BELOW_ZERO = re.compile(r"(?<!\w)(?<!ghi\s)(?<!thu\s)(?<!siêu\s)(?<!phát\s)(?<!thanh\s)âm\s+$", re.IGNORECASE)
"""The word for a minus sign right before a number; behind other words it is the one for sound."""
_MAY_BE_NEGATIVE = frozenset({"percent", "points", "money", "money_usd", "temperature"})
_SILVER = re.compile(r"(?<!\w)(?:bạc|HCB)\W{1,3}(?:và\s)?$", re.IGNORECASE)
_STROKE = re.compile(r"\s{0,2}/\s{0,2}(?:tổng\s+(?:số\s+)?)?(?=\d)", re.IGNORECASE)
_THIRD = re.compile(r"\s{0,2}[-–]\s{0,2}\d[\d.,]{0,6}\s?%")
_TO = re.compile(r"\s{0,2}(?:[-–÷]|đến|tới)\s{0,2}(?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A figure as it stands in a text, before anything is said of what it means.

    Parameters
    ----------
    start, end
        Where the number stands, a range or fraction as a whole.
    unit_end
        Where its unit ends; ``end`` where it has none.
    text
        As it is written.
    value, unit, upper, denominator
        What it states; the other end of a range; the second number of a fraction.
    bound
        How the words beside it bound the true value.
    is_sure
        Whether the number can be read in one way only.
    sign
        A sign or the word for minus right before it.
    """

    start: int
    end: int
    unit_end: int
    text: str
    value: Decimal
    unit: ReadUnit | None
    upper: Decimal | None = None
    denominator: Decimal | None = None
    bound: Bound | None = None
    sign: Direction = ""
    is_sure: bool = True

    @property
    def is_percent(self) -> bool:
        """Whether it is in percent."""
        return self.unit is not None and self.unit.is_percent

    @property
    def is_times(self) -> bool:
        """Whether it says how many times another one it is."""
        return self.unit is not None and self.unit.dimension == "times"

    @property
    def precision(self) -> Decimal | Literal["exact"] | None:
        """The step that it was rounded to, as far as its digits and unit tell; counts of round thousands are round."""
        if self.unit is None or not self.unit.is_count or self.unit.factor != 1 or self.value % 1:
            return None
        is_round = self.value >= 1000 and self.value % 1000 == 0
        return Decimal(1000) if is_round else "exact"


def mentions(
    text: str, around: Style | None = None, in_table: bool = False
) -> tuple[list[Mention], list[tuple[Token, str]]]:
    """The figures of a text, and the tokens that are none with the reason; every token is in one of the two."""
    all_tokens = list(numbers.tokens(text))
    refusals = list(refused(text, all_tokens, spans(text)))
    left_out = {token.start for token, _ in refusals}
    kept = [token for token in all_tokens if token.start not in left_out]
    parted = _parted(text, kept)
    made: list[Mention] = []
    at = 0
    while at < len(kept):
        mention, taken = _mention(text, kept, at, around)
        if mention is None:
            refusals.append((kept[at], UNREADABLE))
        else:
            made.append(replace(mention, is_sure=False) if mention.start in parted else mention)
        at += taken
    if not in_table:
        made = sorted([*made, *_in_words(text, made)], key=lambda mention: mention.start)
    return made, sorted(refusals, key=lambda pair: pair[0].start)


def _parted(text: str, kept: Sequence[Token]) -> set[int]:
    """Where tokens begin that may be one number with a blank in it: ``12 345``, ``98, 5%``, ``1 .234``."""
    return {
        start
        for left, right in pairwise(kept)
        if (gap := _GAP.fullmatch(text, left.end, right.start)) is not None
        if gap[0] != " " or (_UP_TO_THOUSAND.fullmatch(left.text) and _LAST_GROUP.fullmatch(right.text))
        if gap[0] != ", " or (left.text.isdecimal() and _DECIMALS.match(text, right.start))
        for start in (left.start, right.start)
    }


def _mention(text: str, kept: Sequence[Token], at: int, around: Style | None) -> tuple[Mention | None, int]:
    """The figure that begins with a token, and how many tokens it takes."""
    token = kept[at]
    read = numbers.value(token.text, around)
    if read is None:
        return None, 1
    (value, is_sure), unit = read, _unit_behind(text, token)
    if unit is not None and unit.is_count and unit.is_known and _GROUPED.fullmatch(token.text):
        value, is_sure = Decimal(token.text.replace(",", "")), False
    end, unit_end, taken = token.end, unit.end if unit else token.end, 1
    upper = denominator = None
    while (joined := _compound(text, kept, at + taken, value, unit)) is not None:
        (value, unit), taken = joined, taken + 1
        end, unit_end = kept[at + taken - 1].end, unit.end
    after = kept[at + 1] if taken == 1 and at + 1 < len(kept) else None
    second_value = numbers.value(after.text, around) if after is not None else None
    if after is not None and second_value is not None:
        second = behind(text, after.end)
        is_same = unit is None or (second is not None and is_same_noun(unit, second))
        if _joined(_STROKE, text, unit_end, after.start) and is_same:
            denominator, end, unit, taken = second_value[0], after.end, second or unit, 2
        elif (
            _joined(_TO, text, unit_end, after.start)
            and is_same
            and not _goes_on(text, second)
            and value < second_value[0]
        ):
            upper, end, unit, taken = second_value[0], after.end, second or unit, 2
        if taken == 2:
            unit_end, is_sure = second.end if second else end, is_sure and second_value[1]
    if (
        taken == 1
        and unit is not None
        and (half := _HALF.match(text, unit_end)) is not None
        and unit.text.lower() in _BELOW
    ):
        value, unit_end, unit = value + Decimal("0.5"), half.end(), replace(unit, end=half.end())
    if denominator is not None and denominator <= _MOST_OF and unit is not None and unit.name in _OF_ALL:
        unit, unit_end, is_sure = None, end, False
    written = text[token.start : end]
    is_sure = is_sure and not _TORN_OFF.search(text[max(0, token.start - 2) : token.start])
    bound, sign = _bound(text, token.start, unit_end), _sign(text, token.start, unit)
    return Mention(
        token.start, end, unit_end, written, value, unit, upper, denominator, bound, sign, is_sure
    ), taken  # fmt: skip


def _goes_on(text: str, second: ReadUnit | None) -> bool:
    """Whether a third percentage follows two that dashes join: the parts of a structure, no range."""
    return second is not None and second.is_percent and _THIRD.match(text, second.end) is not None


def _unit_behind(text: str, token: Token) -> ReadUnit | None:
    """The unit behind a number; bronze behind silver is no money, and third ones are prizes: ``77 đồng``, ``28 ba``."""
    unit = prizes(text, token.start, token.end) or cases(text, token.end) or behind(text, token.end)
    is_bronze = (
        unit is not None and unit.text == "đồng" and _SILVER.search(text[max(0, token.start - 12) : token.start])
    )
    return None if is_bronze else unit


def _compound(
    text: str, kept: Sequence[Token], at: int, value: Decimal, unit: ReadUnit | None
) -> tuple[Decimal, ReadUnit] | None:
    """A number that goes on in the next smaller multiple: ``7 triệu 520 nghìn con`` are 7520 thousands."""
    if unit is None or at >= len(kept) or text[unit.end : kept[at].start].strip() or not kept[at].text.isdecimal():
        return None
    second = behind(text, kept[at].end)
    first = unit.text.lower().partition(" ")[0]
    if second is None and unit.text.lower() in _BELOW and len(kept[at].text) in _OF_NEXT and value % 1 == 0:
        return value + Decimal(f"0.{kept[at].text}"), replace(unit, end=kept[at].end)
    if second is None or first not in _BELOW or len(kept[at].text) > _GROUP:
        return None
    head = second.text.lower().partition(" ")[0]
    is_simple = first in _THOUSANDS and second.is_known and not second.is_percent and head not in _BELOW
    if head not in _BELOW[first] and not (is_simple and len(kept[at].text) == _GROUP):
        return None
    if len(unit.text.split()) > 1 or value != value.to_integral_value():
        return None
    return value * 1000 + Decimal(kept[at].text), second


def _joined(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    match = pattern.match(text, start)
    return match is not None and match.end() == end


def _bound(text: str, start: int, unit_end: int) -> Bound | None:
    left = text[max(0, start - 24) : start]
    if _UPWARDS.match(text, unit_end):
        return "at_least"
    if _DOWNWARDS.match(text, unit_end) or _AT_MOST.search(left):
        return "at_most"
    if _AT_LEAST.search(left) and not _COMPARED.search(left):
        return "at_least"
    return "about" if _ABOUT.search(left) else None


def with_bound(text: str, start: int, end: int, bound: Bound | None) -> tuple[int, int]:
    """Where a number stands with the words that bound it: ``hơn 620``, ``60% trở lên``."""
    if bound is None:
        return start, end
    unit = behind(text, end)
    for words in (_UPWARDS, _DOWNWARDS):
        if (match := words.match(text, unit.end if unit else end)) is not None:
            return start, match.end()
    left = text[max(0, start - 24) : start]
    words = {"at_least": _AT_LEAST, "at_most": _AT_MOST, "about": _ABOUT}[bound]
    match = words.search(left)
    return (start - len(left) + match.start() if match is not None else start), end


def _sign(text: str, start: int, unit: ReadUnit | None) -> Direction:
    """The sign right before a number, or the word for minus before what may be negative."""
    sign = text[start - 1 : start]
    before = text[max(0, start - 2) : start - 1] if start > 1 else ""
    if sign in {"-", "−", "–", "+"} and (before in {"", " ", "(", ":", "\u00a0"}):
        return "+" if sign == "+" else "-"
    may_be_negative = unit is not None and unit.dimension in _MAY_BE_NEGATIVE
    return "-" if may_be_negative and BELOW_ZERO.search(text[max(0, start - 12) : start]) else ""


def _in_words(text: str, made: Sequence[Mention]) -> list[Mention]:
    """The figures in words that are no part of those in digits."""
    taken = [(mention.start, mention.unit_end) for mention in made]
    more = []
    at = 0
    for token, number in numbers.in_words(text):
        while at < len(taken) and taken[at][1] <= token.start:
            at += 1
        if at < len(taken) and taken[at][0] < token.end:
            continue
        unit, value = behind(text, token.end), number
        if number < 1:
            unit, value = ReadUnit("%", "%", "percent", Decimal(1), token.end), number * 100
        unit_end = unit.end if unit else token.end
        more.append(Mention(token.start, token.end, unit_end, token.text, value, unit, is_sure=False))
    return more

"""The figures of a passage, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kimtan.extract.absent_units import FROM_BEHIND, with_unit
from kimtan.extract.context import Context, ReadPassage
from kimtan.extract.cues import AHEAD, BASE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.letters import CAPITAL
from kimtan.extract.mentions import Mention
from kimtan.extract.stating import figure_of
from kimtan.extract.units import ReadUnit
from kimtan.extract.words_before import named_before
from kimtan.extract.words_behind import counted_behind, length_behind, met_behind, opens_clause

_SENTENCE = re.compile(rf"(?<=[.!?…])\s+(?={CAPITAL}|[“\"(+*-]|\d)")
_LEVEL_FOLLOWS = re.compile(r"\s*(?::|=|là|đạt|có|\d|giao|\(\s?\d)", re.IGNORECASE)
_OPENED = re.compile(r"\([^()]*$")
_OF_WHOLE = re.compile(
    r"\s+(?:(?:trong|trên|so\s+với|của)\s+)?tổng\s[^,;.:()\d]{2,80}?(?=[,;.)]|\s(?:và|tăng|giảm)\s)", re.IGNORECASE
)
"""What a share is of: ``chiếm 0,1% tổng dư nợ``."""
_CLOSES = re.compile(r"\s*[),;]")
_AND = re.compile(r"\s+và(?=\s)")
_BASE_BEHIND = re.compile(r"(?:\s+trở\s+(?:lên|xuống))?[\s(]{0,3}")
_GROWS = re.compile(r"(?<!\w)(?:tăng|giảm)(?:\s+(?:nhẹ|mạnh|khoảng))?\s*$", re.IGNORECASE)
_NEXT_NAMED = re.compile(rf"(?:,|;|\svà)\s(?:(?:xã|phường|thôn|huyện|thị\s+trấn)\s)?{CAPITAL}[^,;.:()\d]{{1,30}}\s")
_LONGEST_LIST = 12
_ALSO_GROWS = re.compile(
    r"[^,;.:()\d]{0,30}\s(?:và|tương\s+ứng|tương\s+đương)(?:\s+(?:với\s+)?(?:tăng|giảm))?\s+", re.IGNORECASE
)
"""What joins a change to another of the same comparison: ``tăng 16 cơ sở và 285 buồng so với đầu năm``."""
_ALL_GROW = re.compile(
    r"(?:(?:,|\svà)\s[^,;.:()\d]{2,50}\s(?:tăng|giảm)(?:\s(?:nhẹ|mạnh|khoảng))?\s\d[\d.,]{0,6}\s?%){1,4}"
    r"(?=\s+so\s+với\s+(?:tháng|quý|kỳ)\s+trước(?!\w))",
    re.IGNORECASE,
)
"""Growth of several things that one comparison ends: ``điện tăng 3,1%, nước tăng 2,4% so với tháng trước``."""
_TELLS = re.compile(
    r"(?<!\w)(?:kết\s+quả|năm\s+trước|được\s+\d|bằng\s+[\d.,]{1,6}\s?%|(?:xã|phường|huyện|tỉnh|thị\s+trấn)\s+có|đã|hiện|đến\s+nay|ước\s+đạt|lũy\s+kế|tính\s+đến|cùng\s+k[ỳì]|trong\s+(?:tháng|quý|kỳ|năm)|(?:tháng|quý|6\s+tháng|9\s+tháng)\s+đầu)(?!\w)",
    re.IGNORECASE,
)
"""A sentence behind one of tasks that tells what was done."""
_OPENING, _LAST = 120, 240
"""Characters of a long sentence that are looked at: how it opens, and what stands last before a figure."""
_LONGEST_LEFT, _LONGEST_RIGHT = 400, 200


def figures_of(passage: ReadPassage, in_text: Sequence[Mention], unit: ReadUnit | None) -> Iterator[ReadFigure]:
    """The figures of a passage, each with what the ones before it leave to it.

    Parameters
    ----------
    in_text
        The numbers of the passage with their units, in order.
    unit
        The unit that was announced for numbers without one.
    """
    text, place = passage.text, passage.place
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    context = Context()
    outer: Context | None = None
    sentence, at = place.body, 0
    opens_ahead = AHEAD.match(text[place.body : place.body + _LONGEST_LEFT]) is not None
    read_to = place.body
    for number, mention in enumerate(in_text):
        while at < len(breaks) and breaks[at] <= mention.start:
            sentence, at = max(breaks[at], place.body), at + 1
            context, outer = context.in_new_sentence(), None
            is_ahead = opens_ahead and not _TELLS.search(text, sentence, breaks[at] if at < len(breaks) else len(text))
            passage = (
                replace(passage, place=replace(place, is_task=True)) if is_ahead else replace(passage, place=place)
            )
        start = max(sentence, read_to)
        left = text[max(start, mention.start - _LONGEST_LEFT) : mention.start]
        if _OPENED.search(left):
            outer = context
        elif outer is not None and ")" in left:
            context, outer = context.back_to(outer), None
        following = in_text[number + 1] if number + 1 < len(in_text) else None
        right_end = following.start if following is not None else len(text)
        right = text[mention.unit_end : min(right_end, mention.unit_end + _LONGEST_RIGHT)]
        measured, because = with_unit(
            mention, text[mention.end : mention.end + 40], named_before(left), context.unit, unit
        )
        if measured.unit is None and (ahead := _unit_ahead(text, in_text[number:])) is not None:
            measured, because = replace(mention, unit=replace(ahead, end=mention.end)), FROM_BEHIND
        figure, context = figure_of(
            passage,
            measured,
            left,
            right,
            _of_sentence(text[sentence : mention.start]),
            context,
            _beyond(text, left, right, mention, following),
        )
        if because:
            rests_on = (*figure.rests_on, because)
            figure = replace(figure, confidence=round(figure.confidence - 0.05, 2), rests_on=rests_on)
        yield figure
        read_to = _end_of_base(text, mention.unit_end)
        if measured.is_percent and opens_clause(left, right):
            read_to += length_behind(right)
            continue
        behind_it = counted_behind(right)
        names_subject = mention.unit is not None and (
            mention.unit.is_count or not named_before(left) or (behind_it and figure.subject.endswith(behind_it))
        )
        read_to += len(met := met_behind(right, mention.unit.name if mention.unit is not None else "")) + bool(met)
        if figure.measure == "share" and (whole := _OF_WHOLE.match(right)) is not None:
            read_to += whole.end()
        if read_to == mention.unit_end:
            read_to += length_behind(right, is_closed=not names_subject)


def _of_sentence(words: str) -> str:
    """The words of a sentence before a figure, those in the middle of a long one left out."""
    return words if len(words) <= _OPENING + _LAST else f"{words[:_OPENING]}; {words[-_LAST:]}"


def _unit_ahead(text: str, in_text: Sequence[Mention]) -> ReadUnit | None:
    """The unit that only the last in a list of names has: ``Đồng Ích 64, Quang Minh 39, Tân Lập 115 hộ``."""
    for mention, following in pairwise(in_text[:_LONGEST_LIST]):
        if mention.unit is not None or _NEXT_NAMED.fullmatch(text, mention.end, following.start) is None:
            return None
        if following.unit is not None:
            return following.unit if following.unit.is_count and following.unit.is_known else None
    return None


def _beyond(text: str, left: str, right: str, mention: Mention, following: Mention | None) -> str:
    """The words behind a percentage that is joined to a figure, or alone stands in brackets right behind it.

    Of growth also those behind the last of a list of growth.
    """
    if mention.is_percent and _GROWS.search(left) and (listed := _ALL_GROW.match(text, mention.unit_end)) is not None:
        return text[listed.end() : listed.end() + _LONGEST_RIGHT]
    if following is not None and (
        right.strip() == "và" if following.is_percent else _GROWS.search(left) and _ALSO_GROWS.fullmatch(right)
    ):
        return text[following.unit_end : following.unit_end + _LONGEST_RIGHT]
    if following is None or right.strip() not in {"(", "(+", "(-"} or not (mention.is_percent or following.is_percent):
        return ""
    end = following.unit_end
    return text[end + 1 : end + _LONGEST_RIGHT] if text.startswith(")", end) else ""


def _end_of_base(text: str, at: int) -> int:
    """Where the words end that only say with what the figure before them is compared."""
    blank = _BASE_BEHIND.match(text, at)
    base = BASE.match(text, blank.end() if blank else at)
    if base is None or _LEVEL_FOLLOWS.match(text, base.end()):
        return at
    if blank is not None and "(" in blank[0] and not _CLOSES.match(text, base.end()):
        return at
    another = _AND.match(text, base.end())
    if another is not None and (end := _end_of_base(text, another.end())) > another.end():
        return end
    return base.end()

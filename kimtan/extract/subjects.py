"""About whom or what a figure is: the words before it and behind it, without verbs and connecting words."""

from __future__ import annotations

import re

from kimtan.extract.mentions import Mention
from kimtan.extract.subject_kinds import ends_in_act, is_act
from kimtan.extract.words_before import named_before
from kimtan.extract.words_behind import counted_behind, met_behind

_OF_RATE = re.compile(r"^(?:tỷ|tỉ)\s+lệ\s+(.+?)\s+(?:còn|rất|khá|vẫn)\s+(?:thấp|cao|chậm|hạn\s+chế)$", re.IGNORECASE)
"""A rate of which a sentence goes on to count who are in it: ``tỷ lệ tham gia bảo hiểm còn thấp, mới có 11 người``."""
_WHO_HAS = re.compile(
    r"(?:[^,]{1,60},\s+){0,3}(?:[Hh]iện\s+)?(?:[Tt]oàn\s+)?(?:(?:[Xx]ã|[Hh]uyện|[Pp]hường|[Tt]hị\s+(?:trấn|xã)|[Tt]hành\s+phố|[Qq]uận|[Đđ]ịa\s+phương|[Đđ]ơn\s+vị|[Ss]ở|[Nn]gành)|"
    r"[Tt]ỉnh(?:\s+[A-ZĐÀ-Ỹ]\w*){0,4})(?:\s+hiện)?"
)
"""Whose office has what is counted, which the whole report is about: ``Tỉnh Hòa Bình hiện có 145 xã``.

Of smaller places only the bare word is left out: a report tells of several by name.
"""
_OF_TOTAL = re.compile(r"\s+(?:trong|trên)\s+tổng\s+số\s+\d[\d.,]{0,12}\s+(?:\w+)", re.IGNORECASE)
_ONLY_AVERAGE = re.compile(r"(?:tính\s+)?bình\s+quân", re.IGNORECASE)
"""What says nothing of whom: ``CPI tháng 6 tăng 0,5%; bình quân 6 tháng tăng 3,7%``."""
_SCALE = re.compile(r"^(?:nghìn|ngàn|vạn|triệu)\s+(?=\w)", re.IGNORECASE)
_HAS = re.compile(r"(?<!\w)(?:có|còn|hoàn\s+thành|gồm|xảy\s+ra)\s*$", re.IGNORECASE)


def of(left: str, mention: Mention, right: str, is_new: bool) -> str:
    """The subject that a figure's own words name; empty where it is the last figure's.

    Parameters
    ----------
    left, right
        The words between the last figure and this one, and those behind its unit.
    is_new
        Whether words behind it may name a subject of its own: not for percentages and changes of what went before.
    """
    named = named_before(left)
    is_average = mention.is_percent and _ONLY_AVERAGE.fullmatch(named) is not None
    named = (
        "" if named[:1].isdigit() or is_average else named
    )  # the class of what is counted: ``sản phẩm 3 sao của 29 chủ thể``
    unit = mention.unit
    is_count = unit is not None and unit.is_count
    noun = _SCALE.sub("", unit.text) if unit is not None and is_count else ""
    after = (met_behind(right, unit.name) or counted_behind(right)) if unit is not None else ""
    named = "" if is_count and _HAS.search(left) and _WHO_HAS.fullmatch(named) else named
    named = _OF_RATE.sub(r"\1", named) if is_count else named
    if (of_all := _OF_TOTAL.match(right)) is not None and is_count and not named:
        return " ".join(f"{noun} {counted_behind(right[of_all.end() :])}".split())
    if after and not is_count and is_new and left.rstrip().endswith(","):
        return after  # the words before the comma are the end of another name: ``08 chiếc dao, kiếm, 1,5 kg pháo``
    is_done = is_act(named) or ((is_count or after) and ends_in_act(named))
    if named and not (is_done or (is_count and (after or _HAS.search(left)))):
        return named
    if not named and not (is_new and (after or noun)):
        return ""
    if noun and not after and f" {noun.lower()} " in f" {named.lower()} ":
        noun = ""
    return " ".join(part for part in (named, noun, after) if part)

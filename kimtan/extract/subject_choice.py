"""Whose a figure is whose own words do not say it: of what went before, or of a title above."""

from __future__ import annotations

import re

from kimtan.extract.context import Context, is_counted_alike
from kimtan.extract.mentions import Mention
from kimtan.extract.outline import LIST_RANK, Place
from kimtan.extract.statements import Statement
from kimtan.extract.subject_kinds import GENERIC, topic, words_of
from kimtan.extract.subject_tidying import tidy
from kimtan.extract.words_before import predicate_of
from kimtan.extract.words_behind import counted_behind, named_behind

_DIGIT = re.compile(r"\d")
_OF_EARLIER = frozenset({"yoy_abs", "change", "remaining"})
"""Measures whose figure is of the last level in its own unit."""


def may_be_new(statement: Statement) -> bool:
    """Whether the words behind a figure may name a subject of its own."""
    return not statement.is_about_last and statement.measure in {"actual", "target", "year_end", "remaining", "share"}


def of_before(statement: Statement, mention: Mention, right: str, context: Context) -> tuple[str, bool]:
    """The subject of a figure that names none: of what it is said, and whether that is sure."""
    if mention.is_percent and statement.measure != "share" and (about := named_behind(right)):
        return context.subject_about(about), True
    unit = context.unit or (context.levels[-1][0] if context.levels else None)
    if statement.measure not in _OF_EARLIER or mention.is_percent or mention.unit is None or unit is None:
        return context.subject, True
    is_of_rate = unit.dimension.startswith(f"{mention.unit.dimension}_per_")
    is_alike = is_of_rate or is_counted_alike(mention.unit, unit)
    words = counted_behind(right)
    if is_alike and not words:
        return context.subject, True
    earlier = context.subject_of(mention.unit, words)
    return earlier or context.subject, bool(earlier) or is_alike


def is_of(subject: str, before: str) -> bool:
    """Whether what is left is named by the words of the subject before it: ``còn 58,8 tỷ đồng chưa giải ngân``."""
    telling = set(words_of(subject)) - {"chưa", "còn", "lại", "phải"}
    return bool(telling) and telling <= set(words_of(before))


def goes_on(own: str, mention: Mention, right: str, context: Context) -> bool:
    """Whether a figure says how far the plan before it is met: ``kế hoạch 400 lao động, đã thực hiện 265 lao động``."""
    is_same = mention.unit is not None and context.unit is not None and mention.unit.name == context.unit.name
    return context.measure == "plan" and is_same and not own and not counted_behind(right)


def widened(subject: str, place: Place, left: str, context: Context) -> tuple[str, bool]:
    """A subject that says nothing alone, with what it is a quantity of: in the clause, the sentence or the title."""
    if subject and not GENERIC.match(subject):
        return subject, False
    if subject and (name := predicate_of(left)):
        return f"{subject} {name}", True
    item = place.titles[-1] if place.titles and place.titles[-1].rank >= LIST_RANK else None
    is_item_named = item is not None and not any(map(str.isdigit, item.text))
    may_go_on = context.is_same_sentence or not is_item_named
    name = topic(context.subject)
    if subject and may_go_on and ";" not in left and name and subject != context.subject:
        return f"{subject} {name}", True
    for title in reversed(place.titles):
        name = tidy(_DIGIT.split(title.text, maxsplit=1)[0])
        if name and name.lower() != subject.lower() and not GENERIC.match(name):
            return (f"{subject} {name}" if subject else name), True
    return subject, False

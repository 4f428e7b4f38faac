"""A figure out of a number and the words around it, and what it leaves to the next."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kimtan.extract import subjects
from kimtan.extract.clauses import stated
from kimtan.extract.context import Context, ReadPassage
from kimtan.extract.cues import AVERAGE_WORDS
from kimtan.extract.figures import ReadFigure
from kimtan.extract.mentions import BELOW_ZERO, Mention
from kimtan.extract.statements import Statement, Surroundings
from kimtan.extract.subject_choice import goes_on, is_of, may_be_new, of_before, widened
from kimtan.extract.subject_kinds import GENERIC, without_plan
from kimtan.extract.words_before import named_before
from kimtan.extract.words_behind import counted_behind, opens_clause

_DOUBTFUL = 0.5
"""The confidence of a figure whose subject is not sure."""
_MOST_LEVELS = 12
_AVERAGE = re.compile(rf"(?<!\w)(?:{AVERAGE_WORDS})(?!\w)", re.IGNORECASE)
"""What one thing was compared with and the next is not: ``cao hơn bình quân cả nước; trong đó … tăng 12,1%``."""


def figure_of(
    passage: ReadPassage,
    mention: Mention,
    left: str,
    right: str,
    sentence: str,
    context: Context,
    beyond: str,
) -> tuple[ReadFigure, Context]:
    """A figure out of its mention, and what it leaves to the next."""
    is_opening = mention.is_percent and opens_clause(left, right)
    left = "" if is_opening else BELOW_ZERO.sub("", left) if mention.sign else left
    own = counted_behind(right) if is_opening else named_before(left)
    around = _surroundings(passage, mention, left, right, own, sentence, context)
    statement = stated(mention, replace(around, beyond=beyond, opens_clause=is_opening))
    left = _words_of_subject(statement, left)
    is_new = may_be_new(statement) and not goes_on(own, mention, right, context)
    subject = subjects.of(left, mention, right, is_new)
    if statement.measure == "plan":
        subject = without_plan(subject)
    confidence, rests_on = statement.confidence, [statement.because] if statement.because else []
    if not subject or (statement.measure == "remaining" and GENERIC.match(subject)):
        subject, is_sure = of_before(statement, mention, right, context)
        if mention.is_percent and context.is_percent and around.is_bracketed and (some := counted_behind(right)):
            subject = f"{subject} {some}".strip()
        confidence = confidence if is_sure else min(confidence, _DOUBTFUL)
        rests_on.append("đối tượng nêu ở trước" if subject else "không có đối tượng nêu ở câu")
        confidence -= 0 if subject else 0.2
    if statement.measure == "remaining" and is_of(subject, context.subject):
        subject = context.subject
    subject, is_widened = widened(subject, passage.place, left, context)
    if is_widened:
        rests_on.append("đối tượng theo đề mục")
        confidence -= 0.05
    if not mention.is_sure:
        rests_on.append("số viết có thể hiểu hai cách")
        confidence = min(confidence, 0.5)
    if mention.unit is None:
        confidence -= 0.1
    figure = ReadFigure(
        0,
        passage.index,
        mention.start,
        mention.end,
        mention.text,
        _signed(mention, statement),
        mention.precision,
        mention.bound,
        mention.upper,
        mention.denominator,
        unit_text=" ".join(mention.unit.text.split()) if mention.unit else "",
        measure=statement.measure,
        direction=statement.direction,
        base=statement.base,
        subject=subject,
        confidence=round(max(0.1, min(confidence, 1)), 2),
        rests_on=tuple(rests_on),
    )
    if mention.is_times and statement.measure in {"yoy_index", "pct_of_plan"}:
        figure = _in_percent(figure)
    return figure, _next(context, statement, mention, subject)


def _surroundings(
    passage: ReadPassage, mention: Mention, left: str, right: str, own: str, sentence: str, context: Context
) -> Surroundings:
    """What a number is read with, whose own words name a subject or none."""
    return Surroundings(
        left,
        right,
        subject=own or context.subject,
        last="" if own else context.measure,
        is_task=passage.place.is_task,
        is_expected=passage.place.is_expected,
        sentence=sentence,
        is_bracketed=left.rstrip().endswith("("),
        has_fraction=context.has_fraction,
        measures=context.measures,
        base=context.base,
        year=passage.year,
        months=passage.months,
        is_full_year=passage.is_full_year,
        went_before=context.subject if context.is_same_sentence else "",
        before=context.measure,
        direction=context.direction,
        unit=context.unit,
        is_percent=context.is_percent,
        is_share=mention.is_percent and context.is_share(mention.value),
        is_part=mention.is_percent and context.is_share(mention.value, is_any=True),
        is_rest=mention.unit is not None and context.is_rest(mention.value, mention.unit),
        is_under_heading=bool(passage.place.titles),
    )


def _words_of_subject(statement: Statement, left: str) -> str:
    """The words before a number without those that only say what it states."""
    if statement.measure == "remaining" and statement.is_about_last:
        return ""
    because = statement.because
    if statement.measure not in {"plan", "last_year"} or not because or because not in left:
        return left
    at = left.rfind(because)
    is_given = because.startswith("giao ") and not because.startswith("giao cho")
    is_before_it = left.lstrip().startswith(because) or is_given
    left = left[at + len(because) :] if is_before_it else left[:at]
    return "" if left.rstrip().endswith("(") else left


def _next(context: Context, statement: Statement, mention: Mention, subject: str) -> Context:
    """What a figure leaves to the next."""
    levels = context.levels
    if mention.unit is not None and statement.measure in {"actual", "plan"}:
        level = mention.value if statement.measure == "actual" else Decimal(0)
        levels = (*levels[-_MOST_LEVELS:], (mention.unit, subject, level))
    return Context(
        subject,
        statement.measure,
        has_fraction=mention.denominator is not None,
        is_same_sentence=True,
        measures=context.measures | {statement.measure},
        base=_next_base(statement, context),
        direction=statement.direction,
        unit=context.unit if mention.unit is None or mention.is_percent else mention.unit,
        is_percent=mention.is_percent and statement.measure == "actual",
        levels=levels,
        fraction=_percent_of_all(mention),
    )


def _percent_of_all(mention: Mention) -> Decimal | None:
    """What percentage a fraction of counted things is: ``65/67 đồng chí``."""
    if (
        not mention.denominator
        or mention.unit is None
        or not mention.unit.is_count
        or mention.value > mention.denominator
    ):
        return None
    return mention.value / mention.denominator * 100


def _in_percent(figure: ReadFigure) -> ReadFigure:
    """How many times another one it is, in percent of that: 1,4 times are 140 %, to the next ten."""
    step = Decimal(100).scaleb(int(figure.value.as_tuple().exponent))
    value, upper = figure.value * 100, None if figure.upper is None else figure.upper * 100
    return replace(figure, value=_plain(value), upper=upper, precision=step, unit_text="%")


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _next_base(statement: Statement, context: Context) -> str:
    """With what a growth that names no base is compared: with what the last one was."""
    if statement.measure == "change" and statement.direction:
        return "" if _AVERAGE.search(statement.base) else statement.base
    return "" if statement.measure in {"yoy_pct", "yoy_abs", "yoy_index"} else context.base


def _signed(mention: Mention, statement: Statement) -> Decimal:
    in_points = mention.unit is not None and mention.unit.dimension == "points"
    has_direction = statement.measure in {"yoy_pct", "yoy_abs", "change"} or in_points
    is_negative = statement.direction == "-" if has_direction else mention.sign == "-"
    return -mention.value if is_negative else mention.value

"""A plan before what was done of it has that subject: ``Kế hoạch vốn 18 tỷ, giải ngân 7 tỷ, đạt 42%``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimtan.extract.amounts import is_same_thing
from kimtan.extract.figures import ReadFigure

_SENTENCE = re.compile(r"[.!?;]\s")
_OF_PLAN = frozenset({"pct_of_plan", "remaining"})
_BECAUSE = "kế hoạch của số thực hiện liền sau"


def with_leading_plans(figures: Sequence[ReadFigure], text: str) -> Iterator[ReadFigure]:
    """The figures of a passage, in order; a plan that opens a sentence has the subject of what follows it."""
    for at, figure in enumerate(figures):
        done, compared = (*figures[at + 1 : at + 3], None, None)[:2]
        is_leading = figure.measure == "plan" and (not at or _SENTENCE.search(text, figures[at - 1].end, figure.start))
        if is_leading and done is not None and compared is not None and _is_of(figure, done, compared, text):
            yield replace(figure, subject=done.subject, rests_on=(*figure.rests_on, _BECAUSE))
        else:
            yield figure


def _is_of(plan: ReadFigure, done: ReadFigure, compared: ReadFigure, text: str) -> bool:
    """Whether a figure tells what was done of a plan: in its sentence and unit, with its percentage."""
    is_near = _SENTENCE.search(text, plan.end, compared.start) is None
    follows = compared.measure in _OF_PLAN and compared.subject == done.subject
    return is_near and follows and done.measure == "actual" and is_same_thing(plan, done)

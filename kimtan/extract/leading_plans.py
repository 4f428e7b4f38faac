"""A plan before what was done of it has that subject: ``Kế hoạch vốn 18 tỷ, giải ngân 7 tỷ, đạt 42%``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimtan.extract.amounts import is_same_thing
from kimtan.extract.figures import ReadFigure

_SENTENCE = re.compile(r"[.!?;]\s")
_ACT = re.compile(r"giải\s+ngân|thanh\s+toán|thực\s+hiện", re.IGNORECASE)
_OF_PLAN = frozenset({"pct_of_plan", "remaining"})
_DONE_AND_COMPARED = 2
_BECAUSE = "kế hoạch của số thực hiện liền sau"


def with_leading_plans(figures: Sequence[ReadFigure], text: str) -> Iterator[ReadFigure]:
    """The figures of a passage, in order; a plan that opens a sentence has the subject of what follows it.

    Where that is an act alone, all of them are of what the plan is of: ``Vốn kéo dài 18 tỷ, giải ngân 15 tỷ, đạt 81%``.
    """
    whole, act = "", ""
    for at, figure in enumerate(figures):
        opens = not at or _SENTENCE.search(text, figures[at - 1].end, figure.start) is not None
        whole, act = ("", "") if opens else (whole, act)
        if opens and (done := _done_of(figure, figures[at + 1 : at + 3], text)) is not None:
            act = done.subject
            whole = f"{act} {figure.subject}" if _ACT.fullmatch(act) and figure.subject else act
            yield replace(figure, subject=whole, rests_on=(*figure.rests_on, _BECAUSE))
        else:
            yield replace(figure, subject=whole) if whole and figure.subject == act else figure


def _done_of(plan: ReadFigure, following: Sequence[ReadFigure], text: str) -> ReadFigure | None:
    """What was done of a plan: the figure behind it, in its sentence and unit, with its percentage."""
    if plan.measure != "plan" or len(following) < _DONE_AND_COMPARED:
        return None
    done, compared = following
    is_near = _SENTENCE.search(text, plan.end, compared.start) is None
    follows = compared.measure in _OF_PLAN and compared.subject == done.subject
    return done if is_near and follows and done.measure == "actual" and is_same_thing(plan, done) else None

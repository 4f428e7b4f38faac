"""Completion, growth, contribution, remaining, pace: pure functions, frame to frame.

Every metric takes a frame with one row per indicator (index: the indicator's id; one period) and gives back a new frame
with columns added, so that they chain in any order: ``frame.pipe(plan_completion).pipe(growth)``. What they read:

=====================  ================================================================================================
``actual``             achieved in the period, in the indicator's own unit, as are the next three
``plan``               assigned for the year
``last_year``          achieved in the same period of last year
``remaining_stated``   stated as still to do
``pct_of_plan``        stated completion of the plan, 0-100
``yoy_pct``            stated growth on the same period of last year, in percent: -1.9 for `bằng 98,1%`
``better``             ``higher``, ``lower`` or ``neither``
``part_of``            id of the whole that this indicator is a part of
``breakdown``          by which breakdown the whole adds up
``whole_factor``       optional column: how many of the unit of the whole one of the indicator's unit is
``kind``               optional column: a ``stock``, ``share`` or ``rate`` does not pile up over the year
=====================  ================================================================================================

A column that a metric reads must be there, with NaN where nothing is known. Percentages are 0-100. Nothing is rounded.
Missing stays missing, and a figure divided by nothing is missing, never infinite (:mod:`kimtan.metrics.arithmetic`).
What was stated is never overwritten: recomputed figures go to columns of their own, and a ``…_used`` column prefers the
stated one, its ``…_source`` telling ``stated`` or ``implied``.
"""

from __future__ import annotations

from kimtan.metrics.arithmetic import IMPLIED, STATED, ratio, sum_or_missing
from kimtan.metrics.growth import growth, implied_last_year
from kimtan.metrics.plan import implied_plan, plan_completion, remaining
from kimtan.metrics.structure import contribution, share_change, share_of_total
from kimtan.metrics.timing import SAME_PACE, STATUSES, pace, status, year_end_outlook

__all__ = [
    "IMPLIED",
    "SAME_PACE",
    "STATED",
    "STATUSES",
    "contribution",
    "growth",
    "implied_last_year",
    "implied_plan",
    "pace",
    "plan_completion",
    "ratio",
    "remaining",
    "share_change",
    "share_of_total",
    "status",
    "sum_or_missing",
    "year_end_outlook",
]

"""Numbers ready to be shown in one language, each bound to the statement or the formula that it comes from.

Sentences, tables and charts get their numbers here and nowhere else: that is how every shown number can be followed.
What is not known is ``None``, never zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from kimtan.audit.targets import Reading, reading
from kimtan.data.formulas import Term
from kimtan.data.identities import DerivedId, Topic
from kimtan.data.observations import Observation
from kimtan.figures import date_text, number_text
from kimtan.present.blocks import Number
from kimtan.present.computed_facts import ComputedFacts
from kimtan.present.derived import DERIVED, percent

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Facts(ComputedFacts):
    """A dataset's numbers in one language, each with its mark: what is stated, what is computed, and what is either."""

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row an indicator with all metrics (:mod:`kimtan.metrics`), and the months' pace."""
        from kimtan.present.frame import indicator_frame  # loads pandas, which ``kimtan check`` does without

        return indicator_frame(self.dataset, {name: self.days(name) for name in self.dataset.complete.indicators})

    def value(self, indicator: str, column: str) -> float | None:
        """A cell of :attr:`frame`; ``None`` where it is missing."""
        if indicator not in self.frame.index:
            return None
        value = float(cast("float", self.frame.at[indicator, column]))
        return None if math.isnan(value) else value

    @cached_property
    def is_year_over(self) -> bool:
        """Whether the figures are of the whole year, so that a plan is reached or is not."""
        return self.dataset.period.share_of_year(self.dataset.config.settings.as_of) >= 100

    def status(self, indicator: str) -> str | None:
        """An indicator's status against the time gone; ``None`` where there is no plan or time is no measure.

        When the year is over nothing is at risk any more: what has not reached its plan is ``behind``.
        """
        if indicator not in self.frame.index:
            return None
        status = self.frame.at[indicator, "status"]
        if not isinstance(status, str):
            return None
        return "behind" if self.is_year_over and status == "at_risk" else status

    def reading(self, indicator: str) -> Reading:
        """How an indicator's target of the next half is to be read (:mod:`kimtan.audit.targets`)."""
        return reading(self.figures, indicator)

    def plan(self, indicator: str, bare: bool = False) -> Number | None:
        """The year's plan: as stated, else as the stated percentage implies it (see :meth:`is_implied`)."""
        stated = self.in_row(indicator, "plan") if bare else self.stated(indicator, "plan")
        return stated or self.derived(indicator, "implied_plan", bare, self.row_unit(indicator) if bare else None)

    def is_implied(self, indicator: str) -> bool:
        """Whether the plan is only implied, hence known about as precisely as the percentage was written.

        By this period's percentage, or by that of an earlier one from which it was carried over.
        """
        rows = self.dataset.statements(indicator, "plan")
        return not rows or rows[0].status == "implied"

    def completion(self, indicator: str, bare: bool = False) -> Number | None:
        """Completion of the plan: as stated, else computed from actual and plan."""
        return self.stated(indicator, "pct_of_plan", bare=bare) or self.derived(indicator, "completion", bare)

    def other_plans(self, indicator: str) -> tuple[Observation, ...]:
        """Plans that another authority assigned than the one whose plan counts, one a basis."""
        rows = self.dataset.statements(indicator, "plan")
        plans = {row.basis: row for row in reversed(rows) if rows and row.basis != rows[0].basis}
        return tuple(reversed(plans.values()))

    def other_completion(self, indicator: str, plan: Observation, bare: bool = False) -> Number | None:
        """Completion of another plan: as stated on its basis, else computed from it and the actual."""
        stated = [row for row in self.dataset.statements(indicator, "pct_of_plan") if row.basis == plan.basis]
        if stated:
            return self.statement(stated[0], bare=bare)
        completion = percent(Term(Topic(indicator, "actual")), Term(Topic(indicator, "plan", plan.basis)))
        ref, formula = DerivedId.of(indicator, "completion", str(plan.basis)), DERIVED["completion"].formula
        number = self.expressed(ref, completion, "percent", formula)
        return replace(number, text=number.text.rstrip("%")) if bare and number else number

    def growth(self, indicator: str, bare: bool = False) -> Number | None:
        """Growth on the same period of last year: as stated, else computed from both values."""
        return self.stated(indicator, "yoy_pct", bare=bare) or self.derived(indicator, "growth", bare)

    def time_gone(self, indicator: str | None = None) -> Number:
        """The share of the year gone at an indicator's cut-off date, or at the report's."""
        period, as_of = self.dataset.period, self.as_of(indicator)
        text = f"{number_text(period.share_of_year(as_of), self.language, 1)}%"
        gone, year = period.days_gone(as_of), period.days_in_year
        until = date_text(as_of or period.end, self.language)
        formula = self.word(
            f"{gone} ngày đã qua (đến {until}) ÷ {year} ngày của năm",
            f"{gone} days gone (until {until}) ÷ {year} days of the year",
        )
        return self.number(text, f"time_gone:{as_of or period.end}", formula)

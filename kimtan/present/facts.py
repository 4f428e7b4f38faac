"""Numbers ready to be shown in one language, each bound to the statement or the formula that it comes from.

Sentences, tables and charts get their numbers here and nowhere else: that is how every shown number can be followed.
What is not known is ``None``, never zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, cast

from kimtan.audit.amounts import Amount
from kimtan.audit.computed import Computed, computed
from kimtan.audit.targets import Reading, reading
from kimtan.data.formulas import Expression, Term
from kimtan.data.identities import DerivedId, Topic
from kimtan.data.indicators import CUMULATIVE_KINDS
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.figures import date_text, number_text
from kimtan.languages import Bilingual
from kimtan.present import marks
from kimtan.present.blocks import Number, Run
from kimtan.present.derived import DERIVED, Derived, NumberForm, Stated, percent
from kimtan.present.marks import Mark
from kimtan.present.unmarked import UnmarkedFacts
from kimtan.present.wording import PER_MONTH, derived_text, range_with_unit, sign, stated_text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Facts(UnmarkedFacts):
    """A dataset's numbers in one language, each with its mark."""

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The mark of every stated figure that has one, by the figure's identity."""
        return marks.marks(self)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row an indicator with all metrics (:mod:`kimtan.metrics`), and the months' pace."""
        from kimtan.present.frame import indicator_frame  # loads pandas, which ``kimtan check`` does without

        return indicator_frame(self.dataset, {name: self.days(name) for name in self.dataset.complete.indicators})

    def days(self, indicator: str) -> tuple[int, int]:
        """Days of the year until an indicator's cut-off date, and after it."""
        stated = self.dataset.statements(indicator)
        as_of = (stated[0].as_of if stated else None) or self.dataset.config.settings.as_of
        period = self.dataset.period
        return period.days_gone(as_of), period.days_left(as_of)

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

    def number(
        self,
        text: str,
        ref: str,
        formula: str = "",
        inputs: Sequence[str] = (),
        *,
        is_marked: bool = True,
        listed: Sequence[str] = (),
        stands_for: str = "",
    ) -> Number:
        """A number with its mark: that of the figure it states, or the gravest of the figures that it rests on.

        Every shown number is made here, so that none of them is shown without its mark.

        Parameters
        ----------
        text, ref, formula, inputs, listed, stands_for
            As in :class:`~kimtan.present.blocks.Number`.
        is_marked
            False for what says nothing of the figures' values: how many there are, or what the audit makes of them.
        """
        mark = marks.gravest([self.marks.get(ref), marks.inherited(self, self.marks, inputs)]) if is_marked else None
        places = tuple(dict.fromkeys(listed))
        return Number(text, ref, formula, tuple(inputs), mark, listed=places, stands_for=stands_for)

    def count(
        self,
        count: int,
        ref: str,
        formula: Bilingual,
        of: Sequence[Number] = (),
        *,
        listed: Sequence[str] = (),
        is_marked: bool = False,
        unit_of: str = "",
    ) -> Number:
        """How many there are of something; ``is_marked`` where it would be another one if figures were.

        What is counted can be followed: as the figures ``of`` something, or at the places where it is ``listed``. With
        ``unit_of``, the count has the unit of an indicator.
        """
        text = number_text(count, self.language)
        if unit_of:
            unit = self.dataset.units[self.dataset.indicators[unit_of].unit]
            text = unit.amount(text, self.language, count)
        return self.number(text, ref, formula.in_(self.language), _figures(of), is_marked=is_marked, listed=listed)

    def stated(
        self, indicator: str, measure: str = "actual", *, prose: bool = False, bare: bool = False
    ) -> Number | None:
        """The first statement of a measure, or ``None``; see :meth:`statement`."""
        rows = self.dataset.statements(indicator, measure)
        return self.statement(rows[0], prose=prose, bare=bare) if rows else None

    def in_row(self, indicator: str, measure: str) -> Number | None:
        """The first statement of a level for its row in a table: with its unit where that is not the row's."""
        rows = self.dataset.statements(indicator, measure)
        return self.statement(rows[0], bare=rows[0].unit == self.row_unit(indicator).unit) if rows else None

    def statement(self, row: Observation, *, prose: bool = False, bare: bool = False, is_marked: bool = True) -> Number:
        """One statement as a number.

        Parameters
        ----------
        prose
            Write counts under ten with two digits, as Vietnamese administrative sentences do.
        bare
            Leave the unit out: a table's column or row names it.
        is_marked
            As in :meth:`number`.
        """
        text = stated_text(row, self.dataset.units[row.unit], self.language, prose=prose, bare=bare)
        return self.number(text, row.figure, is_marked=is_marked)

    def counted(self, indicator: str, row: Observation) -> Run | None:
        """A count with the name that says what is counted: ``04 công trình đã phê duyệt``, ``4 second prizes``.

        None where the unit's noun does not stand for itself: at the name's beginning, in English also at its end or
        behind one adjective (``22 new houses in residential areas``).
        """
        unit, name = self.dataset.units[row.unit], self.prose_name(indicator)
        if not unit.exact:
            return None
        number = self.statement(row, prose=True, bare=True)
        noun, words = unit.name(self.language).split(), name.lower().split()
        if noun[:1] == ["lượt"] != noun and words[: len(noun) - 1] == noun[1:]:  # lượt hồ sơ, of hồ sơ …
            return (number, f" lượt {name}")
        places = {0} if self.language == "vi" else {0, 1, len(words) - len(noun)}
        at = next((at for at in sorted(places) if at >= 0 and words[at : at + len(noun)] == noun), None)
        if at is None or ":" in name:
            return None
        if self.language == "en" and abs(row.value) == 1:
            name = " ".join([*name.split()[:at], unit.one_en, *name.split()[at + len(noun) :]])
        return (number, f" {name}")

    def amount(self, indicator: str, measure: str, basis: str | None = None) -> Amount | None:
        """The first statement of a measure, or of it on a basis, in the indicator's unit; its face is as written."""
        rows = self.dataset.statements(indicator, measure)
        row = next((row for row in rows if basis is None or row.basis == basis), None)
        if row is None:
            return None
        ends = self.range(row.figure)
        return Amount(ends.low, ends.high, Fraction(row.value) * self.figures.factor(row), (row.figure,))

    def computed(self, indicator: str, name: str) -> Computed | None:
        """What a derived figure of :data:`~kimtan.present.derived.DERIVED` comes to; None where it cannot be known."""
        key = indicator, name
        if key not in self._computed:
            self._computed[key] = self._compute(indicator, DERIVED[name])
        return self._computed[key]

    @cached_property
    def _computed(self) -> dict[tuple[str, str], Computed | None]:
        """Those that were asked for: a figure is shown in several places."""
        return {}

    def _compute(self, indicator: str, rule: Derived) -> Computed | None:
        if indicator not in self.dataset.indicators:
            return None
        try:
            expression = rule.expression(self.expressions(indicator))
        except KeyError:
            return None
        figure = computed(expression, self.amount, rule.is_monotonic)
        return figure and replace(figure, inputs=tuple(sorted(figure.inputs, key=self._place_in_table)))

    def _place_in_table(self, figure: str) -> tuple[int, int]:
        row = self.rows[figure]
        return self.dataset.indicators[row.indicator].order, list(MEASURES).index(row.measure)

    def expressions(self, indicator: str) -> Stated:
        """What is stated of an indicator, as expressions that others are made of."""
        part = self.dataset.indicators[indicator]
        parts: dict[str, Fraction] = {}
        if part.part_of:
            units, known = self.dataset.units, self.dataset.indicators
            into = Fraction(units[(known.get(part.part_of) or part).unit].factor)
            siblings = self.dataset.parts(part.part_of, part.breakdown)
            parts = {name: Fraction(units[known[name].unit].factor) / into for name in siblings}
        adds_up, since_january = part.kind in CUMULATIVE_KINDS, self.dataset.period.is_cumulative
        is_partial = adds_up and not since_january
        return Stated(indicator, self.amount, parts, *self.days(indicator), adds_up and since_january, is_partial)

    def row_unit(self, indicator: str) -> Unit:
        """The unit that a table's row of an indicator has: that in which it was stated, else its own."""
        rows = self.dataset.statements(indicator)
        return self.dataset.units[rows[0].unit if rows else self.dataset.indicators[indicator].unit]

    def derived(self, indicator: str, name: str, bare: bool = False, into: Unit | None = None) -> Number | None:
        """A derived figure of :data:`~kimtan.present.derived.DERIVED`, or ``None`` where it cannot be computed.

        An amount is told in the indicator's unit, or in ``into``.
        """
        rule, figure = DERIVED[name], self.computed(indicator, name)
        if figure is None:
            return None
        shown = self.dataset.indicators[indicator]
        unit, per_month = self.dataset.units[shown.unit], rule.per_month
        value, measured = figure.value, shown
        if into is not None and into != unit and rule.form == "amount":
            value = value * Fraction(unit.factor) / Fraction(into.factor)
            measured = shown.model_copy(update={"decimals": 1})  # those of the dictionary belong to its own unit
        text = derived_text(value, rule.form, measured, into or unit, self.language, bare=bare, per_month=per_month)
        stands_for = range_with_unit(figure.range, sign(rule.form, unit, self.language), self.language)
        stands_for += PER_MONTH.in_(self.language) if stands_for and per_month else ""
        formula = rule.formula.in_(self.language)
        return self.number(text, DerivedId.of(indicator, name), formula, figure.inputs, stands_for=stands_for)

    def expressed(
        self, ref: str, expression: Expression, form: NumberForm | Unit, formula: Bilingual, unit_of: str = ""
    ) -> Number | None:
        """A figure computed from stated ones on the spot: a share, an average, a difference.

        Parameters
        ----------
        ref
            Its identity, such as ``ids.activated:share_of:ids.registered``.
        expression
            Over stated figures in their indicators' units; rises or falls with each. None where one is not stated.
        form
            How it is written; a unit for an amount in a unit of its own, which is shown with one decimal.
        formula
            The same in words, in Vietnamese and in English.
        unit_of
            For an amount: the indicator whose unit and decimals it has.
        """
        figure = computed(expression, self.amount)
        if figure is None:
            return None
        if isinstance(form, Unit):
            text = form.amount(number_text(figure.value, self.language, 1), self.language, figure.value)
            behind: Unit | str = form
        else:
            measured = self.dataset.indicators[unit_of or DerivedId(ref).indicator]
            unit = self.dataset.units[measured.unit]
            text = derived_text(figure.value, form, measured, unit, self.language)
            behind = sign(form, unit, self.language)
        stands_for = range_with_unit(figure.range, behind, self.language)
        return self.number(text, ref, formula.in_(self.language), figure.inputs, stands_for=stands_for)

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
        formula = Bilingual("thực hiện ÷ kế hoạch năm", "actual ÷ annual plan")
        completion = percent(Term(Topic(indicator, "actual")), Term(Topic(indicator, "plan", plan.basis)))
        number = self.expressed(DerivedId.of(indicator, "completion", str(plan.basis)), completion, "percent", formula)
        return replace(number, text=number.text.rstrip("%")) if bare and number else number

    def growth(self, indicator: str, bare: bool = False) -> Number | None:
        """Growth on the same period of last year: as stated, else computed from both values."""
        return self.stated(indicator, "yoy_pct", bare=bare) or self.derived(indicator, "growth", bare)

    def time_gone(self, indicator: str | None = None) -> Number:
        """The share of the year gone at an indicator's cut-off date, or at the report's."""
        period = self.dataset.period
        stated = self.dataset.statements(indicator) if indicator else ()
        as_of = (stated[0].as_of if stated else None) or self.dataset.config.settings.as_of
        text = f"{number_text(period.share_of_year(as_of), self.language, 1)}%"
        gone, year = period.days_gone(as_of), period.days_in_year
        until = date_text(as_of or period.end, self.language)
        formula = self.word(
            f"{gone} ngày đã qua (đến {until}) ÷ {year} ngày của năm",
            f"{gone} days gone (until {until}) ÷ {year} days of the year",
        )
        return self.number(text, f"time_gone:{as_of or period.end}", formula)


def _figures(numbers: Sequence[Number]) -> tuple[str, ...]:
    """Identities of the stated figures that some numbers are, or rest on."""
    return tuple(dict.fromkeys(name for number in numbers for name in (number.inputs or (number.ref,))))

"""Figures computed from stated ones, in one language, each bound to its formula and to what went into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from kimtan.audit.amounts import Amount
from kimtan.audit.computed import Computed, computed
from kimtan.data.formulas import Expression, minus
from kimtan.data.identities import DerivedId, Topic
from kimtan.data.indicators import CUMULATIVE_KINDS, Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.units import Unit
from kimtan.figures import decimals_of, number_text
from kimtan.languages import Bilingual
from kimtan.present.blocks import Number
from kimtan.present.derived import DERIVED, Derived, NumberForm, Stated
from kimtan.present.marked import MarkedFacts
from kimtan.present.wording import BRIEF_POINTS, PER_MONTH, POINTS, derived_text, range_with_unit, sign

_DIFFERENCES = ("remaining", "change")
"""Derived amounts that are one stated amount less another."""


@dataclass(frozen=True)
class ComputedFacts(MarkedFacts):
    """What follows from a dataset's statements, as numbers with their marks."""

    def as_of(self, indicator: str | None) -> date | None:
        """The cut-off date of an indicator's figures, or the report's; None for the period's end."""
        stated = self.dataset.statements(indicator) if indicator else ()
        return (stated[0].as_of if stated else None) or self.dataset.config.settings.as_of

    def days(self, indicator: str) -> tuple[int, int]:
        """Days of the year until an indicator's cut-off date, and after it."""
        as_of, period = self.as_of(indicator), self.dataset.period
        return period.days_gone(as_of), period.days_left(as_of)

    def amount(self, indicator: str, measure: str, basis: str | None = None) -> Amount | None:
        """The first statement of a measure that is of the year, or of it on a basis, in the indicator's unit.

        Its face is as written.
        """
        topic = Topic(indicator, measure, basis)
        if topic not in self._amounts:
            self._amounts[topic] = self._amount(indicator, measure, basis)
        return self._amounts[topic]

    @cached_property
    def _amounts(self) -> dict[Topic, Amount | None]:
        """Those that were asked for: a formula asks whether something is stated, and what."""
        return {}

    def _amount(self, indicator: str, measure: str, basis: str | None) -> Amount | None:
        rows = self.dataset.statements(indicator, measure)
        asked = (row for row in rows if (row.basis == basis if basis else self.dataset.is_of_the_year(row)))
        row = next(asked, None)
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

    def derived(self, indicator: str, name: str, bare: bool = False, into: Unit | None = None) -> Number | None:
        """A derived figure of :data:`~kimtan.present.derived.DERIVED`, or ``None`` where it cannot be computed.

        An amount is told in the indicator's unit, or in ``into``.
        """
        rule, figure = DERIVED[name], self.computed(indicator, name)
        if figure is None:
            return None
        shown = self.dataset.indicators[indicator]
        unit, per_month = self.dataset.units[shown.unit], rule.per_month
        value, measured = figure.value, self._as_precise(shown, name, figure)
        if into is not None and into != unit and rule.form == "amount":
            value = value * Fraction(unit.factor) / Fraction(into.factor)
            measured = shown.model_copy(update={"decimals": 1})  # those of the dictionary belong to its own unit
        text = derived_text(value, rule.form, measured, into or unit, self.language, bare=bare, per_month=per_month)
        stands_for = range_with_unit(figure.range, sign(rule.form, unit, self.language), self.language)
        stands_for += PER_MONTH.in_(self.language) if stands_for and per_month else ""
        formula = rule.formula.in_(self.language)
        return self.number(text, DerivedId.of(indicator, name), formula, figure.inputs, stands_for=stands_for)

    def _as_precise(self, indicator: Indicator, name: str, figure: Computed) -> Indicator:
        """An indicator with no more decimals than a difference of its stated amounts has: 18.750, not 18.750,0."""
        levels = [self.rows[row] for row in figure.inputs]
        if name not in _DIFFERENCES or not all(MEASURES[row.measure].kind == "level" for row in levels):
            return indicator
        if any(row.unit != indicator.unit for row in levels):
            return indicator
        most = max(decimals_of(row.value) for row in levels)
        return indicator.model_copy(update={"decimals": min(indicator.decimals, most)})

    def change_in_points(self, indicator: str, *, bare: bool = False) -> Number | None:
        """How a share or rate in percent changed on last year, with every decimal of both values.

        From 101,2 % to 96,5 % is 4,7 points less: nobody says that it fell by 4,6 %. ``None`` of what is measured in
        anything else, and where growth or an index is stated. ``bare``: for a column of percentages.
        """
        known = self.dataset.indicators.get(indicator)
        if known is None or self.dataset.units[known.unit].dimension != "percent":
            return None
        stated = self.expressions(indicator)
        if stated.has("yoy_pct") or stated.has("yoy_index"):
            return None
        try:
            figure = computed(minus(stated.actual(), stated.base()), self.amount)
        except KeyError:
            return None
        if figure is None:
            return None
        number = number_text(
            figure.value, self.language, max(decimals_of(self.rows[name].value) for name in figure.inputs)
        )
        behind = BRIEF_POINTS if bare else POINTS
        return self.number(
            f"{number}{behind.in_(self.language)}",
            DerivedId.of(indicator, "change_in_points"),
            DERIVED["change"].formula.in_(self.language),
            figure.inputs,
            stands_for=range_with_unit(figure.range, POINTS.in_(self.language), self.language),
        )

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

"""Numbers ready to be shown in one language, each bound to the statement or the formula that it comes from.

Sentences, tables and charts get their numbers here and nowhere else: that is how every shown number can be followed.
What is not known is ``None``, never zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, cast

from kimtan.audit import store
from kimtan.audit.amounts import Range
from kimtan.audit.audit import statements
from kimtan.audit.findings import Finding
from kimtan.audit.statements import Statements
from kimtan.audit.targets import Reading, reading
from kimtan.data.dataset import Dataset
from kimtan.data.identities import DerivedId, SourcePlace
from kimtan.data.indicators import Indicator
from kimtan.data.observations import Observation
from kimtan.data.texts import NamedList
from kimtan.data.units import Unit
from kimtan.figures import Language, date_text, number_text
from kimtan.present import marks, ranges
from kimtan.present.blocks import Number
from kimtan.present.derived import DERIVED, Form
from kimtan.present.marks import Mark
from kimtan.present.prose import lower_first
from kimtan.present.wording import PER_MONTH, derived_text, sign, stated_text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Facts:
    """A dataset's numbers in one language."""

    dataset: Dataset
    language: Language

    def word(self, vi: str, en: str) -> str:
        """The one of two texts that is in the facts' language."""
        return vi if self.language == "vi" else en

    def name(self, indicator: str) -> str:
        """An indicator's name."""
        return self.dataset.indicators[indicator].name(self.language)

    def prose_name(self, indicator: str) -> str:
        """An indicator's name inside a sentence: a small first letter, no explanation in brackets."""
        return lower_first(self.name(indicator).partition(" (")[0])

    def has(self, indicator: str, measure: str = "actual") -> bool:
        """Whether anything is stated of it, and this edition may show it."""
        return bool(self.dataset.statements(indicator, measure))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What came of every rule, as far as this edition may show it."""
        return store.findings(self.dataset)

    @cached_property
    def finding(self) -> Mapping[str, Finding]:
        """The same by their identity."""
        return {one.id: one for one in self.findings}

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The mark of every stated figure that has one, by the figure's identity."""
        return marks.marks(self)

    @cached_property
    def rows(self) -> Mapping[str, Observation]:
        """The statements of this edition by the figure's identity."""
        return {row.figure: row for row in self.dataset.observations}

    @cached_property
    def figures(self) -> Statements:
        """The same as ranges, as the audit sees them."""
        return statements(self.dataset)

    @cached_property
    def lists(self) -> Mapping[str, NamedList]:
        """The lists of this edition by the identity of their count as a figure."""
        return {named.figure: named for named in self.dataset.texts.lists}

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

    def status(self, indicator: str) -> str | None:
        """An indicator's status against the time gone; ``None`` where there is no plan or time tells nothing."""
        if indicator not in self.frame.index:
            return None
        status = self.frame.at[indicator, "status"]
        return status if isinstance(status, str) else None

    def reading(self, indicator: str) -> Reading:
        """How an indicator's target of the next half is to be read (:mod:`kimtan.audit.targets`)."""
        return reading(self.figures, indicator)

    def range(self, figure: str) -> Range:
        """What a stated figure stands for, in its indicator's unit."""
        return self.figures.amount(self.rows[figure]).range

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
        mark = marks.gravest([self.marks.get(ref), marks.inherited(self, inputs)]) if is_marked else None
        places = tuple(dict.fromkeys(listed))
        return Number(text, ref, formula, tuple(inputs), mark, listed=places, stands_for=stands_for)

    def count(
        self,
        count: int,
        ref: str,
        formula: tuple[str, str],
        of: Sequence[Number] = (),
        *,
        listed: Sequence[str] = (),
        is_marked: bool = False,
    ) -> Number:
        """How many there are of something; ``is_marked`` where it would be another one if figures were.

        What is counted can be followed: as the figures ``of`` something, or at the places where it is ``listed``.
        """
        text = number_text(count, self.language)
        return self.number(text, ref, self.word(*formula), _figures(of), is_marked=is_marked, listed=listed)

    def stated(
        self, indicator: str, measure: str = "actual", *, prose: bool = False, bare: bool = False
    ) -> Number | None:
        """The first statement of a measure, or ``None``; see :meth:`statement`."""
        rows = self.dataset.statements(indicator, measure)
        return self.statement(rows[0], prose=prose, bare=bare) if rows else None

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

    def derived(self, indicator: str, name: str, bare: bool = False) -> Number | None:
        """A derived figure of :data:`~kimtan.present.derived.DERIVED`, or ``None`` where it cannot be computed."""
        rule = DERIVED[name]
        value = self.value(indicator, rule.column)
        if value is None:
            return None
        one = self.dataset.indicators[indicator]
        unit, per_month = self.dataset.units[one.unit], rule.per_month
        text = derived_text(value, rule.form, one, unit, self.language, bare=bare, per_month=per_month)
        formula, inputs = self.word(rule.formula_vi, rule.formula_en), self._inputs(one, name)
        ref, stands_for = DerivedId.of(indicator, name), self._range(one, name, value)
        return self.number(text, ref, formula, inputs, stands_for=stands_for)

    def compute(
        self,
        ref: str,
        value: float,
        form: Form,
        formula: tuple[str, str],
        inputs: Sequence[Number],
        unit_of: str = "",
        *,
        is_marked: bool = True,
        over: Callable[..., Fraction] | None = None,
    ) -> Number:
        """A figure computed from shown ones on the spot: a share, an average, a difference.

        Parameters
        ----------
        ref
            Its identity, such as ``digital.eid_activated:share_of:digital.eid_registered``.
        formula
            In Vietnamese and in English.
        unit_of
            For an amount: the indicator whose unit and decimals it has.
        is_marked
            As in :meth:`number`.
        over
            The formula itself, of the inputs in their indicators' units, for the range that the figure stands for.
        """
        one = self.dataset.indicators[unit_of or DerivedId(ref).indicator]
        unit, figures = self.dataset.units[one.unit], _figures(inputs)
        text = derived_text(value, form, one, unit, self.language)
        found = ranges.of_figures(self, figures, over, value) if over else None
        stands_for = ranges.told(self, found, sign(form, unit, self.language))
        return self.number(text, ref, self.word(*formula), figures, is_marked=is_marked, stands_for=stands_for)

    def computed_in(
        self,
        ref: str,
        value: float,
        unit: Unit,
        formula: tuple[str, str],
        inputs: Sequence[Number],
        over: Callable[..., Fraction] | None = None,
    ) -> Number:
        """Like :meth:`compute`, for an amount in a unit of its own, shown with one decimal."""
        text, figures = unit.amount(number_text(value, self.language, 1), self.language, value), _figures(inputs)
        found = ranges.of_figures(self, figures, over, value) if over else None
        return self.number(text, ref, self.word(*formula), figures, stands_for=ranges.told(self, found, unit))

    def _range(self, one: Indicator, name: str, value: float) -> str:
        """What a derived figure stands for, in words; nothing where that is not known."""
        key = one.indicator, name
        if key not in self._ranges:
            rule = DERIVED[name]
            found = ranges.of_derived(self, one, name, self._inputs(one, name), value)
            told = ranges.told(self, found, sign(rule.form, self.dataset.units[one.unit], self.language))
            self._ranges[key] = told + (PER_MONTH[self.language] if told and rule.per_month else "")
        return self._ranges[key]

    @cached_property
    def _ranges(self) -> dict[tuple[str, str], str]:
        """Those found so far: a figure is shown in several places."""
        return {}

    def _inputs(self, one: Indicator, name: str) -> tuple[str, ...]:
        rule = DERIVED[name]
        own = [one.indicator]
        if rule.scope == "siblings" and one.part_of:
            own = list(self.dataset.parts(one.part_of, one.breakdown))
        rows = [self.dataset.statements(indicator, measure)[:1] for indicator in own for measure in rule.measures]
        return tuple(row.figure for found in rows for row in found)

    def plan(self, indicator: str, bare: bool = False) -> Number | None:
        """The year's plan: as stated, else as the stated percentage implies it (see :meth:`is_implied`)."""
        return self.stated(indicator, "plan", bare=bare) or self.derived(indicator, "implied_plan", bare)

    def is_implied(self, indicator: str) -> bool:
        """Whether the plan is only implied, hence known about as precisely as the percentage was written."""
        return not self.has(indicator, "plan")

    def completion(self, indicator: str, bare: bool = False) -> Number | None:
        """Completion of the plan: as stated, else computed from actual and plan."""
        return self.stated(indicator, "pct_of_plan", bare=bare) or self.derived(indicator, "completion", bare)

    def other_plans(self, indicator: str) -> tuple[Observation, ...]:
        """Plans that another authority assigned than the one whose plan counts, one a basis."""
        rows = self.dataset.statements(indicator, "plan")
        found = {row.basis: row for row in reversed(rows) if rows and row.basis != rows[0].basis}
        return tuple(reversed(found.values()))

    def other_completion(self, indicator: str, plan: Observation, bare: bool = False) -> Number | None:
        """Completion of another plan: as stated on its basis, else computed from it and the actual."""
        stated = [row for row in self.dataset.statements(indicator, "pct_of_plan") if row.basis == plan.basis]
        if stated:
            return self.statement(stated[0], bare=bare)
        actual, amount = self.value(indicator, "actual"), self.dataset.amount(plan)
        achieved = self.stated(indicator)
        if actual is None or achieved is None or amount <= 0:
            return None
        ref, value = DerivedId.of(indicator, "completion", str(plan.basis)), 100 * actual / amount
        formula = ("thực hiện ÷ kế hoạch năm", "actual ÷ annual plan")
        number = self.compute(ref, value, "percent", formula, [achieved, self.statement(plan)])
        return replace(number, text=number.text.rstrip("%")) if bare else number

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

    def place(self, source: str) -> str:
        """A source place for people: ``dòng 27``."""
        place = SourcePlace(source)
        where = place.within if place.line is None else f"{self.word('dòng', 'line')} {place.line}"
        return where if place.document == self.dataset.sources.first else f"{place.document}, {where}"


def _figures(numbers: Sequence[Number]) -> tuple[str, ...]:
    """Identities of the stated figures that some numbers are, or rest on."""
    return tuple(dict.fromkeys(name for number in numbers for name in (number.inputs or (number.ref,))))

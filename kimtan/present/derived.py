"""Every derived figure that may be shown: one expression with its name, its form and its formula in words.

Value, range and the stated figures that it rests on all come from the expression (:mod:`kimtan.audit.computed`). A
derived figure is added here, and nowhere else. :mod:`kimtan.metrics` has the same quantities as columns of a frame, for
analysts; a property test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kimtan.audit.computed import Given
from kimtan.data.formulas import Constant, Expression, NotBelowZero, Product, Quotient, Scaled, Sum, Term, minus, scaled
from kimtan.data.identities import Topic
from kimtan.data.implied_levels import level_by
from kimtan.languages import Bilingual

NumberForm = Literal["amount", "percent", "points", "times"]

_HUNDRED = Constant(Fraction(100))


@dataclass(frozen=True)
class Stated:
    """What is stated of an indicator and its siblings, as expressions; the stated before the implied.

    What is neither has no expression: asking for it raises ``KeyError``.

    Parameters
    ----------
    indicator
        Its identity.
    given
        What is stated, of any indicator: the first statement of a measure.
    parts
        The indicator with its siblings, where it is part of a whole: each with how many of the whole's unit one of its
        own is.
    days_gone, days_left
        Of the year, until the cut-off date of its figures and after it.
    is_cumulative
        Whether it adds up over the year and was counted since January, so that time gone tells something of it.
    is_partial
        Whether it adds up over the year and was counted in a later window alone, so that the year's plan less it is
        not what remains.
    """

    indicator: str
    given: Given
    parts: Mapping[str, Fraction]
    days_gone: int
    days_left: int
    is_cumulative: bool
    is_partial: bool = False

    def has(self, measure: str, of: str = "") -> bool:
        """Whether a measure is stated."""
        return self.given(of or self.indicator, measure, None) is not None

    def stated(self, measure: str, of: str = "") -> Expression:
        """A measure as it is stated."""
        topic = Topic(of or self.indicator, measure)
        if not self.has(measure, of):
            raise KeyError(topic)
        return Term(topic)

    def actual(self, of: str = "") -> Expression:
        return self.stated("actual", of)

    def implied_plan(self) -> Expression:
        return level_by("pct_of_plan", self.actual(), self.stated("pct_of_plan"))

    def plan(self) -> Expression:
        return self.stated("plan") if self.has("plan") else self.implied_plan()

    def computed_completion(self) -> Expression:
        return percent(self.actual(), self.stated("plan"))

    def completion(self) -> Expression:
        return self.stated("pct_of_plan") if self.has("pct_of_plan") else self.computed_completion()

    def remaining(self) -> Expression:
        if self.is_partial and not self.has("remaining"):
            raise KeyError(self.indicator)
        return self.stated("remaining") if self.has("remaining") else minus(self.plan(), self.actual())

    def implied_last_year(self, of: str = "") -> Expression:
        rate = "yoy_pct" if self.has("yoy_pct", of) else "yoy_index"
        return level_by(rate, self.actual(of), self.stated(rate, of))

    def base(self, of: str = "") -> Expression:
        """Last year's value as it is stated: by itself, or by the change since."""
        if self.has("last_year", of):
            return self.stated("last_year", of)
        return level_by("yoy_abs", self.actual(of), self.stated("yoy_abs", of))

    def last_year(self, of: str = "") -> Expression:
        try:
            return self.base(of)
        except KeyError:
            return self.implied_last_year(of)

    def computed_growth(self) -> Expression:
        return minus(percent(self.actual(), self.base()), _HUNDRED)

    def growth(self) -> Expression:
        if self.has("yoy_pct"):
            return self.stated("yoy_pct")
        return minus(self.stated("yoy_index"), _HUNDRED) if self.has("yoy_index") else self.computed_growth()

    def change(self, of: str = "") -> Expression:
        return minus(self.actual(of), self.last_year(of))

    def of_all(self, quantity: Callable[[str], Expression]) -> Expression:
        """The sum of a quantity over the parts of the whole; ``KeyError`` where it is part of none."""
        if not self.parts:
            raise KeyError(self.indicator)
        return Sum(tuple(scaled(factor, quantity(part)) for part, factor in self.parts.items()))

    def share(self, quantity: Callable[[str], Expression], of: Callable[[str], Expression] | None = None) -> Expression:
        """A quantity in percent of the sum over all parts, of itself or of another quantity."""
        whole = self.of_all(of or quantity)
        return percent(scaled(self.parts[self.indicator], quantity(self.indicator)), whole)

    def time(self) -> tuple[Expression, Expression, Expression]:
        """Days gone, days left, days of the year; ``KeyError`` for an indicator that does not add up over time."""
        if not self.is_cumulative:
            raise KeyError(self.indicator)
        days = (self.days_gone, self.days_left, self.days_gone + self.days_left)
        gone, left, year = (Constant(Fraction(count)) for count in days)
        return gone, left, year

    def per_month(self, amount: Expression, days: Expression) -> Expression:
        return Quotient(Scaled(Fraction(self.days_gone + self.days_left, 12), amount), days)

    def achieved_per_month(self) -> Expression:
        return self.per_month(self.actual(), self.time()[0])

    def needed_per_month(self) -> Expression:
        return self.per_month(NotBelowZero(self.remaining()), self.time()[1])

    def outlook(self) -> Expression:
        gone, _, year = self.time()
        return Quotient(Product(self.actual(), year), gone)

    def lead(self) -> Expression:
        gone, _, year = self.time()
        return minus(self.completion(), percent(gone, year))


def percent(part: Expression, base: Expression) -> Expression:
    """A part in percent of a base."""
    return Quotient(Scaled(Fraction(100), part), base)


@dataclass(frozen=True)
class Derived:
    """One derived figure.

    Parameters
    ----------
    form
        How its value is written: an amount in the indicator's unit, a percentage, percentage points or a multiple.
    formula
        The formula in words.
    expression
        The formula itself; raises ``KeyError`` where something that it takes is not stated.
    per_month
        Whether the amount is one per month.
    is_monotonic
        Whether it rises or falls with each of its inputs, whatever the others are; else it has no range.
    """

    form: NumberForm
    formula: Bilingual
    expression: Callable[[Stated], Expression]
    per_month: bool = False
    is_monotonic: bool = True


DERIVED: Mapping[str, Derived] = {
    "completion": Derived(
        "percent", Bilingual("thực hiện ÷ kế hoạch năm", "actual ÷ annual plan"), Stated.computed_completion
    ),
    "implied_plan": Derived(
        "amount", Bilingual("thực hiện ÷ tỷ lệ đạt kế hoạch", "actual ÷ share of plan achieved"), Stated.implied_plan
    ),
    "implied_last_year": Derived(
        "amount", Bilingual("thực hiện ÷ (1 + tốc độ tăng)", "actual ÷ (1 + growth)"), Stated.implied_last_year
    ),
    "growth": Derived(
        "percent",
        Bilingual("100 × thực hiện ÷ cùng kỳ năm trước − 100", "100 × actual ÷ same period last year − 100"),
        Stated.computed_growth,
    ),
    "index": Derived(
        "percent", Bilingual("100 + tốc độ tăng", "100 + growth"), lambda stated: Sum((_HUNDRED, stated.growth()))
    ),
    "change": Derived(
        "amount", Bilingual("thực hiện − cùng kỳ năm trước", "actual − same period last year"), Stated.change
    ),
    "remaining": Derived("amount", Bilingual("kế hoạch năm − thực hiện", "annual plan − actual"), Stated.remaining),
    "lead": Derived(
        "points",
        Bilingual("tỷ lệ đạt kế hoạch − thời gian đã qua", "share of plan − share of the year gone"),
        Stated.lead,
    ),
    "achieved_per_month": Derived(
        "amount",
        Bilingual("thực hiện ÷ số tháng đã qua", "actual ÷ months gone"),
        Stated.achieved_per_month,
        per_month=True,
    ),
    "needed_per_month": Derived(
        "amount",
        Bilingual("(kế hoạch năm − thực hiện) ÷ số tháng còn lại", "(annual plan − actual) ÷ months left"),
        Stated.needed_per_month,
        per_month=True,
    ),
    "pace_ratio": Derived(
        "times",
        Bilingual("mức cần mỗi tháng ÷ mức đã đạt mỗi tháng", "needed per month ÷ achieved per month"),
        lambda stated: Quotient(stated.needed_per_month(), stated.achieved_per_month()),
    ),
    "share": Derived(
        "percent",
        Bilingual("phần ÷ tổng các phần", "part ÷ sum of the parts"),
        lambda stated: stated.share(stated.actual),
    ),
    "share_change": Derived(
        "points",
        Bilingual(
            "tỷ trọng kỳ này − tỷ trọng cùng kỳ năm trước", "share in this period − share in the same period last year"
        ),
        lambda stated: minus(stated.share(stated.actual), stated.share(stated.last_year)),
        is_monotonic=False,
    ),
    "contribution": Derived(
        "points",
        Bilingual(
            "mức tăng của phần ÷ tổng các phần cùng kỳ năm trước",
            "change of the part ÷ sum of the parts in the same period last year",
        ),
        lambda stated: stated.share(stated.change, of=stated.last_year),
    ),
    "whole_growth": Derived(
        "percent",
        Bilingual(
            "tổng mức tăng của các phần ÷ tổng các phần cùng kỳ năm trước",
            "sum of the parts' changes ÷ sum of the parts in the same period last year",
        ),
        lambda stated: percent(stated.of_all(stated.change), stated.of_all(stated.last_year)),
    ),
    "outlook": Derived(
        "amount", Bilingual("thực hiện ÷ phần thời gian đã qua", "actual ÷ share of the year gone"), Stated.outlook
    ),
    "outlook_of_plan": Derived(
        "percent",
        Bilingual("thực hiện ÷ phần thời gian đã qua ÷ kế hoạch năm", "actual ÷ share of the year gone ÷ annual plan"),
        lambda stated: percent(stated.outlook(), stated.plan()),
    ),
}

"""A made-up commune over two years: H1, 9M and FY of each, with a revision, a correction and a merger on the way.

Nothing of it is anybody's figure. Every number comes from a seed; wholes are the sums of their parts, so that what the
audit finds is what was put in. The commune is measured by the suite's own dictionary, a dozen indicators of it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from kimtan.data.indicators import Indicator
from kimtan.period import Period

FLOWS: Mapping[str, tuple[float, float]] = {
    "income.agriculture": (60, 90),
    "income.industry": (150, 250),
    "income.construction": (60, 120),
    "income.trade": (200, 300),
    "income.transport": (40, 80),
    "income.finance_other": (20, 60),
    "crops.sown_area": (300, 500),
    "crops.grain_output": (1500, 2500),
    "budget.revenue": (8000, 15000),
    "housing.new_houses": (40, 90),
    "enterprises.new": (8, 20),
}
"""What piles up over a year, with the least and the most that a year brings."""

STOCKS: Mapping[str, tuple[float, float]] = {
    "livestock.pigs": (600, 1200),
    "livestock.cattle": (200, 400),
    "livestock.poultry": (15000, 30000),
    "households.total": (2500, 3500),
}
"""What there is on a day, with the least and the most at the beginning."""

WHOLES: Mapping[str, tuple[str, ...]] = {
    "income.industry_construction": ("income.industry", "income.construction"),
    "income.trade_services": ("income.trade", "income.transport", "income.finance_other"),
    "income.total": ("income.agriculture", "income.industry_construction", "income.trade_services"),
}
"""Sums, each after those that it is made of."""

REACHED = {"H1": 0.49, "9M": 0.745, "FY": 1.0}
"""The share of a year's flow that there is at the end of a period, but for a few points of luck."""

_MERGED_IN = Period(2025, "9M")
_GROWN = 1.6  # how much larger the commune is after the merger

PERIODS = tuple(Period(year, kind) for year in (2024, 2025) for kind in REACHED)


@dataclass(frozen=True)
class Commune:
    """The figures of one commune, as they were and as they were published.

    Parameters
    ----------
    indicators
        The dictionary, for the decimals.
    seed
        Another seed is another commune.
    merged_in
        The first period of the territory that came of a merger; nothing before it compares with it.
    """

    indicators: Mapping[str, Indicator]
    seed: int = 0
    merged_in: Period = _MERGED_IN
    revised: Mapping[tuple[Period, str], Decimal] = field(default_factory=dict)

    unit = "xã Sông Lành"
    merged_with = ("xã Sông Lành", "xã Đồi Thông")

    @cached_property
    def _truth(self) -> Mapping[tuple[Period, str], Decimal]:
        luck = random.Random(self.seed)
        found: dict[tuple[Period, str], Decimal] = {}
        for name, (least, most) in (*FLOWS.items(), *STOCKS.items()):
            level = luck.uniform(least, most)
            for period in (*(Period(2023, kind) for kind in REACHED), *PERIODS):
                if period.kind == "H1" and period.year > 2023:
                    level *= luck.uniform(0.98, 1.15)
                reached = REACHED[period.kind] * luck.uniform(0.97, 1.03) if name in FLOWS else luck.uniform(0.97, 1.03)
                grown = _GROWN if period >= self.merged_in else 1.0
                found[period, name] = self._rounded(name, level * (reached if period.kind != "FY" else 1) * grown)
        for whole, parts in WHOLES.items():
            for period in {period for period, _ in tuple(found)}:
                found[period, whole] = sum((found[period, part] for part in parts), Decimal(0))
        return found

    def actual(self, period: Period, name: str) -> Decimal:
        """What was achieved, with the indicator's decimals."""
        return self._truth[period, name]

    def last_year(self, period: Period, name: str) -> Decimal:
        """What the report calls the same period last year: as published then, unless it was revised since.

        After the merger it is re-based: the sum over all communes that were merged.
        """
        before = period.previous_year()
        revised = self.revised.get((before, name))
        if revised is not None:
            return revised
        if period >= self.merged_in > before:
            return (
                self._rounded(name, float(self._truth[before, name]) * _GROWN)
                if name not in WHOLES
                else self._sum(period, name)
            )
        return self._truth[before, name]

    def plan(self, period: Period, name: str) -> Decimal:
        """The plan of a period's year: a little more than what the year before brought, for the territory of then."""
        if name in WHOLES:
            return sum((self.plan(period, part) for part in WHOLES[name]), Decimal(0))
        grown = 1.06 * (_GROWN if period >= self.merged_in else 1)
        return self._rounded(name, float(self._truth[Period(period.year - 1, "FY"), name]) * grown)

    @property
    def names(self) -> tuple[str, ...]:
        """All indicators that are stated, in no particular order."""
        return (*FLOWS, *STOCKS, *WHOLES)

    def _sum(self, period: Period, whole: str) -> Decimal:
        return sum((self.last_year(period, part) for part in WHOLES[whole]), Decimal(0))

    def _rounded(self, name: str, value: float) -> Decimal:
        return Decimal(f"{value:.{self.indicators[name].decimals}f}")

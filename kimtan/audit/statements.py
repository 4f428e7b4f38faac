"""A period's figures by what they state: each as a range, in its indicator's unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations
from typing import NamedTuple

from kimtan.audit.amounts import Amount
from kimtan.figures import Rounding
from kimtan.indicators import Indicator
from kimtan.observations import PERCENT_MEASURES, Observation
from kimtan.units import Unit


class Topic(NamedTuple):
    """What figures are about: a measure of an indicator, on one basis where several plans are assigned."""

    indicator: str
    measure: str
    basis: str | None = None

    def __str__(self) -> str:
        return ":".join(part for part in self if part)


class Statements:
    """All figures of a period, converted; percentages that are measures stay percentages.

    Parameters
    ----------
    observations
        The figures.
    indicators, units
        The data dictionary.
    rounding
        How figures were rounded when they were written.
    """

    def __init__(
        self,
        observations: Sequence[Observation],
        indicators: Mapping[str, Indicator],
        units: Mapping[str, Unit],
        rounding: Rounding,
    ) -> None:
        self.indicators = indicators
        self.units = units
        percents = [unit for unit in units.values() if unit.dimension == "percent" and unit.factor == 1]
        self._percent = percents[0] if percents else None
        self._stated: dict[Topic, dict[dt.date, list[Amount]]] = {}
        for row in observations:
            dates = self._stated.setdefault(Topic(row.indicator, row.measure, row.basis), {})
            dates.setdefault(row.as_of or dt.date.max, []).append(self._amount(row, rounding))

    def unit(self, indicator: str, measure: str = "actual") -> Unit:
        """The unit of what is stated: the indicator's own, or percent."""
        if measure in PERCENT_MEASURES and self._percent is not None:
            return self._percent
        return self.units[self.indicators[indicator].unit]

    def bases(self, names: Collection[str], measures: Collection[str]) -> list[str | None]:
        """The bases on which any of the measures of the indicators is stated; no basis comes first."""
        found = {topic.basis for topic in self._stated if topic.indicator in names and topic.measure in measures}
        return sorted(found, key=lambda basis: basis or "")

    def has(self, indicator: str, measure: str, basis: str | None = None) -> bool:
        """Whether anything is stated about it."""
        return Topic(indicator, measure, basis) in self._stated

    def stated(self, indicator: str, measure: str, basis: str | None = None) -> Amount | None:
        """What is stated for the latest cut-off date; none where nothing is, or statements contradict each other."""
        dates = self._stated.get(Topic(indicator, measure, basis))
        if dates is None:
            return None
        same = dates[max(dates)]
        if not all(one.meets(two) for one, two in combinations(same, 2)):
            return None
        return reduce(Amount.narrowed_by, same)

    def repeated(self) -> Iterator[tuple[Topic, list[Amount]]]:
        """What is stated more than once for the same cut-off date, in table order."""
        place = {name: number for number, name in enumerate(self.indicators)}
        for topic in sorted(self._stated, key=lambda topic: place[topic.indicator]):
            for _, same in sorted(self._stated[topic].items()):
                if len(same) > 1:
                    yield topic, same

    def _amount(self, row: Observation, rounding: Rounding) -> Amount:
        unit = self.units[row.unit]
        ends = row.interval(self.indicators[row.indicator], unit, rounding)
        amount = Amount(
            low=None if ends.low is None else Fraction(ends.low),
            high=None if ends.high is None else Fraction(ends.high),
            face=Fraction(row.value) if row.bound in {None, "about"} else None,
            figures=(row.figure,),
        )
        return amount.times(Fraction(unit.factor) / Fraction(self.unit(row.indicator, row.measure).factor))

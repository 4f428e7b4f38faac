"""A period's figures by topic, each as a range in its indicator's unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from kimtan.audit.amounts import Amount, exactly
from kimtan.data.identities import RESOLUTION, FigureId, Topic
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES, leading_to
from kimtan.data.observations import Observation
from kimtan.data.texts import NamedList
from kimtan.data.units import Unit, percent
from kimtan.figures import Rounding
from kimtan.period import Period

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset


class Statements:
    """All figures of a period in their indicators' units; measures in percent stay in percent.

    Parameters
    ----------
    observations
        The figures.
    indicators, units
        The data dictionary.
    rounding
        How figures were rounded when they were written.
    lists
        Lists that the source enumerates: the number of their members is a statement of its own, and is used as the
        figure where the figure is not stated.
    period, as_of
        The reporting period, and the report's cut-off date where that is not the period's end.
    earlier
        Figures of other periods of the same territory, in the order of the periods.
    plan_basis
        Of the plan that counts where several are assigned.
    """

    def __init__(
        self,
        observations: Sequence[Observation],
        indicators: Mapping[str, Indicator],
        units: Mapping[str, Unit],
        rounding: Rounding,
        lists: Sequence[NamedList] = (),
        period: Period | None = None,
        as_of: dt.date | None = None,
        earlier: Sequence[Statements] = (),
        plan_basis: str | None = None,
    ) -> None:
        self.indicators = indicators
        self.units = units
        self.rounding = rounding
        self.lists = lists
        self.period = period
        self.as_of = as_of
        self.earlier = earlier
        self.plan_basis = plan_basis
        self.observations = {row.figure: row for row in observations}
        self._places = {figure: place for place, figure in enumerate(self.observations)}
        self._indicator_places = {name: place for place, name in enumerate(indicators)}
        self._percent = percent(units)
        self._stated: dict[Topic, dict[dt.date, list[Amount]]] = {}
        for row in observations:
            dates = self._stated.setdefault(row.topic, {})
            dates.setdefault(row.as_of or dt.date.max, []).append(self.amount(row))
        self._narrowed: dict[Topic, Amount | None] = {}
        self._counted: dict[Topic, list[Amount]] = {}
        for named in lists:
            self._counted.setdefault(named.topic, []).append(exactly(Fraction(len(named.members)), named.figure))
        self._topics: dict[str, list[Topic]] = {}
        for topic in (*self._stated, *self._counted):
            self._topics.setdefault(topic.indicator, []).append(topic)

    @property
    def is_tasked_for_the_year(self) -> bool:
        """Whether tasks are set until the year's end, not for the next month or quarter alone."""
        return self.period is None or not self.period.is_month_or_quarter

    def rows(self, only: Collection[FigureId] | None = None) -> Iterator[tuple[FigureId, Observation]]:
        """The figures (those in ``only`` where given), in table order."""
        known = self._places if only is None else sorted(self._places.keys() & only, key=self._places.__getitem__)
        for figure in known:
            yield figure, self.observations[figure]

    @cached_property
    def below_zero(self) -> frozenset[str]:
        """The indicators of which a level below zero is stated."""
        rows = (row for row in self.observations.values() if row.value < 0)
        return frozenset(row.indicator for row in rows if MEASURES[row.measure].kind == "level")

    def unit(self, indicator: str, measure: str = "actual") -> Unit:
        """The unit of what is stated: the indicator's own, or percent."""
        if MEASURES[measure].is_percent and self._percent is not None:
            return self._percent
        return self.units[self.indicators[indicator].unit]

    def bases(self, names: Collection[str], measures: Collection[str]) -> list[str | None]:
        """The bases on which any of the measures is stated for any of the indicators; ``None`` (no basis) first."""
        stated = (topic for name in names for topic in self._topics.get(name, ()))
        bases = {topic.basis for topic in stated if topic.measure in measures}
        return sorted(bases, key=lambda basis: basis or "")

    def plan_bases(self, indicator: str) -> list[str | None]:
        """The bases of an indicator's plans of the year; a resolution's, which is for years, only where it counts."""
        bases = self.bases([indicator], leading_to("plan"))
        return [basis for basis in bases if basis != RESOLUTION or self.plan_basis == RESOLUTION]

    def has(self, indicator: str, measure: str, basis: str | None = None) -> bool:
        """Whether the measure is stated, be it only by a list of members."""
        topic = Topic(indicator, measure, basis)
        return topic in self._stated or topic in self._counted

    def statements(self, indicator: str, measure: str, basis: str | None = None) -> tuple[Amount, ...]:
        """All statements for the latest cut-off date; the counts of lists only where no figure is stated."""
        topic = Topic(indicator, measure, basis)
        dates = self._stated.get(topic)
        return tuple(dates[max(dates)] if dates else self._counted.get(topic, ()))

    def stated(self, indicator: str, measure: str, basis: str | None = None) -> Amount | None:
        """The amount for the latest cut-off date; ``None`` where nothing is stated or statements contradict."""
        topic = Topic(indicator, measure, basis)
        if topic not in self._narrowed:
            self._narrowed[topic] = _narrowed(self.statements(*topic))
        return self._narrowed[topic]

    def actual(self, indicator: str, basis: str | None = None) -> Topic:
        """The topic of the actual; one without a basis of its own serves every plan."""
        return Topic(indicator, "actual", basis if self.has(indicator, "actual", basis) else None)

    def counted(self) -> Iterator[tuple[Topic, Amount]]:
        """The count of each list, in table order."""
        for topic in self._in_table_order(self._counted):
            for amount in self._counted[topic]:
                yield topic, amount

    def repeated(self) -> Iterator[tuple[Topic, list[Amount]]]:
        """Each topic stated more than once for the same cut-off date, in table order."""
        for topic in self._in_table_order(self._stated):
            for _, same in sorted(self._stated[topic].items()):
                if len(same) > 1:
                    yield topic, same

    def reached(self) -> Amount:
        """How many indicators have reached their plan of the year, by the stated percentages of it.

        An indicator with several plans is sure to have reached its plan where it has reached all of them.
        """
        by_indicator: dict[str, list[Amount]] = {}
        for topic in self._stated:
            is_of_the_year = topic.measure == "pct_of_plan" and topic.basis in self.plan_bases(topic.indicator)
            if is_of_the_year and (share := self.stated(*topic)):
                by_indicator.setdefault(topic.indicator, []).append(share)
        shares = by_indicator.values()
        sure = sum(all(share.low is not None and share.low >= 100 for share in own) for own in shares)
        face = sum(all(share.face is not None and share.face >= 100 for share in own) for own in shares)
        maybe = [[share for share in own if share.high is None or share.high >= 100] for own in shares]
        figures = tuple(dict.fromkeys(figure for own in maybe for share in own for figure in share.figures))
        return Amount(Fraction(sure), Fraction(sum(map(bool, maybe))), Fraction(face), figures)

    def cut_offs(self, figures: Collection[FigureId]) -> frozenset[dt.date | None]:
        """The cut-off dates of cumulative figures; ``None`` is the report's own."""
        rows = (self.observations[figure] for figure in figures if figure in self.observations)
        return frozenset(row.as_of for row in rows if MEASURES[row.measure].is_cumulative)

    def qualifiers(self, figures: Collection[FigureId]) -> frozenset[str | None]:
        """How figures were measured, as the source says; ``None`` for those of which it says nothing."""
        return frozenset(self.observations[figure].qualifier for figure in figures if figure in self.observations)

    def amount(self, row: Observation) -> Amount:
        """The range that one figure stands for, in its indicator's unit."""
        ends = row.interval(self.indicators[row.indicator], self.units[row.unit], self.rounding)
        amount = Amount(
            low=None if ends.low is None else Fraction(ends.low),
            high=None if ends.high is None else Fraction(ends.high),
            face=Fraction(row.value) if row.bound in {None, "about"} else None,
            figures=(row.figure,),
        )
        factor = self.factor(row)
        return amount if factor == 1 else amount.times(factor)

    def factor(self, row: Observation) -> Fraction:
        """The factor that converts a figure into its indicator's unit."""
        unit, own = self.units[row.unit], self.unit(row.indicator, row.measure)
        return Fraction(1) if unit is own else Fraction(unit.factor) / Fraction(own.factor)

    def _in_table_order(self, topics: Collection[Topic]) -> list[Topic]:
        return sorted(topics, key=lambda topic: self._indicator_places[topic.indicator])


def statements(dataset: Dataset, beside: Sequence[Dataset] = ()) -> Statements:
    """A period's figures as the audit sees them: what the edition shows, with the whole dictionary.

    ``beside`` are the other periods that these figures are confronted with.
    """
    settings = dataset.config.settings
    return Statements(
        [row for row in dataset.observations if dataset.is_comparable(row)],
        dataset.complete.indicators,
        dataset.units,
        settings.rounding,
        dataset.texts.lists,
        dataset.period,
        settings.as_of,
        [statements(period) for period in beside],
        settings.plan_basis,
    )


def _narrowed(statements: Sequence[Amount]) -> Amount | None:
    """What several statements leave together; ``None`` where there are none, or they leave nothing."""
    amount: Amount | None = None
    for statement in statements:
        if amount is not None and not amount.meets(statement):
            return None
        amount = statement if amount is None else amount.narrowed_by(statement)
    return amount

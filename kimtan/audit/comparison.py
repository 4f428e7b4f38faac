"""Two periods, or two versions of one, side by side: what changed, what is new, what is gone, what was revised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kimtan.audit.amounts import Amount, exactly
from kimtan.audit.statements import Statements, statements
from kimtan.data.dataset import Dataset
from kimtan.data.indicators import CUMULATIVE_KINDS
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.territory import is_same_territory

Presence = Literal["same", "changed", "new", "awaited", "dropped"]
Comparable = Literal["yes", "territory", "length"]


@dataclass(frozen=True)
class Compared:
    """One figure in both datasets.

    Parameters
    ----------
    indicator, measure, basis
        What the figure states; the measure is always ``actual`` between two periods.
    old, new
        Its first statement in each dataset; None where there is none.
    change, change_pct
        New minus old, in the indicator's unit and in percent of old; None where unknown or not comparable.
    revised
        Last year's value according to the newer period, where it contradicts what the older period published.
    is_same
        Whether both state the same value, be a change between them meaningful or not.
    is_awaited
        Whether the newer dataset, which has no figure, is still to have one.
    """

    indicator: str
    measure: str
    basis: str | None
    old: Observation | None
    new: Observation | None
    change: Fraction | None = None
    change_pct: Fraction | None = None
    revised: Amount | None = None
    is_same: bool = False
    is_awaited: bool = False

    @property
    def state(self) -> Presence:
        """Whether the figure is new, not filled in yet, dropped, changed or the same."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "awaited" if self.is_awaited else "dropped"
        return "same" if self.is_same else "changed"


@dataclass(frozen=True)
class Comparison:
    """All figures of two datasets, in table order.

    Parameters
    ----------
    is_version
        Whether both are of the same period, so that every measure is compared.
    comparable
        Whether differences are meaningful: they are not between two territories, nor, for cumulative indicators,
        between periods of different lengths.
    """

    old: Dataset
    new: Dataset
    is_version: bool
    comparable: Comparable
    rows: tuple[Compared, ...]


def compare(old: Dataset, new: Dataset) -> Comparison:
    """Compare two periods of a unit, or two versions of one period, each in its own edition."""
    is_version = old.period == new.period
    comparable: Comparable = "yes"
    if not is_version and not is_same_territory(old.config, new.config):
        comparable = "territory"
    elif old.period.kind != new.period.kind:
        comparable = "length"
    rows = _versions(old, new) if is_version else _periods(old, new, comparable)
    return Comparison(old, new, is_version, comparable, tuple(rows))


def _periods(old: Dataset, new: Dataset, comparable: Comparable) -> Iterator[Compared]:
    is_next_year = new.period.previous_year() == old.period and comparable == "yes"
    then, now = statements(old), statements(new)
    awaited = _awaited(old, new)
    for name in dict.fromkeys([*new.indicators, *old.indicators]):
        before, after = _first(old, name, "actual"), _first(new, name, "actual")
        if before is None and after is None:
            continue
        indicator = (new if name in new.indicators else old).indicators[name]
        difference = _difference(old, new, before, after)
        is_same = difference[0] == 0
        if comparable == "territory" or (comparable == "length" and indicator.kind in CUMULATIVE_KINDS):
            difference = None, None
        revised = _revised(then, now, name) if is_next_year and before is not None else None
        yield Compared(name, "actual", None, before, after, *difference, revised, is_same, name in awaited)


def _versions(old: Dataset, new: Dataset) -> Iterator[Compared]:
    topics = [(row.indicator, row.measure, row.basis) for dataset in (new, old) for row in dataset.observations]
    order = {name: place for place, name in enumerate([*new.indicators, *old.indicators])}
    for name, measure, basis in sorted(set(topics), key=lambda topic: (order[topic[0]], topics.index(topic))):
        before, after = _first(old, name, measure, basis), _first(new, name, measure, basis)
        difference = _difference(old, new, before, after)
        yield Compared(name, measure, basis, before, after, *difference, is_same=difference[0] == 0)


def _awaited(old: Dataset, new: Dataset) -> frozenset[str]:
    """Indicators whose figure is still to come: those with a plan or a base, and all while most are not filled in."""
    before, after = (
        {row.indicator for row in dataset.observations if row.measure == "actual"} for dataset in (old, new)
    )
    if len(before & after) * 2 < len(before):
        return frozenset(before - after)
    return frozenset(row.indicator for row in new.observations if MEASURES[row.measure].level) - after


def _first(dataset: Dataset, name: str, measure: str, basis: str | None = None) -> Observation | None:
    rows = (row for row in dataset.observations if (row.indicator, row.measure, row.basis) == (name, measure, basis))
    return next(rows, None)


def _difference(
    old: Dataset, new: Dataset, before: Observation | None, after: Observation | None
) -> tuple[Fraction | None, Fraction | None]:
    if before is None or after is None:
        return None, None
    first, second = Fraction(old.own_value(before)), Fraction(new.own_value(after))
    if old.indicators[before.indicator].unit != new.indicators[after.indicator].unit:
        return None, None
    return second - first, (second - first) * 100 / first if first > 0 else None


def _revised(then: Statements, now: Statements, name: str) -> Amount | None:
    """Last year's value as stated or implied now, where it contradicts what was published then."""
    published = then.stated(name, "actual")
    restated = now.stated(name, "last_year") or _implied(now, name)
    return restated if published is not None and restated is not None and not restated.meets(published) else None


def _implied(now: Statements, name: str) -> Amount | None:
    """Last year's value implied by this year's actual and its stated growth."""
    actual, growth = now.stated(name, "actual"), now.stated(name, "yoy_pct")
    if actual is None or growth is None:
        return None
    hundred = Fraction(100)
    return actual.times(hundred).over(growth.plus(exactly(hundred)))

"""Whether a figure alone can be the wrong one, by how far it would have to lie from what is written.

An income that would have to be a fifth of what is stated, or growth that would have to be a fall of 29 %, explains
nothing: then several figures are wrong, or the rule does not apply.
"""

from __future__ import annotations

from decimal import Decimal

from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.figures import Interval

_TIMES = 3
"""The most that a level or a percentage can be out by, as a factor either way."""

_POINTS = Decimal(20)
"""The most that a change in percent can be out by, in points."""

_THINGS = Decimal(2)
"""What a small number may be out by whatever the factor is."""


def is_credible(row: Observation, needs: Interval | None) -> bool:
    """Whether a figure can be wrong by as much as it takes to reach a range, in the unit that it is written in.

    A range that holds the written value says nothing about this figure alone.

    Examples
    --------
    >>> from kimtan.data.observations import Observation
    >>> cells = {"indicator": "a.b", "measure": "yoy_pct", "value": "15.4", "unit": "pct", "as_written": "15,4%"}
    >>> row = Observation.model_validate({**cells, "status": "final", "source": "report:L1"})
    >>> is_credible(row, Interval(Decimal(-29), Decimal(-8))), is_credible(row, Interval(Decimal(9), Decimal(11)))
    (False, True)
    """
    if needs is None:
        return True
    nearest = row.value
    if needs.low is not None and nearest < needs.low:
        nearest = needs.low
    elif needs.high is not None and nearest > needs.high:
        nearest = needs.high
    else:
        return False
    if MEASURES[row.measure].is_signed_by_words and MEASURES[row.measure].is_percent:
        return abs(nearest - row.value) <= _POINTS
    if abs(nearest - row.value) <= _THINGS * (row.value.as_tuple().exponent == 0):
        return True
    smaller, larger = sorted((abs(nearest), abs(row.value)))
    return nearest * row.value > 0 and larger <= _TIMES * smaller

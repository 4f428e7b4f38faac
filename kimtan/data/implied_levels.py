"""Plan, last year's value and actual as other measures imply them: each formula is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

from kimtan.data.formulas import Constant, Expression, Product, Quotient, Scaled, Sum, minus
from kimtan.data.measures import Level, leading_to

DERIVATIONS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    level: tuple((name,) if name == level else ("actual", name) for name in leading_to(level))
    for level in get_args(Level)
}
"""By level, the groups of measures that state or imply it; the last measure of a group decides the formula."""

_PERCENT = Fraction(1, 100)
_ONE = Constant(Fraction(1))


def level_by(measure: str, actual: Expression, stated: Expression) -> Expression:
    """A level out of an actual and what a measure states of it; the measure itself where it is the level.

    Parameters
    ----------
    measure
        The last measure of one of :data:`DERIVATIONS`.
    actual, stated
        What was achieved and the measure's own value: a percentage, what remains, a change, or the level.
    """
    match measure:
        case "pct_of_plan" | "yoy_index":
            return Quotient(actual, Scaled(_PERCENT, stated))
        case "yoy_pct":
            return Quotient(actual, Sum((_ONE, Scaled(_PERCENT, stated))))
        case "yoy_abs":
            return minus(actual, stated)
        case "remaining":
            return Sum((actual, stated))
        case _:
            return stated


def actual_by(measure: str, level: Expression, stated: Expression) -> Expression:
    """An actual out of a level and the percentage that a measure states of it: :func:`level_by` the other way."""
    share = Scaled(_PERCENT, stated)
    return Product(level, Sum((_ONE, share)) if measure == "yoy_pct" else share)

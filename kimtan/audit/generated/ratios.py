"""A ratio equals its numerator over its denominator; the units' factors are taken into account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kimtan.audit.generated.levels import ANY_LEVEL, levels
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import TARGET_LEVEL, about, fill
from kimtan.data.formulas import Product, Quotient, Scaled, Term
from kimtan.data.measures import MEASURES
from kimtan.languages import NOTHING


def members(figures: Statements) -> Iterator[tuple[str, str, str, Fraction]]:
    """Each ratio with its numerator, its denominator, and the factor that brings their quotient into its unit."""
    for ratio, definition in figures.indicators.items():
        top, bottom = definition.numerator, definition.denominator
        if top and bottom and top in figures.indicators and bottom in figures.indicators:
            own, above, below = (figures.unit(indicator) for indicator in (ratio, top, bottom))
            factor = Fraction(above.factor) / Fraction(below.factor) / Fraction(own.factor)
            yield ratio, top, bottom, factor * 100 if own.dimension == "percent" else factor


def ratios(figures: Statements) -> Iterator[Rule]:
    """One rule for each ratio, level and basis of which anything is known."""
    for ratio, top, bottom, factor in members(figures):
        for measure, basis, (own, above, below) in levels(figures, [ratio, top, bottom], ANY_LEVEL):
            fraction = fill("{} / {}", name(figures, top), name(figures, bottom))
            label = fill("{} = {}{}", name(figures, ratio), fraction, about(measure, basis))
            assumes = TARGET_LEVEL if MEASURES[measure].is_open else NOTHING
            rule = identity("ratio", ratio, measure, basis)
            scaled = Scaled(factor, Term(above)) if factor != 1 else Term(above)
            sides = (Term(own), Quotient(scaled, Term(below)))
            made = compared(figures, "ratio", rule, label, figures.unit(ratio), sides, assumes=assumes)
            yield replace(made, sides=(Product(Term(own), Term(below)), scaled))  # linear where the ratio is stated

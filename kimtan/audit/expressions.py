"""The expressions that rules compare, evaluated forward and backward on exact ranges.

Forward (:func:`amount`) gives the range in which an expression lies. Backward (:func:`needs`) gives, for each figure,
the range in which it alone would have to lie for the expression to reach a wanted range; it is exact where no figure
occurs twice. :func:`linear` gives the coefficients of an expression that is linear in its topics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import combinations

from kimtan.audit.amounts import Amount, Range, exactly
from kimtan.audit.statements import Statements
from kimtan.data.formulas import Constant, Expression, NotBelowZero, Product, Quotient, Reached, Scaled, Sum, Term
from kimtan.data.identities import FigureId, Topic
from kimtan.data.implied_levels import DERIVATIONS, level_by

Coefficients = Mapping[Topic | None, Fraction]
"""The coefficient of each topic; the key ``None`` holds the constant."""


def amount(expression: Expression, figures: Statements) -> Amount | None:
    """The range of an expression; ``None`` where a topic is not known or a divisor may be zero."""
    match expression:
        case Term(topic):
            if figures.has(*topic):
                return figures.stated(*topic)
            implied = implied_level(topic, figures)
            return None if implied is None else amount(implied, figures)
        case Constant(value):
            return exactly(value)
        case Reached():
            return figures.reached()
        case Scaled(factor, inner):
            known = amount(inner, figures)
            return None if known is None else known.times(factor)
        case NotBelowZero(inner):
            known = amount(inner, figures)
            return None if known is None else known.not_below_zero()
        case Sum(addends):
            amounts = [amount(addend, figures) for addend in addends]
            known_amounts = [addend for addend in amounts if addend is not None]
            return reduce(Amount.plus, known_amounts) if len(known_amounts) == len(addends) else None
        case Product(left, right):
            first, second = amount(left, figures), amount(right, figures)
            return None if first is None or second is None else first.by(second)
        case Quotient(dividend, divisor):
            first, second = amount(dividend, figures), amount(divisor, figures)
            return None if first is None or second is None else first.over(second)


def implied_level(topic: Topic, figures: Statements) -> Expression | None:
    """A plan or last year's value as another stated measure implies it; ``None`` where stated, or not implied."""
    stated = [group for group in derivations(topic.measure) if figures.has(topic.indicator, group[-1], topic.basis)]
    if not stated or stated[0] == (topic.measure,):
        return None
    return derived_level(topic.indicator, stated[0], topic.basis, figures)


def derivations(measure: str) -> tuple[tuple[str, ...], ...]:
    """The groups of measures from which a level follows without assumptions, the stated level itself first."""
    return DERIVATIONS.get(measure, ((measure,),))


def derived_level(indicator: str, derivation: tuple[str, ...], basis: str | None, figures: Statements) -> Expression:
    """A level as an expression over one group of :func:`derivations`; an actual without a basis serves every plan."""
    stated = Term(Topic(indicator, derivation[-1], basis))
    return level_by(derivation[-1], Term(figures.actual(indicator, basis)), stated)


def needs(expression: Expression, wanted: Range, figures: Statements) -> Iterator[tuple[FigureId, Range]]:
    """For each figure, the range that it needs, all others unchanged, for the expression to meet ``wanted``.

    A figure is left out where another statement of the same topic rules that range out.
    """
    match expression:
        case Term(topic):
            if figures.has(*topic):
                yield from _needed(figures.statements(*topic), wanted)
            elif (implied := implied_level(topic, figures)) is not None:
                yield from needs(implied, wanted, figures)
        case Scaled(factor, inner):
            yield from needs(inner, wanted.times(1 / factor), figures)
        case Sum(addends):
            for place, addend in enumerate(addends):
                rest = amount(Sum((*addends[:place], *addends[place + 1 :], Constant(Fraction(0)))), figures)
                if rest is not None:
                    yield from needs(addend, wanted.minus(rest), figures)
        case Product(left, right):
            for side, opposite in ((left, right), (right, left)):
                factor_range = amount(opposite, figures)
                if factor_range is not None and (needed := wanted.over(factor_range)) is not None:
                    yield from needs(side, needed, figures)
        case Quotient(dividend, divisor):
            above, below = amount(dividend, figures), amount(divisor, figures)
            if below is not None and (needed := wanted.by(below)) is not None:
                yield from needs(dividend, needed, figures)
            low = (
                wanted.low if wanted.low is not None and wanted.low > 0 else None
            )  # a quotient can be as close to zero as one likes
            if above is not None and (needed := above.range.over(Range(low, wanted.high))) is not None:
                yield from needs(divisor, needed, figures)


def _needed(statements: tuple[Amount, ...], wanted: Range) -> Iterator[tuple[FigureId, Range]]:
    for statement in statements:
        rest = [rival.range for rival in statements if rival is not statement]
        pairs = combinations([wanted, *rest], 2)
        if all(first.meets(second) for first, second in pairs):
            yield statement.figures[0], reduce(Range.narrowed_by, rest, wanted)


def linear(expression: Expression) -> Coefficients | None:
    """The coefficients of an expression that is linear in its topics; ``None`` for any other."""
    match expression:
        case Term(topic):
            return {topic: Fraction(1)}
        case Constant(value):
            return {None: value}
        case Scaled(factor, inner):
            coefficients = linear(inner)
            return None if coefficients is None else {topic: factor * known for topic, known in coefficients.items()}
        case Sum(addends):
            total: dict[Topic | None, Fraction] = {}
            for addend in addends:
                coefficients = linear(addend)
                if coefficients is None:
                    return None
                for unknown, coefficient in coefficients.items():
                    total[unknown] = total.get(unknown, Fraction(0)) + coefficient
            return total
        case _:
            return None

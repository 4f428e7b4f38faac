"""Formulas over what is stated: the expressions that rules compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kimtan.data.identities import Topic


@dataclass(frozen=True)
class Term:
    """A topic's level: as it is stated, else as other measures of the same indicator imply it."""

    topic: Topic


@dataclass(frozen=True)
class Constant:
    """A number of the rule itself."""

    value: Fraction


@dataclass(frozen=True)
class Scaled:
    """An expression times a factor other than zero: another unit, or a change of sign."""

    factor: Fraction
    inner: Expression


@dataclass(frozen=True)
class Sum:
    """Expressions added up."""

    addends: tuple[Expression, ...]


@dataclass(frozen=True)
class Product:
    """One expression times another."""

    one: Expression
    two: Expression


@dataclass(frozen=True)
class Quotient:
    """One expression divided by another."""

    dividend: Expression
    divisor: Expression


@dataclass(frozen=True)
class Reached:
    """How many indicators are seen to have reached their plan of the year, by the percentages stated."""


Expression = Term | Constant | Scaled | Sum | Product | Quotient | Reached


def minus(one: Expression, two: Expression) -> Expression:
    """The difference of two expressions."""
    return Sum((one, Scaled(Fraction(-1), two)))


def topics(expression: Expression) -> Iterator[Topic]:
    """The topics of an expression in reading order."""
    match expression:
        case Term(topic):
            yield topic
        case Scaled(_, inner):
            yield from topics(inner)
        case Sum(addends):
            for addend in addends:
                yield from topics(addend)
        case Product(one, two) | Quotient(one, two):
            yield from topics(one)
            yield from topics(two)


def scaled(factor: Fraction, inner: Expression) -> Expression:
    """An expression times a factor other than zero, without a node that says nothing."""
    match inner:
        case Constant(value):
            return Constant(factor * value)
        case Scaled(other, innermost):
            return scaled(factor * other, innermost)
        case _:
            return inner if factor == 1 else Scaled(factor, inner)

"""Formulas over what is stated: the expressions that rules compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

    left: Expression
    right: Expression


@dataclass(frozen=True)
class Quotient:
    """One expression divided by another."""

    dividend: Expression
    divisor: Expression


@dataclass(frozen=True)
class Reached:
    """How many indicators are seen to have reached their plan of the year, by the percentages stated."""


@dataclass(frozen=True)
class NotBelowZero:
    """An expression, or zero where it is below: nothing remains of a plan that is exceeded."""

    inner: Expression


Expression = Term | Constant | Scaled | Sum | Product | Quotient | Reached | NotBelowZero


def minus(left: Expression, right: Expression) -> Expression:
    """The difference of two expressions."""
    return Sum((left, Scaled(Fraction(-1), right)))


def topics(expression: Expression) -> Iterator[Topic]:
    """The topics of an expression in reading order."""
    match expression:
        case Term(topic):
            yield topic
        case Scaled(_, inner) | NotBelowZero(inner):
            yield from topics(inner)
        case Sum(addends):
            for addend in addends:
                yield from topics(addend)
        case Product(left, right) | Quotient(left, right):
            yield from topics(left)
            yield from topics(right)


def value(expression: Expression, values: Mapping[Topic, Fraction]) -> Fraction:
    """An expression at one point.

    Raises
    ------
    KeyError
        A topic has no value.
    ZeroDivisionError
        A divisor is not above zero: no level and no rate here has a meaning over such a base.
    """
    match expression:
        case Term(topic):
            return values[topic]
        case Constant(constant):
            return constant
        case Scaled(factor, inner):
            return factor * value(inner, values)
        case Sum(addends):
            return sum((value(addend, values) for addend in addends), Fraction(0))
        case Product(left, right):
            return value(left, values) * value(right, values)
        case Quotient(dividend, divisor):
            base = value(divisor, values)
            if base <= 0:
                raise ZeroDivisionError
            return value(dividend, values) / base
        case NotBelowZero(inner):
            return max(value(inner, values), Fraction(0))
        case Reached():
            raise KeyError(expression)


def scaled(factor: Fraction, inner: Expression) -> Expression:
    """An expression times a factor other than zero, without a node that says nothing."""
    match inner:
        case Constant(value):
            return Constant(factor * value)
        case Scaled(inner_factor, innermost):
            return scaled(factor * inner_factor, innermost)
        case _:
            return inner if factor == 1 else Scaled(factor, inner)

"""Formulas as they are written in ``rules.yml``: ``rice.output / rice.per_head <= 13000 persons``.

They are about amounts in base units: an amount of billions is scaled to millions, a percentage to a fraction. What is
added up or compared must be of one dimension, as in physics.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kimtan.data.formulas import Constant, Expression, Product, Quotient, Reached, Scaled, Sum, Term, scaled
from kimtan.data.identities import Topic
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.units import Dimension, Unit, base_dimensions, combined, dimension_text, in_base
from kimtan.reading.records import nearest


class FormulaError(ValueError):
    """A formula that cannot be used: what was seen in it, and what to do about it."""

    def __init__(self, seen: str, remedy: str) -> None:
        self.seen, self.remedy = seen, remedy
        super().__init__(f"{seen} {remedy}")


@dataclass(frozen=True)
class Relation:
    """Two expressions in base units that must be the same, or of which the left must not exceed the right.

    Parameters
    ----------
    dimension
        Of both sides.
    unit
        In which both sides may be told: that of the first side that is one topic, else a base unit of the dimension;
        none where there is no such unit.
    """

    left: Expression
    sign: Literal["=", "<="]
    right: Expression
    dimension: Dimension
    unit: Unit | None


_SYNTAX = "Write indicators with or without a measure, numbers, + - * / ( ), and one of = <= >= between the sides."
_MOST_TOKENS = 200
_TOKEN = re.compile(
    r"""(?P<reached>reached\s*\(\s*\))
    |(?P<topic>[A-Za-z_]\w*(?:\.\w+)*(?::\w*)*)
    |(?P<number>\d{1,15}(?:\.\d{1,15})?)(?:\s*(?P<unit>%|[A-Za-z_]\w*(?![\w.:(])))?
    |(?P<sign><=|>=|[-+*/()=])
    |(?P<stray>\S)""",
    re.VERBOSE | re.ASCII,
)

_COUNT: Dimension = (("count", 1),)

_Measured = tuple[Expression, Dimension]


def parse(text: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit]) -> Relation:
    """Read a comparison such as ``rice.output / rice.per_head <= 13000 persons``.

    An ``indicator`` stands for what was achieved, ``indicator:measure`` and ``indicator:measure:basis`` for what else
    is stated of it; a number may have a unit (``5%``, ``60 kg``); ``reached()`` counts the indicators that have reached
    their plan. ``>=`` is turned round, so that the left side never is the larger one.

    Raises
    ------
    FormulaError
        When it is anything else, names what does not exist, mixes dimensions, or can never be evaluated.
    """
    leaves: dict[str, _Measured] = {}
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["stray"]:
            raise FormulaError(f"'{match['stray']}' has no meaning in a formula.", _SYNTAX)
        if sign := match["sign"]:
            words.append("==" if sign == "=" else sign)
        else:
            words.append(f"leaf{len(leaves)}")
            leaves[words[-1]] = _leaf(match, indicators, units)
    if len(words) > _MOST_TOKENS:
        raise FormulaError(f"It has more than {_MOST_TOKENS} words and signs.", "Split it into several rules.")
    try:
        body = ast.parse(" ".join(words), mode="eval").body
    except SyntaxError as error:
        raise FormulaError("It cannot be read as a formula.", _SYNTAX) from error
    match body:
        case ast.Compare(left=first, ops=[relation], comparators=[second]):
            (left, left_dimension), (right, right_dimension) = _measured(first, leaves), _measured(second, leaves)
        case ast.Compare():
            raise FormulaError("It compares more than twice.", "Make a rule of each comparison.")
        case _:
            raise FormulaError("It compares nothing.", _SYNTAX)
    if all(isinstance(leaf, Constant) for leaf, _ in leaves.values()):
        raise FormulaError("There is no indicator in it, so it can never be evaluated.", "Name what it is about.")
    if left_dimension != right_dimension:
        seen = (
            f"The left side is {dimension_text(left_dimension)}, the right side is {dimension_text(right_dimension)}."
        )
        raise FormulaError(seen, "Compare amounts of one dimension; a number may have a unit, such as 60 kg.")
    if isinstance(relation, ast.GtE):
        left, right = right, left
    unit = _unit((left, right), left_dimension, indicators, units)
    return Relation(left, "=" if isinstance(relation, ast.Eq) else "<=", right, left_dimension, unit)


def _leaf(match: re.Match[str], indicators: Mapping[str, Indicator], units: Mapping[str, Unit]) -> _Measured:
    if match["reached"]:
        return Reached(), _COUNT
    if match["topic"]:
        return _topic(match["topic"], indicators, units)
    value, name = Fraction(match["number"]), match["unit"]
    if name is None or name == "%":
        return Constant(value / (100 if name else 1)), ()
    if name not in units:
        raise FormulaError(f"There is no unit '{name}'.", nearest(name, units))
    return Constant(value * in_base(units[name])), base_dimensions(units[name])


def _topic(text: str, indicators: Mapping[str, Indicator], units: Mapping[str, Unit]) -> _Measured:
    name, *rest = text.split(":")
    if name not in indicators:
        remedy = "Write 'reached()'." if name == "reached" else nearest(name, indicators)
        raise FormulaError(f"There is no indicator '{name}'.", remedy)
    measure = rest[0] if rest else "actual"
    if measure not in MEASURES:
        raise FormulaError(f"There is no measure '{measure}'.", nearest(measure, MEASURES))
    if len(rest) > 2 or "" in rest:
        raise FormulaError(f"'{text}' is no figure.", "Write 'indicator:measure' or 'indicator:measure:basis'.")
    term = Term(Topic(name, measure, rest[1] if len(rest) == 2 else None))
    if MEASURES[measure].is_percent:
        return scaled(Fraction(1, 100), term), ()
    unit = units.get(indicators[name].unit)
    if unit is None:
        raise FormulaError(f"The unit of '{name}' is not known.", "Correct it in indicators.csv or units.csv.")
    return scaled(in_base(unit), term), base_dimensions(unit)


def _measured(node: ast.expr, leaves: Mapping[str, _Measured]) -> _Measured:
    match node:
        case ast.Name(id=name):
            return leaves[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner, own = _measured(operand, leaves)
            return scaled(Fraction(-1), inner), own
        case ast.BinOp(left=first, op=sign, right=second):
            return _operation(_measured(first, leaves), sign, _measured(second, leaves))
        case _:
            raise FormulaError("It cannot be read as a formula.", _SYNTAX)


def _operation(left: _Measured, sign: ast.operator, right: _Measured) -> _Measured:
    (first, left_dimension), (second, right_dimension) = left, right
    match sign:
        case ast.Add() | ast.Sub():
            if left_dimension != right_dimension:
                seen = (
                    f"It adds up or subtracts {dimension_text(left_dimension)} and {dimension_text(right_dimension)}."
                )
                raise FormulaError(seen, "Bring both to one dimension; a number may have a unit, such as 60 kg.")
            return _total(first, second if isinstance(sign, ast.Add) else scaled(Fraction(-1), second)), left_dimension
        case ast.Mult():
            return _product(first, second), combined(left_dimension, right_dimension, 1)
        case _:
            return _quotient(first, second), combined(left_dimension, right_dimension, -1)


def _total(first: Expression, second: Expression) -> Expression:
    if isinstance(first, Constant) and isinstance(second, Constant):
        return Constant(first.value + second.value)
    return Sum((*_addends(first), *_addends(second)))


def _addends(expression: Expression) -> tuple[Expression, ...]:
    return expression.addends if isinstance(expression, Sum) else (expression,)


def _product(first: Expression, second: Expression) -> Expression:
    for factor, inner in ((first, second), (second, first)):
        if isinstance(factor, Constant):
            if factor.value == 0:
                raise FormulaError("It multiplies by zero.", "Take that part out.")
            return scaled(factor.value, inner)
    return Product(first, second)


def _quotient(first: Expression, second: Expression) -> Expression:
    if not isinstance(second, Constant):
        return Quotient(first, second)
    if second.value == 0:
        raise FormulaError("It divides by zero.", "Divide by something else.")
    return scaled(1 / second.value, first)


def _unit(
    sides: tuple[Expression, Expression], own: Dimension, indicators: Mapping[str, Indicator], units: Mapping[str, Unit]
) -> Unit | None:
    """The unit of the first side that is one topic; else a base unit of the dimension."""
    fitting = [unit for unit in units.values() if base_dimensions(unit) == own]
    for side in sides:
        match side:
            case Term(topic) | Scaled(_, Term(topic)) if not MEASURES[topic.measure].is_percent:
                unit = units[indicators[topic.indicator].unit]
                if unit in fitting:  # colonies times kilograms a colony are no colonies
                    return unit
    return min(fitting, key=lambda unit: unit.factor != 1, default=None)

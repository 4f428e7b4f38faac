"""Figures and rules as linear inequalities over the true levels.

The unknowns are levels: the actual, the plan, last year's value and so on, stated or not. A figure bounds one of them,
or relates two of them: a percentage that is a range makes ``low · plan ≤ actual ≤ high · plan``, which is linear.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from kimtan.audit.amounts import Amount
from kimtan.audit.expressions import Coefficients, linear
from kimtan.audit.generated.integrality import is_whole
from kimtan.audit.rules import Rule
from kimtan.audit.statements import Statements
from kimtan.data.formulas import Expression, Product, Term, minus
from kimtan.data.identities import FigureId, Topic
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation

_ONE = Fraction(1)


class Constraint(NamedTuple):
    """``low ≤ Σ coefficient · level ≤ high``, unless one of its figures is withdrawn."""

    coefficients: Mapping[Topic, Fraction]
    low: Fraction | None
    high: Fraction | None
    figures: frozenset[FigureId] = frozenset()


class FigureEquation(NamedTuple):
    """What a figure states: a sum of levels, or (with ``below``) a quotient, times ``factor`` plus ``added``."""

    above: Mapping[Topic, Fraction]
    below: Topic | None = None
    factor: Fraction = Fraction(1)
    added: Fraction = Fraction(0)


@dataclass(frozen=True)
class System:
    """Linear rows over levels, with what each figure states.

    Attributes
    ----------
    figures
        The figures in it, in table order.
    equations
        What each of them states.
    quotients
        For a figure that states a ratio: the quotient that its rule demands, which binds only together with the figure.
    whole
        Levels that are whole numbers.
    free
        Levels that may be negative.
    """

    rows: tuple[Constraint, ...]
    equations: Mapping[FigureId, FigureEquation]
    whole: frozenset[Topic]
    free: frozenset[Topic]
    quotients: Mapping[FigureId, FigureEquation] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[FigureId, ...]:
        """Identities of the figures in it, in table order."""
        return tuple(self.equations)

    @property
    def levels(self) -> tuple[Topic, ...]:
        """The unknowns, in the order in which they first occur."""
        return tuple(dict.fromkeys(topic for row in self.rows for topic in row.coefficients))


def system(figures: Statements, rules: Iterable[Rule], only: Collection[FigureId] | None = None) -> System:
    """The rows of the figures (of those in ``only`` where given) and of the rules that are linear."""
    rows: list[Constraint] = []
    equations: dict[FigureId, FigureEquation] = {}
    quotients: dict[FigureId, FigureEquation] = {}
    for figure, row in figures.rows(only):
        amount, equation = figures.amount(row), _equation(row, figures)
        if equation is not None:
            rows += constraints_of(figure, amount, equation)
            equations[figure] = equation
    for topic, counted in figures.counted():
        figure = counted.figures[0]
        if only is None or figure in only:
            equations[figure] = FigureEquation({topic: _ONE})
            rows += constraints_of(figure, counted, equations[figure])
    for rule in rules:
        rows += rule_constraints(rule, figures)
        quotients |= _quotients(rule, figures)
    levels = {topic for row in rows for topic in row.coefficients}
    return System(
        rows=tuple(rows),
        equations=equations,
        whole=frozenset(topic for topic in levels if is_whole(figures, topic.indicator)),
        free=frozenset(topic for topic in levels if _may_be_negative(figures, topic.indicator)),
        quotients={figure: quotient for figure, quotient in quotients.items() if figure in equations},
    )


def constraints_of(figure: FigureId, amount: Amount, equation: FigureEquation) -> list[Constraint]:
    """The rows by which a figure that lies in ``amount`` bounds levels."""
    own = frozenset({figure})
    if equation.below is None:
        return [Constraint(equation.above, amount.low, amount.high, own)]
    rows = []
    for end, low, high in _ends(amount):
        share = (end - equation.added) / equation.factor
        rows.append(Constraint({**equation.above, equation.below: -share}, low, high, own))
    return rows


def rule_constraints(rule: Rule, figures: Statements) -> Iterator[Constraint]:
    """A rule's rows; nothing where it is not linear."""
    if rule.sides is None:
        return
    left, right = rule.sides
    coefficients = linear(minus(left, right))
    if coefficients is not None:
        yield _shifted(coefficients, Fraction(0) if rule.sign == "=" else None, Fraction(0))
    elif isinstance(left, Product) and isinstance(left.left, Term) and rule.sign == "=":
        yield from _ratio_constraints(left.left.topic, left.right, right, figures)


def _ratio_constraints(ratio: Topic, base: Expression, amount: Expression, figures: Statements) -> Iterator[Constraint]:
    """``ratio · base = amount`` where the ratio is stated: a row for each end of each statement."""
    below, above = linear(base), linear(amount)
    if below is None or above is None:
        return
    for statement in figures.statements(*ratio):
        for end, low, high in _ends(statement):
            tied = dict(above)
            for topic, coefficient in below.items():
                tied[topic] = tied.get(topic, Fraction(0)) - end * coefficient
            yield _shifted(tied, low, high)._replace(figures=frozenset(statement.figures))


def _ends(ratio: Amount) -> Iterator[tuple[Fraction, Fraction | None, Fraction | None]]:
    """Each known end of ``amount / base``, with the bounds of ``amount - end · base`` that follow from it."""
    if ratio.low is not None:
        yield ratio.low, Fraction(0), None
    if ratio.high is not None:
        yield ratio.high, None, Fraction(0)


def _quotients(rule: Rule, figures: Statements) -> Iterator[tuple[FigureId, FigureEquation]]:
    """For ``ratio · base = amount``: each statement of the ratio with the equation amount / base."""
    if rule.sides is None:
        return
    left, right = rule.sides
    amount = linear(right)
    match left:
        case Product(Term(ratio), Term(base)) if amount is not None and None not in amount:
            above = {topic: coefficient for topic, coefficient in amount.items() if topic is not None}
            for statement in figures.statements(*ratio):
                yield statement.figures[0], FigureEquation(above, base)


def _shifted(coefficients: Coefficients, low: Fraction | None, high: Fraction | None) -> Constraint:
    """A row with its constant moved to the bounds."""
    constant = coefficients.get(None, Fraction(0))
    levels = {topic: coefficient for topic, coefficient in coefficients.items() if topic is not None and coefficient}
    return Constraint(levels, None if low is None else low - constant, None if high is None else high - constant)


def _equation(row: Observation, figures: Statements) -> FigureEquation | None:
    """What a figure states, in levels.

    ``None`` where the actual it refers to has another cut-off date, and for a percentage of what may be below zero: the
    bounds on such a ratio turn round with the sign of its base.
    """
    equation = _stated_in_levels(row, figures)
    return None if equation is not None and equation.below and _has_no_sign(equation.below, figures) else equation


def _has_no_sign(base: Topic, figures: Statements) -> bool:
    stated = list(figures.statements(*base))
    is_positive = bool(stated) and all(statement.low is not None and statement.low > 0 for statement in stated)
    return base.indicator in figures.below_zero and not is_positive


def _stated_in_levels(row: Observation, figures: Statements) -> FigureEquation | None:
    """Statements of one topic with different qualifiers are about quantities of their own."""
    topic, is_qualified = row.topic, _is_measured_in_several_ways(row, figures)
    actual = figures.actual(row.indicator, row.basis)
    if MEASURES[row.measure].kind != "level":
        if is_qualified or not _is_latest(row, figures, topic) or not _counted_alike(row, figures, actual):
            return None
        plan, last, base = (Topic(row.indicator, level, row.basis) for level in ("plan", "last_year", "base"))
        match row.measure:
            case "pct_of_plan":
                return FigureEquation({actual: _ONE}, plan, Fraction(100))
            case "yoy_pct":
                return FigureEquation({actual: _ONE}, last, Fraction(100), Fraction(-100))
            case "yoy_index":
                return FigureEquation({actual: _ONE}, last, Fraction(100))
            case "yoy_abs":
                return FigureEquation({actual: _ONE, last: -_ONE})
            case "change_pct":
                return FigureEquation({actual: _ONE}, base, Fraction(100), Fraction(-100))
            case "change_abs":
                return FigureEquation({actual: _ONE, base: -_ONE})
            case _:
                return FigureEquation({plan: _ONE, actual: -_ONE})
    if not _is_latest(row, figures, topic):  # an earlier state is another quantity
        topic = topic._replace(basis=f"{row.basis or ''}@{row.as_of}")
    if is_qualified:
        topic = topic._replace(basis=f"{topic.basis or ''}@{row.qualifier or ''}")
    return FigureEquation({topic: _ONE})


def _is_measured_in_several_ways(row: Observation, figures: Statements) -> bool:
    same = {figure for amount in figures.statements(*row.topic) for figure in amount.figures}
    return len(figures.qualifiers(same)) > 1


def _is_latest(row: Observation, figures: Statements, topic: Topic) -> bool:
    return any(row.figure in statement.figures for statement in figures.statements(*topic))


def _counted_alike(row: Observation, figures: Statements, actual: Topic) -> bool:
    days: set[dt.date | None] = {
        figures.observations[figure].as_of
        for statement in figures.statements(*actual)
        for figure in statement.figures
        if figure in figures.observations
    }
    return not days or row.as_of in days


def _may_be_negative(figures: Statements, indicator: str) -> bool:
    return figures.indicators[indicator].kind == "rate" or indicator in figures.below_zero


def components(whole: System) -> list[System]:
    """Parts of a system that share neither a level nor a figure, in the order of their first row."""
    leader: dict[Topic | str, Topic | str] = {}

    def find(node: Topic | str) -> Topic | str:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    rows = [row for row in whole.rows if row.coefficients]
    for row in rows:
        nodes: list[Topic | str] = [*row.coefficients, *row.figures]
        first, *rest = nodes
        for node in rest:
            leader[find(node)] = find(first)
    grouped: dict[Topic | str, list[Constraint]] = {}
    for row in rows:
        grouped.setdefault(find(next(iter(row.coefficients))), []).append(row)
    parts = []
    places = {figure: place for place, figure in enumerate(whole.equations)}
    for own in grouped.values():
        levels = {topic for row in own for topic in row.coefficients}
        named = sorted({figure for row in own for figure in row.figures} & places.keys(), key=places.__getitem__)
        equations = {figure: whole.equations[figure] for figure in named}
        quotients = {figure: whole.quotients[figure] for figure in named if figure in whole.quotients}
        parts.append(System(tuple(own), equations, whole.whole & levels, whole.free & levels, quotients))
    return parts

"""Whether figures can all be true, decided by z3 in exact rational arithmetic.

A figure that is withdrawn no longer binds. Every answer is exact: a conflict holds in rational numbers, and where
figures can all be true, z3's values are checked against every row once more, in Python's own fractions.
"""

from __future__ import annotations

import signal
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kimtan.audit.amounts import Range
from kimtan.audit.system import Constraint, FigureEquation, System
from kimtan.data.identities import FigureId, Topic

if TYPE_CHECKING:
    import z3

_EFFORT = 20_000_000
"""z3's resource limit for one question; unlike seconds, it is the same on every machine."""

_ROUNDS = 40
"""The most iterations that improve a quotient's bound; each is exact, and few are needed in practice."""


class UndecidedError(Exception):
    """z3 gave up, or all questions allowed have been asked."""


class Solver:
    """A solver for many questions about one system of figures and rules.

    Parameters
    ----------
    system
        The rows.
    questions
        How many questions may be asked before :class:`UndecidedError` is raised.
    context
        z3's memory. In a shared context the conflict that z3 names depends on earlier questions about other systems. A
        new context, the default, makes the answers depend on this system alone, and is freed with the solver.
    """

    def __init__(self, system: System, questions: int, context: z3.Context | None = None) -> None:
        import z3

        self._z3 = z3
        self._system = system
        self._left = questions
        self._context = context or z3.Context()
        self._levels = {topic: self._level(place, topic) for place, topic in enumerate(system.levels)}
        self._exact = {
            topic: z3.ToReal(level) if topic in system.whole else level for topic, level in self._levels.items()
        }
        self._relaxed = {
            topic: z3.Real(f"r{place}", self._context) if topic in system.whole else level
            for place, (topic, level) in enumerate(self._levels.items())
        }
        self._amounts = self._exact
        self._flags = {figure: z3.Bool(f"f{place}", self._context) for place, figure in enumerate(system.figures)}
        self._solver = self._plain(self._constraints())

    def allow(self, questions: int) -> None:
        """Set how many more questions may be asked."""
        self._left = questions

    def conflict(self, kept: Collection[FigureId]) -> frozenset[FigureId] | None:
        """Some of the ``kept`` figures that cannot all be true, or ``None`` where all can; no other figure binds."""
        flags = {self._flags[figure].get_id(): figure for figure in kept if figure in self._flags}
        answer = self._ask(kept)
        if answer == self._z3.unsat:
            return frozenset(flags[literal.get_id()] for literal in self._solver.unsat_core())
        self._confirm(self._solver.model(), kept)
        return None

    def smallest(self, conflict: Iterable[FigureId]) -> frozenset[FigureId]:
        """A minimal conflict within this one, found by leaving out each figure in turn."""
        needed = sorted(conflict, key=self._system.figures.index)
        for figure in tuple(needed):
            rest = [kept for kept in needed if kept != figure]
            if self._ask(rest) == self._z3.unsat:
                needed = rest
        return frozenset(needed)

    def range(self, figure: FigureId, kept: Sequence[Collection[FigureId]]) -> Range | None:
        """The range a figure needs so that one of several choices of other figures is true; ``None`` if not found.

        Levels that are whole numbers may be fractions here, since z3's optimiser may not end otherwise; the range of a
        figure that states such a level is cut to whole numbers. A ratio lies where its numerator and denominator allow,
        and within the other bounds on it where the two ranges meet.
        """
        equation, quotient = self._system.equations[figure], self._system.quotients.get(figure)
        choices = [
            frozenset(member for member in choice if member != figure and member in self._flags) for choice in kept
        ]
        common = frozenset.intersection(*choices)
        self._amounts = self._relaxed
        optimum, loose = self._bounding
        try:
            for solver in (optimum, loose):
                solver.push()
                if len(choices) > 1:
                    solver.add(self._z3.Or([self._all_of(choice - common) for choice in choices]))
            possible = self._between(equation, common)
            if quotient is not None:
                by_rule = self._between(quotient, common)
                possible = possible.narrowed_by(by_rule) if possible.meets(by_rule) else by_rule
        except UndecidedError:
            return None
        finally:
            optimum.pop()
            loose.pop()
            self._amounts = self._exact
        return possible.whole if equation.below is None and equation.above.keys() <= self._system.whole else possible

    def fits(self, rows: Iterable[Constraint], kept: Collection[FigureId]) -> bool:
        """Whether the kept figures can all be true together with further rows."""
        self._solver.push()
        try:
            self._solver.add(
                *(formula for row in rows for formula in self._constraint(row._replace(figures=frozenset())))
            )
            return bool(self._ask(kept) == self._z3.sat)
        finally:
            self._solver.pop()

    def _ask(self, kept: Collection[FigureId]) -> Any:
        self._spend()
        answer = self._solver.check(*(self._flags[figure] for figure in kept if figure in self._flags))
        if answer == self._z3.unknown:
            raise UndecidedError
        return answer

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise UndecidedError

    def _plain(self, rows: Sequence[Any]) -> Any:
        """A solver that has some rows."""
        solver = self._z3.SimpleSolver(ctx=self._context)
        solver.set("rlimit", _EFFORT)
        solver.set("ctrl_c", False)
        solver.add(*rows)
        return solver

    @cached_property
    def _bounding(self) -> tuple[Any, Any]:
        """The optimiser, and a solver with its rows for what need not be optimised; made while levels are relaxed."""
        rows = self._constraints()
        optimum = self._z3.Optimize(ctx=self._context)
        optimum.set("rlimit", _EFFORT)
        optimum.add(*rows)
        return optimum, self._plain(rows)

    def _level(self, place: int, topic: Topic) -> Any:
        is_whole = topic in self._system.whole
        return (self._z3.Int if is_whole else self._z3.Real)(f"x{place}", self._context)

    def _number(self, value: Fraction) -> Any:
        return self._z3.RealVal(f"{value.numerator}/{value.denominator}", self._context)

    def _sum(self, coefficients: Any) -> Any:
        terms = [self._number(coefficient) * self._amounts[topic] for topic, coefficient in coefficients.items()]
        return terms[0] if len(terms) == 1 else self._z3.Sum(terms)

    def _constraints(self) -> list[Any]:
        """All rows as z3 formulas, and the condition that levels are not negative."""
        rows = [formula for row in self._system.rows for formula in self._constraint(row)]
        return rows + [level >= 0 for topic, level in self._amounts.items() if topic not in self._system.free]

    def _constraint(self, row: Constraint) -> list[Any]:
        total = self._sum(row.coefficients)
        formulas = [total >= self._number(row.low)] if row.low is not None else []
        formulas += [total <= self._number(row.high)] if row.high is not None else []
        if row.low is not None and row.low == row.high:
            formulas = [total == self._number(row.low)]
        flags = [self._flags[figure] for figure in sorted(row.figures) if figure in self._flags]
        return [self._z3.Implies(self._z3.And(flags), formula) for formula in formulas] if flags else formulas

    def _confirm(self, model: Any, kept: Collection[FigureId]) -> None:
        """Check z3's values against every row in exact fractions; raise :class:`UndecidedError` where one fails."""
        values = {topic: _fraction(model.eval(level, model_completion=True)) for topic, level in self._levels.items()}
        names = set(kept)
        for row in self._system.rows:
            total = sum((coefficient * values[topic] for topic, coefficient in row.coefficients.items()), Fraction(0))
            is_low, is_high = row.low is None or row.low <= total, row.high is None or total <= row.high
            if row.figures <= names and not (is_low and is_high):
                raise UndecidedError

    def _all_of(self, figures: Iterable[FigureId]) -> Any:
        return self._z3.And([self._flags[figure] for figure in sorted(figures)])

    def _between(self, equation: FigureEquation, kept: Collection[FigureId]) -> Range:
        """The range of values that a figure can state."""
        ends = (self._end(equation, kept, is_high) for is_high in (False, True))
        return Range(*(None if end is None else end * equation.factor + equation.added for end in ends))

    def _end(self, equation: FigureEquation, kept: Collection[FigureId], is_high: bool) -> Fraction | None:
        """The largest or smallest value that a figure can state; ``None`` where there is no bound.

        Quotients are optimised by Dinkelbach's method, which is exact at every step. It begins at any value that the
        figure can state, and a solver is asked that none lies beyond the last one: both take a tenth of what z3's
        optimiser takes.
        """
        top = self._sum(equation.above)
        if equation.below is None:
            best = self._best(top, kept, is_high)
            return None if best is None else best[0]
        bottom = self._sum({equation.below: Fraction(1)})
        known = self._quotient(top, bottom, kept)
        for _ in range(_ROUNDS):
            bound = Fraction(0) if known is None else known
            best = self._best(top - self._number(bound) * bottom, kept, is_high, (top, bottom))
            if best is None:
                return None
            gain, (dividend, divisor) = best
            if known is not None and gain == 0:
                return known
            if divisor <= 0:
                return None
            known = dividend / divisor
            gain = top - self._number(known) * bottom
            if self._asked_loosely(kept, gain > 0 if is_high else gain < 0) is None:
                return known
        raise UndecidedError

    def _quotient(self, top: Any, bottom: Any, kept: Collection[FigureId]) -> Fraction | None:
        """A value that a quotient can have; ``None`` where its divisor is not above zero there, or none is possible."""
        model = self._asked_loosely(kept)
        if model is None:
            return None
        dividend, divisor = (_fraction(model.eval(part, model_completion=True)) for part in (top, bottom))
        return dividend / divisor if divisor > 0 else None

    def _asked_loosely(self, kept: Collection[FigureId], *further: Any) -> Any:
        """A point where the kept figures and further formulas hold, whole numbers or not; ``None`` where there is none.

        It takes so little beside the optimiser's answer that it goes with that it is no question of its own.
        """
        _, loose = self._bounding
        loose.push()
        try:
            loose.add(*further)
            answer = loose.check(*(self._flags[figure] for figure in sorted(kept)))
            if answer == self._z3.unknown:
                raise UndecidedError
            return loose.model() if answer == self._z3.sat else None
        finally:
            loose.pop()

    def _best(
        self, objective: Any, kept: Collection[FigureId], is_high: bool, wanted: Sequence[Any] = ()
    ) -> tuple[Fraction, tuple[Fraction, ...]] | None:
        """An objective's optimum and the values of the ``wanted`` expressions there; ``None`` where it is unbounded."""
        self._spend()
        optimum, _ = self._bounding
        optimum.push()
        try:
            handle = optimum.maximize(objective) if is_high else optimum.minimize(objective)
            if optimum.check(*(self._flags[figure] for figure in sorted(kept))) != self._z3.sat:
                raise UndecidedError
            infinite, value, _ = optimum.upper_values(handle) if is_high else optimum.lower_values(handle)
            if _fraction(infinite) != 0:
                return None
            model = optimum.model()
            return _fraction(value), tuple(
                _fraction(model.eval(expression, model_completion=True)) for expression in wanted
            )
        finally:
            optimum.pop()
            _let_waits_be_interrupted()


def _let_waits_be_interrupted() -> None:
    """Make Ctrl-C interrupt system calls again: z3's optimiser restores the handler so that waits for locks resume."""
    if hasattr(signal, "siginterrupt"):
        signal.siginterrupt(signal.SIGINT, True)


def _fraction(value: Any) -> Fraction:
    return Fraction(value.as_fraction() if hasattr(value, "as_fraction") else value.as_long())

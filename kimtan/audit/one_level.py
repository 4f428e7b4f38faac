"""Whether two figures that state one level can both be true: what :mod:`~kimtan.audit.solver` answers, without z3.

Most contradictions of a report are two statements of one thing. Ranges on a line need no solver, and a solver's memory
takes longer to set up than all questions about them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from functools import reduce

from kimtan.audit.amounts import Range
from kimtan.audit.system import Constraint, FigureEquation, System
from kimtan.data.identities import FigureId, Topic

MOST_FIGURES = 2
"""Of three figures the conflict that is named first depends on the solver; of two there is only one."""


def is_one_level(system: System) -> bool:
    """Whether a system is of at most two figures that state one level, or two that are the same, and no more."""
    if len(system.figures) > MOST_FIGURES or system.quotients:
        return False
    if any(equation != FigureEquation({_level(equation): Fraction(1)}) for equation in system.equations.values()):
        return False
    ties = sum(_is_tie(row) for row in system.rows)
    single = [row for row in system.rows if len(row.coefficients) == 1]
    return len(system.rows) == ties + len(single) and len(system.levels) == 1 + (ties > 0) and all(map(_binds, single))


def _level(equation: FigureEquation) -> Topic:
    return next(iter(equation.above))


def _is_tie(row: Constraint) -> bool:
    """Whether a row says that two levels are the same."""
    return (
        len(row.coefficients) == 2
        and not sum(row.coefficients.values())
        and row.low == row.high == 0
        and not row.figures
    )


def _binds(row: Constraint) -> bool:
    return all(row.coefficients.values())


class OneLevel:
    """Answers about one level; the methods are those of :class:`~kimtan.audit.solver.Solver`."""

    def __init__(self, system: System) -> None:
        self._system = system

    def allow(self, questions: int) -> None:
        """Do nothing: every question has an answer."""

    def conflict(self, kept: Collection[FigureId]) -> frozenset[FigureId] | None:
        """The ``kept`` figures where they cannot all be true, or ``None``."""
        own = frozenset(kept) & self._system.equations.keys()
        return None if self._can_hold(own) else own

    def smallest(self, conflict: Iterable[FigureId]) -> frozenset[FigureId]:
        """A minimal conflict within this one, found by leaving out each figure in turn."""
        needed = frozenset(conflict)
        for figure in sorted(needed, key=self._system.figures.index):
            if not self._can_hold(needed - {figure}):
                needed -= {figure}
        return needed

    def range(self, figure: FigureId, kept: Sequence[Collection[FigureId]]) -> Range | None:
        """The range a figure needs so that one of several choices of others is true; ``None`` if there is none."""
        ranges = [self._possible(self._rows(frozenset(choice) - {figure})) for choice in kept]
        possible = [ends for ends in ranges if ends is not None]
        if not possible:
            return None
        whole = reduce(Range.widened_to, possible)
        return whole.whole if _level(self._system.equations[figure]) in self._system.whole else whole

    def fits(self, rows: Iterable[Constraint], kept: Collection[FigureId]) -> bool:
        """Whether the kept figures can all be true together with further rows."""
        possible = self._possible([*self._rows(kept), *rows])
        is_whole = any(topic in self._system.whole for topic in self._system.levels)
        if possible is None or not is_whole or possible.low is None or possible.high is None:
            return possible is not None
        return math.ceil(possible.low) <= possible.high

    def _can_hold(self, kept: Collection[FigureId]) -> bool:
        return self.fits([], kept)

    def _possible(self, rows: Iterable[Constraint]) -> Range | None:
        """The values of the level that meet some rows; ``None`` where there is none."""
        is_free = all(topic in self._system.free for topic in self._system.levels)
        possible = Range(None if is_free else Fraction(0), None)
        for row in rows:
            if _is_tie(row):
                continue
            (coefficient,) = row.coefficients.values()
            wanted = Range(row.low, row.high).times(1 / coefficient)
            if not possible.meets(wanted):
                return None
            possible = possible.narrowed_by(wanted)
        return possible

    def _rows(self, kept: Collection[FigureId]) -> list[Constraint]:
        names = frozenset(kept)
        return [row for row in self._system.rows if row.figures <= names]

"""Which of many systems of figures and rules cannot hold: z3 is asked only of those that no witness settles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kimtan.audit.solver import Solver, UndecidedError
from kimtan.audit.system import System
from kimtan.audit.witness import has_witness


def contradictory(systems: Iterable[System]) -> Iterator[System]:
    """Systems whose figures cannot all be true, or for which that could not be decided.

    Whether a system is contradictory does not depend on z3's context, so all share one, which is far cheaper than a
    context each.
    """
    import z3

    doubtful = [system for system in systems if not has_witness(system)]
    context = z3.Context() if len(doubtful) > 1 else None
    for system in doubtful:
        try:
            if context is None or Solver(system, 1, context).conflict(system.figures) is not None:
                yield system
        except UndecidedError:
            yield system

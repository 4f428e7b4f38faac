"""Contradictions traced before, kept by what they rest on: a part whose figures did not change is not solved again.

The parts of a system share neither a level nor a figure, and each is solved in a memory of its own, so that what comes
of one depends on its rows, on its figures as they are written and on their units, and on nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kimtan.audit.findings import Suspect
from kimtan.audit.statements import Statements
from kimtan.audit.system import System
from kimtan.data.identities import FigureId


@dataclass(frozen=True)
class Traced:
    """A contradiction with the figures that may be wrong.

    Parameters
    ----------
    figures
        All figures that take part in its conflicts, in alphabetical order.
    sets
        The smallest sets of figures that, if withdrawn, resolve it; empty where they could not be found.
    is_localised
        Whether all of them were found.
    suspects
        The figures of the sets, with what each needs.
    """

    figures: tuple[FigureId, ...]
    sets: tuple[tuple[FigureId, ...], ...]
    is_localised: bool
    suspects: tuple[Suspect, ...]


Parts = Mapping[str, tuple[Traced, ...]]
"""What came of each part, by its key; nothing where its figures can all be true."""


@dataclass
class Solved:
    """The parts that were solved before, and those that an audit needed.

    Parameters
    ----------
    before
        Of an earlier audit, by the same code.
    """

    before: Parts = field(default_factory=dict)
    needed: dict[str, tuple[Traced, ...]] = field(default_factory=dict)

    def find(self, key: str) -> tuple[Traced, ...] | None:
        """What came of a part, if it was solved before."""
        known = self.needed.get(key, self.before.get(key))
        return known if known is None else self.keep(key, known)

    def keep(self, key: str, traced: Iterable[Traced]) -> tuple[Traced, ...]:
        """Note what came of a part."""
        return self.needed.setdefault(key, tuple(traced))


def part_key(part: System, figures: Statements) -> str:
    """A hash of all that the contradictions of a part rest on."""
    rows = [(list(row.coefficients.items()), row.low, row.high, sorted(row.figures)) for row in part.rows]
    equations = [[*equations.items()] for equations in (part.equations, part.quotients)]
    written = [figures.observations[figure] for figure in part.figures if figure in figures.observations]
    units = [
        (figures.indicators[row.indicator], figures.units[row.unit], figures.unit(row.indicator, row.measure))
        for row in written
    ]
    basis = (
        rows,
        equations,
        sorted(part.whole, key=repr),
        sorted(part.free, key=repr),
        figures.rounding,
        written,
        units,
    )
    return hashlib.sha256(repr(basis).encode()).hexdigest()

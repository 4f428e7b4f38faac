"""Which figures may be wrong: the smallest sets of figures that, if withdrawn, leave no contradiction.

The method is implicit hitting sets: the solver gives conflicts one at a time, and the smallest sets that hit all known
conflicts are tried until one leaves no contradiction; then every set of that size is tried. The results are exact: each
set was checked to resolve everything, and each conflict to be one, in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from kimtan.audit.amounts import Range
from kimtan.audit.one_level import OneLevel, is_one_level
from kimtan.audit.solver import Solver, UndecidedError
from kimtan.audit.system import System
from kimtan.data.identities import FigureId

Figures = frozenset[FigureId]

QUESTIONS = 6_000
"""The most questions asked of the solver about one connected system before the search is given up."""

_MOST_SETS = 500
"""The most smallest sets worth showing a reader; with more of them the search is given up."""


@dataclass(frozen=True)
class Cluster:
    """One contradiction: figures at least one of which is wrong, independently of other contradictions.

    Parameters
    ----------
    figures
        All figures that take part in its conflicts.
    sets
        The smallest sets of figures that, if withdrawn, resolve it; empty where they could not be found.
    is_localised
        Whether all of them were found.
    needs
        The range that each figure of the sets would have to lie in; ``None`` where no single range was found.
    elsewhere
        Figures withdrawn to resolve the other contradictions while this one was examined.
    """

    figures: Figures
    sets: tuple[tuple[FigureId, ...], ...] = ()
    is_localised: bool = True
    needs: dict[FigureId, Range | None] = field(default_factory=dict)
    elsewhere: Figures = frozenset()

    @property
    def suspects(self) -> tuple[FigureId, ...]:
        """Figures in at least one of the sets."""
        return tuple(self.needs)


@dataclass
class Search:
    """The search in one connected system."""

    system: System
    questions: int = QUESTIONS
    conflicts: list[Figures] = field(default_factory=list)

    def __post_init__(self) -> None:
        is_simple = is_one_level(self.system)
        self.solver: Solver | OneLevel = OneLevel(self.system) if is_simple else Solver(self.system, self.questions)
        self._place = {figure: place for place, figure in enumerate(self.system.figures)}
        self._tried: set[Figures] = set()

    def clusters(self) -> list[Cluster]:
        """Every contradiction in the system, ordered by its earliest figure."""
        try:
            self._find_disjoint_conflicts()
            families = self._families()
        except UndecidedError:
            return [self._given_up(group) for group in self._groups()]
        clusters = [cluster for group, sets in families for cluster in self._blocks(group, sets, families)]
        return sorted(clusters, key=lambda cluster: min(self._place[figure] for figure in cluster.figures))

    def _given_up(self, group: Sequence[Figures]) -> Cluster:
        return Cluster(frozenset().union(*group), is_localised=False)

    def _kept(self, released: Collection[FigureId]) -> list[FigureId]:
        return [figure for figure in self.system.figures if figure not in released]

    def _conflict(self, released: Figures) -> Figures | None:
        """A minimal conflict left when figures are withdrawn, added to ``conflicts``; ``None`` if none is left."""
        if released in self._tried:
            return None
        conflict = self.solver.conflict(self._kept(released))
        if conflict is None:
            self._tried.add(released)
            return None
        smallest = self.solver.smallest(conflict)
        self.conflicts.append(smallest)
        return smallest

    def _find_disjoint_conflicts(self) -> None:
        released: Figures = frozenset()
        while (conflict := self._conflict(released)) is not None:
            if not conflict:
                raise UndecidedError  # the rules contradict each other without any figure
            released |= conflict

    def _groups(self) -> list[list[Figures]]:
        """The conflicts in groups; those that share figures are in one group."""
        groups: list[list[Figures]] = []
        for conflict in self.conflicts:
            touching = [group for group in groups if any(conflict & member for member in group)]
            groups = [group for group in groups if group not in touching]
            groups.append([*(member for group in touching for member in group), conflict])
        return groups

    def _families(self) -> list[tuple[list[Figures], list[Figures]]]:
        """Each group of conflicts with all its smallest sets, each checked with one set of every other group."""
        while True:
            groups = self._groups()
            families = [self._smallest_sets(group) for group in groups]
            if self._conflict(frozenset().union(*(sets[0] for sets in families))) is not None:
                continue
            if all(self._holds(number, families) for number in range(len(families))):
                return list(zip(groups, families, strict=True))

    def _holds(self, number: int, families: Sequence[Sequence[Figures]]) -> bool:
        """Whether every set of one group resolves it; the first set that does not adds the conflict it leaves."""
        released = frozenset().union(*(sets[0] for place, sets in enumerate(families) if place != number))
        return all(self._conflict(chosen | released) is None for chosen in families[number])

    def _smallest_sets(self, conflicts: Sequence[Figures]) -> list[Figures]:
        """All hitting sets of the smallest size, in the order of the figures."""
        size = 1
        while True:
            sets = list(islice(self._hitting(conflicts, size), _MOST_SETS + 1))
            if len(sets) > _MOST_SETS:
                raise UndecidedError
            if sets:
                return sorted(sets, key=self._order)
            size += 1

    def _hitting(
        self, conflicts: Sequence[Figures], size: int, chosen: Figures = frozenset(), barred: Figures = frozenset()
    ) -> Iterator[Figures]:
        """Sets of up to a size that hit all conflicts; earlier branches' choices are barred, so none recurs."""
        open_ones: list[Figures] = [conflict - barred for conflict in conflicts if not conflict & chosen]
        if not open_ones:
            yield chosen
            return
        if size == 0 or not all(open_ones) or len(_disjoint(open_ones)) > size:
            return
        shortest: Figures = min(open_ones, key=len)
        for figure in sorted(shortest, key=self._place.__getitem__):
            yield from self._hitting(conflicts, size - 1, chosen | {figure}, barred)
            barred |= {figure}

    def _order(self, figures: Iterable[FigureId]) -> list[int]:
        return sorted(self._place[figure] for figure in figures)

    def _blocks(
        self,
        group: Sequence[Figures],
        sets: Sequence[Figures],
        families: Sequence[tuple[Sequence[Figures], Sequence[Figures]]],
    ) -> Iterator[Cluster]:
        """A group split into clusters wherever its sets are the product of independent choices."""
        released_elsewhere = frozenset().union(
            *(other_sets[0] for other_group, other_sets in families if other_group is not group)
        )
        blocks = independent(sets)
        for block in blocks:
            own = sorted({chosen & block for chosen in sets}, key=self._order)
            rest = released_elsewhere | (sets[0] - block)
            released = {chosen: self._kept(chosen | rest) for chosen in own}
            needs = {
                figure: self.solver.range(figure, [kept for chosen, kept in released.items() if figure in chosen])
                for figure in sorted(block, key=self._place.__getitem__)
            }
            conflicts = [conflict for conflict in group if conflict & block]
            figures = frozenset().union(*conflicts)
            listed = tuple(tuple(sorted(chosen, key=self._place.__getitem__)) for chosen in own)
            yield Cluster(figures, listed, True, needs, rest)


def independent(sets: Sequence[Figures]) -> list[Figures]:
    """The finest partition of the figures such that the sets are all combinations of one subset from each part.

    Examples
    --------
    >>> sets = [frozenset("ax"), frozenset("ay"), frozenset("bx"), frozenset("by")]
    >>> [sorted(block) for block in independent(sets)]
    [['a', 'b'], ['x', 'y']]
    """
    family = set(sets)
    rest = frozenset().union(*family)
    atoms = _tied(family)
    blocks: list[Figures] = []
    size = 1
    while 2 * size <= len(atoms):
        for chosen in combinations(atoms, size):
            block = frozenset().union(*chosen)
            if _is_product(family, block):
                blocks.append(block)
                rest -= block
                family = {member & rest for member in family}
                atoms = [atom for atom in atoms if atom not in chosen]
                break
        else:
            size += 1
    return sorted([*blocks, rest] if rest else blocks, key=min)


def _tied(family: set[Figures]) -> list[Figures]:
    """Figures grouped where two are dependent: whether one is in a set says something about whether the other is."""
    figures = sorted(frozenset().union(*family))
    groups: list[Figures] = [frozenset({figure}) for figure in figures]
    for left, right in combinations(figures, 2):
        pairs = {(left in member, right in member) for member in family}
        if len(pairs) != len({first for first, _ in pairs}) * len({second for _, second in pairs}):
            joined = frozenset().union(*(group for group in groups if left in group or right in group))
            groups = [*(group for group in groups if not group & joined), joined]
    return groups


def _is_product(family: set[Figures], block: Figures) -> bool:
    return len({member & block for member in family}) * len({member - block for member in family}) == len(family)


def _disjoint(conflicts: Sequence[Figures]) -> list[Figures]:
    """Conflicts that share no figure, chosen greedily: each needs a withdrawal of its own."""
    taken: list[Figures] = []
    for conflict in sorted(conflicts, key=len):
        if not any(conflict & earlier for earlier in taken):
            taken.append(conflict)
    return taken

"""What is answered without z3 is what z3 answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from kimtan.audit import localisation
from kimtan.audit.localisation import Cluster, Search
from kimtan.audit.one_level import is_one_level
from kimtan.audit.solver import Solver, UndecidedError
from kimtan.audit.system import Constraint, FigureEquation, System
from kimtan.audit.witness import has_witness
from kimtan.data.identities import FigureId, Topic
from tests.extent import examples

X, Y, Z = Topic("x", "actual"), Topic("y", "actual"), Topic("z", "actual")
A, B, C = FigureId("x:actual@r:L1"), FigureId("x:actual@r:L2"), FigureId("z:actual@r:L3")
ONE = Fraction(1)


def stated(figure: FigureId, topic: Topic, low: Fraction | None, high: Fraction | None) -> Constraint:
    return Constraint({topic: ONE}, low, high, frozenset({figure}))


def any_range(chance: random.Random) -> tuple[Fraction | None, Fraction | None]:
    """A range that is narrow, wide, open at an end, or below zero."""
    low = Fraction(chance.randint(-4, 16), chance.choice((1, 2, 3)))
    high = low + Fraction(chance.randint(0, 6), 4)
    return chance.choice(((low, high), (low, high), (low, None), (None, high)))


def two_figures(seed: int) -> System:
    """Two figures of one level, or of two that are the same."""
    chance = random.Random(seed)
    other = chance.choice((X, Y))
    rows = [stated(A, X, *any_range(chance)), stated(B, other, *any_range(chance))]
    if other is Y:
        rows.append(Constraint({X: ONE, Y: -ONE}, Fraction(0), Fraction(0)))
    if chance.random() < 0.2:
        rows.append(Constraint({X: ONE}, None, Fraction(6)))
    equations = {A: FigureEquation({X: ONE}), B: FigureEquation({other: ONE})}
    some = [frozenset(topic for topic in (X, Y) if chance.random() < 0.4) for _ in range(2)]
    return System(tuple(rows), equations, *some)


def clusters(system: System, monkeypatch: pytest.MonkeyPatch, *, is_simple: bool) -> list[Cluster]:
    monkeypatch.setattr(localisation, "is_one_level", lambda _: is_simple)
    return Search(system).clusters()


@pytest.mark.longer
def test_two_statements_of_one_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contradictions of two figures, their smallest sets and the ranges that they need are those of the solver."""
    wrong = 0
    for seed in range(examples(100, 1000)):
        system = two_figures(seed)
        assert is_one_level(system)
        expected = clusters(system, monkeypatch, is_simple=False)
        assert clusters(system, monkeypatch, is_simple=True) == expected, system
        wrong += bool(expected)
    assert wrong > 20


def sums(seed: int) -> System:
    """A whole of two parts with a percentage of one of them, all within ranges that may contradict each other."""
    chance = random.Random(seed)
    low, high = sorted(Fraction(chance.randint(2, 12), 8) for _ in range(2))
    rows = [
        stated(A, X, *any_range(chance)),
        stated(B, Y, *any_range(chance)),
        Constraint({X: ONE, Y: ONE, Z: -ONE}, Fraction(0), Fraction(0)),
        Constraint({X: ONE, Y: -low}, Fraction(0), None, frozenset({C})),
        Constraint({X: ONE, Y: -high}, None, Fraction(0), frozenset({C})),
    ]
    equations = {A: FigureEquation({X: ONE}), B: FigureEquation({Y: ONE}), C: FigureEquation({X: ONE}, Y)}
    some = [frozenset(topic for topic in (X, Y, Z) if chance.random() < 0.3) for _ in range(2)]
    return System(tuple(rows), equations, *some)


def decided(systems: Iterator[System]) -> Iterator[tuple[bool, bool]]:
    """For each system whether levels were guessed, and whether it contradicts itself."""
    for system in systems:
        try:
            yield has_witness(system), Solver(system, 1).conflict(system.figures) is not None
        except UndecidedError:
            yield False, True


@pytest.mark.longer
def test_levels_that_are_guessed_exist() -> None:
    """Where a guess meets every row the solver finds no contradiction; and most that have none are guessed."""
    answers = list(decided(sums(seed) for seed in range(examples(100, 1000))))
    assert not any(is_guessed and is_contradictory for is_guessed, is_contradictory in answers)
    possible = [is_guessed for is_guessed, is_contradictory in answers if not is_contradictory]
    assert len(possible) > 20
    assert sum(possible) * 2 > len(possible)

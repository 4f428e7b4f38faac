"""Parts of a section that add up to a figure although nobody says so: hypotheses, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kimtan.extract.amounts import digits, dimension, is_level, is_one_digit_off, longest_sum
from kimtan.extract.figures import ReadFigure
from kimtan.extract.names import telling
from kimtan.extract.outline import LIST_RANK, Place
from kimtan.extract.wholes import LONGEST_RUN, MOST_PARTS, Breakdown

_MOST_WHOLES, _MOST_MISPRINTED = 20, 3
"""So many figures are tried as the whole of a row, and as one that a digit keeps from being it."""


def fitting_sums(
    figures: Sequence[ReadFigure], where: Sequence[Place], made: Sequence[Breakdown]
) -> Iterator[Breakdown]:
    """Sums that fit though nobody says so: figures in a row in one section, and one of another that its title names.

    They are guesses: the title and the whole's subject share words, and the sum agrees to four digits or more.
    """
    taken = {part.n for whole in made for part in whole.parts}
    has_parts = {whole.whole.n for whole in made}
    wholes: dict[tuple[str, str], list[tuple[ReadFigure, frozenset[str]]]] = {}
    for figure in figures:
        if is_level(figure) and digits(figure) >= 4 and figure.n not in has_parts:
            named = frozenset(telling(figure.subject))
            wholes.setdefault((figure.measure, dimension(figure)), []).append((figure, named))
    for run in _runs(figures, where):
        first = run[0]
        title = {word for name in where[first.passage].titles[-2:] for word in telling(name.text)}
        candidates = [
            whole
            for whole, named in wholes.get((first.measure, dimension(first)), ())
            if len(named & title) * 2 >= len(named) > 0
            and whole.passage != first.passage
            and whole.subject != first.subject
        ]
        yield from _guess(candidates, run, taken)


def _guess(candidates: Sequence[ReadFigure], run: Sequence[ReadFigure], taken: set[int]) -> Iterator[Breakdown]:
    """The first figures in a row that add up to a candidate, or would but for one digit of a long number."""
    free = [figure for figure in run if figure.n not in taken]
    for whole in candidates[:_MOST_WHOLES]:
        for start in range(len(free) - 1):
            count = longest_sum(whole, free[start : start + LONGEST_RUN])
            if count and whole not in free[start : start + count]:
                yield _guessed(whole, free[start : start + count], fits=True)
                return
    for whole in candidates[:_MOST_MISPRINTED]:
        for count in range(min(len(free), LONGEST_RUN), 1, -1):
            if digits(whole) >= 5 and whole not in free[:count] and is_one_digit_off(whole, free[:count]):
                yield _guessed(whole, free[:count], fits=False)
                return


def _guessed(whole: ReadFigure, parts: Sequence[ReadFigure], *, fits: bool) -> Breakdown:
    because = "các số cộng lại vừa khớp" if fits else "các số cộng lại chỉ lệch một chữ số"
    return Breakdown(whole, tuple(parts), is_all=True, fits=fits, is_guess=True, because=because)


def _runs(figures: Sequence[ReadFigure], where: Sequence[Place]) -> Iterator[list[ReadFigure]]:
    """Level figures of one section, measure and dimension, in reading order."""
    runs: dict[tuple[object, ...], list[ReadFigure]] = {}
    for figure in figures:
        if is_level(figure) and digits(figure) >= 3:
            titles = where[figure.passage].titles
            section = next((title.passage for title in reversed(titles) if title.rank < LIST_RANK), -1)
            runs.setdefault((section, figure.measure, dimension(figure)), []).append(figure)
    for run in runs.values():
        if 2 <= len(run) <= MOST_PARTS:
            yield run

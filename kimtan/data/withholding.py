"""What a public edition leaves out: restricted indicators and words, and whatever would give a restricted figure away.

Which indicators these are follows from the data dictionary alone, never from a value, so that the choice tells nothing
and is the same in every period.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kimtan.data.indicators import Indicator
from kimtan.data.texts import PLACEHOLDER, POINTS, TextPoint, Texts


def withheld(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Identities of the indicators that a public edition leaves out, each with all its measures.

    Beside the restricted ones, until nothing is added any more:

    * a whole with any of its parts: the part, or some parts together, could be had as the total less the others;
    * the last part in table order of a breakdown of which all parts are shown but not the whole: it is their sum;
    * a ratio with its numerator or its denominator;
    * the numerator of a ratio of which both are shown but not the ratio itself (its denominator, such as the
      population, is often known from elsewhere).

    Then no figure that is left out can be computed from those shown: add any amount to one, to the wholes that it is in
    and to one part that is left out of each of their other breakdowns, and every sum still adds up; the ratios of all
    these are left out, too. Bounds remain: a subset is not larger than the set that it lies in, nor a part than its
    whole.

    Parameters
    ----------
    indicators
        The data dictionary, in table order.
    """
    gone = {name for name, indicator in indicators.items() if indicator.restricted}
    while (more := next((name for name in _given_away(indicators, gone) if name not in gone), None)) is not None:
        gone.add(more)
    return frozenset(gone)


def _given_away(indicators: Mapping[str, Indicator], gone: Collection[str]) -> Iterator[str]:
    """What cannot be shown when some indicators are not; the last parts of wholes only where nothing else is left."""
    for name, indicator in indicators.items():
        if indicator.part_of and name in gone:
            yield indicator.part_of
        if indicator.numerator and indicator.denominator:
            if indicator.numerator in gone or indicator.denominator in gone:
                yield name
            elif name in gone:
                yield indicator.numerator
    breakdowns: dict[tuple[str, str | None], list[str]] = {}
    for name, indicator in indicators.items():
        if indicator.part_of in gone and indicator.part_of:
            breakdowns.setdefault((indicator.part_of, indicator.breakdown), []).append(name)
    yield from (parts[-1] for parts in breakdowns.values() if not any(part in gone for part in parts))


def public_indicators(indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """The data dictionary of a public edition, in which nothing refers to what is left out."""
    gone = withheld(indicators)
    return {name: _without(gone, indicator) for name, indicator in indicators.items() if name not in gone}


def _without(gone: Collection[str], indicator: Indicator) -> Indicator:
    cut: dict[str, None] = {}
    if indicator.part_of in gone:
        cut |= {"part_of": None, "breakdown": None}
    if indicator.within in gone:
        cut |= {"within": None}
    return indicator.model_copy(update=cut) if cut else indicator


def public_texts(words: Texts, shown: Collection[str]) -> Texts:
    """The words of a public edition: no restricted statement, and none that names or is about what is left out.

    Parameters
    ----------
    shown
        Identities of the indicators that the edition shows.
    """

    def is_public(statement: TextPoint) -> bool:
        placed = [match[1] for text in (statement.vi, statement.en) for match in PLACEHOLDER.finditer(text)]
        return not statement.restricted and all(name in shown for name in (*statement.indicators, *placed))

    kept = {part: [point for point in getattr(words, part) if is_public(point)] for part in POINTS}
    return words.model_copy(update={**kept, "lists": [named for named in words.lists if named.indicator in shown]})

"""Numbers of an office's text matched to the observations of its period.

A match needs the same value in the same kind of unit. What was read of the words (measure, indicator) chooses among
several; so does the order, since observations stand in the order of the text. Where that leaves two, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.data.units import Unit
from kimtan.extract.figures import ReadFigure
from kimtan.figures import TOKEN, NumberTextError, written_values

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset

_TELLING_DIGITS = 3
"""So many digits in their place in the order are no accident."""


@dataclass(frozen=True)
class NumberToken:
    """One number of the text; a fraction such as ``44/52`` is two.

    Parameters
    ----------
    figure
        How it was read.
    value
        Without a sign.
    start, end
        Where it stands in its passage.
    is_base
        Whether it is the second number of a fraction.
    """

    figure: ReadFigure
    value: Decimal
    start: int
    end: int
    is_base: bool = False


@dataclass(frozen=True)
class Matched:
    """A number and the observation that it is, or why it is none."""

    token: NumberToken
    row: Observation | None
    reason: str = ""


def match(figures: Iterable[ReadFigure], dataset: Dataset) -> Iterator[Matched]:
    """Match the numbers of a text, in its order; the two numbers of a fraction are never one figure."""
    matches = list(_matched(figures, dataset))
    for place, matched in enumerate(matches):
        beside = [matches[near] for near in (place - 1, place + 1) if 0 <= near < len(matches)]
        is_doubled = matched.row is not None and any(
            other.row is not None
            and other.token.figure.n == matched.token.figure.n
            and other.row.topic == matched.row.topic
            for other in beside
        )
        yield (
            Matched(matched.token, None, "hai số của một phân số chỉ khớp với một chỉ tiêu") if is_doubled else matched
        )


def _matched(figures: Iterable[ReadFigure], dataset: Dataset) -> Iterator[Matched]:
    tokens = [token for figure in figures for token in tokens_of(figure)]
    rows = list(dataset.stated)
    in_order = _in_order(tokens, rows)
    for number, token in enumerate(tokens):
        scores = {
            place: score
            for place, row in enumerate(rows)
            if (score := _score(token, row, dataset.units, in_order.get(number) == place)) is not None
        }
        best = [place for place, score in scores.items() if score == max(scores.values())]
        topics = {rows[place].topic for place in best}
        if len(topics) == 1 and scores[best[0]] >= 0:
            yield Matched(token, rows[best[0]])
        elif topics and max(scores.values()) >= 0:
            names = sorted({str(topic) for topic in topics})
            yield Matched(token, None, f"có thể là {' hoặc '.join(names[:3])}")
        else:
            yield Matched(token, None, "không có số liệu nào của kỳ bằng số này")


def tokens_of(figure: ReadFigure) -> Iterator[NumberToken]:
    """The numbers of a figure, in the unit that the text names behind them."""
    figure = figure.as_it_stands()
    if figure.denominator is None or "/" not in figure.as_written:
        yield NumberToken(figure, abs(figure.value), figure.start, figure.end)
        return
    stroke = figure.as_written.index("/")
    for match in TOKEN.finditer(figure.as_written):
        is_base = match.start() > stroke
        value = figure.denominator if is_base else abs(figure.value)
        yield NumberToken(figure, value, figure.start + match.start(), figure.start + match.end(), is_base)


def _in_order(tokens: Sequence[NumberToken], rows: Sequence[Observation]) -> Mapping[int, int]:
    """The observation that each number is when both are read in order."""
    written = [str(token.value.normalize()) for token in tokens]
    stated = [str(abs(row.value).normalize()) for row in rows]
    blocks = SequenceMatcher(None, written, stated, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in blocks for step in range(size)}


def _score(token: NumberToken, row: Observation, units: Mapping[str, Unit], is_in_order: bool) -> int | None:
    """How well an observation fits a number; ``None`` where it cannot be it."""
    if not _is_same_number(token, row):
        return None
    figure, score = token.figure, 2 if is_in_order else 0
    if token.is_base == ("/" in row.as_written and _second(row.as_written) == abs(row.value)):
        score += 1
    if token.is_base:
        return score
    is_same_subject = bool(figure.indicator) and figure.indicator == row.indicator
    is_telling = is_in_order and len(token.value.as_tuple().digits) >= _TELLING_DIGITS
    if figure.unit not in units and not is_same_subject and not is_telling:
        return None  # of a number of nothing in particular the value alone says too little
    if figure.unit in units:
        own, other = units[figure.unit], units[row.unit]
        if own.dimension != other.dimension:
            return None
        score += 2 if figure.unit == row.unit else -1 if own.dimension == "count" else 1
    if figure.measure:
        score += 2 if figure.measure == row.measure else -2
    if figure.indicator:
        score += 3 if is_same_subject else -1
    return score


def _is_same_number(token: NumberToken, row: Observation) -> bool:
    value = abs(row.value) if MEASURES[row.measure].is_signed_by_words else row.value
    return token.value == value


def _second(as_written: str) -> Decimal | None:
    try:
        values = written_values(as_written)
    except NumberTextError:
        return None
    return values[1] if len(values) == 2 else None

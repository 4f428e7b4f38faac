"""Wholes whose parts are the items of a list below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kimtan.extract.amounts import digits, dimension, is_level, is_one_digit_off, is_same_thing, longest_sum
from kimtan.extract.cues import AMONG, EXHAUSTIVE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.outline import LIST_RANK, Place
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.extract.wholes import LONGEST_RUN, MOST_PARTS, Breakdown

_TOTAL = re.compile(r"\s*(?:[-+*•–]\s*)?(?:tổng|cộng)(?!\w)", re.IGNORECASE)


def in_lists(
    document: ReadDocument, by_passage: dict[int, list[ReadFigure]], where: Sequence[Place]
) -> Iterator[Breakdown]:
    """Parts that are the items below the passage of their whole."""
    passages = document.passages
    for index, own in by_passage.items():
        if passages[index].cell is not None:
            continue
        levels = [figure for figure in own if is_level(figure)]
        if not levels:
            continue
        first = index + 1
        announced = ""
        tail = passages[index].text[own[-1].end :]
        if first < len(passages) and first not in by_passage and AMONG.match(passages[first].text.strip(" -+*")):
            announced, first = passages[first].text, first + 1
        elif tail.rstrip().endswith(":") or AMONG.search(tail):
            announced = tail
        yield from _of_siblings(levels[0], by_passage, where, index)
        if _TOTAL.match(passages[index].text) and where[index].rank < LIST_RANK:
            yield from _of_total(levels[0], by_passage, where, index)
        items = _items(passages, by_passage, where, index, first, bool(announced))
        if len(items) > 1:
            yield from _of_items(levels, items, announced)


def _of_siblings(
    whole: ReadFigure, by_passage: dict[int, list[ReadFigure]], where: Sequence[Place], index: int
) -> Iterator[Breakdown]:
    """Items beside the whole's that add up to it though nobody says so: what is paid and what is owed."""
    rank = where[index].rank
    if rank < LIST_RANK or digits(whole) < 4:
        return
    parts = []
    for at in range(index + 1, min(index + LONGEST_RUN + 1, len(where))):
        if where[at].rank < rank:
            break
        own = [figure for figure in by_passage.get(at, ()) if is_level(figure) and is_same_thing(figure, whole)]
        if where[at].rank == rank and own and own[0].measure == whole.measure:
            parts.append(own[0])
    count = longest_sum(whole, parts)
    if count:
        yield Breakdown(
            whole, tuple(parts[:count]), is_all=True, fits=True, is_guess=True, because="các số cộng lại vừa khớp"
        )


def _of_total(
    whole: ReadFigure, by_passage: dict[int, list[ReadFigure]], where: Sequence[Place], index: int
) -> Iterator[Breakdown]:
    """The items of a list that the line below it adds up: ``Cộng: 16,25 tỷ``."""
    parts = []
    for at in range(index - 1, max(-1, index - 1 - MOST_PARTS), -1):
        own = [figure for figure in by_passage.get(at, ()) if is_level(figure) and is_same_thing(figure, whole)]
        if where[at].rank < LIST_RANK or not own or own[0].measure != whole.measure:
            break
        parts.append(own[0])
    if len(parts) > 1:
        fits = longest_sum(whole, parts) == len(parts)
        yield Breakdown(whole, tuple(reversed(parts)), is_all=True, fits=fits, is_guess=not fits, because="cộng")


def _items(
    passages: Sequence[Passage],
    by_passage: dict[int, list[ReadFigure]],
    where: Sequence[Place],
    index: int,
    first: int,
    is_announced: bool,
) -> list[list[ReadFigure]]:
    """The level figures of each item of the list that follows a passage."""
    own_rank = where[index].rank
    items: list[list[ReadFigure]] = []
    top: float = 0
    for at in range(first, min(first + MOST_PARTS, len(passages))):
        rank = where[at].rank
        if rank < LIST_RANK - 1 or passages[at].cell is not None:
            break
        if not is_announced and rank <= own_rank:
            break
        if is_announced and top and rank < top:
            break
        if is_announced and _TOTAL.match(passages[at].text) and items:
            break
        top = top or rank
        if rank > top and not is_announced:
            continue  # an item of an item
        levels = [figure for figure in by_passage.get(at, ()) if is_level(figure)]
        if levels:
            items.append(levels)
    return items


def _of_items(
    wholes: Sequence[ReadFigure], items: Sequence[Sequence[ReadFigure]], announced: str
) -> Iterator[Breakdown]:
    """The breakdowns of the last figure of each kind in a passage that the items' figures may be parts of."""
    doubtful = None
    found: list[ReadFigure] = []
    for whole in reversed(wholes):
        if any(is_same_thing(whole, other) for other in found):
            continue
        parts = []
        for levels in items:
            own = [
                figure for figure in levels if dimension(figure) == dimension(whole) and figure.measure == whole.measure
            ]
            if not own:
                break
            parts.append(next((figure for figure in own if is_same_thing(figure, whole)), own[0]))
        count = longest_sum(whole, parts)
        if count:
            because = announced.strip() or "danh sách"
            yield Breakdown(whole, tuple(parts[:count]), is_all=True, fits=True, because=because)
            found.append(whole)
            continue
        is_candidate = announced and len(parts) > 1 and doubtful is None and is_same_thing(whole, parts[0])
        if is_candidate and (whole.value >= max(part.value for part in parts) or is_one_digit_off(whole, parts)):
            is_all = EXHAUSTIVE.search(announced) is not None
            doubtful = Breakdown(whole, tuple(parts), is_all=is_all, fits=False, because=announced.strip())
    if doubtful is not None and not found:
        yield doubtful

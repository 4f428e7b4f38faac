"""Which figures belong together: wholes and parts, by words, brackets and lists, and by sums that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimtan.extract.amounts import dimension, is_level, is_one_digit_off, is_same_thing, longest_sum, unit_named
from kimtan.extract.cues import AMONG, EXHAUSTIVE
from kimtan.extract.figures import ReadFigure
from kimtan.extract.names import telling
from kimtan.extract.outline import LIST_RANK, Place, places
from kimtan.extract.passages import Passage, ReadDocument
from kimtan.extract.subjects import is_act
from kimtan.extract.table_sums import table_breakdowns
from kimtan.extract.wholes import Breakdown

_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_a-zà-ỹ])")
_TOTAL = re.compile(r"\s*(?:[-+*•–]\s*)?(?:tổng|cộng)(?!\w)", re.IGNORECASE)
_MOST_PARTS = 40
_REACH = 2000
"""A sentence is at most so long."""

_LONGEST_RUN = 8
_FARTHEST_WHOLE = 12
"""A whole stands at most so many figures before the first of its parts."""


def breakdowns(document: ReadDocument, figures: Sequence[ReadFigure]) -> list[Breakdown]:
    """All wholes with their parts, those that words announce first."""
    by_passage: dict[int, list[ReadFigure]] = {}
    for figure in figures:
        by_passage.setdefault(figure.passage, []).append(figure)
    where = list(places(document))
    found = [
        *_in_sentences(document, by_passage),
        *_running_on(document, by_passage),
        *_in_lists(document, by_passage, where),
        *table_breakdowns(document, figures),
    ]
    made = _settled(found)
    return [*made, *_in_sections(figures, where, made)]


def with_parts(document: ReadDocument, figures: Sequence[ReadFigure]) -> list[ReadFigure]:
    """The figures, each with the whole that it is a part of."""
    whole_of = {part.n: whole for whole in breakdowns(document, figures) for part in whole.parts}
    return [
        figure
        if (whole := whole_of.get(figure.n)) is None
        else replace(figure, part_of=whole.whole.n, rests_on=(*figure.rests_on, f"thuộc tổng: {whole.because}"))
        for figure in figures
    ]


def _settled(found: Sequence[Breakdown]) -> list[Breakdown]:
    """Breakdowns of which no part belongs to two wholes; those that add up come first."""
    taken: set[int] = set()
    kept: list[Breakdown] = []
    for whole in sorted(found, key=lambda whole: (not whole.fits, whole.whole.n)):
        if any(part.n in taken for part in whole.parts):
            continue
        if any(whole.whole.n == other.whole.n and not whole.fits for other in kept):
            continue
        taken |= {part.n for part in whole.parts}
        kept.append(whole)
    return sorted(kept, key=lambda whole: whole.whole.n)


def _in_sentences(document: ReadDocument, by_passage: dict[int, list[ReadFigure]]) -> Iterator[Breakdown]:
    """Parts that follow ``trong đó``, ``gồm``, ``cụ thể`` or stand in brackets behind their whole."""
    last: ReadFigure | None = None
    for index, own in by_passage.items():
        if document.passages[index].cell is not None:
            continue
        text = document.passages[index].text
        for at, figure in enumerate(own):
            start = own[at - 1].end if at else 0
            between = text[start : figure.start][-300:]
            cue = None
            for match in AMONG.finditer(between):
                cue = match if not _counts_another(between, match) else cue
            is_bracket = between.rfind("(") > between.rfind(")")
            if cue is None and not is_bracket:
                continue
            opened = figure.start - len(between) + (between.rfind("(") if is_bracket else cue.start() if cue else 0)
            stop = _closing(text, opened) if is_bracket else _sentence_end(text, figure.start)
            earlier = [last] if last is not None and index - last.passage <= 2 else []
            before = [*reversed(own[max(0, at - _FARTHEST_WHOLE) : at])] or earlier
            before = [whole for whole in before if _may_be_whole(text, whole, index, opened)]
            scope = [part for part in own[at : at + 3 * _MOST_PARTS] if part.start < stop]
            yield from _of_first(before, scope, cue[0] if cue else "(", is_bracket)
        levels = [figure for figure in own if is_level(figure)]
        last = levels[-1] if levels else last


def _running_on(document: ReadDocument, by_passage: dict[int, list[ReadFigure]]) -> Iterator[Breakdown]:
    """Counts of one thing that follow their total in its sentence and add up to it: what is done and what is left."""
    for index, own in by_passage.items():
        passage = document.passages[index]
        if passage.cell is not None:
            continue
        for at, whole in enumerate(own):
            stop = _sentence_end(passage.text, whole.end)
            following = [figure for figure in own[at + 1 : at + 1 + _FARTHEST_WHOLE] if figure.start < stop]
            parts = [figure for figure in following if _is_counted_alike(whole, figure)][:_LONGEST_RUN]
            count = longest_sum(whole, parts)
            if count and is_level(whole):
                because = "các số cùng câu cộng lại vừa khớp"
                yield Breakdown(whole, tuple(parts[:count]), is_all=True, fits=True, is_guess=True, because=because)


def _is_counted_alike(whole: ReadFigure, part: ReadFigure) -> bool:
    """Whether two figures count the same thing, and the second may be what is done or left of the first."""
    ours, theirs = unit_named(whole.unit_text), unit_named(part.unit_text)
    if ours is None or theirs is None or not ours.is_count or ours.name != theirs.name:
        return False
    return is_level(part) and part.measure in {whole.measure, "remaining"} and part.value < whole.value


def _counts_another(between: str, cue: re.Match[str]) -> bool:
    """Whether ``gồm`` only leads to the number of a subject of its own: ``17 hộ, hộ tăng diện tích gồm 20 hộ``."""
    comma, _, segment = between[: cue.start()].rpartition(",")
    return "gồm" in cue[0].lower() and bool(comma) and len(segment.split()) > 1 and ":" not in cue[0]


def _may_be_whole(text: str, whole: ReadFigure, index: int, opened: int) -> bool:
    """Whether a figure stands in the sentence of a cue, or before it where the cue begins the sentence."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, opened - _REACH), opened)]
    start = ends[-1] if ends else max(0, opened - _REACH)
    begins = not any(character.isalpha() for character in text[start:opened])
    return begins or (whole.passage == index and whole.start >= start)


def _closing(text: str, opened: int) -> int:
    end = text.find(")", opened)
    return end if end >= 0 else len(text)


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE_END.search(text, start, start + _REACH)
    return match.start() if match else start + _REACH


def _of_first(
    before: Sequence[ReadFigure], scope: Sequence[ReadFigure], words: str, is_bracket: bool
) -> Iterator[Breakdown]:
    """The breakdown of the nearest figure before of which those in scope may be parts."""
    levels = [figure for figure in scope if is_level(figure)]
    if not levels:
        return
    kind, measure = dimension(levels[0]), levels[0].measure
    kinds = {measure, "remaining"}
    parts = [figure for figure in levels if dimension(figure) == kind and figure.measure in kinds][:_MOST_PARTS]
    wholes = [
        figure for figure in before if is_level(figure) and dimension(figure) == kind and figure.measure == measure
    ]
    wholes = [whole for whole in wholes if whole.value >= parts[0].value] or wholes[:1]
    if not wholes or (is_bracket and len(parts) < 2):
        return
    parts = _alike(parts)
    wholes.sort(key=lambda whole: not is_same_thing(whole, parts[0]))
    is_all = bool(EXHAUSTIVE.search(words)) or is_bracket
    for whole in wholes[:3]:
        count = longest_sum(whole, parts)
        if count:
            yield Breakdown(whole, tuple(parts[:count]), is_all=True, fits=True, because=words.strip())
            return
    if is_bracket or is_same_thing(wholes[0], parts[0]):
        yield Breakdown(wholes[0], tuple(parts), is_all=is_all and len(parts) > 1, fits=False, because=words.strip())


def _alike(parts: list[ReadFigure]) -> list[ReadFigure]:
    """Parts up to one that tells what was done, where the first do not: another clause begins there."""
    if is_act(parts[0].subject):
        return parts
    others = [at for at, part in enumerate(parts) if is_act(part.subject)]
    return parts[: others[0]] if others and others[0] > 1 else parts


def _in_lists(
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
        items = _items(passages, by_passage, where, index, first, bool(announced))
        if len(items) < 2:
            continue
        yield from _of_items(levels, items, announced)


def _of_siblings(
    whole: ReadFigure, by_passage: dict[int, list[ReadFigure]], where: Sequence[Place], index: int
) -> Iterator[Breakdown]:
    """Items beside the whole's that add up to it though nobody says so: what is paid and what is owed."""
    rank = where[index].rank
    if rank < LIST_RANK or _digits(whole) < 4:
        return
    parts = []
    for at in range(index + 1, min(index + _LONGEST_RUN + 1, len(where))):
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
    top = 0
    for at in range(first, min(first + _MOST_PARTS, len(passages))):
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
    """The breakdown of the last of a passage's figures that the items' figures may be parts of."""
    doubtful = None
    for whole in reversed(wholes):
        parts = []
        for levels in items:
            own = [
                figure for figure in levels if dimension(figure) == dimension(whole) and figure.measure == whole.measure
            ]
            if not own:
                break
            parts.append(own[0])
        count = longest_sum(whole, parts)
        if count:
            because = announced.strip() or "danh sách"
            yield Breakdown(whole, tuple(parts[:count]), is_all=True, fits=True, because=because)
            return
        is_told = announced and len(parts) > 1 and doubtful is None and is_same_thing(whole, parts[0])
        if is_told and (whole.value >= max(part.value for part in parts) or is_one_digit_off(whole, parts)):
            is_all = EXHAUSTIVE.search(announced) is not None
            doubtful = Breakdown(whole, tuple(parts), is_all=is_all, fits=False, because=announced.strip())
    if doubtful is not None:
        yield doubtful


def _in_sections(
    figures: Sequence[ReadFigure], where: Sequence[Place], made: Sequence[Breakdown]
) -> Iterator[Breakdown]:
    """Sums that fit though nobody says so: figures in a row in one section, and one of another that its title names.

    They are guesses: the title and the whole's subject share words, and the sum agrees to four digits or more.
    """
    taken = {part.n for whole in made for part in whole.parts}
    has_parts = {whole.whole.n for whole in made}
    wholes = [figure for figure in figures if is_level(figure) and _digits(figure) >= 4 and figure.n not in has_parts]
    for run in _runs(figures, where):
        title = {word for name in where[run[0].passage].titles[-2:] for word in telling(name.text)}
        candidates = [
            whole
            for whole in wholes
            if whole.measure == run[0].measure
            and dimension(whole) == dimension(run[0])
            and whole.passage != run[0].passage
            and whole.subject != run[0].subject
            and len(set(telling(whole.subject)) & title) * 2 >= len(set(telling(whole.subject))) > 0
        ]
        yield from _guess(candidates, run, taken)


def _guess(candidates: Sequence[ReadFigure], run: Sequence[ReadFigure], taken: set[int]) -> Iterator[Breakdown]:
    """The first figures in a row that add up to a candidate, or would but for one digit of a long number."""
    free = [figure for figure in run if figure.n not in taken]
    for whole in candidates[:20]:
        for start in range(len(free) - 1):
            count = longest_sum(whole, free[start : start + _LONGEST_RUN])
            if count and whole not in free[start : start + count]:
                yield _guessed(whole, free[start : start + count], fits=True)
                return
    for whole in candidates[:3]:
        for count in range(min(len(free), _LONGEST_RUN), 1, -1):
            if _digits(whole) >= 5 and whole not in free[:count] and is_one_digit_off(whole, free[:count]):
                yield _guessed(whole, free[:count], fits=False)
                return


def _guessed(whole: ReadFigure, parts: Sequence[ReadFigure], *, fits: bool) -> Breakdown:
    because = "các số cộng lại vừa khớp" if fits else "các số cộng lại chỉ lệch một chữ số"
    return Breakdown(whole, tuple(parts), is_all=True, fits=fits, is_guess=True, because=because)


def _runs(figures: Sequence[ReadFigure], where: Sequence[Place]) -> Iterator[list[ReadFigure]]:
    """Level figures of one section, measure and dimension, in reading order."""
    runs: dict[tuple[object, ...], list[ReadFigure]] = {}
    for figure in figures:
        if is_level(figure) and _digits(figure) >= 3:
            titles = where[figure.passage].titles
            section = next((title.passage for title in reversed(titles) if title.rank < LIST_RANK), -1)
            runs.setdefault((section, figure.measure, dimension(figure)), []).append(figure)
    for run in runs.values():
        if 2 <= len(run) <= _MOST_PARTS:
            yield run


def _digits(figure: ReadFigure) -> int:
    return len(figure.value.normalize().as_tuple().digits)


def is_likely_whole(whole: Breakdown) -> bool:
    """Whether parts that do not add up would, but for one digit, so that all of them seem to be named."""
    is_telling = len(whole.parts) > 2 or (len(whole.parts) == 2 and _digits(whole.whole) >= 3)
    return is_telling and is_one_digit_off(whole.whole, whole.parts)

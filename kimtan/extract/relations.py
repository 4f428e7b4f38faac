"""Which figures belong together: wholes and parts, by words, brackets and lists, and by sums that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kimtan.extract.amounts import is_level, is_same_thing, longest_sum
from kimtan.extract.announced_parts import is_likely_whole, parts_of_first
from kimtan.extract.cues import AMONG
from kimtan.extract.extents import REACH, SENTENCE_END, closing, outside_brackets, sentence_end, stop_of_list
from kimtan.extract.figures import ReadFigure
from kimtan.extract.fitting_sums import fitting_sums
from kimtan.extract.flows import flows
from kimtan.extract.list_parts import in_lists
from kimtan.extract.outline import places
from kimtan.extract.parts_by_share import by_share
from kimtan.extract.passages import ReadDocument
from kimtan.extract.running_sums import running_on
from kimtan.extract.table_sums import table_breakdowns
from kimtan.extract.wholes import MOST_PARTS, Breakdown

_COLON = re.compile(r"[^,;.:()\d]{0,40}:\s")
"""A list right behind a figure: ``86 giải: 04 giải nhất, 17 giải nhì``."""
_SOME_OF = re.compile(
    r"[^()\d]{0,30}\((?:riêng\s+)?(?!(?:chưa|không|ngoài|so|thêm|tăng|giảm|cùng|năm|kế|trước|cũ|tương|quy|trong\s+đó|gồm|bằng|từ|đến|mỗi|bình\s+quân|tối|dự|mức|còn|vượt)(?!\w))[^\W\d][^();:\d]{1,40}:?\s",
    re.IGNORECASE,
)
_OF_TOTAL = re.compile(r"\s+[^,;.:()\d]{0,30}\s(?:trong|trên)\s+tổng\s+số\s+", re.IGNORECASE)
_ARE_LEFT = re.compile(r"\s+[^,;.:()\d]{0,30}[,;]\s+(?:hiện\s+)?còn(?:\s+lại)?\s+", re.IGNORECASE)
_FARTHEST_WHOLE = 12
"""A whole stands at most so many figures before the first of its parts."""


def breakdowns(document: ReadDocument, figures: Sequence[ReadFigure]) -> list[Breakdown]:
    """All wholes with their parts, those that words announce first."""
    by_passage: dict[int, list[ReadFigure]] = {}
    for figure in figures:
        by_passage.setdefault(figure.passage, []).append(figure)
    where = list(places(document))
    candidates = [
        *_in_sentences(document, by_passage),
        *flows(document, by_passage),
        *_of_totals(document, by_passage),
        *running_on(document, by_passage),
        *in_lists(document, by_passage, where),
        *table_breakdowns(document, figures),
        *by_share(document, by_passage),
    ]
    made = _settled(candidates)
    made = _settled([*made, *running_on(document, by_passage, {part.n for whole in made for part in whole.parts})])
    return [*made, *fitting_sums(figures, where, made)]


def with_parts(figures: Sequence[ReadFigure], wholes: Sequence[Breakdown]) -> list[ReadFigure]:
    """The figures, each with the whole that it is a part of."""
    whole_of = {part.n: whole for whole in wholes for part in whole.parts}
    return [
        figure
        if (whole := whole_of.get(figure.n)) is None
        else replace(figure, part_of=whole.whole.n, rests_on=(*figure.rests_on, f"thuộc tổng: {whole.because}"))
        for figure in figures
    ]


def _settled(candidates: Sequence[Breakdown]) -> list[Breakdown]:
    """Breakdowns of which no part belongs to two wholes; those that add up come first."""
    taken: set[int] = set()
    kept: list[Breakdown] = []
    for whole in sorted(candidates, key=lambda whole: (_rank(whole), whole.is_across, whole.whole.n)):
        if any(part.n in taken for part in whole.parts):
            continue
        is_doubtful = not (whole.fits or whole.is_measured)
        if is_doubtful and any(whole.whole.n == settled.whole.n for settled in kept):
            continue
        taken |= {part.n for part in whole.parts}
        kept.append(whole)
    return sorted(kept, key=lambda whole: whole.whole.n)


def _rank(whole: Breakdown) -> int:
    """How sure a breakdown is, the surest first: a sum of small numbers that nobody announces fits by accident."""
    if whole.is_measured:
        return 5
    if whole.is_guess:
        return 2 if whole.fits else 4
    if whole.fits:
        return 0
    return 1 if is_likely_whole(whole) else 3


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
                is_near = ";" not in between[match.end() :]
                cue = match if is_near and not _counts_another(between, match) else cue
            is_bracket = between.rfind("(") > between.rfind(")")
            if cue is None and not is_bracket and at:
                cue = _COLON.match(between)
            if cue is None and not is_bracket:
                continue
            opened = figure.start - len(between) + (between.rfind("(") if is_bracket else cue.start() if cue else 0)
            stop = closing(text, opened) if is_bracket else sentence_end(text, figure.start)
            earlier = [last] if last is not None and index - last.passage <= 2 else []
            before = [*reversed(own[max(0, at - _FARTHEST_WHOLE) : at])] or earlier
            before = [whole for whole in before if _may_be_whole(text, whole, index, opened)]
            scope = [part for part in own[at : at + 3 * MOST_PARTS] if part.start < stop]
            scope = outside_brackets(text, scope)
            if is_bracket and at and _is_named_part(own[at - 1], figure, between):
                yield Breakdown(own[at - 1], (figure,), is_all=False, fits=False, because="(")
            yield from parts_of_first(before, _of_one_list(text, scope), cue[0] if cue else "(", is_bracket)
            if cue is not None and before:
                yield from _over_sentences(text, before[0], own[at : at + MOST_PARTS], stop, cue[0])
        levels = [figure for figure in own if is_level(figure)]
        last = levels[-1] if levels else last


def _over_sentences(
    text: str, whole: ReadFigure, behind: Sequence[ReadFigure], stop: int, words: str
) -> Iterator[Breakdown]:
    """Parts that go on in short sentences, where all of them add up: ``Trong đó lúa 40 ha. Đậu 25 ha``."""
    end = stop_of_list(text, stop)
    levels = [figure for figure in behind if figure.start < end and is_level(figure) and is_same_thing(figure, whole)]
    goes_on = any(figure.start > stop for figure in levels)
    if goes_on and is_level(whole) and len(levels) > 2 and longest_sum(whole, levels) == len(levels):
        yield Breakdown(whole, tuple(levels), is_all=True, fits=True, because=words.strip())


def _is_named_part(whole: ReadFigure, part: ReadFigure, between: str) -> bool:
    """Whether a bracket right behind a figure names some of it: ``31.100 triệu đồng (ngân sách huyện 9.400 triệu)``."""
    is_level_of_same = is_level(whole) and is_level(part) and part.measure == whole.measure
    return (
        _SOME_OF.fullmatch(between) is not None
        and is_level_of_same
        and is_same_thing(whole, part)
        and part.value < whole.value
    )


def _of_one_list(text: str, scope: Sequence[ReadFigure]) -> list[ReadFigure]:
    """The figures up to a semicolon, where commas divide the list that it closes."""
    levels = [figure for figure in scope if is_level(figure)]
    levels = [figure for figure in levels if is_same_thing(figure, levels[0])]
    gaps = [text[left.end : right.start] for left, right in pairwise(levels) if left.passage == right.passage]
    last = next((at for at, gap in enumerate(gaps) if ";" in gap), 0)
    return [figure for figure in scope if not last or figure.start <= levels[last].start]


def _of_totals(document: ReadDocument, by_passage: dict[int, list[ReadFigure]]) -> Iterator[Breakdown]:
    """What is told of a total that follows it, and what is left of that: ``86 hộ trong tổng số 100 hộ; còn 14 hộ``."""
    for index, own in by_passage.items():
        text = document.passages[index].text
        for part, whole in pairwise(own):
            if not is_same_thing(part, whole) or _OF_TOTAL.fullmatch(text, part.end, whole.start) is None:
                continue
            left = next((figure for figure in own if figure.start > whole.end), None)
            is_left = left is not None and _ARE_LEFT.fullmatch(text, whole.end, left.start) is not None
            parts = (part, left) if left is not None and is_left and is_same_thing(whole, left) else (part,)
            fits = len(parts) > 1 and longest_sum(whole, parts) == len(parts)
            yield Breakdown(whole, parts, is_all=len(parts) > 1, fits=fits, because="trong tổng số")


def _counts_another(between: str, cue: re.Match[str]) -> bool:
    """Whether ``gồm`` only leads to the number of a subject of its own: ``17 hộ, hộ tăng diện tích gồm 20 hộ``."""
    comma, _, segment = between[: cue.start()].rpartition(",")
    return "gồm" in cue[0].lower() and bool(comma) and len(segment.split()) > 1 and ":" not in cue[0]


def _may_be_whole(text: str, whole: ReadFigure, index: int, opened: int) -> bool:
    """Whether a figure stands in the sentence of a cue, or before it where the cue begins the sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, max(0, opened - REACH), opened)]
    start = ends[-1] if ends else max(0, opened - REACH)
    begins = not any(character.isalpha() for character in text[start:opened])
    return begins or (whole.passage == index and whole.start >= start)

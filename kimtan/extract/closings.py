"""What stands behind a list of parts and has no subject of its own is said of the whole, not of the last part.

``Tổng vốn 2.468 tỷ đồng, gồm vốn nhà nước 612 tỷ đồng, vốn dân cư 1.856 tỷ đồng; bằng 72,6% kế hoạch``: the percentage
is that of all of it. The list is closed by a semicolon, or by the bracket that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimtan.extract.cues import AMONG
from kimtan.extract.figures import ReadFigure
from kimtan.extract.letters import NEXT_SENTENCE

_OF_ALL = frozenset({"pct_of_plan", "plan", "remaining", "last_year", "yoy_pct", "yoy_index", "yoy_abs"})
_BECAUSE = "nói về cả nhóm vừa liệt kê"
_FEWEST = 2
_SENTENCE_END = "\n"
"""Closes a list whose parts are divided by semicolons: nothing in its sentence does."""


def of_wholes(figures: Sequence[ReadFigure], text: str) -> Iterator[ReadFigure]:
    """The figures of a passage, in order; those that close a list have the whole's subject."""
    whole: ReadFigure | None = None
    last: ReadFigure | None = None
    closer, parts, is_closed = "", 0, False
    for figure in figures:
        gap = text[last.end : figure.start] if last is not None else ""
        if last is None or NEXT_SENTENCE.search(gap):
            is_closed = whole is not None and parts >= _FEWEST and _is_bare_plan(figure, last)
            whole = whole if is_closed else None
        elif whole is None:
            opener = _opener(gap)
            if opener and last.measure == figure.measure == "actual" and last.subject:
                whole, closer, parts, is_closed = last, opener, 1, False
        elif parts == 1 and _divides(gap, closer) and figure.measure == "actual" and figure.subject != last.subject:
            closer, parts = _SENTENCE_END, 2
        elif is_closed or closer in gap:
            is_bare = figure.measure in _OF_ALL and figure.subject == last.subject
            is_closed = is_bare and parts >= _FEWEST
            if not is_closed:
                whole = None
        else:
            parts += figure.measure == "actual"
        yield figure if not is_closed or whole is None else _of(figure, whole)
        last = figure


def _is_bare_plan(figure: ReadFigure, last: ReadFigure | None) -> bool:
    """Whether a plan without a subject of its own opens a sentence: ``Kế hoạch năm 560 tỷ đồng, đạt 51%``."""
    return figure.measure == "plan" and last is not None and figure.subject == last.subject


def _divides(gap: str, closer: str) -> bool:
    """Whether a semicolon stands between the parts of a list, so that none closes it."""
    return closer == ";" and ";" in gap


def _opener(gap: str) -> str:
    """What closes the list that a text between two figures opens; nothing where it opens none."""
    if "(" in gap and ")" not in gap:
        return ")"
    return ";" if ";" not in gap and (AMONG.search(gap) or ":" in gap) else ""


def _of(figure: ReadFigure, whole: ReadFigure) -> ReadFigure:
    return replace(figure, subject=whole.subject, rests_on=(*figure.rests_on, _BECAUSE))

"""Stated shares as ratios: the part before a share, and what it is of."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from kimtan.extract.amounts import is_level, is_same_thing, is_share_of
from kimtan.extract.figures import ReadFigure
from kimtan.extract.groups import FigureGroup
from kimtan.extract.names import telling

_Rows = Mapping[str, dict[str, object]]
"""Indicators by their identities."""

_OF_SO_MANY = re.compile(r"^\s*(?:trên|trong|của)?\s*(?:số\s+)?", re.IGNORECASE)
_NEAREST_PART, _NEAREST_WHOLE = 5, 8
"""So many figures before a share its part and what it is of are stated at most."""


def shares(
    group: FigureGroup,
    rows: _Rows,
    indicator_of: Mapping[int, str],
    bases: Mapping[str, str],
    fractions: Collection[int],
    figures: Sequence[ReadFigure],
) -> None:
    """Make each share of a group a ratio of its part and whole, where both are known.

    Parameters
    ----------
    indicator_of
        Indicators of figures, by their numbers.
    bases
        What the second numbers of fractions are of, by the indicator of the first.
    fractions
        Numbers of the figures that are fractions.
    figures
        All figures, in the order of their numbers.
    """
    for figure in group.figures:
        if figure.measure != "share":
            continue
        before = range(figure.n - 1, max(0, figure.n - 1 - _NEAREST_PART), -1)
        known = [number for number in before if number in indicator_of]
        number = next((number for number in known if _is_part(rows[indicator_of[number]], figure)), 0)
        if not number:
            continue
        part = indicator_of[number]
        if figure.n - 1 in fractions:
            is_of_other = _is_of_other_fraction(figure, number, figures, fractions)
            whole: object = None if is_of_other else bases.get(part)
        else:
            last = range(max(1, figure.n - _NEAREST_WHOLE), figure.n)
            near = [indicator_of.get(n) for n in last if is_same_thing(figures[n - 1], figures[number - 1])]
            belongs = rows[part].get("part_of") or rows[part].get("within") or bases.get(part)
            borne_out = None if figure.base else _borne_out(figure, number, figures, indicator_of, bases)
            others = {name: rows[name] for name in near if name is not None and name != part}
            whole = borne_out or _named(figure, others, belongs)
        if whole not in {None, part}:
            rows[indicator_of[figure.n]] |= {"numerator": part, "denominator": whole, "kind": "share"}


def _is_part(row: Mapping[str, object], share: ReadFigure) -> bool:
    return row["name_vi"] == share.subject and row["unit"] != "pct"


def _borne_out(
    share: ReadFigure,
    part: int,
    figures: Sequence[ReadFigure],
    indicator_of: Mapping[int, str],
    bases: Mapping[str, str],
) -> str | None:
    """The level before a part, or what a fraction is of, of which that is the stated share: what it fits best."""
    own = figures[part - 1]
    fitting: list[tuple[Decimal, str | None]] = []
    for number in range(part - 1, max(0, part - 1 - _NEAREST_WHOLE), -1):
        whole = figures[number - 1]
        if number not in indicator_of or whole.unit_text != own.unit_text or not is_level(whole):
            continue
        if whole.value > own.value and is_share_of(own.value, whole.value, share.value):
            fitting.append((_distance(own.value, whole.value, share.value), indicator_of[number]))
        elif whole.denominator and is_share_of(own.value, whole.denominator, share.value):
            fitting.append((_distance(own.value, whole.denominator, share.value), bases.get(indicator_of[number])))
    return min(fitting, key=lambda fit: fit[0], default=(Decimal(0), None))[1]


def _distance(part: Decimal, whole: Decimal, percentage: Decimal) -> Decimal:
    return abs(part / whole * 100 - percentage)


def _is_of_other_fraction(
    share: ReadFigure, part: int, figures: Sequence[ReadFigure], fractions: Collection[int]
) -> bool:
    """Whether a share is of a fraction before the last: ``xử 921/948 vụ, 1.652/1.713 bị cáo, đạt 97,2% về số vụ``."""
    near = [figures[n - 1] for n in range(max(1, part - _NEAREST_WHOLE), part) if n in fractions]
    of_same_passage = [other for other in near if other.passage == share.passage]
    return not _is_of_fraction(share, figures[part - 1]) and any(
        _is_of_fraction(share, other) for other in of_same_passage
    )


def _is_of_fraction(share: ReadFigure, fraction: ReadFigure) -> bool:
    return fraction.denominator is not None and is_share_of(fraction.value, fraction.denominator, share.value)


def _named(share: ReadFigure, near: _Rows, belongs: object) -> object:
    """What the words behind a share name, ``trên số có điều kiện``; else what its part belongs to."""
    of_what = _OF_SO_MANY.sub("", share.base)
    if not of_what or of_what.startswith(("tổng", "dân số")):
        return belongs
    words = set(telling(of_what))
    alike = (name for name, row in near.items() if words and words <= set(telling(str(row["name_vi"]))))
    return next(alike, None)

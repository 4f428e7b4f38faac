"""The outcomes of rules, and the states of findings once their owners have decided: their order and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kimtan.languages import NOTHING, Bilingual

Outcome = Literal["cannot_hold", "suspicious", "not_evaluable", "holds_by_rounding", "holds"]
State = Literal["cannot_hold", "suspicious", "settled", "not_evaluable", "holds_by_rounding", "holds"]

WRONG: tuple[Outcome, ...] = ("cannot_hold", "suspicious")
"""Outcomes that mean something is wrong until it is settled."""


@dataclass(frozen=True)
class StateNames:
    """The names of a state.

    Parameters
    ----------
    title
        Of the findings in it.
    count
        How many there are, in a sentence: ``{n} khớp``.
    doubt
        Beside a figure that such a finding is about; nothing where nothing is wrong with it.
    """

    title: Bilingual
    count: Bilingual
    doubt: Bilingual = NOTHING


STATES: Mapping[State, StateNames] = {
    "cannot_hold": StateNames(
        title=Bilingual("Không thể cùng đúng", "Cannot all be true"),
        count=Bilingual("{n} không thể cùng đúng", "{n} cannot hold"),
        doubt=Bilingual("Mâu thuẫn", "In dispute"),
    ),
    "suspicious": StateNames(
        title=Bilingual("Nghi vấn", "Suspicious"),
        count=Bilingual("{n} nghi vấn", "{n} are suspicious"),
        doubt=Bilingual("Nghi vấn", "Suspicious"),
    ),
    "settled": StateNames(
        title=Bilingual("Đã có kết luận", "Settled"),
        count=Bilingual("{n} đã có kết luận", "{n} are settled"),
        doubt=Bilingual("Đã có kết luận", "Settled"),
    ),
    "not_evaluable": StateNames(
        title=Bilingual("Chưa kiểm tra được", "Not evaluable"),
        count=Bilingual("{n} chưa đủ số liệu để kiểm tra", "{n} cannot be evaluated for want of figures"),
    ),
    "holds_by_rounding": StateNames(
        title=Bilingual("Khớp nhờ làm tròn", "Holds through rounding"),
        count=Bilingual("{n} khớp nhờ làm tròn", "{n} hold through rounding"),
    ),
    "holds": StateNames(title=Bilingual("Khớp", "Holds"), count=Bilingual("{n} khớp", "{n} hold")),
}
"""The names of each state, the most urgent first."""

OUTCOMES: tuple[Outcome, ...] = tuple(state for state in STATES if state != "settled")
"""The outcomes, the most urgent first."""

_ORDER: Mapping[str, int] = {state: place for place, state in enumerate(STATES)}


def urgency(state: State) -> int:
    """The place of a state, or of an outcome, in the order of attention; the most urgent is 0."""
    return _ORDER[state]

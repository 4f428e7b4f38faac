"""Statements that have a clause of their own, whatever else is said: a difference, what is left, a goal."""

from __future__ import annotations

from dataclasses import replace

from kimtan.data.observations import Observation
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill


def clause_of(facts: Facts, row: Observation, *, is_alone: bool = False) -> Sentence | None:
    """A change on last year or on another base, what is left of the plan, a goal; ``None`` of other measures.

    ``is_alone``: whether nothing of what was achieved stands before, so that English needs a verb.
    """
    be, has = ("is ", "has") if is_alone else ("", "with")
    match row.measure:
        case "yoy_abs":
            return _change(facts, row, facts.dataset.period.base(facts.language))
        case "change_pct" | "change_abs":
            return _change(facts, row, facts.basis_name(row.topic), be)
        case "remaining":
            template = facts.word("còn phải thực hiện {number}", "with {number} still to do")
            return fill(template, number=facts.statement(row, prose=True))
        case "goal":
            template = facts.word("mục tiêu đến {year} là {number}", f"{has} a goal of {{number}} for {{year}}")
            return fill(template, number=facts.statement(row, prose=True), year=facts.basis_name(row.topic))
    return None


def _change(facts: Facts, row: Observation, base: str, be: str = "") -> Sentence:
    """A stated change on a base, its sign in words: ``tăng 12 hộ so với cùng kỳ``, ``bằng năm 2020``."""
    if row.value == 0:
        return (facts.word(f"bằng {base}", f"{be}unchanged on {base}"),)
    number = facts.statement(row, prose=True)
    size = replace(number, text=number.text.replace("−", ""))
    way = facts.word("tăng", f"{be}up") if row.value > 0 else facts.word("giảm", f"{be}down")
    template = facts.word("{way} {number} so với {base}", "{way} {number} on {base}")
    return fill(template, way=way, number=size, base=base)

"""Statements that have a clause of their own, whatever else is said: a difference, what is left, a goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.present.blocks import Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.wording import POINTS


def clause_of(facts: Facts, row: Observation, *, is_alone: bool = False) -> Sentence | None:
    """A change on last year or on another base, what is left of the plan, a goal; ``None`` of other measures.

    ``is_alone``: whether nothing of what was achieved stands before, so that the clause needs a verb of its own.
    """
    has = "had" if is_alone else "with"
    match row.measure:
        case "yoy_abs" | "yoy_pct":
            return _change(facts, row, facts.dataset.period.base(facts.language))
        case "change_pct" | "change_abs":
            return _change(facts, row, facts.basis_name(row.topic), is_alone=is_alone)
        case "remaining":
            template = facts.word("còn phải thực hiện {number}", "with {number} still to do")
            return fill(template, number=facts.statement(row, prose=True))
        case "goal":
            vi = "có mục tiêu {year} là {number}" if is_alone else "mục tiêu {year} là {number}"
            template = facts.word(vi, f"{has} a goal of {{number}} for {{year}}")
            return fill(template, number=facts.statement(row, prose=True), year=facts.goal_year(row.topic))
    return None


def of_another_territory(facts: Facts, rows: Sequence[Observation]) -> Sentence | None:
    """What was stated of last year in a territory that is no more: told apart, since it compares with nothing."""
    clauses: list[Run] = []
    for row in rows:
        clause = clause_of(facts, row) or (f"{MEASURES[row.measure].name.in_(facts.language)} ", facts.statement(row))
        clauses.append((f"{facts.prose_name(row.indicator)} ", *clause))
    if not clauses:
        return None
    template = facts.word(
        "số liệu theo địa giới hành chính cũ, không so sánh với kỳ này: {clauses}",
        "figures of the former territory, which are not compared with this period: {clauses}",
    )
    return sentence(fill(template, clauses=join(clauses, "; ")))


def _change(facts: Facts, row: Observation, base: str, *, is_alone: bool = False) -> Sentence:
    """A stated change on a base, its sign in words: ``tăng 12 hộ so với cùng kỳ``, ``bằng năm 2020``."""
    if row.value == 0:
        return (facts.word(f"bằng {base}", f"{'stayed ' if is_alone else ''}unchanged on {base}"),)
    number = facts.statement(row, prose=True)
    size = replace(number, text=number.text.replace("−", ""))
    if row.measure in {"yoy_abs", "change_abs"} and facts.dataset.units[row.unit].dimension == "percent":
        size = replace(size, text=size.text.replace("%", POINTS.in_(facts.language)))
    up, down = ("rose", "fell") if is_alone else ("up", "down")  # of one and of several alike
    way = facts.word("tăng", up) if row.value > 0 else facts.word("giảm", down)
    template = facts.word("{way} {number} so với {base}", "{way} {number} on {base}")
    return fill(template, way=way, number=size, base=base)

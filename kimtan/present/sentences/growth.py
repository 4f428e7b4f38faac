"""How a result compares with the same period of last year, in a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kimtan.figures import number_text
from kimtan.present.blocks import Number
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill
from kimtan.present.sentences.own_clauses import clause_of
from kimtan.present.wording import bounded, stated_text

_FEW = 20
"""So many things at the most: of fewer, a percentage of change tells less than their number."""


@dataclass(frozen=True)
class Growth:
    """Clauses on growth: as it is stated, in points of what is a percentage, in things of what is few."""

    facts: Facts

    def on_last_year(self, indicator: str) -> list[Sentence]:
        """Growth and the stated difference, in one clause where they go one way: ``tăng 12 hộ (6%) so với cùng kỳ``.

        Examples
        --------
        >>> show(s.points(*s.say.on_last_year("output.total")))  # doctest: +SKIP
        """
        facts, growth = self.facts, self.growth(indicator)
        rows = facts.dataset.statements(indicator, "yoy_abs")
        clauses = [clause for row in rows if (clause := clause_of(facts, row))]
        if clauses and facts.change_in_points(indicator) is not None:  # which is what they say
            return clauses
        value, number = facts.value(indicator, "growth_used_pct"), self.growth_number(indicator)
        if len(rows) == 1 and value is not None and number is not None and value * float(rows[0].value) > 0:
            way, size, *rest = clauses[0]
            return [(way, size, " (", number, ")", *rest)]
        return [*([growth] if growth else []), *clauses]

    def growth(self, indicator: str) -> Sentence | None:
        """Growth in words: ``tăng 2,3% so với cùng kỳ``, ``giảm``, ``bằng cùng kỳ``.

        Examples
        --------
        >>> show(s.say.growth("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        points, few = facts.change_in_points(indicator), self._few(indicator)
        value = facts.value(indicator, "growth_used_pct" if points is None and few is None else "change")
        if value is None:
            return None
        size = points and replace(points, text=points.text.lstrip("−"))
        number = size or few or self.growth_number(indicator)
        base = facts.dataset.period.base(facts.language)
        if value == 0 or number is None:
            same = "cùng kỳ năm trước" if base == "cùng kỳ" else base
            return (facts.word(f"bằng {same}", f"unchanged on {base}"),)
        way = facts.word("tăng", "up") if value > 0 else facts.word("giảm", "down")
        template = facts.word("{way} {number} so với {base}", "{way} {number} on {base}")
        return fill(template, way=way, number=number, base=base)

    def _few(self, indicator: str) -> Number | None:
        """By how many a small count changed, where nobody states a percentage: ``02 vụ`` of 3, and not ``66,7%``."""
        facts = self.facts
        stated = facts.dataset.statements(indicator, "last_year")
        if not stated or any(facts.has(indicator, measure) for measure in ("yoy_pct", "yoy_index")):
            return None
        if not facts.dataset.units[stated[0].unit].exact or abs(stated[0].value) > _FEW:
            return None
        change, value = facts.derived(indicator, "change"), facts.value(indicator, "change")
        if change is None or value is None:
            return None
        language, things = facts.language, abs(value)
        text = number_text(things, language, 0, two_digits=language == "vi")
        unit = facts.dataset.units[facts.dataset.indicators[indicator].unit]
        return replace(change, text=unit.amount(text, language, things))

    def growth_number(self, indicator: str) -> Number | None:
        """The size of the growth, without its sign; of an index, what it is away from a hundred."""
        rows = [
            row for measure in ("yoy_pct", "yoy_index") for row in self.facts.dataset.statements(indicator, measure)
        ]
        if not rows:
            computed = self.facts.derived(indicator, "growth")
            return computed and replace(computed, text=computed.text.lstrip("−"))
        row = rows[0]
        language = self.facts.language
        if row.measure == "yoy_pct":
            text = stated_text(row, self.facts.dataset.units[row.unit], language)
            return self.facts.number(text.replace("−", ""), row.figure)
        value = abs(row.value - 100)
        return self.facts.number(bounded(f"{number_text(value, language)}%", row, language), row.figure)

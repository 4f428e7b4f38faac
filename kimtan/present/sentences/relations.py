"""Figures set against each other: fractions, averages, gaps, and what it takes to reach a level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from kimtan.data.formulas import Quotient, Scaled, Sum, Term, scaled
from kimtan.data.identities import DerivedId, Topic
from kimtan.languages import Bilingual
from kimtan.present.blocks import Number
from kimtan.present.derived import percent
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, sentence


@dataclass(frozen=True)
class Relations:
    """Sentences that relate two figures that the report states apart."""

    facts: Facts

    def fraction(self, part: str, whole: str) -> Sentence | None:
        """How much of a set is reached, and how many are left.

        Examples
        --------
        >>> show(s.say.fraction("town.criteria_met", "town.criteria"))  # doctest: +SKIP
        """
        facts = self.facts
        done, total = facts.stated(part, bare=True), facts.stated(whole)
        done_value, total_value = facts.value(part, "actual"), facts.value(whole, "actual")
        if done is None or total is None or not done_value or not total_value:
            return None
        reached, everything = _actual(part), _actual(whole)
        formula = Bilingual("phần ÷ toàn bộ", "part ÷ whole")
        share = self._stated_share(part, whole) or facts.expressed(
            DerivedId.of(part, "share_of", whole), percent(reached, everything), "percent", formula
        )
        formula = Bilingual("toàn bộ − phần", "whole − part")
        rest = Sum((Scaled(Fraction(-1), reached), everything))
        left = facts.expressed(DerivedId.of(part, "left_of", whole), rest, "amount", formula, whole)
        if share is None or left is None:
            return None
        if facts.dataset.indicators[part].better == "lower":  # nobody means to have all of these
            template = facts.word(
                "{name} là {done}/{total}, bằng {share}", "{name} stood at {done} of {total}, or {share}"
            )
        elif done_value >= total_value:
            template = facts.word("{name} là {done}/{total}, đã đủ", "{name} stood at {done} of {total}, that is all")
        else:
            template = facts.word(
                "{name} là {done}/{total}, bằng {share}, còn {left}",
                "{name} stood at {done} of {total}, or {share}, with {left} to go",
            )
        is_count = facts.dataset.units[facts.dataset.indicators[part].unit].exact
        name = f"{facts.word('số ', '') if is_count else ''}{facts.prose_name(part)}"
        return sentence(fill(template, name=name, done=done, total=total, share=share, left=left))

    def _stated_share(self, part: str, whole: str) -> Number | None:
        """The share of a part in its whole as the source states it; what a source states is not computed anew."""
        names = self.facts.dataset.ratios(part, whole)
        return next((number for name in names if (number := self.facts.stated(name)) is not None), None)

    def average(self, total: str, heads: str, vi: str, en: str, unit: str) -> Sentence | None:
        """One figure per head of another, in a unit of its own: ``bình quân {number} một hộ``.

        Parameters
        ----------
        vi, en
            The sentence, with ``{number}``.
        unit
            Unit of the quotient's amount, of the same dimension as the total's: ``vnd_m``.

        Examples
        --------
        >>> show(s.say.average(  # doctest: +SKIP
        ...     "bank.loans",
        ...     "bank.borrowers",
        ...     "bình quân mỗi hộ {number}",
        ...     "on average {number} a household",
        ...     unit="vnd_m",
        ... ))
        """
        facts = self.facts
        if not facts.has(total):
            return None
        units = facts.dataset.units
        own = units[facts.dataset.indicators[total].unit]
        scale = Fraction(own.factor) / Fraction(units[unit].factor)
        average = Quotient(scaled(scale, _actual(total)), _actual(heads))
        formula = Bilingual("tổng số ÷ số đơn vị", "total ÷ count")
        number = facts.expressed(DerivedId.of(total, "per", heads), average, units[unit], formula)
        if number is None:
            return None
        return sentence(fill(facts.word(vi, en), number=number))

    def against(self, amount: str, base: str, vi: str, en: str) -> Sentence | None:
        """One amount in percent of another; the sentence holds ``{one}``, ``{other}`` and ``{share}``.

        Examples
        --------
        >>> show(s.say.against(  # doctest: +SKIP
        ...     "works.owed",
        ...     "town.revenue",
        ...     "nợ đọng {one} bằng {share} số thu ({other})",
        ...     "arrears of {one} equal {share} of revenue ({other})",
        ... ))
        """
        facts = self.facts
        first, second = facts.stated(amount), facts.stated(base)
        if first is None or second is None:
            return None
        units, indicators = facts.dataset.units, facts.dataset.indicators
        scale = Fraction(units[indicators[amount].unit].factor) / Fraction(units[indicators[base].unit].factor)
        ratio = percent(scaled(scale, _actual(amount)), _actual(base))
        formula = Bilingual("số thứ nhất ÷ số thứ hai", "first ÷ second")
        share = facts.expressed(DerivedId.of(amount, "share_of", base), ratio, "percent", formula)
        if share is None:
            return None
        return sentence(fill(facts.word(vi, en), one=first, other=second, share=share))

    def to_reach(self, people: str, share: str, measure: str = "year_end") -> Sentence | None:
        """How many more people it takes to bring a share to an announced level, everybody else staying.

        Examples
        --------
        >>> show(s.say.to_reach("health.insured", "health.share"))  # doctest: +SKIP
        """
        facts = self.facts
        now, rate, goal = facts.stated(people), facts.stated(share), facts.stated(share, measure)
        count, pct, level = facts.value(people, "actual"), facts.value(share, "actual"), facts.value(share, measure)
        if now is None or rate is None or goal is None or count is None or not pct or level is None or level <= pct:
            return None
        more = math.ceil(count * level / pct - count)
        number = facts.count(
            more,
            DerivedId.of(people, "to_reach", share),
            Bilingual("số người × (mức phấn đấu ÷ tỷ lệ hiện nay − 1)", "people × (goal ÷ present share − 1)"),
            [now, rate, goal],
            is_marked=True,
            unit_of=people,
        )
        template = facts.word(
            "từ {rate} hiện nay, muốn đạt {goal} vào cuối năm còn phải vận động thêm khoảng {number}",
            "to go from {rate} now to {goal} by the end of the year, about {number} have to be added",
        )
        return sentence(fill(template, rate=rate, goal=goal, number=number))


def _actual(indicator: str) -> Term:
    return Term(Topic(indicator, "actual"))

"""What a whole is made of, and which part moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kimtan.data.observations import Observation
from kimtan.present import roundings
from kimtan.present.blocks import Number, Run
from kimtan.present.facts import Facts
from kimtan.present.prose import Sentence, fill, join, sentence
from kimtan.present.rich_text import Piece


@dataclass(frozen=True)
class Structure:
    """Sentences about wholes and their parts."""

    facts: Facts

    def breakdown(
        self, whole: str, breakdown: str | None = None, measure: Literal["actual", "plan"] = "actual"
    ) -> Sentence | None:
        """What a whole consists of: ``Trong đó: cố ý gây thương tích 03 vụ; trộm cắp tài sản 04 vụ``.

        Nothing of a whole that this edition withholds.

        Examples
        --------
        >>> show(s.say.breakdown("town.cases"))  # doctest: +SKIP
        """
        facts = self.facts
        clauses = [
            self._with_name(part, rows[0])
            for part in facts.dataset.parts(whole, breakdown)
            if (rows := facts.dataset.statements(part, measure))
        ]
        if not clauses or whole not in facts.dataset.indicators:
            return None
        return sentence(
            fill(facts.word("trong đó: {parts}", "the breakdown is as follows: {parts}"), parts=join(clauses, "; "))
        )

    def _with_name(self, part: str, row: Observation) -> Run:
        """A part's figure with its name: ``01 giải nhất``, ``trộm cắp tài sản 04 vụ``, ``4 second prizes``."""
        facts, joint = self.facts, self.facts.word(" ", ", ")
        return facts.counted(part, row) or (f"{facts.prose_name(part)}{joint}", facts.statement(row, prose=True))

    def shares(self, whole: str, breakdown: str | None = None) -> Sentence | None:
        """The parts' shares, the largest first, and the part whose share moved most.

        Examples
        --------
        >>> show(s.say.shares("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        parts = self._ranked(whole, "share_pct", breakdown)
        if len(parts) < 2:
            return None
        shares = [facts.derived(part, "share") for part in parts]
        clauses = [self._named(part, share) for part, share in zip(parts, shares, strict=True)]
        of = "" if facts.has(whole) else facts.prose_name(whole)  # what no sentence has told yet
        template = (
            facts.word(
                f"về cơ cấu {of}, {{first}} chiếm tỷ trọng lớn nhất; tiếp đến là {{rest}}",
                f"the largest share of {of} is that of {{first}}, followed by {{rest}}",
            )
            if of
            else facts.word(
                "về cơ cấu, {first} chiếm tỷ trọng lớn nhất; tiếp đến là {rest}",
                "the largest share is that of {first}, followed by {rest}",
            )
        )
        shown = [roundings.shown_value(share, facts.language)[0] for share in shares if share is not None]
        note = self._rounded(is_exact=sum(shown) == 100)
        rest = join(clauses[1:], ", ", facts.word(" và ", " and "))
        return sentence((*fill(template, first=clauses[0], rest=rest), *note))

    def shift(self, whole: str, breakdown: str | None = None) -> Sentence | None:
        """Which shares moved since last year, where last year is known.

        Examples
        --------
        >>> show(s.say.shift("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        moved = self._ranked(whole, "share_change_pp", breakdown)
        if len(moved) < 2:
            return None
        gained, lost = moved[0], moved[-1]
        template = facts.word(
            "so với {base}, tỷ trọng {gained} tăng {more}, tỷ trọng {lost} giảm {less}",
            "compared with {base}, the share of {gained} rose by {more} and that of {lost} fell by {less}",
        )
        more, less = (_size(facts.derived(part, "share_change")) for part in (gained, lost))
        if more is None or less is None:
            return None
        names = {"gained": facts.prose_name(gained), "lost": facts.prose_name(lost)}
        return sentence(fill(template, base=facts.dataset.period.base(facts.language), more=more, less=less, **names))

    def contributions(self, whole: str, breakdown: str | None = None) -> Sentence | None:
        """What each part gave to the growth that the parts make together, in percentage points.

        Examples
        --------
        >>> show(s.say.contributions("output.total"))  # doctest: +SKIP
        """
        facts = self.facts
        parts = self._ranked(whole, "contribution_pp", breakdown)
        if len(parts) < 2:
            return None
        growth = facts.derived(parts[0], "whole_growth")
        if growth is None:
            return None
        given = [facts.derived(part, "contribution") for part in parts]
        clauses = [self._named(part, number) for part, number in zip(parts, given, strict=True)]
        note = self._rounded(is_exact=roundings.adds_up([number for number in given if number], growth, facts.language))
        template = facts.word(
            "tính từ tốc độ tăng của từng phần, {whole} tăng {growth}, trong đó {first} đóng góp nhiều nhất; "
            "tiếp đến là {rest}",
            "going by the growth of its parts, {whole} grew by {growth}, to which {first} contributed most, followed "
            "by {rest}",
        )
        slots: dict[str, Run | Piece] = {
            "whole": facts.prose_name(whole),
            "growth": growth,
            "first": clauses[0],
            "rest": join(clauses[1:], ", ", facts.word(" và ", " and ")),
        }
        return sentence((*fill(template, **slots), *note))

    def _rounded(self, *, is_exact: bool) -> Run:
        """What is said of numbers that do not add up as they are shown."""
        return () if is_exact else (f" ({roundings.NOTE.in_(self.facts.language)})",)

    def _ranked(self, whole: str, column: str, breakdown: str | None) -> Sequence[str]:
        """The parts by a metric, largest first; none where it is missing for any of them."""
        parts = self.facts.dataset.parts(whole, breakdown)
        values = {part: self.facts.value(part, column) for part in parts}
        known = {part: value for part, value in values.items() if value is not None}
        return sorted(known, key=lambda part: -known[part]) if len(known) == len(parts) else []

    def _named(self, part: str, number: Number | None) -> Run:
        words = self.facts.prose_name(part)
        return (words,) if number is None else (f"{words} (", number, ")")


def _size(number: Number | None) -> Number | None:
    """A change without its sign: the words around it say the direction."""
    if number is None:
        return None
    return replace(number, text=number.text.lstrip("\N{MINUS SIGN}"))

"""A whole's parts told after it: with plan and growth where they are stated, else each number alone."""

from __future__ import annotations

from kimtan.data.measures import MEASURES
from kimtan.present.prose import Sentence, join, sentence
from kimtan.present.sentences.results import Results
from kimtan.present.sentences.structure import Structure

_OWN_CLAUSES = ("yoy_abs", "remaining", "change_pct", "change_abs", "goal")
"""Measures that only a clause of the part itself tells."""

_BEYOND_PLANS = MEASURES.keys() - {"plan", "target", "year_end"}
"""Where one of these is stated, a plan alone does not say all."""


class Parts(Results, Structure):
    """Sentences about parts that take up the patterns of results."""

    def parts(self, whole: str, breakdown: str, *, is_first: bool = True, is_inner: bool = False) -> Sentence | None:
        """What a whole is made of: ``Trong đó: hàng nhập ước đạt 18.250 tấn, tăng 2,0% so với cùng kỳ; …``.

        ``is_first``: whether the whole was told just before; a second breakdown begins with its own name.
        ``is_inner``: whether the whole was told as a part of another one, so that it is named again: ``Trong thu nội
        địa: …``.

        Examples
        --------
        >>> show(s.say.parts("output.total", "sector"))  # doctest: +SKIP
        """
        facts = self.facts
        clauses = {part: clause for part in facts.dataset.parts(whole, breakdown) if (clause := self.clause(part))}
        joined = join(list(clauses.values()), "; ")
        if not is_first:
            by = facts.term("breakdown", breakdown)
            return sentence((f"{by}: ", *joined)) if clauses and by else self.results(*clauses)
        opening = facts.word("trong đó", "of which")
        if is_inner:
            opening = facts.word("trong {}", "of {}").format(facts.prose_name(whole))
        elif all(facts.has(part) and not self._has_more(part) for part in clauses):
            return self.breakdown(whole, breakdown)
        elif not any(facts.has(part, measure) for part in clauses for measure in _BEYOND_PLANS):
            return self.breakdown(whole, breakdown, "plan")
        return sentence((f"{opening}: ", *joined)) if clauses else None

    def _has_more(self, part: str) -> bool:
        """Whether more is to be said of a part than its number."""
        facts = self.facts
        is_compared = facts.completion(part) is not None or facts.growth(part) is not None
        return is_compared or any(facts.has(part, measure) for measure in _OWN_CLAUSES)

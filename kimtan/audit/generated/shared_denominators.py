"""Two ratios over the same unstated denominator must imply the same value of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from kimtan.audit.generated.ratios import members
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import SAME_BASE, about, fill
from kimtan.data.formulas import Quotient, Scaled, Term
from kimtan.data.identities import Topic


def bases(figures: Statements) -> Iterator[Rule]:
    """One rule for each pair of ratios over a denominator that is not stated."""
    ratios = list(members(figures))
    bottoms = Counter(bottom for _, _, bottom, _ in ratios)
    shared = [ratio for ratio in ratios if bottoms[ratio[2]] > 1]
    for measure in ("actual", "target"):
        for (ratio, top, bottom, factor), (other_ratio, other_top, other_bottom, other_factor) in combinations(
            shared, 2
        ):
            if bottom != other_bottom or figures.has(bottom, measure):
                continue
            terms = [Topic(indicator, measure) for indicator in (ratio, top, other_ratio, other_top)]
            if not all(figures.has(*topic) for topic in terms):
                continue
            sides = (_implied(terms[1], factor, terms[0]), _implied(terms[3], other_factor, terms[2]))
            left, right = (
                fill("{} / {}", name(figures, part), name(figures, whole))
                for part, whole in ((top, ratio), (other_top, other_ratio))
            )
            label = fill("{}: {} = {}{}", name(figures, bottom), left, right, about(measure, None))
            rule = identity("base", bottom, ratio, other_ratio, measure)
            yield compared(figures, "base", rule, label, figures.unit(bottom), sides, assumes=SAME_BASE)


def _implied(top: Topic, factor: Fraction, ratio: Topic) -> Quotient:
    return Quotient(Scaled(factor, Term(top)), Term(ratio))

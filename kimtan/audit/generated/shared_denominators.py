"""Two ratios with the same denominator imply the same one, though nobody states it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from kimtan.audit.generated.ratios import members
from kimtan.audit.rules import Rule, compared, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import SAME_BASE, about, say
from kimtan.data.formulas import Quotient, Scaled, Term
from kimtan.data.identities import Topic


def bases(figures: Statements) -> Iterator[Rule]:
    """One rule for each pair of ratios over a denominator that is not stated."""
    known = list(members(figures))
    for measure in ("actual", "target"):
        for (ratio, top, bottom, factor), (other, above, below, scale) in combinations(known, 2):
            terms = [Topic(one, measure) for one in (ratio, top, other, above)]
            if bottom != below or figures.has(bottom, measure) or not all(figures.has(*topic) for topic in terms):
                continue
            sides = (_implied(terms[1], factor, terms[0]), _implied(terms[3], scale, terms[2]))
            one, two = (
                say("{} / {}", name(figures, part), name(figures, whole))
                for part, whole in ((top, ratio), (above, other))
            )
            label = say("{}: {} = {}{}", name(figures, bottom), one, two, about(measure, None))
            rule = identity("base", bottom, ratio, other, measure)
            yield compared(figures, "base", rule, label, figures.unit(bottom), sides, assumes=SAME_BASE)


def _implied(top: Topic, factor: Fraction, ratio: Topic) -> Quotient:
    return Quotient(Scaled(factor, Term(top)), Term(ratio))

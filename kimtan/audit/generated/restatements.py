"""A total's completion or growth lies among its parts' percentages, and is their weighted mean.

These restate the sums of :mod:`~kimtan.audit.generated.parts` in the percentages that readers compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from kimtan.audit.amounts import Amount, Range
from kimtan.audit.expressions import amount
from kimtan.audit.generated.levels import in_unit_of
from kimtan.audit.generated.parts import breakdowns
from kimtan.audit.generated.price_bases import on_one_price
from kimtan.audit.rules import Rule, identity, name
from kimtan.audit.statements import Statements
from kimtan.audit.wording import AMONG_PARTS, WEIGHTED, about, fill
from kimtan.data.identities import Topic
from kimtan.data.measures import MEASURES

_LEVEL = {"pct_of_plan": "plan", "yoy_pct": "last_year"}


def forms(figures: Statements) -> Iterator[Rule]:
    """Two rules for each breakdown whose whole and at least one part state the same percentage."""
    for (whole, breakdown), names in breakdowns(figures).items():
        for measure, level in _LEVEL.items():
            for basis in figures.bases([whole], [measure]):
                topics = [Topic(indicator, measure, basis) for indicator in (whole, *names)]
                own = figures.stated(*topics[0])
                known = [figures.stated(*topic) for topic in topics[1:]]
                if own is None or not any(known):
                    continue
                actuals = [figures.actual(part, basis) for part in names]
                shares = [share for share in known if share is not None]
                is_whole = len(shares) == len(known)
                weights = [amount(in_unit_of(figures, whole, topic), figures) for topic in actuals]
                label = fill("{}: {}", name(figures, whole), MEASURES[measure].name)
                source = identity("parts", whole, breakdown, level, basis)
                among = dict(zip(topics, (own, *known), strict=True))
                weighted = among | dict(zip(actuals, weights, strict=True))
                for form, words, terms, value in (
                    ("among", AMONG_PARTS, among, _hull(own, shares) if is_whole else None),
                    ("weighted", WEIGHTED, weighted, _mean(shares, weights, measure) if is_whole else None),
                ):
                    made = Rule(
                        kind=form,
                        id=identity(form, whole, breakdown, measure, basis),
                        label=fill("{}, {}{}", label, words, about("actual", basis)),
                        unit=figures.unit(whole, measure),
                        terms=terms,
                        stated=own,
                        recomputed=value,
                        form_of=source,
                    )
                    yield on_one_price(figures, [whole, *names], made)


def _hull(own: Amount, shares: Sequence[Amount]) -> Amount:
    """The range from the smallest to the largest percentage; its face is the value in it nearest to the whole's."""
    ends = reduce(Range.widened_to, (share.range for share in shares))
    faces = [share.face for share in shares if share.face is not None]
    face = None if own.face is None or not faces else min(max(own.face, min(faces)), max(faces))
    return Amount(ends.low, ends.high, face, tuple(figure for share in shares for figure in share.figures))


def _mean(shares: Sequence[Amount], weights: Sequence[Amount | None], measure: str) -> Amount | None:
    """The whole's percentage from its parts: the sum of the actuals over the sum of their bases."""
    added = Fraction(100) if measure == "yoy_pct" else Fraction(0)
    known = [weight for weight in weights if weight is not None]
    bases = [weight.over(_plus(share, added)) for weight, share in zip(known, shares, strict=False)]
    known_bases = [base for base in bases if base is not None]
    if len(known_bases) < len(weights):
        return None
    mean = reduce(Amount.plus, known).over(reduce(Amount.plus, known_bases))
    if mean is None:
        return None
    return _plus(replace(mean, figures=tuple(dict.fromkeys(mean.figures))), -added)


def _plus(share: Amount, added: Fraction) -> Amount:
    low, high, face = (None if end is None else end + added for end in (share.low, share.high, share.face))
    return Amount(low, high, face, share.figures)

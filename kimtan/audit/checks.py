"""The rules of a period judged on the ranges that written figures stand for.

No tolerance is made up and nothing is corrected: a check says what is stated, what comes out of other figures, and
whether both can be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kimtan.audit.rules import Kind, Rule, rules
from kimtan.audit.statements import Statements
from kimtan.audit.words import range_text
from kimtan.figures import Interval, Language, Rounding
from kimtan.indicators import Indicator
from kimtan.observations import Observation
from kimtan.units import Unit

if TYPE_CHECKING:
    import pandas as pd

Outcome = Literal["cannot_hold", "suspicious", "not_evaluable", "holds_by_rounding", "holds"]

OUTCOMES: tuple[Outcome, ...] = ("cannot_hold", "suspicious", "not_evaluable", "holds_by_rounding", "holds")
"""What needs attention first."""


@dataclass(frozen=True)
class Check:
    """One rule and what came of it.

    Parameters
    ----------
    id
        Stable name of the rule: ``parts:income.total:sector:plan``.
    figures
        Identities of the figures that it rests on.
    stated, recomputed
        What is stated, and what it must meet (of a subset: must not exceed), in ``unit``; none where not known.
    outcome
        ``holds``: the values as written agree, or lie within a stated bound. ``holds_by_rounding``: only the ranges
        that they stand for meet. ``cannot_hold``: not even these. ``suspicious``: not even these, but the rule rests on
        an assumption. ``not_evaluable``: something is missing.
    missing
        What, as ``indicator:measure[:basis]``: not stated, stated in ways that contradict each other, or maybe zero
        where it divides.
    assumes_vi, assumes_en
        What the rule takes for granted, or empty.
    restricted
        Whether only the internal edition may show it.
    """

    id: str
    kind: Kind
    label_vi: str
    label_en: str
    figures: tuple[str, ...]
    stated: Interval | None
    recomputed: Interval | None
    unit: Unit
    outcome: Outcome
    missing: tuple[str, ...]
    assumes_vi: str
    assumes_en: str
    restricted: bool


def checks(
    observations: Sequence[Observation],
    indicators: Mapping[str, Indicator],
    units: Mapping[str, Unit],
    rounding: Rounding = "nearest",
) -> tuple[Check, ...]:
    """Check whatever must agree; no rule of which a figure is stated is left out.

    Give all figures of a period, for a public edition too, and leave ``restricted`` checks out of the result: a whole
    does not equal parts of which some are withheld.

    Returns
    -------
    tuple of Check
        Kind by kind, each in table order.
    """
    figures = Statements(observations, indicators, units, rounding)
    return tuple(_check(rule, figures) for rule in rules(figures))


def frame(found: Iterable[Check], language: Language) -> pd.DataFrame:
    """Checks as a table, one row each, those that need attention first.

    Columns: ``outcome`` and ``kind`` (codes), ``label``, ``stated`` and ``recomputed`` (ranges with their unit),
    ``figures``, ``missing``, ``assumption``. What is not known is empty.
    """
    import pandas as pd

    rows = [
        {
            "outcome": check.outcome,
            "kind": check.kind,
            "label": check.label_vi if language == "vi" else check.label_en,
            "stated": range_text(check.stated, check.unit, language),
            "recomputed": range_text(check.recomputed, check.unit, language),
            "figures": "; ".join(check.figures),
            "missing": "; ".join(check.missing),
            "assumption": check.assumes_vi if language == "vi" else check.assumes_en,
        }
        for check in sorted(found, key=lambda check: OUTCOMES.index(check.outcome))
    ]
    columns = ["outcome", "kind", "label", "stated", "recomputed", "figures", "missing", "assumption"]
    return pd.DataFrame(rows, columns=columns)


def _check(rule: Rule, figures: Statements) -> Check:
    amounts = (*rule.terms.values(), rule.stated, rule.recomputed)
    missing = [topic for topic, amount in rule.terms.items() if amount is None]
    if not missing and (rule.stated is None or rule.recomputed is None):
        missing = list(rule.terms)[-1:]  # all is known, so it cannot be divided by the last
    return Check(
        id=rule.id,
        kind=rule.kind,
        label_vi=rule.label.vi,
        label_en=rule.label.en,
        figures=tuple(dict.fromkeys(figure for amount in amounts if amount for figure in amount.figures)),
        stated=None if rule.stated is None else rule.stated.interval,
        recomputed=None if rule.recomputed is None else rule.recomputed.interval,
        unit=rule.unit,
        outcome="not_evaluable" if missing else _outcome(rule),
        missing=tuple(str(topic) for topic in missing),
        assumes_vi=rule.assumes.vi,
        assumes_en=rule.assumes.en,
        restricted=any(figures.indicators[topic.indicator].restricted for topic in rule.terms),
    )


def _outcome(rule: Rule) -> Outcome:
    stated, recomputed = rule.stated, rule.recomputed
    if stated is None or recomputed is None:
        return "not_evaluable"
    is_subset = rule.kind == "subset"
    if not (stated.reaches_down_to(recomputed) if is_subset else stated.meets(recomputed)):
        return "suspicious" if any(rule.assumes) else "cannot_hold"
    if stated.face is None or recomputed.face is None or stated.face == recomputed.face:
        return "holds"
    return "holds" if is_subset and stated.face < recomputed.face else "holds_by_rounding"

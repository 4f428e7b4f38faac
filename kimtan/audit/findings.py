"""The findings of a period: each rule's outcome, the figures that may be wrong, and the values they would need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kimtan.audit.outcomes import WRONG, Outcome, State, urgency
from kimtan.audit.wording import range_text
from kimtan.data.decisions import Verdict
from kimtan.data.identities import FigureId, Topic
from kimtan.data.rulebook import Severity
from kimtan.data.units import Unit
from kimtan.figures import Interval
from kimtan.languages import NOTHING, Bilingual, Language

if TYPE_CHECKING:
    import pandas as pd

DOES_NOT_APPLY = "does_not_apply"
_ASKED = frozenset({"parts", "repeated"})


@dataclass(frozen=True)
class Suspect:
    """A figure that may be the wrong one.

    Parameters
    ----------
    figure
        Its identity.
    needs
        The range it would have to lie in, in the unit that it is written in; ``None`` where that is not known.
    repair
        The nearest value in that range that is one keystroke away from what is written; ``None`` where there is none.
    is_credible
        Whether it can be this figure alone; false where the range is far from what is written, and no slip leads there.
    """

    figure: FigureId
    needs: Interval | None = None
    repair: Decimal | None = None
    is_credible: bool = True


@dataclass(frozen=True)
class Settlement:
    """What the owner of the figures decided about a finding.

    ``changed`` lists the figures whose values have changed since; if there are any, the finding is open again.
    """

    verdict: Verdict
    reason: Bilingual
    who: str
    date: str
    changed: tuple[FigureId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the finding is open again because a figure in it has changed."""
        return bool(self.changed)


_ONE_LEVEL = frozenset({"plan", "last_year"})
"""Kinds of rules about one level that is stated in two ways: where a way is missing, one is left."""


@dataclass(frozen=True)
class Finding:
    """One rule and its outcome.

    Parameters
    ----------
    id
        Stable between runs: ``parts:rice.output:sector:plan``.
    rule
        What kind of rule it is, ``parts``; of a rule of ``rules.yml`` its own name there.
    outcome
        ``holds``: the values as written agree, or lie within a stated bound. ``holds_by_rounding``: only the ranges
        that they stand for meet. ``cannot_hold``: the ranges do not meet. ``suspicious``: the ranges do not meet, but
        the rule rests on an assumption. ``not_evaluable``: something is missing.
    form_of
        The id of the finding that this one restates (a weighted mean restates a sum, for example), or empty.
    cluster
        The id shared by the findings of one contradiction and by its restatements; empty where nothing is wrong.
    assumes
        The assumption that the rule rests on, or empty.
    figures
        Identities of the figures that it rests on.
    stated, recomputed
        The stated range, and the range it must meet (a subset must not exceed it), in ``unit``; ``None`` where unknown.
    face
        The stated value as written.
    gap
        The distance between the two ranges; zero where they meet, ``None`` where they are not known.
    missing
        The topics that are not stated, are stated with contradicting values, or divide and may be zero.
    applies
        Whether the rule's own condition is met.
    topic
        The level that the rule is about, if any.
    suspects
        The figures of its cluster that are in at least one of ``sets``.
    sets
        The smallest sets of figures of its cluster that, if withdrawn, leave no contradiction.
    is_localised
        False where the smallest sets could not be found in the time allowed, or not all of them.
    settlement
        The owner's decision about it, if any.
    restricted
        Whether only the internal edition may show it.
    """

    id: str
    rule: str
    label: Bilingual
    severity: Severity
    outcome: Outcome
    figures: tuple[FigureId, ...]
    unit: str
    stated: Interval | None = None
    recomputed: Interval | None = None
    face: Decimal | None = None
    gap: Decimal | None = None
    missing: tuple[Topic, ...] = ()
    applies: bool = True
    topic: Topic | None = None
    assumes: Bilingual = NOTHING
    form_of: str = ""
    cluster: str = ""
    suspects: tuple[Suspect, ...] = ()
    sets: tuple[tuple[FigureId, ...], ...] = ()
    is_localised: bool = True
    settlement: Settlement | None = None
    restricted: bool = False

    @property
    def is_wrong(self) -> bool:
        """Whether it says that something is wrong, settled or not."""
        return self.outcome in WRONG

    @property
    def is_disputed(self) -> bool:
        """Whether it says that something is wrong and nobody has settled it."""
        is_settled = self.settlement is not None and not self.settlement.is_open
        return self.is_wrong and not is_settled

    @property
    def is_contradiction(self) -> bool:
        """Whether its figures cannot all be true and nobody has settled it."""
        return self.outcome == "cannot_hold" and self.is_disputed

    @property
    def is_to_confirm(self) -> bool:
        """Whether the owners of its figures are to be asked: nobody has settled it, and its figures cannot all be true.

        What a total and its parts, or two statements of one thing, say is asked about too where they could all be true
        only if they were measured in different ways.
        """
        return self.is_disputed and (self.outcome == "cannot_hold" or self.rule in _ASKED)

    @property
    def is_confronted(self) -> bool:
        """Whether figures meet in it, or would with one figure more: a task without plan and result meets nothing."""
        if self.outcome != "not_evaluable" or not self.applies:
            return True
        return self.rule not in _ONE_LEVEL and len({figure.topic for figure in self.figures}) > 1

    @property
    def state(self) -> State:
        """Its outcome, or ``settled`` where its owner has decided about what seems wrong."""
        return "settled" if self.is_wrong and not self.is_disputed else self.outcome

    @property
    def group(self) -> str:
        """The id shared by the findings of one contradiction; the finding's own id where it stands alone."""
        return self.cluster or self.id

    @property
    def lacks(self) -> tuple[str, ...]:
        """Why it could not be evaluated, in codes: what is missing, or that the rule does not apply."""
        return tuple(map(str, self.missing)) or (() if self.applies else (DOES_NOT_APPLY,))

    @property
    def disputed(self) -> tuple[FigureId, ...]:
        """The figures that it puts in doubt: its suspects, or all its figures where no suspects are known."""
        if not self.is_disputed:
            return ()
        return tuple(suspect.figure for suspect in self.suspects) or self.figures


def contradictions(findings: Iterable[Finding]) -> int:
    """How many groups of figures cannot all be true and are not settled."""
    return len({finding.group for finding in findings if finding.is_contradiction})


def frame(findings: Iterable[Finding], language: Language, units: Mapping[str, Unit]) -> pd.DataFrame:
    """Findings as a table, one row each, those that need attention first.

    Columns: ``outcome``, ``severity`` and ``rule`` (codes), ``label``, ``stated`` and ``recomputed`` (ranges with their
    unit), ``figures``, ``suspects`` (with what each would have to be), ``missing``, ``assumption``, ``decision`` and
    ``id``. What is not known is empty.
    """
    import pandas as pd

    rows = [
        {
            "outcome": finding.outcome,
            "severity": finding.severity,
            "rule": finding.rule,
            "label": finding.label.in_(language),
            "stated": range_text(finding.stated, units[finding.unit], language),
            "recomputed": range_text(finding.recomputed, units[finding.unit], language),
            "figures": "; ".join(finding.figures),
            "suspects": "; ".join(suspect.figure for suspect in finding.suspects),
            "missing": "; ".join(finding.lacks),
            "assumption": finding.assumes.in_(language),
            "decision": finding.settlement.verdict if finding.settlement else "",
            "cluster": finding.cluster,
            "id": finding.id,
        }
        for finding in sorted(findings, key=lambda finding: urgency(finding.outcome))
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    "outcome", "severity", "rule", "label", "stated", "recomputed", "figures", "suspects", "missing", "assumption",
    "decision", "cluster", "id",
]  # fmt: skip

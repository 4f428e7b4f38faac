"""What came of every rule of a period: the outcome, who may be wrong, and what each would have to be."""

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


@dataclass(frozen=True)
class Suspect:
    """A figure that may be the wrong one.

    Parameters
    ----------
    figure
        Its identity.
    needs
        Where it would have to lie, in the unit that it is written in; none where that is not known.
    repair
        The nearest value there that is one keystroke away from what is written; none where there is none.
    """

    figure: FigureId
    needs: Interval | None = None
    repair: Decimal | None = None


@dataclass(frozen=True)
class Settlement:
    """What the owner of the figures decided about a finding.

    ``changed`` lists the figures that are not any more what they were then: a settlement with any is reopened.
    """

    verdict: Verdict
    reason: Bilingual
    who: str
    date: str
    changed: tuple[FigureId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the finding stands again, since a figure in it has changed."""
        return bool(self.changed)


@dataclass(frozen=True)
class Finding:
    """One rule and what came of it.

    Parameters
    ----------
    id
        Stable between runs: ``parts:rice.output:sector:plan``.
    rule
        What kind of rule it is, ``parts``; of a rule of ``rules.yml`` its own name there.
    outcome
        ``holds``: the values as written agree, or lie within a stated bound. ``holds_by_rounding``: only the ranges
        that they stand for meet. ``cannot_hold``: not even these. ``suspicious``: not even these, but the rule rests on
        an assumption. ``not_evaluable``: something is missing.
    form_of
        The finding that this is another form of (a weighted mean of a sum that fails, say), or empty.
    cluster
        The same for findings that contradict each other's figures, and for the forms of one contradiction; empty where
        nothing is wrong.
    assumes
        What the rule takes for granted, or empty.
    figures
        Identities of the figures that it rests on.
    stated, recomputed
        What is stated, and what it must meet (of a subset: must not exceed), in ``unit``; none where not known.
    face
        What is stated, taken at its word.
    gap
        How far the two lie apart; zero where they meet, none where they are not known.
    missing
        What is missing: not stated, stated in ways that contradict each other, or maybe zero where it divides.
    applies
        Whether the rule's own condition is met.
    topic
        The level that the rule is about, where it is about one.
    suspects
        Figures of its cluster that are in some smallest set of figures that, taken back, leaves no contradiction.
    sets
        These sets, those of its cluster alone.
    is_localised
        False where the smallest sets could not be found in the time allowed, or not all of them.
    settlement
        What was decided about it, if anything.
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
    def state(self) -> State:
        """Its outcome, or that its owner has settled what seems wrong."""
        return "settled" if self.is_wrong and not self.is_disputed else self.outcome

    @property
    def group(self) -> str:
        """The same for findings that belong to one contradiction; its own where it stands alone."""
        return self.cluster or self.id

    @property
    def lacks(self) -> tuple[str, ...]:
        """Why it could not be evaluated, in codes: what is missing, or that the rule does not apply."""
        return tuple(map(str, self.missing)) or (() if self.applies else (DOES_NOT_APPLY,))

    @property
    def disputed(self) -> tuple[FigureId, ...]:
        """The figures that it puts in doubt: its suspects, or all it rests on where none could be told from others."""
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

"""What is told of a document's figures that were confronted with each other."""

from __future__ import annotations

from dataclasses import dataclass

from kimtan.audit.outcomes import WRONG, Outcome, urgency


@dataclass(frozen=True)
class ProofFinding:
    """One relation between figures of a document, and whether it holds.

    Parameters
    ----------
    id
        Its name, the same for the same document.
    outcome
        As the audit names it.
    figures
        ``n`` of the figures that it is about.
    suspects
        ``n`` of those that would explain it, the likeliest first.
    stated
        What the document states, in Vietnamese as it is written.
    follows
        What follows from the rest.
    gap
        The distance between the two.
    assumption
        What is assumed besides the document's words; empty where nothing is.
    confidence
        0 to 1: how sure the readings are that it rests on.
    text_vi
        All of it as one paragraph for whoever reads the report.
    """

    id: str
    outcome: Outcome
    figures: tuple[int, ...]
    suspects: tuple[int, ...] = ()
    stated: str = ""
    follows: str = ""
    gap: str = ""
    assumption: str = ""
    confidence: float = 1.0
    text_vi: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong until somebody has settled it."""
        return self.outcome in WRONG


def worst_first(findings: tuple[ProofFinding, ...]) -> tuple[ProofFinding, ...]:
    """The findings in the order of attention: by outcome, then the surest, then by where they stand."""
    return tuple(sorted(findings, key=lambda finding: (urgency(finding.outcome), -finding.confidence, finding.figures)))

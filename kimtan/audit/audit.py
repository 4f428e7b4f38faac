"""The audit of a period: every rule confronted, contradictions traced to figures, decisions taken into account.

:func:`audit` lists the steps. It is pure: the same figures, rules and decisions give the same findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kimtan.audit.coincidences import coincidences
from kimtan.audit.confrontation import confront
from kimtan.audit.findings import Finding, Settlement
from kimtan.audit.generated import generated
from kimtan.audit.rules import Rule
from kimtan.audit.solved import Solved
from kimtan.audit.statements import Statements, statements
from kimtan.audit.tracing import alone, traced
from kimtan.audit.written import written
from kimtan.data.dataset import Dataset
from kimtan.data.territory import comparable_periods
from kimtan.errors import InputError, Problem
from kimtan.reading.records import nearest


def audit(dataset: Dataset, solved: Solved | None = None) -> tuple[Finding, ...]:
    """The finding of every rule of a period, in the order of the rules.

    For a public edition restricted figures take no part, and rules about them are left out, though the dictionary
    still knows that they belong to a whole: what is published does not depend on them in any way.

    What is ``solved`` already is taken from there, and what else is needed is noted in it.
    """
    figures = statements(dataset, beside=comparable_periods(dataset))
    hidden = dataset.complete.indicators.keys() - dataset.indicators.keys()
    made = [*generated(figures), *written(dataset.rulebook, figures, dataset.period, dataset.config.settings.unit)]
    shown = [rule for rule in made if not any(topic.indicator in hidden for topic in rule.terms)]
    solved = Solved() if solved is None else solved
    judgements = list(judged(shown, figures, solved))
    doubled = (alone(confront(rule, figures), rule, figures, solved) for rule in coincidences(judgements, figures))
    findings = tuple(settled(finding, dataset) for finding in (*judgements, *doubled))
    _check_decisions(dataset, {finding.id for finding in findings})
    return findings


def judged(made: Iterable[Rule], figures: Statements, solved: Solved | None = None) -> Iterator[Finding]:
    """Findings of rules confronted with figures; contradictions are traced to the figures that may be wrong."""
    return traced([(rule, confront(rule, figures)) for rule in made], figures, solved)


def settled(finding: Finding, dataset: Dataset) -> Finding:
    """A finding with its owner's decision, if any, and the figures that have changed since the decision."""
    decision = next((decision for decision in dataset.decisions.findings if decision.finding == finding.id), None)
    if decision is None:
        return finding
    known = {row.figure: row.value for row in dataset.observations}
    known |= {named.figure: Decimal(len(named.members)) for named in dataset.texts.lists}
    changed = decision.changed({figure: known[figure] for figure in finding.figures})
    settlement = Settlement(decision.verdict, decision.reason, decision.who, decision.date.isoformat(), changed)
    return replace(finding, settlement=settlement)


def _check_decisions(dataset: Dataset, known: Collection[str]) -> None:
    """Refuse a decision about a finding that does not exist: its name has changed, or its rule is gone."""
    shown = dataset.workspace.shown(dataset.workspace.decisions_file(str(dataset.period)))
    problems = [
        Problem(
            f"{shown} (findings)",
            f"There is no finding '{decision.finding}'.",
            nearest(decision.finding, known),
            "decisions.finding",
        )
        for decision in dataset.decisions.findings
        if decision.finding not in known
    ]
    if problems:
        raise InputError(*problems)

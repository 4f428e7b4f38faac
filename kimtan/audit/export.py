"""Findings as a document for other programs: JSON, or a table of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from kimtan.audit.findings import Finding, Suspect
from kimtan.audit.outcomes import OUTCOMES, urgency
from kimtan.data.dataset import Dataset
from kimtan.data.identities import FigureId
from kimtan.figures import Interval


def document(dataset: Dataset, findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings of a period as JSON data, the most urgent first.

    Numbers are in the unit named beside them; a range is ``[low, high]`` with ``null`` for an open end, and ``null``
    where nothing is known. ``figures`` are those that the rule rests on, ``suspects`` those of its cluster that may be
    wrong, ``sets`` the smallest sets of figures whose withdrawal resolves the contradiction.
    """
    figures = {row.figure: row for row in dataset.observations}
    counts = {named.figure: (named, len(named.members)) for named in dataset.texts.lists}

    def entry(figure: FigureId) -> dict[str, Any]:
        if figure in counts:
            named, count = counts[figure]
            unit = dataset.complete.indicators[named.indicator].unit
            value, written, indicator, measure = Decimal(count), str(count), named.indicator, named.measure
        else:
            row = figures[figure]
            value, written, indicator, measure, unit = row.value, row.as_written, row.indicator, row.measure, row.unit
        return {
            "figure": figure,
            "indicator": indicator,
            "measure": measure,
            "value": number(value),
            "as_written": written,
            "unit": unit,
            "lines": lines([figure]),
        }

    listed = [
        {
            "id": finding.id,
            "rule": finding.rule,
            "outcome": finding.outcome,
            "severity": finding.severity,
            "label": finding.label._asdict(),
            "cluster": finding.cluster or None,
            "form_of": finding.form_of or None,
            "assumes": finding.assumes._asdict() if any(finding.assumes) else None,
            "figures": [entry(figure) for figure in finding.figures],
            "lines": lines(finding.figures),
            "unit": finding.unit,
            "stated": number(finding.face),
            "stated_range": ends(finding.stated),
            "recomputed": ends(finding.recomputed),
            "gap": number(finding.gap),
            "missing": list(finding.lacks),
            "suspects": [
                {"figure": suspect.figure, "needs": ends(suspect.needs), "is_credible": suspect.is_credible}
                for suspect in finding.suspects
            ],
            "repairs": [repair(suspect) for suspect in finding.suspects if suspect.repair is not None],
            "sets": [list(group) for group in finding.sets],
            "is_localised": finding.is_localised,
            "decision": decision(finding),
        }
        for finding in sorted(findings, key=lambda finding: urgency(finding.outcome))
    ]
    summary = {outcome: sum(finding.outcome == outcome for finding in findings) for outcome in OUTCOMES}
    return {"period": str(dataset.period), "findings": listed, "summary": summary}


def decision(finding: Finding) -> dict[str, Any] | None:
    """The owner's decision about a finding, or ``None``."""
    settled = finding.settlement
    if settled is None:
        return None
    return {
        "verdict": settled.verdict,
        "reason": settled.reason._asdict(),
        "who": settled.who,
        "date": settled.date,
        "is_reopened": settled.is_open,
        "changed": list(settled.changed),
    }


def lines(figures: Iterable[FigureId]) -> list[int]:
    """The source lines of figures, sorted; figures from a spreadsheet have none."""
    return sorted({line for figure in figures if (line := figure.source.line)})


def ends(interval: Interval | None) -> list[float | int | None] | None:
    """A range as ``[low, high]``."""
    return None if interval is None else [number(interval.low), number(interval.high)]


def repair(suspect: Suspect) -> dict[str, Any]:
    """A suspect's nearest repair."""
    return {"figure": suspect.figure, "value": number(suspect.repair)}


def number(value: Decimal | None) -> float | int | None:
    """A decimal as a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


COLUMNS = (
    "period", "id", "rule", "outcome", "severity", "label_vi", "label_en", "cluster", "assumes_vi", "assumes_en",
    "figures", "lines", "unit", "stated", "recomputed_low", "recomputed_high", "gap", "missing", "suspects", "repairs",
    "decision",
)  # fmt: skip
"""Columns of :func:`rows`."""


def rows(described: dict[str, Any]) -> list[list[Any]]:
    """The findings of a document as rows of :data:`COLUMNS`; several figures in a cell are separated by spaces."""
    return [
        [
            described["period"],
            *(finding[key] for key in ("id", "rule", "outcome", "severity")),
            *finding["label"].values(),
            finding["cluster"],
            *(finding["assumes"] or {"vi": "", "en": ""}).values(),
            " ".join(figure["figure"] for figure in finding["figures"]),
            " ".join(map(str, finding["lines"])),
            finding["unit"],
            finding["stated"],
            *(finding["recomputed"] or [None, None]),
            finding["gap"],
            " ".join(finding["missing"]),
            " ".join(f"{suspect['figure']}={_ends(suspect['needs'])}" for suspect in finding["suspects"]),
            " ".join(f"{repaired['figure']}={repaired['value']}" for repaired in finding["repairs"]),
            finding["decision"]["verdict"] if finding["decision"] else None,
        ]
        for finding in described["findings"]
    ]


def _ends(needs: list[Any] | None) -> str:
    return "?" if needs is None else "..".join("" if end is None else str(end) for end in needs)

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


def document(dataset: Dataset, found: Sequence[Finding]) -> dict[str, Any]:
    """Everything that was found in a period, those that need attention first.

    Numbers are in the unit named beside them; a range is ``[low, high]`` with ``null`` for an open end, and ``null``
    where nothing is known. ``figures`` are those that the rule rests on, ``suspects`` those of its cluster that may be
    wrong, ``sets`` the smallest sets of them that would resolve it.
    """
    figures = {row.figure: row for row in dataset.observations}
    counts = {named.figure: (named, len(named.members)) for named in dataset.texts.lists}

    def told(figure: FigureId) -> dict[str, Any]:
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
            "id": one.id,
            "rule": one.rule,
            "outcome": one.outcome,
            "severity": one.severity,
            "label": one.label._asdict(),
            "cluster": one.cluster or None,
            "form_of": one.form_of or None,
            "assumes": one.assumes._asdict() if any(one.assumes) else None,
            "figures": [told(figure) for figure in one.figures],
            "lines": lines(one.figures),
            "unit": one.unit,
            "stated": number(one.face),
            "stated_range": ends(one.stated),
            "recomputed": ends(one.recomputed),
            "gap": number(one.gap),
            "missing": list(one.lacks),
            "suspects": [{"figure": each.figure, "needs": ends(each.needs)} for each in one.suspects],
            "repairs": [repair(each) for each in one.suspects if each.repair is not None],
            "sets": [list(group) for group in one.sets],
            "is_localised": one.is_localised,
            "decision": decision(one),
        }
        for one in sorted(found, key=lambda one: urgency(one.outcome))
    ]
    summary = {outcome: sum(one.outcome == outcome for one in found) for outcome in OUTCOMES}
    return {"period": str(dataset.period), "findings": listed, "summary": summary}


def decision(one: Finding) -> dict[str, Any] | None:
    """What was decided about a finding."""
    settled = one.settlement
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
    """The lines that figures stand on, in order; figures from a spreadsheet have none."""
    return sorted({line for figure in figures if (line := figure.source.line)})


def ends(interval: Interval | None) -> list[float | int | None] | None:
    """A range as its two ends."""
    return None if interval is None else [number(interval.low), number(interval.high)]


def repair(suspect: Suspect) -> dict[str, Any]:
    """A suspect's nearest repair."""
    return {"figure": suspect.figure, "value": number(suspect.repair)}


def number(value: Decimal | None) -> float | int | None:
    """A decimal as JSON has numbers."""
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
    """The findings of a document as rows of :data:`COLUMNS`; several figures stand in a cell with blanks between."""
    return [
        [
            described["period"],
            *(one[key] for key in ("id", "rule", "outcome", "severity")),
            *one["label"].values(),
            one["cluster"],
            *(one["assumes"] or {"vi": "", "en": ""}).values(),
            " ".join(figure["figure"] for figure in one["figures"]),
            " ".join(map(str, one["lines"])),
            one["unit"],
            one["stated"],
            *(one["recomputed"] or [None, None]),
            one["gap"],
            " ".join(one["missing"]),
            " ".join(f"{each['figure']}={_ends(each['needs'])}" for each in one["suspects"]),
            " ".join(f"{each['figure']}={each['value']}" for each in one["repairs"]),
            one["decision"]["verdict"] if one["decision"] else None,
        ]
        for one in described["findings"]
    ]


def _ends(needs: list[Any] | None) -> str:
    return "?" if needs is None else "..".join("" if end is None else str(end) for end in needs)
